"""Dates, times, counts and lists as people of the three languages write them, on screen and on paper.

`lang` is one of `i18n.LANGUAGES`; None is the interface's. Times are 24-hour and carry their zone (domain.md 4.6, 12);
dates never depend on the machine's locale.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from app.core.calendar_words import WEEKDAYS, WEEKDAYS_SHORT, month_and_year, written
from app.core.enums import DuePrecision
from app.core.i18n import LANGUAGES, language
from app.core.spoken import In
from app.core.zones import local, zone_abbreviation


def _lang(lang: str | None) -> str:
    lang = lang or language()
    return lang if lang in LANGUAGES else LANGUAGES[0]


def weekday(d: date, lang: str | None = None, *, short: bool = True) -> str:
    """ "Wed" / "水" / "बुध", or the whole word."""
    return (WEEKDAYS_SHORT if short else WEEKDAYS)[_lang(lang)][d.weekday()]


def date_plain(d: date, lang: str | None = None) -> str:
    """ "2 July 2025" / "2025年7月2日" / "2 जुलाई 2025"."""
    return written(d.day, d.month, d.year, _lang(lang))


def date_long(d: date, lang: str | None = None) -> str:
    """As the window writes a date: "Wed 2 July 2025" / "2025年7月2日（水）" / "बुध 2 जुलाई 2025"."""
    lang = _lang(lang)
    if lang == "ja":
        return f"{date_plain(d, lang)}（{weekday(d, lang)}）"
    return f"{weekday(d, lang)} {date_plain(d, lang)}"


def date_short(d: date, lang: str | None = None, *, today: date | None = None) -> str:
    """ "Wed 2 July" / "7月2日（水）" / "बुध 2 जुलाई"; with the year when it is not `today`'s."""
    lang = _lang(lang)
    if today is not None and today.year != d.year:
        return date_long(d, lang)
    plain = written(d.day, d.month, None, lang)
    return f"{plain}（{weekday(d, lang)}）" if lang == "ja" else f"{weekday(d, lang)} {plain}"


def date_document(d: date, lang: str | None = None) -> str:
    """As a document writes a date: "2 July 2025 (Wed)" / "2025年7月2日（水）" / "2 जुलाई 2025 (बुध)" (domain.md 5)."""
    lang = _lang(lang)
    if lang == "ja":
        return date_long(d, lang)
    return f"{date_plain(d, lang)} ({weekday(d, lang)})"


def date_range(first: date, last: date, lang: str | None = None) -> str:
    """ "2–4 July 2025", "30 June – 2 July 2025", "2025年7月2日～4日"; one day prints once."""
    lang = _lang(lang)
    if first == last:
        return date_plain(first, lang)
    same_year, same_month = first.year == last.year, (first.year, first.month) == (last.year, last.month)
    if lang == "ja":
        end = written(last.day, last.month, None if same_year else last.year, lang)
        return f"{date_plain(first, lang)}～{f'{last.day}日' if same_month else end}"
    if same_month:
        return f"{first.day}–{date_plain(last, lang)}"
    return f"{written(first.day, first.month, None if same_year else first.year, lang)} – {date_plain(last, lang)}"


def month_year(d: date, lang: str | None = None) -> str:
    """ "July 2025" / "2025年7月" / "जुलाई 2025"."""
    return month_and_year(d.month, d.year, _lang(lang))


def clock_time(t: time | datetime) -> str:
    """ "09:05", in all languages."""
    return f"{t.hour:02d}:{t.minute:02d}"


def time_with_zone(instant: datetime, zone: str) -> str:
    """ "15:00 IST" for an aware instant, on the clocks of IANA `zone`."""
    return f"{clock_time(local(instant, zone))} {zone_abbreviation(zone, instant)}"


def date_time(instant: datetime, zone: str, lang: str | None = None) -> str:
    """ "Wed 2 July 2025, 15:00 IST"; Japanese joins without a comma."""
    lang = _lang(lang)
    join = " " if lang == "ja" else ", "
    return f"{date_long(local(instant, zone).date(), lang)}{join}{time_with_zone(instant, zone)}"


