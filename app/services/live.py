"""Taking a record live: what a typed line means, as it is typed, and the line that gives a point back for editing.

The syntax of a line is `app.domain.recordline`, of due words `app.domain.duewords`; here names, topics and sides get
their records. Nothing typed is ever lost: a name, a topic or a day that nobody knows stays in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Written
from app.core.enums import (
    PROMISE_KINDS,
    DuePrecision,
    PointKind,
)
from app.core.errors import Refused
from app.core.formats import date_plain
from app.core.problems import Problem
from app.core.text import fold
from app.core.wording import label
from app.core.zones import local
from app.db.unit_of_work import Store
from app.domain.attendance import Participation
from app.domain.meetings import Meeting
from app.domain.mission import Mission
from app.domain.recordline import RecordLine, format_line, parse_line, quote_names
from app.domain.topics import Topic
from app.queries.missing import advice
from app.services.base import Service, find
from app.services.documents import UnsavedTextService
from app.services.live_names import Named, by_id, elsewhere, meant, named, present
from app.services.live_suggest import ReadDue, Suggestion, dues, people, read_due, topic_word, topics, word_after_mark
from app.services.minutes import MinutesService, PointDraft

__all__ = ["OWNER", "LiveService", "ReadName", "Understood", "advice"]

OWNER = "record"
"""Under which kind the text of an unfinished line is kept; the id is the meeting's."""


