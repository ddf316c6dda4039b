"""Short messages at the bottom right: they say what happened, offer Undo, and go by themselves.

Nothing has to be clicked away. A pointer on a notice or focus in it keeps it; errors stay longer. Screen readers hear
each.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import tr
from ui.kit.text import PlainLabel
from ui.theme import icons, theme

SECONDS = 6
SECONDS_WITH_ACTION = 10
SECONDS_ERROR = 15
AT_ONCE = 4
WIDTH = 380

_ICONS = {"info": "info", "done": "ok", "warning": "warning", "error": "error"}
_TONES = {"info": "accent", "done": "green", "warning": "amber", "error": "red"}


class Notice(QFrame):
    """One message. `closed` is emitted once, when its time is over or it was dismissed."""

    closed = Signal()

    def __init__(
        self, text: str, kind: str, action: tuple[str, Callable[[], None]] | None, seconds: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.text, self.kind = text, kind
        self.batch = ""
        self._run = action[1] if action else None
        self.setProperty("role", "card")
        self.setObjectName("shell.notice")
        self.setAccessibleName(text)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(seconds * 1000)
        self._timer.timeout.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(8), theme.px(8))
        row.setSpacing(theme.px(8))
        picture = PlainLabel()
        picture.setPixmap(icons.pixmap(_ICONS[kind], _TONES[kind], ratio=self.devicePixelRatioF()))
        words = PlainLabel(text)
        words.setWordWrap(True)
        words.setMinimumWidth(theme.px(160))
        row.addWidget(picture)
        row.addWidget(words, 1)
        self.button: QPushButton | None = None
        if action:
            self.button = QPushButton(action[0])
            self.button.setObjectName("shell.notice.action")
            self.button.setProperty("role", "link")
            self.button.setAccessibleName(action[0])
            self.button.clicked.connect(self._act)
            self.button.installEventFilter(self)
            row.addWidget(self.button)
        close = QToolButton()
        close.setObjectName("shell.notice.close")
        close.setAccessibleName(tr("Close this message"))
        close.setToolTip(tr("Close this message"))
        icons.bind(close, "close", "faint", 14)
        close.clicked.connect(self.dismiss)
        close.installEventFilter(self)
        row.addWidget(close)
        self._timer.start()

    def dismiss(self) -> None:
        """Go now."""
        self._timer.stop()
        self.closed.emit()

    @property
    def staying(self) -> bool:
        """Whether a pointer or the focus keeps it."""
        return not self._timer.isActive()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._timer.start()
        return super().eventFilter(watched, event)

    def _act(self) -> None:
        self.dismiss()
        if self._run is not None:
            self._run()


class Notices(QWidget):
    """The stack of notices over the window's content; it covers no more than the notices themselves."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shell.notices")
        self.undo_batch: Callable[[str], None] | None = None
        self.remember: Callable[[str, Changes], None] | None = None
        self._area = QRect()
        self._shown: list[Notice] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self._column = column
        # The focus also moves while widgets are being destroyed, when nobody may look at what else is on the screen.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._place_again)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)
        self.hide()

    @property
    def shown(self) -> tuple[Notice, ...]:
        """What is on the screen, oldest first."""
        return tuple(self._shown)

    def info(self, text: str, action: tuple[str, Callable[[], None]] | None = None, batch: str = "") -> None:
        """Something to know. `action` is a translated word and what it does; `batch` names it for `retire`."""
        self._show(text, "info", action, SECONDS_WITH_ACTION if action else SECONDS, batch)

    def done(self, text: str, changes: Changes | None = None) -> None:
        """A person's action was done; with `changes` it can be undone here and by Ctrl+Z."""
        if changes is not None and self.remember is not None:
            self.remember(text, changes)
        if changes is not None and changes.batch and self.undo_batch is not None:
            action = (tr("Undo"), partial(self.undo_batch, changes.batch))
            self._show(text, "done", action, SECONDS_WITH_ACTION, changes.batch)
        else:
            self._show(text, "done", None, SECONDS)

    def warning(self, text: str) -> None:
        """Something to look at."""
        self._show(text, "warning", None, SECONDS_ERROR)

    def error(self, error: AppError) -> None:
        """What was asked could not be done: the error's own sentence."""
        self._show(str(error), "error", None, SECONDS_ERROR)

    def retire(self, batch: str) -> None:
        """What a notice offers to undo was undone, or to redo redone: it says nothing true any more."""
        for notice in [one for one in self._shown if batch and one.batch == batch]:
            notice.dismiss()

    def place(self, area: QRect) -> None:
        """Stand at the bottom right of `area` (the parent's coordinates), above a main button that is there."""
        self._area = area
        if not self._shown:
            self.hide()
            return
        margin = theme.px(16)
        width = min(theme.px(WIDTH), area.width() - 2 * margin)
        self.setFixedWidth(width)
        height = self._column.heightForWidth(width)
        if height <= 0:
            height = self._column.sizeHint().height()
        box = QRect(area.right() - margin - width, area.bottom() - margin - height, width, height)
        self.setGeometry(self._clear_of_buttons(box))
        self.show()
        self.raise_()

    def _clear_of_buttons(self, box: QRect) -> QRect:
        """`box`, or as far above it as keeps a page's filled button free: what comes next is under the hand."""
        parent = self.parentWidget()
        if parent is None:
            return box
        for button in parent.findChildren(QPushButton):
            if button.property("role") == "primary" and button.isVisible() and not self.isAncestorOf(button):
                place = QRect(button.mapTo(parent, QPoint(0, 0)), button.size())
                if place.intersects(box) and place.top() > box.height() + 2 * theme.px(8):
                    box.moveBottom(place.top() - theme.px(8))
        return box

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """The focus went on: another button may be on the screen now. It never falls on a notice by itself, as Qt has
        it when all that had it goes or is switched off: Enter would take back what was just done."""
        if not self._shown:
            return
        fell = new is not None and self.isAncestorOf(new) and (old is None or not (old.isVisible() and old.isEnabled()))
        if fell and new is not None and not self.underMouse():
            new.clearFocus()
        self._soon.start()

    def _place_again(self) -> None:
        self.place(self._area)

    def clear(self) -> None:
        """Take all away (the language changed, the window closes)."""
        for notice in self.shown:
            notice.dismiss()

    def _show(
        self, text: str, kind: str, action: tuple[str, Callable[[], None]] | None, seconds: int, batch: str = ""
    ) -> None:
        for same in [one for one in self._shown if one.text == text and one.kind == kind]:
            same.dismiss()
        while len(self._shown) >= AT_ONCE:
            self._shown[0].dismiss()
        notice = Notice(text, kind, action, seconds, self)
        notice.batch = batch
        notice.closed.connect(partial(self._gone, notice))
        self._shown.append(notice)
        self._column.addWidget(notice)
        notice.show()
        self.place(self._area)
        self._announce(text, kind)

    def _gone(self, notice: Notice) -> None:
        if notice in self._shown:
            self._shown.remove(notice)
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
            self.place(self._area)

    def _announce(self, text: str, kind: str) -> None:
        event = QAccessibleAnnouncementEvent(self, text)
        if kind in ("warning", "error"):
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
