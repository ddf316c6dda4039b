"""Topics, the sources of facts, and what each source claims: two versions can stand until an officer picks one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Written
from app.core.errors import Refused
from app.core.i18n import N_
from app.core.ltext import pick
from app.core.problems import Problem
from app.core.text import clean, clean_line
from app.domain.meetings import MeetingTopic
from app.domain.minutes import RecordPoint
from app.domain.topics import Claim, Source, Topic
from app.services.base import Service, find, merge, refuse_if
from app.services.drafts import clean_texts, has_text, no_text

PRESS_STATEMENT = "press-statement"
"""What a claim is about when it is a real person's public statement, paraphrased: never something said in a room."""


@dataclass(frozen=True, slots=True)
class TopicDraft:
    """What a person edits of a topic."""

    name: Mapping[str, str] = field(default_factory=no_text)
    code: str = ""
    parent_id: str | None = None
    description: str = ""

    def problems(self) -> list[Problem]:
        """What is missing, before the store is asked."""
        return [] if has_text(self.name) else [Problem("name", N_("Enter a name."))]


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """Where a fact was read; `address` is a web address or a shelf mark."""

    title: str = ""
    code: str = ""
    address: str = ""
    published_on: date | None = None

    def problems(self) -> list[Problem]:
        """What is missing, before the store is asked."""
        return [] if clean_line(self.title) else [Problem("title", N_("Enter a title."))]


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """What one source says about one field of one record: kind "meeting", id, about "date", value "2025-07-03"."""

    subject_kind: str = ""
    subject_id: str = ""
    about: str = ""
    value: str = ""
    source_id: str | None = None
    as_of: date | None = None
    confidence: str = ""
    note: str = ""

    def problems(self) -> list[Problem]:
        """What is missing, before the store is asked."""
        found = []
        if not (self.subject_kind and self.subject_id and clean_line(self.about)):
            found.append(Problem("about", N_("Choose what this is about.")))
        if not clean_line(self.value):
            found.append(Problem("value", N_("Enter what the source says.")))
        return found


class TopicService(Service):
    """Writes topics."""

    def draft(self, id: str) -> TopicDraft:
        """The draft an editor starts from. Raises NotFound."""
        with self.store.read() as session:
            return _topic_draft(find(session, Topic, id))

    def create(self, draft: TopicDraft) -> Written:
        """Make a topic. Raises Refused for a draft with problems."""
        refuse_if(draft.problems())
        with self.store.write() as work:
            row = Topic()
            _apply_topic(work.session, row, draft)
            work.session.add(row)
        return work.written(row.id)

    def update(self, id: str, draft: TopicDraft, base: TopicDraft | None = None) -> Written:
        """Save an edit made on `base`. Raises Refused, NotFound, Conflict."""
        with self.store.write() as work:
            row = find(work.session, Topic, id)
            merged = merge("topic", row, _topic_draft(row), draft, base)
            refuse_if(merged.problems())
            _apply_topic(work.session, row, merged)
        return work.written(id)

    def remove(self, id: str) -> Written:
        """Take a topic off the lists. Refused while meetings are filed under it."""
        with self.store.write() as work:
            row = find(work.session, Topic, id)
            if work.session.scalar(select(MeetingTopic.id).where(MeetingTopic.topic_id == id).limit(1)):
                raise Refused(N_("{name} is still used by meetings and was kept."), name=pick(row.name, "en"))
            row.deleted_at = work.at
        return work.written(id)


class SourceService(Service):
    """Writes sources."""

    def create(self, draft: SourceDraft) -> Written:
        """Note a source. Raises Refused for a draft with problems."""
        refuse_if(draft.problems())
        with self.store.write() as work:
            row = Source()
            _apply_source(row, draft)
            work.session.add(row)
        return work.written(row.id)

    def update(self, id: str, draft: SourceDraft, base: SourceDraft | None = None) -> Written:
        """Save an edit made on `base`. Raises Refused, NotFound, Conflict."""
        with self.store.write() as work:
            row = find(work.session, Source, id)
            current = SourceDraft(row.title, row.code, row.address, row.published_on)
            merged = merge("source", row, current, draft, base)
            refuse_if(merged.problems())
            _apply_source(row, merged)
        return work.written(id)

    def remove(self, id: str) -> Written:
        """Take a source off the list. Refused while claims or record points rest on it."""
        with self.store.write() as work:
            row = find(work.session, Source, id)
            claimed = select(Claim.id).where(Claim.source_id == id, Claim.deleted_at.is_(None)).limit(1)
            quoted = select(RecordPoint.id).where(RecordPoint.source_id == id).limit(1)
            if work.session.scalar(claimed) or work.session.scalar(quoted):
                raise Refused(N_("{name} still carries facts and was kept."), name=row.title)
            row.deleted_at = work.at
        return work.written(id)


class ClaimService(Service):
    """Writes what sources say, and which one the officer relies on."""

    def create(self, draft: ClaimDraft, *, chosen: bool = False) -> Written:
        """Note a claim; `chosen` makes it the one relied on. Raises Refused for a draft with problems."""
        refuse_if(draft.problems())
        with self.store.write() as work:
            row = Claim(
                subject_kind=draft.subject_kind,
                subject_id=draft.subject_id,
                about=clean_line(draft.about),
                value=clean(draft.value),
                source_id=find(work.session, Source, draft.source_id).id if draft.source_id else None,
                as_of=draft.as_of,
                confidence=clean_line(draft.confidence),
                chosen=False,
                note=clean(draft.note),
            )
            work.session.add(row)
            if chosen:
                _choose(work.session, row)
        return work.written(row.id)

    def choose(self, id: str) -> Written:
        """Rely on this claim: one at a time for each field of a record. The others stay, unchosen. Raises NotFound."""
        with self.store.write() as work:
            _choose(work.session, find(work.session, Claim, id))
        return work.written(id)

    def remove(self, id: str) -> Written:
        """Take a claim away. Raises NotFound."""
        with self.store.write() as work:
            row = find(work.session, Claim, id)
            row.deleted_at, row.chosen = work.at, False
        return work.written(id)


def _choose(session: Session, chosen: Claim) -> None:
    same = select(Claim).where(
        Claim.subject_kind == chosen.subject_kind, Claim.subject_id == chosen.subject_id, Claim.about == chosen.about
    )
    for row in session.scalars(same):
        if row.chosen != (row is chosen):
            row.chosen = row is chosen
    chosen.chosen = True


def _topic_draft(row: Topic) -> TopicDraft:
    return TopicDraft(dict(row.name or {}), row.code, row.parent_id, row.description)


def _apply_topic(session: Session, row: Topic, draft: TopicDraft) -> None:
    above = find(session, Topic, draft.parent_id) if draft.parent_id else None
    while above is not None:
        if above.id == row.id:
            raise Refused(problems=[Problem("parent_id", N_("A topic cannot stand above itself."))])
        above = session.get(Topic, above.parent_id) if above.parent_id else None
    row.name, row.code, row.parent_id = clean_texts(draft.name), clean_line(draft.code), draft.parent_id
    row.description = clean(draft.description)


def _apply_source(row: Source, draft: SourceDraft) -> None:
    row.title, row.code = clean_line(draft.title), clean_line(draft.code)
    row.address, row.published_on = clean_line(draft.address), draft.published_on
