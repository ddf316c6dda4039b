"""Instants and the clocks on the wall: IANA zones, UTC inside, and what people type for days, times and lengths.

An instant is kept in UTC with its IANA zone beside it. A wall time that a clock change skips is refused with a
sentence; one that happens twice is taken the first time (still on summer time), as RFC 5545 (3.3.5) reads a local time.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from app.core.calendar_words import written
from app.core.i18n import N_, language
from app.core.when import BadWhen, Unread, parse_date, parse_duration, parse_time

__all__ = [
    "BadWhen",
    "UnknownZone",
    "Unread",
    "is_twice",
    "local",
    "parse_date",
    "parse_duration",
    "parse_time",
    "to_utc",
    "zone_abbreviation",
    "zone_of",
]

_ABBREVIATIONS = {
    "Asia/Kolkata": "IST",
    "Asia/Calcutta": "IST",
    "Asia/Tokyo": "JST",
    "Japan": "JST",
    "UTC": "UTC",
    "Etc/UTC": "UTC",
}


class UnknownZone(BadWhen):
    """No such IANA zone in the zone data."""


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """The zone called `name` ("Asia/Kolkata"); raises `UnknownZone` for any other text."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # unknown; not a name at all; a folder of zones ("Asia")
        raise UnknownZone(N_("“{zone}” is not a time zone."), zone=name[:60]) from error


def is_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone this machine knows."""
    try:
        zone_of(name)
    except UnknownZone:
        return False
    return True


def local(utc: datetime, zone: str) -> datetime:
    """An aware instant on the clocks of `zone`."""
    if utc.tzinfo is None:
        raise ValueError("an instant must be aware")
    return utc.astimezone(zone_of(zone))


def to_utc(day: date, at: time, zone: str) -> datetime:
    """The instant at which the clocks of `zone` show `day` and `at`.

    Raises `BadWhen` when they never do, because they go forward over it. Of two such instants the first is given.
    """
    info = zone_of(zone)
    wall = datetime.combine(day, at.replace(tzinfo=None, fold=0), info)
    try:
        instant = wall.astimezone(UTC)
        back = instant.astimezone(info)
    except OverflowError as error:
        raise BadWhen(N_("This date is out of range.")) from error
    if back.replace(tzinfo=None) != wall.replace(tzinfo=None):
        raise BadWhen(
            N_("{time} on {date} does not exist in {zone}: the clocks go forward. Choose {later} or another time."),
            time=f"{at:%H:%M}",
            date=written(day.day, day.month, day.year, language()),
            zone=zone,
            later=f"{back:%H:%M}",
        )
    return instant


def is_twice(day: date, at: time, zone: str) -> bool:
    """Whether the clocks of `zone` show this time twice that day (they go back)."""
    wall = datetime.combine(day, at.replace(tzinfo=None, fold=0), zone_of(zone))
    first, second = wall.utcoffset(), wall.replace(fold=1).utcoffset()
    assert first is not None and second is not None
    return first > second


def zone_abbreviation(zone: str, instant: datetime) -> str:
    """ "IST", "JST", "UTC", else the distance at that instant, "UTC+02:00": other letters mean many zones."""
    known = _ABBREVIATIONS.get(zone)
    if known:
        return known
    offset = local(instant, zone).utcoffset() or timedelta()
    minutes = round(offset.total_seconds() / 60)
    sign, minutes = ("-" if minutes < 0 else "+"), abs(minutes)
    return f"UTC{sign}{minutes // 60:02d}:{minutes % 60:02d}"
