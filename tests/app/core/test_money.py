"""Stated amounts: read, written, never mixed."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import money as m
from app.core.errors import Refused
from app.core.money import Amount, BadAmount, MoneyKind, parse_amount


@pytest.mark.parametrize(
    ("text", "low", "high", "currency", "unit"),
    [
        ("USD 100-400 million", "100", "400", "USD", "million"),
        ("$100–400 million", "100", "400", "USD", "million"),
        ("Rs 860-3,500 crore", "860", "3500", "INR", "crore"),
        ("₹860 crore - ₹3,500 crore", "860", "3500", "INR", "crore"),
        ("₹1,00,00,000", "10000000", "10000000", "INR", "absolute"),
        ("Rs. 5 lakh", "5", "5", "INR", "lakh"),
        ("80 lakh to 2 crore rupees", "0.8", "2", "INR", "crore"),
        ("860 करोड़ रुपये", "860", "860", "INR", "crore"),
        ("१,००,००,००० रुपये", "10000000", "10000000", "INR", "absolute"),
        ("145-580億円", "145", "580", "JPY", "oku"),
        ("約100億円", "100", "100", "JPY", "oku"),
        ("1兆2,000億円", "12000", "12000", "JPY", "oku"),
        ("1億2,345万6,789円", "123456789", "123456789", "JPY", "absolute"),
        ("１００億円", "100", "100", "JPY", "oku"),
        ("¥14.5-58.0 billion", "14.5", "58.0", "JPY", "billion"),
        ("EUR 3 bn", "3", "3", "EUR", "billion"),
        ("12", "12", "12", "", "absolute"),
    ],
)
def test_an_amount_is_read_as_stated(text: str, low: str, high: str, currency: str, unit: str) -> None:
    amount = parse_amount(text)
    assert (amount.low, amount.high, amount.currency, amount.unit) == (Decimal(low), Decimal(high), currency, unit)
    assert amount.as_stated == text


@pytest.mark.parametrize(
    "text", ["", "abc", "1,2,3", "5-3 million", "12 bananas", "-5", "億円", "5万3億円", "1" * 200, "$", "USD million"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(BadAmount):
        parse_amount(text)


@pytest.mark.parametrize(
    ("text", "en", "ja", "hi"),
    [
        ("USD 100-400 million", "USD 100–400 million", "USD 1億～4億", "USD 100–400 मिलियन"),
        ("Rs 860-3,500 crore", "₹860–3,500 crore", "₹860～3,500クロール", "₹860–3,500 करोड़"),
        ("₹10000000", "₹1,00,00,000", "₹1,00,00,000", "₹1,00,00,000"),
        ("145-580億円", "¥145–580 oku", "145億～580億円", "¥145–580 ओकु"),
        ("¥1200000000000", "¥1,200,000,000,000", "1兆2,000億円", "¥1,200,000,000,000"),
    ],
)
def test_an_amount_in_each_language(text: str, en: str, ja: str, hi: str) -> None:
    amount = parse_amount(text)
    assert [m.show(amount, lang) for lang in ("en", "ja", "hi")] == [en, ja, hi]


def test_lakh_and_crore_never_become_arab() -> None:
    assert m.in_lakh_crore(860 * 10**7) == "860 crore"
    assert m.in_lakh_crore(35_000_000_000) == "3,500 crore"
    assert m.in_lakh_crore(3_50_75_000) == "3 crore 50 lakh 75,000"
    assert m.in_lakh_crore(0) == "0"
    assert m.group_indian(Decimal("-12345678.50")) == "-1,23,45,678.50"


@given(st.integers(-(10**18), 10**18))
def test_every_grouping_reads_back(n: int) -> None:
    for group in (m.group_indian, m.group_thousands):
        shown = group(n)
        assert m.parse_number(shown.lstrip("-")) == abs(n)
        assert shown.startswith("-") == (n < 0)


@given(st.integers(0, 10**16))
def test_man_oku_cho_reads_back(n: int) -> None:
    amount = parse_amount(m.group_myriad(n) + "円")
    assert amount.absolute == (n, n)


@given(st.text(max_size=150))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(BadAmount):
        amount = parse_amount(text)
        assert amount.low <= amount.high
        for lang in ("en", "ja", "hi"):
            assert m.show(amount, lang)


def test_a_conversion_is_a_figure_of_its_own() -> None:
    stated = parse_amount("USD 100-400 million", MoneyKind.INTENTION)
    yen = m.convert(stated, Decimal(145), "JPY")
    assert m.show(yen, "ja") == "145億～580億円"
    assert yen.as_stated == ""
    assert stated.as_stated == "USD 100-400 million"
    assert m.convert(parse_amount("USD 1,234"), Decimal("1.1"), "EUR").low == Decimal(1360)
    assert m.convert(parse_amount("USD 0"), Decimal(145), "JPY").low == 0


def test_a_total_stays_within_one_kind_and_one_currency() -> None:
    def stated(text: str, kind: str) -> Amount:
        return parse_amount(text, kind)

    same = [stated("Rs 5 crore", MoneyKind.CONTRACTED), stated("Rs 80 lakh-1 crore", MoneyKind.CONTRACTED)]
    assert m.total(same).absolute == (Decimal(58_000_000), Decimal(60_000_000))
    for wrong in (
        [*same, stated("Rs 1 crore", MoneyKind.INTENTION)],
        [*same, stated("USD 1", MoneyKind.CONTRACTED)],
        [*same, stated("Rs 1", "")],
        [],
    ):
        with pytest.raises(Refused):
            m.total(wrong)
