"""What pictures of the register show: who met whom and who belongs where, power against interest, and how often.

Everything is counted from meetings that were held and from people who came. These are screens of the mission;
`sealed=False` leaves out who must not be known outside, for a picture that is printed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from app.core.clock import Clock
from app.core.enums import Quadrant, Stance
from app.db.unit_of_work import Store
from app.domain.stakeholder_grid import quadrant
from app.queries.periods import EVERYBODY_WHO_CAME, mission_zone, within
from app.queries.stakeholders import Movement, movements
from app.queries.values import as_instant

MOST_NODES = 500
"""More than a picture stays readable with."""
CROWD = 40
"""Participants above which a meeting brings nobody together: in a hall of 300 nobody has met everybody."""


@dataclass(frozen=True, slots=True)
class NetworkFilter:
    """What the picture shows: local days (both included), a topic, one side ("" = all), `around` a person or an
    organisation and whoever they met. `opposite` counts only encounters across sides. `limit` nodes at most, the most
    engaged first; `people` False draws organisations alone."""

    since: date | None = None
    until: date | None = None
    topic_id: str = ""
    side: str = ""
    around_id: str = ""
    opposite: bool = False
    people: bool = True
    sealed: bool = True
    limit: int = 200


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody in the picture. `kind` is "person" or "organisation"; `weight` counts meetings held in the period."""

    id: str
    kind: str
    name: str
    side: str
    weight: int
    is_sealed: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """Two nodes that belong together, `a` before `b`. `kind`: "met" (`weight` meetings, the last on `last`), "belongs"
    (a person's position in an organisation), "part-of" (an organisation in a larger one)."""

    a: str
    b: str
    kind: str
    weight: int = 1
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """A picture's data: heaviest nodes first; `left_out` counts those above the limit."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class GridPoint:
    """A stakeholder on the power/interest map. `path` are their places (day, power, interest) from the period's start
    to now, oldest first; the last is the present one."""

    id: str
    kind: str
    name: str
    side: str
    power: int
    interest: int
    quadrant: Quadrant
    stance: Stance
    relationship: int | None
    path: tuple[tuple[date, int, int], ...]


@dataclass(frozen=True, slots=True)
class PowerInterest:
    """The map; `unplaced` are (kind, id, name) of those assessed in something, but not yet in both."""

    points: tuple[GridPoint, ...]
    unplaced: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EngagementRow:
    """An organisation's meetings by month, as long as the table's `months`."""

    id: str
    name: str
    side: str
    counts: tuple[int, ...]
    total: int
    last: date


@dataclass(frozen=True, slots=True)
class Engagement:
    """Meetings held, by month (first days of months without a gap) and by organisation, the most engaged first.
    `totals` counts meetings, whoever came; `left_out` organisations are not among the rows."""

    months: tuple[date, ...]
    totals: tuple[int, ...]
    rows: tuple[EngagementRow, ...]
    left_out: int = 0


class NetworkQueries:
    """Reads what pictures draw."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def network(self, flt: NetworkFilter) -> Network:
        """Who met whom and who belongs where. Nobody who fits gives an empty picture."""
        with self._store.read() as session:
            held = _held(flt.since, flt.until, flt.topic_id, mission_zone(session))
            ranked = _most_engaged(session, held, flt)
            if flt.around_id:
                near = _near(session, held, flt)
                ranked = [node for node in ranked if node.id in near]
            kept = ranked[: max(0, min(flt.limit, MOST_NODES))]
            nodes = {node.id: node for node in kept}
            edges = [*_met(session, held, nodes, flt), *_belongs(session, nodes), *_parts(session, nodes)]
        return Network(tuple(kept), tuple(edges), len(ranked) - len(kept))

    def power_interest(self, since: date | None = None, until: date | None = None) -> PowerInterest:
        """The map as of `until` (None: now) with each one's way there since `since`. Never for a paper that leaves."""
        points, unplaced = [], []
        with self._store.read() as session:
            for one in movements(session, since, until):
                point = _placed(one)
                if point is None:
                    unplaced.append((one.kind, one.id, one.name))
                else:
                    points.append(point)
        return PowerInterest(tuple(points), tuple(unplaced))

    def engagement(
        self, since: date | None = None, until: date | None = None, *, topic_id: str = "", limit: int = 40
    ) -> Engagement:
        """Meetings by month and by organisation; without bounds, from the first meeting held to the last."""
        with self._store.read() as session:
            zone = mission_zone(session)
            held = _held(since, until, topic_id, zone)
            days = {
                id: as_instant(at).astimezone(zone).date()
                for id, at in session.execute(text(f"SELECT m.id, m.starts_at {held.sql}"), held.params)
            }
            pairs = session.execute(
                text(f"SELECT DISTINCT p.organisation_id, m.id {_came(held)} "
                     "AND p.organisation_id IS NOT NULL"), held.params,
            ).all()  # fmt: skip
            by_organisation: dict[str, list[date]] = defaultdict(list)
            for organisation, meeting in pairs:
                by_organisation[organisation].append(days[meeting])
            months = _months(days.values(), since, until)
            order = sorted(by_organisation.items(), key=lambda item: (-len(item[1]), item[0]))
            called = {id: (name, side) for id, name, side in _of(session, _NAMES, [id for id, _ in order[:limit]])}
            rows = [
                EngagementRow(id, *called[id], _by_month(met, months), len(met), max(met)) for id, met in order[:limit]
            ]
        return Engagement(months, _by_month(days.values(), months), tuple(rows), max(0, len(order) - limit))


