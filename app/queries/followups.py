"""Reading follow-ups: one list of everything promised, overdue computed from today."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, text

from app.core.clock import Clock
from app.core.enums import DuePrecision, FollowupKind, FollowupStatus
from app.core.errors import NotFound
from app.core.i18n import N_
from app.db.unit_of_work import Store
from app.domain.followups import Followup
from app.domain.meetings import Meeting
from app.domain.minutes import RecordPoint
from app.domain.mission import Mission
from app.domain.organisations import Organisation
from app.domain.people import Person
from app.domain.visits import FacilityVisit
from app.queries.lister import Lister, ListSpec, Sort, Where, text_condition
from app.queries.values import as_date

OPEN = ("open", "in-hand")


@dataclass(frozen=True, slots=True)
class FollowupFilter:
    """What the list shows. `status` is a stored status, or "overdue", or "unclosed" (open or in hand)."""

    text: str = ""
    side: str = ""
    status: str = ""
    meeting_id: str = ""
    person_id: str = ""
    organisation_id: str = ""
    visit_id: str = ""


@dataclass(frozen=True, slots=True)
class FollowupRow:
    """One promise. `overdue` is computed for `today`; `days` is due minus today (negative = late), None without a
    date."""

    rowid: int
    id: str
    code: str
    title: str
    kind: FollowupKind
    side: str
    owner: str
    due_on: date | None
    due_precision: DuePrecision
    due_text: str
    status: FollowupStatus
    overdue: bool
    days: int | None
    meeting_id: str | None
    meeting: str
    visit_id: str | None
    source_point_id: str | None

    @property
    def shown_status(self) -> str:
        """The status a person reads: "overdue" stands in for open and in hand once the day is past."""
        return "overdue" if self.overdue else self.status.value


@dataclass(frozen=True, slots=True)
class FollowupDetail:
    """One promise, whole, with where it came from."""

    row: FollowupRow
    version: int
    owner_person_id: str | None
    owner_organisation_id: str | None
    owner_text: str
    no_due_reason: str
    next_step: str
    evidence: str
    closed_on: date | None
    closure_note: str
    reference: str
    visit: str
    source_text: str
    record_id: str | None


_SPEC: ListSpec[tuple[Any, ...]] = ListSpec(
    table="followup",
    alias="f",
    columns=(
        "f.id, f.code, f.title, f.kind, f.side, coalesce(p.shown_name, o.shown_name, f.owner_text, ''), f.due_on, "
        "f.due_precision, f.due_text, f.status, f.meeting_id, coalesce(m.title, ''), f.visit_id, f.source_point_id"
    ),
    joins=(
        "LEFT JOIN person p ON p.id = f.owner_person_id LEFT JOIN organisation o ON o.id = f.owner_organisation_id "
        "LEFT JOIN meeting m ON m.id = f.meeting_id"
    ),
    make=lambda *values: values,
    sorts={
        "due": "(f.status NOT IN ('open', 'in-hand')), (f.due_on IS NULL), f.due_on",
        "title": "f.title",
        "side": "f.side",
        "status": "f.status",
        "code": "length(f.code), f.code",
    },
    search_kind="followup",
)


class FollowupQueries:
    """Reads follow-ups."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._list = Lister(store, _SPEC)

    def today(self) -> date:
        """The mission's calendar day."""
        with self._store.read() as session:
            zone = session.scalar(select(Mission.time_zone)) or "UTC"
        return self._clock.now().astimezone(ZoneInfo(zone)).date()

    def ids(self, flt: FollowupFilter, sort: Sort) -> array[int]:
        """Rowids of the filtered list in order. Order "due": open ones first, the most overdue at the top."""
        return self._list.ids(self._where(flt), sort)

    def first(self, flt: FollowupFilter, sort: Sort, limit: int = 200) -> list[FollowupRow]:
        """The first rows of the filtered list."""
        return self._typed(self._list.first(self._where(flt), sort, limit))

    def rows(self, rowids: Sequence[int]) -> list[FollowupRow]:
        """Rows by rowid, in the order asked."""
        return self._typed(self._list.rows(rowids))

    def all(self, flt: FollowupFilter, sort: Sort, limit: int | None = None) -> list[FollowupRow]:
        """The whole filtered list."""
        return self._typed(self._list.all(self._where(flt), sort, limit))

    def get(self, id: str) -> FollowupDetail:
        """One promise, whole. Raises NotFound."""
        with self._store.read() as session:
            row = session.scalar(select(Followup).where(Followup.id == id, Followup.deleted_at.is_(None)))
            if row is None:
                raise NotFound(N_("This follow-up does not exist."))
            rowid = session.execute(text("SELECT rowid FROM followup WHERE id = :id"), {"id": id}).scalar_one()
            visit = session.get(FacilityVisit, row.visit_id) if row.visit_id else None
            point = session.get(RecordPoint, row.source_point_id) if row.source_point_id else None
            person = session.get(Person, row.owner_person_id) if row.owner_person_id else None
            organisation = session.get(Organisation, row.owner_organisation_id) if row.owner_organisation_id else None
            meeting = session.get(Meeting, row.meeting_id) if row.meeting_id else None
        owner = person.shown_name if person else organisation.shown_name if organisation else row.owner_text
        values = (
            rowid, row.id, row.code, row.title, row.kind, row.side, owner, row.due_on and row.due_on.isoformat(),
            row.due_precision, row.due_text, row.status, row.meeting_id, meeting.title if meeting else "", row.visit_id,
            row.source_point_id,
        )  # fmt: skip
        return FollowupDetail(
            row=_row(values, self.today()),
            version=row.version,
            owner_person_id=row.owner_person_id,
            owner_organisation_id=row.owner_organisation_id,
            owner_text=row.owner_text,
            no_due_reason=row.no_due_reason,
            next_step=row.next_step,
            evidence=row.evidence,
            closed_on=row.closed_on,
            closure_note=row.closure_note,
            reference=row.reference,
            visit=visit.title if visit else "",
            source_text=point.text if point else "",
            record_id=point.record_id if point else None,
        )

    def _typed(self, rows: Sequence[tuple[Any, ...]]) -> list[FollowupRow]:
        today = self.today()
        return [_row(values, today) for values in rows]

    def _where(self, flt: FollowupFilter) -> Where:
        conditions, params = text_condition("followup", "f", flt.text)
        columns = {"side": "side", "meeting_id": "meeting_id", "person_id": "owner_person_id",
                   "organisation_id": "owner_organisation_id", "visit_id": "visit_id"}  # fmt: skip
        for name, column in columns.items():
            value = getattr(flt, name)
            if value:
                conditions.append(f"f.{column} = :{name}")
                params[name] = value
        if flt.status in ("overdue", "unclosed"):
            conditions.append("f.status IN ('open', 'in-hand')")
            if flt.status == "overdue":
                conditions.append("f.due_on < :today")
                params["today"] = self.today().isoformat()
        elif flt.status:
            conditions.append("f.status = :status")
            params["status"] = flt.status
        return conditions, params


def _row(values: Sequence[Any], today: date) -> FollowupRow:
    (
        rowid,
        id,
        code,
        title,
        kind,
        side,
        owner,
        due,
        precision,
        due_text,
        status,
        meeting_id,
        meeting,
        visit_id,
        point,
    ) = values
    due_on = as_date(due)
    late = status in OPEN and due_on is not None and due_on < today
    return FollowupRow(
        rowid=rowid,
        id=id,
        code=code,
        title=title,
        kind=FollowupKind(kind),
        side=side,
        owner=owner,
        due_on=due_on,
        due_precision=DuePrecision(precision),
        due_text=due_text,
        status=FollowupStatus(status),
        overdue=late,
        days=(due_on - today).days if due_on else None,
        meeting_id=meeting_id,
        meeting=meeting,
        visit_id=visit_id,
        source_point_id=point,
    )
