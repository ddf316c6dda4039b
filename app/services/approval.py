"""From draft to approved and issued: circulated, reviewed by name, confirmed by the other side, approved, corrected.

An approval refuses what invariants 15 to 22 refuse, takes the number and freezes the version in one unit of work: all
of it happens or nothing. An approved record never changes; a correction is a version of its own that says what it
corrects, and takes the place of the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from app.core.changes import Written
from app.core.enums import Confirmation, RecordStatus, ReviewState
from app.core.errors import NotFound, Refused
from app.core.i18n import N_
from app.core.problems import Problem
from app.core.text import clean, clean_line
from app.db.bulk import add_rows
from app.db.unit_of_work import Work
from app.domain import states
from app.domain.frozen import copied_id
from app.domain.minutes import MeetingRecord, RecordPoint, RecordReview
from app.queries.meetings import meeting_detail
from app.queries.minutes import live_detail
from app.queries.missing import before_approval
from app.services.base import Service, find, refuse_if
from app.services.promises import hand_over, supersede_left, take_back
from app.services.records import apply_head, check_marking, open_record, record_draft_of
from app.services.references import take
from app.services.versions import freeze, freeze_older, keep_draft, moment

_ANSWERED = (Confirmation.CONFIRMED, Confirmation.CONFIRMED_WITH_CHANGES)
_UNCONFIRMED = (Confirmation.REFUSED, Confirmation.NOT_POSSIBLE)


@dataclass(frozen=True, slots=True)
class Approved(Written):
    """What came of an approval: the reference, the version, the digest of its frozen content, and what has to be said
    about it (a clock that was set back)."""

    reference: str
    edition: int
    sha256: str
    notes: tuple[Problem, ...] = ()


class RecordApproval(Service):
    """Moves records through their states."""

    def circulate(self, record_id: str) -> Written:
        """Send the draft for comment: it comes under review and the next draft counts one higher. Whoever asked for
        changes is asked again. The text that was sent is kept under its number."""
        with self.store.write() as work:
            row = open_record(work, record_id)
            states.check_move(row.status, RecordStatus.UNDER_REVIEW)
            row.status, row.draft_no = RecordStatus.UNDER_REVIEW, row.draft_no + 1
            for review in row.reviews:
                if review.state is ReviewState.CHANGES_REQUESTED:
                    review.state, review.draft_no = ReviewState.ASKED, row.draft_no
            keep_draft(work, row)
        return work.written(record_id)

    def back_to_draft(self, record_id: str) -> Written:
        """Give it back to its author: from review, from the counterpart, or after a confirmation."""
        with self.store.write() as work:
            row = open_record(work, record_id)
            states.check_move(row.status, RecordStatus.DRAFT)
            row.status = RecordStatus.DRAFT
        return work.written(record_id)

    def ask(self, record_id: str, reviewers: Sequence[str]) -> Written:
        """Name the approvers, in the order in which they are asked; who stands there already is left. Raises Refused
        for an empty list."""
        names = [name for name in map(clean_line, reviewers) if name]
        if not names:
            raise Refused(problems=[Problem("reviewers", N_("Name at least one approver."))])
        with self.store.write() as work:
            row = open_record(work, record_id)
            there = {review.reviewer for review in row.reviews}
            for name in dict.fromkeys(names):
                if name not in there:
                    no = len(row.reviews)
                    row.reviews.append(
                        RecordReview(reviewer=name, order_no=no, state=ReviewState.ASKED, draft_no=row.draft_no)
                    )
            work.touch(row)
        return work.written(record_id)

    def answer(self, review_id: str, state: ReviewState, comment: str = "") -> Written:
        """An approver's answer to the draft as it stands. A request for changes says which. Raises Refused."""
        if state is ReviewState.CHANGES_REQUESTED and not clean(comment).strip():
            raise Refused(problems=[Problem("comment", N_("Say what is to be changed."))])
        with self.store.write() as work:
            review, row = _review(work, review_id)
            review.state, review.comment, review.draft_no = state, clean(comment).strip(), row.draft_no
            review.answered_at = None if state is ReviewState.ASKED else work.at
            work.touch(row)
        return work.written(row.id)

    def release(self, review_id: str) -> Written:
        """Do without an approver (away, changed post); the audit trail keeps that they were asked."""
        with self.store.write() as work:
            review, row = _review(work, review_id)
            row.reviews.remove(review)
            work.touch(row)
        return work.written(row.id)

    def send(self, record_id: str, note: str = "") -> Written:
        """Note that the text went to the other side for confirmation, and keep it: one that was changed since it was
        circulated is a draft of its own and takes the next number."""
        with self.store.write() as work:
            row = open_record(work, record_id)
            states.check_move(row.status, RecordStatus.SENT)
            row.status, row.confirmation = RecordStatus.SENT, Confirmation.SENT
            row.confirmation_note, row.confirmed_by, row.confirmed_on = clean_line(note), "", None
            keep_draft(work, row, to_counterpart=True)
        return work.written(record_id)

    def confirm(
        self, record_id: str, outcome: Confirmation, *, by: str = "", on: date | None = None, note: str = ""
    ) -> Written:
        """What the other side answered: confirmed (with changes), refused, or that it could not be had. `by` is who
        answered; needed for a confirmation. Raises Refused."""
        if outcome not in (*_ANSWERED, *_UNCONFIRMED):
            raise Refused(N_("Choose what the other side answered."))
        if outcome in _ANSWERED and not clean_line(by):
            raise Refused(problems=[Problem("confirmed_by", N_("Say who confirmed it for the other side."))])
        with self.store.write() as work:
            row = open_record(work, record_id)
            if outcome in _ANSWERED:
                states.check_move(row.status, RecordStatus.CONFIRMED)
                row.status = RecordStatus.CONFIRMED
            elif row.status not in (RecordStatus.UNDER_REVIEW, RecordStatus.SENT):
                raise Refused(N_("The text was not sent to the other side."))
            row.confirmation, row.confirmation_note = outcome, clean_line(note)
            row.confirmed_by, row.confirmed_on = clean_line(by), on or work.at.date()
        return work.written(record_id)

    def approve(self, record_id: str, approved_by: str) -> Approved:
        """Approve, number and freeze a record. Raises Refused naming every line that still lacks something (15-22)."""
        with self.store.write() as work:
            row = open_record(work, record_id)
            meeting = meeting_detail(work.session, row.meeting_id)
            problems = before_approval(live_detail(work.session, row), meeting)
            if not clean_line(approved_by):
                problems.append(Problem("approved_by", N_("Say who approves it.")))
            refuse_if(problems)
            states.check_move(row.status, RecordStatus.APPROVED)
            check_marking(work.session, row.marking)
            freeze_older(work)
            row.status, row.approved_by, row.approved_at = RecordStatus.APPROVED, clean_line(approved_by), moment(work)
            notes: tuple[Problem, ...] = ()
            if row.approved_at > work.at:
                words = N_("The computer's clock is set back: the approval bears the time of the one before it.")
                notes = (Problem("clock", words),)
            previous = find(work.session, MeetingRecord, row.previous_id) if row.previous_id else None
            if previous is None:
                taken = take(work, row)
                row.reference, row.edition, notes = taken.reference, 1, (*notes, *taken.notes)
            else:
                states.check_move(previous.status, RecordStatus.SUPERSEDED)
                previous.status = RecordStatus.SUPERSEDED
                row.reference, row.edition = previous.reference, previous.edition + 1
                supersede_left(work, previous, f"{row.reference} · {row.edition}")
            frozen = freeze(work, row)
        return Approved(record_id, work.changes, row.reference, row.edition, frozen.sha256, notes)

    def issue(self, record_id: str) -> Written:
        """Note that the approved record was issued. Raises Refused for one that is not approved."""
        with self.store.write() as work:
            row = find(work.session, MeetingRecord, record_id)
            states.check_move(row.status, RecordStatus.ISSUED)
            row.status = RecordStatus.ISSUED
        return work.written(record_id)

    def correct(self, record_id: str) -> Written:
        """Begin a correction: a draft with everything the approved version says. Gives the draft's id; one that was
        begun already is given again. Raises Refused."""
        with self.store.write() as work:
            row = find(work.session, MeetingRecord, record_id)
            if row.status not in (RecordStatus.APPROVED, RecordStatus.ISSUED):
                raise Refused(N_("Only an approved record is corrected; this one can still be changed itself."))
            begun = work.session.scalar(
                select(MeetingRecord.id).where(
                    MeetingRecord.previous_id == record_id, MeetingRecord.deleted_at.is_(None)
                )
            )
            if begun is not None:
                return Written(begun, work.changes)
            freeze_older(work)
            new = _copy(work, row)
            hand_over(work, row, new)
        return work.written(new.id)

    def discard(self, record_id: str) -> Written:
        """Throw a correction away that was begun; its version stays in force with its promises. Raises Refused."""
        with self.store.write() as work:
            row = open_record(work, record_id)
            if row.previous_id is None:
                raise Refused(N_("This is no correction. Change the draft instead."))
            take_back(work, find(work.session, MeetingRecord, row.previous_id), row)
            row.deleted_at = work.at
        return work.written(record_id)


