"""Follow-ups: everything promised, by one side and one owner, until done with evidence or dropped with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.changes import Written
from app.core.enums import DuePrecision, FollowupKind, FollowupStatus
from app.core.errors import Refused
from app.core.i18n import N_
from app.core.problems import Problem
from app.core.text import clean, clean_line
from app.db.unit_of_work import Work
from app.domain import states
from app.domain.followups import Followup
from app.domain.meetings import Meeting
from app.domain.organisations import Organisation
from app.domain.people import Person
from app.domain.visits import FacilityVisit
from app.services.base import Service, find, merge, refuse_if


@dataclass(frozen=True, slots=True)
class FollowupDraft:
    """What a person edits of a follow-up. One owner: a person, an organisation, or a text where the name is withheld.

    `due_on` with precision `date`, or another precision with `due_text` ("before the visit"), or `no_due_reason`.
    """

    title: str = ""
    kind: FollowupKind = FollowupKind.ACTION
    side: str = ""
    owner_person_id: str | None = None
    owner_organisation_id: str | None = None
    owner_text: str = ""
    due_on: date | None = None
    due_precision: DuePrecision = DuePrecision.DATE
    due_text: str = ""
    no_due_reason: str = ""
    next_step: str = ""
    reference: str = ""
    meeting_id: str | None = None
    visit_id: str | None = None
    code: str = ""

    @property
    def has_owner(self) -> bool:
        return bool(self.owner_person_id or self.owner_organisation_id or clean_line(self.owner_text))

    @property
    def has_due(self) -> bool:
        return bool(self.due_on or clean_line(self.no_due_reason) or self.due_precision is not DuePrecision.DATE)

    def problems(self) -> list[Problem]:
        """What a saved follow-up needs: words, one side, one owner, a due date or a reason for none (4.6, 18)."""
        found: list[Problem] = []
        if not clean_line(self.title):
            found.append(Problem("title", N_("Enter what was promised.")))
        if not self.side:
            found.append(Problem("side", N_("Choose the one side that is responsible.")))
        if not self.has_owner:
            found.append(Problem("owner", N_("Name one owner.")))
        if not self.has_due:
            found.append(Problem("due_on", N_("Enter a due date, or the reason for none.")))
        return found + self.owner_problems()

    def owner_problems(self) -> list[Problem]:
        """A promise has one owner; a joint one becomes two follow-ups."""
        if self.owner_person_id and self.owner_organisation_id:
            return [Problem("owner", N_("Name one owner: a person or an organisation. A joint promise becomes two."))]
        return []


def draft_of(row: Followup) -> FollowupDraft:
    """The draft that would make `row`."""
    return FollowupDraft(
        title=row.title,
        kind=row.kind,
        side=row.side,
        owner_person_id=row.owner_person_id,
        owner_organisation_id=row.owner_organisation_id,
        owner_text=row.owner_text,
        due_on=row.due_on,
        due_precision=row.due_precision,
        due_text=row.due_text,
        no_due_reason=row.no_due_reason,
        next_step=row.next_step,
        reference=row.reference,
        meeting_id=row.meeting_id,
        visit_id=row.visit_id,
        code=row.code,
    )


class FollowupService(Service):
    """Writes follow-ups."""

    def draft(self, id: str) -> FollowupDraft:
        """The draft an editor starts from. Raises NotFound."""
        with self.store.read() as session:
            return draft_of(find(session, Followup, id))

    def create(self, draft: FollowupDraft) -> Written:
        """Note a promise that was not made in a record. Raises Refused."""
        refuse_if(draft.problems())
        with self.store.write() as work:
            row = new_followup(work, draft)
        return work.written(row.id)

    def update(self, id: str, draft: FollowupDraft, base: FollowupDraft | None = None) -> Written:
        """Save an edit made on `base`. Raises Refused, NotFound, Conflict."""
        with self.store.write() as work:
            row = find(work.session, Followup, id)
            merged = merge("followup", row, draft_of(row), draft, base)
            refuse_if(merged.problems())
            apply(work.session, row, merged)
        return work.written(id)

    def start(self, id: str) -> Written:
        """Take it in hand."""
        return self._move(id, FollowupStatus.IN_HAND)

    def done(self, id: str, evidence: str, on: date | None = None) -> Written:
        """Close as done; `evidence` says what shows it (a letter, a file, a reference). Raises Refused without it."""
        return self._move(id, FollowupStatus.DONE, evidence=evidence, on=on)

    def drop(self, id: str, reason: str, on: date | None = None) -> Written:
        """Close as dropped, with the reason. Raises Refused without one."""
        return self._move(id, FollowupStatus.DROPPED, reason=reason, on=on)

    def reopen(self, id: str) -> Written:
        """Take a closing back; evidence and reason stay readable in the audit trail."""
        with self.store.write() as work:
            row = find(work.session, Followup, id)
            if row.status not in (FollowupStatus.DONE, FollowupStatus.DROPPED):
                raise Refused(N_("Only a closed follow-up can be reopened."))
            row.status, row.evidence, row.closure_note, row.closed_on = FollowupStatus.OPEN, "", "", None
        return work.written(id)

    def remove(self, id: str) -> Written:
        """Delete a follow-up typed by mistake. Refused for one that a record line holds (4.6, 19)."""
        with self.store.write() as work:
            row = find(work.session, Followup, id)
            if row.source_point_id:
                raise Refused(N_("This promise stands in a record. Drop it with a reason, or change the record line."))
            row.deleted_at = work.at
        return work.written(id)

    def _move(
        self, id: str, status: FollowupStatus, *, evidence: str = "", reason: str = "", on: date | None = None
    ) -> Written:
        with self.store.write() as work:
            row = find(work.session, Followup, id)
            states.check_move(row.status, status, reason=reason, evidence=evidence)
            row.status = status
            if status in (FollowupStatus.DONE, FollowupStatus.DROPPED):
                row.evidence, row.closure_note = clean(evidence), clean(reason)
                row.closed_on = on or work.at.date()
        return work.written(id)


def new_followup(work: Work, draft: FollowupDraft, *, source_point_id: str | None = None) -> Followup:
    """Add a follow-up to a running unit of work; without a code it gets the next running number."""
    row = Followup(status=FollowupStatus.OPEN, source_point_id=source_point_id)
    apply(work.session, row, draft)
    if not row.code:
        count = work.session.scalar(select(func.count()).select_from(Followup)) or 0
        row.code = f"F{count + 1}"
    work.session.add(row)
    return row


def apply(session: Session, row: Followup, draft: FollowupDraft) -> None:
    """Write a draft's values into a row; the links must exist."""
    refuse_if(draft.owner_problems())
    links: Sequence[tuple[type, str | None]] = (
        (Person, draft.owner_person_id),
        (Organisation, draft.owner_organisation_id),
        (Meeting, draft.meeting_id),
        (FacilityVisit, draft.visit_id),
    )
    for table, id in links:
        if id:
            find(session, table, id)
    row.title, row.kind, row.side = clean(draft.title).strip(), draft.kind, draft.side
    row.owner_person_id, row.owner_organisation_id = draft.owner_person_id, draft.owner_organisation_id
    row.owner_text = clean_line(draft.owner_text)
    row.due_on, row.due_precision, row.due_text = draft.due_on, draft.due_precision, clean_line(draft.due_text)
    row.no_due_reason, row.next_step = clean_line(draft.no_due_reason), clean(draft.next_step)
    row.reference, row.meeting_id, row.visit_id = clean_line(draft.reference), draft.meeting_id, draft.visit_id
    row.code = draft.code or row.code or ""
