"""Pictures of what the register knows: who met whom, power and interest, engagement; for the window and for paper.

The window and the paper show the same drawing, but for one thing: whoever's identity is sealed is on no paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from app.core.drawing import Drawing, Target
from app.core.enums import OrgNameKind, Script
from app.core.formats import date_plain, date_range
from app.core.ltext import pick
from app.core.spoken import In
from app.core.wording import label, side_name
from app.db.unit_of_work import Store
from app.documents.kinds import picture
from app.documents.kinds.picture import PictureData
from app.domain.mission import Mission
from app.domain.organisations import OrganisationName
from app.domain.people import Person, PersonName
from app.domain.stakeholder_grid import MIDDLE
from app.domain.topics import Topic
from app.pictures import engagement, network, stakeholders
from app.pictures.paper import A4, Room, room_for
from app.queries.letterhead import mission_data
from app.queries.network import GridPoint, Network, NetworkFilter, NetworkQueries

_SCRIPTS = {"ja": Script.JAPANESE, "hi": Script.DEVANAGARI}
MOST_TIES = 6000
"""Encounters of single people that a picture carries; beyond them the most frequent are kept."""


class Picture(StrEnum):
    """The pictures there are."""

    NETWORK = "network"
    POWER = "power"
    ENGAGEMENT = "engagement"


_STEMS = {Picture.NETWORK: "network", Picture.POWER: "power-interest", Picture.ENGAGEMENT: "engagement"}


@dataclass(frozen=True, slots=True)
class Wish:
    """Which picture, of which local days (both included) and topic. `around_id` narrows a network to one record and
    whoever it met; `opposite` counts encounters across the sides only; without `people` there are organisations alone.
    """

    picture: Picture
    since: date | None = None
    until: date | None = None
    topic_id: str = ""
    around_id: str = ""
    opposite: bool = True
    people: bool = True


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing and the sheet it fits on; `empty` when there is nothing to show yet. `note` is said beside it."""

    drawing: Drawing
    sheet: str
    empty: bool = False
    note: str = ""


class PictureService:
    """Draws. Writes nothing."""

    def __init__(self, store: Store) -> None:
        self._store, self._clock = store, store.clock
        self._queries = NetworkQueries(store, store.clock)

    def draw(self, wish: Wish, lang: str, *, sealed: bool = True) -> Drawn:
        """The picture in `lang`; without `sealed` nobody is in it whose identity is sealed. Takes a second for 500."""
        match wish.picture:
            case Picture.NETWORK:
                return self._network(wish, lang, sealed)
            case Picture.POWER:
                return self._power(wish, lang, sealed)
            case Picture.ENGAGEMENT:
                return self._engagement(wish, lang)

    def paper(self, wish: Wish, lang: str) -> PictureData:
        """What `pdf` needs, read from the store; nobody sealed is in it."""
        drawn = self.draw(wish, lang, sealed=False)
        with self._store.read() as session:
            mission = mission_data(session)
            topic = session.get(Topic, wish.topic_id) if wish.topic_id else None
            name = pick(topic.name, lang) if topic is not None else ""
        covers = "  ·  ".join(part for part in (_period(wish, lang), name) if part)
        return PictureData(drawn.drawing, (covers,), drawn.sheet, mission, self._clock.now())

    def pdf(self, data: PictureData, lang: str) -> bytes:
        """One sheet with the picture; marked INTERNAL where it shows judgements. Needs no store. Raises ToolFault."""
        return picture.render(data, lang)

    def file_name(self, wish: Wish, lang: str) -> str:
        """What the file is called when nobody says otherwise."""
        return f"{_STEMS[wish.picture]}-{self._clock.now().date().isoformat()}-{lang}.pdf"

    # ---- each picture ----------------------------------------------------------------------------------------------

    def _network(self, wish: Wish, lang: str, sealed: bool) -> Drawn:
        flt = NetworkFilter(
            wish.since, wish.until, wish.topic_id, around_id=wish.around_id, opposite=wish.opposite,
            people=wish.people, sealed=sealed, limit=500,
        )  # fmt: skip
        data = self._queries.network(flt)
        names = self._spoken({node.id: node.kind for node in data.nodes}, lang)
        knots, ties = _knots(data, names), _ties(data)
        room = room_for(len(knots))
        drawing = network.draw(knots, ties, self._sides(lang), room, lang)
        # Names of people with whom they met are the mission's own business.
        drawing = replace(drawing, internal=True)
        say = In(lang)
        left = say.ntr("{n} more is not shown.", "{n} more are not shown.", data.left_out) if data.left_out else ""
        return Drawn(drawing, room.sheet, not knots, left)

    def _power(self, wish: Wish, lang: str, sealed: bool) -> Drawn:
        data = self._queries.power_interest(wish.since, wish.until)
        hidden = frozenset[str]() if sealed else self._sealed()
        points = [point for point in data.points if point.id not in hidden]
        names = self._spoken({point.id: point.kind for point in points}, lang)
        people = [_stakeholder(replace(point, name=names.get(point.id, point.name)), lang) for point in points]
        drawing = stakeholders.draw(people, MIDDLE, A4, lang)
        say, count = In(lang), len(data.unplaced)
        note = ""
        if count:
            note = say.ntr(
                "{n} counterpart is assessed in part only and not shown.",
                "{n} counterparts are assessed in part only and not shown.",
                count,
            )
        return Drawn(drawing, A4.sheet, not people, note)

    def _engagement(self, wish: Wish, lang: str) -> Drawn:
        data = self._queries.engagement(wish.since, wish.until, topic_id=wish.topic_id)
        names = self._spoken({row.id: "organisation" for row in data.rows}, lang)
        lines = [
            engagement.Line(Target("organisation", row.id), names.get(row.id, row.name), row.counts, row.last)
            for row in data.rows
        ]  # fmt: skip
        room: Room = A4
        drawing = engagement.draw(data.months, data.totals, lines, room, lang, data.left_out)
        return Drawn(drawing, room.sheet, not any(data.totals))

    def _sides(self, lang: str) -> list[tuple[str, str]]:
        """Both states' sides, the sending one first."""
        with self._store.read() as session:
            row = session.execute(select(Mission.sending_state, Mission.receiving_state)).first()
        return [(code, side_name(code, lang)) for code in dict.fromkeys(row or ()) if code]

    def _spoken(self, kinds: Mapping[str, str], lang: str) -> dict[str, str]:
        """Names in the picture's language by id, of those who have one beside that by which lists show them."""
        if lang not in _SCRIPTS:
            return {}
        found: dict[str, str] = {}
        with self._store.read() as session:
            for chunk in _chunks(list(kinds)):
                named = select(OrganisationName.organisation_id, OrganisationName.text).where(
                    OrganisationName.organisation_id.in_(chunk),
                    OrganisationName.lang == lang,
                    OrganisationName.kind.not_in((OrgNameKind.FORMER, OrgNameKind.PRESS_VARIANT)),
                )
                for id, text in session.execute(named.order_by(OrganisationName.position)):
                    found.setdefault(id, text)
                spelled = select(PersonName.person_id, PersonName.full).where(
                    PersonName.person_id.in_(chunk), PersonName.script == _SCRIPTS[lang], PersonName.full != ""
                )
                for id, text in session.execute(spelled.order_by(PersonName.position)):
                    found.setdefault(id, text)
        return found

    def _sealed(self) -> frozenset[str]:
        with self._store.read() as session:
            return frozenset(session.scalars(select(Person.id).where(Person.is_sealed)))


