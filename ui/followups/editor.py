"""One record beside its list: read, edited on a base, saved without overwriting anybody, conflicts asked by field.

Saving is silent. What was typed stays in its fields until it is in the store or given up by a click.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Written
from app.core.errors import AppError, Conflict, NotFound, Refused
from app.core.i18n import tr
from app.core.problems import Problem
from app.jobs.lanes import Lane
from ui.desk import Desk
from ui.followups.clash import Clash
from ui.followups.reason_panel import ReasonPanel
from ui.followups.save_bar import SaveBar
from ui.followups.typed_text import put_text, text_of
from ui.kit.card import FactsLine
from ui.kit.dialogs import ConflictDialog
from ui.kit.elided import ElidedLabel
from ui.kit.form import Form
from ui.kit.scroll import ScrollPage
from ui.theme import theme

Then = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record as read: the query's detail, the service's draft, and what the feature wants beside."""

    id: str
    detail: Any
    draft: Any
    more: Any = None


class RecordEditor(QWidget):
    """The parts both editors share. A subclass fills `column` with cards, `buttons` with buttons, and the hooks."""

    saved = Signal(str)
    """The record was written; its id."""
    left = Signal()
    """Back to the list, nothing unsaved."""
    gone = Signal()
    """The record does not exist any more."""

    def __init__(self, desk: Desk, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.prefix = desk, prefix
        self.setObjectName(f"{prefix}.editor")
        self.loaded: Loaded | None = None
        self.forms: tuple[Form, ...] = ()
        self._wanted = ""
        self._new = False
        self._base: Any = None
        self._saving = False
        self._then: Then | None = None
        self._clash: Clash | None = None
        self._to_restore: dict[str, str] = {}
        self.heading = ElidedLabel("", "title")
        self.heading.setObjectName(f"{prefix}.heading")
        self.buttons = QHBoxLayout()
        self.facts = FactsLine()
        self.facts.setObjectName(f"{prefix}.facts")
        self.panel = ReasonPanel(prefix)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.addWidget(self.panel)
        self._lay_out(inner)
        self._shortcuts()

    # ---- hooks -----------------------------------------------------------------------------------------------------

    def read(self, id: str) -> Loaded:
        """Read a record; runs in the database lane. Raises NotFound."""
        raise NotImplementedError

    def blank(self) -> Any:
        """The draft of a new record."""
        raise NotImplementedError

    def values_of(self, draft: Any, detail: Any) -> dict[str, Any]:
        """What the forms show for `draft`; `detail` None for a new record."""
        raise NotImplementedError

    def draft_of(self, values: Mapping[str, Any], base: Any) -> Any:
        """The draft that the forms say; Refused with problems for values that do not go together."""
        raise NotImplementedError

    def create_record(self, draft: Any) -> Written:
        """Write a new record (database lane). Not called `create`, which is Qt's."""
        raise NotImplementedError

    def update_record(self, id: str, draft: Any, base: Any) -> Written:
        """Write an edit (database lane)."""
        raise NotImplementedError

    def field_words(self, field: str, draft: Any, detail: Any) -> tuple[str, str]:
        """(label, value in words) of a draft's field, for the question after a conflict."""
        raise NotImplementedError

    def group_of(self, field: str) -> str:
        """The form's key for a draft's field: fields of one key (an owner's three) are kept or given up together."""
        raise NotImplementedError

    def name(self) -> str:
        """What the record is called in a list of unsaved texts."""
        raise NotImplementedError

    def new_name(self) -> str:
        """What a record that is not in the store yet is called."""
        raise NotImplementedError

    def show_loaded(self, loaded: Loaded | None) -> None:
        """Everything that is not in the forms: heading, facts, buttons. None for a new record."""
        raise NotImplementedError

    # ---- showing ---------------------------------------------------------------------------------------------------

    @property
    def id(self) -> str:
        """The record shown, "" for a new one or none."""
        return self.loaded.id if self.loaded else ""

    @property
    def is_new(self) -> bool:
        """Whether a record not yet in the store is being typed."""
        return self._new

    def show_record(self, id: str) -> None:
        """Read and show; what is typed in this very record stays."""
        self._wanted = id
        self.desk.tasks.run(Lane.DB, partial(self.read, id), self._show, self._not_read)

    def start_new(self, draft: Any = None) -> None:
        """Begin a new record with the focus in its first field."""
        self.loaded, self._new, self._wanted = None, True, ""
        self._base = draft if draft is not None else self.blank()
        self._set_values(self.values_of(self._base, None))
        self.show_loaded(None)
        self._restore()
        self._tell()
        self.forms[0].focus_first()

    def refresh(self) -> None:
        """Something changed: read the record again."""
        if self.id:
            self.show_record(self.id)

    def _show(self, loaded: Loaded) -> None:
        if loaded.id != self._wanted:
            return
        if self.id != loaded.id and self.dirty():
            self.leave(partial(self.show_record, loaded.id))  # typed on while the next one was being read
            return
        keep = self.dirty()
        self.loaded, self._new = loaded, False
        if not keep:
            self._base = loaded.draft
            self._set_values(self.values_of(loaded.draft, loaded.detail))
        self.show_loaded(loaded)
        self._restore()
        self._tell()

    def _not_read(self, error: AppError) -> None:
        if isinstance(error, NotFound):
            self.loaded, self._new = None, False
            self.gone.emit()
        self.desk.notices.error(error)

    def _set_values(self, values: Mapping[str, Any]) -> None:
        for form in self.forms:
            form.set_values(values)

    # ---- what is typed ---------------------------------------------------------------------------------------------

    def dirty(self) -> bool:
        """Whether something is typed and not in the store."""
        return (self._new or self.loaded is not None) and any(form.dirty() for form in self.forms)

    def values(self) -> dict[str, Any]:
        """All forms' values by key."""
        return {key: value for form in self.forms for key, value in form.values().items()}

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Each at its field; the first named gets the focus. What names no field stands above the first form."""
        own = [set(form.values()) for form in self.forms]
        for number, form in enumerate(self.forms):
            mine = [one for one in problems if one.field.partition(".")[0] in own[number]]
            if number == 0:
                mine += [one for one in problems if not any(one.field.partition(".")[0] in keys for keys in own)]
            form.show_problems(mine)
        for number, form in reversed(list(enumerate(self.forms))):
            named = {one.field.partition(".")[0] for one in problems}
            first = next((key for key in form.values() if key in named and key in own[number]), None)
            if first is not None:
                form.edit(first).control().setFocus(Qt.FocusReason.OtherFocusReason)

    def unsaved(self) -> dict[str, str]:
        """Typed and not stored: "record: field" -> text."""
        if not self.dirty():
            return {}
        return {
            self._text_name(form, key): text_of(form.edit(key).control())
            for form in self.forms
            for key in form.dirty_fields()
        }

    def restore_unsaved(self, texts: Mapping[str, str]) -> None:
        """Put texts back once their record is shown."""
        self._to_restore = dict(texts)
        self._restore()

    def was_new(self, texts: Mapping[str, str]) -> bool:
        """Whether some of the texts were typed in a record that was not in the store yet."""
        begin = tr("{record}: {field}", record=self.new_name(), field="").rstrip()
        return any(name.startswith(begin) for name in texts)

    def _restore(self) -> None:
        for form in self.forms if self._to_restore and (self._new or self.loaded) else ():
            for key in form.values():
                text = self._to_restore.pop(self._text_name(form, key), None)
                if text is not None:
                    put_text(form.edit(key).control(), text)

    def _text_name(self, form: Form, key: str) -> str:
        field = form.edit(key).control().accessibleName()
        return tr("{record}: {field}", record=self.name(), field=field)

    # ---- saving ----------------------------------------------------------------------------------------------------

    def leave(self, then: Then) -> bool:
        """Save if need be, then call `then`. False when what is typed cannot be saved: it stays, with what is wrong."""
        if not self.dirty():
            if self._new:
                self._new = False
            then()
            return True
        return self.save(then)

    def save(self, then: Then | None = None) -> bool:
        """Write what is typed, then call `then`. False when it is not in order; the fields say why."""
        if self._saving:
            return False
        unread = [problem for form in self.forms for problem in form.problems()]
        draft: Any = None
        if not unread:
            try:
                draft = self.draft_of(self.values(), self._base)
                unread = draft.problems()
            except Refused as refused:
                unread = list(refused.problems)
        self.show_problems(unread)
        if unread:
            return False
        self._then = then
        self._write(draft, self._base)
        return True

    def flush(self) -> None:
        """Save without a word if it can be saved."""
        if self.dirty():
            self.save()

    def _write(self, draft: Any, base: Any) -> None:
        self._saving = True
        job = partial(self.create_record, draft) if self._new else partial(self.update_record, self.id, draft, base)
        self.desk.tasks.run(Lane.DB, job, partial(self._saved, draft, self.values()), self._refused, owner=self)

    def _saved(self, draft: Any, sent: dict[str, Any], written: Written) -> None:
        self._saving = False
        self.desk.undo.remember(tr("{record} saved.", record=self.name()), written.changes)
        self._new, self._wanted = False, written.id
        if self.values() == sent:
            for form in self.forms:
                form.mark_clean()
        else:
            self._base = draft  # typed on meanwhile: that rests on what was just saved
        self.saved.emit(written.id)
        self.show_record(written.id)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _refused(self, error: AppError) -> None:
        self._saving, self._then = False, None
        if isinstance(error, Conflict):
            self.desk.tasks.run(Lane.DB, partial(self.read, self.id), partial(self._ask, error), owner=self)
        elif isinstance(error, Refused) and error.problems:
            self.show_problems(error.problems)
        else:
            self.desk.notices.error(error)

    def _ask(self, conflict: Conflict, theirs: Loaded) -> None:
        """Both values of each field that two people changed; the others merge as they would have."""
        mine = self.draft_of(self.values(), self._base)
        clash = self._clash = Clash.of(conflict, self._base, mine, theirs.draft, self.group_of)
        rows = []
        for field in clash.asked.values():
            label, my_words = self.field_words(field, mine, None)
            rows.append((label, my_words, self.field_words(field, theirs.draft, theirs.detail)[1]))
        dialog = ConflictDialog(rows, self, f"{self.prefix}.conflict")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._settle)
        dialog.open()

    @Slot()
    def _settle(self) -> None:
        dialog, clash = self.sender(), self._clash
        self._clash = None
        if isinstance(dialog, ConflictDialog) and clash is not None:
            self._write(clash.settled(dialog.choices()), clash.theirs)

    @Slot()
    def discard(self) -> None:
        """Give up what is typed."""
        if self._new:
            self._new = False
            self.left.emit()
        elif self.loaded is not None:
            self._base = self.loaded.draft
            self._set_values(self.values_of(self.loaded.draft, self.loaded.detail))
            self._tell()

    @Slot()
    def save_and_leave(self) -> None:
        """Ctrl+Enter, Esc: save, then back to the list."""
        self.leave(self.left.emit)

    # ---- looks -----------------------------------------------------------------------------------------------------

    def _lay_out(self, inner: QWidget) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.heading, 1)
        head.addLayout(self.buttons)
        self.buttons.setSpacing(8)
        self._top = QVBoxLayout()
        self._top.addLayout(head)
        self._top.addWidget(self.facts)
        self.bar = SaveBar(self.prefix)
        self.bar.save.clicked.connect(self._save_clicked)
        self.bar.discard.clicked.connect(self.discard)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._top)
        whole.addWidget(ScrollPage(inner), 1)
        whole.addWidget(self.bar)
        theme.notifier().changed.connect(self._restyle)
        self._restyle()

    def _shortcuts(self) -> None:
        for key, slot in (("Ctrl+S", self._save_clicked), ("Ctrl+Return", self._enter), ("Ctrl+Enter", self._enter)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def watch(self, *forms: Form) -> None:
        """The forms whose values make the record, in the order of the screen."""
        self.forms = forms
        for form in forms:
            form.changed.connect(self._tell)

    @Slot()
    def _enter(self) -> None:
        """Ctrl+Enter takes the answer to an open question, else it saves and closes."""
        if not self.panel.isHidden() and self.panel.isAncestorOf(self.focusWidget() or self):
            self.panel.accept.click()
        else:
            self.save_and_leave()

    @Slot()
    def _save_clicked(self) -> None:
        if self.dirty():
            self.save()

    @Slot()
    def _tell(self) -> None:
        self.bar.setVisible(self.dirty() or self._new)

    @Slot()
    def _restyle(self) -> None:
        side = theme.px(24)
        self._top.setContentsMargins(side, theme.px(16), side, theme.px(12))
        self._top.setSpacing(theme.px(8))
        self.column.setContentsMargins(side, 0, side, theme.px(16))
        self.column.setSpacing(theme.px(12))
