"""Amounts of money as they were stated: never recomputed, never added up across kinds.

domain.md 4.3 (MoneyAmount) and 4.6, 24 and 25: a headline figure keeps its own words ("Rs 860-3,500 crore"), a range
stays a range, lakh/crore and man/oku/cho are read and written by our own rules (the general locale tables turn
100 crore into "1 arab", which Indian business never writes), and a total exists within one kind and one currency only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum

from app.core.calendar_words import plain_digits
from app.core.errors import Refused
from app.core.i18n import LANGUAGES, N_, language


class MoneyKind(StrEnum):
    """What stands behind a figure; a total never mixes two of them."""

    INTENTION = "intention"
    COMMITMENT = "commitment"
    CONTRACTED = "contracted"
    DISBURSED = "disbursed"


class MoneyUnit(StrEnum):
    ABSOLUTE = "absolute"
    THOUSAND = "thousand"
    LAKH = "lakh"
    MILLION = "million"
    CRORE = "crore"
    BILLION = "billion"
    MAN = "man"
    OKU = "oku"
    CHO = "cho"


FACTOR: dict[str, int] = {
    MoneyUnit.ABSOLUTE: 1,
    MoneyUnit.THOUSAND: 10**3,
    MoneyUnit.MAN: 10**4,
    MoneyUnit.LAKH: 10**5,
    MoneyUnit.MILLION: 10**6,
    MoneyUnit.CRORE: 10**7,
    MoneyUnit.OKU: 10**8,
    MoneyUnit.BILLION: 10**9,
    MoneyUnit.CHO: 10**12,
}
"""How many of the currency's own unit one of each is."""

_UNIT_SHOWN: dict[str, dict[str, str]] = {
    "en": {"thousand": "thousand", "man": "man", "lakh": "lakh", "million": "million", "crore": "crore", "oku": "oku",
           "billion": "billion", "cho": "cho"},
    "ja": {"thousand": "千", "man": "万", "lakh": "ラーク", "million": "百万", "crore": "クロール", "oku": "億",
           "billion": "十億", "cho": "兆"},
    "hi": {"thousand": "हज़ार", "man": "मान", "lakh": "लाख", "million": "मिलियन", "crore": "करोड़", "oku": "ओकु",
           "billion": "बिलियन", "cho": "चो"},
}  # fmt: skip

_UNIT_WORDS: dict[str, str] = {
    "thousand": MoneyUnit.THOUSAND, "k": MoneyUnit.THOUSAND, "千": MoneyUnit.THOUSAND, "हजार": MoneyUnit.THOUSAND,
    "lakh": MoneyUnit.LAKH, "lakhs": MoneyUnit.LAKH, "lac": MoneyUnit.LAKH, "lacs": MoneyUnit.LAKH,
    "लाख": MoneyUnit.LAKH, "ラーク": MoneyUnit.LAKH,
    "million": MoneyUnit.MILLION, "millions": MoneyUnit.MILLION, "mn": MoneyUnit.MILLION, "mln": MoneyUnit.MILLION,
    "m": MoneyUnit.MILLION, "百万": MoneyUnit.MILLION, "मिलियन": MoneyUnit.MILLION,
    "crore": MoneyUnit.CRORE, "crores": MoneyUnit.CRORE, "cr": MoneyUnit.CRORE, "करोड": MoneyUnit.CRORE,
    "クロール": MoneyUnit.CRORE, "クロー": MoneyUnit.CRORE,
    "billion": MoneyUnit.BILLION, "billions": MoneyUnit.BILLION, "bn": MoneyUnit.BILLION, "b": MoneyUnit.BILLION,
    "十億": MoneyUnit.BILLION, "बिलियन": MoneyUnit.BILLION,
    "man": MoneyUnit.MAN, "万": MoneyUnit.MAN, "oku": MoneyUnit.OKU, "億": MoneyUnit.OKU, "cho": MoneyUnit.CHO,
    "兆": MoneyUnit.CHO, "trillion": MoneyUnit.CHO,
}  # fmt: skip