@dataclass(frozen=True, slots=True)
class ReadName:
    """One @name: what was typed, who is meant, or how many it may mean (0: nobody known)."""

    typed: str
    found: Named | None
    count: int


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line says so far. `draft` is what Enter would save; `names` in the order typed, the first is the owner of
    a promise and the speaker of anything else; `topics` are (words, known)."""

    draft: PointDraft
    names: tuple[ReadName, ...] = ()
    due: ReadDue | None = None
    topics: tuple[tuple[str, bool], ...] = ()
    side_typed: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    """What a line is read against: the meeting's day, our side and theirs, every side's code."""

    meeting_id: str
    day: date
    ours: str
    theirs: str
    codes: tuple[str, ...]


class LiveService(Service):
    """Reads typed lines and writes them as points."""

    def __init__(self, store: Store, minutes: MinutesService, unsaved: UnsavedTextService) -> None:
        super().__init__(store)
        self._minutes, self._unsaved = minutes, unsaved

    def read(self, meeting_id: str, line: str, base: PointDraft | None = None) -> Understood:
        """What `line` says, for the chips under it and for Enter. `base` is the point that is being edited: what a line
        cannot say stays as it is. Raises NotFound."""
        with self.store.read() as session:
            return _read(session, _table(session, meeting_id), line, base)

    def add(
        self,
        record_id: str,
        meeting_id: str,
        line: str,
        item: str | None,
        after: str | None,
        field: str,
        said_at: datetime | None = None,
    ) -> Written:
        """Write a typed line as a point and forget the kept text `field`; `said_at` (UTC) is when it was begun, while
        people talked. Raises Refused, NotFound."""
        draft = replace(self.read(meeting_id, line).draft, agenda_item_id=item, said_at=said_at)
        written = self._minutes.add_point(record_id, draft, after=after)
        self._unsaved.forget(OWNER, meeting_id, field)
        return written

    def change(self, point_id: str, meeting_id: str, line: str, base: PointDraft, field: str) -> Written:
        """Save an edited line made on `base`. Raises Refused, NotFound, Conflict."""
        draft = self.read(meeting_id, line, base).draft
        written = self._minutes.update_point(point_id, draft, base)
        self._unsaved.forget(OWNER, meeting_id, field)
        return written

    def settle(
        self, point_id: str, meeting_id: str, line: str, base: PointDraft, theirs: Sequence[str], field: str
    ) -> Written:
        """Save an edit after a conflict: upon what stands now, the fields in `theirs` as they stand, mine elsewhere."""
        mine, now = self.read(meeting_id, line, base).draft, self._minutes.point(point_id)
        touched = {item.name for item in fields(mine) if getattr(mine, item.name) != getattr(base, item.name)}
        changes = {name: getattr(mine, name) for name in touched.difference(theirs)}
        written = self._minutes.update_point(point_id, replace(now, **changes), now)
        self._unsaved.forget(OWNER, meeting_id, field)
        return written

    def alter(self, point_id: str, **changes: Any) -> Written:
        """Change single fields of a point (kind, side, owner, due). Raises Refused, NotFound."""
        base = self._minutes.point(point_id)
        return self._minutes.update_point(point_id, replace(base, **changes), base)

    def turn(self, point_id: str, kind: PointKind) -> Written:
        """Make a point another kind; the speaker of a statement becomes the owner of a promise, and back."""
        base = self._minutes.point(point_id)
        draft = replace(base, kind=kind)
        if kind in PROMISE_KINDS and base.kind not in PROMISE_KINDS:
            person, body = base.speaker_id, base.speaker_org_id
            draft = replace(draft, owner_person_id=person, owner_organisation_id=None if person else body)
            draft = replace(draft, speaker_id=None, speaker_org_id=None)
        elif kind not in PROMISE_KINDS and base.kind in PROMISE_KINDS:
            draft = replace(draft, speaker_id=base.owner_person_id, speaker_org_id=base.owner_organisation_id)
        return self._minutes.update_point(point_id, draft, base)

    def set_owner(self, point_id: str, meeting_id: str, owner: str) -> Written:
        """Name the owner of a promise: "person:<id>", "organisation:<id>", or words. A missing side becomes theirs."""
        kind, _, id = owner.partition(":")
        base = self._minutes.point(point_id)
        person, body = (id if kind == "person" else None), (id if kind == "organisation" else None)
        side = base.side
        if (person or body) and not side:
            with self.store.read() as session:
                named = by_id(session, kind, id)
                side = _side_of(session, _table(session, meeting_id), named) if named else ""
        text = "" if person or body else owner
        draft = replace(base, owner_person_id=person, owner_organisation_id=body, owner_text=text, side=side)
        return self._minutes.update_point(point_id, draft, base)

    def set_due(self, point_id: str, meeting_id: str, words: str, reason: str = "") -> Written:
        """Set when a promise is due, in words, or the reason for no date. Raises Refused for words nobody can read."""
        base = self._minutes.point(point_id)
        due = self.due(meeting_id, words) if words.strip() else None
        if due is not None and due.problem:
            raise Refused(problems=[Problem("due", due.problem)])
        draft = _with_due(replace(base, no_due_reason=reason), due, None, None)
        return self._minutes.update_point(point_id, replace(draft, no_due_reason="" if due else reason), base)

    def for_editing(self, meeting_id: str, point_id: str) -> tuple[str, PointDraft]:
        """The line that would make this point, and the draft it stands for. Raises NotFound."""
        draft = self._minutes.point(point_id)
        with self.store.read() as session:
            table = _table(session, meeting_id)
            return format_line(_as_line(session, table, draft), table.codes), draft

    def due(self, meeting_id: str, words: str) -> ReadDue:
        """What due words mean on the meeting's day."""
        with self.store.read() as session:
            return read_due(words, _table(session, meeting_id).day)

    def people(self, meeting_id: str, typed: str) -> list[Suggestion]:
        """Owners to choose from, those at the table first; `id` is "person:<id>" or "organisation:<id>"."""
        with self.store.read() as session:
            return people(session, meeting_id, typed)

    def suggest(self, meeting_id: str, sign: str, typed: str) -> list[Suggestion]:
        """What may follow "@", ">" or "#" after `typed`, best first."""
        with self.store.read() as session:
            if sign == "@":
                return people(session, meeting_id, typed)
            if sign == "#":
                return topics(session, typed)
            return dues(_table(session, meeting_id).day, typed)

    def sides(self, meeting_id: str) -> tuple[str, ...]:
        """The codes of the sides, ours first: what the keys 1 and 2 choose."""
        with self.store.read() as session:
            return _table(session, meeting_id).codes


