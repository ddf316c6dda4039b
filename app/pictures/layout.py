"""Where the circles of a network go: bands for the sides, forces inside them, and no two circles on each other.

Equal input gives equal positions: there is no chance in it, and the work is bounded by counted steps. Neighbours are
found in a grid, so that five hundred circles cost little more than five hundred times one.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

STEPS = 140
"""Steps of the forces."""
SWEEPS = 60
"""Sweeps that push overlapping circles apart, before all of them are spread a little."""
SPREADS = 40
"""How often they may be spread: 1.08 to the power of it is more than any heap needs."""
_GOLDEN = math.pi * (3 - math.sqrt(5))
_ROOM = 2.4
"""Area of a band to that of its circles."""


@dataclass(slots=True)
class Circle:
    """One circle: its radius and band; `x` and `y` are where it went."""

    r: float
    band: int = 0
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Pull:
    """Circles `a` and `b` (by index) belong near each other; `weight` from 1."""

    a: int
    b: int
    weight: float = 1.0


@dataclass(slots=True)
class Work:
    """What a layout cost, counted: steps of forces and pairs that were compared."""

    steps: int = 0
    pairs: int = 0
    edges: list[float] = field(default_factory=list)
    """x of the borders between bands, from the first's left to the last's right."""


def arrange(circles: Sequence[Circle], pulls: Sequence[Pull], aspect: float, gap: float) -> Work:
    """Place `circles`, at least `gap` apart, in bands from left to right on a board about `aspect` as wide as high."""
    work = Work()
    if not circles:
        return work
    bands = _bands(circles)
    area = sum(math.pi * (c.r + gap / 2) ** 2 for c in circles) * _ROOM
    height = max(math.sqrt(area / aspect), 2 * max(c.r for c in circles) + gap)
    _place_first(circles, bands, height, gap, work)
    for step in range(STEPS):
        _step(circles, pulls, work, height, gap, 1 - step / STEPS)
    _part(circles, gap, work)
    return work


def overlapping(circles: Sequence[Circle], gap: float = 0.0) -> list[tuple[int, int]]:
    """Pairs of circles that are nearer than `gap`."""
    return [
        (a, b)
        for a, b in _near(circles, gap)
        if math.hypot(circles[a].x - circles[b].x, circles[a].y - circles[b].y)
        < circles[a].r + circles[b].r + gap - 1e-6
    ]


def _bands(circles: Sequence[Circle]) -> list[list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for index, circle in enumerate(circles):
        found[circle.band].append(index)
    return [found[band] for band in sorted(found)]


def _place_first(circles: Sequence[Circle], bands: list[list[int]], height: float, gap: float, work: Work) -> None:
    """Sunflowers, one a band, heavy circles in the middle; bands as wide as what they hold."""
    left = 0.0
    work.edges.append(left)
    for members in bands:
        area = sum(math.pi * (circles[i].r + gap / 2) ** 2 for i in members) * _ROOM
        width = max(area / height, 2 * max(circles[i].r for i in members) + gap)
        order = sorted(members, key=lambda i: (-circles[i].r, i))
        for rank, index in enumerate(order):
            out = math.sqrt((rank + 0.5) / len(order))
            circles[index].x = left + width / 2 * (1 + 0.9 * out * math.cos(rank * _GOLDEN))
            circles[index].y = height / 2 * (1 + 0.9 * out * math.sin(rank * _GOLDEN))
        left += width
        work.edges.append(left)


def _step(circles: Sequence[Circle], pulls: Sequence[Pull], work: Work, height: float, gap: float, heat: float) -> None:
    """One step: what belongs together draws near, what is too near parts, nobody leaves the board or the band."""
    dx, dy = [0.0] * len(circles), [0.0] * len(circles)
    for pull in pulls:
        one, other = circles[pull.a], circles[pull.b]
        # Across bands only the height counts: partners come to stand face to face.
        share = 0.02 * heat * min(3.0, 1 + math.log(pull.weight + 1))
        across = share * (other.x - one.x) * (1.0 if one.band == other.band else 0.15)
        along = share * (other.y - one.y)
        dx[pull.a] += across
        dx[pull.b] -= across
        dy[pull.a] += along
        dy[pull.b] -= along
    for a, b in _near(circles, gap * 3, work):
        one, other = circles[a], circles[b]
        x, y = one.x - other.x, one.y - other.y
        apart = math.hypot(x, y)
        wanted = (one.r + other.r + gap) * 1.15
        if apart < wanted:
            x, y, apart = _direction(x, y, apart, a + b)
            push = 0.5 * (wanted - apart)
            dx[a] += x * push
            dx[b] -= x * push
            dy[a] += y * push
            dy[b] -= y * push
    bands = sorted({c.band for c in circles})
    for index, circle in enumerate(circles):
        place = bands.index(circle.band)
        limit = 4 * circle.r + gap
        circle.x += max(-limit, min(limit, dx[index]))
        circle.y += max(-limit, min(limit, dy[index]))
        inner = circle.r + gap / 2
        low, high = work.edges[place] + inner, work.edges[place + 1] - inner
        circle.x = min(max(circle.x, low), max(low, high))
        circle.y = min(max(circle.y, inner), max(inner, height - inner))
    work.steps += 1


def _part(circles: Sequence[Circle], gap: float, work: Work) -> None:
    """Push apart what still overlaps; when that does not end, spread everything a little and push again."""
    for _ in range(SPREADS):
        for _ in range(SWEEPS):
            work.steps += 1
            hit = False
            for a, b in _near(circles, gap, work):
                one, other = circles[a], circles[b]
                x, y = one.x - other.x, one.y - other.y
                apart = math.hypot(x, y)
                wanted = one.r + other.r + gap
                if apart < wanted - 1e-6:
                    hit = True
                    x, y, apart = _direction(x, y, apart, a + b)
                    push = 0.5 * (wanted - apart) + 1e-4
                    one.x, one.y = one.x + x * push, one.y + y * push
                    other.x, other.y = other.x - x * push, other.y - y * push
            if not hit:
                return
        for circle in circles:
            circle.x *= 1.08
            circle.y *= 1.08
        work.edges[:] = [edge * 1.08 for edge in work.edges]


def _direction(x: float, y: float, apart: float, salt: int) -> tuple[float, float, float]:
    """The unit vector, and the distance; two circles on one spot part in a direction of their own."""
    if apart > 1e-9:
        return x / apart, y / apart, apart
    return math.cos(salt * _GOLDEN), math.sin(salt * _GOLDEN), 0.0


def _near(circles: Sequence[Circle], gap: float, work: Work | None = None) -> Iterator[tuple[int, int]]:
    """Pairs that may be nearer than `gap`, each once, in a fixed order. Large circles lie in every cell they touch."""
    radii = sorted(c.r for c in circles)
    cell = max(1e-6, 2 * radii[len(radii) // 2] + gap)
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for index, circle in enumerate(circles):
        reach = circle.r + gap / 2
        left, right = math.floor((circle.x - reach) / cell), math.floor((circle.x + reach) / cell)
        top, bottom = math.floor((circle.y - reach) / cell), math.floor((circle.y + reach) / cell)
        for column in range(left, right + 1):
            for row in range(top, bottom + 1):
                cells[column, row].append(index)
    pairs = {
        (members[i], members[j])
        for members in cells.values()
        for i in range(len(members) - 1)
        for j in range(i + 1, len(members))
    }
    if work is not None:
        work.pairs += len(pairs)
    return iter(sorted(pairs))