_CURRENCY_WORDS: dict[str, str] = {
    "us$": "USD", "$": "USD", "dollars": "USD", "dollar": "USD", "ドル": "USD", "米ドル": "USD", "डॉलर": "USD",
    "rs": "INR", "₹": "INR", "rupees": "INR", "rupee": "INR", "ルピー": "INR", "रुपये": "INR", "रुपए": "INR", "रु": "INR",
    "¥": "JPY", "円": "JPY", "yen": "JPY", "येन": "JPY", "€": "EUR", "euros": "EUR", "euro": "EUR", "ユーロ": "EUR",
    "यूरो": "EUR", "£": "GBP", "pounds": "GBP", "ポンド": "GBP",
}  # fmt: skip

CURRENCIES: tuple[str, ...] = ("INR", "JPY", "USD", "EUR", "GBP", "CNY", "KRW", "SGD", "AUD", "CHF")
"""Codes (ISO 4217) that are read as they stand."""

_SYMBOL = {"INR": "₹", "JPY": "¥"}  # unambiguous here; "$" is not, so dollars print with their code
_MYRIADS = (("兆", 10**12), ("億", 10**8), ("万", 10**4))


class BadAmount(Refused, ValueError):
    """Not an amount of money; the message says why."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A stated amount: `low` and `high` (the same for a point) in `unit`s of `currency` (ISO 4217 or "").

    `as_stated` is what was said or written and is never changed by us. `kind` is a `MoneyKind` or "" if nobody said.
    """

    low: Decimal
    high: Decimal
    currency: str
    unit: str = MoneyUnit.ABSOLUTE
    as_stated: str = ""
    kind: str = ""

    @property
    def absolute(self) -> tuple[Decimal, Decimal]:
        """Low and high in the currency's own unit, for comparing and totals."""
        with localcontext(prec=60):
            return self.low * FACTOR[self.unit], self.high * FACTOR[self.unit]


_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER})\s*(?P<lu>[^\d\s.,–—~〜～-]*)\s*(?:-|–|—|~|〜|～|\bto\b|から|से)\s*(?P<high>{_NUMBER})"
)
_ONE = re.compile(_NUMBER)
_MYRIAD_NUMBER = re.compile(rf"(?:{_NUMBER}\s*[兆億万千]\s*)+(?:{_NUMBER})?|{_NUMBER}")
_MYRIAD_PART = re.compile(rf"(?P<n>{_NUMBER})\s*(?P<u>[兆億万千]?)")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})*,\d{3}|\d{1,4}(?:,\d{4})+")


def parse_number(text: str) -> Decimal:
    """A number with any of the groupings in use: 1,234,567, 12,34,567, 123,4567 (man/oku). Raises `BadAmount`."""
    plain = plain_digits(text).strip()
    whole = plain.partition(".")[0]
    if (
        len(plain) - plain.count(",") > 24
        or not re.fullmatch(_NUMBER, plain)
        or ("," in whole and not _GROUPED.fullmatch(whole))
    ):
        raise BadAmount(N_("“{text}” is not a number."), text=text.strip()[:40])
    return Decimal(plain.replace(",", ""))


