"""Forms that are declared: a tuple of `Field`, and the form lays out labels, editors and what is wrong beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QSpacerItem, QWidget

from app.core.i18n import N_, tr
from app.core.problems import Problem
from ui.kit.fields import CheckField, ChoiceField, CustomField, FieldEdit, LTextField, MultilineField, TextField
from ui.kit.picker import ReferenceEdit, ReferenceList
from ui.kit.text import Heading, PlainLabel
from ui.kit.typed_fields import DateField, NumberField, TimeField
from ui.theme import theme

MEASURE = 640
"""Widest a field becomes, in design pixels: about 90 letters."""


@dataclass(frozen=True, slots=True, init=False)
class Field:
    """One declared field. `label` and `hint` are msgids; a "&" in the label makes the mnemonic.

    kind and its options:
      section    a heading over the fields that follow (`key` is "")
      text       placeholder (msgid), max_length
      multiline  lines
      ltext      (three lines: English, Japanese, Hindi; the value is a dict without the empty ones)
      choice     values, choice_label (value -> words)
      date       parse (text -> date, raising an AppError), show (date -> text), placeholder
      time       parse, show, placeholder
      number     minimum, maximum, suffix (msgid), step, optional
      check      (the label stands beside the box)
      reference  search, create_text, on_create (see `ui.kit.picker.ReferenceEdit`)
      references the same, several
      custom     factory (no argument -> QWidget with value(), set_value(), signal edited, and maybe problem(key))
    `required=True` on any marks the label; the rule itself is the draft's.
    """

    key: str
    label: str
    kind: str
    required: bool
    hint: str
    options: Mapping[str, Any] = field(default_factory=dict)

    def __init__(
        self, key: str, label: str, kind: str = "text", required: bool = False, hint: str = "", **options: Any
    ) -> None:
        given = {"key": key, "label": label, "kind": kind, "required": required, "hint": hint, "options": options}
        for name, value in given.items():
            object.__setattr__(self, name, value)


def custom(key: str, label: str, factory: Callable[[], QWidget], **more: Any) -> Field:
    """A field whose widget the feature brings itself."""
    return Field(key, label, "custom", factory=factory, **more)


def _reference(name: str, **options: Any) -> FieldEdit:
    return CustomField(name, ReferenceEdit(name=name, **options))


def _references(name: str, **options: Any) -> FieldEdit:
    return CustomField(name, ReferenceList(name=name, **options))


def _choice(name: str, values: Sequence[Any], choice_label: Callable[[Any], str] = str) -> FieldEdit:
    return ChoiceField(name, values, choice_label)


def _custom(name: str, factory: Callable[[], QWidget]) -> FieldEdit:
    return CustomField(name, factory())


_KINDS: dict[str, Callable[..., FieldEdit]] = {
    "text": TextField,
    "multiline": MultilineField,
    "ltext": LTextField,
    "choice": _choice,
    "date": DateField,
    "time": TimeField,
    "number": NumberField,
    "check": CheckField,
    "reference": _reference,
    "references": _references,
    "custom": _custom,
}


class _Row:
    """The widgets of one field."""

    __slots__ = ("declared", "edit", "hint", "label", "problem")

    def __init__(self, declared: Field, edit: FieldEdit, label: QLabel, hint: QLabel, problem: QLabel) -> None:
        self.declared, self.edit, self.label, self.hint, self.problem = declared, edit, label, hint, problem


class _FieldLabel(PlainLabel):
    """Leads to its field by Alt and its letter also where Qt does not: to rows, which take the keys without Tab's
    stopping at them."""

    def event(self, event: QEvent) -> bool:
        buddy = self.buddy()
        done = super().event(event)
        if event.type() == QEvent.Type.Shortcut and buddy is not None and buddy.focusPolicy() is Qt.FocusPolicy.NoFocus:
            buddy.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return done


class Form(QWidget):
    """Object names: `<prefix>.<key>` for the control, `<prefix>.<key>.problem` for the sentence under it."""

    changed = Signal(str)
    """Key of the field that the user edited; never for `set_values`."""

    def __init__(self, fields: Sequence[Field], prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{prefix}.form")
        self._prefix = prefix
        self._rows: dict[str, _Row] = {}
        self._clean: dict[str, Any] = {}
        self._headings: list[QWidget] = []
        self._general = self._sentence(f"{prefix}.problem")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addWidget(self._general, 0, 0, 1, 2)
        for declared in fields:
            self._add(declared)
        # Fields stop at a readable width; what is left goes to the right of them, not to both sides.
        self._grid.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum), 0, 2)
        self._grid.setColumnStretch(1, 1000)
        self._grid.setColumnStretch(2, 1)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        theme.notifier().changed.connect(self._restyle)
        self._restyle()
        self._say()
        self._clean = self.values()

    def edit(self, key: str) -> FieldEdit:
        """The editor of a field, for what a declaration cannot say; KeyError."""
        return self._rows[key].edit

    def values(self) -> dict[str, Any]:
        """What the fields hold, by key. A date that cannot be read is its raw text (see `problems`)."""
        return {key: row.edit.value() for key, row in self._rows.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show `values` (fields not in it stay), forget old problems, and call this state clean. Emits nothing."""
        for key, value in values.items():
            if key in self._rows:
                self._rows[key].edit.set_value(value)
        self.show_problems(())
        self._clean = self.values()

    def dirty(self) -> bool:
        """Whether anything differs from what was set last."""
        return self.values() != self._clean

    def dirty_fields(self) -> list[str]:
        """Keys of the fields that differ from what was set last."""
        return [key for key, value in self.values().items() if value != self._clean.get(key)]

    def mark_clean(self) -> None:
        """It was saved: this state is the clean one."""
        self._clean = self.values()

    def problems(self) -> list[Problem]:
        """What cannot be read at all, field by field, before the draft's own rules."""
        found = (row.edit.problem(key) for key, row in self._rows.items())
        return [problem for problem in found if problem is not None]

    def collect(self) -> dict[str, Any] | None:
        """`values()` when all can be read; else None, with the problems shown."""
        found = self.problems()
        self.show_problems(found)
        return None if found else self.values()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """A red sentence under each field named (others above the form), and the focus to the first field.

        A problem of a part ("participants[2].name", "title.ja") stands at the field its name begins with.
        """
        told: dict[str, list[str]] = {}
        for problem in problems:
            told.setdefault(self._place_of(problem.field), []).append(str(problem))
        self._tell(self._general, told.get("", []))
        first: FieldEdit | None = None
        for key, row in self._rows.items():
            sentences = told.get(key, [])
            self._tell(row.problem, sentences)
            row.edit.set_invalid(bool(sentences))
            row.edit.control().setAccessibleDescription(" ".join(sentences) or tr(row.declared.hint))
            if sentences and first is None:
                first = row.edit
        if first is not None:
            first.control().setFocus(Qt.FocusReason.OtherFocusReason)

    def set_enabled(self, key: str, enabled: bool) -> None:
        """Let one field be edited, or not."""
        self._rows[key].edit.setEnabled(enabled)
        self._rows[key].label.setEnabled(enabled)

    def set_shown(self, key: str, shown: bool) -> None:
        """Show or hide one field with its label."""
        row = self._rows[key]
        row.edit.setVisible(shown)
        row.label.setVisible(shown and row.declared.kind != "check")
        row.hint.setVisible(shown and bool(row.declared.hint))
        row.problem.setVisible(shown and bool(row.problem.text()))

    def focus_first(self) -> None:
        """The focus to the first field."""
        for row in self._rows.values():
            row.edit.control().setFocus()
            return

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _add(self, declared: Field) -> None:
        at = self._grid.rowCount()
        if declared.kind == "section":
            heading = Heading(declared.label)
            self._headings.append(heading)
            self._grid.addWidget(heading, at, 0, 1, 2)
            return
        name = f"{self._prefix}.{declared.key}"
        edit = _KINDS[declared.kind](name, **declared.options)
        # with a parent from the start: shown without one, a label is a window for a moment and takes the focus
        label = _FieldLabel("", self)
        label.setProperty("role", "soft")
        label.setBuddy(edit.control())
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        label.setVisible(declared.kind != "check")
        hint = PlainLabel("", self)
        hint.setProperty("role", "secondary")
        hint.setWordWrap(True)
        hint.setVisible(bool(declared.hint))
        problem = self._sentence(f"{name}.problem")
        row = _Row(declared, edit, label, hint, problem)
        self._rows[declared.key] = row
        edit.edited.connect(self._edited)
        self._grid.addWidget(label, at, 0)
        self._grid.addWidget(edit, at, 1)
        self._grid.addWidget(hint, at + 1, 1)
        self._grid.addWidget(problem, at + 2, 1)

    def _sentence(self, name: str) -> QLabel:
        label = PlainLabel()
        label.setObjectName(name)
        label.setProperty("role", "error")
        label.setWordWrap(True)
        label.hide()
        return label

    def _tell(self, label: QLabel, sentences: Sequence[str]) -> None:
        label.setText("\n".join(sentences))
        label.setVisible(bool(sentences))

    def _place_of(self, field: str) -> str:
        if field in self._rows:
            return field
        begun = [key for key in self._rows if field.startswith((f"{key}.", f"{key}["))]
        return max(begun, key=len, default="")

    @Slot()
    def _edited(self) -> None:
        sender = self.sender()
        for key, row in self._rows.items():
            if row.edit is sender:
                if row.problem.text():
                    # It is being set right: the sentence goes, and comes back with the next try if need be.
                    self._tell(row.problem, [])
                    row.edit.set_invalid(False)
                self.changed.emit(key)

    def _say(self) -> None:
        for row in self._rows.values():
            words = tr(row.declared.label)
            row.label.setText(tr(N_("{label} *"), label=words) if row.declared.required else words)
            row.edit.set_words(words if row.declared.kind == "check" else words.replace("&", ""))
            if row.declared.kind == "check":
                row.edit.control().setAccessibleName(words.replace("&", ""))
            row.hint.setText(tr(row.declared.hint))
            row.edit.control().setAccessibleDescription(row.problem.text() or tr(row.declared.hint))

    @Slot()
    def _restyle(self) -> None:
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnMinimumWidth(0, theme.px(128))
        for heading in self._headings:
            heading.setContentsMargins(0, theme.px(16), 0, theme.px(4))
        for row in self._rows.values():
            row.edit.setMaximumWidth(theme.px(MEASURE))
            row.edit.setContentsMargins(0, 0, 0, theme.px(4))
            # The words stand on the first line of the field.
            row.label.setContentsMargins(0, theme.px(6), 0, 0)
            row.label.setMaximumWidth(theme.px(200))
            row.label.setWordWrap(True)
