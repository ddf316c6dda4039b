"""Who met whom and who belongs where: organisations as discs with their people around them, the sides face to face.

Belonging is shown by nearness, meeting by lines. Lines between organisations gather towards the middle between the
sides; those of single people are seen only while one of the two is looked at, or five hundred of them would hide what
the picture says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.core.drawing import Drawing, Shape
from app.core.spoken import In
from app.pictures.layout import Pull
from app.pictures.network_parts import Knot, Tie
from app.pictures.network_seats import borders_between, clustered, links_of, members_of, seated
from app.pictures.network_shapes import (
    SOFT,
    TONES,
    border_lines,
    discs_of,
    legend_of,
    meeting_lines,
    names_of,
    quiet_lines,
)
from app.pictures.paper import Room

__all__ = ["Knot", "Tie", "draw"]


def draw(
    knots: Sequence[Knot], ties: Sequence[Tie], sides: Sequence[tuple[str, str]], room: Room, lang: str
) -> Drawing:
    """The network on a board of `room`. `sides` are the (code, name) that stand face to face; others are at the right.

    Ties whose ends are not among `knots` are left out.
    """
    say = In(lang)
    clusters = clustered(knots)
    where = {member.target: index for index, c in enumerate(clusters) for member in members_of(c)}
    links = links_of(ties, where, clusters)
    codes = [code for code, _ in sides]
    bands = [codes.index(c.hub.side) if c.hub.side in codes else len(codes) for c in clusters]
    pulls = [Pull(a, b, weight) for (a, b), weight in links.items()]
    circles, scale = seated(clusters, bands, pulls, room)
    names = [*(name for _, name in sides), say.ptr("side", "Other sides")]
    shown = sorted({*bands})
    borders = borders_between(circles, shown)
    shapes: list[Shape] = list(border_lines(borders, [names[band] for band in shown], room))
    shapes += meeting_lines(links, circles, clusters, room, scale)
    shapes += quiet_lines(ties, where, clusters, circles, scale)
    for cluster, circle, band in zip(clusters, circles, bands, strict=True):
        tone = min(band, len(TONES) - 1)
        shapes += discs_of(cluster, circle, scale, TONES[tone], SOFT[tone], names[band], say)
    shapes += names_of(clusters, circles, scale, room)
    shapes += legend_of(len(links), room, say)
    return Drawing(room.width, room.height, say.tr("Who met whom"), tuple(shapes), _said(knots, links, say))


def _said(knots: Sequence[Knot], links: Mapping[tuple[int, int], float], say: In) -> str:
    bodies = sum(knot.target.kind != "person" for knot in knots)
    return say.tr(
        "Network of {bodies} organisations and {people} people with {links} lines between those who met.",
        bodies=bodies,
        people=len(knots) - bodies,
        links=len(links),
    )
