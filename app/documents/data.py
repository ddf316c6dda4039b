"""What a printed document needs to know: frozen, plain, complete. Queries fill it; kinds and renderers only read it.

Nothing here looks anything up: names, titles and organisations are snapshots of the day (domain.md 4.6, 1), instants
are aware datetimes in UTC with the IANA zone of the place beside them, and text is either a `str` (one language) or an
LText (language -> text), from which the document's language is picked when it is printed. A record in two languages
gives its texts as LTexts with both.

What may leave the mission is decided here by flags (`internal`, `sealed`, `anonymised`, `organisations`) and kept by
the kinds. The name of a sealed person is never put into these objects, except into `MinutesData.withheld`, whose only
use is to strike it out where somebody typed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.core.enums import (
    Attendance,
    Attribution,
    Bilingual,
    Confirmation,
    DuePrecision,
    Edition,
    FollowupKind,
    FollowupStatus,
    LanguageMode,
    MeetingKind,
    MeetingRule,
    MemberCategory,
    OutcomeKind,
    OutwardList,
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


SHORT_HASH = 12
"""Digits of a version's hash that its pages show: enough to tell versions apart, short enough to be typed."""


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
    number ("0.3"). `markings` are printed in capitals as `scheme` prescribes ("uk", "eu", "in", "jp", "house" or "");
    `tlp` is a TLP 2.0 label as it stands ("TLP:AMBER"), never translated. `issued_at` is the document's date and the
    only clock the file's bytes depend on. `content_hash` is the frozen content's SHA-256 in hex; its first
    `SHORT_HASH` digits stand at the foot of every page. A correction says which version it `replaces` ("1") and, in
    `changes`, what it changed.
    """

    reference: str
    version: str
    status: RecordStatus
    issued_at: datetime
    markings: tuple[str, ...] = ()
    tlp: str = ""
    scheme: str = ""
    content_hash: str = ""
    replaces: str = ""
    changes: Text = ""


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
    outward_label: LText = field(default_factory=_none)
    organisation_id: str = ""


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
    outward_label: LText = field(default_factory=_none)
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
    `second_language` the record is in two languages, set as `bilingual` says. `outward_list` is what a copy that leaves
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
    bilingual: Bilingual = Bilingual.STACKED
    outward_list: OutwardList = OutwardList.FULL
    withheld: tuple[PersonSnapshot, ...] = ()


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
    outward_label: LText = field(default_factory=_none)


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
class AgendaEntry:
    """An item of an agenda that is sent round. `minutes` is its net speaking time; `papers` are references or titles.

    `purpose`, `state_of_play`, `objective` and `possible_outcome` make the annotated agenda; all but the purpose are
    ours and stand in the internal edition only.
    """

    no: str
    title: Text
    lead: Text = ""
    minutes: int | None = None
    papers: tuple[Text, ...] = ()
    outcome: OutcomeKind | None = None
    purpose: Text = ""
    state_of_play: Text = ""
    objective: Text = ""
    possible_outcome: Text = ""


@dataclass(frozen=True, slots=True)
class AgendaData:
    """An agenda (domain.md 5.4), and with one page an item the annotated agenda.

    The times of the items follow from `starts_at` and the items' minutes; consecutive interpretation doubles them
    (4.6, 14). With a `second_language` the labels, and the titles that are LTexts, stand in both languages.
    """

    mission: MissionData
    control: ControlData
    subject: Text
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    venue: Text = ""
    room: Text = ""
    meeting_kind: MeetingKind = MeetingKind.BILATERAL
    meeting_rule: MeetingRule = MeetingRule.NONE
    language_mode: LanguageMode = LanguageMode.ONE_LANGUAGE
    interpretation: tuple[str, ...] = ()
    items: tuple[AgendaEntry, ...] = ()
    co_chairs: tuple[PersonSnapshot, ...] = ()
    secretariat: Text = ""
    second_language: str = ""
    bilingual: Bilingual = Bilingual.STACKED


@dataclass(frozen=True, slots=True)
class GuestData:
    """One line to sign on. `table` groups the sheet if any guest has one; else it is alphabetical by family name. A
    `sealed` guest's line says the `outward_label` alone."""

    person: PersonSnapshot
    organisation: Text = ""
    table: str = ""
    sealed: bool = False
    outward_label: LText = field(default_factory=_none)


@dataclass(frozen=True, slots=True)
class SigninData:
    """A sign-in sheet (domain.md 5.6). `guests` in any order: the sheet sorts them so that they are found fast.

    `desk` says which desk the sheet lies on; `recording` prints the notice of photographs and recordings with its box.
    """

    mission: MissionData
    control: ControlData
    event: Text
    starts_at: datetime
    time_zone: str
    ends_at: datetime | None = None
    venue: Text = ""
    desk: Text = ""
    meeting_rule: MeetingRule = MeetingRule.NONE
    guests: tuple[GuestData, ...] = ()
    recording: bool = True


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


@dataclass(frozen=True, slots=True)
class Options:
    """What the person printing chooses.

    `edition` is for whom: the internal one alone holds internal lines, comment, mobiles, answers and speaking times; an
    excerpt holds what concerns the organisation `excerpt_of` (an id), called `excerpt_name`. `copy_for` is the code of
    the side whose copy of agreed minutes this is: it stands first in it (alternat). `family_capitals` is the one switch
    for FAMILY Given (domain.md 4.6, 3); `copy_no` 0 means no copy number.
    """

    edition: Edition = Edition.COUNTERPART
    family_capitals: bool = True
    copy_no: int = 0
    excerpt_of: str = ""
    excerpt_name: Text = ""
    copy_for: str = ""

    @property
    def internal(self) -> bool:
        """Whether this copy stays in the mission."""
        return self.edition is Edition.INTERNAL
