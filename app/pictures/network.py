"""Who met whom and who belongs where: organisations as discs with their people around them, the sides face to face.

Belonging is shown by nearness, meeting by lines. Lines between organisations gather towards the middle between the
sides; those of single people are seen only while one of the two is looked at, or five hundred of them would hide what
the picture says.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from app.core.drawing import Anchor, Disc, Drawing, Shape, Stroke, Target, Tone, Words
from app.core.spoken import In
from app.pictures.labels import Board, Way, Wish, place
from app.pictures.layout import STEPS, TRY, Body, Pull, arrange
from app.pictures.measure import fitted, text_width
from app.pictures.paper import Room

STRONGEST = 220
"""Lines that are drawn at all times; the rest are quiet."""
NAMED_PEOPLE = 60
"""People whose names may stand beside them."""
_GAP = 7.0
_NAME = 108.0
"""The width of a name that must have a place."""
_TONES = (Tone.ACCENT, Tone.AMBER, Tone.VIOLET)
_SOFT = (Tone.ACCENT_SOFT, Tone.AMBER_SOFT, Tone.VIOLET_SOFT)
_HEAD, _LEGEND = 20.0, 22.0


@dataclass(frozen=True, slots=True)
class Knot:
    """Somebody or a body: `weight` is the number of meetings, `home` the organisation a person is drawn with, `note` a
    title or kind for who reads or hears it."""

    target: Target
    name: str
    side: str = ""
    weight: int = 0
    home: Target | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """`a` and `b` met `weight` times, or (`belongs`) `a` belongs to `b` besides its home."""

    a: Target
    b: Target
    weight: int = 1
    belongs: bool = False


@dataclass(slots=True)
class _Cluster:
    """A disc and those around it; places inside are from its middle."""

    hub: Knot
    r: float
    people: list[tuple[Knot, float, float, float]] = field(default_factory=list)
    whole: float = 0.0
    """Radius with the people."""


@dataclass(frozen=True, slots=True)
class _Seat:
    """Where a cluster is, in the picture's points; `r` with its people."""

    r: float
    band: int
    x: float
    y: float


def draw(
    knots: Sequence[Knot], ties: Sequence[Tie], sides: Sequence[tuple[str, str]], room: Room, lang: str
) -> Drawing:
    """The network on a board of `room`. `sides` are the (code, name) that stand face to face; others are at the right.

    Ties whose ends are not among `knots` are left out.
    """
    say = In(lang)
    clusters = _clusters(knots)
    where = {member.target: index for index, c in enumerate(clusters) for member in _members(c)}
    links = _links(ties, where, clusters)
    codes = [code for code, _ in sides]
    bands = [codes.index(c.hub.side) if c.hub.side in codes else len(codes) for c in clusters]
    pulls = [Pull(a, b, weight) for (a, b), weight in links.items()]
    circles, scale = _seated(clusters, bands, pulls, room)
    names = [*(name for _, name in sides), say.ptr("side", "Other sides")]
    shown = sorted({*bands})
    borders = _between(circles, shown)
    shapes: list[Shape] = list(_borders(borders, [names[band] for band in shown], room))
    shapes += _lines(links, circles, clusters, room, scale)
    shapes += _quiet(ties, where, clusters, circles, scale)
    for cluster, circle, band in zip(clusters, circles, bands, strict=True):
        tone = min(band, len(_TONES) - 1)
        shapes += _discs(cluster, circle, scale, _TONES[tone], _SOFT[tone], names[band], say)
    shapes += _names(clusters, circles, scale, room)
    shapes += _legend(len(links), room, say)
    return Drawing(room.width, room.height, say.tr("Who met whom"), tuple(shapes), _said(knots, links, say))


# ---- what stands together -------------------------------------------------------------------------------------------


def _clusters(knots: Sequence[Knot]) -> list[_Cluster]:
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
        cluster = _Cluster(knot, r, whole=r)
        people = sorted(at_home[knot.target], key=lambda k: (-k.weight, k.name, k.target.id))
        _rings(cluster, people, heaviest)
        out.append(cluster)
    return sorted(out, key=lambda c: (-c.whole, c.hub.name, c.hub.target.id))


def _rings(cluster: _Cluster, people: Sequence[Knot], heaviest: int) -> None:
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


def _seated(
    clusters: Sequence[_Cluster], bands: Sequence[int], pulls: Sequence[Pull], room: Room
) -> tuple[list[_Seat], float]:
    """Where the hubs are, each with the radius of its people around it, and how much larger everything became.

    Names keep their size whatever the scale. So when the board had to shrink, it is laid out once more, with the room
    for names as much larger.
    """
    high = room.height - _HEAD - _LEGEND
    named = {id(cluster) for cluster in _by_weight(clusters)[: room.names]}
    scale = 1.0
    for steps in (TRY, STEPS):
        bodies = [
            Body(((0.0, 0.0, c.whole), *(_name_room(c, room, scale) if id(c) in named else ())), band)
            for c, band in zip(clusters, bands, strict=True)
        ]
        arrange(bodies, pulls, room.width / high, _GAP, steps)
        # A little less than the try found room for: the names stand for certain then.
        scale = _fit(bodies, room.width, high) * (0.96 if steps == TRY else 1.0)
    hubs = [_Seat(c.whole * scale, b.band, b.x, b.y) for c, b in zip(clusters, bodies, strict=True)]
    return hubs, scale


