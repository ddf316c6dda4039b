"""One typed row of a `RowsEditor`: its declared cells, what moves it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.core.i18n import N_, tr
from app.core.problems import Problem
from ui.kit.fields import CheckField, ChoiceField, CustomField, FieldEdit, TextField
from ui.kit.picker import ReferenceEdit
from ui.kit.text import IconButton, Label, Line, PlainLabel
from ui.kit.typed_fields import TypedField
from ui.theme import theme

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, init=False)
class Cell:
    """One cell of a row. `label` is a msgid and stands in small letters over it; `width` in design pixels, 0: what is
    left (shared by `stretch`).

    kind and its options:
      text       max_length
      choice     values, choice_label
      check      (the label stands beside the box)
      typed      parse, show
      reference  search, create_text, create (text, chosen(id, title)); the value is a pair (id, title) or None
    """

    key: str
    label: str
    kind: str
    width: int
    placeholder: str
    stretch: int
    options: Mapping[str, Any] = field(default_factory=dict)

    def __init__(
        self,
        key: str,
        label: str,
        kind: str = "text",
        width: int = 0,
        placeholder: str = "",
        stretch: int = 1,
        **options: Any,
    ) -> None:
        given = {
            "key": key, "label": label, "kind": kind, "width": width, "placeholder": placeholder, "stretch": stretch,
            "options": options,
        }  # fmt: skip
        for name, value in given.items():
            object.__setattr__(self, name, value)


class _Creator:
    """Hands a picker's "make a new one" the way to tell what was made."""

    def __init__(self, create: Callable[[str, Callable[[Any, str], None]], object]) -> None:
        self._create = create
        self.edit: ReferenceEdit | None = None

    def __call__(self, text: str) -> None:
        if self.edit is not None:
            self._create(text, self.edit.choose)


def _made(cell: Cell, name: str) -> FieldEdit:
    options = dict(cell.options)
    if cell.kind == "choice":
        return ChoiceField(name, options["values"], options["choice_label"])
    if cell.kind == "check":
        return CheckField(name)
    if cell.kind == "typed":
        return TypedField(name, options["parse"], options["show"], cell.placeholder, cell.width or 120)
    if cell.kind == "reference":
        create = options.get("create")
        creator = _Creator(create) if create is not None else None
        edit = ReferenceEdit(options["search"], name, options.get("create_text", ""), creator, cell.placeholder)
        if creator is not None:
            creator.edit = edit
        return CustomField(name, edit)
    return TextField(name, cell.placeholder, options.get("max_length", 300))


def _lead_nowhere(edit: FieldEdit) -> None:
    """Rows are put into the keyboard's order by their controls. What stands around a control and leads to it would stay
    behind at its old place in that order, and Tab would jump back from there."""
    edit.setFocusProxy(None)  # type: ignore[arg-type]  # the stubs do not know that a proxy can be taken away
    if isinstance(edit, CustomField):
        edit.widget.setFocusProxy(None)  # type: ignore[arg-type]


