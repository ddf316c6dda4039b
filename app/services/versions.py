"""Approved versions are frozen: their content as canonical text, its digest, and a chain nothing can be taken from.

Rows are only added (triggers of the schema refuse anything else). `frozen_at` never goes back, whatever the computer's
clock says: a chain whose times run backwards would prove nothing. Drafts are kept too, as they were sent.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from app.core.enums import RecordStatus
from app.db.unit_of_work import Work
from app.domain.frozen import canonical, chained, digest
from app.domain.minutes import CirculatedDraft, FrozenRecord, MeetingRecord
from app.queries.frozen import content_of, draft_content, latest_draft, says_the_same
from app.queries.meetings import meeting_detail
from app.services.references import enter_older


def moment(work: Work) -> datetime:
    """The instant of an approval: now, and never before the latest frozen version."""
    last = _last(work)
    return max(work.at, last.frozen_at) if last is not None else work.at


def freeze(work: Work, row: MeetingRecord) -> FrozenRecord:
    """Freeze a record that has just been approved, whole, in the running unit of work."""
    work.session.flush()
    last = _last(work)
    content = canonical(content_of(work.session, meeting_detail(work.session, row.meeting_id), row))
    sha256, seq = digest(content), (last.seq if last is not None else 0) + 1
    at, previous = moment(work), last.chain if last is not None else ""
    frozen = FrozenRecord(
        seq=seq,
        record_id=row.id,
        meeting_id=row.meeting_id,
        kind=row.kind,
        reference=row.reference,
        edition=row.edition,
        content=content,
        sha256=sha256,
        previous=previous,
        chain=chained(
            previous,
            seq=seq,
            record_id=row.id,
            reference=row.reference,
            edition=row.edition,
            sha256=sha256,
            at=at,
            by=work.actor,
        ),
        frozen_at=at,
        frozen_by=work.actor,
    )
    work.session.add(frozen)
    work.session.flush()
    return frozen


def keep_draft(work: Work, row: MeetingRecord, *, to_counterpart: bool = False) -> None:
    """Keep the draft that is being sent, in the running unit of work. One number stands for one text: a text that was
    changed since it was kept takes the next number; one that was not is kept once."""
    work.session.flush()
    last = latest_draft(work.session, row.id)
    content = draft_content(work.session, row)
    if last is not None and last.draft_no >= row.draft_no:
        if says_the_same(last.content, content):
            return
        row.draft_no = last.draft_no + 1
        work.session.flush()
        content = draft_content(work.session, row)
    draft = CirculatedDraft(
        record_id=row.id,
        draft_no=row.draft_no,
        to_counterpart=to_counterpart,
        content=content,
        sha256=digest(content),
        sent_at=work.at,
        sent_by=work.actor,
    )
    work.session.add(draft)
    work.session.flush()


def freeze_older(work: Work) -> None:
    """Records that an older program approved without freezing them are frozen as they stand, and their numbers entered,
    before the next version joins the chain."""
    enter_older(work)
    done = select(FrozenRecord.record_id)
    rows = work.session.scalars(
        select(MeetingRecord)
        .where(
            MeetingRecord.status.in_((RecordStatus.APPROVED, RecordStatus.ISSUED)),
            MeetingRecord.deleted_at.is_(None),
            MeetingRecord.id.not_in(done),
        )
        .order_by(MeetingRecord.approved_at, MeetingRecord.id)
    ).all()
    for row in rows:
        freeze(work, row)


def _last(work: Work) -> FrozenRecord | None:
    return work.session.scalar(select(FrozenRecord).order_by(FrozenRecord.seq.desc()).limit(1))
