"""A picture in neutral shapes: drawn once by `app.pictures`, painted by the window and on paper alike.

Lengths are in points, x to the right and y down from the top left corner. A shape's colour is what it says (`Tone`),
never a colour itself, so that each painter uses its own: the theme's in the window, black and greys on paper. Nothing
may need colour to be understood.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a colour says; the window's themes have each under the same name."""

    INK = "ink"
    SOFT = "soft"
    FAINT = "faint"
    LINE = "line"
    PANEL = "panel"
    GROUND = "bg"
    ACCENT = "accent"
    ACCENT_SOFT = "accent_soft"
    AMBER = "amber"
    AMBER_SOFT = "amber_soft"
    GREEN = "green"
    GREEN_SOFT = "green_soft"
    VIOLET = "violet"
    VIOLET_SOFT = "violet_soft"
    RED = "red"
    RED_SOFT = "red_soft"


class Anchor(StrEnum):
    """Which end of a line of words stands at its x."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Target:
    """What a shape leads to: a record's kind ("person", "organisation", "meeting") and id."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Disc:
    """A disc or, without `fill`, a ring. With a `target` the keyboard and the pointer can go to it; `name` is what is
    typed to find it, `said` the whole of what it says."""

    x: float
    y: float
    r: float
    fill: Tone | None = Tone.ACCENT
    stroke: Tone | None = None
    width: float = 1.0
    opacity: float = 1.0
    target: Target | None = None
    name: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle from its top left corner; `target`, `name` and `said` as of a `Disc`."""

    x: float
    y: float
    width: float
    height: float
    fill: Tone | None = Tone.ACCENT
    stroke: Tone | None = None
    opacity: float = 1.0
    target: Target | None = None
    name: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line from `start` to `end`, bent towards `bend` if there is one (a quadratic curve's control point).

    `ends` are the two things it joins: it stands out while one of them is looked at. A `quiet` one is seen only then,
    and never on paper.
    """

    start: tuple[float, float]
    end: tuple[float, float]
    bend: tuple[float, float] | None = None
    tone: Tone = Tone.SOFT
    width: float = 1.0
    opacity: float = 1.0
    dashed: bool = False
    arrow: bool = False
    quiet: bool = False
    ends: tuple[Target, Target] | None = None

    def head(self) -> tuple[tuple[float, float], ...]:
        """The three corners of the arrow's head at the line's end."""
        from_x, from_y = self.bend or self.start
        x, y = self.end
        away = math.hypot(x - from_x, y - from_y) or 1.0
        dx, dy, size = (x - from_x) / away, (y - from_y) / away, 3.0 + 1.5 * self.width
        back_x, back_y = x - dx * size, y - dy * size
        return (
            (x, y),
            (back_x - dy * size / 2, back_y + dx * size / 2),
            (back_x + dy * size / 2, back_y - dx * size / 2),
        )


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text with its baseline at `y`. `room` is the width it was given: a painter whose letters run wider
    makes them narrower, so that no two lines ever touch. `target` is the thing that it names."""

    x: float
    y: float
    text: str
    size: float = 9.0
    room: float = 0.0
    anchor: Anchor = Anchor.START
    bold: bool = False
    tone: Tone = Tone.INK
    target: Target | None = None

    @property
    def left(self) -> float:
        """The left edge of its room."""
        return self.x - {Anchor.START: 0.0, Anchor.MIDDLE: self.room / 2, Anchor.END: self.room}[self.anchor]

    def box(self) -> tuple[float, float, float, float]:
        """(left, top, right, bottom) of the room it was given: ascent and descent with the marks of Devanagari."""
        return self.left, self.y - self.size, self.left + self.room, self.y + self.size * 0.35


Shape = Disc | Bar | Stroke | Words
Spot = Disc | Bar
"""A shape one can go to."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole picture. `said` tells what it shows to somebody who cannot see it. `internal` is set where it shows what
    the mission thinks of people (domain.md 2.5): it may then be printed with an internal marking only."""

    width: float
    height: float
    title: str
    shapes: tuple[Shape, ...]
    said: str = ""
    internal: bool = False

    def spots(self) -> tuple[Spot, ...]:
        """What one can go to, in the order of drawing."""
        return tuple(s for s in self.shapes if isinstance(s, Disc | Bar) and s.target is not None)

    def texts(self) -> Iterator[str]:
        """Every line of text, in the order of drawing."""
        return (shape.text for shape in self.shapes if isinstance(shape, Words))
