"""A record's form on a page of its own: the declared fields in a card, and a bar that says what is not saved yet."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.core.i18n import N_, tr
from app.core.problems import Problem
from ui.kit import form_texts
from ui.kit.card import Card
from ui.kit.dialogs import MINE, ConflictDialog
from ui.kit.fields import CustomField, FieldEdit
from ui.kit.form import Field, Form
from ui.kit.picker import ReferenceEdit, ReferenceList
from ui.kit.record import Clash, Loaded, RecordKeeper
from ui.kit.scroll import ScrollPage
from ui.kit.text import Button, Label
from ui.theme import theme

_IN_ROW = N_("Look at the line marked in red.")


@dataclass(frozen=True, slots=True)
class FormSpec:
    """How a draft becomes the form's values and back.

    `values(draft, beside)` gives the fields' values; `draft(values, base)` the draft they say, and problems by the
    draft's field names (`places` says where a draft's field stands in the form, if it is called otherwise);
    `words(field, value, clash)` says a value of a conflict; `adapt(form)` shows and hides fields after each edit;
    `titles` are msgids for a draft's fields that a conflict calls otherwise than the form does.
    """

    fields: tuple[Field, ...]
    blank: Callable[[], Any]
    values: Callable[[Any, Any], Mapping[str, Any]]
    draft: Callable[[Mapping[str, Any], Any], tuple[Any, list[Problem]]]
    words: Callable[[str, Any, Clash], str]
    places: Mapping[str, str]
    adapt: Callable[[Form], None] | None = None
    titles: Mapping[str, str] = dataclasses.field(default_factory=dict)


class RecordForm(QWidget):
    """Object names: `<prefix>.form` and its fields, `<prefix>.form.save`, `.discard`, `.bar`."""

    dirty_changed = Signal(bool)
    left = Signal()
    """It was saved by somebody who wants to be back at the record."""

    def __init__(self, prefix: str, spec: FormSpec, keeper: RecordKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prefix, self._spec, self._keeper = prefix, spec, keeper
        self.id: str | None = None
        """Of the record in the form; "" for a new one, None for none."""
        self.base: Any = None
        self._sent: Any = None
        self._beside: Any = None
        self._stored: Loaded | None = None
        self._dirty = False
        self._leave = False
        self._rebase = False
        self.form = Form(spec.fields, f"{prefix}.form")
        self.form.setObjectName(f"{prefix}.form")
        self.form.changed.connect(self._edited)
        self._build()
        keeper.refused.connect(self._refused)
        keeper.clashed.connect(self._clashed)
        keeper.saved.connect(self._saved)

    def _build(self) -> None:
        card = Card(name=f"{self._prefix}.form.card")
        card.add(self.form)
        inner = QWidget()
        inner.setProperty("role", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.px(4), theme.px(16))
        column.addWidget(card)
        column.addStretch(1)
        self.bar = QFrame()
        self.bar.setProperty("role", "status")
        self.bar.setObjectName(f"{self._prefix}.form.bar")
        self.state = Label(N_("Not saved yet"), "strong")
        self.hint = Label(N_("Ctrl+S saves, Ctrl+Enter saves and closes, Esc keeps it for later."), "faint")
        self.discard = Button(N_("Discard changes"), "quiet", name=f"{self._prefix}.form.discard")
        self.discard.clicked.connect(self.revert)
        self.button = Button(N_("Save"), "primary", name=f"{self._prefix}.form.save")
        self.button.setToolTip(tr("Ctrl+Enter"))
        self.button.clicked.connect(self.save_and_leave)
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        row.setSpacing(theme.px(12))
        row.addWidget(self.state)
        row.addWidget(self.hint, 1)
        row.addWidget(self.discard)
        row.addWidget(self.button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._scroll = ScrollPage(inner)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self.bar)
        self.setFocusProxy(self.form.edit(next(field.key for field in self._spec.fields if field.key)))

    # ---- filling ---------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """An empty form for a new record."""
        self.id, self._stored = "", None
        self._fill(self._spec.blank(), None)

    def show_record(self, loaded: Loaded) -> None:
        """Show a record. The same one again leaves what is typed, and what it was typed on, as they are."""
        self._stored = loaded
        if self.id == loaded.id and self._dirty:
            if self._rebase:
                self.base, self._rebase = loaded.draft, False
            return
        self.id = loaded.id
        self._fill(loaded.draft, loaded.beside)

    def clear(self) -> None:
        """No record is in the form."""
        self.id, self._stored, self.base = None, None, None
        self._set_dirty(False)

    def dirty(self) -> bool:
        """Whether something is typed and not saved."""
        return self._dirty

    def texts(self) -> dict[str, str]:
        """The unsaved fields by their keys, readable."""
        return form_texts.texts_of(self.form, self._spec.fields) if self._dirty else {}

    def labels(self) -> dict[str, str]:
        """What the fields are called in the interface's language, by their keys."""
        return {field.key: form_texts.label_of(field) for field in self._spec.fields if field.key}

    def put_texts(self, texts: Mapping[str, str], base: Any = None) -> None:
        """Unsaved fields of an earlier `texts`, as edits made on `base`."""
        if base is not None:
            self.base = base
        form_texts.put(self.form, self._spec.fields, texts)

    @Slot()
    def revert(self) -> None:
        """Forget what was typed."""
        if self._stored is not None:
            self._fill(self._stored.draft, self._stored.beside)
        elif self.id == "":
            self._fill(self._spec.blank(), None)
        self.left.emit()

    @Slot()
    def save(self) -> None:
        """Store what was typed, or say beside the fields what is wrong; the form stays open."""
        self._leave = False
        self._save()

    @Slot()
    def save_and_leave(self) -> None:
        """The same, and back to the record when it is done."""
        self._leave = True
        self._save()

    def _save(self) -> None:
        if self.id is None:
            return
        # A name that was typed and not chosen is no value and makes no difference; it is not thrown away.
        if not self._dirty and self.id and not self.form.problems():
            if self._leave:
                self.left.emit()
            return
        values = self.form.collect()
        if values is None:
            return
        draft, problems = self._spec.draft(values, self.base)
        if problems:
            self._refused(problems)
            return
        self._sent = draft
        if self.id:
            self._keeper.save(self.id, draft, self.base)
        else:
            self._keeper.create(draft)

    def _fill(self, draft: Any, beside: Any) -> None:
        self.base, self._beside, self._rebase = draft, beside, False
        self.form.set_values(dict(self._spec.values(draft, beside)))
        if self._spec.adapt is not None:
            self._spec.adapt(self.form)
        self._set_dirty(False)

    # ---- what happens ----------------------------------------------------------------------------------------------

    @Slot(str)
    def _edited(self, _key: str) -> None:
        if self._spec.adapt is not None:
            self._spec.adapt(self.form)
        self._set_dirty(self.form.dirty())

    def _set_dirty(self, dirty: bool) -> None:
        self.state.set_message(N_("Not saved yet") if dirty else N_("Nothing changed yet"))
        self.discard.setEnabled(dirty)
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)

    @Slot(object)
    def _refused(self, problems: Sequence[Problem]) -> None:
        """Each sentence at its field; those of a row under the row."""
        shown: list[Problem] = []
        for field in self._spec.fields:
            edit = self.form.edit(field.key) if field.key else None
            if isinstance(edit, CustomField) and hasattr(edit.widget, "unmark"):
                edit.widget.unmark()
        for problem in problems:
            head, _, rest = problem.field.partition(".")
            place = self._spec.places.get(head, head)
            number, _, cell = rest.partition(".")
            edit = self.form.edit(place) if any(field.key == place for field in self._spec.fields) else None
            if number.isdigit() and isinstance(edit, CustomField) and hasattr(edit.widget, "mark"):
                edit.widget.mark(int(number), cell, str(problem))
                shown.append(Problem(place, _IN_ROW))
            else:
                shown.append(Problem(place, problem.message, problem.params))
        self.form.show_problems(_once(shown))
        # The sentences have their place only after the layout has made room for them.
        QTimer.singleShot(0, self._show_first_problem)

    @Slot()
    def _show_first_problem(self) -> None:
        told = [label for label in self.form.findChildren(QLabel) if label.property("role") == "error"]
        shown = [label for label in told if label.isVisible() and label.text() and label.text() != tr(_IN_ROW)]
        if shown:
            self._scroll.ensureWidgetVisible(shown[0], 0, theme.px(24))

    @Slot(str)
    def _saved(self, id: str) -> None:
        if self.id not in ("", id):
            return  # somebody went on to another record while this one was being stored
        # What was typed is stored now; the reload that follows shows it as it was cleaned.
        self.form.mark_clean()
        self.form.show_problems(())
        if self._sent is not None:
            self.base, self._sent = self._sent, None  # what is typed until the reload comes is typed on this
        self._rebase = True
        self._set_dirty(False)
        if not self.id:
            self.id = id
        if self._leave:
            self.left.emit()

    @Slot(object)
    def _clashed(self, clash: Clash) -> None:
        dialog = ConflictDialog(self.conflict_words(clash), self, f"{self._prefix}.conflict")
        if self.ask(dialog):
            names = [field.field for field in clash.conflict.fields]
            mine = {name for name, choice in zip(names, dialog.choices(), strict=True) if choice == MINE}
            self._keeper.settle(clash, mine)
        dialog.deleteLater()

    def ask(self, dialog: QDialog) -> bool:
        """Show the question and wait; whether it was answered with anything but "go on editing"."""
        return dialog.exec() == QDialog.DialogCode.Accepted

    def _called(self) -> dict[str, str]:
        return {
            id: title
            for field in self._spec.fields
            if field.key
            for id, title in _called_in(self.form.edit(field.key)).items()
        }

    def conflict_words(self, clash: Clash) -> list[tuple[str, str, str]]:
        """(field, mine, theirs) in words for each field that both changed."""
        named, say = self.labels(), self._spec.words
        clash = replace(clash, called=self._called())
        return [
            (
                tr(self._spec.titles[one.field])
                if one.field in self._spec.titles
                else named.get(self._spec.places.get(one.field, one.field), one.field),
                say(one.field, one.mine, clash),
                say(one.field, one.theirs, clash),
            )
            for one in clash.conflict.fields
        ]


def _called_in(edit: FieldEdit) -> dict[str, str]:
    """What the ids in a field are called."""
    widget = edit.widget if isinstance(edit, CustomField) else None
    if isinstance(widget, ReferenceEdit):
        return {str(widget.value()): widget.title()} if widget.value() is not None else {}
    if isinstance(widget, ReferenceList):
        return dict(zip(map(str, widget.value()), widget.titles(), strict=True))
    rows = edit.value() if isinstance(edit.value(), list) else []
    pairs = [cell for row in rows if isinstance(row, dict) for cell in row.values() if isinstance(cell, tuple)]
    return {str(pair[0]): str(pair[1]) for pair in pairs if len(pair) == 2}


def _once(problems: Sequence[Problem]) -> list[Problem]:
    """Without the same sentence twice at one field."""
    told: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        told.setdefault((problem.field, str(problem)), problem)
    return list(told.values())
