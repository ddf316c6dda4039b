"""Where the discs of a network go: bands for the sides, forces inside them, and nothing on top of anything.

Equal input gives equal positions: there is no chance in it, and the work is bounded by counted steps. Neighbours are
found in a grid, so that five hundred circles cost little more than five hundred times one.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

STEPS = 100
"""Steps of the forces; a try that only shows how much room is needed takes fewer."""
TRY = 25
SWEEPS = 60
"""Sweeps that push overlapping circles apart, before all of them are spread a little."""
CAUGHT = 2
"""Spreads after which what still overlaps is taken to be caught in each other."""
SPREADS = 40
"""How often they may be spread: 1.08 to the power of it is more than any heap needs."""
_GOLDEN = math.pi * (3 - math.sqrt(5))
_ROOM = 2.0
"""Area of a band to that of what stands in it."""


@dataclass(slots=True)
class Body:
    """Circles that move as one: (x, y, r) each, from the body's middle; a disc, and perhaps a row of small ones that
    keep the room for its name. `x` and `y` are where it went."""

    parts: tuple[tuple[float, float, float], ...]
    band: int = 0
    x: float = 0.0
    y: float = 0.0

    @property
    def left(self) -> float:
        """How far it reaches to the left of its middle; the others alike."""
        return max(r - x for x, _, r in self.parts)

    @property
    def right(self) -> float:
        return max(r + x for x, _, r in self.parts)

    @property
    def up(self) -> float:
        return max(r - y for _, y, r in self.parts)

    @property
    def down(self) -> float:
        return max(r + y for _, y, r in self.parts)

    def area(self, gap: float) -> float:
        """What its circles cover with half of `gap` around them; those of a row overlap, so half of each counts."""
        (_, _, first), *rest = self.parts
        return math.pi * (first + gap / 2) ** 2 + sum(math.pi * r * r / 2 for _, _, r in rest)


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


def arrange(bodies: Sequence[Body], pulls: Sequence[Pull], aspect: float, gap: float, steps: int = STEPS) -> Work:
    """Place `bodies`, at least `gap` apart, in bands from left to right on a board about `aspect` as wide as high."""
    work = Work()
    if not bodies:
        return work
    bands = _bands(bodies)
    area = sum(body.area(gap) for body in bodies) * _ROOM
    height = max(math.sqrt(area / aspect), max(b.up + b.down for b in bodies) + gap)
    _place_first(bodies, bands, height, gap, work)
    for step in range(steps):
        _step(bodies, pulls, work, height, gap, 1 - step / steps)
    _part(bodies, gap, work)
    return work


def overlapping(bodies: Sequence[Body], gap: float = 0.0) -> list[tuple[int, int]]:
    """Pairs of bodies that are nearer than `gap`."""
    return sorted({(a, b) for a, b, x, y, wanted in _near(bodies, gap) if math.hypot(x, y) < wanted + gap - 1e-6})


def _bands(bodies: Sequence[Body]) -> list[list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for index, body in enumerate(bodies):
        found[body.band].append(index)
    return [found[band] for band in sorted(found)]


def _place_first(bodies: Sequence[Body], bands: list[list[int]], height: float, gap: float, work: Work) -> None:
    """Sunflowers, one a band, heavy bodies in the middle; bands as wide as what they hold."""
    left = 0.0
    work.edges.append(left)
    for members in bands:
        area = sum(bodies[i].area(gap) for i in members) * _ROOM
        width = max(area / height, max(bodies[i].left + bodies[i].right for i in members) + gap)
        for rank, index in enumerate(sorted(members, key=lambda i: (-bodies[i].area(gap), i))):
            out = math.sqrt((rank + 0.5) / len(members))
            bodies[index].x = left + width / 2 * (1 + 0.95 * out * math.cos(rank * _GOLDEN))
            bodies[index].y = height / 2 * (1 + 0.95 * out * math.sin(rank * _GOLDEN))
        left += width
        work.edges.append(left)


def _step(bodies: Sequence[Body], pulls: Sequence[Pull], work: Work, height: float, gap: float, heat: float) -> None:
    """One step: what belongs together draws near, what is too near parts, nobody leaves the board or the band."""
    dx, dy = [0.0] * len(bodies), [0.0] * len(bodies)
    for pull in pulls:
        one, other = bodies[pull.a], bodies[pull.b]
        # Across bands only the height counts: partners come to stand face to face.
        share = 0.012 * heat * min(3.0, 1 + math.log(pull.weight + 1))
        across = share * (other.x - one.x) * (1.0 if one.band == other.band else 0.1)
        along = share * (other.y - one.y)
        dx[pull.a] += across
        dx[pull.b] -= across
        dy[pull.a] += along
        dy[pull.b] -= along
    for a, b, x, y, touching in _near(bodies, gap * 2.5, work):
        apart, wanted = math.hypot(x, y), touching + gap * 2.5
        if apart < wanted:
            x, y, apart = _direction(x, y, apart, a + b)
            push = 0.4 * (wanted - apart)
            dx[a] += x * push
            dx[b] -= x * push
            dy[a] += y * push
            dy[b] -= y * push
    places = {band: at for at, band in enumerate(sorted({body.band for body in bodies}))}
    for index, body in enumerate(bodies):
        limit = 4 * body.parts[0][2] + gap
        low, high = work.edges[places[body.band]], work.edges[places[body.band] + 1]
        body.x = _within(body.x + max(-limit, min(limit, dx[index])), low, high, body.left, body.right, gap)
        body.y = _within(body.y + max(-limit, min(limit, dy[index])), 0.0, height, body.up, body.down, gap)
    work.steps += 1


def _within(at: float, low: float, high: float, before: float, after: float, gap: float) -> float:
    """`at`, moved so that what reaches `before` and `after` it stays between `low` and `high`."""
    first, last = low + before + gap / 2, high - after - gap / 2
    return min(max(at, first), last) if first <= last else (first + last) / 2


def _part(bodies: Sequence[Body], gap: float, work: Work) -> None:
    """Push apart what still overlaps; when that does not end, spread everything a little and push again.

    Two bodies whose rows of circles are caught in each other are pushed both ways at once: what is still there after
    the first sweeps goes apart from middle to middle, which always ends.
    """
    for spread in range(SPREADS):
        for _ in range(SWEEPS):
            work.steps += 1
            hit = False
            for a, b, x, y, touching in _near(bodies, gap, work):
                apart, wanted = math.hypot(x, y), touching + gap
                if apart < wanted - 1e-6:
                    hit = True
                    push = 0.35 * (wanted - apart) + 1e-3
                    if spread > CAUGHT:
                        x, y = bodies[a].x - bodies[b].x, bodies[a].y - bodies[b].y
                        apart = math.hypot(x, y)
                    x, y, _ = _direction(x, y, apart, a + b)
                    bodies[a].x, bodies[a].y = bodies[a].x + x * push, bodies[a].y + y * push
                    bodies[b].x, bodies[b].y = bodies[b].x - x * push, bodies[b].y - y * push
            if not hit:
                return
        for body in bodies:
            body.x *= 1.08
            body.y *= 1.08
        work.edges[:] = [edge * 1.08 for edge in work.edges]


def _direction(x: float, y: float, apart: float, salt: int) -> tuple[float, float, float]:
    """The unit vector, and the distance; two circles on one spot part in a direction of their own."""
    if apart > 1e-9:
        return x / apart, y / apart, apart
    return math.cos(salt * _GOLDEN), math.sin(salt * _GOLDEN), 0.0


def _near(
    bodies: Sequence[Body], gap: float, work: Work | None = None
) -> Iterator[tuple[int, int, float, float, float]]:
    """Circles of two bodies that may be nearer than `gap`, each pair once, in a fixed order: the bodies, the way from
    the second to the first, and the distance at which they touch. Large circles lie in every cell they touch."""
    parts = [(i, b.x + x, b.y + y, r) for i, b in enumerate(bodies) for x, y, r in b.parts]
    radii = sorted(part[3] for part in parts)
    cell = max(1e-6, 2 * radii[len(radii) // 2] + gap)
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for index, (_, x, y, r) in enumerate(parts):
        reach = r + gap / 2
        for column in range(math.floor((x - reach) / cell), math.floor((x + reach) / cell) + 1):
            for row in range(math.floor((y - reach) / cell), math.floor((y + reach) / cell) + 1):
                cells[column, row].append(index)
    pairs = {
        (members[i], members[j])
        for members in cells.values()
        for i in range(len(members) - 1)
        for j in range(i + 1, len(members))
    }
    if work is not None:
        work.pairs += len(pairs)
    for i, j in sorted(pairs):
        one, x1, y1, r1 = parts[i]
        other, x2, y2, r2 = parts[j]
        if one != other:
            yield one, other, x1 - x2, y1 - y2, r1 + r2
