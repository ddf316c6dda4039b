"""Shows a picture of neutral shapes: it can be zoomed, moved, walked through with the arrow keys and opened by Enter.

It knows no entity: a shape with a target can be gone to, and opening it says which one it was.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.core.drawing import Bar, Disc, Drawing, Spot, Target
from app.core.i18n import N_, tr
from app.core.text import fold
from ui.kit.drawing_paint import paint_drawing
from ui.kit.text import plain_tip
from ui.theme import theme

MOST_ZOOM = 8.0
STEP = 1.25
_MARGIN = 8
_REACH = 4.0
"""Points around a small disc that count as the disc for the pointer."""


class DrawingView(QAbstractScrollArea):
    """One drawing. Arrows go from thing to thing, letters find one by name, Enter opens, + - zoom, 0 shows all."""

    opened = Signal(object)
    """The `Target` that was opened."""
    looked_at = Signal(str)
    """What the thing under the keyboard or the pointer says; "" for none."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._drawing: Drawing | None = None
        self._spots: tuple[Spot, ...] = ()
        self._current: Target | None = None
        self._hovered: Target | None = None
        self._zoom: float | None = None
        self._grip: QPoint | None = None
        self._moved = False
        self._typed = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(1200)
        self._pause.timeout.connect(self._forget_typed)
        theme.notifier().changed.connect(self.viewport().update)
        self._say()

    # ---- what is shown -----------------------------------------------------------------------------------------------

    def show_drawing(self, drawing: Drawing | None) -> None:
        """Another picture; the thing looked at stays looked at if it is in it."""
        self._drawing = drawing
        self._spots = drawing.spots() if drawing is not None else ()
        targets = {spot.target for spot in self._spots}
        self._current = self._current if self._current in targets else None
        self._hovered = None
        self._measure()
        self._say()
        self.viewport().update()

    def drawing(self) -> Drawing | None:
        """The picture shown."""
        return self._drawing

    def current(self) -> Target | None:
        """The thing the keyboard is on."""
        return self._current

    def go_to(self, target: Target | None) -> bool:
        """Put the keyboard on a thing and bring it into sight; False when it is not in the picture."""
        spot = self._spot(target)
        if spot is None and target is not None:
            return False
        self._current = target
        if spot is not None:
            self._bring_into_sight(spot)
        self._say()
        self.looked_at.emit(spot.said if spot is not None else "")
        self.viewport().update()
        return True

    # ---- size --------------------------------------------------------------------------------------------------------

    def scale(self) -> float:
        """Pixels a point."""
        return self._fitting() if self._zoom is None else self._fitting() * self._zoom

    @Slot()
    def show_all(self) -> None:
        """The whole picture."""
        self._zoom = None
        self._measure()
        self.viewport().update()

    @Slot()
    def zoom_in(self) -> None:
        """Larger by a quarter, about the thing looked at."""
        self._zoom_by(STEP)

    @Slot()
    def zoom_out(self) -> None:
        """Smaller by a quarter; never smaller than the whole picture."""
        self._zoom_by(1 / STEP)

    def _zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        if self._drawing is None:
            return
        spot = self._spot(self._current)
        if at is None:
            at = self._on_screen(*_middle(spot)) if spot is not None else QPointF(self.viewport().rect().center())
        x, y = self._in_drawing(at)
        zoom = min(MOST_ZOOM, (self._zoom or 1.0) * factor)
        self._zoom = zoom if zoom > 1.001 else None
        self._measure()
        now = self._on_screen(x, y)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + round(now.x() - at.x()))
        down.setValue(down.value() + round(now.y() - at.y()))
        self.viewport().update()

    def _fitting(self) -> float:
        if self._drawing is None:
            return 1.0
        room = self.viewport().size()
        wide = (room.width() - 2 * _MARGIN) / self._drawing.width
        high = (room.height() - 2 * _MARGIN) / self._drawing.height
        return max(0.1, min(wide, high))

    def _origin(self) -> QPointF:
        """Where the picture's top left corner is: in the middle while there is room, else as scrolled."""
        drawing, scale, room = self._drawing, self.scale(), self.viewport().size()
        if drawing is None:
            return QPointF()
        x = (room.width() - drawing.width * scale) / 2
        y = (room.height() - drawing.height * scale) / 2
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        scrolled_x, scrolled_y = across.maximum() > 0, down.maximum() > 0
        return QPointF(_MARGIN - across.value() if scrolled_x else x, _MARGIN - down.value() if scrolled_y else y)

    def _measure(self) -> None:
        drawing, scale, room = self._drawing, self.scale(), self.viewport().size()
        wide = round(drawing.width * scale) + 2 * _MARGIN if drawing is not None and self._zoom else 0
        high = round(drawing.height * scale) + 2 * _MARGIN if drawing is not None and self._zoom else 0
        for bar, whole, seen in (
            (self.horizontalScrollBar(), wide, room.width()),
            (self.verticalScrollBar(), high, room.height()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(theme.px(32))

    def _on_screen(self, x: float, y: float) -> QPointF:
        return self._origin() + QPointF(x, y) * self.scale()

    def _in_drawing(self, at: QPointF) -> tuple[float, float]:
        place = (at - self._origin()) / self.scale()
        return place.x(), place.y()

    def _bring_into_sight(self, spot: Spot) -> None:
        at, room = self._on_screen(*_middle(spot)), self.viewport().rect().adjusted(40, 40, -40, -40)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        for bar, place, low, high in (
            (across, at.x(), room.left(), room.right()),
            (down, at.y(), room.top(), room.bottom()),
        ):
            if place < low:
                bar.setValue(bar.value() - round(low - place))
            elif place > high:
                bar.setValue(bar.value() + round(place - high))

    # ---- keys --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not (event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
        ways = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        text = event.text()
        if plain and Qt.Key(key) in ways:
            self._walk(*ways[Qt.Key(key)])
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current is not None:
            self.opened.emit(self._current)
        elif plain and key == Qt.Key.Key_Home and self._spots:
            self.go_to(_largest(self._spots).target)
        elif text == "+" or key == Qt.Key.Key_Equal:
            self.zoom_in()
        elif text == "-":
            self.zoom_out()
        elif text == "0" and not self._typed:
            self.show_all()
        elif key == Qt.Key.Key_Escape and self._current is not None:
            self._forget_typed()
            self.go_to(None)
        elif text and text.isprintable() and not (event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self._find(text)
        else:
            super().keyPressEvent(event)

    def _walk(self, x: int, y: int) -> None:
        """To the nearest thing in a direction: what lies straight ahead counts as nearer than what lies aside."""
        here = self._spot(self._current)
        if here is None:
            if self._spots:
                self.go_to(_largest(self._spots).target)
            return
        from_x, from_y = _middle(here)
        best, nearest = None, math.inf
        for spot in self._spots:
            to_x, to_y = _middle(spot)
            ahead = (to_x - from_x) * x + (to_y - from_y) * y
            aside = abs((to_x - from_x) * y) + abs((to_y - from_y) * x)
            if ahead > 0.5 and ahead + 2.2 * aside < nearest and spot.target != self._current:
                best, nearest = spot, ahead + 2.2 * aside
        if best is not None:
            self.go_to(best.target)

    def _find(self, text: str) -> None:
        """Letters typed one after the other: the first thing whose name begins with them, or has a word that does."""
        self._typed += text
        self._pause.start()
        wanted = fold(self._typed)
        names = [(fold(spot.name), spot) for spot in self._spots]
        found = next((s for n, s in names if n.startswith(wanted)), None)
        found = found or next((s for n, s in names if f" {wanted}" in n), None)
        found = found or next((s for n, s in names if wanted and wanted in n), None)
        if found is not None:
            self.go_to(found.target)

    @Slot()
    def _forget_typed(self) -> None:
        self._typed = ""

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.viewport().update()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.viewport().update()

    # ---- pointer -----------------------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_by(STEP if event.angleDelta().y() > 0 else 1 / STEP, event.position())
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip, self._moved = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._grip is not None and event.buttons() & Qt.MouseButton.LeftButton:
            by = at - self._grip
            if self._moved or by.manhattanLength() > 6:
                self._moved, self._grip = True, at
                self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - by.x())
                self.verticalScrollBar().setValue(self.verticalScrollBar().value() - by.y())
            return
        spot = self._spot_at(event.position())
        target = spot.target if spot is not None else None
        if target != self._hovered:
            self._hovered = target
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if spot else Qt.CursorShape.ArrowCursor)
            self.viewport().setToolTip(plain_tip(spot.said) if spot else "")
            shown = spot or self._spot(self._current)
            self.looked_at.emit(shown.said if shown else "")
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grip, self._grip = self._grip, None
        if grip is None or self._moved or event.button() != Qt.MouseButton.LeftButton:
            return
        spot = self._spot_at(event.position())
        if spot is None:
            return
        if spot.target == self._current or self._hovered is not None:
            self.go_to(spot.target)
            self.opened.emit(spot.target)

    def _spot_at(self, at: QPointF) -> Spot | None:
        x, y = self._in_drawing(at)
        reach = _REACH / max(1.0, self.scale())
        hits = [spot for spot in self._spots if _distance(spot, x, y) <= reach]
        return min(hits, key=lambda spot: _distance(spot, x, y)) if hits else None

    def _spot(self, target: Target | None) -> Spot | None:
        return next((spot for spot in self._spots if spot.target == target), None) if target is not None else None

    # ---- painting ----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.tokens().panel))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._drawing is not None:
            looked_at = self._hovered or self._current
            origin, scale = self._origin(), self.scale()
            painter.save()
            painter.translate(origin)
            painter.scale(scale, scale)
            paint_drawing(painter, self._drawing, looked_at)
            painter.restore()
            spot = self._spot(self._current)
            if spot is not None:
                self._frame(painter, spot)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(QColor(theme.tokens().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _frame(self, painter: QPainter, spot: Spot) -> None:
        """The focus around the thing looked at."""
        at, scale = self._on_screen(*_middle(spot)), self.scale()
        painter.setPen(QPen(QColor(theme.tokens().ink), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if isinstance(spot, Disc):
            painter.drawEllipse(at, spot.r * scale + 4, spot.r * scale + 4)
        else:
            size = QPointF(spot.width * scale / 2 + 3, spot.height * scale / 2 + 3)
            painter.drawRect(QRectF(at - size, at + size))

    def _say(self) -> None:
        spot = self._spot(self._current)
        title = self._drawing.title if self._drawing is not None else tr(N_("Picture"))
        self.setAccessibleName(spot.said if spot is not None else title)
        self.setAccessibleDescription(self._drawing.said if self._drawing is not None else "")
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))


def _middle(spot: Spot) -> tuple[float, float]:
    return (spot.x + spot.width / 2, spot.y + spot.height / 2) if isinstance(spot, Bar) else (spot.x, spot.y)


def _distance(spot: Spot, x: float, y: float) -> float:
    """From a place to the shape's rim, below zero inside."""
    if isinstance(spot, Disc):
        return math.hypot(x - spot.x, y - spot.y) - spot.r
    return max(spot.x - x, x - spot.x - spot.width, spot.y - y, y - spot.y - spot.height)


def _largest(spots: tuple[Spot, ...]) -> Spot:
    return max(spots, key=lambda spot: spot.r if isinstance(spot, Disc) else 0.0)