def parse_amount(text: str, kind: str = "", currency: str = "") -> Amount:
    """Read "USD 100-400 million", "Rs 860-3,500 crore", "₹1,00,00,000", "145-580億円", "1兆2,000億円".

    `currency` is taken when the text names none. Raises `BadAmount` for what cannot be read whole, and for a range
    whose end is below its start. What was typed stays in `as_stated` to the letter.
    """
    line = plain_digits(text).replace("−", "-").replace("\u200b", "").strip()
    if len(line) > 120:
        raise _unreadable(text)
    line = re.sub(r"^(?:approx\.?|about|around|some|約|लगभग)\s*", "", line, flags=re.IGNORECASE)
    stated, rest = _take_currency(line)
    spread = _RANGE.search(rest)
    if spread:
        low, high, unit = _spread(spread, rest, text)
    elif re.search("[兆億万]", rest):
        low, unit = _myriads(rest, text)
        high = low
    else:
        one = _ONE.search(rest)
        if one is None:
            raise _unreadable(text)
        low = high = parse_number(one[0])
        unit = _unit(f"{rest[: one.start()]} {rest[one.end() :]}", text)
    if high < low:
        raise BadAmount(N_("The range “{text}” ends below its start."), text=text.strip()[:60])
    return Amount(low, high, stated or currency, unit, text, kind)


def _unreadable(text: str) -> BadAmount:
    return BadAmount(N_("“{text}” is not an amount. Write it like USD 100-400 million."), text=text.strip()[:60])


def _take_currency(line: str) -> tuple[str, str]:
    for code in CURRENCIES:
        m = re.search(rf"(?<![A-Za-z]){code}(?![A-Za-z])", line, re.IGNORECASE)
        if m:
            return code, f"{line[: m.start()]} {line[m.end() :]}"
    for word in sorted(_CURRENCY_WORDS, key=len, reverse=True):
        edge = r"(?<![A-Za-z])%s(?![A-Za-z])\.?" if word.isalpha() and word.isascii() else r"%s\.?"
        m = re.search(edge % re.escape(word), line, re.IGNORECASE)
        if m:
            # "¥145-¥580": the sign may stand at both ends.
            cut = f"{line[: m.start()]} {line[m.end() :]}"
            return _CURRENCY_WORDS[word], re.sub(edge % re.escape(word), " ", cut, flags=re.IGNORECASE)
    return "", line


def _unit(around: str, text: str) -> str:
    word = around.replace("\u093c", "").replace("\u095c", "ड").strip().strip(".").casefold()
    if not word:
        return MoneyUnit.ABSOLUTE
    if word not in _UNIT_WORDS:
        raise _unreadable(text)
    return _UNIT_WORDS[word]


def _spread(m: re.Match[str], rest: str, text: str) -> tuple[Decimal, Decimal, str]:
    unit = _unit(f"{rest[: m.start()]} {rest[m.end() :]}", text)
    low, high = parse_number(m["low"]), parse_number(m["high"])
    if m["lu"]:  # "80 lakh to 2 crore": keep the unit of the end, say the start in it
        with localcontext(prec=60):
            low = (low * FACTOR[_unit(m["lu"], text)] / FACTOR[unit]).normalize()
            low = low.quantize(Decimal(1)) if low == low.to_integral_value() else low
    return low, high, unit


def _myriads(rest: str, text: str) -> tuple[Decimal, str]:
    """ "1兆2,000億" is 12,000 in oku: the smallest unit that was named, so that nothing becomes a fraction."""
    m = _MYRIAD_NUMBER.fullmatch(rest.strip())
    if m is None:
        raise _unreadable(text)
    total, smallest, last = Decimal(0), MoneyUnit.ABSOLUTE, 10**16
    for part in _MYRIAD_PART.finditer(m[0]):
        smallest = MoneyUnit(_UNIT_WORDS[part["u"]]) if part["u"] else MoneyUnit.ABSOLUTE
        if FACTOR[smallest] >= last:
            raise _unreadable(text)
        last = FACTOR[smallest]
        total += parse_number(part["n"]) * last
    return total / last, smallest


def group_thousands(n: Decimal | int) -> str:
    """1234567 as "1,234,567"."""
    return f"{Decimal(n):,f}"


def group_indian(n: Decimal | int) -> str:
    """1234567 as "12,34,567": the last three digits, then pairs."""
    whole, point, fraction = f"{Decimal(n):f}".partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    head, tail = digits[:-3], digits[-3:]
    groups = [head[max(0, i - 2) : i] for i in range(len(head), 0, -2)][::-1]
    return f"{sign}{','.join([*groups, tail])}{point}{fraction}"


