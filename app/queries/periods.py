"""Periods as people choose them (local days, both included) against instants as they are stored (UTC)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.mission import Mission
from app.queries.lister import Where
from app.queries.values import instant_text

EVERYBODY_WHO_CAME = "('declined', 'presumed-declined', 'absent')"
"""Answers of a participant that say they were not there: `status NOT IN` this."""


def mission_zone(session: Session) -> ZoneInfo:
    """The mission's time zone, UTC before there is a mission."""
    return ZoneInfo(session.scalar(select(Mission.time_zone)) or "UTC")


def within(column: str, since: date | None, until: date | None, zone: ZoneInfo) -> Where:
    """The condition that a stored instant falls into the local days from `since` to `until`, both included."""
    conditions, params = [], {}
    if since:
        conditions.append(f"{column} >= :since")
        params["since"] = instant_text(_midnight(since, zone))
    if until and until < date.max:
        conditions.append(f"{column} < :until")
        params["until"] = instant_text(_midnight(until + timedelta(days=1), zone))
    return conditions, params


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    if not date(1, 1, 3) <= day <= date(9999, 12, 29):  # no room for an offset
        return datetime.combine(day, time(), UTC)
    return datetime.combine(day, time(), zone)
