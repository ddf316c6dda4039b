"""The power/interest map: where the mission sees its counterparts, how they moved, and what they think of our issue.

It shows judgements about people (domain.md 2.5): the drawing says that it is internal, and no painter prints it
otherwise. Where somebody stood before is a ring, the way from there a line with an arrow; the stance is a sign inside
the disc, so that nothing needs colour.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.core.drawing import Anchor, Bar, Disc, Drawing, Shape, Stroke, Target, Tone, Words
from app.core.enums import Quadrant, Stance
from app.core.spoken import In
from app.core.wording import label
from app.pictures.labels import Board, Wish, place
from app.pictures.measure import fitted, text_width
from app.pictures.paper import Room

STEPS = 5
"""Power and interest are judged from 1 to 5."""
SIGNS: Mapping[Stance, str] = {
    Stance.CHAMPION: "++",
    Stance.SUPPORTER: "+",
    Stance.NEUTRAL: "0",
    Stance.SCEPTICAL: "–",
    Stance.OPPOSED: "––",
    Stance.UNKNOWN: "?",
}
_TONES: Mapping[Stance, Tone] = {
    Stance.CHAMPION: Tone.GREEN,
    Stance.SUPPORTER: Tone.GREEN,
    Stance.NEUTRAL: Tone.SOFT,
    Stance.SCEPTICAL: Tone.AMBER,
    Stance.OPPOSED: Tone.RED,
    Stance.UNKNOWN: Tone.SOFT,
}
_LEFT, _TOP, _BOTTOM = 34.0, 6.0, 52.0
_GOLDEN = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """`path` are the (power, interest) pairs from the oldest to the present one; `said` tells the judgement."""

    target: Target
    name: str
    stance: Stance
    path: tuple[tuple[int, int], ...]
    said: str = ""


def draw(people: Sequence[Stakeholder], high_from: int, room: Room, lang: str) -> Drawing:
    """The map on a board of `room`; from `high_from` on power or interest counts as high."""
    say = In(lang)
    grid = _Grid(room, high_from)
    shapes: list[Shape] = [*grid.ground(lang, room), *grid.axes(say, room)]
    places = _packed(people, grid)
    board = Board(room.width, room.height - _BOTTOM)
    for x, y, r in places.values():
        board.take_disc(x, y, r)
    for head in (shape for shape in shapes if isinstance(shape, Words)):
        board.take(head.box())
    shapes += _movements(people, places, grid)
    for one in people:
        x, y, r = places[one.target]
        tone = _TONES[one.stance]
        shapes.append(Disc(x, y, r, Tone.PANEL, tone, 1.6, target=one.target, name=one.name, said=one.said or one.name))
        size = r * 1.15
        shapes.append(Words(x, y + size * 0.36, SIGNS[one.stance], size, 2 * r, Anchor.MIDDLE, True, tone))
    wishes = [
        Wish(*places[one.target], one.name, room.size, one.target, room=110) for one in people
    ]  # fmt: skip
    shapes += place(wishes, board)
    shapes += _legend(say, lang, room)
    count = len(people)
    said = say.ntr("Map of power and interest, {n} counterpart.", "Map of power and interest, {n} counterparts.", count)
    return Drawing(room.width, room.height, say.tr("Power and interest"), tuple(shapes), said, internal=True)


class _Grid:
    """Five by five cells; power grows upwards, interest to the right."""

    def __init__(self, room: Room, high_from: int) -> None:
        self.high_from = high_from
        self.left, self.top = _LEFT, _TOP
        self.width, self.height = room.width - _LEFT - 6, room.height - _TOP - _BOTTOM

    @property
    def cell(self) -> tuple[float, float]:
        return self.width / STEPS, self.height / STEPS

    def middle(self, power: int, interest: int) -> tuple[float, float]:
        wide, high = self.cell
        return self.left + (interest - 0.5) * wide, self.top + (STEPS - power + 0.5) * high

    def ground(self, lang: str, room: Room) -> Iterable[Shape]:
        """The frame, the cells' hair lines, and the name of each field in its corner."""
        wide, high = self.cell
        split_x = self.left + (self.high_from - 1) * wide
        split_y = self.top + (STEPS - self.high_from + 1) * high
        yield Bar(
            split_x, self.top, self.left + self.width - split_x, split_y - self.top, Tone.ACCENT_SOFT, opacity=0.6
        )
        for step in range(STEPS + 1):
            strong = step in (0, STEPS)
            x, y = self.left + step * wide, self.top + step * high
            yield Stroke(
                (x, self.top), (x, self.top + self.height), tone=Tone.SOFT if strong else Tone.LINE, width=0.6,
                dashed=not strong,
            )  # fmt: skip
            yield Stroke(
                (self.left, y), (self.left + self.width, y), tone=Tone.SOFT if strong else Tone.LINE, width=0.6,
                dashed=not strong,
            )  # fmt: skip
        yield Stroke((split_x, self.top), (split_x, self.top + self.height), tone=Tone.SOFT, width=1.2)
        yield Stroke((self.left, split_y), (self.left + self.width, split_y), tone=Tone.SOFT, width=1.2)
        left, right = self.left + 6, self.left + self.width - 6
        upper, lower, size = self.top + room.size + 4, self.top + self.height - 6, room.size + 1
        for field, x, y, anchor, width in (
            (Quadrant.KEEP_SATISFIED, left, upper, Anchor.START, split_x - left),
            (Quadrant.MANAGE_CLOSELY, right, upper, Anchor.END, right - split_x),
            (Quadrant.MONITOR, left, lower, Anchor.START, split_x - left),
            (Quadrant.KEEP_INFORMED, right, lower, Anchor.END, right - split_x),
        ):
            shown = fitted(label(field, lang), size, width - 6, bold=True)
            yield Words(x, y, shown, size, text_width(shown, size, bold=True), anchor, True, Tone.SOFT)

    def axes(self, say: In, room: Room) -> Iterable[Words]:
        foot = self.top + self.height + room.size + 3
        for step in range(1, STEPS + 1):
            x, y = self.middle(step, step)
            yield Words(self.left - 6, y + 3, str(step), room.size, 14, Anchor.END, tone=Tone.SOFT)
            yield Words(x, foot, str(step), room.size, 14, Anchor.MIDDLE, tone=Tone.SOFT)
        low = self.top + self.height + 2 * room.size + 6
        across = say.tr("Interest →")
        yield Words(
            self.left + self.width / 2, low, across, room.size, text_width(across, room.size, bold=True) + 8,
            Anchor.MIDDLE, True, Tone.SOFT,
        )  # fmt: skip
        up = say.tr("↑ Power")
        yield Words(0, low, up, room.size, text_width(up, room.size, bold=True) + 8, bold=True, tone=Tone.SOFT)


