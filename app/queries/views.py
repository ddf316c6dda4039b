"""Records as plain data for scripts: stable keys, instants in UTC, everything in the order people see it
(docs/cli.md)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Protocol

from sqlalchemy import text

from app.core.errors import NotFound, Refused
from app.core.i18n import N_
from app.core.ltext import pick
from app.db.unit_of_work import Store
from app.queries.delegations import DelegationFilter, DelegationQueries
from app.queries.followups import FollowupFilter, FollowupQueries, FollowupRow
from app.queries.lister import Sort
from app.queries.meetings import MeetingFilter, MeetingQueries, MeetingRow, ParticipantRow
from app.queries.minutes import MinutesQueries, PointRow
from app.queries.organisations import OrganisationFilter, OrganisationQueries
from app.queries.people import PeopleQueries, PersonFilter
from app.queries.search import SearchQueries
from app.queries.visits import VisitFilter, VisitQueries


class Reading(Protocol):
    """The queries that scripts read through."""

    meetings: MeetingQueries
    minutes: MinutesQueries
    people: PeopleQueries
    organisations: OrganisationQueries
    delegations: DelegationQueries
    visits: VisitQueries
    followups: FollowupQueries
    search: SearchQueries


PLURAL = {
    "meeting": "meetings",
    "person": "people",
    "organisation": "organisations",
    "delegation": "delegations",
    "visit": "visits",
    "followup": "followups",
    "record": "records",
    "document": "documents",
}
"""The kinds of the search index as the command line names them."""

TABLES = {
    "meetings": "meeting",
    "people": "person",
    "organisations": "organisation",
    "delegations": "delegation",
    "visits": "facility_visit",
    "followups": "followup",
    "records": "meeting_record",
}

COLUMNS: dict[str, tuple[str, ...]] = {
    "meetings": ("id", "code", "starts_at", "status", "title"),
    "people": ("id", "code", "name", "title", "organisation"),
    "organisations": ("id", "code", "name", "kind", "side"),
    "delegations": ("id", "code", "name", "members"),
    "visits": ("id", "code", "name", "visit_on", "status"),
    "followups": ("id", "code", "title", "side", "owner", "due", "status"),
}
"""What `list` prints of each kind without --json, tab-separated."""


_BY_NAME = {
    "people": (
        "SELECT DISTINCT p.id FROM person p LEFT JOIN person_name n ON n.person_id = p.id WHERE p.deleted_at IS NULL "
        'AND (p.shown_name = :wanted COLLATE NOCASE OR n."full" = :wanted COLLATE NOCASE) LIMIT 2',
    ),
    "organisations": (
        "SELECT DISTINCT o.id FROM organisation o LEFT JOIN organisation_name n ON n.organisation_id = o.id "
        "WHERE o.deleted_at IS NULL AND (o.shown_name = :wanted COLLATE NOCASE OR n.text = :wanted COLLATE NOCASE) "
        "LIMIT 2",
    ),
}


def resolve(store: Store, kind: str, wanted: str) -> str:
    """The id behind an id, a code (any case; a record's is its reference), a whole name in any script (people and
    organisations) or the beginning of an id (8 characters or more).

    Raises NotFound, and Refused when a name or the beginning fits several.
    """
    table, code = TABLES[kind], "reference" if kind == "records" else "code"
    with store.read() as session:
        for sql in (
            f"SELECT id FROM {table} WHERE deleted_at IS NULL AND id = :wanted",
            f"SELECT id FROM {table} WHERE deleted_at IS NULL AND {code} <> '' AND upper({code}) = upper(:wanted)",
            *_BY_NAME.get(kind, ()),
            f"SELECT id FROM {table} WHERE deleted_at IS NULL AND length(:wanted) >= 8 "
            "AND substr(id, 1, length(:wanted)) = :wanted LIMIT 2",
        ):
            found = session.execute(text(sql), {"wanted": wanted}).scalars().all()
            if len(found) == 1:
                return str(found[0])
            if found:
                raise Refused(N_("{id} fits several records. Give more of it."), id=wanted)
    raise NotFound(N_("There is no record {id} among the {kind}."), id=wanted, kind=kind)


def listed(queries: Reading, kind: str, query: str, limit: int | None) -> list[dict[str, Any]]:
    """The records of a kind found by `query` (all when empty), at most `limit`, in the order the window shows them."""
    return _LISTS[kind](queries, query, limit)


def shown(queries: Reading, kind: str, id: str) -> dict[str, Any]:
    """One record with its parts. Raises NotFound."""
    return _SHOWS[kind](queries, id)


def found(queries: Reading, query: str, limit: int) -> list[dict[str, Any]]:
    """What the search box finds."""
    return [
        {"kind": PLURAL[hit.kind], "id": hit.id, "name": hit.name, "snippet": hit.snippet}
        for hit in queries.search.find(query, limit)
    ]


def _meeting(row: MeetingRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "code": row.code,
        "title": row.title,
        "name": row.title,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "time_zone": row.time_zone,
        "status": row.status,
        "kind": row.kind,
        "place": pick(row.place, "en"),
        "rule": row.rule,
        "marking": row.marking,
        "sides": dict(row.sides),
        "record": row.record,
    }


def _list_meetings(queries: Reading, query: str, limit: int | None) -> list[dict[str, Any]]:
    return [_meeting(row) for row in queries.meetings.all(MeetingFilter(text=query), Sort("starts_at"), limit)]


def _list_people(queries: Reading, query: str, limit: int | None) -> list[dict[str, Any]]:
    return [_without_rowid(row) for row in queries.people.all(PersonFilter(text=query), Sort("name"), limit)]


def _list_organisations(queries: Reading, query: str, limit: int | None) -> list[dict[str, Any]]:
    return [
        _without_rowid(row) for row in queries.organisations.all(OrganisationFilter(text=query), Sort("name"), limit)
    ]


def _list_delegations(queries: Reading, query: str, limit: int | None) -> list[dict[str, Any]]:
    return [_without_rowid(row) for row in queries.delegations.all(DelegationFilter(text=query), Sort("name"), limit)]


def _list_visits(queries: Reading, query: str, limit: int | None) -> list[dict[str, Any]]:
    rows = queries.visits.all(VisitFilter(text=query), Sort("visit_on"), limit)
    return [{**_without_rowid(row), "name": row.title} for row in rows]


def _list_followups(queries: Reading, query: str, limit: int | None) -> list[dict[str, Any]]:
    return [_followup(row) for row in queries.followups.all(FollowupFilter(text=query), Sort("due"), limit)]


def _followup(row: FollowupRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "code": row.code,
        "name": row.title,
        "title": row.title,
        "kind": row.kind,
        "side": row.side,
        "owner": row.owner,
        "due": row.due_on,
        "due_text": row.due_text,
        "status": row.shown_status,
        "stored_status": row.status,
        "overdue": row.overdue,
        "meeting_id": row.meeting_id,
        "meeting": row.meeting,
        "visit_id": row.visit_id,
    }


def _without_rowid(row: Any) -> dict[str, Any]:
    data = asdict(row)
    data.pop("rowid", None)
    return data


def _participant(row: ParticipantRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "side": row.side,
        "order": row.no,
        "name": row.person.shown(),
        "native": row.person.native(),
        "title": pick(row.person.title, "en"),
        "organisation": pick(row.person.organisation, "en"),
        "role": row.role,
        "status": row.status,
        "person_id": row.person_id,
        "organisation_id": row.organisation_id,
        "frozen": row.frozen,
    }


def _point(row: PointRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "seq": row.seq,
        "ref": row.ref,
        "kind": row.kind,
        "text": row.text,
        "side": row.side,
        "speaker": row.speaker,
        "agenda_item_id": row.agenda_item_id,
        "followup_id": row.followup_id,
        "owner": row.owner,
        "due": row.due_on,
        "missing": list(row.missing),
    }


def _show_meeting(queries: Reading, id: str) -> dict[str, Any]:
    meeting = queries.meetings.get(id)
    record = queries.minutes.of_meeting(id)
    return {
        "id": meeting.id,
        "code": meeting.code,
        "title": meeting.title,
        "name": meeting.title,
        "kind": meeting.kind,
        "status": meeting.status,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "time_zone": meeting.time_zone,
        "place": pick(meeting.place, "en"),
        "language_mode": meeting.language_mode,
        "languages": list(meeting.languages),
        "rule": meeting.rule,
        "marking": meeting.marking,
        "channel": meeting.channel,
        "topics": [pick(name, "en") for _, name in meeting.topics],
        "participants": [_participant(row) for row in meeting.participants],
        "agenda": [_without_rowid(item) for item in meeting.agenda],
        "record": None
        if record is None
        else {
            "id": record.id,
            "kind": record.kind,
            "status": record.status,
            "version": record.version_text,
            "reference": record.reference,
            "marking": record.marking,
            "attribution": record.attribution,
            "confirmation": record.confirmation,
            "hash": record.sha256,
        },
        "points": [_point(row) for row in record.points] if record else [],
    }


def _show_followup(queries: Reading, id: str) -> dict[str, Any]:
    detail = queries.followups.get(id)
    return {
        **_followup(detail.row),
        "next_step": detail.next_step,
        "evidence": detail.evidence,
        "closed_on": detail.closed_on,
        "closure_note": detail.closure_note,
        "no_due_reason": detail.no_due_reason,
        "reference": detail.reference,
        "visit": detail.visit,
        "source_text": detail.source_text,
    }


def _show_visit(queries: Reading, id: str) -> dict[str, Any]:
    detail = queries.visits.get(id)
    return {**asdict(detail), "name": detail.title}


def _show_person(queries: Reading, id: str) -> dict[str, Any]:
    return asdict(queries.people.get(id))


def _show_organisation(queries: Reading, id: str) -> dict[str, Any]:
    return asdict(queries.organisations.get(id))


def _show_delegation(queries: Reading, id: str) -> dict[str, Any]:
    return asdict(queries.delegations.get(id))


_LISTS: dict[str, Callable[[Reading, str, int | None], list[dict[str, Any]]]] = {
    "meetings": _list_meetings,
    "people": _list_people,
    "organisations": _list_organisations,
    "delegations": _list_delegations,
    "visits": _list_visits,
    "followups": _list_followups,
}
_SHOWS: dict[str, Callable[[Reading, str], dict[str, Any]]] = {
    "meetings": _show_meeting,
    "people": _show_person,
    "organisations": _show_organisation,
    "delegations": _show_delegation,
    "visits": _show_visit,
    "followups": _show_followup,
}
