"""Changes to a delegation's list of members, each one unit of work with its Undo. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.core.changes import Changes, Written
from app.core.enums import MemberCategory, NameOrder
from app.core.i18n import ntr, tr
from app.core.wording import label
from app.jobs.lanes import Lane
from app.queries.delegations import DelegationDetail
from app.services.delegations import DelegationService, MemberDraft
from app.services.people import PersonDraft, PersonNameDraft
from ui.desk import Desk

Members = tuple[MemberDraft, ...]


class MembersPresenter(QObject):
    """Writes what the list asks for; `followed` says on whom the keyboard stays after the reload."""

    followed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.delegation: DelegationDetail | None = None

    def add(self, person_id: str, name: str) -> None:
        """Put a person at the end of the list."""
        if any(person_id == id for id in self._ids()):
            self._desk.notices.info(tr("{name} is on the list already.", name=name))
            self.followed.emit(person_id)
            return
        member = MemberDraft(person_id, self._usual_category())
        job = partial(self._desk.services.delegations.add_members, self._id(), [member])
        self._run(job, tr("{name} was added to the list.", name=name), person_id)

    def create(self, name: str) -> None:
        """Make a person with this one name, which nobody splits, on the delegation's side, and list them."""
        side = self.delegation.side if self.delegation else ""
        draft = PersonDraft(names=(PersonNameDraft(full=name, order=NameOrder.SINGLE),), side=side)
        job = partial(self._desk.services.people.create, draft)
        self._desk.tasks.run(Lane.DB, job, partial(self._created, self._id(), name), owner=self)

    def toggle_head(self, person_id: str) -> None:
        """Make a person the head, or nobody if they are it; there is one head at most."""
        now = next((m.is_head for m in self._rows() if m.person_id == person_id), False)
        name = self._name(person_id)
        said = tr("{name} is not the head any more.", name=name) if now else tr("{name} is the head.", name=name)
        self._change(partial(_with_head, "" if now else person_id), said, person_id)

    def set_category(self, person_ids: Sequence[str], category: MemberCategory) -> None:
        """Give people a category."""
        said = tr("Category: {category}.", category=label(category))
        first = person_ids[0] if person_ids else ""
        self._change(partial(_with_category, frozenset(person_ids), category), said, first)

    def set_part(self, person_ids: Sequence[str], part: str) -> None:
        """Say to which body inside the delegation people belong."""
        said = tr("Body inside the delegation: {part}.", part=part) if part else tr("No body inside the delegation.")
        self._change(partial(_with_part, frozenset(person_ids), part), said, person_ids[0] if person_ids else "")

    def move(self, person_id: str, by: int) -> None:
        """Move one person up or down; the order by hand stays."""
        ids = self._ids()
        at = ids.index(person_id) if person_id in ids else -1
        if at >= 0 and 0 <= at + by < len(ids):
            said = tr("{name} was moved.", name=self._name(person_id))
            self._change(partial(_moved, person_id, by), said, person_id, quiet=True)

    def drop(self, person_ids: Sequence[str], before: int) -> None:
        """Move people, as dragged, in front of row `before`."""
        said = ntr("{n} person was moved.", "{n} people were moved.", len(person_ids))
        rows = self._ids()
        anchor = next((id for id in rows[before:] if id not in person_ids), "")
        self._change(partial(_dropped, tuple(person_ids), anchor), said, person_ids[0], quiet=True)

    def remove(self, person_ids: Sequence[str]) -> None:
        """Take people off the list; the notice brings them back."""
        gone, ids = set(person_ids), self._ids()
        first = next((no for no, id in enumerate(ids) if id in gone), 0)
        left = [id for id in ids if id not in gone]
        near = left[min(first, len(left) - 1)] if left else ""
        if len(gone) == 1:
            said = tr("{name} was taken off the list.", name=self._name(person_ids[0]))
        else:
            said = ntr("{n} person was taken off the list.", "{n} people were taken off the list.", len(gone))
        self._change(partial(_without, frozenset(gone)), said, near)

    # ---- inside ----------------------------------------------------------------------------------------------------

    def _id(self) -> str:
        return self.delegation.id if self.delegation else ""

    def _rows(self) -> Sequence[MemberDraft]:
        rows = self.delegation.members if self.delegation else ()
        return [MemberDraft(row.person_id, row.category, row.is_head, row.part) for row in rows]

    def _ids(self) -> list[str]:
        return [row.person_id for row in self.delegation.members] if self.delegation else []

    def _name(self, person_id: str) -> str:
        rows = self.delegation.members if self.delegation else ()
        return next((row.name for row in rows if row.person_id == person_id), "")

    def _usual_category(self) -> MemberCategory:
        """Lists come body by body: whoever is added is mostly of the kind of the one before."""
        rows = self._rows()
        return rows[-1].category if rows else MemberCategory.GOVERNMENT

    def _change(self, change: Callable[[Members], Members], said: str, follow: str, *, quiet: bool = False) -> None:
        job = partial(_changed, self._desk.services.delegations, self._id(), change)
        self._run(job, said, follow, quiet=quiet)

    def _run(self, job: Callable[[], Written], said: str, follow: str, *, quiet: bool = False) -> None:
        if self.delegation is not None:
            self.followed.emit(follow)
            self._desk.tasks.run(Lane.DB, job, partial(self._done, said, quiet), owner=self)

    def _done(self, said: str, quiet: bool, written: Written) -> None:
        if quiet:
            self._desk.undo.remember(said, written.changes)
        else:
            self._desk.notices.done(said, written.changes)

    def _created(self, delegation_id: str, name: str, written: Written) -> None:
        member = MemberDraft(written.id, self._usual_category())
        job = partial(self._desk.services.delegations.add_members, delegation_id, [member])
        self._run(job, tr("{name} was added to the list.", name=name), written.id)


def _changed(delegations: DelegationService, id: str, change: Callable[[Members], Members]) -> Written:
    """Change the list as it stands now, so that two windows never take each other's changes back."""
    draft = delegations.draft(id)
    members = change(draft.members)
    if members == draft.members:
        return Written(id, Changes())
    return delegations.update(id, replace(draft, members=members), draft)


def _with_head(person_id: str, members: Members) -> Members:
    return tuple(replace(member, is_head=member.person_id == person_id) for member in members)


def _with_category(ids: frozenset[str], category: MemberCategory, members: Members) -> Members:
    return tuple(replace(m, category=category) if m.person_id in ids else m for m in members)


def _with_part(ids: frozenset[str], part: str, members: Members) -> Members:
    return tuple(replace(m, part=part) if m.person_id in ids else m for m in members)


def _without(ids: frozenset[str], members: Members) -> Members:
    return tuple(member for member in members if member.person_id not in ids)


def _moved(person_id: str, by: int, members: Members) -> Members:
    order = list(members)
    at = next((no for no, member in enumerate(order) if member.person_id == person_id), -1)
    if at < 0 or not 0 <= at + by < len(order):
        return members
    order.insert(at + by, order.pop(at))
    return tuple(order)


def _dropped(ids: tuple[str, ...], anchor: str, members: Members) -> Members:
    taken = [member for member in members if member.person_id in ids]
    rest = [member for member in members if member.person_id not in ids]
    at = next((no for no, member in enumerate(rest) if member.person_id == anchor), len(rest))
    return (*rest[:at], *taken, *rest[at:])
