"""Words, dates and names as documents write them, in the document's language (not the window's).

Dates stand as "2 July 2025 (Wed)", times in 24 hours with the zone, and for calls with the other capital's time beside
them (domain.md 5, common layout; 4.6 no. 12).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import TypeVar

from app.core.enums import (
    Attendance,
    Confirmation,
    DuePrecision,
    FollowupKind,
    FollowupStatus,
    LanguageMode,
    MeetingRule,
    MemberCategory,
    ParticipantRole,
    Script,
)
from app.core.formats import date_document, time_range, time_with_zone, weekday
from app.core.i18n import LANGUAGES, N_, Catalogue, catalogue
from app.core.ltext import LText, exact, pick
from app.core.names import PersonSnapshot
from app.core.zones import local
from app.documents.data import DateStyle, MissionData, Options, Text

CHATHAM_HOUSE = N_(
    "This meeting was held under the Chatham House Rule: what was said may be used, but neither the identity nor the"
    " affiliation of the speakers, nor that of any other participant, may be revealed."
)
CHATHAM_HOUSE_AHEAD = N_(
    "This meeting is held under the Chatham House Rule: what is said may be used, but neither the identity nor the"
    " affiliation of the speakers, nor that of any other participant, may be revealed."
)
RULES: dict[MeetingRule, str] = {
    MeetingRule.ON_THE_RECORD: N_("On the record"),
    MeetingRule.OFF_THE_RECORD: N_("Off the record"),
    MeetingRule.CHATHAM_HOUSE: N_("Chatham House Rule"),
}
MODES: dict[LanguageMode, str] = {
    LanguageMode.CONSECUTIVE: N_("Consecutive interpretation"),
    LanguageMode.SIMULTANEOUS: N_("Simultaneous interpretation"),
    LanguageMode.WHISPERED: N_("Whispered interpretation"),
}
ROLES: dict[ParticipantRole, str] = {
    ParticipantRole.CHAIR: N_("Chair"),
    ParticipantRole.HEAD: N_("Head of delegation"),
    ParticipantRole.OBSERVER: N_("Observer"),
    ParticipantRole.INTERPRETER: N_("Interpreter"),
    ParticipantRole.NOTE_TAKER: N_("Note-taker"),
    ParticipantRole.PRESS: N_("Press"),
    ParticipantRole.SECURITY: N_("Security"),
}
STATUSES: dict[FollowupStatus, str] = {
    FollowupStatus.OPEN: N_("open"),
    FollowupStatus.IN_HAND: N_("in hand"),
    FollowupStatus.DONE: N_("done"),
    FollowupStatus.DROPPED: N_("dropped"),
    FollowupStatus.SUPERSEDED: N_("superseded"),
}
KINDS: dict[FollowupKind, str] = {
    FollowupKind.REQUEST: N_("Request"),
    FollowupKind.INFORMATION: N_("For information"),
}
DUES: dict[DuePrecision, str] = {
    DuePrecision.ASAP: N_("as soon as possible"),
    DuePrecision.BEFORE_EVENT: N_("before the event"),
}
CONFIRMATIONS: dict[Confirmation, str] = {
    Confirmation.NOT_SOUGHT: N_("Not sought"),
    Confirmation.SENT: N_("Sent to the other side, answer awaited"),
    Confirmation.CONFIRMED: N_("Confirmed by the other side"),
    Confirmation.CONFIRMED_WITH_CHANGES: N_("Confirmed by the other side with changes"),
    Confirmation.REFUSED: N_("Refused by the other side"),
    Confirmation.NOT_POSSIBLE: N_("Could not be confirmed"),
}
ANSWERS: dict[Attendance, str] = {
    Attendance.INVITED: N_("invited"),
    Attendance.ACCEPTED: N_("confirmed"),
    Attendance.TENTATIVE: N_("expected"),
    Attendance.DECLINED: N_("declined"),
    Attendance.PRESUMED_DECLINED: N_("no answer"),
    Attendance.ATTENDED: N_("attended"),
    Attendance.ABSENT: N_("absent"),
    Attendance.LEFT_EARLY: N_("left early"),
    Attendance.WALK_IN: N_("attended"),
}
CATEGORIES: dict[MemberCategory, str] = {
    MemberCategory.PRINCIPAL: N_("Principals"),
    MemberCategory.GOVERNMENT: N_("Government"),
    MemberCategory.INDUSTRY: N_("Industry"),
    MemberCategory.SPOUSE: N_("Spouses"),
    MemberCategory.STAFF: N_("Staff"),
    MemberCategory.PRESS: N_("Press"),
    MemberCategory.SECURITY: N_("Security"),
    MemberCategory.INTERPRETER: N_("Interpreters"),
}
PAPER_WORDS: dict[str, Callable[[Writer], str]] = {
    "form": lambda writer: writer.catalogue.in_context("document", "Form"),
    "for": lambda writer: writer.catalogue.in_context("document", "For"),
    "text": lambda writer: writer.catalogue.in_context("document", "Text"),
    "when": lambda writer: writer.catalogue.in_context("document", "When"),
    "table": lambda writer: writer.catalogue.in_context("seating", "Table"),
    "minutes": lambda writer: writer.catalogue.in_context("length of time", "Minutes"),
    "paper": lambda writer: writer.catalogue.in_context("tabled document", "Paper"),
    "items": lambda writer: writer.catalogue.in_context("agenda", "Items"),
}
_K = TypeVar("_K")
_SCRIPTS = {"ja": Script.JAPANESE, "hi": Script.DEVANAGARI}
_SIDES = {"JP": N_("Japanese side"), "IN": N_("Indian side")}


class Writer:
    """What a kind writes with: a language, a mission, a set of options.

    A document in two languages has a writer of the other language in `other`; that one is `bound` to its language:
    what nobody wrote in it stays empty, so that no text stands there twice.
    """

    def __init__(
        self, lang: str, mission: MissionData, options: Options, *, second: str = "", bound: bool = False
    ) -> None:
        self.catalogue: Catalogue = catalogue(lang)
        self.lang = self.catalogue.lang
        self.mission = mission
        self.options = options
        self.say = self.catalogue.text
        self._bound = bound
        two = second in LANGUAGES and second != self.lang
        self.other: Writer | None = Writer(second, mission, options, bound=True) if two else None

    def label(self, message: str, **params: object) -> str:
        """A marked message as a label: in a document of two languages "Date / 日付"."""
        return self.twice(lambda writer: writer.say(message, **params))

    def word_of_paper(self, word: str) -> str:
        """A label that means something else elsewhere in the program ("Paper": what is tabled / a size of sheet), in
        both languages. `word` is one of `PAPER_WORDS`."""
        return self.twice(PAPER_WORDS[word])

    def twice(self, words: Callable[[Writer], str]) -> str:
        """What `words` says in the document's language, and in its second beside it where that differs."""
        first = words(self)
        second = words(self.other) if self.other else ""
        return f"{first} / {second}" if second and second != first else first

    def text(self, text: Text) -> str:
        """`text` in the document's language, else in the nearest there is."""
        if self._bound:
            return "" if isinstance(text, str) else exact(text, self.lang).strip()
        return text.strip() if isinstance(text, str) else pick(text, self.lang).strip()

    def both(self, text: Text) -> str:
        """`text`, and below it what it is in the document's second language."""
        first = self.text(text)
        second = self.other.text(text) if self.other else ""
        return f"{first}\n{second}" if second and second != first else first

    def name(self, person: PersonSnapshot) -> str:
        """The name a list gives first: in the document's own script if the person writes it, else as `latin`."""
        own = person.name(_SCRIPTS[self.lang]) if self.lang in _SCRIPTS else None
        return own.full if own else self.latin(person)

    def latin(self, person: PersonSnapshot) -> str:
        """The Latin name, FAMILY Given if the option says so; the first spelling there is for one without."""
        return person.shown(family_capitals=self.options.family_capitals)

    def second(self, person: PersonSnapshot) -> str:
        """The name in its other script, for the second line; "" if there is none (domain.md 4.6, 4)."""
        first = self.name(person)
        return next((name for name in (self.latin(person), person.native()) if name and name != first), "")

    def word(self, words: Mapping[_K, str], key: _K) -> str:
        """The word of an enum's value in the document's language; "" if it needs none."""
        return self.say(words[key]) if key in words else ""

    def side(self, code: str, state: str, label: LText) -> str:
        """ "Japanese side"; a label of its own wins."""
        own = pick(label, self.lang)
        state = (state or code).upper()
        if own or not state:
            return own
        if state in _SIDES:
            return self.say(_SIDES[state])
        country = _country(state, self.lang)
        return self.say(N_("Side of {country}"), country=country) if country else code

    def beside(self, words: str, detail: str) -> str:
        """ "Reservation (Indian side)"; either alone if the other is empty."""
        if not words or not detail:
            return words or detail
        return self.say(N_("{words} ({detail})"), words=words, detail=detail)

    def joined(self, *parts: str) -> str:
        """The parts that are there, with the language's comma: "Meera Iyer, Indian side"."""
        comma = "、" if self.lang == "ja" else ", "
        return comma.join(part for part in parts if part)

    # -- dates and times

    def day(self, value: date | None) -> str:
        """ "2 July 2025 (Wed)"; day, month and year hold together on one line. "" for no date."""
        if value is None:
            return ""
        if self.mission.date_style is DateStyle.ISO:
            return f"{value.isoformat()} ({weekday(value, self.lang)})"
        return date_document(value, self.lang).replace(" ", "\u00a0", 2)

    def local_day(self, at: datetime, zone: str = "") -> str:
        """The date on which the instant `at` falls in `zone`, or at the mission."""
        return self.day(local(at, zone or self.mission.time_zone).date())

    def clock(self, at: datetime, zone: str) -> str:
        """ "18:45 IST"."""
        return time_with_zone(at, zone)

    def hours(self, at: datetime, zone: str) -> str:
        """ "18:45" without the zone, where the zone stands beside it."""
        return local(at, zone or self.mission.time_zone).strftime("%H:%M")

    def moment(self, at: datetime, zone: str) -> str:
        """Date, time and zone of an instant: "1 July 2025 (Tue), 14:00 IST"."""
        return f"{self.local_day(at, zone)}{' ' if self.lang == 'ja' else ', '}{self.clock(at, zone)}"

    def span(self, start: datetime, end: datetime | None, zone: str, *, both: bool = False) -> str:
        """ "17:45–18:45 IST"; `both` adds the other capital's time: "10:00–11:00 IST (13:30 JST)"."""
        home = self.mission.home_time_zone
        other = (self.mission.time_zone if zone == home else home) if both else ""
        return time_range(start, end, zone, other, self.lang)


@lru_cache(maxsize=256)
def _country(state: str, lang: str) -> str:
    from babel import Locale  # 20 ms, only for whoever prints

    return str(Locale.parse(lang).territories.get(state, ""))


@lru_cache(maxsize=256)
def language_name(tag: str, lang: str) -> str:
    """The name of a language in another: ("ja", "en") -> "Japanese"; the tag itself if unknown."""
    from babel import Locale  # 20 ms, only for whoever prints

    return str(Locale.parse(lang).languages.get(tag.split("-")[0], tag))
