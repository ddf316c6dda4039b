"""From one meeting to the next: what is still open is taken up, and each promise keeps the history of its meetings."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Written
from app.core.enums import FollowupStatus
from app.core.errors import NotFound, Refused
from app.core.i18n import N_
from app.core.text import clean
from app.db.unit_of_work import Work
from app.domain.followups import Followup, FollowupMention
from app.domain.meetings import Meeting
from app.services.base import Service, find

_OPEN = (FollowupStatus.OPEN, FollowupStatus.IN_HAND)


class CarryOverService(Service):
    """Writes which meeting follows which, and what was said of the promises taken up."""

    def follow(self, meeting_id: str, predecessor_id: str | None) -> Written:
        """Say which meeting this one follows (None: none), and take up what is open from it. Raises Refused, NotFound.

        What was taken up before stays: it was on this meeting's table.
        """
        with self.store.write() as work:
            meeting = find(work.session, Meeting, meeting_id)
            if predecessor_id is not None:
                before = find(work.session, Meeting, predecessor_id)
                if before.starts_at >= meeting.starts_at or meeting_id in chain(work.session, predecessor_id):
                    raise Refused(N_("A meeting follows one that was held before it."))
            meeting.predecessor_id = predecessor_id
            work.session.flush()
            if predecessor_id is not None:
                take_up(work, meeting)
        return work.written(meeting_id)

    def take_up(self, meeting_id: str) -> Written:
        """Put whatever is still open from the meetings before on this one's list of matters arising."""
        with self.store.write() as work:
            take_up(work, find(work.session, Meeting, meeting_id))
        return work.written(meeting_id)

    def note(self, mention_id: str, note: str) -> Written:
        """What was said of a promise on this meeting; how it stands is noted with it. Raises NotFound."""
        with self.store.write() as work:
            row, promise = _mention(work, mention_id)
            row.note, row.status, row.at = clean(note).strip(), promise.status, work.at
            work.touch(promise)
        return work.written(promise.id)

    def leave_out(self, mention_id: str) -> Written:
        """It was not on the table after all. Raises NotFound."""
        with self.store.write() as work:
            row, promise = _mention(work, mention_id)
            promise.mentions.remove(row)
            work.touch(promise)
        return work.written(promise.id)


def chain(session: Session, meeting_id: str | None) -> list[str]:
    """The meeting and those before it in the series, the latest first; a circle ends where it closes."""
    found: list[str] = []
    while meeting_id is not None and meeting_id not in found:
        found.append(meeting_id)
        meeting_id = session.scalar(select(Meeting.predecessor_id).where(Meeting.id == meeting_id))
    return found


def take_up(work: Work, meeting: Meeting) -> int:
    """Note on every promise still open from the meetings before that it is on this one's table. Gives how many came
    new."""
    before = chain(work.session, meeting.predecessor_id)
    there = set(
        work.session.scalars(select(FollowupMention.followup_id).where(FollowupMention.meeting_id == meeting.id))
    )
    promises = [
        promise
        for promise in work.session.scalars(
            select(Followup)
            .where(Followup.meeting_id.in_(before), Followup.status.in_(_OPEN), Followup.deleted_at.is_(None))
            .order_by(Followup.due_on.is_(None), Followup.due_on, Followup.id)
        )
        if promise.id not in there
    ]
    for promise in promises:
        promise.mentions.append(FollowupMention(meeting_id=meeting.id, status=promise.status, note="", at=work.at))
        work.touch(promise)
    return len(promises)


def _mention(work: Work, mention_id: str) -> tuple[FollowupMention, Followup]:
    row = work.session.get(FollowupMention, mention_id)
    if row is None:
        raise NotFound(N_("This matter is not on the list any more."))
    return row, find(work.session, Followup, row.followup_id)