def _packed(people: Sequence[Stakeholder], grid: _Grid) -> dict[Target, tuple[float, float, float]]:
    """Everybody in their cell, as a sunflower that fits: (x, y, r)."""
    cells: defaultdict[tuple[int, int], list[Stakeholder]] = defaultdict(list)
    for one in people:
        cells[one.path[-1]].append(one)
    wide, high = grid.cell
    out = {}
    for (power, interest), there in cells.items():
        x, y = grid.middle(power, interest)
        columns = max(1, math.ceil(math.sqrt(len(there) * wide / high)))
        rows = math.ceil(len(there) / columns)
        across, down = wide * 0.84 / columns, high * 0.64 / rows
        r = min(8.0, across / 2 - 1, down / 2 - 1)
        for rank, one in enumerate(sorted(there, key=lambda s: (s.name, s.target.id))):
            row, column = divmod(rank, columns)
            in_row = min(columns, len(there) - row * columns)
            # Every second row stands between the discs above, so that names find room.
            at_x = x + (column - (in_row - 1) / 2) * across
            at_y = y + (row - (rows - 1) / 2) * down
            out[one.target] = (at_x, at_y, max(1.5, r))
    return out


def _movements(
    people: Sequence[Stakeholder], places: Mapping[Target, tuple[float, float, float]], grid: _Grid
) -> Iterable[Shape]:
    """From where somebody stood to where they stand: rings and lines, the last one with an arrow."""
    for rank, one in enumerate(people):
        x, y, r = places[one.target]
        past: list[tuple[float, float]] = []
        for power, interest in one.path[:-1]:
            at_x, at_y = grid.middle(power, interest)
            if (power, interest) == one.path[-1]:
                continue
            # Those who left the same cell do not stand on each other.
            spot = (at_x + 9 * math.cos(rank * _GOLDEN), at_y + 7 * math.sin(rank * _GOLDEN))
            if not past or past[-1] != spot:
                past.append(spot)
        for at, spot in enumerate(past):
            yield Disc(*spot, 3.0, Tone.PANEL, Tone.FAINT, 0.9)
            end = past[at + 1] if at + 1 < len(past) else _before(spot, (x, y), r + 1.5)
            yield Stroke(
                _before(end, spot, 3.5), end, tone=Tone.SOFT, width=1.0, opacity=0.9, arrow=at + 1 == len(past),
                ends=(one.target, one.target),
            )  # fmt: skip


def _before(start: tuple[float, float], end: tuple[float, float], by: float) -> tuple[float, float]:
    away = math.hypot(end[0] - start[0], end[1] - start[1])
    share = max(0.0, 1 - by / away) if away else 0.0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _legend(say: In, lang: str, room: Room) -> Iterable[Shape]:
    """The signs of the stances, and what a ring is."""
    x, y, size = _LEFT, room.height - 6.0, room.size
    for stance, sign in SIGNS.items():
        words, tone = label(stance, lang), _TONES[stance]
        yield Disc(x + 6, y - 3, 6.0, Tone.PANEL, tone, 1.4)
        yield Words(x + 6, y - 0.4, sign, 7.0, 12, Anchor.MIDDLE, True, tone)
        yield Words(x + 16, y, words, size, text_width(words, size), tone=Tone.SOFT)
        x += 16 + text_width(words, size) + 12
    yield Disc(x + 4, y - 3, 3.0, Tone.PANEL, Tone.FAINT, 0.9)
    words = fitted(say.tr("Stood here before"), size, max(20.0, room.width - x - 12))
    yield Words(x + 12, y, words, size, text_width(words, size), tone=Tone.SOFT)