@dataclass(frozen=True, slots=True)
class _Held:
    """The meetings of a picture as SQL after SELECT, with its parameters."""

    sql: str
    params: Mapping[str, Any]


_CAME = (
    "FROM participation p JOIN (SELECT m.id, m.starts_at {held}) m ON m.id = p.meeting_id {join} "
    f"WHERE p.status NOT IN {EVERYBODY_WHO_CAME}"
)


def _held(since: date | None, until: date | None, topic_id: str, zone: ZoneInfo) -> _Held:
    conditions, params = within("m.starts_at", since, until, zone)
    if topic_id:
        conditions.append("m.id IN (SELECT meeting_id FROM meeting_topic WHERE topic_id = :topic_id)")
        params["topic_id"] = topic_id
    where = " AND ".join(["m.deleted_at IS NULL", "m.status = 'held'", *conditions])
    return _Held(f"FROM meeting m WHERE {where}", params)


def _came(held: _Held, join: str = "") -> str:
    return _CAME.format(held=held.sql, join=join)


def _most_engaged(session: Session, held: _Held, flt: NetworkFilter) -> list[Node]:
    """Everybody who came, the most engaged first."""
    found: list[Node] = []
    params = {**held.params, "side": flt.side} if flt.side else held.params
    for kind in _kinds(flt):
        sealed = "r.is_sealed" if kind == "person" else "0"
        conditions = ["r.deleted_at IS NULL", *(["p.side = :side"] if flt.side else [])]
        if not flt.sealed:
            conditions.append(f"{sealed} = 0")
        came = _came(held, f"JOIN {kind} r ON r.id = p.{kind}_id")
        sql = (
            f"SELECT r.id, r.shown_name, r.side, count(DISTINCT m.id), {sealed} {came} "
            f"AND {' AND '.join(conditions)} GROUP BY r.id"
        )
        rows = session.execute(text(sql), params)
        found += [Node(id, kind, name, side, n, bool(hidden)) for id, name, side, n, hidden in rows]
    return sorted(found, key=lambda node: (-node.weight, node.kind, node.name, node.id))


def _kinds(flt: NetworkFilter) -> tuple[str, ...]:
    return ("person", "organisation") if flt.people else ("organisation",)


