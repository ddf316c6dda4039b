"""Days and times as tables have them. 03/04/2025 is read as the whole column is: one 25/04 decides for all of them.

ISO days, days with slashes, points or hyphens in either order, months by word in English and Hindi, Japanese days with
the year or the era, and an instant whose time is kept where there is one. Nothing is corrected: 31/02 is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from app.core.calendar_words import plain_digits
from app.core.when import BadWhen, parse_date, parse_time

_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d])")
_PACKED = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_NUMBERS = re.compile(r"^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})(?![\d])")
_TIME = re.compile(r"(?:^|[\sT,(（])(\d{1,2}[:：.時]\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]\.?\s?m\.?)?)", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE)
_TAIL = re.compile(r"[\sT]\d{1,2}[:：.時]\d{2}.*$|\s*[(（][^)）]*[)）]\s*$", re.DOTALL)
_TODAY = date(2000, 1, 1)
"""Days without a year are refused, so that no year is ever made up."""
_YEAR = re.compile(r"\d{4}|[令平昭RHS]\D{0,2}\d{1,2}|\d{1,2}[-/.\s][^\d\s]{3,9}[-/.\s,]+\d{2}$")
CENTURY = 2000
"""Two figures of a year are of this century up to 68, of the last one from 69 (POSIX strptime)."""


@dataclass(frozen=True, slots=True)
class DayOrder:
    """How a column writes its days. `day_first` is None when nothing in it tells; `asks` says that something would
    have to, because some day can be read both ways."""

    day_first: bool | None = None
    asks: bool = False


def order_of(values: Iterable[str]) -> DayOrder:
    """What a column says about its own order of day and month: 25/04 day first, 04/25 month first."""
    first = second = both = 0
    for value in values:
        found = _NUMBERS.match(plain_digits(value.strip()))
        if found is None:
            continue
        one, two = int(found[1]), int(found[2])
        first += one > 12 >= two
        second += two > 12 >= one
        both += one <= 12 and two <= 12 and one != two
    if bool(first) != bool(second):
        return DayOrder(bool(first))
    return DayOrder(None, asks=both > 0)


@lru_cache(maxsize=65536)
def read_day(text: str, *, day_first: bool = True) -> date | None:
    """The day a cell names, None when it names none. Years that cannot be right are days all the same."""
    value = plain_digits(text.strip())
    value = _WEEKDAY.sub("", value)
    iso = _ISO.match(value) or _PACKED.match(value)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    numbers = _NUMBERS.match(value)
    if numbers:
        one, two = int(numbers[1]), int(numbers[2])
        year = int(numbers[3]) if len(numbers[3]) == 4 else _full_year(int(numbers[3]))
        day, month = (one, two) if day_first else (two, one)
        return _day(year, month, day)
    words = _TAIL.sub("", value).strip()
    if not _YEAR.search(words) or len(words) > 40:
        return None
    short = re.match(r"^(\d{1,2})[-/.\s]+([^\d\s/.-]{3,9})[-/.\s,]+(\d{2}|\d{4})$", words)
    if short:
        year = int(short[3]) if len(short[3]) == 4 else _full_year(int(short[3]))
        words = f"{short[1]} {short[2]} {year}"
    try:
        return parse_date(words, _TODAY)
    except BadWhen:
        return None


def read_time(text: str) -> time | None:
    """The time of day a cell names, alone or behind a day; None when it names none."""
    value = plain_digits(text.strip())
    found = _TIME.search(value)
    typed = re.sub(r"(\d:\d{2}):\d{2}(?:\.\d+)?", r"\1", found[1]).strip() if found else value
    if not found and _ISO.match(value):
        return None
    try:
        return parse_time(typed)
    except BadWhen:
        return None


def _full_year(two: int) -> int:
    return CENTURY + two if two <= 68 else CENTURY - 100 + two


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