class RowEdit(QWidget):
    """One row: its lines of cells, and what moves it or takes it out."""

    edited = Signal()
    wanted = Signal(str)
    """"add", "remove", "up" or "down"."""

    def __init__(self, lines: Sequence[Sequence[Cell]], name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.cells: dict[str, FieldEdit] = {}
        self._declared: dict[str, Cell] = {}
        self._captions: dict[str, QLabel] = {}
        self._hidden: Row = {}
        self.problem = PlainLabel()
        self.problem.setProperty("role", "error")
        self.problem.setObjectName(f"{name}.problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.up = IconButton("move-up", N_("Move this row up"), f"{name}.up", size=14)
        self.down = IconButton("move-down", N_("Move this row down"), f"{name}.down", size=14)
        self.out = IconButton("clear", N_("Take this row out"), f"{name}.remove", size=14)
        for button, slot in ((self.up, self._up), (self.down, self._down), (self.out, self._out)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has Alt+arrows and Ctrl+Del
            button.clicked.connect(slot)
        self.line = Line()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, theme.px(4))
        whole.setSpacing(theme.px(4))
        whole.addWidget(self.line)
        for no, cells in enumerate(lines):
            whole.addLayout(self._line_of(cells, name, first=no == 0))
        whole.addWidget(self.problem)
        theme.notifier().changed.connect(self._restyle)
        self._restyle()

    def _line_of(self, cells: Sequence[Cell], name: str, *, first: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for cell in cells:
            edit = _made(cell, f"{name}.{cell.key}")
            self.cells[cell.key], self._declared[cell.key] = edit, cell
            caption = Label("" if cell.kind == "check" else cell.label, "secondary")
            caption.setBuddy(edit.control())
            self._captions[cell.key] = caption
            stack = QVBoxLayout()
            stack.setContentsMargins(0, 0, 0, 0)
            stack.setSpacing(theme.px(1))
            stack.addWidget(caption)
            stack.addWidget(edit)
            if isinstance(edit.control(), QComboBox):
                # A choice may be narrower than its longest words.
                edit.control().setMinimumWidth(theme.px(60))
            edit.edited.connect(self.edited)
            edit.control().installEventFilter(self)
            _lead_nowhere(edit)
            row.addLayout(stack, 0 if cell.width else cell.stretch)
        if first:
            for button in (self.up, self.down, self.out):
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def value(self) -> Row:
        """All cells, and what was set and has no cell."""
        return {**self._hidden, **{key: self._value_of(key) for key in self.cells}}

    def _value_of(self, key: str) -> Any:
        edit = self.cells[key]
        if isinstance(edit, CustomField) and isinstance(edit.widget, ReferenceEdit):
            reference = edit.widget
            return (reference.value(), reference.title()) if reference.value() is not None else None
        return edit.value()

    def set_value(self, value: Row) -> None:
        """Fill the cells without telling anybody."""
        self._hidden = {key: one for key, one in value.items() if key not in self.cells}
        for key, edit in self.cells.items():
            if key in value:
                edit.set_value(value[key])

    def unread(self) -> tuple[str, Problem] | None:
        """The first cell that cannot be read, and why."""
        for key, edit in self.cells.items():
            found = edit.problem(key)
            if found is not None:
                return key, found
        return None

    def mark(self, key: str, sentence: str) -> None:
        """Say what is wrong with a cell, under the row."""
        told = [line for line in (self.problem.text(), sentence) if line]
        self.problem.setText("\n".join(told))
        self.problem.show()
        if key in self.cells:
            self.cells[key].set_invalid(True)
            self.cells[key].control().setAccessibleDescription(sentence)

    def unmark(self) -> None:
        """Nothing is wrong (any more)."""
        if self.problem.text():
            self.problem.clear()
            self.problem.hide()
            for edit in self.cells.values():
                edit.set_invalid(False)
                edit.control().setAccessibleDescription("")

    def say(self, no: int, count: int, title: str) -> None:
        """Name every cell by its place: "Names 2, family name"."""
        for key, edit in self.cells.items():
            label = tr(self._declared[key].label)
            if self._declared[key].kind == "check":
                edit.set_words(label)
            words = tr("{list}, row {number}: {cell}", list=title, number=no + 1, cell=label)
            edit.control().setAccessibleName(words)
            if isinstance(edit, CustomField):
                edit.widget.setAccessibleName(words)
        self.line.setVisible(no > 0)
        self.up.setEnabled(no > 0)
        self.down.setEnabled(no + 1 < count)

    def first(self) -> QWidget:
        """Where typing begins: the first cell that is typed into."""
        typed = [edit for edit in self.cells.values() if not isinstance(edit, (ChoiceField, CheckField))]
        return (typed or list(self.cells.values()))[0].control()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            verb = _verb(event)
            if verb and not (verb == "add" and self._choosing(watched)):
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self.wanted.emit(verb)
                return event.type() == QEvent.Type.KeyPress
        return super().eventFilter(watched, event)

    def _choosing(self, watched: QObject) -> bool:
        """Whether Enter takes a choice from an open list rather than ending the row."""
        for edit in self.cells.values():
            if isinstance(edit, CustomField) and isinstance(edit.widget, ReferenceEdit) and edit.control() is watched:
                return edit.widget.popup.isVisible()
        return False

    @Slot()
    def _restyle(self) -> None:
        for key, cell in self._declared.items():
            if cell.width:
                self.cells[key].setFixedWidth(theme.px(cell.width))

    @Slot()
    def _up(self) -> None:
        self.wanted.emit("up")

    @Slot()
    def _down(self) -> None:
        self.wanted.emit("down")

    @Slot()
    def _out(self) -> None:
        self.wanted.emit("remove")


def _verb(event: QKeyEvent) -> str:
    key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held == Qt.KeyboardModifier.NoModifier:
        return "add"
    if held == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        return "up" if key == Qt.Key.Key_Up else "down"
    return "remove" if held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Delete else ""
