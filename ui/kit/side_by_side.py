"""Two records side by side: field by field one of both values is chosen, or both together. By keyboard alone.

Tab and Shift+Tab go from field to field, the arrows choose within one; Alt+1 and Alt+2 take one record everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import N_, tr
from ui.kit.dialogs import CANCEL, Answer, Question
from ui.kit.text import Button, Label, PlainLabel, SectionLabel
from ui.theme import theme

LEFT, RIGHT, BOTH = "keep", "other", "both"


@dataclass(frozen=True, slots=True)
class Pair:
    """One field: its label and both values as they are read, the options there are, and the one that is proposed."""

    key: str
    label: str
    left: str
    right: str
    options: tuple[str, ...] = (LEFT, RIGHT)
    suggested: str = LEFT


class _Words(QWidget):
    """A radio button with words that wrap; a click on the words presses the button."""

    def __init__(self, button: QRadioButton, text: str) -> None:
        super().__init__()
        self._button = button
        words = PlainLabel(text)
        words.setWordWrap(True)
        words.setContentsMargins(0, theme.px(4), 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._button.setFocus()
            self._button.setChecked(True)


def _head(words: str, below: str) -> QVBoxLayout:
    head = QVBoxLayout()
    head.setSpacing(0)
    for text, role in ((words, "strong"), (below, "secondary")):
        if text:
            line = PlainLabel(text)
            line.setProperty("role", role)
            line.setWordWrap(True)
            head.addWidget(line)
    head.addStretch(1)
    return head


class SideBySideDialog(Question):
    """`left` and `right` are what the two are called, `below` tells them apart; `facts` stand above the fields (what
    moves, and how much of it).

    `choices()` has one of "keep", "other" and "both" for each field's key. `swap` is emitted by the button (and Alt+S)
    that makes the right one the first. Object names: `<name>.<key>.<option>`, `<name>.swap`, `<name>.<answer>`.
    """

    swap = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        left: str,
        right: str,
        pairs: Sequence[Pair],
        facts: Sequence[str],
        accept: Answer,
        name: str,
        params: Mapping[str, object],
        below: tuple[str, str] = ("", ""),
    ) -> None:
        super().__init__(parent, title, text, name, params)
        self._heads, self._below = (tr("1: {name}", name=left), tr("2: {name}", name=right)), below
        self._left, self._right = (left, right) if left != right else self._heads
        self._buttons: dict[str, dict[str, QRadioButton]] = {}
        self._groups: list[QButtonGroup] = []
        for fact in facts:
            line = Label("", "soft")
            line.set_data(fact)
            line.setWordWrap(True)
            self.body.addWidget(line)
        self.body.addWidget(self._scroll(pairs), 1)
        hint = Label(N_("Tab goes on, the arrows choose. Alt+1 and Alt+2 take one record everywhere."), "secondary")
        hint.setVisible(bool(pairs))
        self.body.addWidget(hint)
        self._add_keys(accept)
        self.setMinimumWidth(theme.px(820))
        first = next(iter(self._buttons.values()), None)
        if first is not None:
            next(button for button in first.values() if button.isChecked()).setFocus()
        else:
            self.buttons[accept.key].setFocus()

    def choices(self) -> dict[str, str]:
        """What is chosen, by the fields' keys."""
        return {
            key: next(option for option, button in row.items() if button.isChecked())
            for key, row in self._buttons.items()
        }

    @Slot()
    def take_left(self) -> None:
        """The first record's value everywhere."""
        self._take(LEFT)

    @Slot()
    def take_right(self) -> None:
        """The second record's value everywhere."""
        self._take(RIGHT)

    def _take(self, option: str) -> None:
        for row in self._buttons.values():
            row[option].setChecked(True)

    @Slot()
    def _swap(self) -> None:
        self.swap.emit()
        self.reject()

    def _add_keys(self, accept: Answer) -> None:
        for keys, slot in (("Alt+1", self.take_left), ("Alt+2", self.take_right), ("Alt+S", self._swap)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        swap = Button(N_("Keep the other one instead"), "link", "sort", f"{self.objectName()}.swap")
        swap.setToolTip("Alt+S")
        swap.clicked.connect(self._swap)
        self._row.insertWidget(0, swap)
        self.add_button(Answer(CANCEL, N_("Cancel")))
        ok = self.add_button(accept)
        ok.setDefault(True)  # Enter on a choice would else press Cancel, which stands first
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(ok.click)

    def _scroll(self, pairs: Sequence[Pair]) -> QScrollArea:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(4))
        grid.setContentsMargins(0, 0, theme.px(8), 0)
        both = any(BOTH in pair.options for pair in pairs)
        if pairs or any(self._below):
            grid.addWidget(SectionLabel(N_("Field")), 0, 0, Qt.AlignmentFlag.AlignBottom)
            for column, (words, below) in enumerate(zip(self._heads, self._below, strict=True), 1):
                grid.addLayout(_head(words, below), 0, column)
                grid.setColumnStretch(column, 3)
            if both:
                grid.addWidget(SectionLabel(N_("Both")), 0, 3, Qt.AlignmentFlag.AlignBottom)
                grid.setColumnStretch(3, 1)
        for row, pair in enumerate(pairs, 1):
            self._add(grid, row, pair)
        grid.setRowStretch(len(pairs) + 1, 1)
        inner = QFrame()
        inner.setProperty("role", "page")
        inner.setLayout(grid)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner.ensurePolished()
        wanted = max(inner.heightForWidth(theme.px(760)), inner.sizeHint().height()) + 4
        shown = bool(pairs) or any(self._below)
        scroll.setMinimumHeight(min(theme.px(380), wanted) if shown else 0)
        scroll.setVisible(shown)
        return scroll

    def _add(self, grid: QGridLayout, row: int, pair: Pair) -> None:
        label = PlainLabel(pair.label)
        label.setProperty("role", "soft")
        label.setWordWrap(True)
        label.setContentsMargins(0, theme.px(4), 0, 0)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        group = QButtonGroup(self)
        shown = {LEFT: pair.left or tr("(empty)"), RIGHT: pair.right or tr("(empty)"), BOTH: tr("both")}
        called = {LEFT: self._left, RIGHT: self._right, BOTH: tr("Both")}
        buttons: dict[str, QRadioButton] = {}
        for column, option in enumerate((LEFT, RIGHT, BOTH), 1):
            if option not in pair.options:
                continue
            button = QRadioButton()
            button.setObjectName(f"{self.objectName()}.{pair.key}.{option}")
            words = tr("{field}, {record}: {value}", field=pair.label, record=called[option], value=shown[option])
            button.setAccessibleName(words)
            group.addButton(button)
            grid.addWidget(_Words(button, shown[option]), row, column, Qt.AlignmentFlag.AlignTop)
            buttons[option] = button
        buttons[pair.suggested].setChecked(True)
        self._buttons[pair.key] = buttons
        self._groups.append(group)