def _name_room(cluster: _Cluster, room: Room, scale: float) -> Iterable[tuple[float, float, float]]:
    """A row of small circles under the disc, as long as its name."""
    wide = min(_NAME, text_width(cluster.hub.name, room.size, bold=True) + 3) / scale
    r = room.size * 0.7 / scale
    low = cluster.whole + 1.5 / scale + r
    count = max(1, math.ceil(wide / (2 * r)))
    return [((at + 0.5) / count * wide - wide / 2, low, r) for at in range(count)]


def _by_weight(clusters: Sequence[_Cluster]) -> list[_Cluster]:
    return sorted(clusters, key=lambda c: (-c.hub.weight, -c.whole, c.hub.name, c.hub.target.id))


def _members(cluster: _Cluster) -> Iterable[Knot]:
    return (cluster.hub, *(person for person, _, _, _ in cluster.people))


def _links(
    ties: Sequence[Tie], where: Mapping[Target, int], clusters: Sequence[_Cluster]
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
    for axis, before, after, room, start in (("x", "left", "right", wide, 0.0), ("y", "up", "down", high, _HEAD)):
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


def _between(circles: Sequence[_Seat], bands: Sequence[int]) -> list[float]:
    """Where one side ends and the next begins: in the middle of what is left between them."""
    out = []
    for one, other in pairwise(bands):
        left = max(c.x + c.r for c in circles if c.band == one)
        right = min(c.x - c.r for c in circles if c.band == other)
        out.append((left + right) / 2)
    return out


# ---- shapes ---------------------------------------------------------------------------------------------------------


def _borders(borders: Sequence[float], names: Sequence[str], room: Room) -> Iterable[Shape]:
    """The name of each side over its band, and a hair line between two bands."""
    if not names:
        return
    inner = [0.0, *borders, room.width]
    for at, name in enumerate(names):
        left, right, size = inner[at], inner[at + 1], room.size + 1
        # A side of one or two has little room: its name then ends at the picture's edge.
        alone = right - left < _NAME and at == len(names) - 1
        wide = max(right - left - 8, _NAME if alone else 0.0)
        text = fitted(name, size, wide, bold=True)
        x, anchor = (right - 2, Anchor.END) if alone else ((left + right) / 2, Anchor.MIDDLE)
        yield Words(x, size + 3, text, size, text_width(text, size, bold=True), anchor, True, Tone.SOFT)
        if at:
            yield Stroke((left, 4), (left, room.height - _LEGEND - 4), tone=Tone.LINE, width=0.8, dashed=True)


def _lines(
    links: Mapping[tuple[int, int], float],
    circles: Sequence[_Seat],
    clusters: Sequence[_Cluster],
    room: Room,
    scale: float,
) -> Iterable[Stroke]:
    """The strongest lines, the thinnest first; those across the sides are gathered towards the middle."""
    ranked = sorted(links.items(), key=lambda item: (-item[1], item[0]))
    heaviest = max(links.values(), default=1)
    middle = room.height / 2
    for rank, ((a, b), weight) in reversed(list(enumerate(ranked))):
        one, other = circles[a], circles[b]
        x, y = (one.x + other.x) / 2, (one.y + other.y) / 2
        if one.band == other.band:
            bend = (x + (other.y - one.y) * 0.12, y - (other.x - one.x) * 0.12)
        else:
            bend = (x, y + (middle - y) * 0.45)
        share = weight / heaviest
        # Many lines are thin and pale, so that together they still let the discs be seen.
        crowd = min(1.0, 60 / len(links)) ** 0.5
        yield Stroke(
            _rim(one, bend, clusters[a].r * scale),
            _rim(other, bend, clusters[b].r * scale),
            bend,
            Tone.SOFT,
            0.4 + (0.6 + 2.0 * crowd) * share,
            (0.26 + 0.45 * share) * (0.5 + 0.5 * crowd),
            quiet=rank >= STRONGEST,
            ends=(clusters[a].hub.target, clusters[b].hub.target),
        )


def _rim(circle: _Seat, towards: tuple[float, float], r: float) -> tuple[float, float]:
    away = math.hypot(towards[0] - circle.x, towards[1] - circle.y) or 1.0
    return circle.x + (towards[0] - circle.x) / away * r, circle.y + (towards[1] - circle.y) / away * r


def _quiet(
    ties: Sequence[Tie],
    where: Mapping[Target, int],
    clusters: Sequence[_Cluster],
    circles: Sequence[_Seat],
    scale: float,
) -> Iterable[Stroke]:
    """Lines from person to person, and from a person to the bodies they belong to besides their home."""
    spots = {}
    for cluster, circle in zip(clusters, circles, strict=True):
        spots[cluster.hub.target] = (circle.x, circle.y)
        for person, x, y, _ in cluster.people:
            spots[person.target] = (circle.x + x * scale, circle.y + y * scale)
    for tie in ties:
        if tie.a not in spots or tie.b not in spots:
            continue
        single = any(clusters[where[end]].hub.target != end for end in (tie.a, tie.b))
        if tie.belongs:
            yield Stroke(
                spots[tie.a], spots[tie.b], tone=Tone.SOFT, width=0.7, opacity=0.7, dashed=True, ends=(tie.a, tie.b)
            )
        elif single:
            yield Stroke(
                spots[tie.a], spots[tie.b], width=0.8, opacity=0.8, quiet=True, ends=(tie.a, tie.b), tone=Tone.SOFT
            )


def _discs(
    cluster: _Cluster, circle: _Seat, scale: float, tone: Tone, soft: Tone, side: str, say: In
) -> Iterable[Disc]:
    hub = cluster.hub
    if cluster.people:
        yield Disc(circle.x, circle.y, circle.r, soft, None, opacity=0.75)
    person = hub.target.kind == "person"
    yield Disc(
        circle.x,
        circle.y,
        cluster.r * scale,
        Tone.PANEL if person else tone,
        tone,
        1.2,
        target=hub.target,
        name=hub.name,
        said=_told(hub, side, say, len(cluster.people)),
    )
    for one, x, y, r in cluster.people:
        yield Disc(
            circle.x + x * scale,
            circle.y + y * scale,
            r * scale,
            Tone.PANEL,
            tone,
            1.2,
            target=one.target,
            name=one.name,
            said=", ".join((_told(one, "", say, 0), hub.name)),
        )


def _told(knot: Knot, side: str, say: In, people: int) -> str:
    parts = [knot.name, knot.note, side, say.ntr("{n} meeting", "{n} meetings", knot.weight)]
    if people:
        parts.append(say.ntr("{n} person", "{n} people", people))
    return ", ".join(part for part in parts if part)


def _names(clusters: Sequence[_Cluster], circles: Sequence[_Seat], scale: float, room: Room) -> Iterable[Shape]:
    """Names of bodies by weight, then of the people who met most; under each a pale ground, so that it can be read."""
    board = Board(room.width, room.height - _LEGEND)
    board.take((0, 0, room.width, _HEAD - 2))
    for circle in circles:
        board.take_disc(circle.x, circle.y, circle.r)
    number = {id(cluster): at for at, cluster in enumerate(clusters)}
    order = [number[id(cluster)] for cluster in _by_weight(clusters)]
    wishes = [
        Wish(circles[i].x, circles[i].y, circles[i].r, clusters[i].hub.name, room.size, clusters[i].hub.target,
             bold=rank < 12, room=_NAME if rank < room.names else 150.0, least=_NAME)
        for rank, i in enumerate(order)
    ]  # fmt: skip
    people = sorted(
        ((person, i, x, y) for i in order for person, x, y, _ in clusters[i].people if len(clusters[i].people) <= 8),
        key=lambda found: (-found[0].weight, found[1]),
    )
    for person, i, x, y in people[:NAMED_PEOPLE]:
        out = circles[i].r / scale / (math.hypot(x, y) or 1.0)
        at_x, at_y = circles[i].x + x * scale * out, circles[i].y + y * scale * out
        way: Way = ("right" if x > 0 else "left") if abs(x) > abs(y) * 0.4 else ("below" if y > 0 else "above")
        wishes.append(
            Wish(at_x, at_y, 0.5, person.name, room.size - 1.5, person.target, tone=Tone.SOFT, room=90, ways=(way,))
        )
    return place(wishes, board)


def _legend(links: int, room: Room, say: In) -> Iterable[Shape]:
    """What the shapes mean, in one line at the foot."""
    y, x, size = room.height - 7.0, 4.0, room.size
    yield Disc(x + 4, y - 3, 4.5, Tone.SOFT)
    words = say.tr("Organisations")
    yield _legend_words(x + 12, y, words, size)
    x += 12 + text_width(words, size) + 14
    yield Disc(x + 4, y - 3, 3.2, Tone.PANEL, Tone.SOFT, 1.2)
    words = say.tr("People, beside their organisation")
    yield _legend_words(x + 12, y, words, size)
    x += 12 + text_width(words, size) + 14
    yield Stroke((x, y - 3), (x + 22, y - 3), tone=Tone.SOFT, width=2.2, opacity=0.6)
    words = say.tr("Met; the thicker, the more often")
    yield _legend_words(x + 27, y, words, size)
    x += 27 + text_width(words, size) + 14
    if links > STRONGEST:
        words = say.tr("The {n} strongest of {total} lines", n=STRONGEST, total=links)
        yield _legend_words(x, y, fitted(words, size, room.width - x - 4), size)


def _legend_words(x: float, y: float, text: str, size: float) -> Words:
    return Words(x, y, text, size, text_width(text, size), tone=Tone.SOFT)


def _said(knots: Sequence[Knot], links: Mapping[tuple[int, int], float], say: In) -> str:
    bodies = sum(knot.target.kind != "person" for knot in knots)
    return say.tr(
        "Network of {bodies} organisations and {people} people with {links} lines between those who met.",
        bodies=bodies,
        people=len(knots) - bodies,
        links=len(links),
    )
