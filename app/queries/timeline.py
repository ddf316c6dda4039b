"""What happened with one person or one organisation, newest first, and what each side promised the other.

An organisation's timeline holds what stands under it too, each line marked with whose it is. Internal screens: names
stand here as the mission knows them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.db.unit_of_work import Store
from app.queries.contact import SUBTREE
from app.queries.followups import FollowupQueries, FollowupRow
from app.queries.merged import followed
from app.queries.periods import mission_zone, within
from app.queries.values import as_date, as_instant

PAGE = 200
"""Lines read at once."""

KINDS = ("meeting", "visit", "point", "followup", "claim", "document", "dispatch", "assessment")
"""What a line can be: a meeting, a facility visit, a line of a record, a promise, a fact from a source, a file, a copy
that was sent, a judgement."""


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """Which lines: `kinds` of `KINDS` (empty = all), local days (both included)."""

    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line. `at` (UTC) is None where only the day `on` is known. `status` is the stored status of what has one,
    `direction` of a promise is "theirs" or "ours", `detail` what else tells it apart (a meeting's kind, a fact's field
    and source). `whose` names the organisation below, or its person, that it belongs to, "" for the record's own.
    `open_kind` and `open_id` say which page shows it."""

    kind: str
    id: str
    on: date
    at: datetime | None
    title: str
    detail: str
    side: str
    status: str
    direction: str
    whose_id: str
    whose: str
    open_kind: str
    open_id: str


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Lines newest first; `next` is what to ask for the page after, "" at the end."""

    entries: tuple[TimelineEntry, ...]
    next: str = ""


@dataclass(frozen=True, slots=True)
class Promises:
    """What they promised us and what we promised them, open ones first, then by due date."""

    theirs: tuple[FollowupRow, ...]
    ours: tuple[FollowupRow, ...]


class TimelineQueries:
    """Reads timelines."""

    def __init__(self, store: Store, followups: FollowupQueries) -> None:
        self._store, self._followups = store, followups

    def page(self, kind: str, id: str, flt: TimelineFilter | None = None, after: str = "") -> TimelinePage:
        """A page of the timeline of a "person" or an "organisation"; `after` is the `next` of the page before."""
        flt = flt or TimelineFilter()
        with self._store.read() as session:
            id = followed(session, kind, id)
            zone = mission_zone(session)
            wanted = [name for name in KINDS if not flt.kinds or name in flt.kinds]
            branches = [_branch(name, kind, flt, zone) for name in wanted]
            params: dict[str, Any] = {"top": id, "limit": PAGE + 1}
            for _, own in branches:
                params.update(own)
            later = ""
            if after:
                params["after"] = after
                later = " WHERE at || char(9) || kind || char(9) || id < :after"
            sql = (
                f"WITH own (id) AS ({_own(kind)}), met (meeting_id, whose) AS ({_MET[kind]}) "
                f"SELECT * FROM ({' UNION ALL '.join(branch for branch, _ in branches)}){later} "
                "ORDER BY at || char(9) || kind || char(9) || id DESC LIMIT :limit"
            )
            rows = session.execute(text(sql), params).all() if branches else []
            others = {row.whose for row in rows if row.whose != id} if kind == "organisation" else set()
            names = _names(session, others)
        entries = tuple(_entry(row, names, zone) for row in rows[:PAGE])
        last = rows[PAGE - 1] if len(rows) > PAGE else None
        return TimelinePage(entries, "\t".join((last.at, last.kind, last.id)) if last else "")

    def promises(self, kind: str, id: str) -> Promises:
        """What a "person" or an "organisation" (with all under it) promised, and what our side promised in meetings
        that list them."""
        with self._store.read() as session:
            id = followed(session, kind, id)
            sql = (
                f"WITH own (id) AS ({_own(kind)}), met (meeting_id, whose) AS ({_MET[kind]}) "
                f"SELECT f.rowid, {_DIRECTION[kind]} FROM followup f WHERE {_PROMISED[kind]} AND f.deleted_at IS NULL"
            )
            found = session.execute(text(sql), {"top": id}).all()
        sides: dict[str, list[int]] = {"theirs": [], "ours": []}
        for rowid, direction in found:
            sides[direction].append(rowid)
        return Promises(*(self._sorted(sides[name]) for name in ("theirs", "ours")))

    def _sorted(self, rowids: Sequence[int]) -> tuple[FollowupRow, ...]:
        return tuple(sorted(self._followups.rows(rowids), key=_place))


def _place(row: FollowupRow) -> tuple[bool, date, str]:
    return row.status.value not in ("open", "in-hand"), row.due_on or date.max, row.id


def _own(kind: str) -> str:
    return SUBTREE if kind == "organisation" else "SELECT :top"


_MET = {
    "person": "SELECT meeting_id, person_id FROM participation WHERE person_id = :top",
    "organisation": (
        "SELECT p.meeting_id, coalesce(max(CASE WHEN p.organisation_id = :top THEN :top END), min(p.organisation_id)) "
        "FROM participation p WHERE p.organisation_id IN (SELECT id FROM own) GROUP BY p.meeting_id"
    ),
}
"""The meetings that list them, and for whom of those under it."""

_MEMBERS = (
    "SELECT h.person_id FROM position h WHERE h.organisation_id IN (SELECT id FROM own) "
    "AND (h.held_to IS NULL OR h.held_to >= substr(f.created_at, 1, 10))"
)
_THEIRS = {
    "person": "f.owner_person_id = :top",
    "organisation": f"(f.owner_organisation_id IN (SELECT id FROM own) OR f.owner_person_id IN ({_MEMBERS}))",
}
_OURS = "f.side = (SELECT sending_state FROM mission LIMIT 1) AND f.meeting_id IN (SELECT meeting_id FROM met)"
_DIRECTION = {kind: f"CASE WHEN {theirs} THEN 'theirs' ELSE 'ours' END" for kind, theirs in _THEIRS.items()}
_PROMISED = {kind: f"({theirs} OR ({_OURS}))" for kind, theirs in _THEIRS.items()}

_POINT_OF = {
    "person": "c.speaker_id = :top",
    "organisation": (
        "(c.speaker_org_id IN (SELECT id FROM own) OR c.id IN (SELECT d.id FROM met "
        "JOIN meeting_record q ON q.meeting_id = met.meeting_id JOIN record_point d ON d.record_id = q.id "
        "JOIN participation s ON s.meeting_id = met.meeting_id AND s.person_id = d.speaker_id "
        "AND s.organisation_id IN (SELECT id FROM own)))"
    ),
}
"""Who said a line: the person, or anybody who came to that meeting for the organisation."""

_VISIT_OF = {
    "person": (
        "(v.contact_person_id = :top OR v.delegation_id IN "
        "(SELECT delegation_id FROM delegation_member WHERE person_id = :top))"
    ),
    "organisation": "v.host_organisation_id IN (SELECT id FROM own)",
}

_SENT_TO = {"person": "0", "organisation": "d.organisation_id IN (SELECT id FROM own)"}


@dataclass(frozen=True, slots=True)
class _Branch:
    """One kind of line as SQL: its columns (as `_NAMES`), where its rows come from, when they happened and how that is
    stored."""

    columns: tuple[str, ...]
    source: Mapping[str, str]
    at: str
    by_day: bool = False


def _each(sql: str) -> Mapping[str, str]:
    return {"person": sql, "organisation": sql}


_BRANCHES: Mapping[str, _Branch] = {
    "meeting": _Branch(
        ("m.id", "m.title", "m.kind", "''", "m.status", "''", "met.whose", "'meeting'", "m.id"),
        _each("met JOIN meeting m ON m.id = met.meeting_id WHERE m.deleted_at IS NULL"),
        "m.starts_at",
    ),
    "visit": _Branch(
        (
            "v.id",
            "v.title",
            "v.site",
            "''",
            "v.status",
            "''",
            "coalesce(v.host_organisation_id, '')",
            "'visit'",
            "v.id",
        ),
        {kind: f"facility_visit v WHERE v.deleted_at IS NULL AND {of}" for kind, of in _VISIT_OF.items()},
        "coalesce(v.visit_on, substr(v.created_at, 1, 10))",
        by_day=True,
    ),
    "point": _Branch(
        (
            "c.id",
            "c.text",
            "c.kind",
            "c.side",
            "''",
            "''",
            "coalesce(c.speaker_org_id, c.speaker_id, '')",
            "'meeting'",
            "m.id",
        ),
        {
            kind: "record_point c JOIN meeting_record r ON r.id = c.record_id JOIN meeting m ON m.id = r.meeting_id "
            f"WHERE r.deleted_at IS NULL AND m.deleted_at IS NULL AND {of}"
            for kind, of in _POINT_OF.items()
        },
        "coalesce(c.said_at, m.starts_at)",
    ),
    "followup": _Branch(
        (
            "f.id",
            "f.title",
            "f.kind",
            "f.side",
            "f.status",
            "{direction}",
            "coalesce(f.owner_organisation_id, f.owner_person_id, '')",
            "'followup'",
            "f.id",
        ),
        {
            kind: f"followup f LEFT JOIN meeting m ON m.id = f.meeting_id WHERE f.deleted_at IS NULL AND {promised}"
            for kind, promised in _PROMISED.items()
        },
        "coalesce(m.starts_at, f.created_at)",
    ),
    "claim": _Branch(
        (
            "k.id",
            "k.value",
            "k.about || coalesce(' [' || nullif(s.code, '') || ']', '')",
            "''",
            "CASE WHEN k.chosen THEN 'chosen' ELSE '' END",
            "''",
            "k.subject_id",
            "k.subject_kind",
            "k.subject_id",
        ),
        {
            kind: "claim k LEFT JOIN source s ON s.id = k.source_id WHERE k.deleted_at IS NULL "
            f"AND k.subject_kind = '{kind}' AND k.subject_id IN (SELECT id FROM own)"
            for kind in ("person", "organisation")
        },
        "coalesce(k.as_of, substr(k.created_at, 1, 10))",
        by_day=True,
    ),
    "document": _Branch(
        ("a.id", "a.file_name", "a.media_type", "''", "''", "''", "a.owner_id", "a.owner_kind", "a.owner_id"),
        {
            kind: f"attachment a WHERE a.deleted_at IS NULL AND a.owner_kind = '{kind}' "
            "AND a.owner_id IN (SELECT id FROM own)"
            for kind in ("person", "organisation")
        },
        "a.created_at",
    ),
    "dispatch": _Branch(
        (
            "d.id",
            "coalesce(nullif(d.reference, ''), d.document)",
            "d.recipient",
            "''",
            "d.channel",
            "'ours'",
            "coalesce(d.organisation_id, '')",
            "'meeting'",
            "coalesce(d.meeting_id, '')",
        ),
        {kind: f"dispatch d WHERE d.deleted_at IS NULL AND {to}" for kind, to in _SENT_TO.items()},
        "d.sent_at",
    ),
    "assessment": _Branch(
        ("e.id", "e.value", "e.about", "''", "''", "''", "e.subject_id", "e.subject_kind", "e.subject_id"),
        {
            kind: f"assessment e WHERE e.deleted_at IS NULL AND e.subject_kind = '{kind}' "
            "AND e.subject_id IN (SELECT id FROM own)"
            for kind in ("person", "organisation")
        },
        "e.assessed_on",
        by_day=True,
    ),
}

_NAMES = ("id", "title", "detail", "side", "status", "direction", "whose", "open_kind", "open_id")


def _branch(name: str, kind: str, flt: TimelineFilter, zone: ZoneInfo) -> tuple[str, dict[str, Any]]:
    branch = _BRANCHES[name]
    if branch.by_day:
        conditions = []
        params: dict[str, Any] = {}
        for bound, day, sign in (("since_day", flt.since, ">="), ("until_day", flt.until, "<=")):
            if day:
                conditions.append(f"{branch.at} {sign} :{bound}")
                params[bound] = day.isoformat()
    else:
        conditions, params = within(branch.at, flt.since, flt.until, zone)
    columns = ", ".join(f"{column} AS {name}" for column, name in zip(branch.columns, _NAMES, strict=True))
    where = "".join(f" AND {condition}" for condition in conditions)
    columns = columns.replace("{direction}", _DIRECTION[kind])
    return f"SELECT '{name}' AS kind, {branch.at} AS at, {columns} FROM {branch.source[kind]}{where}", params


def _names(session: Session, ids: set[str]) -> dict[str, str]:
    named: dict[str, str] = {}
    for table in ("organisation", "person"):
        for id in ids - named.keys():
            found = session.execute(text(f"SELECT shown_name FROM {table} WHERE id = :id"), {"id": id}).scalar()
            if found is not None:
                named[id] = found
    return named


def _entry(row: Any, names: Mapping[str, str], zone: ZoneInfo) -> TimelineEntry:
    at = as_instant(row.at) if len(row.at) > 10 else None
    on = at.astimezone(zone).date() if at else as_date(row.at)
    assert on is not None
    whose = row.whose if row.whose in names else ""
    return TimelineEntry(
        kind=row.kind,
        id=row.id,
        on=on,
        at=at,
        title=row.title,
        detail=row.detail,
        side=row.side,
        status=row.status,
        direction=row.direction,
        whose_id=whose,
        whose=names.get(whose, ""),
        open_kind=row.open_kind,
        open_id=row.open_id,
    )