def time_range(
    start_utc: datetime, end_utc: datetime | None, zone: str, other_zone: str = "", lang: str | None = None
) -> str:
    """ "17:45–18:45 IST (21:15 JST)": start and end on the clocks of `zone`, the start on those of `other_zone`.

    Instants are aware. An end on another day is written with its date, and so is the other zone's start when it falls
    on another day there. The other zone is left out when it is "", or shows the same time.
    """
    lang = _lang(lang)
    start = local(start_utc, zone)
    text = clock_time(start)
    if end_utc is not None:
        end = local(end_utc, zone)
        on = "" if end.date() == start.date() else f"{date_short(end.date(), lang, today=start.date())} "
        text += f" – {on}{clock_time(end)}" if on else f"–{clock_time(end)}"
    text += f" {zone_abbreviation(zone, start_utc)}"
    if not other_zone:
        return text
    there = local(start_utc, other_zone)
    if there.utcoffset() == start.utcoffset():
        return text
    day = "" if there.date() == start.date() else f"{date_short(there.date(), lang, today=start.date())} "
    return f"{text} ({day}{clock_time(there)} {zone_abbreviation(other_zone, start_utc)})"


def relative_day(days: int, lang: str | None = None) -> str:
    """How far a day is from today: "today", "tomorrow", "yesterday", "in 3 days", "3 days ago"."""
    say = In(lang)
    if days == 0:
        return say.tr("today")
    if days == 1:
        return say.tr("tomorrow")
    if days == -1:
        return say.tr("yesterday")
    if days > 0:
        return say.ntr("in {n} day", "in {n} days", days)
    return say.ntr("{n} day ago", "{n} days ago", -days)


def due_relative(days: int, lang: str | None = None) -> str:
    """How far a due date is from today: "due today", "due in 3 days", "2 days overdue"."""
    say = In(lang)
    if days == 0:
        return say.tr("due today")
    if days == 1:
        return say.tr("due tomorrow")
    if days > 0:
        return say.ntr("due in {n} day", "due in {n} days", days)
    return say.ntr("{n} day overdue", "{n} days overdue", -days)


def due_shown(
    due: date | None, precision: str, text: str = "", lang: str | None = None, *, today: date | None = None
) -> str:
    """A due date as a list prints it: its date, or the words it was given in ("before the visit"), or ""."""
    if precision == DuePrecision.ASAP:
        return In(lang).tr("as soon as possible")
    if precision == DuePrecision.BEFORE_EVENT and text:
        return text
    if due is None:
        return text
    if precision == DuePrecision.QUARTER:
        return In(lang).tr("by the end of {month}", month=month_year(due, lang))
    return date_short(due, lang, today=today)


def ago(seconds: float, lang: str | None = None) -> str:
    """How long since, coarsely: "just now", "40 s ago", "5 min ago", "2 h ago", then days."""
    say, whole = In(lang), max(0, int(seconds))
    if whole < 2:
        return say.tr("just now")
    if whole < 60:
        return say.tr("{n} s ago", n=whole)
    if whole < 3600:
        return say.tr("{n} min ago", n=whole // 60)
    if whole < 86_400:
        return say.tr("{n} h ago", n=whole // 3600)
    return relative_day(-(whole // 86_400), lang)


def duration(minutes: int, lang: str | None = None) -> str:
    """ "45 min", "1 h", "1 h 30 min"."""
    say, (hours, rest) = In(lang), divmod(minutes, 60)
    if not hours:
        return say.tr("{n} min", n=rest)
    if not rest:
        return say.tr("{n} h", n=hours)
    return say.tr("{hours} h {minutes} min", hours=hours, minutes=rest)


def number(n: int, lang: str | None = None) -> str:
    """A count with its grouping: "1,234,567", in Hindi "12,34,567"."""
    if _lang(lang) != "hi":
        return f"{n:,}"
    digits, sign = str(abs(n)), "-" if n < 0 else ""
    head, tail = digits[:-3], digits[-3:]
    groups = [head[max(0, i - 2) : i] for i in range(len(head), 0, -2)][::-1]
    return sign + ",".join([*groups, tail])


def list_join(items: Sequence[str], lang: str | None = None) -> str:
    """ "A, B and C" / "A、B、C" / "A, B और C"."""
    lang = _lang(lang)
    if lang == "ja":
        return "、".join(items)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {'और' if lang == 'hi' else 'and'} {items[-1]}"
