"""Questions that cannot be avoided. Each is answered with the keyboard alone; Esc always means that nothing happens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import N_, tr
from ui.kit.text import Button, Heading, Label, SectionLabel
from ui.theme import theme

CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Answer:
    """One button: what `ask` gives back, its words (msgid), and its role (primary, danger or "")."""

    key: str
    text: str
    role: str = ""


class Question(QDialog):
    """Heading, text, a body, and buttons at the right; `answer` is the key of the button that was pressed."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str, name: str, params: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setModal(True)
        self.answer = CANCEL
        self._title_message, self._params = title, dict(params or {})
        self.heading = Heading()
        self.heading.set_message(title, **self._params)
        self.heading.setWordWrap(True)
        self.words = Label()
        self.words.set_message(text, **self._params)
        self.words.setWordWrap(True)
        self.words.setVisible(bool(text))
        self.words.setObjectName(f"{name}.text")
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(8))
        self.buttons: dict[str, Button] = {}
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.px(8))
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, theme.px(20), margin, theme.px(20))
        column.setSpacing(theme.px(12))
        column.addWidget(self.heading)
        column.addWidget(self.words)
        column.addLayout(self.body)
        column.addSpacing(theme.px(4))
        column.addLayout(self._row)
        self.setMinimumWidth(theme.px(440))
        self._name_window()

    def add_button(self, answer: Answer) -> Button:
        """Add a button at the right end."""
        button = Button(answer.text, answer.role, name=f"{self.objectName()}.{answer.key}")
        button.setAutoDefault(True)  # Enter presses the button that has the focus
        button.setProperty("answer", answer.key)
        button.clicked.connect(self._pressed)
        self.buttons[answer.key] = button
        self._row.addWidget(button)
        return button

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name_window()

    def _name_window(self) -> None:
        words = tr(self._title_message, **self._params)
        self.setWindowTitle(words)
        self.setAccessibleName(words)

    @Slot()
    def _pressed(self) -> None:
        sender = self.sender()
        self.answer = str(sender.property("answer")) if sender is not None else CANCEL
        if self.answer == CANCEL:
            self.reject()
        else:
            self.accept()


class Ask(Question):
    """A sentence and its answers; the first answer has the focus, "Cancel" is added at the left."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        choices: Sequence[Answer],
        name: str = "ask",
        params: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(parent, title, text, name, params)
        if all(choice.key != CANCEL for choice in choices):
            self.add_button(Answer(CANCEL, N_("Cancel")))
        for choice in choices:
            self.add_button(choice)
        self.buttons[choices[0].key].setFocus()


def ask(parent: QWidget | None, title: str, text: str, choices: Sequence[Answer], **params: object) -> str:
    """Ask and wait: the key of the answer, `CANCEL` for Esc. Prefer an undo; ask only where there is none."""
    dialog = Ask(parent, title, text, choices, params=params)
    dialog.exec()
    answer = dialog.answer
    dialog.deleteLater()
    return answer


class TextPrompt(Question):
    """Asks for a sentence, such as a reason or a name. Enter takes it, Shift+Enter begins another line.

    `required`: the button is off until it is written.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        accept_text: str,
        required: bool = True,
        name: str = "prompt",
        params: Mapping[str, object] | None = None,
        initial: str = "",
    ) -> None:
        super().__init__(parent, title, text, name, params)
        self._required = required
        self.edit = QPlainTextEdit(initial)
        self.edit.selectAll()
        self.edit.setObjectName(f"{name}.reason")
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(theme.px(88))
        asked = text or title
        self.edit.setAccessibleName(tr(asked, **self._params))
        self.edit.textChanged.connect(self._check)
        self.edit.installEventFilter(self)
        self.body.addWidget(self.edit)
        self.add_button(Answer(CANCEL, N_("Cancel")))
        self._ok = self.add_button(Answer("ok", accept_text, "primary"))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._ok.click)
        self.edit.setFocus()
        self._check()

    def text(self) -> str:
        """What was written, without blanks at its ends."""
        return self.edit.toPlainText().strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.edit:
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._ok.click()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _check(self) -> None:
        self._ok.setEnabled(bool(self.text()) or not self._required)


