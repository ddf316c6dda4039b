"""Choosing a record by typing any part of it. What the records are, only the feature knows: it gives `search`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.core.i18n import N_, tr
from app.core.problems import Problem
from ui.kit.choices import CHOICE_ROLE, NEW_ID, Choice, ChoiceDelegate, ChoiceModel, Done, Id, Search
from ui.kit.elided import ElidedLabel
from ui.kit.flow import FlowLayout
from ui.kit.text import IconButton
from ui.theme import theme

__all__ = ["Choice", "Done", "Id", "ReferenceEdit", "ReferenceList", "Search"]

PAUSE_MS = 120
"""How long the typing must rest before a search starts."""


class ReferenceEdit(QWidget):
    """A line that holds one record, or none.

    Down or typing opens the choices; Enter or Tab takes the one under the hand, Esc goes back to what was. Text that
    was typed and not chosen is no value: `problem()` says so. With `create_text` (msgid with a `{text}` place) the
    choices end in a row that calls `on_create(text)`; the feature makes the record and calls `choose`.
    """

    edited = Signal()
    """The user chose a record or emptied the line."""

    def __init__(
        self,
        search: Search,
        name: str = "",
        create_text: str = "",
        on_create: Callable[[str], object] | None = None,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._search, self._create_text, self._on_create = search, create_text, on_create
        self._placeholder = placeholder or N_("Type any part of the name")
        self._id: Id | None = None
        self._title = ""
        self._before: tuple[Id | None, str] = (None, "")
        self._asked = 0
        self._left_with = ""
        self.edit = QLineEdit()
        if name:
            # The line is what a label, a test or a script points at; the widget around it has its own name.
            self.edit.setObjectName(name)
            self.setObjectName(f"{name}.reference")
        self.edit.textEdited.connect(self._typed)
        self.edit.editingFinished.connect(self._left)
        self.edit.installEventFilter(self)
        self._model = ChoiceModel(self)
        self.popup = QListView()
        self.popup.setObjectName(f"{name}.choices")
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setPopup(self.popup)
        self.popup.setItemDelegate(ChoiceDelegate(self.popup))  # after setPopup, which sets one of its own
        self.popup.setProperty("role", "drop-down")
        self.popup.installEventFilter(self)  # after the completer's own, so that it comes first
        self._completer.setMaxVisibleItems(8)
        self._completer.setWidget(self.edit)
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]  # the stubs know no overloads
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.search_now)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self._say()

    def value(self) -> Id | None:
        """Id of the record, None for none."""
        return self._id

    def title(self) -> str:
        """What is called by `value()`."""
        return self._title

    def set_value(self, id: Id | None, title: str = "") -> None:
        """Show a record without telling anybody. A (id, title) pair does as well, which is how forms give it."""
        if isinstance(id, tuple):
            id, title = id
        self._id, self._title = id, title if id is not None else ""
        self._before = (self._id, self._title)
        self.edit.setText(self._title)
        if not self.edit.hasFocus():
            self.edit.setCursorPosition(0)
        self._timer.stop()
        self._asked += 1

    def choose(self, id: Id, title: str) -> None:
        """Take a record as if the user had chosen it: he has just made it."""
        self.set_value(id, title)
        self.edited.emit()

    def control(self) -> QLineEdit:
        """The line itself, for a label's buddy and a red border."""
        return self.edit

    def problem(self, key: str) -> Problem | None:
        """Said when there is text but no record."""
        if self._id is None and self.edit.text().strip():
            return Problem(
                key, N_("Choose “{text}” from the list, or empty the line."), {"text": self.edit.text().strip()}
            )
        return None

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)
        self.popup.setAccessibleName(name)

    @Slot()
    def search_now(self) -> None:
        """Ask for what fits the text, without waiting for the typing to rest."""
        self._timer.stop()
        self._asked += 1
        self._search(self.edit.text(), _Answer(self, self._asked))

    def show_choices(self, asked: int, choices: Sequence[Choice]) -> None:
        """The answer to search number `asked`; an answer that was overtaken is dropped."""
        if asked != self._asked:
            return
        rows = list(choices)
        text = self.edit.text().strip()
        if self._create_text and self._on_create is not None and text:
            rows.append(Choice(NEW_ID, tr(self._create_text, text=text)))
        self._model.fill(rows)
        left_with, self._left_with = self._left_with, ""
        if left_with and left_with == text and not self.edit.hasFocus() and len(choices) == 1:
            self.choose(choices[0].id, choices[0].title)
            return
        if not rows or not self.edit.hasFocus():
            self.popup.hide()
            return
        self._completer.complete()
        # Qt takes all rows to be as high as the first.
        heights = sum(
            self.popup.sizeHintForRow(row) for row in range(min(len(rows), self._completer.maxVisibleItems()))
        )
        self.popup.resize(self.popup.width(), heights + 2 * theme.px(4) + 2)
        self.popup.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            closed = not self.popup.isVisible()
            if closed and event.key() == Qt.Key.Key_Down:
                self.search_now()
                return True
            if closed and event.key() == Qt.Key.Key_Escape and self.edit.text() != self._before[1]:
                changed = self._id != self._before[0]
                self.set_value(*self._before)
                if changed:
                    self.edited.emit()
                return True
            if not closed and event.key() == Qt.Key.Key_Tab:
                self._take(self.popup.currentIndex())
                return False
            if event.key() == Qt.Key.Key_Tab and self._id is None and self.edit.text().strip():
                self._left_with = self.edit.text().strip()  # faster than the search: its one answer is taken
                self.search_now()
                return False
        pressed = event.type() == QEvent.Type.KeyPress
        if watched is self.popup and pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            # The open list is a window of its own and has the keys; Qt would move on without taking anything.
            self._take(self.popup.currentIndex())
            self.popup.hide()
            QApplication.postEvent(self.edit, QKeyEvent(event.type(), event.key(), event.modifiers()))
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    @Slot(str)
    def _typed(self, text: str) -> None:
        had = self._id
        self._id, self._title = self._before if text == self._before[1] else (None, "")
        if self._id != had:
            self.edited.emit()
        if text.strip():
            self._timer.start()
        else:
            self._timer.stop()
            self._asked += 1
            self.popup.hide()

    @Slot()
    def _left(self) -> None:
        if not self.popup.isVisible():
            self._timer.stop()

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        choice = index.data(CHOICE_ROLE) if index.isValid() else None
        if not isinstance(choice, Choice):
            return
        self.popup.hide()
        if choice.id == NEW_ID:
            if self._on_create is not None:
                self._on_create(self.edit.text().strip())
            return
        self.choose(choice.id, choice.title)

    def _say(self) -> None:
        self.edit.setPlaceholderText(tr(self._placeholder))


