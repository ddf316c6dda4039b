"""The bar at the top: back, forward, one box for searching and commanding, the date and both clocks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from app.core.clock import Clock
from app.core.i18n import tr
from ui.kit.text import PlainLabel
from ui.shell.clocks import Clocks
from ui.theme import icons, theme

HEIGHT = 50
BOX_WIDTH = 470

_LIST_KEYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Escape,
)


class SearchBox(QLineEdit):
    """Keeps the typing; what is found is listed by the command box below it, which gets the keys that choose."""

    key = Signal(int)
    """A key that moves in the list of what was found, opens, or closes it."""
    entered = Signal()
    """The box was clicked or reached: show what it offers."""
    left = Signal()
    """The focus went elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shell.search")
        self.hint = PlainLabel("Ctrl K", self)
        self.hint.setProperty("role", "faint")
        self.hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self.place_hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _LIST_KEYS:
            self.key.emit(int(event.key()))
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Coming back to the window must not throw the list open.
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.entered.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_hint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.place_hint()

    @Slot()
    def place_hint(self) -> None:
        """Name the key at the right, where the words leave room for it."""
        self.hint.adjustSize()
        words = self.fontMetrics().horizontalAdvance(self.placeholderText()) + self.hint.width() + theme.px(44)
        self.hint.setVisible(not self.text() and words < self.width())
        self.hint.move(self.width() - self.hint.width() - theme.px(12), (self.height() - self.hint.height()) // 2)


class TopBar(QFrame):
    """50 px across the content."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "top")
        self.setObjectName("shell.top")
        self.back = QToolButton()
        self.back.setObjectName("shell.back")
        self.forward = QToolButton()
        self.forward.setObjectName("shell.forward")
        icons.bind(self.back, "back")
        icons.bind(self.forward, "forward")
        self.search = SearchBox()
        self.clocks = Clocks(clock)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.back)
        self._row.addWidget(self.forward)
        self._row.addWidget(self.search, 10)
        self._row.addStretch(1)
        self._row.addWidget(self.clocks)
        self.retranslate()
        self._restyle()
        theme.notifier().changed.connect(self._restyle)

    def retranslate(self) -> None:
        """The language changed."""
        self.setAccessibleName(tr("Top bar"))
        for button, words, keys in (
            (self.back, tr("Back"), "Alt+←"),
            (self.forward, tr("Forward"), "Alt+→"),
        ):
            button.setAccessibleName(words)
            button.setToolTip(tr("{action} ({shortcut})", action=words, shortcut=keys))
        self.search.setPlaceholderText(tr("Search people, meetings, records… or type a command"))
        self.search.setAccessibleName(tr("Search or command"))
        self.search.place_hint()
        self.clocks.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.clocks.set_narrow(self.width() < theme.px(640))

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme.px(HEIGHT))
        self._row.setContentsMargins(theme.px(12), 0, theme.px(18), 0)
        self._row.setSpacing(theme.px(4))
        tokens = theme.tokens()
        self.search.setStyleSheet(
            f"QLineEdit {{ background: {tokens.bg}; border: 1px solid {tokens.line}; padding: 0 {theme.px(12)}px; }}"
            f"QLineEdit:focus {{ background: {tokens.panel}; border: 2px solid {tokens.accent};"
            f" padding: 0 {theme.px(12) - 1}px; }}"
        )
        self.search.setMaximumWidth(theme.px(BOX_WIDTH))
        self.search.setMinimumWidth(theme.px(180))
        for button in (self.back, self.forward):
            button.setFixedSize(QSize(theme.px(28), theme.px(28)))