def _review(work: Work, review_id: str) -> tuple[RecordReview, MeetingRecord]:
    review = work.session.get(RecordReview, review_id)
    if review is None:
        raise NotFound(N_("This approver is not asked any more."))
    return review, open_record(work, review.record_id)


def _copy(work: Work, row: MeetingRecord) -> MeetingRecord:
    """A draft with the head and the lines of `row`; the other side has not confirmed it, nor anybody approved it."""
    new = MeetingRecord(
        meeting_id=row.meeting_id,
        status=RecordStatus.DRAFT,
        reference=row.reference,
        previous_id=row.id,
        edition=0,
        draft_no=1,
        approved_by="",
        approved_at=None,
    )
    kept = record_draft_of(row)
    unconfirmed = replace(
        kept,
        correction="",
        confirmation=Confirmation.NOT_SOUGHT,
        confirmation_note="",
        confirmed_by="",
        confirmed_on=None,
        signed_on=None,
    )
    apply_head(new, unconfirmed)
    work.session.add(new)
    work.session.flush()
    columns = RecordPoint.__table__.columns
    lines = work.session.execute(select(*columns).where(RecordPoint.record_id == row.id)).mappings()
    copies = [{**line, "id": copied_id(line["id"], new.id), "record_id": new.id} for line in lines]
    add_rows(work.session, RecordPoint, copies)
    work.session.expire(new, ["points"])
    return new
