"""What a printed document needs to know: frozen, plain, complete. Queries fill it; kinds and renderers only read it.

Nothing here looks anything up: names, titles and organisations are snapshots of the day (domain.md 4.6, 1), instants
are aware datetimes in UTC with the IANA zone of the place beside them, and text is either a `str` (one language) or an
LText (language -> text), from which the document's language is picked when it is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.core.enums import (
    Attendance,
    Attribution,
    Confirmation,
    DuePrecision,
    FollowupKind,
    FollowupStatus,
    LanguageMode,
    MeetingKind,
    MeetingRule,
    MemberCategory,
    ParticipantRole,
    PointKind,
    RecordKind,
    RecordStatus,
)
from app.core.ltext import LText
from app.core.names import PersonSnapshot

Text = str | LText


class Paper(StrEnum):
    """Paper sizes a mission prints on."""

    A4 = "A4"
    LETTER = "Letter"


class DateStyle(StrEnum):
    """How dates are written: "2 July 2025 (Wed)" in the document's language, or "2025-07-02 (Wed)"."""

    LONG = "long"
    ISO = "iso"


def _none() -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class MissionData:
    """The mission whose letterhead stands on the first page.

    States are ISO 3166-1 alpha-2 codes, zones IANA names. `sample` prints that the content is an illustration.
    """

    name: LText
    address: LText = field(default_factory=_none)
    section: LText = field(default_factory=_none)
    contact: str = ""
    emblem_png: bytes | None = None
    sending_state: str = ""
    receiving_state: str = ""
    time_zone: str = "UTC"
    home_time_zone: str = ""
    paper: Paper = Paper.A4
    date_style: DateStyle = DateStyle.LONG
    sample: bool = False


@dataclass(frozen=True, slots=True)
class ControlData:
    """What every page carries: reference, version, marking, TLP label, date of issue (domain.md 2.1, 4.6 no. 35).

    `status` decides whether the draft line is printed: it is, until the record is approved. `version` is the plain
    number ("0.3"). `markings` are printed in capitals; `tlp` is a TLP 2.0 label as it stands ("TLP:AMBER"), never
    translated. `issued_at` is the document's date and the only clock the file's bytes depend on.
    """

    reference: str
    version: str
    status: RecordStatus
    issued_at: datetime
    markings: tuple[str, ...] = ()
    tlp: str = ""


@dataclass(frozen=True, slots=True)
class ParticipantData:
    """One participation. `in_attendance` are those who sat in without being members; they are listed apart.

    `represented_by` is who came instead; `note` is printed under the name ("from 18:10").
    """

    person: PersonSnapshot
    role: ParticipantRole = ParticipantRole.MEMBER
    status: Attendance = Attendance.ATTENDED
    in_attendance: bool = False
    represented_by: PersonSnapshot | None = None
    note: Text = ""


@dataclass(frozen=True, slots=True)
class SideData:
    """One side, its participants in manual order. `code` is what points and follow-ups refer to.

    `state` (alpha-2) gives "Japanese side"; a `label` of its own wins over it. With neither, `code` is the state.
    """

    code: str
    participants: tuple[ParticipantData, ...] = ()
    state: str = ""
    label: LText = field(default_factory=_none)


@dataclass(frozen=True, slots=True)
class PointData:
    """One line of the record. `ref` is the row it became in a table below ("D1", "A3", "C2").

    `departmental_view` allows the speaker's name where the record is attributed by side (domain.md 2.1 [R2]);
    `anonymised` forbids it always; a quotation names its speaker only with `quote_consent` (4.6, 21).
    """

    kind: PointKind
    text: Text
    side: str = ""
    speaker: PersonSnapshot | None = None
    departmental_view: bool = False
    anonymised: bool = False
    is_quote: bool = False
    quote_consent: bool = False
    ref: str = ""


