"""Reading delegations: the list, and one with its members in the sender's order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.core.enums import DelegationStatus, MemberCategory
from app.core.errors import NotFound
from app.core.i18n import N_, language
from app.core.ltext import pick
from app.db.unit_of_work import Store
from app.domain.delegations import Delegation
from app.domain.meetings import Meeting
from app.domain.organisations import Organisation
from app.queries.lister import ListQueries, ListSpec, Where, text_condition
from app.queries.people import FIRST_POSITION, NATIVE, READING, MeetingLine, title_in_window


@dataclass(frozen=True, slots=True)
class DelegationFilter:
    """What the list shows: `text` in any script, and exact choices ("" = any)."""

    text: str = ""
    side: str = ""
    status: str = ""
    organisation_id: str = ""


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """One line of the list. `members` are those named; `announced_size` is what the sender announced (0 = nothing)."""

    rowid: int
    id: str
    code: str
    name: str
    organisation: str
    side: str
    head: str
    members: int
    announced_size: int
    arrives_on: date | None
    leaves_on: date | None
    status: DelegationStatus
    list_version: int


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member as they stand now; `title` in the interface's language. `no` counts from 1 in the sender's order."""

    no: int
    person_id: str
    code: str
    name: str
    native: str
    reading: str
    title: str
    organisation: str
    organisation_id: str
    honorific: str
    category: MemberCategory
    is_head: bool
    part: str
    is_fictional: bool


@dataclass(frozen=True, slots=True)
class DelegationDetail:
    """One delegation with its members and its meetings, earliest first. `parts` counts members by body."""

    id: str
    version: int
    code: str
    name: str
    names: Mapping[str, str]
    side: str
    organisation_id: str
    organisation: str
    status: DelegationStatus
    list_version: int
    announced_size: int
    arrives_on: date | None
    leaves_on: date | None
    purpose: str
    notes: str
    members: tuple[MemberRow, ...]
    parts: Mapping[str, int]
    meetings: tuple[MeetingLine, ...]


def _row(rowid: int, *values: Any) -> DelegationRow:
    id, code, name, organisation, side, head, members, announced, arrives, leaves, status, version = values
    return DelegationRow(
        rowid, id, code, name, organisation or "", side, head or "", members, announced, _day(arrives), _day(leaves),
        DelegationStatus(status), version,
    )  # fmt: skip


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


_SPEC = ListSpec(
    table="delegation",
    alias="d",
    columns=(
        "d.id, d.code, d.shown_name, (SELECT o.shown_name FROM organisation o WHERE o.id = d.organisation_id), d.side, "
        "(SELECT p.shown_name FROM delegation_member m JOIN person p ON p.id = m.person_id "
        "WHERE m.delegation_id = d.id AND m.is_head LIMIT 1), "
        "(SELECT count(*) FROM delegation_member m WHERE m.delegation_id = d.id), "
        "d.announced_size, d.arrives_on, d.leaves_on, d.status, d.list_version"
    ),
    make=_row,
    sorts={
        "arrives": "d.arrives_on",
        "name": "d.shown_name COLLATE NOCASE",
        "status": "d.status",
        "side": "d.side",
    },
    search_kind="delegation",
)

_MEMBERS = text(
    "SELECT m.order_no, p.id, p.code, p.shown_name, "
    f"{NATIVE.format(person='p.id')}, {READING.format(person='p.id')}, "
    "h.title, o.shown_name, o.id, p.honorific, m.category, m.is_head, m.part, p.is_fictional "
    "FROM delegation_member m JOIN person p ON p.id = m.person_id "
    f"LEFT JOIN position h ON h.id = {FIRST_POSITION.format(person='p.id')} "
    "LEFT JOIN organisation o ON o.id = h.organisation_id "
    "WHERE m.delegation_id = :id ORDER BY m.order_no"
)


class DelegationQueries(ListQueries[DelegationFilter, DelegationRow]):
    """Reads delegations."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, _SPEC, _where)

    def get(self, id: str) -> DelegationDetail:
        """One delegation. Raises NotFound."""
        with self._store.read() as session:
            row = session.scalar(select(Delegation).where(Delegation.id == id, Delegation.deleted_at.is_(None)))
            if row is None:
                raise NotFound(N_("This delegation does not exist."))
            organisation = session.get(Organisation, row.organisation_id) if row.organisation_id else None
            members = tuple(_member(*found) for found in session.execute(_MEMBERS, {"id": id}))
            return DelegationDetail(
                id=row.id,
                version=row.version,
                code=row.code,
                name=pick(row.name, language()),
                names=dict(row.name or {}),
                side=row.side,
                organisation_id=row.organisation_id or "",
                organisation=organisation.shown_name if organisation else "",
                status=row.status,
                list_version=row.list_version,
                announced_size=row.announced_size,
                arrives_on=row.arrives_on,
                leaves_on=row.leaves_on,
                purpose=row.purpose,
                notes=row.notes,
                members=members,
                parts=_count_parts(members),
                meetings=_meetings(session, id),
            )


def _member(*values: Any) -> MemberRow:
    no, id, code, name, native, reading, title, organisation, organisation_id, honorific, category, *rest = values
    is_head, part, is_fictional = rest
    return MemberRow(
        no, id, code, name, native or "", reading or "", title_in_window(title), organisation or "",
        organisation_id or "", honorific, MemberCategory(category), bool(is_head), part, bool(is_fictional),
    )  # fmt: skip


def _count_parts(members: Sequence[MemberRow]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for member in members:
        counts[member.part] = counts.get(member.part, 0) + 1
    return counts


def _meetings(session: Session, delegation_id: str) -> tuple[MeetingLine, ...]:
    rows = session.execute(
        select(Meeting.id, Meeting.title, Meeting.starts_at, Meeting.time_zone, Meeting.status)
        .where(Meeting.delegation_id == delegation_id, Meeting.deleted_at.is_(None))
        .order_by(Meeting.starts_at, Meeting.id)
    )
    return tuple(MeetingLine(*row) for row in rows.tuples())


def _where(flt: DelegationFilter) -> Where:
    conditions, params = text_condition("delegation", "d", flt.text)
    for column in ("side", "status", "organisation_id"):
        value = getattr(flt, column)
        if value:
            conditions.append(f"d.{column} = :{column}")
            params[column] = value
    return conditions, params
