"""The promise behind a record's line: made, changed and ended with it, and never lost with it (4.6, 18 and 19)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.core.enums import FollowupKind, FollowupStatus
from app.core.errors import Refused
from app.core.i18n import N_
from app.db.bulk import change_rows
from app.db.unit_of_work import Work
from app.domain.followups import Followup
from app.domain.frozen import copied_id
from app.domain.minutes import MeetingRecord, RecordPoint
from app.services.followups import FollowupDraft, new_followup
from app.services.followups import apply as apply_followup

if TYPE_CHECKING:
    from app.services.points import PointDraft


def keep_promise(work: Work, record: MeetingRecord, row: RecordPoint, draft: PointDraft) -> None:
    """Bring the follow-up of a line to what its draft says; a line that is no promise has none."""
    promise = work.session.scalar(select(Followup).where(Followup.source_point_id == row.id))
    if not draft.is_promise:
        if promise is not None:
            end_promise(work, record, row)
        return
    wanted = FollowupDraft(
        title=draft.text,
        kind=FollowupKind(draft.kind.value),
        side=draft.side,
        owner_person_id=draft.owner_person_id,
        owner_organisation_id=draft.owner_organisation_id,
        owner_text=draft.owner_text,
        due_on=draft.due_on,
        due_precision=draft.due_precision,
        due_text=draft.due_text,
        no_due_reason=draft.no_due_reason,
        meeting_id=record.meeting_id,
    )
    if promise is None:
        new_followup(work, wanted, source_point_id=row.id)
        return
    kept = replace(wanted, next_step=promise.next_step, reference=promise.reference, visit_id=promise.visit_id)
    apply_followup(work.session, promise, kept)


def end_promise(work: Work, record: MeetingRecord, row: RecordPoint) -> None:
    """The line is a promise no more. In a correction the promise goes back to the version that made it: the approval
    of the correction decides what becomes of it."""
    promise = work.session.scalar(select(Followup).where(Followup.source_point_id == row.id))
    if promise is None:
        return
    before = _line_before(work, record, row)
    if before is not None:
        promise.source_point_id = before
    elif promise.status is FollowupStatus.IN_HAND:
        raise Refused(N_("Work on this promise has begun. Drop it with a reason first, then change the line."))
    elif promise.status is FollowupStatus.OPEN:
        work.session.delete(promise)
    else:
        promise.source_point_id = None  # closed: it stays in the register, the line may go
    work.session.flush()


def _line_before(work: Work, record: MeetingRecord, row: RecordPoint) -> str | None:
    """The line of the version before, of which this one is the copy; None for a line of this version."""
    if record.previous_id is None:
        return None
    ids = work.session.scalars(select(RecordPoint.id).where(RecordPoint.record_id == record.previous_id))
    return next((id for id in ids if copied_id(id, record.id) == row.id), None)


def hand_over(work: Work, old: MeetingRecord, new: MeetingRecord) -> None:
    """Let the promises of a version belong to the lines of its correction: the lines' copies, in `new`."""
    _lead(work, {line: copied_id(line, new.id) for line in _lines_of(work, old)})


def take_back(work: Work, old: MeetingRecord, new: MeetingRecord) -> None:
    """The inverse, for a correction that is thrown away; promises first made in it go with it."""
    origin = {copied_id(line, new.id): line for line in _lines_of(work, old)}
    _lead(work, origin)
    for promise in _of_lines(work, _lines_of(work, new)):
        point = work.session.get(RecordPoint, promise.source_point_id)
        assert point is not None
        end_promise(work, new, point)
    work.session.flush()


def _lines_of(work: Work, record: MeetingRecord) -> list[str]:
    work.session.flush()
    return list(work.session.scalars(select(RecordPoint.id).where(RecordPoint.record_id == record.id)))


def _lead(work: Work, lines: Mapping[str, str]) -> None:
    """Let the promises of some lines belong to others (line to line): thousands at once."""
    owned = select(Followup.id, Followup.source_point_id).where(Followup.source_point_id.is_not(None))
    moved: dict[str, str] = {}
    ids = list(lines)
    for start in range(0, len(ids), 500):
        chunk = owned.where(Followup.source_point_id.in_(ids[start : start + 500]))
        moved.update({id: lines[line or ""] for id, line in work.session.execute(chunk).tuples()})
    change_rows(work.session, Followup, "source_point_id", moved)


def supersede_left(work: Work, old: MeetingRecord, reference: str) -> None:
    """What the corrected version does not promise any more: closed as superseded, with the reason."""
    for promise in _of_lines(work, _lines_of(work, old)):
        if promise.status in (FollowupStatus.OPEN, FollowupStatus.IN_HAND):
            promise.status, promise.closed_on = FollowupStatus.SUPERSEDED, work.at.date()
            promise.closure_note = reference


def _of_lines(work: Work, ids: list[str]) -> list[Followup]:
    found: list[Followup] = []
    for start in range(0, len(ids), 500):
        statement = select(Followup).where(Followup.source_point_id.in_(ids[start : start + 500]))
        found += work.session.scalars(statement)
    return found
