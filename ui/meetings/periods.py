"""The stretches of time by which the list is narrowed, on the clocks of the mission."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from app.core.i18n import N_
from app.core.zones import local, zone_of
from app.queries.meetings import MeetingFilter

PERIODS: tuple[tuple[str, str], ...] = (
    ("today", N_("Today")),
    ("week", N_("This week")),
    ("next7", N_("Next 7 days")),
    ("month", N_("This month")),
    ("coming", N_("From today on")),
    ("past", N_("Past")),
)


def bounds(period: str, now: datetime, zone: str) -> tuple[datetime | None, datetime | None]:
    """(since, until) in UTC, until excluded; None where there is no end. A week begins on Monday (ISO 8601)."""
    today = local(now, zone).date()
    if period == "today":
        return _day(today, zone), _day(today + timedelta(days=1), zone)
    if period == "week":
        monday = today - timedelta(days=today.weekday())
        return _day(monday, zone), _day(monday + timedelta(days=7), zone)
    if period == "next7":
        return _day(today, zone), _day(today + timedelta(days=7), zone)
    if period == "month":
        first = today.replace(day=1)
        return _day(first, zone), _day((first + timedelta(days=32)).replace(day=1), zone)
    if period == "coming":
        return _day(today, zone), None
    if period == "past":
        return None, now
    return None, None


def filter_of(values: Mapping[str, Any], now: datetime, zone: str) -> MeetingFilter:
    """What the query takes, from what the filter bar holds; picked records are [id, title] pairs."""
    since, until = bounds(str(values.get("period") or ""), now, zone)
    return MeetingFilter(
        text=str(values.get("text") or ""),
        status=str(values.get("status") or ""),
        kind=str(values.get("kind") or ""),
        since=since,
        until=until,
        organisation_id=_picked(values.get("organisation")),
        person_id=_picked(values.get("person")),
    )


def _picked(value: Any) -> str:
    return str(value[0]) if isinstance(value, (list, tuple)) and value else ""


def _day(day: date, zone: str) -> datetime:
    # Not `to_utc`: a midnight that a clock change skips still begins its day.
    return datetime.combine(day, time(), zone_of(zone)).astimezone(UTC)
