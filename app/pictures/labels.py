"""Names beside circles: the weighty first, each where it hits no circle and no other name, or not at all."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from app.core.drawing import Anchor, Target, Tone, Words
from app.pictures.measure import elided, in_lines, text_width

Box = tuple[float, float, float, float]
Way = Literal["below", "above", "right", "left"]
_CELL = 40.0


@dataclass(frozen=True, slots=True)
class Wish:
    """A name that wants a place at a circle: `free` is the radius that belongs to the circle itself, which the name
    stays out of but which does not stand in its way."""

    x: float
    y: float
    free: float
    text: str
    size: float
    target: Target | None = None
    bold: bool = False
    tone: Tone = Tone.INK
    room: float = 150.0
    least: float = 90.0
    """The width of its lines where it does not fit into `room`, or `room` is not free."""
    ways: tuple[Way, ...] = ("below", "above", "right", "left")
    """Where it may stand, the best first."""


class Board:
    """What is taken already."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._discs: defaultdict[tuple[int, int], list[tuple[float, float, float]]] = defaultdict(list)
        self._boxes: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)

    def take_disc(self, x: float, y: float, r: float) -> None:
        """A circle that no name may touch."""
        for cell in _cells((x - r, y - r, x + r, y + r)):
            self._discs[cell].append((x, y, r))

    def take(self, box: Box) -> None:
        """A rectangle that no name may touch."""
        for cell in _cells(box):
            self._boxes[cell].append(box)

    def is_free(self, box: Box) -> bool:
        """Whether nothing stands in `box` and it is on the board."""
        left, top, right, bottom = box
        if left < 0 or top < 0 or right > self.width or bottom > self.height:
            return False
        for cell in _cells(box):
            if any(left < b[2] and right > b[0] and top < b[3] and bottom > b[1] for b in self._boxes[cell]):
                return False
            for x, y, radius in self._discs[cell]:
                near = math.hypot(x - min(max(x, left), right), y - min(max(y, top), bottom))
                if near < radius:
                    return False
        return True


LEADING = 1.36
"""From one line of a name to the next, in sizes of its letters: their boxes do not touch."""


def place(wishes: Sequence[Wish], board: Board) -> list[Words]:
    """A place for each of `wishes` in turn, where there is one; a long name stands in two lines."""
    out: list[Words] = []
    for wish in wishes:
        for lines in _places(wish):
            if all(words.text and board.is_free(words.box()) for words in lines):
                for words in lines:
                    board.take(words.box())
                out += lines
                break
    return out


def _places(wish: Wish) -> Iterable[tuple[Words, ...]]:
    """Each way in turn, in one line; then in two; then in one that is cut in its middle."""
    most = min(wish.room, wish.least)
    forms: list[tuple[str, ...]] = []
    if text_width(wish.text, wish.size, bold=wish.bold) <= wish.room:
        forms.append((" ".join(wish.text.split()),))
    forms.append(in_lines(wish.text, wish.size, most, bold=wish.bold))
    forms.append((elided(wish.text, wish.size, most, bold=wish.bold),))
    for lines in dict.fromkeys(forms):
        for way in wish.ways:
            yield _at(wish, way, lines)


def _at(wish: Wish, way: Way, lines: tuple[str, ...]) -> tuple[Words, ...]:
    gap, size = 1.5, wish.size
    step, more = size * LEADING, len(lines) - 1
    middle, aside = wish.y + size * 0.35 - more * step / 2, wish.free + gap
    spots: dict[Way, tuple[float, float, Anchor]] = {
        "below": (wish.x, wish.y + wish.free + gap + size, Anchor.MIDDLE),
        "above": (wish.x, wish.y - wish.free - gap - size * 0.35 - more * step, Anchor.MIDDLE),
        "right": (wish.x + aside, middle, Anchor.START),
        "left": (wish.x - aside, middle, Anchor.END),
    }
    x, y, anchor = spots[way]
    return tuple(
        Words(
            x, y + no * step, text, size, text_width(text, size, bold=wish.bold) + 1, anchor, wish.bold, wish.tone,
            wish.target,
        )
        for no, text in enumerate(lines)
    )  # fmt: skip


def _cells(box: Box) -> Iterable[tuple[int, int]]:
    left, top, right, bottom = (math.floor(edge / _CELL) for edge in box)
    return ((column, row) for column in range(left, right + 1) for row in range(top, bottom + 1))
