"""The papers of a meeting beside its record: agenda and sign-in sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.core.enums import Bilingual, LanguageMode, MeetingKind, MeetingRule, OutcomeKind
from app.core.ltext import LText
from app.core.names import PersonSnapshot
from app.documents.data.letterhead import ControlData, MissionData, Text, no_texts


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
    outward_label: LText = field(default_factory=no_texts)


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
