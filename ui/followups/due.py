"""A due date as people say it: a day, "Friday", "in two weeks", "asap", "before the visit", "Q3"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.calendar_words import WEEKDAY_WORDS, plain_digits, spelling
from app.core.enums import DuePrecision
from app.core.errors import Refused
from app.core.formats import due_shown
from app.core.i18n import N_
from app.core.when import DATE_PATTERNS, BadWhen, parse_date


@dataclass(frozen=True, slots=True)
class Due:
    """What a promise's due fields say: `text` stands where `precision` is not a day."""

    on: date | None = None
    precision: DuePrecision = DuePrecision.DATE
    text: str = ""


_TODAY = {"today": 0, "tomorrow": 1, "今日": 0, "本日": 0, "明日": 1, "あさって": 2, "आज": 0, "कल": 1, "परसों": 2}
_ASAP = {"asap", "as soon as possible", "at once", "至急", "できるだけ早く", "जल्द से जल्द", "यथाशीघ्र"}
_IN = re.compile(
    r"(?:in\s+)?(?P<n>\d{1,3})\s*(?:(?P<d>days?|d|日後?|दिन)|(?P<w>weeks?|wks?|w|週間後?|हफ्ते|सप्ताह))(?:\s*में)?",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"before\s+\S.*|\S.*(?:の?前(?:に|まで(?:に)?)?|までに)|\S.*\s+से\s+पहले", re.IGNORECASE)
_QUARTER = re.compile(r"q(?P<q>[1-4])(?:[\s/]+(?P<y>\d{4}))?|(?:(?P<yj>\d{4})年)?第(?P<qj>[1-4])四半期", re.IGNORECASE)


def parse_due(text: str, today: date) -> Due:
    """Read what was typed; a weekday is the next one, never today. Quarters are of the calendar year.

    Raises Refused with a sentence for what is no due date, and for a day that does not exist.
    """
    line = " ".join(plain_digits(text).split())
    low = line.casefold()
    if low in _TODAY:
        return Due(today + timedelta(days=_TODAY[low]))
    if low in _ASAP:
        return Due(None, DuePrecision.ASAP)
    later = _IN.fullmatch(line)
    if later:
        return Due(today + timedelta(days=int(later["n"]) * (7 if later["w"] else 1)))
    weekday = WEEKDAY_WORDS.get(spelling(low.removeprefix("next ").removeprefix("on ")))
    if weekday is not None:
        return Due(today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1))
    quarter = _QUARTER.fullmatch(line)
    if quarter:
        return _quarter(int(quarter["q"] or quarter["qj"]), quarter["y"] or quarter["yj"], today)
    if _BEFORE.fullmatch(line) and not any(pattern.fullmatch(line) for pattern in DATE_PATTERNS):
        return Due(None, DuePrecision.BEFORE_EVENT, line)
    try:
        return Due(parse_date(line, today))
    except BadWhen as error:
        if any(pattern.fullmatch(line) for pattern in DATE_PATTERNS):
            raise
        raise Refused(
            N_("“{text}” is not a due date. Write a day, “Friday”, “in 2 weeks”, “asap” or “before the visit”."),
            text=text.strip()[:40],
        ) from error


def _quarter(number: int, year: str | None, today: date) -> Due:
    """The last day of the quarter; without a year the next one that is not over."""
    wanted = int(year) if year else today.year
    last = _quarter_end(number, wanted)
    if not year and last < today:
        last = _quarter_end(number, wanted + 1)
    return Due(last, DuePrecision.QUARTER)


def _quarter_end(number: int, year: int) -> date:
    following = date(year + number // 4, number * 3 % 12 + 1, 1)
    return following - timedelta(days=1)


class DueReader:
    """`parse` and `show` for a form's field, for one day as today. What was shown is understood again as it was."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._shown: dict[str, Due] = {}

    def parse(self, text: str) -> Due:
        """As `parse_due`."""
        known = self._shown.get(text.strip())
        return known if known is not None else parse_due(text, self.today)

    def show(self, due: Due | date) -> str:
        """A due date, or a day picked from the calendar, in words."""
        due = due if isinstance(due, Due) else Due(due)
        words = due_shown(due.on, due.precision, due.text, today=self.today)
        if words:
            self._shown[words] = due
        return words