def group_myriad(n: Decimal | int) -> str:
    """1200000000000 as "1兆2,000億": cho, oku and man, parts that are nought left out."""
    value = Decimal(n)
    sign, value = ("-" if value < 0 else ""), abs(value)
    out = ""
    with localcontext(prec=60):
        for word, size in _MYRIADS:
            many, value = divmod(value, size)
            if many:
                out += f"{many:,f}{word}"
        return sign + (f"{out}{value.normalize():,f}" if value or not out else out)


def in_lakh_crore(n: Decimal | int) -> str:
    """A whole number in words of Indian business: "860 crore", "3 crore 50 lakh", "75,000"; never arab."""
    with localcontext(prec=60):
        crore, rest = divmod(Decimal(n), 10**7)
        lakh, units = divmod(rest, 10**5)
    parts = [f"{group_indian(crore)} crore"] if crore else []
    parts += [f"{lakh:f} lakh"] if lakh else []
    parts += [group_indian(units)] if units or not parts else []
    return " ".join(parts)


def show(amount: Amount, lang: str | None = None) -> str:
    """The amount in our own writing: "USD 100–400 million", "₹860–3,500 crore", "145億～580億円".

    The unit it was stated in is kept, except that Japanese counts in man, oku and cho. Beside it
    belongs `as_stated`, which this never replaces.
    """
    lang = lang if lang in LANGUAGES else language()
    if lang == "ja" and amount.currency != "INR":
        low, high = amount.absolute
        spread = group_myriad(low) if low == high else f"{group_myriad(low)}～{group_myriad(high)}"
        return f"{spread}円" if amount.currency == "JPY" else f"{amount.currency} {spread}".strip()
    group = group_indian if amount.currency == "INR" else group_thousands
    low_text, high_text = group(amount.low), group(amount.high)
    digits = low_text if amount.low == amount.high else f"{low_text}{'～' if lang == 'ja' else '–'}{high_text}"
    unit = _UNIT_SHOWN[lang].get(amount.unit, "")
    number = f"{digits}{'' if lang == 'ja' else ' '}{unit}" if unit else digits
    symbol = _SYMBOL.get(amount.currency)
    return f"{symbol}{number}" if symbol else f"{amount.currency} {number}".strip()


def convert(amount: Amount, rate: Decimal, currency: str) -> Amount:
    """A derived figure at `rate` of `currency` for one of the stated: to be shown as approximate, never stored.

    Rounded to three figures, because a converted headline number has no more. `as_stated` is empty: nobody said it.
    """
    low, high = (_three_figures(value * rate) for value in amount.absolute)
    return Amount(low, high, currency, MoneyUnit.ABSOLUTE, "", amount.kind)


def _three_figures(value: Decimal) -> Decimal:
    if not value:
        return value
    with localcontext(prec=60):
        step = Decimal(1).scaleb(value.adjusted() - 2)
        return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum of amounts of one kind and one currency, as a range in the currency's own unit.

    Raises `Refused` for two kinds, two currencies, an unnamed kind or none at all (domain.md 4.6, 24).
    """
    listed = list(amounts)
    kinds, currencies = {a.kind for a in listed}, {a.currency for a in listed}
    if not listed or "" in kinds:
        raise Refused(N_("A total needs amounts whose kind is known: intention, commitment, contracted or disbursed."))
    if len(kinds) > 1:
        raise Refused(N_("Intentions, commitments, contracts and payments are never added together."))
    if len(currencies) > 1:
        raise Refused(N_("Amounts in different currencies are never added together."))
    with localcontext(prec=60):
        low = sum((a.absolute[0] for a in listed), Decimal(0))
        high = sum((a.absolute[1] for a in listed), Decimal(0))
    return Amount(low, high, currencies.pop(), MoneyUnit.ABSOLUTE, "", kinds.pop())
