"""What people type for a due date."""

from __future__ import annotations

from datetime import date

import pytest

from app.core.enums import DuePrecision
from app.core.errors import Refused
from ui.followups.due import Due, DueReader, parse_due

MONDAY = date(2025, 7, 7)


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("11 July", Due(date(2025, 7, 11))),
        ("2025-07-11", Due(date(2025, 7, 11))),
        ("7月11日（金）", Due(date(2025, 7, 11))),
        ("today", Due(MONDAY)),
        ("明日", Due(date(2025, 7, 8))),
        ("Friday", Due(date(2025, 7, 11))),
        ("next monday", Due(date(2025, 7, 14))),
        ("in 2 weeks", Due(date(2025, 7, 21))),
        ("3 days", Due(date(2025, 7, 10))),
        ("2週間後", Due(date(2025, 7, 21))),
        ("ASAP", Due(None, DuePrecision.ASAP)),
        ("至急", Due(None, DuePrecision.ASAP)),
        ("before the visit", Due(None, DuePrecision.BEFORE_EVENT, "before the visit")),
        ("訪問前まで", Due(None, DuePrecision.BEFORE_EVENT, "訪問前まで")),
        ("Q3", Due(date(2025, 9, 30), DuePrecision.QUARTER)),
        ("第3四半期", Due(date(2025, 9, 30), DuePrecision.QUARTER)),
        ("यथाशीघ्र", Due(None, DuePrecision.ASAP)),
        ("दौरे से पहले", Due(None, DuePrecision.BEFORE_EVENT, "दौरे से पहले")),
        ("q1", Due(date(2026, 3, 31), DuePrecision.QUARTER)),
        ("Q4 2025", Due(date(2025, 12, 31), DuePrecision.QUARTER)),
    ],
)
def test_read(typed: str, due: Due) -> None:
    assert parse_due(typed, MONDAY) == due


@pytest.mark.parametrize("typed", ["29 February 2027", "31 June", "soonish", "32/1/2025", "Tue 7 July 2025"])
def test_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_due(typed, MONDAY)
    assert str(refused.value)


@pytest.mark.parametrize(
    "due",
    [
        Due(date(2025, 7, 11)),
        Due(None, DuePrecision.ASAP),
        Due(date(2025, 9, 30), DuePrecision.QUARTER),
        Due(date(2025, 7, 8), DuePrecision.BEFORE_EVENT, "before the plant visit"),
        Due(date(2027, 1, 4)),
    ],
)
def test_what_was_shown_is_understood_as_it_was(due: Due) -> None:
    reader = DueReader(MONDAY)
    assert reader.parse(reader.show(due)) == due
