"""A neutral drawing on paper: the same shapes and texts as in the window, in black and greys.

Shapes become operators under the page's texts; every line of words is set like any other text of the page, so that
Japanese and Devanagari come out right and can be searched.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from app.core.drawing import Anchor, Bar, Disc, Drawing, Stroke, Tone, Words
from app.documents.content import Content
from app.documents.render import pdf
from app.documents.render.paragraph import lines
from app.documents.render.strips import Placed, Strip

_GREYS = {
    Tone.INK: 0.0,
    Tone.SOFT: 0.35,
    Tone.FAINT: 0.5,
    Tone.LINE: 0.82,
    Tone.PANEL: 1.0,
    Tone.GROUND: 0.95,
    Tone.ACCENT: 0.22,
    Tone.ACCENT_SOFT: 0.9,
    Tone.AMBER: 0.45,
    Tone.AMBER_SOFT: 0.94,
    Tone.GREEN: 0.2,
    Tone.GREEN_SOFT: 0.92,
    Tone.VIOLET: 0.62,
    Tone.VIOLET_SOFT: 0.96,
    Tone.RED: 0.0,
    Tone.RED_SOFT: 0.88,
}
_ROUND = 4 / 3 * (math.sqrt(2) - 1)
"""Share of the radius that makes four curves a circle."""


def render(content: Content, drawing: Drawing, room: tuple[float, float]) -> bytes:
    """The page of `content` with `drawing` under its blocks, as large as `room` (width, height in points) allows.

    Raises `ToolFault` as `pdf.render` does.
    """
    scale = min(room[0] / drawing.width, room[1] / drawing.height)
    left = (room[0] - drawing.width * scale) / 2
    return pdf.render(content, _strips(drawing, left, scale))


def _strips(drawing: Drawing, left: float, scale: float) -> Iterable[Strip]:
    """One strip. It is made while the page is laid out, because measuring words needs the fonts to oneself."""
    strip = Strip(drawing.height * scale, above=6.0)
    code = [f"{scale:.4f} 0 0 {scale:.4f} {left:.2f} 0 cm 1 J 1 j"]
    for shape in drawing.shapes:
        match shape:
            case Stroke():
                code += _stroke(shape)
            case Disc():
                code += _painted(
                    _circle(shape.x, shape.y, shape.r), shape.fill, shape.stroke, shape.width, shape.opacity
                )
            case Bar():
                box = f"{shape.x:.2f} {-shape.y - shape.height:.2f} {shape.width:.2f} {shape.height:.2f} re"
                code += _painted(box, shape.fill, shape.stroke, 0.8, shape.opacity)
            case Words():
                placed, wide = _words(shape, left, scale)
                strip.texts.append(placed)
                if shape.target is not None:
                    at = (placed.x - left) / scale
                    box = f"{at - 1:.2f} {-shape.y - 0.3 * shape.size:.2f} {wide + 2:.2f} {1.2 * shape.size:.2f} re"
                    code += _painted(box, Tone.PANEL, None, 0, 1.0)
    strip.shapes = "\n".join(code)
    yield strip


def _grey(tone: Tone, opacity: float) -> float:
    """What is seen of a tone through which the paper shines."""
    return 1 - (1 - _GREYS[tone]) * opacity


def _painted(path: str, fill: Tone | None, stroke: Tone | None, width: float, opacity: float) -> Iterable[str]:
    if fill is not None:
        yield f"{_grey(fill, opacity):.3g} g"
    if stroke is not None:
        yield f"{width:.3g} w {_grey(stroke, opacity):.3g} G"
    if fill is not None or stroke is not None:
        yield f"{path} {'B' if fill is not None and stroke is not None else 'f' if fill is not None else 'S'}"


def _circle(x: float, y: float, r: float) -> str:
    y, k = -y, r * _ROUND
    return (
        f"{x + r:.2f} {y:.2f} m "
        f"{x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
        f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
        f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
        f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c h"
    )


def _stroke(shape: Stroke) -> Iterable[str]:
    if shape.quiet:
        return
    grey = _grey(shape.tone, shape.opacity)
    yield f"{shape.width:.3g} w {grey:.3g} G {'[4 3] 0 d' if shape.dashed else '[] 0 d'}"
    (x1, y1), (x2, y2) = shape.start, shape.end
    if shape.bend is None:
        yield f"{x1:.2f} {-y1:.2f} m {x2:.2f} {-y2:.2f} l S"
    else:
        bx, by = shape.bend
        # A quadratic curve as a cubic one.
        c1, c2 = ((x1 + 2 * bx) / 3, (y1 + 2 * by) / 3), ((x2 + 2 * bx) / 3, (y2 + 2 * by) / 3)
        yield f"{x1:.2f} {-y1:.2f} m {c1[0]:.2f} {-c1[1]:.2f} {c2[0]:.2f} {-c2[1]:.2f} {x2:.2f} {-y2:.2f} c S"
    if shape.dashed:
        yield "[] 0 d"
    if shape.arrow:
        (ax, ay), (bx, by), (cx, cy) = shape.head()
        yield f"{grey:.3g} g {ax:.2f} {-ay:.2f} m {bx:.2f} {-by:.2f} l {cx:.2f} {-cy:.2f} l h f"


def _words(shape: Words, left: float, scale: float) -> tuple[Placed, float]:
    """The line as it is set, made smaller where its room is narrower; and its width in the drawing's points."""
    line = lines(shape.text, 1e9, bold=shape.bold)[0]
    size = min(shape.size, shape.room / max(line.width, 1.0) * 1000) if shape.room else shape.size
    wide = line.width * size / 1000
    x = shape.x - {Anchor.START: 0.0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[shape.anchor]
    placed = Placed(left + x * scale, shape.y * scale, size * scale, line, 0.0, min(0.45, _GREYS[shape.tone]))
    return placed, wide
