"""A network's shapes: borders of the sides, lines, discs, names, legend."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from app.core.drawing import Anchor, Disc, Shape, Stroke, Target, Tone, Words
from app.core.spoken import In
from app.pictures.labels import Board, Way, Wish, place
from app.pictures.measure import fitted, text_width
from app.pictures.network_parts import HEAD, LEGEND, NAME, Cluster, Knot, Seat, Tie
from app.pictures.network_seats import by_weight
from app.pictures.paper import Room

STRONGEST = 220
"""Lines that are drawn at all times; the rest are quiet."""
NAMED_PEOPLE = 60
"""People whose names may stand beside them."""
TONES = (Tone.ACCENT, Tone.AMBER, Tone.VIOLET)
SOFT = (Tone.ACCENT_SOFT, Tone.AMBER_SOFT, Tone.VIOLET_SOFT)


def border_lines(borders: Sequence[float], names: Sequence[str], room: Room) -> Iterable[Shape]:
    """The name of each side over its band, and a hair line between two bands."""
    if not names:
        return
    inner = [0.0, *borders, room.width]
    for at, name in enumerate(names):
        left, right, size = inner[at], inner[at + 1], room.size + 1
        # A side of one or two has little room: its name then ends at the picture's edge.
        alone = right - left < NAME and at == len(names) - 1
        wide = max(right - left - 8, NAME if alone else 0.0)
        text = fitted(name, size, wide, bold=True)
        x, anchor = (right - 2, Anchor.END) if alone else ((left + right) / 2, Anchor.MIDDLE)
        yield Words(x, size + 3, text, size, text_width(text, size, bold=True), anchor, True, Tone.SOFT)
        if at:
            yield Stroke(
                (left, HEAD if alone else 4.0), (left, room.height - LEGEND - 4), tone=Tone.LINE, width=0.8, dashed=True
            )


def meeting_lines(
    links: Mapping[tuple[int, int], float],
    circles: Sequence[Seat],
    clusters: Sequence[Cluster],
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


def _rim(circle: Seat, towards: tuple[float, float], r: float) -> tuple[float, float]:
    away = math.hypot(towards[0] - circle.x, towards[1] - circle.y) or 1.0
    return circle.x + (towards[0] - circle.x) / away * r, circle.y + (towards[1] - circle.y) / away * r


def quiet_lines(
    ties: Sequence[Tie],
    where: Mapping[Target, int],
    clusters: Sequence[Cluster],
    circles: Sequence[Seat],
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


def discs_of(
    cluster: Cluster, circle: Seat, scale: float, tone: Tone, soft: Tone, side: str, say: In
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


def names_of(clusters: Sequence[Cluster], circles: Sequence[Seat], scale: float, room: Room) -> Iterable[Shape]:
    """Names of bodies by weight, then of the people who met most; under each a pale ground, so that it can be read."""
    board = Board(room.width, room.height - LEGEND)
    board.take((0, 0, room.width, HEAD - 2))
    for circle in circles:
        board.take_disc(circle.x, circle.y, circle.r)
    number = {id(cluster): at for at, cluster in enumerate(clusters)}
    order = [number[id(cluster)] for cluster in by_weight(clusters)]
    wishes = [
        Wish(circles[i].x, circles[i].y, circles[i].r, clusters[i].hub.name, room.size, clusters[i].hub.target,
             bold=rank < 12, room=NAME if rank < room.names else 150.0, least=NAME)
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
            Wish(at_x, at_y, 0.5, person.name, room.size - 1.2, person.target, room=90, least=70, ways=(way,))
        )
    return place(wishes, board)


def legend_of(links: int, room: Room, say: In) -> Iterable[Shape]:
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
