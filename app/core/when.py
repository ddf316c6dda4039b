"""What people type for a day, a time of day and a length of time, read strictly in three languages.

Strictly: a day that does not exist is refused with the reason and never moved to the next one, day comes before month
(Indian and British usage; a month above 12 is refused, not swapped), and a weekday that disagrees with its date is
refused. The patterns are public so that a whole line can be searched with them.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, time

from app.core.calendar_words import (
    ERAS,
    MONTH_WORDS,
    MONTHS,
    WEEKDAY_WORDS,
    WEEKDAYS,
    month_and_year,
    plain_digits,
    spelling,
    written,
)
from app.core.errors import Refused
from app.core.i18n import N_, language

MAX_MINUTES = 24 * 60
"""Longest length of time that is read: a day."""
_YEARS = range(1800, 2201)
_HALF_YEAR = 183


class BadWhen(Refused, ValueError):
    """Not a day, time or length, or one that does not exist; the message says why."""


class Unread(BadWhen):
    """The text is of no form that is read here, while other `BadWhen`s are a day or time that does not exist."""


def _words(table: dict[str, int]) -> str:
    # Nukta is optional in what is typed, so it is optional after each letter that can carry it.
    longest_first = sorted(table, key=len, reverse=True)
    return "|".join(re.sub("([कखगजडढफय])", "\\1\u093c?", re.escape(word)) for word in longest_first)


_MONTH = f"(?:{_words(MONTH_WORDS)})\\.?"
_WEEKDAY_BEFORE = f"(?:(?P<wd>{_words({w: n for w, n in WEEKDAY_WORDS.items() if w.isascii() or len(w) > 2})}),?\\s+)?"
_WEEKDAY_AFTER = r"(?:\s*[(（]?(?P<wdj>[月火水木金土日])(?:曜日?)?[)）])?"
_EDGE, _END = r"(?<![\w/.\-])", r"(?![\w/]|[.\-]\d)"

DATE_PATTERNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_EDGE}(?P<y>\d{{4}})(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}}){_WEEKDAY_AFTER}{_END}",
        rf"(?<!\d)(?P<y>\d{{4}})\s*年\s*(?P<m>\d{{1,2}})\s*月\s*(?P<d>\d{{1,2}})\s*日{_WEEKDAY_AFTER}",
        rf"(?P<era>令和|平成|昭和)\s*(?P<ey>元|\d{{1,2}})\s*年\s*(?P<m>\d{{1,2}})\s*月\s*(?P<d>\d{{1,2}})\s*日{_WEEKDAY_AFTER}",
        rf"{_EDGE}(?P<era>[RHS])(?P<ey>\d{{1,2}})\.(?P<m>\d{{1,2}})\.(?P<d>\d{{1,2}}){_END}",
        rf"(?<!\d)(?P<m>\d{{1,2}})\s*月\s*(?P<d>\d{{1,2}})\s*日{_WEEKDAY_AFTER}",
        rf"{_EDGE}{_WEEKDAY_BEFORE}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s\-]*(?P<mw>{_MONTH})"
        rf"(?:[\s,\-]+(?P<y>\d{{4}}))?{_END}",
        rf"{_EDGE}{_WEEKDAY_BEFORE}(?P<mw>{_MONTH})\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y>\d{{4}}))?"
        rf"(?!\s*[:\d]){_END}",
        rf"{_EDGE}{_WEEKDAY_BEFORE}(?P<d>\d{{1,2}})(?P<s>[./\-])(?P<m>\d{{1,2}})(?P=s)(?P<y>\d{{4}}|\d{{2}}){_END}",
        rf"{_EDGE}{_WEEKDAY_BEFORE}(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}}){_END}",
    )
)
"""Each day that is written out, for `plain_digits(text)`; `date_from_match` reads a match."""


def date_from_match(m: re.Match[str], today: date) -> date:
    """The day of a match of one of `DATE_PATTERNS`; raises `BadWhen` when there is no such day."""
    found = m.groupdict()
    month = MONTH_WORDS[spelling(found["mw"])] if found.get("mw") else int(found["m"])
    day, year = int(found["d"]), int(found["y"]) if found.get("y") else None
    if found.get("y") and len(found["y"]) == 2:
        year = 2000 + int(found["y"])
    if found.get("era"):
        year = _era_year(found["era"], found["ey"])
    if not 1 <= month <= 12:
        raise BadWhen(N_("There is no month {month}: write day, month, year."), month=month)
    if year is not None and year not in _YEARS:
        raise BadWhen(N_("The year {year} is out of range."), year=year)
    result = _existing(day, month, year, today)
    if found.get("era"):
        _check_era(found["era"], result)
    weekday = found.get("wd") or found.get("wdj")
    if weekday and WEEKDAY_WORDS[spelling(weekday)] != result.weekday():
        raise BadWhen(
            N_("{date} is a {right}, not a {wrong}."),
            date=written(result.day, result.month, result.year, language()),
            right=WEEKDAYS[language()][result.weekday()],
            wrong=WEEKDAYS[language()][WEEKDAY_WORDS[spelling(weekday)]],
        )
    return result


def _existing(day: int, month: int, year: int | None, today: date) -> date:
    """The day, or `BadWhen` naming why there is none. Without a year: this year's, or next year's when this year's is
    more than half a year gone, so that "10 January" typed in December is the coming one and yesterday stays yesterday.
    """
    lang, longest = language(), 29 if month == 2 else calendar.monthrange(2024, month)[1]
    if day < 1 or day > longest:
        raise BadWhen(
            N_("{date} does not exist: {month} has {days} days."),
            date=written(day, month, year, lang),
            month=MONTHS[lang][month - 1],
            days=longest if month != 2 or year is None else calendar.monthrange(year, 2)[1],
        )
    if year is None:
        year = today.year
        last = min(day, calendar.monthrange(year, month)[1])
        if (today - date(year, month, last)).days > _HALF_YEAR:
            year += 1
    days = calendar.monthrange(year, month)[1]
    if day > days:
        raise BadWhen(
            N_("{date} does not exist: {month} has {days} days."),
            date=written(day, month, year, lang),
            month=month_and_year(month, year, lang),
            days=days,
        )
    return date(year, month, day)


def _era_year(era: str, year: str) -> int:
    first = next(start for name, initial, start, _ in ERAS if era.upper() in (name, initial))
    return first.year + (1 if year == "元" else int(year)) - 1


def _check_era(era: str, day: date) -> None:
    name, first, last = next((n, start, end) for n, initial, start, end in ERAS if era.upper() in (n, initial))
    if not first <= day <= last:
        raise BadWhen(
            N_("{date} is not in the era {era}."), date=written(day.day, day.month, day.year, language()), era=name
        )


def parse_date(text: str, today: date) -> date:
    """Read a whole text as one day; raises `BadWhen`.

    ISO, "2 July 2025", "Wed 2 Jul", "July 2, 2025", "02.07.2025", "2/7/2025" (day first), "2025年7月2日（水）",
    "令和7年7月2日", "R7.7.2", "2 जुलाई 2025". Without a year: this year's, or next year's once it is half a year gone.
    """
    line = plain_digits(text).strip()
    for pattern in DATE_PATTERNS:
        m = pattern.fullmatch(line) if len(line) < 60 else None
        if m:
            return date_from_match(m, today)
    raise Unread(N_("“{text}” is not a date. Write it like 2 July 2025 or 2025-07-02."), text=text.strip()[:40])


_HALF_DAYS = {"午前": "am", "午後": "pm", "पूर्वाह्न": "am", "अपराह्न": "pm", "सुबह": "am", "शाम": "pm", "रात": "night",
              "दोपहर": "noon"}  # fmt: skip
_HALF_DAY = "|".join(_HALF_DAYS)

TIME_PATTERNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d:.])(?P<h>\d{1,2})[:.](?P<mi>\d{2})\s*(?P<ap>[ap]\.?\s?m\b\.?)",
        rf"(?:(?P<half>{_HALF_DAY})\s*)(?P<h>\d{{1,2}}):(?P<mi>\d{{2}})(?:\s*बजे)?(?![\d:])",
        r"(?<![\d:.])(?P<h>\d{1,2}):(?P<mi>\d{2})(?!\d|:\d)(?:\s*(?:बजे|hrs?\b\.?|hours?\b))?",
        r"(?<![\d:.])(?P<h>\d{1,2})\s*(?P<ap>[ap]\.?\s?m\b\.?)",
        rf"(?:(?P<half>{_HALF_DAY})\s*)?(?<!\d)(?P<h>\d{{1,2}})\s*時(?!間)(?:(?P<jhalf>半)|\s*(?P<mi>\d{{1,2}})\s*分(?!間))?",
        rf"(?:(?P<half>{_HALF_DAY})\s*)?(?P<hhalf>साढ़े\s+)?(?<!\d)(?P<h>\d{{1,2}})(?:[:.](?P<mi>\d{{2}}))?\s*बजे",
        r"(?<![\d:.])(?P<h>\d{2})(?P<mi>\d{2})\s*(?:hrs?\b\.?|hours?\b)",
        r"(?P<word>\bnoon\b|\bmidday\b|\bmidnight\b|正午)",
    )
)
"""Each time of day that shows itself as one; `time_from_match` reads a match. Bare "1500" is not among them."""

BARE_TIME = re.compile(r"(?<![\d:./\-])(?P<h>[0-2]\d)(?P<mi>[0-5]\d)(?![\d:/])")
"""Four digits, which are a time only where nothing else can stand."""


def time_from_match(m: re.Match[str]) -> time:
    """The time of a match of one of `TIME_PATTERNS`; raises `BadWhen` when the day has no such time."""
    found = m.groupdict()
    if found.get("word"):
        return time(0) if found["word"].casefold() == "midnight" else time(12)
    hour, minute = int(found["h"]), int(found["mi"] or 0) if "mi" in found else 0
    if found.get("jhalf") or found.get("hhalf"):
        minute = 30
    half = found["ap"][0].casefold() + "m" if found.get("ap") else _HALF_DAYS.get(found.get("half") or "", "")
    return _on_24_hours(hour, minute, half, m[0].strip())


def _on_24_hours(hour: int, minute: int, half: str, typed: str) -> time:
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        raise BadWhen(N_("“{time}” is not a time: a day runs from 00:00 to 23:59."), time=typed)
    if hour == 24:
        raise BadWhen(N_("24:00 is 00:00 of the next day: write it with that day."))
    if half and hour > 12:
        if half == "am":
            raise BadWhen(N_("“{time}” is not a time: a day runs from 00:00 to 23:59."), time=typed)
        return time(hour, minute)  # 午後15時: said twice, and clear
    if half == "am":
        return time(hour % 12, minute)
    if half == "noon":  # दोपहर: 12 to about 4
        return time(hour + 12 if hour < 6 else hour, minute)
    if half == "night":  # रात: 7 to 11 in the evening, 12 to 4 after midnight
        return time(hour + 12 if 6 <= hour < 12 else hour % 12, minute)
    if half == "pm":
        return time(hour % 12 + 12, minute)
    return time(hour, minute)


def parse_time(text: str) -> time:
    """Read a whole text as a time of day; raises `BadWhen`.

    "15:00", "1500", "15.00", "3 pm", "3:30 p.m.", "noon", "15時30分", "午後3時半", "15 बजे", "अपराह्न 3 बजे".
    """
    line = plain_digits(text).strip()
    for pattern in (*TIME_PATTERNS, _PLAIN_TIME) if len(line) < 40 else ():
        m = pattern.fullmatch(line)
        if m:
            return time_from_match(m)
    raise Unread(N_("“{text}” is not a time. Write it like 15:00 or 3 pm."), text=text.strip()[:40])


_PLAIN_TIME = re.compile(r"(?P<h>\d{1,2})\.?(?P<mi>\d{2})")

_HOUR_WORD = r"(?:hours?|hrs?\.?|h)"
_MINUTE_WORD = r"(?:minutes?|mins?\.?|mn|m)"
DURATION_PATTERNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w.:,])(?P<h>\d{{1,3}})\s*{_HOUR_WORD}\s*(?:and\s+)?(?P<mi>\d{{1,2}})(?:\s*{_MINUTE_WORD})?(?![\w:])",
        rf"(?<![\w.:,])(?P<dh>\d{{1,2}}[.,]\d{{1,2}}|\d{{1,3}})\s*{_HOUR_WORD}(?!\w)",
        rf"(?<![\w.:,])(?P<mi>\d{{1,4}})\s*{_MINUTE_WORD}(?!\w)",
        r"(?<![\d.:])(?P<h>\d{1,3})\s*時間(?:(?P<half>半)|\s*(?P<mi>\d{1,2})\s*分)?",
        r"(?<![\d.:時])(?P<mi>\d{1,4})\s*分間?",
        r"(?<![\w.:])(?P<h>\d{1,3})\s*घंट[ाेों]+(?:\s+(?P<mi>\d{1,2})\s*मिनट)?",
        r"(?<![\w.:])(?P<mi>\d{1,4})\s*मिनट",
        r"(?P<fixed>\bhalf\s+an\s+hour\b|\ban\s+hour\s+and\s+a\s+half\b|\ban\s+hour\b|डेढ़\s+घंट[ाे]|ढाई\s+घंट[ाे]|आधा\s+घंटा"
        r"|एक\s+घंटा|दो\s+घंटे)",
    )
)
"""Each length of time that shows itself by its unit; `minutes_from_match` reads a match."""

_FIXED = {"half": 30, "an": 60, "डेढ़": 90, "ढाई": 150, "आधा": 30, "एक": 60, "दो": 120}


def minutes_from_match(m: re.Match[str]) -> int:
    """The minutes of a match of one of `DURATION_PATTERNS`; raises `BadWhen` outside one minute to one day."""
    found = m.groupdict()
    if found.get("fixed"):
        return 90 if "and a half" in " ".join(found["fixed"].casefold().split()) else _FIXED[m[0].casefold().split()[0]]
    minutes = int(found.get("mi") or 0) + int(found.get("h") or 0) * 60 + (30 if found.get("half") else 0)
    if found.get("dh"):
        minutes = round(float(found["dh"].replace(",", ".")) * 60)
    if not 1 <= minutes <= MAX_MINUTES:
        raise BadWhen(N_("“{text}” is not a length for a meeting: it must be from 1 minute to 24 hours."), text=m[0])
    return minutes


def parse_duration(text: str) -> int:
    """Read a whole text as a length, in minutes; raises `BadWhen`.

    "60", "60 min", "1h30", "1.5 h", "2 hours", "half an hour", "90分", "1時間半", "1 घंटा", "डेढ़ घंटा".
    """
    line = plain_digits(text).strip()
    for pattern in (*DURATION_PATTERNS, _PLAIN_MINUTES) if len(line) < 40 else ():
        m = pattern.fullmatch(line)
        if m:
            return minutes_from_match(m)
    raise Unread(N_("“{text}” is not a length of time. Write it like 60 min or 1h30."), text=text.strip()[:40])


_PLAIN_MINUTES = re.compile(r"(?P<mi>\d{1,4})")
