"""One meeting: read, saved, moved through its states, duplicated, deleted. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.container import Queries, Services
from app.core.changes import Changes, Written
from app.core.enums import MeetingStatus
from app.core.errors import AppError, Conflict, Refused
from app.core.i18n import N_, language, tr
from app.core.ltext import pick
from app.core.problems import Problem
from app.core.wording import label
from app.jobs.lanes import Lane
from app.queries.meetings import MeetingDetail
from app.services.attendance import ParticipantDraft
from app.services.meetings import AgendaDraft, MeetingDraft
from ui.desk import Desk
from ui.meetings.form import FIELD_OF, Titles


@dataclass(frozen=True, slots=True)
class Loaded:
    """A meeting as it was read: what is shown, the draft an edit starts from, and what the draft's ids are called."""

    detail: MeetingDetail
    draft: MeetingDraft
    titles: Titles
    points: int = 0


@dataclass(frozen=True, slots=True)
class Clash:
    """A save that met another's: `mine` was typed on `base`, `theirs` is stored now; `conflict` names the fields."""

    conflict: Conflict
    mine: MeetingDraft
    base: MeetingDraft
    theirs: Loaded


MOVES: dict[MeetingStatus, str] = {
    MeetingStatus.REQUESTED: N_("Request anew"),
    MeetingStatus.TENTATIVE: N_("Make tentative"),
    MeetingStatus.CONFIRMED: N_("Confirm"),
    MeetingStatus.HELD: N_("Mark as held"),
    MeetingStatus.POSTPONED: N_("Postpone…"),
    MeetingStatus.CANCELLED: N_("Cancel the meeting…"),
}
"""What a button says that brings a meeting into a state."""