def ask_text(
    parent: QWidget | None,
    title: str,
    text: str,
    accept_text: str,
    required: bool = True,
    initial: str = "",
    **params: object,
) -> str | None:
    """Ask for a sentence and wait: what was written, None for Esc. `initial` stands there, selected."""
    dialog = TextPrompt(parent, title, text, accept_text, required, params=params, initial=initial)
    written = dialog.text() if dialog.exec() == QDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    return written


class _Value(QWidget):
    """A radio button with words that wrap (Qt's own words do not); a click on the words presses the button."""

    def __init__(self, button: QRadioButton, text: str) -> None:
        super().__init__()
        self._button = button
        words = Label()
        words.set_data(text)
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


MINE, THEIRS = "mine", "theirs"


class ConflictDialog(Question):
    """Two people changed the same fields: each field is chosen, mine or theirs, before anything is saved.

    `fields` are (label as it is read, mine, theirs) in words. Up and Down go through the fields, Left and Right choose.
    `choices()` has one of "mine" and "theirs" for each field, in order.
    """

    def __init__(
        self, fields: Sequence[tuple[str, str, str]], parent: QWidget | None = None, name: str = "conflict"
    ) -> None:
        super().__init__(
            parent,
            N_("Somebody else changed this record"),
            N_("Nothing was overwritten. Choose for each field which value to keep."),
            name,
        )
        self._pairs: list[tuple[QRadioButton, QRadioButton]] = []
        self._groups: list[QButtonGroup] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(4))
        for column, head in enumerate((N_("Field"), N_("Yours"), N_("Theirs"))):
            grid.addWidget(SectionLabel(head), 0, column)
        for row, (label, mine, theirs) in enumerate(fields, 1):
            self._add_field(grid, row, label, mine, theirs)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        inner = QFrame()
        inner.setProperty("role", "page")
        inner.setLayout(grid)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner.ensurePolished()
        scroll.setMinimumHeight(min(theme.px(360), max(inner.heightForWidth(theme.px(592)), theme.px(60)) + 4))
        self.body.addWidget(scroll, 1)
        self._wire()

    def choices(self) -> list[str]:
        """For each field "mine" or "theirs"."""
        return [MINE if mine.isChecked() else THEIRS for mine, _ in self._pairs]

    @Slot()
    def all_mine(self) -> None:
        """Keep mine everywhere."""
        for mine, _ in self._pairs:
            mine.setChecked(True)

    @Slot()
    def all_theirs(self) -> None:
        """Take theirs everywhere."""
        for _, theirs in self._pairs:
            theirs.setChecked(True)

    def _add_field(self, grid: QGridLayout, row: int, label: str, mine: str, theirs: str) -> None:
        name = Label("", "soft")
        name.set_data(label)
        name.setContentsMargins(0, theme.px(4), 0, 0)
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        group = QButtonGroup(self)
        pair = []
        for column, (side, words, value) in enumerate(((MINE, N_("Yours"), mine), (THEIRS, N_("Theirs"), theirs)), 1):
            shown = value or tr(N_("(empty)"))
            button = QRadioButton()
            button.setObjectName(f"{self.objectName()}.{row - 1}.{side}")
            button.setAccessibleName(f"{label}: {tr(words)}: {shown}")
            group.addButton(button)
            grid.addWidget(_Value(button, shown), row, column, Qt.AlignmentFlag.AlignTop)
            pair.append(button)
        pair[0].setChecked(True)
        self._groups.append(group)
        self._pairs.append((pair[0], pair[1]))

    def _wire(self) -> None:
        for keys, slot in (("Alt+Y", self.all_mine), ("Alt+T", self.all_theirs)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        self._hint = Label(N_("Alt+Y takes all of yours, Alt+T all of theirs."), "secondary")
        self.body.addWidget(self._hint)
        self.add_button(Answer(CANCEL, N_("Go on editing")))
        self.add_button(Answer("keep", N_("Save these values"), "primary")).setDefault(True)
        self.setMinimumWidth(theme.px(640))
        if self._pairs:
            self._pairs[0][0].setFocus()
