"""What a picture is asked for: the filters' values as a wish. No widget here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.core.i18n import N_
from app.services.pictures import Picture, Wish

PERIODS: tuple[tuple[str, str], ...] = (
    ("quarter", N_("Last 3 months")),
    ("year", N_("Last 12 months")),
    ("this-year", N_("This year")),
    ("last-year", N_("Last year")),
    ("three-years", N_("Last 3 years")),
)
ENCOUNTERS: tuple[tuple[str, str], ...] = (("all", N_("Also within a side")),)
SHOWN: tuple[tuple[str, str], ...] = (("organisations", N_("Organisations only")),)
TABS: tuple[tuple[str, str], ...] = (
    (Picture.NETWORK.value, N_("Network")),
    (Picture.POWER.value, N_("Power and interest")),
    (Picture.ENGAGEMENT.value, N_("Engagement")),
)


def bounds(period: str, today: date) -> tuple[date | None, date | None]:
    """(first, last) local day of a period; (None, None) for all."""
    match period:
        case "quarter":
            return _months_back(today, 3), today
        case "year":
            return _months_back(today, 12), today
        case "this-year":
            return date(today.year, 1, 1), today
        case "last-year":
            return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
        case "three-years":
            return _months_back(today, 36), today
    return None, None


def _months_back(today: date, months: int) -> date:
    """The first day of the month so many months before."""
    count = today.year * 12 + today.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def wish_of(picture: str, values: Mapping[str, Any], today: date) -> Wish:
    """The wish for a tab's key and the filter bar's values; picked records are [id, title] pairs."""
    since, until = bounds(str(values.get("period") or ""), today)
    return Wish(
        Picture(picture),
        since,
        until,
        topic_id=_picked(values.get("topic")),
        around_id=_picked(values.get("around")),
        opposite=values.get("encounters") != "all",
        people=values.get("shown") != "organisations",
    )


def _picked(value: Any) -> str:
    return str(value[0]) if isinstance(value, list | tuple) and value else ""