def _table(session: Session, meeting_id: str) -> _Table:
    meeting = find(session, Meeting, meeting_id)
    mission = session.execute(select(Mission.sending_state, Mission.receiving_state)).first()
    states = [state for state in (mission or ()) if state]
    there = sorted(
        session.scalars(select(Participation.side).where(Participation.meeting_id == meeting_id).distinct()),
        key=lambda code: (states.index(code) if code in states else 9, code),
    )
    codes = tuple(dict.fromkeys([*states[:1], *there, *states]))
    ours = states[0] if states else (codes[0] if codes else "")
    theirs = next((code for code in codes if code != ours), "")
    return _Table(meeting_id, local(meeting.starts_at, meeting.time_zone).date(), ours, theirs, codes)


def _read(session: Session, table: _Table, line: str, base: PointDraft | None) -> Understood:
    parsed = parse_line(quote_names(line, _Whole(session, table.meeting_id)), table.codes)
    kept = _as_line(session, table, base) if base is not None else None
    names = _read_names(session, table.meeting_id, parsed.people, base, kept)
    topic_ids, unknown = _read_topics(session, parsed.topics, base, kept)
    words = parsed.due_text.rstrip(" @#＠＃")  # a mark that has just begun
    due = read_due(words, table.day) if words else None
    kind = _kind(parsed, base)
    side = {"us": table.ours, "them": table.theirs}.get(parsed.side, parsed.side)
    first = names[0].found if names else None
    text = parsed.text
    lost = [name.found.title if name.found else name.typed for name in names[1:]]
    if kind not in PROMISE_KINDS and names and first is None:
        lost.insert(0, names[0].typed)
    if kind not in PROMISE_KINDS and due is not None:
        unknown = [*unknown, f">{due.words}"]  # only a promise has a due date; elsewhere the words are text
    lost = [name for name in lost if fold(name) not in fold(text)]
    text = " ".join(part for part in (text, f"({', '.join(lost)})" if lost else "", *unknown) if part)
    draft = replace(
        base or PointDraft(),
        text=text,
        kind=kind,
        side=side or (first.side if first else ""),
        topic_ids=topic_ids,
        speaker_id=None,
        speaker_org_id=None,
        owner_person_id=None,
        owner_organisation_id=None,
        owner_text="",
    )
    if kind in PROMISE_KINDS:
        draft = _with_due(_with_owner(draft, names[0] if names else None), due, base, kept)
    else:
        draft = _with_speaker(replace(draft, due_on=None, due_precision=DuePrecision.DATE, due_text=""), first)
    read = tuple((words, fold(words) not in {fold(u.lstrip("#")) for u in unknown}) for words in parsed.topics)
    return Understood(draft, tuple(names), due, read, bool(parsed.side))


class _Whole:
    """Whether words are the whole name of somebody: at the table, else of anybody known."""

    def __init__(self, session: Session, meeting_id: str) -> None:
        self._session, self._meeting_id = session, meeting_id
        self._here: list[Named] | None = None

    def __call__(self, words: str) -> bool:
        if self._here is None:
            self._here = present(self._session, self._meeting_id)
        return any(named(one, words) for one in (*self._here, *elsewhere(self._session, words, self._here)))


def _kind(parsed: RecordLine, base: PointDraft | None) -> PointKind:
    """A line without a letter is a statement, or stays the discussion that it was."""
    if parsed.kind is not PointKind.DISCUSSION:
        return parsed.kind
    return PointKind.DISCUSSION if base is not None and base.kind is PointKind.DISCUSSION else PointKind.STATEMENT


def _with_owner(draft: PointDraft, name: ReadName | None) -> PointDraft:
    if name is None:
        return draft
    if name.found is None:
        return replace(draft, owner_text=name.typed)
    if name.found.kind == "person":
        return replace(draft, owner_person_id=name.found.id)
    return replace(draft, owner_organisation_id=name.found.id)


def _with_speaker(draft: PointDraft, found: Named | None) -> PointDraft:
    if found is None:
        return draft
    if found.kind == "person":
        return replace(draft, speaker_id=found.id)
    return replace(draft, speaker_org_id=found.id)


def _with_due(draft: PointDraft, due: ReadDue | None, base: PointDraft | None, kept: RecordLine | None) -> PointDraft:
    if base is not None and kept is not None and kept.due_text == (due.words if due else ""):
        return replace(
            draft,
            due_on=base.due_on,
            due_precision=base.due_precision,
            due_text=base.due_text,
            no_due_reason=base.no_due_reason,
        )
    if due is None:
        return replace(draft, due_on=None, due_precision=DuePrecision.DATE, due_text="")
    # The words are kept where a day alone would not say what was said.
    words = "" if due.on is not None and due.precision is DuePrecision.DATE else due.words
    return replace(draft, due_on=due.on, due_precision=due.precision, due_text=words, no_due_reason="")


