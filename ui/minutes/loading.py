"""All that the record's tab shows, read in one job, so that its parts never disagree."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.core.enums import RecordKind
from app.core.errors import NotFound
from app.core.i18n import language
from app.core.ltext import pick
from app.core.problems import Problem
from app.core.zones import local
from app.queries.carry_over import Matter, Predecessor
from app.queries.meetings import MeetingDetail
from app.queries.minutes import RecordDetail
from app.queries.missing import before_approval, indirect_identification, open_questions
from app.services.documents import Unsaved
from app.services.live import OWNER


@dataclass(frozen=True, slots=True)
class Loaded:
    """A meeting and its record (None when nothing is written). `problems` stand in the way of an approval, `advice`
    does not, `telling` are lines that tell who spoke under the Chatham House Rule; `topics` are names by id; `waiting`
    is text that was not saved; `sides` are codes, ours first; `kinds` are the kinds of record that the meeting has;
    `matters` are promises of the meetings before, `follows`
    the meetings that this one may follow and that left promises open, while none is named."""

    meeting: MeetingDetail
    record: RecordDetail | None
    problems: tuple[Problem, ...] = ()
    advice: tuple[Problem, ...] = ()
    telling: tuple[Problem, ...] = ()
    topics: dict[str, str] = field(default_factory=dict)
    waiting: tuple[Unsaved, ...] = ()
    sides: tuple[str, ...] = ()
    kinds: tuple[RecordKind, ...] = ()
    matters: tuple[Matter, ...] = ()
    follows: tuple[Predecessor, ...] = ()

    @property
    def day(self) -> date:
        """The meeting's day where it takes place."""
        return local(self.meeting.starts_at, self.meeting.time_zone).date()

    @property
    def is_open(self) -> bool:
        """Whether there is a record that may be written."""
        return self.record is not None and self.record.is_open


def load(
    services: Any,
    queries: Any,
    meeting_id: str,
    kind: RecordKind | None = None,
    point_id: str = "",
    before: Loaded | None = None,
) -> Loaded:
    """Read it (in a lane): the record that holds `point_id`, else the one of `kind`, else the one that the meeting is
    worked with. `before` is what was read last: what a line cannot change is taken from there. Raises NotFound."""
    meeting: MeetingDetail = queries.meetings.get(meeting_id)
    record: RecordDetail | None = _holding(queries, point_id) if point_id else None
    record = record or queries.minutes.of_meeting(meeting_id, kind)
    problems: tuple[Problem, ...] = ()
    hints: tuple[Problem, ...] = ()
    telling: tuple[Problem, ...] = ()
    if record is not None and record.is_open:
        problems = tuple(before_approval(record, meeting))
        hints = tuple(open_questions(record, meeting))
        telling = tuple(indirect_identification(record, meeting, queries.minutes.traits(meeting_id)))
    lang = language()
    return Loaded(
        meeting=meeting,
        record=record,
        problems=problems,
        advice=hints,
        telling=telling,
        topics={topic.id: pick(topic.name, lang) for topic in queries.topics.all()},
        waiting=tuple(services.unsaved.all(OWNER, meeting_id)),
        sides=services.live.sides(meeting_id),
        kinds=tuple(dict.fromkeys(kind for kind, _ in queries.register.of_meeting(meeting_id))),
        matters=tuple(queries.carry_over.matters(meeting_id)),
        follows=_follows(queries, meeting, before),
    )


def _holding(queries: Any, point_id: str) -> RecordDetail | None:
    """The record a line stands in, None when the line is gone."""
    try:
        found: RecordDetail = queries.minutes.get(queries.minutes.point_place(point_id)[1])
    except NotFound:
        return None
    return found


def _follows(queries: Any, meeting: MeetingDetail, before: Loaded | None) -> tuple[Predecessor, ...]:
    """The meetings that this one may follow, looked for once."""
    if meeting.predecessor_id:
        return ()
    if before is not None and before.meeting.id == meeting.id:
        return before.follows
    return tuple(one for one in queries.carry_over.predecessors(meeting.id) if one.open and one.shared)