def _period(wish: Wish, lang: str) -> str:
    say = In(lang)
    if wish.since and wish.until:
        return date_range(wish.since, wish.until, lang)
    if wish.since:
        return say.tr("Since {day}", day=date_plain(wish.since, lang))
    if wish.until:
        return say.tr("Until {day}", day=date_plain(wish.until, lang))
    return say.tr("All meetings to date")


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + 500] for start in range(0, len(ids), 500))


def _knots(data: Network, names: Mapping[str, str]) -> list[network.Knot]:
    kinds = {node.id: node.kind for node in data.nodes}
    homes: dict[str, Target] = {}
    for edge in data.edges:
        if edge.kind == "belongs" and edge.a not in homes and kinds[edge.b] == "organisation":
            homes[edge.a] = Target("organisation", edge.b)
    return [
        network.Knot(
            Target(node.kind, node.id), names.get(node.id, node.name), node.side, node.weight, homes.get(node.id)
        )
        for node in data.nodes
    ]


def _ties(data: Network) -> list[network.Tie]:
    targets = {node.id: Target(node.kind, node.id) for node in data.nodes}
    homes: set[str] = set()
    out, met = [], 0
    for edge in data.edges:
        a, b = targets[edge.a], targets[edge.b]
        if edge.kind == "met":
            met += 1
            if met <= MOST_TIES or a.kind == b.kind == "organisation":
                out.append(network.Tie(a, b, edge.weight))
        elif edge.kind == "part-of" or edge.a in homes:
            out.append(network.Tie(a, b, belongs=True))
        else:
            homes.add(edge.a)  # drawn beside it
    return out


def _stakeholder(point: GridPoint, lang: str) -> stakeholders.Stakeholder:
    say = In(lang)
    said = say.tr(
        "{name}: power {power}, interest {interest}, {stance}, {field}",
        name=point.name,
        power=point.power,
        interest=point.interest,
        stance=label(point.stance, lang),
        field=label(point.quadrant, lang),
    )
    if len(point.path) > 1:
        _, power, interest = point.path[-2]
        said = say.tr(
            "{now}; until {day} power {power}, interest {interest}",
            now=said,
            day=date_plain(point.path[-1][0], lang),
            power=power,
            interest=interest,
        )
    path = tuple((power, interest) for _, power, interest in point.path)
    return stakeholders.Stakeholder(Target(point.kind, point.id), point.name, point.stance, path, said)
