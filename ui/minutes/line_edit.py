"""The text of the live line: a plain editor that grows, whose keys the record hears before the text does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.core.i18n import tr


class LineEdit(QPlainTextEdit):
    """The text itself. Keys that mean something to the record leave by signals; the popup's owner sees them first."""

    submitted = Signal()
    left_up = Signal()
    """Up in the empty line, or in its first line."""
    gave_up = Signal()
    """Esc."""
    jumped = Signal(int)
    """Ctrl+Up (-1) or Ctrl+Down (1)."""
    undo_wanted = Signal()
    """Ctrl+Z with nothing typed to take back."""
    split_wanted = Signal()
    """Alt+Enter: what stands before the caret is one line, the rest another."""
    unkinded = Signal()
    """Backspace at the very beginning."""
    emptied = Signal()
    """Everything was selected and taken out: what comes next begins anew."""
    focus_left = Signal()
    focus_got = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("minutes.editor")
        self.setFrameStyle(0)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setStyleSheet(
            "QPlainTextEdit, QPlainTextEdit:focus, QPlainTextEdit:read-only"
            " { background: transparent; border: none; padding: 0; }"
        )
        self.document().setDocumentMargin(0)
        self.setAccessibleName(tr("Line being typed"))
        self.keys_first: Callable[[QKeyEvent], bool] | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.keys_first is not None and self.keys_first(event):
            return
        key, mods = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        none, ctrl = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
        alt = Qt.KeyboardModifier.AltModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and mods in (none, ctrl):
            self.submitted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and mods == alt:
            self.split_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            self.gave_up.emit()
        elif key == Qt.Key.Key_Up and mods == none and self._at_first_line():
            self.left_up.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and mods in (ctrl, alt):
            self.jumped.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Backspace and mods == none and self._at_start():
            self.unkinded.emit()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            self.undo_wanted.emit()
        else:
            everything = self.textCursor().selectedText()
            whole = bool(everything) and len(everything) == len(self.toPlainText())
            super().keyPressEvent(event)
            if whole and not self.toPlainText():
                self.emptied.emit()

    def event(self, event: QEvent) -> bool:
        """Tab would leave the field before anybody sees the key; an open list of suggestions wants it."""
        tab = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
        if tab and self.keys_first is not None and self.keys_first(event):  # type: ignore[arg-type]  # a key event
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_got.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_left.emit()

    def _at_start(self) -> bool:
        cursor = self.textCursor()
        return cursor.position() == 0 and not cursor.hasSelection()

    def _at_first_line(self) -> bool:
        """Nothing lies above the caret."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return False
        first = QTextCursor(self.document())
        return self.cursorRect(cursor).top() <= self.cursorRect(first).top()