class _Answer:
    """The `done` of one search: knows which one it answers."""

    def __init__(self, edit: ReferenceEdit, asked: int) -> None:
        self._edit, self._asked = edit, asked

    def __call__(self, choices: Sequence[Choice]) -> None:
        if isValid(self._edit):  # the form may have been closed while the search went on
            self._edit.show_choices(self._asked, choices)


class _Taken(QWidget):
    """One chosen record as a chip that can be taken out."""

    removed = Signal(object)

    def __init__(self, id: Id, title: str, name: str) -> None:
        super().__init__()
        self.id = id
        self.setProperty("role", "taken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        label = ElidedLabel(title)
        label.setMinimumWidth(min(theme.px(240), theme.metrics("body").horizontalAdvance(title) + 2))
        self.button = IconButton("clear", N_("Take out"), f"{name}.remove", tone="soft", size=12)
        self.button.setAccessibleDescription(title)
        self.button.clicked.connect(self._remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8), 0, 0, 0)
        row.setSpacing(theme.px(2))
        row.addWidget(label)
        row.addWidget(self.button)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self.id)


class ReferenceList(QWidget):
    """Several records: chips in the order chosen, a line to add one; Backspace in the empty line takes out the last."""

    edited = Signal()

    def __init__(
        self,
        search: Search,
        name: str = "",
        create_text: str = "",
        on_create: Callable[[str], object] | None = None,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._chosen: dict[Id, str] = {}
        self.line = ReferenceEdit(search, name, create_text, on_create, placeholder)
        if name:
            self.setObjectName(f"{name}.references")
        self.line.edited.connect(self._add)
        self.line.edit.installEventFilter(self)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=4, line_gap=4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._chips)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)
        self._show()

    def value(self) -> list[Id]:
        """Ids in the order chosen."""
        return list(self._chosen)

    def titles(self) -> list[str]:
        """What the ids are called."""
        return list(self._chosen.values())

    def set_value(self, chosen: Sequence[tuple[Id, str]] | None) -> None:
        """Show (id, title) pairs without telling anybody."""
        self._chosen = dict(chosen or ())
        self._show()

    def add(self, id: Id, title: str) -> None:
        """Add one, as when the feature has made a new record."""
        self._chosen[id] = title
        self.line.set_value(None)
        self._show()
        self.edited.emit()

    def control(self) -> QLineEdit:
        """The line itself, for a label's buddy and a red border."""
        return self.line.edit

    def problem(self, key: str) -> Problem | None:
        """Said when text was typed and not chosen."""
        return self.line.problem(key)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Backspace
            and not self.line.edit.text()
            and self._chosen
        ):
            self._remove(next(reversed(self._chosen)))
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _add(self) -> None:
        id, title = self.line.value(), self.line.title()
        if id is not None:
            self.add(id, title)

    @Slot(object)
    def _remove(self, id: Id) -> None:
        self._chosen.pop(id, None)
        self._show()
        self.line.edit.setFocus()
        self.edited.emit()

    def _show(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for id, title in self._chosen.items():
            chip = _Taken(id, title, self._name)
            chip.removed.connect(self._remove)
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(self._chosen))
        self._flow.invalidate()
        self._chips.updateGeometry()
