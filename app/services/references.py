"""The register of reference numbers: gapless for each kind and year, taken with the approval or not at all (4.6, 22).

A number is taken inside the unit of work that approves, under the store's write lock: what fails after it (a full disk)
takes the number back with everything else, and two approvals never share one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.changes import Written
from app.core.enums import RecordKind, RecordStatus, ReferenceState
from app.core.errors import NotFound, Refused
from app.core.i18n import N_
from app.core.problems import Problem
from app.core.text import clean_line
from app.db.unit_of_work import Work
from app.domain import numbering, states
from app.domain.minutes import MeetingRecord, ReferenceNumber
from app.domain.mission import Mission
from app.services.base import Service, refuse_if


@dataclass(frozen=True, slots=True)
class Taken:
    """A number of the register, and what has to be said about it."""

    reference: str
    notes: tuple[Problem, ...] = ()


ALL_KINDS = "all"
"""The field under which the pattern for all other kinds is spoken of."""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The number that each kind of record takes next (kind to year and number), the mission's prefix, and the patterns
    that are set ("" is for all others)."""

    prefix: str
    patterns: Mapping[str, str]
    numbers: Mapping[RecordKind, tuple[int, int]]

    @property
    def usual(self) -> str:
        """The pattern for all kinds where none is set."""
        return numbering.DEFAULT

    def written(self, patterns: Mapping[str, str], kind: RecordKind) -> str:
        """That number as these patterns would write it; "" while its pattern cannot be used."""
        pattern = numbering.pattern_of(patterns, kind)
        if numbering.problems(pattern, for_all=not patterns.get(kind.value)):
            return ""
        year, no = self.numbers[kind]
        return numbering.written(pattern, prefix=self.prefix, kind=kind, year=year, no=no)


def pattern_problems(patterns: Mapping[str, str]) -> list[Problem]:
    """What makes patterns unusable, each under its kind or `ALL_KINDS`."""
    known = {kind.value for kind in RecordKind}
    return [
        problem
        for kind, pattern in patterns.items()
        if clean_line(pattern)
        for problem in numbering.problems(
            clean_line(pattern), for_all=kind not in known, field=kind if kind in known else ALL_KINDS
        )
    ]


class ReferenceService(Service):
    """Cancels numbers, and sets the patterns they are written in."""

    def upcoming(self) -> Upcoming:
        """What the next approval of each kind would take."""
        with self.store.read() as session:
            zone, prefix, patterns = _numbering_of(session)
            year = self.store.clock.now().astimezone(ZoneInfo(zone)).year
            numbers = {kind: _next(session, kind, year) for kind in RecordKind}
        return Upcoming(prefix, dict(patterns), numbers)

    def set_patterns(self, patterns: Mapping[str, str]) -> Written:
        """The pattern of each kind's numbers ("" is for all others). Numbers given before stay as they are.

        Raises Refused for a pattern that could not tell two numbers apart.
        """
        wanted = {kind: clean_line(pattern) for kind, pattern in patterns.items() if clean_line(pattern)}
        refuse_if(pattern_problems(wanted))
        with self.store.write() as work:
            row = work.session.scalar(select(Mission).where(Mission.deleted_at.is_(None)))
            if row is None:
                raise NotFound(N_("The mission is not set up yet."))
            row.reference_patterns = wanted
        return work.written(row.id)

    def cancel(self, reference: str, reason: str) -> Written:
        """Withdraw a number: it stays in the register with the reason and is never given again. The record that bore
        it is no longer in force. Raises NotFound, Refused."""
        if not clean_line(reason):
            raise Refused(problems=[Problem("reason", N_("Say why: the reason is kept with the number."))])
        with self.store.write() as work:
            number = work.session.scalar(select(ReferenceNumber).where(ReferenceNumber.reference == reference))
            if number is None:
                raise NotFound(N_("There is no number {reference} in the register."), reference=reference)
            if number.state is ReferenceState.CANCELLED:
                raise Refused(N_("The number {reference} is cancelled already."), reference=reference)
            bearers = work.session.scalars(
                select(MeetingRecord).where(
                    MeetingRecord.reference == reference,
                    MeetingRecord.status != RecordStatus.SUPERSEDED,
                    MeetingRecord.deleted_at.is_(None),
                )
            ).all()
            for row in bearers:
                if row.status not in (RecordStatus.APPROVED, RecordStatus.ISSUED):
                    raise Refused(N_("A correction under this number is being written. Throw it away first."))
                states.check_move(row.status, RecordStatus.SUPERSEDED)
                row.status = RecordStatus.SUPERSEDED
            number.state, number.reason = ReferenceState.CANCELLED, clean_line(reason)
        return work.written(number.record_id or number.id)


