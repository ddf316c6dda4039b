"""Delegations: made, edited and filled, in the order the sending body gave and with at most one head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.core.changes import Written
from app.core.enums import DelegationStatus, MemberCategory
from app.core.errors import Refused
from app.core.i18n import N_
from app.core.ltext import pick
from app.core.problems import Problem
from app.core.text import clean, clean_line
from app.domain.delegations import Delegation, DelegationMember
from app.domain.meetings import Meeting
from app.domain.organisations import Organisation
from app.domain.people import Person
from app.domain.visits import FacilityVisit
from app.services.base import Service, find, merge, refuse_if
from app.services.drafts import clean_texts, has_text, no_text
from app.services.parts import sync
from app.services.uses import Columns, is_used


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """One member; the draft's tuple is in the order of the list. `part` is the body inside (METI, JETRO)."""

    person_id: str
    category: MemberCategory = MemberCategory.INDUSTRY
    is_head: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class DelegationDraft:
    """What a person edits of a delegation. `announced_size` is the number the sender gave (0 = none given)."""

    name: Mapping[str, str] = field(default_factory=no_text)
    code: str = ""
    side: str = ""
    organisation_id: str | None = None
    status: DelegationStatus = DelegationStatus.PROVISIONAL
    list_version: int = 1
    announced_size: int = 0
    arrives_on: date | None = None
    leaves_on: date | None = None
    purpose: str = ""
    notes: str = ""
    members: tuple[MemberDraft, ...] = ()

    def problems(self) -> list[Problem]:
        """What is missing or wrong, before the store is asked."""
        found = []
        if not has_text(self.name):
            found.append(Problem("name", N_("Enter a name.")))
        if self.arrives_on and self.leaves_on and self.leaves_on < self.arrives_on:
            found.append(Problem("leaves_on", N_("The delegation leaves before it arrives.")))
        if self.announced_size < 0:
            found.append(Problem("announced_size", N_("Enter a number of people.")))
        if sum(member.is_head for member in self.members) > 1:
            found.append(Problem("members", N_("A delegation has one head; choose one.")))
        if len({member.person_id for member in self.members}) < len(self.members):
            found.append(Problem("members", N_("The same person stands on the list twice.")))
        return found


def draft_of(row: Delegation) -> DelegationDraft:
    """The draft that would make `row`."""
    return DelegationDraft(
        name=dict(row.name or {}),
        code=row.code,
        side=row.side,
        organisation_id=row.organisation_id,
        status=row.status,
        list_version=row.list_version,
        announced_size=row.announced_size,
        arrives_on=row.arrives_on,
        leaves_on=row.leaves_on,
        purpose=row.purpose,
        notes=row.notes,
        members=tuple(MemberDraft(m.person_id, m.category, m.is_head, m.part) for m in row.members),
    )


class DelegationService(Service):
    """Writes delegations."""

    def draft(self, id: str) -> DelegationDraft:
        """The draft an editor starts from. Raises NotFound."""
        with self.store.read() as session:
            return draft_of(find(session, Delegation, id))

    def create(self, draft: DelegationDraft) -> Written:
        """Make a delegation. Raises Refused for a draft with problems."""
        refuse_if(draft.problems())
        with self.store.write() as work:
            row = Delegation()
            _apply(work.session, row, draft)
            work.session.add(row)
        return work.written(row.id)

    def update(self, id: str, draft: DelegationDraft, base: DelegationDraft | None = None) -> Written:
        """Save an edit made on `base`. Raises Refused, NotFound, Conflict."""
        with self.store.write() as work:
            row = find(work.session, Delegation, id)
            merged = merge("delegation", row, draft_of(row), draft, base)
            refuse_if(merged.problems())
            _apply(work.session, row, merged)
            work.touch(row)
        return work.written(id)

    def add_members(self, id: str, members: Sequence[MemberDraft]) -> Written:
        """Put people at the end of the list; who stands on it already stays in place. A second head is refused."""
        with self.store.write() as work:
            row = find(work.session, Delegation, id)
            listed = {member.person_id for member in row.members}
            fresh = {member.person_id: member for member in members if member.person_id not in listed}
            whole = draft_of(row).members + tuple(fresh.values())
            refuse_if(DelegationDraft(name=row.name, members=whole).problems())
            _set_members(work.session, row, whole)
            work.touch(row)
        return work.written(id)

    def remove(self, id: str) -> Written:
        """Take a delegation off the lists. Refused while a meeting or a visit is planned for it."""
        with self.store.write() as work:
            row = find(work.session, Delegation, id)
            if is_used(work.session, _USES, id):
                raise Refused(N_("{name} still has meetings or visits and was kept."), name=row.shown_name)
            row.deleted_at = work.at
        return work.written(id)


_USES: Columns = (Meeting.delegation_id, FacilityVisit.delegation_id)


def _apply(session: Session, row: Delegation, draft: DelegationDraft) -> None:
    if draft.organisation_id:
        find(session, Organisation, draft.organisation_id)
    row.name, row.code, row.side = clean_texts(draft.name), clean_line(draft.code), draft.side
    row.organisation_id, row.status = draft.organisation_id, draft.status
    row.list_version, row.announced_size = draft.list_version, draft.announced_size
    row.arrives_on, row.leaves_on = draft.arrives_on, draft.leaves_on
    row.purpose, row.notes = clean(draft.purpose), clean(draft.notes)
    row.shown_name = pick(row.name, "en")
    _set_members(session, row, draft.members)


def _set_members(session: Session, row: Delegation, members: Sequence[MemberDraft]) -> None:
    listed = {member.person_id for member in row.members}
    for member in members:
        if member.person_id not in listed:
            find(session, Person, member.person_id)
    sync(
        row.members, [_values(no, member) for no, member in enumerate(members, start=1)], DelegationMember, "person_id"
    )


def _values(no: int, member: MemberDraft) -> dict[str, Any]:
    return {
        "person_id": member.person_id,
        "order_no": no,
        "category": member.category,
        "is_head": member.is_head,
        "part": clean_line(member.part),
    }