def _read_names(
    session: Session, meeting_id: str, typed: Sequence[str], base: PointDraft | None, kept: RecordLine | None
) -> list[ReadName]:
    if not typed:
        return []
    here = present(session, meeting_id)
    names = []
    for name in typed:
        same = _kept_name(session, base, here) if kept is not None and name in kept.people[:1] else None
        found = [same] if same else meant(here, name)
        found = found or meant(elsewhere(session, name, here), name)
        names.append(ReadName(name, found[0] if len(found) == 1 else None, len(found)))
    return names


def _kept_name(session: Session, base: PointDraft | None, here: Sequence[Named]) -> Named | None:
    """Who the edited point already names: typing the same words again means the same one, namesakes or not."""
    if base is None:
        return None
    person = base.owner_person_id if base.kind in PROMISE_KINDS else base.speaker_id
    body = base.owner_organisation_id if base.kind in PROMISE_KINDS else base.speaker_org_id
    id = person or body
    if not id:
        return None
    at_table = next((one for one in here if one.id == id), None)
    return at_table or by_id(session, "person" if person else "organisation", id)


def _read_topics(
    session: Session, words: Sequence[str], base: PointDraft | None, kept: RecordLine | None
) -> tuple[tuple[str, ...], list[str]]:
    """(ids of the known topics, the others as they were typed)."""
    if not words:
        return (), []
    topics = session.scalars(select(Topic).where(Topic.deleted_at.is_(None)).order_by(Topic.code)).all()
    ids: list[str] = []
    unknown: list[str] = []
    for word in words:
        id = _topic_id(topics, word)
        if kept is not None and base is not None and word in kept.topics:
            id = base.topic_ids[kept.topics.index(word)]
        if id is None:
            unknown.append(f"#{word}")
        elif id not in ids:
            ids.append(id)
    return tuple(ids), unknown


def _topic_id(topics: Sequence[Topic], word: str) -> str | None:
    wanted = fold(word).strip()
    spelled = {
        topic.id: [fold(name) for name in (topic.code, *(topic.name or {}).values()) if name] for topic in topics
    }
    equal = [id for id, names in spelled.items() if wanted in names]
    begun = [id for id, names in spelled.items() if any(name.startswith(wanted) for name in names)]
    found = equal[:1] or (begun if len(begun) == 1 else [])
    return found[0] if found and wanted else None


def _as_line(session: Session, table: _Table, draft: PointDraft) -> RecordLine:
    """A point as a line: the inverse of `_read` for what a line can say."""
    promise = draft.kind in PROMISE_KINDS
    person = draft.owner_person_id if promise else draft.speaker_id
    body = draft.owner_organisation_id if promise else draft.speaker_org_id
    named = by_id(session, "person", person) if person else by_id(session, "organisation", body) if body else None
    owner = named.title if named else draft.owner_text if promise else ""
    names = {topic.id: topic for topic in session.scalars(select(Topic).where(Topic.id.in_(draft.topic_ids)))}
    words = [word_after_mark(topic_word(names[id])) if id in names else id for id in draft.topic_ids]
    due = ""
    if promise:
        due = draft.due_text or (date_plain(draft.due_on) if draft.due_on else "")
        due = due or ("" if draft.due_precision is not DuePrecision.ASAP else label(DuePrecision.ASAP))
    derived = named is not None and draft.side == _side_of(session, table, named)
    return RecordLine(
        PointKind.DISCUSSION if draft.kind is PointKind.STATEMENT else draft.kind,
        draft.text,
        (word_after_mark(owner),) if owner else (),
        " ".join(due.split()),
        tuple(words),
        "" if derived or draft.side not in table.codes else draft.side,
    )


def _side_of(session: Session, table: _Table, named: Named) -> str:
    here = next((one for one in present(session, table.meeting_id) if one.id == named.id), None)
    return (here or named).side