def take(work: Work, record: MeetingRecord) -> Taken:
    """The next number of the record's kind and year, entered in the register. Raises Refused."""
    zone, prefix, patterns = _numbering_of(work.session)
    today, notes = work.at.astimezone(ZoneInfo(zone)).year, list[Problem]()
    year, no = _next(work.session, record.kind, today)
    if year > today:
        words = N_("The computer's clock says {year}, but numbers of {latest} were given: the number is of {latest}.")
        notes.append(Problem("clock", words, {"year": today, "latest": year}))
    pattern = numbering.pattern_of(patterns, record.kind)
    reference = numbering.written(pattern, prefix=prefix, kind=record.kind, year=year, no=no)
    if work.session.scalar(select(ReferenceNumber.id).where(ReferenceNumber.reference == reference)):
        raise Refused(
            N_("The number {reference} was given already, to another kind of record. Change the pattern of numbers."),
            reference=reference,
        )
    _enter(work, record, reference, year, no)
    return Taken(reference, tuple(notes))


def _numbering_of(session: Session) -> tuple[str, str, Mapping[str, str]]:
    """(time zone, prefix, patterns) of the mission."""
    row = session.execute(
        select(Mission.time_zone, Mission.reference_prefix, Mission.reference_patterns).where(
            Mission.deleted_at.is_(None)
        )
    ).first()
    return (row[0], row[1], row[2] or {}) if row else ("UTC", "", {})


def _next(session: Session, kind: RecordKind, year: int) -> tuple[int, int]:
    """(year, number) that a kind takes next in `year`; the year of its numbers never goes back."""
    of_kind = ReferenceNumber.series == kind.value
    latest = session.scalar(
        select(func.max(ReferenceNumber.year)).where(of_kind, ReferenceNumber.state == ReferenceState.USED)
    )
    year = max(year, latest or year)
    last = session.scalar(select(func.max(ReferenceNumber.no)).where(of_kind, ReferenceNumber.year == year))
    return year, (last or 0) + 1


def _enter(work: Work, record: MeetingRecord, reference: str, year: int, no: int) -> None:
    work.session.add(
        ReferenceNumber(
            series=record.kind.value,
            year=year,
            no=no,
            reference=reference,
            state=ReferenceState.USED,
            record_id=record.id,
            reason="",
            taken_at=record.approved_at or work.at,
            taken_by=work.actor,
        )
    )
    work.session.flush()


_OLDER = re.compile(r"/(?P<year>\d{4})/(?P<no>\d+)$")


def enter_older(work: Work) -> None:
    """Numbers that an older program gave without a register are entered before the next one is taken."""
    entered = select(ReferenceNumber.reference)
    rows = work.session.scalars(
        select(MeetingRecord)
        .where(MeetingRecord.reference != "", MeetingRecord.edition == 1, MeetingRecord.reference.not_in(entered))
        .order_by(MeetingRecord.reference)
    ).all()
    for row in rows:
        found = _OLDER.search(row.reference)
        if found:
            _enter(work, row, row.reference, int(found["year"]), int(found["no"]))
