"""A record of one meeting, whatever its kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from app.core.enums import (
    Attendance,
    Attribution,
    Bilingual,
    Confirmation,
    DuePrecision,
    FollowupKind,
    FollowupStatus,
    LanguageMode,
    MeetingKind,
    MeetingRule,
    OutwardList,
    ParticipantRole,
    PointKind,
    RecordKind,
)
from app.core.ltext import LText
from app.core.names import PersonSnapshot
from app.documents.data.letterhead import ControlData, MissionData, Text, no_texts


@dataclass(frozen=True, slots=True)
class ParticipantData:
    """One participation. `in_attendance` are those who sat in without being members; they are listed apart.

    `represented_by` is who came instead; `note` is printed under the name ("from 18:10"). A `sealed` participant is
    listed by `outward_label` alone, or not at all. `organisation_id` says whose excerpt names them.
    """

    person: PersonSnapshot
    role: ParticipantRole = ParticipantRole.MEMBER
    status: Attendance = Attendance.ATTENDED
    in_attendance: bool = False
    represented_by: PersonSnapshot | None = None
    note: Text = ""
    sealed: bool = False
    outward_label: LText = field(default_factory=no_texts)
    organisation_id: str = ""


@dataclass(frozen=True, slots=True)
class SideData:
    """One side, its participants in manual order. `code` is what points and follow-ups refer to.

    `state` (alpha-2) gives "Japanese side"; a `label` of its own wins over it. With neither, `code` is the state.
    """

    code: str
    participants: tuple[ParticipantData, ...] = ()
    state: str = ""
    label: LText = field(default_factory=no_texts)


@dataclass(frozen=True, slots=True)
class PointData:
    """One line of the record. `ref` is the row it became in a table below ("D1", "A3", "C2").

    `departmental_view` allows the speaker's name where the record is attributed by side (domain.md 2.1 [R2]);
    `anonymised` forbids it always and gives `outward_label` in its place ("an official of the ministry"). A quotation
    names its speaker, and stays between quotation marks, only with `quote_consent` or a `public_source` (4.6, 21).
    `internal` lines stand in the internal edition alone. `organisations` are the ids of those whom the line concerns
    (speaker's, owner's): an excerpt holds the lines of one of them. `no` is the paragraph's number; the document gives
    one to those without.
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
    internal: bool = False
    outward_label: LText = field(default_factory=no_texts)
    public_source: Text = ""
    organisations: tuple[str, ...] = ()
    no: str = ""


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
    internal: bool = False
    organisations: tuple[str, ...] = ()


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
    internal: bool = False
    organisations: tuple[str, ...] = ()


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
    internal: bool = False


@dataclass(frozen=True, slots=True)
class SignatoryData:
    """Who signs agreed minutes for a side; every field may be empty, the line to sign on is printed all the same."""

    side: str
    name: str = ""
    title: Text = ""
    organisation: Text = ""


@dataclass(frozen=True, slots=True)
class MinutesData:
    """Everything in a record of one meeting, whatever its kind (domain.md 5.1-5.3, 2.1); each kind prints its part.

    `ends_at` is the planned end, `closed_at` the real one. `sides` stand in the order they are printed, `our_side` is
    the code of ours. `interpretation` are the working languages' tags ("en", "ja"). Participants who declined or stayed
    away are moved to the regrets by the document; `regrets` are further names.

    `summary` can be read alone; `comment` (impressions) stands in the internal edition only; `addressee` is the
    aide-mémoire's; `preamble`, `prevailing_language`, `signatories`, `signed_place` and `signed_on` belong to agreed
    minutes. Press lines are the points of that kind; `no_press_line` says that none was agreed. With a
    `second_language` the record is in two languages, set as `bilingual` says; agreed minutes printed in
    their second language have the `first_language` beside it. `outward_list` is what a copy that leaves
    says of the participants. `withheld` are people whose names are struck from every text in every edition.
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
    our_side: str = ""
    summary: Text = ""
    comment: Text = ""
    addressee: Text = ""
    preamble: Text = ""
    no_press_line: bool = False
    signatories: tuple[SignatoryData, ...] = ()
    signed_place: Text = ""
    signed_on: date | None = None
    prevailing_language: str = ""
    second_language: str = ""
    first_language: str = ""
    bilingual: Bilingual = Bilingual.STACKED
    outward_list: OutwardList = OutwardList.FULL
    withheld: tuple[PersonSnapshot, ...] = ()
