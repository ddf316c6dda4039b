"""Events: the conference or visit that holds several meetings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from app.core.changes import Written
from app.core.errors import Refused
from app.core.i18n import N_
from app.core.ltext import pick
from app.core.problems import Problem
from app.core.text import clean, clean_line
from app.domain.meetings import Event, Meeting
from app.domain.organisations import Organisation
from app.services.base import Service, find, merge, refuse_if
from app.services.drafts import clean_texts, has_text, no_text
from app.services.uses import Columns, is_used


@dataclass(frozen=True, slots=True)
class EventDraft:
    """What a person edits of an event; `organisation_id` is the host. Days are local, both included."""

    title: Mapping[str, str] = field(default_factory=no_text)
    code: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    organisation_id: str | None = None
    description: str = ""

    def problems(self) -> list[Problem]:
        """What is missing or wrong, before the store is asked."""
        found = []
        if not has_text(self.title):
            found.append(Problem("title", N_("Enter a title.")))
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            found.append(Problem("ends_on", N_("The event ends before it starts.")))
        return found


def draft_of(row: Event) -> EventDraft:
    """The draft that would make `row`."""
    return EventDraft(dict(row.title or {}), row.code, row.starts_on, row.ends_on, row.organisation_id, row.description)


class EventService(Service):
    """Writes events."""

    def draft(self, id: str) -> EventDraft:
        """The draft an editor starts from. Raises NotFound."""
        with self.store.read() as session:
            return draft_of(find(session, Event, id))

    def create(self, draft: EventDraft) -> Written:
        """Make an event. Raises Refused for a draft with problems."""
        refuse_if(draft.problems())
        with self.store.write() as work:
            row = Event()
            _apply(work.session, row, draft)
            work.session.add(row)
        return work.written(row.id)

    def update(self, id: str, draft: EventDraft, base: EventDraft | None = None) -> Written:
        """Save an edit made on `base`. Raises Refused, NotFound, Conflict."""
        with self.store.write() as work:
            row = find(work.session, Event, id)
            merged = merge("event", row, draft_of(row), draft, base)
            refuse_if(merged.problems())
            _apply(work.session, row, merged)
        return work.written(id)

    def remove(self, id: str) -> Written:
        """Take an event off the lists. Refused while it holds meetings."""
        with self.store.write() as work:
            row = find(work.session, Event, id)
            if is_used(work.session, _USES, id):
                raise Refused(N_("{name} still holds meetings and was kept."), name=pick(row.title, "en"))
            row.deleted_at = work.at
        return work.written(id)


_USES: Columns = (Meeting.event_id,)


def _apply(session: Session, row: Event, draft: EventDraft) -> None:
    if draft.organisation_id:
        find(session, Organisation, draft.organisation_id)
    row.title, row.code = clean_texts(draft.title), clean_line(draft.code)
    row.starts_on, row.ends_on = draft.starts_on, draft.ends_on
    row.organisation_id, row.description = draft.organisation_id, clean(draft.description)
