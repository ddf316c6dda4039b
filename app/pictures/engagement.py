"""How often, with whom and when: months across, organisations down, the totals as bars above and at the right."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.drawing import Anchor, Bar, Disc, Drawing, Shape, Stroke, Target, Tone, Words
from app.core.formats import month_year
from app.core.spoken import In
from app.pictures.measure import elided, fitted, text_width
from app.pictures.paper import Room

MOST_ROWS = 24
_BARS = 52.0
_NAMES, _TOTALS = 0.27, 0.15
"""Shares of the width for names and for the bars of totals."""
_SHORTEST = 13.0


@dataclass(frozen=True, slots=True)
class Line:
    """An organisation and its meetings in each month."""

    target: Target
    name: str
    counts: tuple[int, ...]
    last: date | None = None


def draw(
    months: Sequence[date], totals: Sequence[int], lines: Sequence[Line], room: Room, lang: str, left_out: int = 0
) -> Drawing:
    """The table as a picture on a board of `room`. `totals` counts meetings by month, whoever came; `left_out` says how
    many organisations are not among `lines`; what has no room is counted with them."""
    say = In(lang)
    shown = lines[:MOST_ROWS]
    left_out += len(lines) - len(shown)
    left = room.width * _NAMES
    right = room.width * (1 - _TOTALS)
    top = _BARS + room.size + 12
    foot = room.size + 12 if left_out else 4.0
    row = min(26.0, max(_SHORTEST, (room.height - top - foot) / max(1, len(shown))))
    step = (right - left) / max(1, len(months))
    shapes: list[Shape] = [
        *_months(months, totals, left, step, room, lang, say),
        *_rows(months, shown, left, right, top, row, step, room, lang, say),
    ]
    if left_out:
        words = say.ntr("{n} more organisation is not shown.", "{n} more organisations are not shown.", left_out)
        low = top + row * len(shown) + room.size + 6
        shapes.append(Words(4, low, words, room.size, text_width(words, room.size), tone=Tone.SOFT))
    said = say.ntr("{n} meeting held in the period.", "{n} meetings held in the period.", sum(totals))
    return Drawing(room.width, room.height, say.tr("Engagement by month and organisation"), tuple(shapes), said)


def _months(
    months: Sequence[date], totals: Sequence[int], left: float, step: float, room: Room, lang: str, say: In
) -> Iterable[Shape]:
    """Bars of all meetings by month, with the count on top and the month below; a crowded row names every n-th."""
    heaviest = max(totals, default=0) or 1
    base = _BARS + 2
    words = say.tr("All meetings")
    yield Words(left - 8, base - 2, words, room.size, text_width(words, room.size), Anchor.END, True, Tone.SOFT)
    room_for_month = max((text_width(month_year(month, lang), room.size) for month in months), default=0.0) + 6
    every = max(1, math.ceil(room_for_month / step))
    for at, (month, total) in enumerate(zip(months, totals, strict=True)):
        x = left + at * step
        high = (_BARS - room.size - 4) * total / heaviest
        wide = min(step * 0.64, 40.0)
        tone = Tone.ACCENT if total else Tone.LINE
        yield Bar(x + (step - wide) / 2, base - max(high, 0.6), wide, max(high, 0.6), tone)
        if total and step > 10:
            yield Words(x + step / 2, base - high - 2, str(total), room.size - 1, step, Anchor.MIDDLE, tone=Tone.INK)
        if at % every == 0:
            size, alone = room.size - 0.5, every == 1
            shown = fitted(month_year(month, lang), size, step * every)
            yield Words(
                x + step / 2 if alone else x + 1, base + room.size + 2, shown, size,
                min(step * every, text_width(shown, size)), Anchor.MIDDLE if alone else Anchor.START, tone=Tone.SOFT,
            )  # fmt: skip
    yield Stroke((left, base), (left + step * len(months), base), tone=Tone.SOFT, width=0.6)


def _rows(
    months: Sequence[date],
    lines: Sequence[Line],
    left: float,
    right: float,
    top: float,
    row: float,
    step: float,
    room: Room,
    lang: str,
    say: In,
) -> Iterable[Shape]:
    most = max((count for line in lines for count in line.counts), default=1) or 1
    largest = max((sum(line.counts) for line in lines), default=1) or 1
    widest = min(step * 0.46, row * 0.44)
    for at, line in enumerate(lines):
        y = top + at * row
        if at % 2 == 0:
            yield Bar(0, y, room.width, row, Tone.GROUND)
        total = sum(line.counts)
        said = _told(line, months, total, lang, say)
        yield Bar(0, y, left - 4, row, None, target=line.target, name=line.name, said=said)
        name = elided(line.name, room.size, left - 12)
        base = y + row / 2 + room.size * 0.35
        yield Words(4, base, name, room.size, left - 12)
        for month, count in enumerate(line.counts):
            if count:
                r = max(1.4, widest * math.sqrt(count / most))
                x = left + (month + 0.5) * step
                yield Disc(x, y + row / 2, r, Tone.ACCENT_SOFT, Tone.ACCENT, 0.8)
                if count > 1 and r > 3.6:
                    size = min(room.size - 1, r * 1.4)
                    yield Words(x, y + row / 2 + size * 0.36, str(count), size, 2 * r, Anchor.MIDDLE)
        bar = (room.width - right - 34) * total / largest
        yield Bar(right + 8, y + row * 0.24, max(bar, 0.6), row * 0.52, Tone.ACCENT)
        yield Words(right + 12 + bar, base, str(total), room.size, 22)


def _told(line: Line, months: Sequence[date], total: int, lang: str, say: In) -> str:
    parts = [line.name, say.ntr("{n} meeting", "{n} meetings", total)]
    parts += [f"{month_year(month, lang)}: {count}" for month, count in zip(months, line.counts, strict=True) if count]
    return ", ".join(parts)
