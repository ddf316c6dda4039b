"""Paints the shapes of a drawing in the theme's colours. What one looks at stands out, and what it is joined to."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from app.core.drawing import Anchor, Bar, Disc, Drawing, Stroke, Target, Tone, Words
from ui.theme import theme

_FADED = 0.25


def paint_drawing(painter: QPainter, drawing: Drawing, looked_at: Target | None = None) -> None:
    """Paint all shapes in the drawing's own points; the painter is moved and scaled by the caller."""
    joined = _joined(drawing, looked_at)
    ground = QColor(theme.tokens().panel)
    for shape in drawing.shapes:
        match shape:
            case Stroke():
                _stroke(painter, shape, looked_at)
            case Disc():
                _disc(painter, shape, _share(shape.target, joined))
            case Bar():
                _bar(painter, shape)
            case Words():
                _words(painter, shape, _share(shape.target, joined), ground)


def _joined(drawing: Drawing, looked_at: Target | None) -> frozenset[Target]:
    """What one looks at and what lines lead to from it; nothing when there is no line, so that nothing fades."""
    if looked_at is None:
        return frozenset()
    ends = [s.ends for s in drawing.shapes if isinstance(s, Stroke) and s.ends is not None and looked_at in s.ends]
    return frozenset({looked_at, *(end for pair in ends for end in pair)}) if ends else frozenset()


def _share(target: Target | None, joined: frozenset[Target]) -> float:
    return _FADED if joined and target is not None and target not in joined else 1.0


def _colour(tone: Tone, opacity: float) -> QColor:
    colour = QColor(getattr(theme.tokens(), tone.value))
    colour.setAlphaF(opacity)
    return colour


def _stroke(painter: QPainter, shape: Stroke, looked_at: Target | None) -> None:
    near = looked_at is not None and shape.ends is not None and looked_at in shape.ends
    if shape.quiet and not near:
        return
    opacity = shape.opacity * (0.3 if looked_at is not None and shape.ends is not None and not near else 1.0)
    colour = _colour(Tone.INK, 0.9) if near else _colour(shape.tone, opacity)
    pen = QPen(colour, max(shape.width, 1.2) if near else shape.width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    if shape.dashed:
        pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(QPointF(*shape.start))
    if shape.bend is None:
        path.lineTo(QPointF(*shape.end))
    else:
        path.quadTo(QPointF(*shape.bend), QPointF(*shape.end))
    painter.drawPath(path)
    if shape.arrow:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in shape.head()]))


def _disc(painter: QPainter, shape: Disc, share: float) -> None:
    opacity = shape.opacity * share
    painter.setBrush(_colour(shape.fill, opacity) if shape.fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_colour(shape.stroke, opacity), shape.width) if shape.stroke else Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(shape.x, shape.y), shape.r, shape.r)


def _bar(painter: QPainter, shape: Bar) -> None:
    painter.setBrush(_colour(shape.fill, shape.opacity) if shape.fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_colour(shape.stroke, shape.opacity), 0.8) if shape.stroke else Qt.PenStyle.NoPen)
    painter.drawRect(QRectF(shape.x, shape.y, shape.width, shape.height))


def _words(painter: QPainter, shape: Words, share: float, ground: QColor) -> None:
    font = _font(shape.size, shape.bold)
    width = QFontMetricsF(font).horizontalAdvance(shape.text) / _FINE
    narrow = min(1.0, shape.room / width) if shape.room and width else 1.0
    wide = width * narrow
    left = shape.x - {Anchor.START: 0.0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[shape.anchor]
    painter.save()
    if shape.target is not None:
        halo = QColor(ground)
        halo.setAlphaF(0.8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(halo)
        box = QRectF(left - 1, shape.y - shape.size * 0.95, wide + 2, shape.size * 1.25)
        painter.drawRoundedRect(box, 2, 2)
    painter.translate(left, shape.y)
    painter.scale(narrow / _FINE, 1 / _FINE)
    painter.setFont(font)
    painter.setPen(_colour(shape.tone, share))
    painter.drawText(QPointF(0, 0), shape.text)
    painter.restore()


_FINE = 8
"""Letters are set this much larger and scaled down: Qt's own hinting would make small sizes jump while zooming."""


def _font(size: float, bold: bool) -> QFont:
    font = QFont(theme.font("body"))
    font.setPixelSize(max(1, round(size * _FINE)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
