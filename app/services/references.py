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


class ReferenceService(Service):
    """Cancels numbers, and sets the patterns they are written in."""

    def set_patterns(self, patterns: Mapping[str, str]) -> Written:
        """The pattern of each kind's numbers ("" is for all others). Numbers given before stay as they are.

        Raises Refused for a pattern that could not tell two numbers apart.
        """
        known = {kind.value for kind in RecordKind}
        wanted = {kind: clean_line(pattern) for kind, pattern in patterns.items() if clean_line(pattern)}
        found = [
            problem
            for kind, pattern in wanted.items()
            for problem in numbering.problems(pattern, for_all=kind not in known)
        ]
        refuse_if(found)
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
    mission = work.session.execute(
        select(Mission.time_zone, Mission.reference_prefix, Mission.reference_patterns).where(
            Mission.deleted_at.is_(None)
        )
    ).first()
    zone, prefix, patterns = mission or ("UTC", "", {})
    year, notes = work.at.astimezone(ZoneInfo(zone)).year, list[Problem]()
    series = record.kind.value
    latest = work.session.scalar(
        select(func.max(ReferenceNumber.year)).where(
            ReferenceNumber.series == series, ReferenceNumber.state == ReferenceState.USED
        )
    )
    if latest is not None and latest > year:
        words = N_("The computer's clock says {year}, but numbers of {latest} were given: the number is of {latest}.")
        notes.append(Problem("clock", words, {"year": year, "latest": latest}))
        year = latest
    last = work.session.scalar(
        select(func.max(ReferenceNumber.no)).where(ReferenceNumber.series == series, ReferenceNumber.year == year)
    )
    no = (last or 0) + 1
    pattern = numbering.pattern_of(patterns or {}, record.kind)
    reference = numbering.written(pattern, prefix=prefix, kind=record.kind, year=year, no=no)
    if work.session.scalar(select(ReferenceNumber.id).where(ReferenceNumber.reference == reference)):
        raise Refused(
            N_("The number {reference} was given already, to another kind of record. Change the pattern of numbers."),
            reference=reference,
        )
    _enter(work, record, reference, year, no)
    return Taken(reference, tuple(notes))


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