def _near(session: Session, held: _Held, flt: NetworkFilter) -> set[str]:
    """Who came to a meeting that the one in the middle came to, and where they belong."""
    sql = (
        f"SELECT DISTINCT p.person_id, p.organisation_id {_came(held)} AND p.meeting_id IN "
        "(SELECT q.meeting_id FROM participation q WHERE q.person_id = :around OR q.organisation_id = :around)"
    )
    rows = session.execute(text(sql), {**held.params, "around": flt.around_id})
    return {id for row in rows for id in row if id} | {flt.around_id}


def _met(session: Session, held: _Held, nodes: Mapping[str, Node], flt: NetworkFilter) -> list[Edge]:
    """Who sat in the same room, people with people and organisations with organisations."""
    weights: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], str] = {}
    for kind in _kinds(flt):
        ids = [node.id for node in nodes.values() if node.kind == kind]
        sql = (
            f"SELECT m.id, m.starts_at, p.{kind}_id, p.side {_came(held)} AND p.{kind}_id IN :ids "
            f"AND (SELECT count(*) FROM participation c WHERE c.meeting_id = m.id) <= {CROWD}"
        )
        rooms: dict[str, dict[str, str]] = defaultdict(dict)
        at: dict[str, str] = {}
        statement = text(sql).bindparams(bindparam("ids", expanding=True))
        for meeting, starts_at, id, side in session.execute(statement, {**held.params, "ids": ids}):
            rooms[meeting][id] = side
            at[meeting] = starts_at
        for meeting, there in rooms.items():
            for a, b in combinations(sorted(there), 2):
                if not flt.opposite or there[a] != there[b]:
                    weights[a, b] += 1
                    last[a, b] = max(last.get((a, b), ""), at[meeting])
    zone = mission_zone(session)
    return [
        Edge(a, b, "met", weight, as_instant(last[a, b]).astimezone(zone).date())
        for (a, b), weight in sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    ]


def _belongs(session: Session, nodes: Mapping[str, Node]) -> list[Edge]:
    sql = (
        "SELECT DISTINCT person_id, organisation_id FROM position "
        "WHERE person_id IN :ids AND organisation_id IS NOT NULL AND held_to IS NULL ORDER BY 1, 2"
    )
    return [Edge(person, home, "belongs") for person, home in _of(session, sql, nodes) if home in nodes]


def _parts(session: Session, nodes: Mapping[str, Node]) -> list[Edge]:
    sql = "SELECT id, parent_id FROM organisation WHERE id IN :ids AND parent_id IS NOT NULL ORDER BY 1"
    return [Edge(id, parent, "part-of") for id, parent in _of(session, sql, nodes) if parent in nodes]


_NAMES = "SELECT id, shown_name, side FROM organisation WHERE id IN :ids"


def _of(session: Session, sql: str, nodes: Iterable[str]) -> Sequence[Any]:
    return session.execute(text(sql).bindparams(bindparam("ids", expanding=True)), {"ids": list(nodes)}).all()


def _placed(one: Movement) -> GridPoint | None:
    if not one.path:
        return None
    _, power, interest = one.path[-1]
    return GridPoint(
        one.id, one.kind, one.name, one.side, power, interest, quadrant(power, interest), one.stance, one.relationship,
        one.path,
    )  # fmt: skip


def _by_month(days: Iterable[date], months: Sequence[date]) -> tuple[int, ...]:
    counts = Counter(day.replace(day=1) for day in days)
    return tuple(counts[month] for month in months)


def _months(days: Iterable[date], since: date | None, until: date | None) -> tuple[date, ...]:
    """The months from the first to the last, bounds included even where nothing happened."""
    found = sorted(days)
    first, end = since or (found[0] if found else until), until or (found[-1] if found else since)
    if first is None or end is None:
        return ()
    if found and (end - first).days > _TEN_YEARS:  # a bound far outside the meetings: no thousand empty months
        first, end = max(first, found[0]), min(end, found[-1])
    months: list[date] = []
    month = first.replace(day=1)
    while month <= end and len(months) < _MOST_MONTHS:
        months.append(month)
        month = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
    return tuple(months)


_TEN_YEARS = 3653
_MOST_MONTHS = 1200
