"""How the mission writes its reference numbers: one pattern for all kinds of record, and one where a kind differs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.core.changes import Written
from app.core.enums import RecordKind
from app.core.errors import AppError, Refused
from app.core.i18n import N_, tr
from app.jobs.lanes import Lane
from app.services.references import ALL_KINDS, Upcoming
from ui.desk import Desk
from ui.kit.form import Field, Form, custom
from ui.kit.form_dialog import FormDialog
from ui.kit.text import Label
from ui.theme import theme

NAME = "documents.patterns"
_PLACES = "{prefix} {kind} {year} {yy} {reiwa} {no} {no:04}"
_LABELS = {
    RecordKind.MINUTES: N_("&Minutes"),
    RecordKind.RECORD_OF_DISCUSSION: N_("&Record of discussion"),
    RecordKind.AGREED_MINUTES: N_("A&greed minutes"),
    RecordKind.NOTE_FOR_FILE: N_("&Note for file"),
    RecordKind.AIDE_MEMOIRE: N_("A&ide-mémoire"),
    RecordKind.PRESS_LINE: N_("&Press line"),
}


class PatternField(QWidget):
    """A pattern, and beside it the number that the next approval would take with it."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setObjectName(name)
        self.line.setMaxLength(120)
        self.line.textEdited.connect(self._edited)
        self.example = Label("", "secondary")
        self.example.setObjectName(f"{name}.example")
        self.example.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.line, 3)
        row.addWidget(self.example, 2)
        self.setFocusProxy(self.line)

    def control(self) -> QLineEdit:
        """What takes the keys and the red border."""
        return self.line

    def setAccessibleName(self, name: str) -> None:
        self.line.setAccessibleName(name)
        super().setAccessibleName(name)

    def value(self) -> str:
        """The pattern as it is typed."""
        return self.line.text()

    def set_value(self, value: str) -> None:
        """Show a pattern."""
        self.line.setText(value)

    def show_example(self, reference: str, *, own: bool) -> None:
        """`reference` is what it makes, "" while it cannot be used; `own`: the line says it itself."""
        self.example.set_data(reference or tr("not a pattern yet"))
        self.example.setToolTip(reference)
        self.example.setEnabled(own)
        self.line.setAccessibleDescription(tr("Next: {reference}", reference=reference) if reference else "")

    def _edited(self, _text: str) -> None:
        self.edited.emit()


class PatternsDialog(FormDialog):
    """An empty line is written as all kinds are. Ctrl+Enter keeps them; numbers that were given stay as they are."""

    def __init__(self, desk: Desk, upcoming: Upcoming, parent: QWidget) -> None:
        self._desk, self._upcoming = desk, upcoming
        fields = (
            _line(ALL_KINDS, N_("&All kinds")),
            Field("", N_("Kinds that are written otherwise"), "section"),
            *(_line(kind.value, words) for kind, words in _LABELS.items()),
        )
        words = N_(
            "Text with places: {places}. Numbers that were given stay as they are; the next one is shown beside."
        )
        super().__init__(
            parent, N_("Number patterns"), fields, N_("Save"), NAME, words, self._show_examples, {"places": _PLACES}
        )
        self.setMinimumWidth(theme.px(760))
        self.wanted.connect(self._save)
        self.finished.connect(self.deleteLater)
        for kind in RecordKind:
            self._field(kind.value).line.setPlaceholderText(tr("as all kinds"))
        shown = {kind.value: upcoming.patterns.get(kind.value, "") for kind in RecordKind}
        self.fill({**shown, ALL_KINDS: upcoming.patterns.get("") or upcoming.usual})

    def _field(self, key: str) -> PatternField:
        found: PatternField = self.form.edit(key).widget  # type: ignore[attr-defined]
        return found

    def patterns(self) -> dict[str, str]:
        """What is typed, as the service takes it."""
        values = self.form.values()
        typed = {"" if key == ALL_KINDS else key: str(value).strip() for key, value in values.items()}
        return {key: value for key, value in typed.items() if value}

    def _show_examples(self, _form: Form) -> None:
        patterns = self.patterns()
        for kind in RecordKind:
            reference = self._upcoming.written(patterns, kind)
            self._field(kind.value).show_example(reference, own=bool(patterns.get(kind.value)))
        alone = {"": patterns.get("", "")}
        self._field(ALL_KINDS).show_example(self._upcoming.written(alone, RecordKind.MINUTES), own=True)

    def _save(self, _values: dict[str, Any]) -> None:
        job = partial(self._desk.services.references.set_patterns, self.patterns())
        self._desk.tasks.run(Lane.DB, job, self._saved, self._not_saved, self)

    def _saved(self, written: Written) -> None:
        self.accept()
        self._desk.notices.done(tr("Numbers are written so from now on."), written.changes)

    def _not_saved(self, error: AppError) -> None:
        problems: Sequence[Any] = error.problems if isinstance(error, Refused) else ()
        self.refuse(problems)
        if not problems:
            self._desk.notices.error(error)


def _line(key: str, words: str) -> Field:
    return custom(key, words, partial(PatternField, f"{NAME}.{key}"))


def ask_patterns(desk: Desk, parent: QWidget) -> None:
    """Read what is set, then show it."""
    desk.tasks.run(Lane.DB, desk.services.references.upcoming, partial(_show, desk, parent), owner=parent)


def _show(desk: Desk, parent: QWidget, upcoming: Upcoming) -> None:
    PatternsDialog(desk, upcoming, parent).open()
