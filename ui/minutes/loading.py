"""All that the record's tab shows, read in one job, so that its parts never disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.core.enums import MeetingStatus
from app.core.i18n import language
from app.core.ltext import pick
from app.core.problems import Problem
from app.core.zones import local
from app.queries.meetings import MeetingDetail
from app.queries.minutes import RecordDetail, before_approval
from app.services.documents import Unsaved
from app.services.live import OWNER, advice


@dataclass(frozen=True, slots=True)
class Loaded:
    """A meeting and its record (None when nothing is written). `problems` stand in the way of an approval, `advice`
    does not; `topics` are names by id; `waiting` is text that was not saved; `sides` are codes, ours first."""

    meeting: MeetingDetail
    record: RecordDetail | None
    problems: tuple[Problem, ...] = ()
    advice: tuple[Problem, ...] = ()
    topics: dict[str, str] = field(default_factory=dict)
    waiting: tuple[Unsaved, ...] = ()
    sides: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The meeting's day where it takes place."""
        return local(self.meeting.starts_at, self.meeting.time_zone).date()

    @property
    def is_open(self) -> bool:
        """Whether there is a record that may be written."""
        return self.record is not None and self.record.is_open


def load(services: Any, queries: Any, meeting_id: str) -> Loaded:
    """Read it (in a lane). Raises NotFound."""
    meeting: MeetingDetail = queries.meetings.get(meeting_id)
    record: RecordDetail | None = queries.minutes.of_meeting(meeting_id)
    problems: Sequence[Problem] = ()
    hints: Sequence[Problem] = ()
    if record is not None and record.is_open:
        has_place = bool(meeting.room_id or meeting.place)
        problems = before_approval(
            record, held=meeting.status is MeetingStatus.HELD, has_place=has_place, listed=len(meeting.participants)
        )
        hints = advice(meeting, record)
    lang = language()
    return Loaded(
        meeting=meeting,
        record=record,
        problems=tuple(problems),
        advice=tuple(hints),
        topics={topic.id: pick(topic.name, lang) for topic in queries.topics.all()},
        waiting=tuple(services.unsaved.all(OWNER, meeting_id)),
        sides=services.live.sides(meeting_id),
    )
