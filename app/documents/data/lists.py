"""Attendee lists, and any other list as it stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.core.enums import Attendance, MeetingRule, MemberCategory, ParticipantRole
from app.core.ltext import LText
from app.core.names import PersonSnapshot
from app.documents.data.letterhead import ControlData, MissionData, Text, no_texts


@dataclass(frozen=True, slots=True)
class AttendeeData:
    """One line of an attendee list; `mobile` and `status` appear in the internal version only. A `sealed` person is
    listed by `outward_label` alone, without title and organisation."""

    person: PersonSnapshot
    role: ParticipantRole = ParticipantRole.MEMBER
    category: MemberCategory | None = None
    status: Attendance = Attendance.ACCEPTED
    mobile: str = ""
    sealed: bool = False
    outward_label: LText = field(default_factory=no_texts)


@dataclass(frozen=True, slots=True)
class OrganisationGroup:
    """Attendees of one organisation, in manual order. An empty `name` prints no line of its own."""

    name: Text
    attendees: tuple[AttendeeData, ...] = ()


@dataclass(frozen=True, slots=True)
class DelegationGroup:
    """One delegation of a side. An empty `name` prints no line of its own."""

    name: Text
    organisations: tuple[OrganisationGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class SideGroup:
    """One side of an attendee list; label rules as in `SideData`."""

    code: str
    delegations: tuple[DelegationGroup, ...] = ()
    state: str = ""
    label: LText = field(default_factory=no_texts)


@dataclass(frozen=True, slots=True)
class AttendeeListData:
    """An attendee list of an event or a meeting (domain.md 5.5), as it stood at `as_of`."""

    mission: MissionData
    control: ControlData
    event: Text
    as_of: datetime
    time_zone: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    venue: Text = ""
    meeting_rule: MeetingRule = MeetingRule.NONE
    sides: tuple[SideGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a printed list; `share` is its width beside the others, `numeric` sets it right."""

    title: Text
    share: float = 1.0
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class ListData:
    """Any list as it stood at `as_of`: people, organisations, meetings. `note` says what was filtered or left out.

    Every row has one text for each column.
    """

    mission: MissionData
    control: ControlData
    title: Text
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[Text, ...], ...]
    as_of: datetime
    time_zone: str
    note: Text = ""