class MeetingPresenter(QObject):
    """Reads and writes the meeting that is open."""

    loaded = Signal(object)
    """A `Loaded`: another meeting, or the same one changed."""
    gone = Signal()
    """The meeting is not there any more."""
    refused = Signal(object)
    """A tuple of `Problem`s with the form's field names."""
    clashed = Signal(object)
    """A `Clash` to be settled."""
    saved = Signal(object)
    """The `MeetingDraft` that was stored."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.id = ""
        self.current: Loaded | None = None
        desk.bridge.changed.connect(self._changed)

    def open(self, id: str) -> None:
        """Show another meeting."""
        self.id, self.current = id, None
        self.reload()

    def close(self) -> None:
        """No meeting is open."""
        self.id, self.current = "", None

    def reload(self) -> None:
        """Read the open meeting again."""
        if self.id:
            job = partial(_read, self._desk.services, self._desk.queries, self.id)
            self._desk.tasks.run(Lane.DB, job, partial(self._read, self.id), partial(self._not_read, self.id), self)

    def save(self, draft: MeetingDraft, base: MeetingDraft) -> None:
        """Store what was typed on `base`."""
        job = partial(self._desk.services.meetings.update, self.id, draft, base)
        failed = partial(self._not_saved, self.id, draft, base)
        self._desk.tasks.run(Lane.DB, job, partial(self._saved, draft), failed, self)

    def settle(self, clash: Clash, keep_mine: set[str]) -> None:
        """Save again after the conflict: my value for the fields in `keep_mine`, theirs for the others in conflict.

        What I did not touch is taken as it stands now.
        """
        fought = {field.field for field in clash.conflict.fields}
        changes: dict[str, Any] = {}
        for item in fields(MeetingDraft):
            mine = getattr(clash.mine, item.name)
            touched = mine != getattr(clash.base, item.name)
            if touched and (item.name not in fought or item.name in keep_mine):
                changes[item.name] = mine
        self.save(replace(clash.theirs.draft, **changes), clash.theirs.draft)

    def move(self, status: MeetingStatus, reason: str = "") -> None:
        """Bring the meeting into another state."""
        title = self.current.detail.title if self.current else ""
        said = tr("“{title}”: {status}.", title=title, status=label(status))
        self._desk.tasks.run(
            Lane.DB, partial(self._desk.services.meetings.move, self.id, status, reason), partial(self._did, said),
            owner=self,
        )  # fmt: skip

    def remove(self) -> None:
        """Take the meeting off the lists; the notice offers to undo it."""
        title = self.current.detail.title if self.current else ""
        self._desk.tasks.run(
            Lane.DB, partial(self._desk.services.meetings.remove, self.id),
            partial(self._removed, tr("“{title}” was deleted.", title=title)), owner=self,
        )  # fmt: skip

    def duplicate(self) -> None:
        """Make the same meeting a week later, with its people and agenda, and open it."""
        if self.current is not None:
            job = partial(_duplicate, self._desk.services, self.current)
            self._desk.tasks.run(Lane.DB, job, self._duplicated, owner=self)

    # ---- answers ---------------------------------------------------------------------------------------------------

    def _read(self, id: str, answer: Loaded) -> None:
        if id == self.id:
            self.current = answer
            self.loaded.emit(answer)

    def _not_read(self, id: str, error: AppError) -> None:
        if id == self.id:
            self.close()
            self._desk.notices.error(error)
            self.gone.emit()

    def _saved(self, draft: MeetingDraft, written: Written) -> None:
        self._desk.notices.done(tr("“{title}” was saved.", title=draft.title), written.changes)
        self.saved.emit(draft)

    def _not_saved(self, id: str, draft: MeetingDraft, base: MeetingDraft, error: AppError) -> None:
        if isinstance(error, Conflict):
            job = partial(_read, self._desk.services, self._desk.queries, id)
            self._desk.tasks.run(Lane.DB, job, partial(self._met, error, draft, base), owner=self)
        elif isinstance(error, Refused) and error.problems:
            self.refused.emit(tuple(_in_form(problem) for problem in error.problems))
        else:
            self._desk.notices.error(error)

    def _met(self, conflict: Conflict, draft: MeetingDraft, base: MeetingDraft, theirs: Loaded) -> None:
        self.clashed.emit(Clash(conflict, draft, base, theirs))

    def _did(self, said: str, written: Written) -> None:
        self._desk.notices.done(said, written.changes)

    def _removed(self, said: str, written: Written) -> None:
        if written.id == self.id:
            self.close()
            self.gone.emit()
        self._did(said, written)

    def _duplicated(self, written: Written) -> None:
        self._desk.notices.done(tr("The meeting was duplicated for a week later."), written.changes)
        self._desk.navigation.open("meeting", written.id)

    def _changed(self, changes: Changes) -> None:
        if self.id and (changes.has("meeting", self.id) or changes.touches("record", "venue", "topic", "delegation")):
            self.reload()


def _in_form(problem: Problem) -> Problem:
    return Problem(FIELD_OF.get(problem.field, problem.field), problem.message, problem.params)


def _read(services: Services, queries: Queries, id: str) -> Loaded:
    detail = queries.meetings.get(id)
    draft = services.meetings.draft(id)
    lang = language()
    room = next((choice for choice in queries.choices.rooms("", 1000) if choice.id == draft.room_id), None)
    topics = tuple((topic_id, pick(name, lang)) for topic_id, name in detail.topics)
    record = queries.minutes.of_meeting(id)
    shown = tr("{room} ({venue})", room=room.title, venue=room.detail) if room and room.detail else ""
    titles = Titles(shown or (room.title if room else ""), topics)
    return Loaded(detail, replace(draft, topic_ids=tuple(t for t, _ in topics)), titles,
                  len(record.points) if record else 0)  # fmt: skip


def _duplicate(services: Services, loaded: Loaded) -> Written:
    week = timedelta(days=7)
    draft = loaded.draft
    assert draft.starts_at is not None
    assert draft.ends_at is not None
    people = [
        ParticipantDraft(
            person_id=row.person_id,
            organisation_id=row.organisation_id,
            side=row.side,
            role=row.role,
            represented_by=row.represented_by,
            remarks=row.remarks,
            anonymous_in_record=row.anonymous_in_record,
        )
        for row in loaded.detail.participants
    ]
    agenda = [
        AgendaDraft(item.title, item.lead, item.minutes, item.outcome, item.papers, objective=item.objective)
        for item in loaded.detail.agenda
    ]
    copy = replace(draft, starts_at=draft.starts_at + week, ends_at=draft.ends_at + week, code="")
    return services.meetings.create(copy, people, agenda=agenda)
