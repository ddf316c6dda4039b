"""When something is due, in people's words: "fri", "in 2 weeks", "来週金曜", "end of month", "Q3", "before the visit".

A bare weekday is the next one strictly after today; "next Friday", 来週金曜 and अगले शुक्रवार are the Friday of the next
calendar week (Monday first) in all three languages. A date without a year is this year's, even if it is just past.
Quarters are those of the fiscal year, which begins in April for Japan and India alike (domain.md 2.7), and fall due on
their last day.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.calendar_words import MONTH_WORDS, WEEKDAY_WORDS, plain_digits, spelling
from app.core.enums import DuePrecision
from app.core.i18n import N_
from app.core.when import BadWhen, Unread, parse_date

FISCAL_YEAR_START = 4
"""Month in which the fiscal year begins."""
MAX_DAYS = 3660
"""A due date lies within about ten years."""


@dataclass(frozen=True, slots=True)
class Due:
    """A due date: `date` (None for "asap" and "before the visit"), how exact it is, and the words as typed."""

    date: date | None
    precision: DuePrecision
    text: str


def _alternatives(words: dict[str, int]) -> str:
    return "|".join(re.sub("([कखगजडढफय])", "\\1\u093c?", re.escape(w)) for w in sorted(words, key=len, reverse=True))


_WEEKDAY = f"(?P<wd>{_alternatives({w: n for w, n in WEEKDAY_WORDS.items() if len(w) > 1})})"
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "एक": 1, "दो": 2, "तीन": 3, "चार": 4,
    "一": 1, "二": 2, "三": 3,
}  # fmt: skip
_N = rf"(?P<n>\d{{1,4}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNITS: dict[str, str] = {
    "d": "d", "day": "d", "days": "d", "日": "d", "日間": "d", "दिन": "d", "दिनों": "d",
    "w": "w", "wk": "w", "wks": "w", "week": "w", "weeks": "w", "週": "w", "週間": "w", "सप्ताह": "w", "हफ्ते": "w",
    "month": "m", "months": "m", "か月": "m", "ヶ月": "m", "カ月": "m", "ヵ月": "m", "ケ月": "m",
    "महीने": "m", "माह": "m",
    "year": "y", "years": "y", "年": "y", "साल": "y", "वर्ष": "y",
}  # fmt: skip
_UNIT = f"(?P<u>{'|'.join(sorted(_UNITS, key=len, reverse=True))})"

_ASAP = re.compile(
    r"asap|a\.s\.a\.p\.?|as soon as possible|soonest|urgent(?:ly)?|immediately"
    r"|至急|早急に?|できるだけ早く|なるべく早く|速やかに|यथाशीघ्र|तुरंत|तत्काल"
)
_NONE = re.compile(r"none|no date|open[- ]ended|期限なし|なし|कोई तारीख नहीं")
_TODAY: dict[str, int] = {
    "today": 0, "eod": 0, "end of day": 0, "tonight": 0, "tomorrow": 1, "tmr": 1, "tmrw": 1, "day after tomorrow": 2,
    "the day after tomorrow": 2, "今日": 0, "本日": 0, "本日中": 0,
    "今日中": 0, "明日": 1, "明日中": 1, "明後日": 2, "あさって": 2,
    "आज": 0, "कल": 1, "परसों": 2,
}  # fmt: skip
"""कल is yesterday as well as tomorrow in Hindi; what is due lies ahead."""


def _month_end(year: int, month: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def _add_months(day: date, months: int) -> date:
    last = _month_end(day.year, day.month + months)
    return last.replace(day=min(day.day, last.day))


def quarter_end(year: int, quarter: int, start: int = FISCAL_YEAR_START) -> date:
    """Last day of a quarter (1-4) of the fiscal year that begins in month `start` of `year`."""
    return _month_end(year, start + 3 * quarter - 1)


def _year(typed: str) -> int:
    year = int(typed) + (2000 if len(typed) == 2 else 0)
    if not 1900 <= year <= 2200:
        raise BadWhen(N_("The year {year} is out of range."), year=year)
    return year


def _after(m: re.Match[str], today: date) -> date:
    n = int(m["n"]) if m["n"].isdigit() else _NUMBERS[m["n"]]
    unit = _UNITS[m["u"]]
    if n * {"d": 1, "w": 7, "m": 31, "y": 366}[unit] > MAX_DAYS:
        raise BadWhen(N_("“{text}” is too far ahead."), text=m[0])
    if unit in "my":
        return _add_months(today, n * (12 if unit == "y" else 1))
    return today + timedelta(days=n * (7 if unit == "w" else 1))


def _weekday(m: re.Match[str], today: date) -> date:
    wanted = WEEKDAY_WORDS[spelling(m["wd"])]
    if not m["next"] and not m["this"]:
        return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    day = today + timedelta(days=wanted - today.weekday() + (7 if m["next"] else 0))
    return day if day >= today else day + timedelta(days=7)


def _named_month(m: re.Match[str], today: date) -> date:
    month = int(m["month"]) if m["month"].isdigit() else MONTH_WORDS[spelling(m["month"])]
    if not 1 <= month <= 12:
        raise BadWhen(N_("There is no month {month}: write day, month, year."), month=month)
    if m["y"]:
        return _month_end(_year(m["y"]), month)
    end = _month_end(today.year, month)
    return end if end >= today else _month_end(today.year + 1, month)


def _friday(_m: re.Match[str], today: date) -> date:
    """This week falls due on its Friday, at the weekend at once."""
    return max(today, today + timedelta(days=4 - today.weekday()))


def _next_friday(_m: re.Match[str], today: date) -> date:
    return today + timedelta(days=11 - today.weekday())


def _this_month(_m: re.Match[str], today: date) -> date:
    return _month_end(today.year, today.month)


def _next_month(_m: re.Match[str], today: date) -> date:
    return _month_end(today.year, today.month + 1)


def _year_end(_m: re.Match[str], today: date) -> date:
    return date(today.year, 12, 31)


_KANJI_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "पहली": 1, "दूसरी": 2, "तीसरी": 3, "चौथी": 4}


def _quarter(m: re.Match[str], today: date, start: int) -> date:
    quarter = _KANJI_QUARTERS.get(m["q"]) or int(m["q"])
    if m["y"]:
        return quarter_end(_year(m["y"]), quarter, start)
    year = today.year - (1 if today.month < start else 0)
    end = quarter_end(year, quarter, start)
    return end if end >= today else quarter_end(year + 1, quarter, start)


_QUARTERS: tuple[re.Pattern[str], ...] = (
    re.compile(r"(?:end of )?q(?P<q>[1-4])(?:[ /]*(?:of )?(?:fy ?)?(?P<y>\d{4}|\d{2}))?"),
    re.compile(r"(?:fy ?)?(?P<y>\d{4})[ /-]*q(?P<q>[1-4])"),
    re.compile(r"(?:(?P<y>\d{4})年度?\s*)?第?(?P<q>[1-4一二三四])四半期(?:末|中)?"),
    re.compile(r"(?P<q>पहली|दूसरी|तीसरी|चौथी) तिमाही(?: (?P<y>\d{4}))?"),
)
_FISCAL_END = re.compile(
    r"(?:the )?end of (?:the |this )?(?:fiscal|financial) year|(?:今)?年度(?:末|内|中)|वित्त वर्ष(?: के)? अंत(?: तक)?"
)
_DATES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date]], ...] = (
    (re.compile(rf"(?:in |within )?{_N} ?{_UNIT}(?: time| from now|後|以内| में| बाद| के भीतर| के बाद)?"), _after),
    (re.compile(rf"(?:(?P<next>next|来週の?|次の|अगले|आगामी)|(?P<this>this|今週の?|इस))? *{_WEEKDAY}"), _weekday),
    (re.compile(r"(?:the )?end of (?:the |this )?week|eow|this week|今週(?:末|中)?|इस सप्ताह"), _friday),
    (re.compile(r"(?:the )?(?:end of )?next week|来週(?:末|中)?|अगले सप्ताह"), _next_friday),
    (
        re.compile(
            r"(?:the )?end of (?:the |this )?month|eom|this month"
            r"|(?:今|当)?月(?:末|中)|今月|(?:इस )?(?:माह|महीने)(?: के)? अंत(?: तक)?"
        ),
        _this_month,
    ),
    (re.compile(r"(?:the )?(?:end of )?next month|来月(?:末|中)?|अगले (?:माह|महीने)(?: के अंत)?"), _next_month),
    (
        re.compile(
            rf"(?:the )?(?:end of )?(?P<month>{_alternatives(MONTH_WORDS)})(?: (?P<y>\d{{4}}))?(?: के अंत(?: तक)?)?"
        ),
        _named_month,
    ),
    (re.compile(r"(?:(?P<y>\d{4})年)?(?P<month>\d{1,2})月(?:末|中)?"), _named_month),
    (re.compile(r"(?:the )?end of (?:the |this )?year|eoy|年末|年内|वर्ष के अंत(?: तक)?"), _year_end),
)
_LEADING = re.compile(r"(?:by|until|till|on|due|before|no later than|latest)\s+(?:the\s+)?")
_TRAILING = re.compile(r"(?:まで(?:に)?|迄(?:に)?|中に|\s+तक|\s+को|\s+से पहले|\s+latest)$")
_EVENT = re.compile(
    r"(?:before|prior to|ahead of)\s+\S.*|.+\S\s*(?:前|の前)(?:に|まで(?:に)?)?|.+\S\s+से\s+पहले|.+までに?"
)


def parse_due(text: str, today: date, *, fiscal_start: int = FISCAL_YEAR_START) -> Due:
    """Read due words against `today`; raises `BadWhen` with a sentence.

    "" and "none" have precision NONE, "asap" ASAP, "before the visit" BEFORE_EVENT (no date: the event gives it), "Q3"
    QUARTER with the quarter's last day, everything else DATE. `text` keeps what was typed.
    """
    typed = " ".join(text.split())
    line = spelling(plain_digits(typed)).strip()
    if not line or _NONE.fullmatch(line):
        return Due(None, DuePrecision.NONE, typed)
    if len(line) > 80:
        raise _unreadable(typed)
    if _ASAP.fullmatch(line):
        return Due(None, DuePrecision.ASAP, typed)
    for candidate in _bared(line):
        found = _read(candidate, today, fiscal_start)
        if found:
            return Due(found[0], found[1], typed)
    if _EVENT.fullmatch(line):
        return Due(None, DuePrecision.BEFORE_EVENT, typed)
    raise _unreadable(typed)


def _unreadable(typed: str) -> BadWhen:
    return Unread(
        N_("“{text}” is not a due date. Write it like 31 July, fri, in 2 weeks or before the visit."), text=typed[:40]
    )


def _bared(line: str) -> list[str]:
    """The words, then the words without "by", まで, तक."""
    bare = _TRAILING.sub("", _LEADING.sub("", line, count=1)).strip()
    return [line] if bare == line or not bare else [line, bare]


def _read(line: str, today: date, start: int) -> tuple[date, DuePrecision] | None:
    if line in _TODAY:
        return today + timedelta(days=_TODAY[line]), DuePrecision.DATE
    for pattern in _QUARTERS:
        m = pattern.fullmatch(line)
        if m:
            return _quarter(m, today, start), DuePrecision.QUARTER
    if _FISCAL_END.fullmatch(line):
        year = today.year - (1 if today.month < start else 0)
        return quarter_end(year, 4, start), DuePrecision.DATE
    for pattern, reader in _DATES:
        m = pattern.fullmatch(line)
        if m:
            return reader(m, today), DuePrecision.DATE
    try:
        return parse_date(line, today), DuePrecision.DATE
    except Unread:
        return None
