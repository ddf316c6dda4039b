"""Where everybody in a network stands: people in rings around their organisation, organisations in the band of their
side, nearer to whom they met. Pure: equal data stand equally."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from app.core.drawing import Target
from app.pictures.labels import LEADING
from app.pictures.layout import STEPS, TRY, Body, Pull, arrange
from app.pictures.measure import in_lines, text_width
from app.pictures.network_parts import HEAD, LEGEND, NAME, Cluster, Knot, Seat, Tie
from app.pictures.paper import Room

_GAP = 7.0


def clustered(knots: Sequence[Knot]) -> list[Cluster]:
    """Each organisation with its people in rings around it; people without one stand alone."""
    known = {knot.target for knot in knots}
    at_home: defaultdict[Target, list[Knot]] = defaultdict(list)
    for knot in knots:
        if knot.home is not None and knot.home in known and knot.home != knot.target:
            at_home[knot.home].append(knot)
    heaviest = max((knot.weight for knot in knots), default=0) or 1
    out = []
    for knot in knots:
        if knot.home is not None and knot.home in known and knot.home != knot.target:
            continue
        person = knot.target.kind == "person"
        r = (3.0 if person else 4.5) + (3.0 if person else 8.0) * math.sqrt(knot.weight / heaviest)
        cluster = Cluster(knot, r, whole=r)
        people = sorted(at_home[knot.target], key=lambda k: (-k.weight, k.name, k.target.id))
        _rings(cluster, people, heaviest)
        out.append(cluster)
    return sorted(out, key=lambda c: (-c.whole, c.hub.name, c.hub.target.id))


def _rings(cluster: Cluster, people: Sequence[Knot], heaviest: int) -> None:
    radii = [2.6 + 1.8 * math.sqrt(person.weight / heaviest) for person in people]
    at, ring = 0, cluster.r + 2.0
    while at < len(people):
        widest = radii[at]  # they are sorted: the first is the widest
        middle = ring + widest
        holds = max(1, int(math.pi / math.asin(min(1.0, (widest + 0.8) / middle))))
        count = min(holds, len(people) - at)
        for step in range(count):
            angle = -math.pi / 2 + 2 * math.pi * step / count
            place = (people[at + step], middle * math.cos(angle), middle * math.sin(angle), radii[at + step])
            cluster.people.append(place)
        at += count
        ring = middle + widest + 1.2
    if people:
        cluster.whole = ring


def seated(
    clusters: Sequence[Cluster], bands: Sequence[int], pulls: Sequence[Pull], room: Room
) -> tuple[list[Seat], float]:
    """Where the hubs are, each with the radius of its people around it, and how much larger everything became.

    Names keep their size whatever the scale. So when the board had to shrink, it is laid out once more, with the room
    for names as much larger.
    """
    high = room.height - HEAD - LEGEND
    named = {id(cluster) for cluster in by_weight(clusters)[: room.names]}
    scale = 1.0
    for steps in (TRY, STEPS):
        bodies = [
            Body(((0.0, 0.0, c.whole), *(_name_room(c, room, scale) if id(c) in named else ())), band)
            for c, band in zip(clusters, bands, strict=True)
        ]
        arrange(bodies, pulls, room.width / high, _GAP, steps)
        # A little less than the try found room for: the names stand for certain then.
        scale = _fit(bodies, room.width, high) * (0.96 if steps == TRY else 1.0)
    hubs = [Seat(c.whole * scale, b.band, b.x, b.y) for c, b in zip(clusters, bodies, strict=True)]
    return hubs, scale


def _name_room(cluster: Cluster, room: Room, scale: float) -> Iterable[tuple[float, float, float]]:
    """Rows of small circles under the disc, each as long as a line of its name."""
    r = room.size * 0.7 / scale
    out = []
    for no, line in enumerate(in_lines(cluster.hub.name, room.size, NAME, bold=True)):
        wide = (text_width(line, room.size, bold=True) + 3) / scale
        low = cluster.whole + 1.5 / scale + r + no * room.size * LEADING / scale
        count = max(1, math.ceil(wide / (2 * r)))
        out += [((at + 0.5) / count * wide - wide / 2, low, r) for at in range(count)]
    return out


def by_weight(clusters: Sequence[Cluster]) -> list[Cluster]:
    return sorted(clusters, key=lambda c: (-c.hub.weight, -c.whole, c.hub.name, c.hub.target.id))


def members_of(cluster: Cluster) -> Iterable[Knot]:
    return (cluster.hub, *(person for person, _, _, _ in cluster.people))


def links_of(
    ties: Sequence[Tie], where: Mapping[Target, int], clusters: Sequence[Cluster]
) -> dict[tuple[int, int], float]:
    """How often two clusters met: as their organisations did, or else as the two of them that met most often."""
    direct: dict[tuple[int, int], float] = {}
    by_people: dict[tuple[int, int], float] = {}
    for tie in ties:
        a, b = where.get(tie.a), where.get(tie.b)
        if tie.belongs or a is None or b is None or a == b:
            continue
        pair = (min(a, b), max(a, b))
        hubs = {clusters[a].hub.target, clusters[b].hub.target} == {tie.a, tie.b}
        found = direct if hubs else by_people
        found[pair] = max(found.get(pair, 0), tie.weight)
    return {pair: direct.get(pair, by_people.get(pair, 0)) for pair in sorted({*direct, *by_people})}


def _fit(bodies: Sequence[Body], width: float, height: float) -> float:
    """Stretch the board over the room. Sizes grow by the smaller of the two ways at most, so that nothing touches."""
    if not bodies:
        return 1.0
    margin = 6.0
    wide, high = width - 2 * margin, height - 2 * margin
    scale = min(
        1.5,
        wide / (max(b.x + b.right for b in bodies) - min(b.x - b.left for b in bodies)),
        high / (max(b.y + b.down for b in bodies) - min(b.y - b.up for b in bodies)),
    )
    for axis, before, after, room, start in (("x", "left", "right", wide, 0.0), ("y", "up", "down", high, HEAD)):
        reach = [(getattr(b, axis), getattr(b, before) * scale, getattr(b, after) * scale) for b in bodies]
        factor = _stretch(reach, room, scale)
        low, far = min(p * factor - one for p, one, _ in reach), max(p * factor + other for p, _, other in reach)
        shift = start + margin + (room - (far - low)) / 2 - low
        for body in bodies:
            setattr(body, axis, getattr(body, axis) * factor + shift)
    return scale


def _stretch(reach: Sequence[tuple[float, float, float]], room: float, least: float) -> float:
    """The largest factor by which places can be moved apart so that nothing leaves `room`; never below `least`."""
    low, high = least, max(least, 4.0)
    for _ in range(24):
        middle = (low + high) / 2
        far = max(p * middle + after for p, _, after in reach) - min(p * middle - before for p, before, _ in reach)
        low, high = (middle, high) if far <= room else (low, middle)
    return low


def borders_between(circles: Sequence[Seat], bands: Sequence[int]) -> list[float]:
    """Where one side ends and the next begins: in the middle of what is left between them."""
    out = []
    for one, other in pairwise(bands):
        left = max(c.x + c.r for c in circles if c.band == one)
        right = min(c.x - c.r for c in circles if c.band == other)
        out.append((left + right) / 2)
    return out
