"""A meeting in one line: "Attero CEO, Thu 15:00, 60 min, room 2, JA-EN consecutive", in any order and three languages.

Only what shows itself by its form is taken (a time, a length, a weekday, a room); everything else stays, letter by
letter, in the title. What was understood is handed back piece by piece so that the window can show it before anything
is saved. Commas, 、 and semicolons part the line but are not needed. An impossible time is a problem with a sentence,
never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from app.core.calendar_words import WEEKDAY_WORDS, plain_digits, spelling
from app.core.enums import LanguageMode, MeetingKind, MeetingRule
from app.core.i18n import N_
from app.core.problems import Problem
from app.core.text import fold
from app.core.when import (
    BARE_TIME,
    DATE_PATTERNS,
    DURATION_PATTERNS,
    TIME_PATTERNS,
    BadWhen,
    date_from_match,
    minutes_from_match,
    time_from_match,
)
from app.core.zones import local, to_utc
from app.domain import quickwords as words

DEFAULT_MINUTES = 60
"""Length when only a start was given; marked as assumed."""
MAX_LENGTH = 500
_TAKEN = "\ue000"
_EDGES = ",、，;；\n" + _TAKEN
_SEPARATORS = re.compile(r"[,、，;；\n]")


@dataclass(frozen=True, slots=True)
class Understood:
    """One thing that was read: `what` is a field of `QuickMeeting`, `text` what was typed ("" if assumed)."""

    what: str
    text: str
    value: str
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class QuickMeeting:
    """What a line says. `start_local` is aware, in the zone that was typed (`zone`), else in the one that was handed
    in; the codes are those of `core.enums`.

    `who` are the names to look for, as typed; `leftover` what stands besides title and known parts. Empty values were
    not said. `problems` carry the field names "date", "time", "minutes".
    """

    title: str = ""
    who: tuple[str, ...] = ()
    start_local: datetime | None = None
    date: date | None = None
    time: time | None = None
    minutes: int | None = None
    room: str = ""
    language_mode: LanguageMode | None = None
    languages: tuple[str, ...] = ()
    kind: MeetingKind | None = None
    rule: MeetingRule | None = None
    leftover: str = ""
    zone: str = ""
    understood: tuple[Understood, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass
class _Reading:
    """The line while it is read: `scan` is `line` in plain digits, taken parts blotted out, of the same length."""

    line: str
    scan: str
    today: date
    found: list[Understood] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    after_time: int = -1
    """Where the time ends in the line: a zone may follow."""

    def take(self, what: str, m: re.Match[str], value: str) -> None:
        self.take_span(what, m.start(), m.end(), value)

    def take_span(self, what: str, start: int, end: int, value: str) -> None:
        before = words.LEADING_AT.search(self.scan[:start]) if what in ("time", "date", "minutes", "room") else None
        after = words.TRAILING_PARTICLE.match(self.scan[end:]) if what in ("time", "date") else None
        if value:
            self.found.append(Understood(what, self.line[start:end].strip(), value))
        start, end = before.start() if before else start, end + (after.end() if after else 0)
        self.scan = self.scan[:start] + _TAKEN * (end - start) + self.scan[end:]
        if what == "time":
            self.after_time = end

    def refuse(self, what: str, m: re.Match[str], why: BadWhen) -> None:
        self.problems.append(Problem(what, why.message, dict(why.params)))
        self.take(what, m, "")

    def value(self, what: str) -> str:
        return next((u.value for u in self.found if u.what == what), "")


def parse_quick(line: str, now: datetime, zone: str, rooms: Sequence[str] = ()) -> QuickMeeting:
    """Read `line` at the aware instant `now` for the clocks of IANA `zone`; `rooms` are known rooms and venues.

    Weekdays are the next such day; today's weekday is today while the time is still to come. Never raises for what was
    typed.
    """
    line = line[:MAX_LENGTH].replace(_TAKEN, " ")
    here = local(now, zone)
    reading = _Reading(line, plain_digits(line), here.date())
    rule, kind = _rule(reading), None
    mode, languages = _language(reading)
    room = _room(reading, rooms)
    dated = _written_date(reading)
    start, end = _times(reading)
    minutes = _minutes(reading, start, end)
    typed_zone = _zone(reading)
    day = dated or _relative_date(reading, local(now, typed_zone or zone), start)
    if start is None and not any(p.field == "time" for p in reading.problems):
        start = _bare_time(reading)
        typed_zone = _zone(reading)
        minutes = minutes or (DEFAULT_MINUTES if start else None)
    kind = _kind(reading)
    title, who, leftover = _rest(reading)
    if start is not None and minutes is None and not any(p.field == "minutes" for p in reading.problems):
        minutes = DEFAULT_MINUTES
    if minutes is not None and not reading.value("minutes"):
        reading.found.append(Understood("minutes", "", str(minutes), assumed=end is None))
    return QuickMeeting(
        title=title,
        who=who,
        start_local=_start(reading, day, start, typed_zone or zone),
        date=day,
        time=start,
        minutes=minutes,
        room=room,
        language_mode=mode,
        languages=languages,
        kind=kind,
        rule=rule,
        leftover=leftover,
        zone=typed_zone,
        understood=tuple(reading.found),
        problems=tuple(reading.problems),
    )


def _start(reading: _Reading, day: date | None, start: time | None, zone: str) -> datetime | None:
    if day is None or start is None:
        return None
    try:
        return local(to_utc(day, start, zone), zone)
    except BadWhen as why:
        reading.problems.append(Problem("time", why.message, dict(why.params)))
        return None


def _zone(reading: _Reading) -> str:
    """The clocks a time was meant on, where they are named right after it: "15:00 JST", "01:30 London", "(UTC)"."""
    m = words.ZONE.match(reading.scan, reading.after_time) if reading.after_time >= 0 else None
    found = words.zone_named(m["zone"]) if m else ""
    if m is None or not found:
        return ""
    reading.take("zone", m, found)
    return found


def _rule(reading: _Reading) -> MeetingRule | None:
    for pattern, rule in words.RULES:
        m = pattern.search(reading.scan)
        if m:
            reading.take("rule", m, rule.value)
            return rule
    return None


def _language(reading: _Reading) -> tuple[LanguageMode | None, tuple[str, ...]]:
    languages: tuple[str, ...] = ()
    pair = words.LANGUAGE_PAIR.search(reading.scan)
    if pair:
        both = (pair["a"] or pair["c"], pair["b"] or pair["d"])
        languages = tuple(dict.fromkeys(words.LANGUAGE_CODES[code.lower()] for code in both))
        reading.take("languages", pair, "-".join(languages))
    for pattern, mode in words.MODES:
        m = pattern.search(reading.scan)
        if m:
            reading.take("language_mode", m, mode.value)
            return mode, languages
    return None, languages


def _room(reading: _Reading, rooms: Sequence[str]) -> str:
    """A known room by its whole name wins over a mere "room 2", which is taken as the known room it equals."""
    for name in sorted((n for n in rooms if n.strip()), key=len, reverse=True):
        edged = rf"(?<![^\W_])(?:the\s+)?{re.escape(plain_digits(name))}(?![^\W_])"
        cjk = any(c > "\u2e80" for c in name)
        m = re.search(re.escape(plain_digits(name)) if cjk else edged, reading.scan, re.IGNORECASE)
        if m:
            reading.take("room", m, name)
            return name
    m = words.ROOM.search(reading.scan)
    if m is None:
        return ""
    typed = reading.line[m.start() : m.end()].strip()
    room = next((name for name in rooms if fold(name) == fold(typed)), typed)
    reading.take("room", m, room)
    return room


def _written_date(reading: _Reading) -> date | None:
    for pattern in DATE_PATTERNS:
        m = pattern.search(reading.scan)
        if m:
            try:
                day = date_from_match(m, reading.today)
            except BadWhen as why:
                reading.refuse("date", m, why)
                return None
            reading.take("date", m, day.isoformat())
            return day
    return None


def _first_time(text: str, start: int = 0) -> re.Match[str] | None:
    hits = [m for pattern in TIME_PATTERNS if (m := pattern.search(text, start))]
    return min(hits, key=lambda m: (m.start(), -m.end())) if hits else None


_SHORT_RANGE = re.compile(
    rf"(?<![\d:])(?P<h>\d{{1,2}}){words.TIME_JOIN}(?=\d{{1,2}}(?::\d{{2}})?\s*(?P<ap>[ap]\.?m\b))", re.IGNORECASE
)
_FRENCH = re.compile(r"\b([7-9]|1\d|2[0-3])h([0-5]\d)\b")  # "15h30"; up to six hours it is a length
_BARE_RANGE = re.compile(rf"(?<!\d)(?P<a>[0-2]\d[0-5]\d){words.TIME_JOIN}(?P<b>[0-2]\d[0-5]\d)(?!\d)")


def _times(reading: _Reading) -> tuple[time | None, time | None]:
    """Start and end: "15:00-16:00", "3-4 pm", "15時から16時", "1500-1600", or one time."""
    bare, french = _BARE_RANGE.search(reading.scan), _FRENCH.search(reading.scan)
    first = _first_time(reading.scan)
    if first is None and french:
        at = time(int(french[1]), int(french[2]))
        reading.take("time", french, f"{at:%H:%M}")
        return at, None
    if first is None and bare and abs(int(bare["b"]) - int(bare["a"])) >= 5:  # "2025-2026" are years
        return _spread(
            reading, bare.start(), bare.end(), *(time(int(s[:2]) % 24, int(s[2:])) for s in (bare["a"], bare["b"]))
        )
    if first is None:
        return None, None
    short = _SHORT_RANGE.search(reading.scan)
    begin = first.start()
    try:
        if short and short.end() == first.start():  # "3-4 pm": the half of the day counts for both
            end = time_from_match(first)
            start = _same_half(int(short["h"]), end)
            return _spread(reading, short.start(), first.end(), start, end)
        start = time_from_match(first)
        joined = re.match(words.TIME_JOIN, reading.scan[first.end() :])
        second = _first_time(reading.scan, first.end() + joined.end()) if joined else None
        if joined and second and second.start() == first.end() + joined.end():
            return _spread(reading, begin, second.end(), start, time_from_match(second))
    except BadWhen as why:
        reading.refuse("time", first, why)
        return None, None
    reading.take("time", first, f"{start:%H:%M}")
    return start, None


def _same_half(hour: int, end: time) -> time:
    """The start of "11-1 pm" is 11:00, of "3-4 pm" 15:00: the latest such hour before the end."""
    afternoon = time((hour % 12) + 12)
    return afternoon if afternoon < end else time(hour % 12)


def _spread(reading: _Reading, begin: int, stop: int, start: time, end: time) -> tuple[time | None, time | None]:
    reading.take_span("time", begin, stop, f"{start:%H:%M}–{end:%H:%M}")
    return start, end


def _minutes(reading: _Reading, start: time | None, end: time | None) -> int | None:
    if start is not None and end is not None:
        length = (end.hour - start.hour) * 60 + end.minute - start.minute
        if length <= 0 and start.hour >= 17 and end.hour < 6:  # a reception may go past midnight
            length += 24 * 60
        if length > 0:
            return length
        reading.problems.append(
            Problem(
                "minutes",
                N_("The end {end} is not after the start {start}."),
                {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"},
            )
        )
        return None
    for pattern in DURATION_PATTERNS:
        m = pattern.search(reading.scan)
        if m:
            try:
                minutes = minutes_from_match(m)
            except BadWhen as why:
                reading.refuse("minutes", m, why)
                return None
            reading.take("minutes", m, str(minutes))
            return minutes
    return None


_RELATIVE = re.compile(
    "|".join(
        rf"\b{re.escape(w)}\b" if w.isascii() else rf"(?<![\u0900-\u097f]){w}(?![\u0900-\u097f])" if w < "\u2e80" else w
        for w in words.RELATIVE_DAYS
    ),
    re.IGNORECASE,
)


def _relative_date(reading: _Reading, here: datetime, start: time | None) -> date | None:
    if any(p.field == "date" for p in reading.problems):
        return None
    m = _RELATIVE.search(reading.scan)
    if m:
        day = reading.today + timedelta(days=words.RELATIVE_DAYS[m[0].lower()])
        reading.take("date", m, day.isoformat())
        return day
    for m in words.WEEKDAY.finditer(reading.scan):
        if _is_day(reading, m):
            day = _weekday(m, here, start)
            reading.take("date", m, day.isoformat())
            return day
    return None


def _is_day(reading: _Reading, m: re.Match[str]) -> bool:
    """Whether a weekday word is one: a word that is also a name ("Sun", "रवि") only beside another part, or alone."""
    word = m["en"] or m["hi"]
    if not word or words.SURE_WEEKDAYS.match(word) or m["next"] or m["hnext"]:
        return True
    before, after = reading.scan[: m.start()].rstrip(), reading.scan[m.end() :].lstrip()
    ends = not after or after[0] in _EDGES
    return before[-1:] == _TAKEN or after[:1] == _TAKEN or bool(BARE_TIME.match(after)) or ends


def _weekday(m: re.Match[str], here: datetime, start: time | None) -> date:
    word = m["en"] or m["ja"] or m["ja2"] or m["hi"]
    week = (m["next"] or m["jnext"] or m["jnext2"] or m["hnext"] or "").lower()
    today = here.date()
    wanted = WEEKDAY_WORDS[spelling(word)]
    if week in ("next", "来週", "अगले"):
        return today + timedelta(days=wanted - today.weekday() + 7)
    ahead = (wanted - today.weekday()) % 7
    if ahead == 0 and (start is None or start <= here.time()):
        ahead = 7
    return today + timedelta(days=ahead)


def _bare_time(reading: _Reading) -> time | None:
    """Four digits are a time where they stand alone between commas, or beside a day."""
    for m in BARE_TIME.finditer(reading.scan):
        before, after = reading.scan[: m.start()].rstrip(), reading.scan[m.end() :].lstrip()
        beside = before[-1:] == _TAKEN or words.LEADING_AT.search(reading.scan[: m.start()])
        if int(m["h"]) < 24 and (
            beside or ((not before or before[-1] in _EDGES) and (not after or after[0] in _EDGES))
        ):
            at = time(int(m["h"]), int(m["mi"]))
            reading.take("time", m, f"{at:%H:%M}")
            return at
    return None


def _kind(reading: _Reading) -> MeetingKind | None:
    """The kind; its words stay in the title, unless they are a whole part of a line that says more."""
    parts = [part for part in _SEPARATORS.split(reading.scan.replace(_TAKEN, " ")) if part.strip()]
    for pattern, kind in words.KINDS:
        m = pattern.search(reading.scan)
        if m is None:
            continue
        whole = any(part.strip() == m[0].strip() for part in parts)
        if whole and len(parts) > 1:
            reading.take("kind", m, kind.value)
        else:
            reading.found.append(Understood("kind", reading.line[m.start() : m.end()], kind.value))
        return kind
    return None


def _rest(reading: _Reading) -> tuple[str, tuple[str, ...], str]:
    """Title, who it is with, and what is left: the parts of the line that nothing was read from."""
    kept = "".join(c if t != _TAKEN else _TAKEN for c, t in zip(reading.line, reading.scan, strict=True))
    parts = []
    for part in _SEPARATORS.split(kept):
        text = " ".join(re.sub(f"{_TAKEN}+", " ", part).split()).strip(" -–—:/・")
        if text:
            parts.append(text)
    if not parts:
        return "", (), ""
    who = tuple(dict.fromkeys(name for part in parts for name in _names(part)))
    return parts[0], who, ", ".join(parts[1:])


def _names(part: str) -> list[str]:
    """Whom a part of the title names: what follows "with" or "by", or the part itself if it says no kind."""
    m = words.WITH.search(part)
    named = next((m[g] for g in ("en", "ja", "hi") if m and m[g]), "") if m else ""
    if not named:
        bare = part
        for pattern, _ in words.KINDS:
            bare = pattern.sub(" ", bare)
        named = bare if ":" not in bare and "：" not in bare else ""
    return [name.strip() for name in re.split(r"\s+(?:and|&|और)\s+|\s*[&＆]\s*|(?<=\w)及び", named) if name.strip()]