@dataclass(frozen=True, slots=True)
class AgendaItemData:
    """An agenda item as held, with what was said under it in order. `minutes` is its planned length."""

    no: str
    title: Text
    lead: Text = ""
    minutes: int | None = None
    points: tuple[PointData, ...] = ()
    summing_up: Text = ""
    conclusion: Text = ""


@dataclass(frozen=True, slots=True)
class DecisionData:
    """A row of the decisions table."""

    no: str
    text: Text
    effective: date | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class FollowupData:
    """A row of the action or the commitments table: one side, one owner, one due date (domain.md 4.6, 18).

    What is missing is printed as missing. `due_note` is the reason for having no date, or the event or quarter meant.
    """

    no: str
    text: Text
    kind: FollowupKind = FollowupKind.ACTION
    side: str = ""
    owner: PersonSnapshot | None = None
    owner_organisation: Text = ""
    due: date | None = None
    due_precision: DuePrecision = DuePrecision.DATE
    due_note: Text = ""
    status: FollowupStatus = FollowupStatus.OPEN


@dataclass(frozen=True, slots=True)
class NextMeetingData:
    """When the sides meet again; every field may be empty."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    time_zone: str = ""
    venue: Text = ""
    note: Text = ""


@dataclass(frozen=True, slots=True)
class SignedData:
    """Who recorded or approved, and when."""

    person: PersonSnapshot
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ConfirmationData:
    """Whether the other side confirmed what is written as theirs; always printed on the record (domain.md 4.6, 20)."""

    status: Confirmation = Confirmation.NOT_SOUGHT
    by: Text = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class AnnexData:
    """A paper that goes with the record."""

    no: str
    title: Text
    reference: str = ""


@dataclass(frozen=True, slots=True)
class MinutesData:
    """Everything in the minutes of one meeting (domain.md 5.1). `ends_at` is the planned end, `closed_at` the real one.

    `sides` stand in the order they are printed. `interpretation` are the working languages' tags ("en", "ja").
    Participants who declined or stayed away are moved to the regrets by the document; `regrets` are further names.
    """

    mission: MissionData
    control: ControlData
    subject: Text
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    venue: Text = ""
    room: Text = ""
    record_kind: RecordKind = RecordKind.MINUTES
    meeting_kind: MeetingKind = MeetingKind.BILATERAL
    meeting_rule: MeetingRule = MeetingRule.NONE
    attribution: Attribution = Attribution.BY_SIDE
    language_mode: LanguageMode = LanguageMode.ONE_LANGUAGE
    interpretation: tuple[str, ...] = ()
    sides: tuple[SideData, ...] = ()
    regrets: tuple[PersonSnapshot, ...] = ()
    previous_minutes: Text = ""
    matters_arising: tuple[PointData, ...] = ()
    items: tuple[AgendaItemData, ...] = ()
    decisions: tuple[DecisionData, ...] = ()
    actions: tuple[FollowupData, ...] = ()
    commitments: tuple[FollowupData, ...] = ()
    next_meeting: NextMeetingData | None = None
    closed_at: datetime | None = None
    recorder: SignedData | None = None
    approval: SignedData | None = None
    confirmation: ConfirmationData = field(default_factory=ConfirmationData)
    distribution: tuple[Text, ...] = ()
    annexes: tuple[AnnexData, ...] = ()


@dataclass(frozen=True, slots=True)
class AttendeeData:
    """One line of an attendee list; `mobile` and `status` appear in the internal version only."""

    person: PersonSnapshot
    role: ParticipantRole = ParticipantRole.MEMBER
    category: MemberCategory | None = None
    status: Attendance = Attendance.ACCEPTED
    mobile: str = ""


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
    label: LText = field(default_factory=_none)


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
class Options:
    """What the person printing chooses. `internal` adds mobiles and answers to a list; outward copies never have them.

    `family_capitals` is the one switch for FAMILY Given (domain.md 4.6, 3); `copy_no` 0 means no copy number.
    """

    family_capitals: bool = True
    internal: bool = False
    copy_no: int = 0
