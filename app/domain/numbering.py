"""Reference numbers: the pattern a mission writes them in, and what makes a pattern usable.

A pattern is text with places: {prefix} the mission's own, {kind} the record's kind in short, {year} or {yy} or {reiwa}
(令和, from 2019), {no} the running number, {no:04} with leading zeros. "EOJ/ECON/{kind}/{year}/{no:04}" and
"在印経議第{no}号（令和{reiwa}年）" are both patterns. Numbers run from 1 for each kind and year, gapless (4.6, 22).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.core.enums import RecordKind
from app.core.i18n import N_
from app.core.problems import Problem

DEFAULT = "{prefix}/{kind}/{year}/{no:04}"
LONGEST = 80
"""Characters of a pattern."""

SHORT: Mapping[RecordKind, str] = {
    RecordKind.MINUTES: "MIN",
    RecordKind.RECORD_OF_DISCUSSION: "ROD",
    RecordKind.AGREED_MINUTES: "AM",
    RecordKind.NOTE_FOR_FILE: "NFF",
    RecordKind.AIDE_MEMOIRE: "AIM",
    RecordKind.PRESS_LINE: "PL",
}
"""A record kind's part in its reference ("EOJ/MIN/2025/0001")."""

_PLACE = re.compile(r"\{([^{}]*)\}")
_NUMBER = re.compile(r"no(?::0?([1-9]))?")
_WORDS = frozenset({"prefix", "kind", "year", "yy", "reiwa"})
_YEARS = frozenset({"year", "yy", "reiwa"})
_REIWA = 2018


def problems(pattern: str, *, for_all: bool = False, field: str = "reference_patterns") -> list[Problem]:
    """What makes a pattern unusable; `for_all` when it serves every kind of record."""
    places = _PLACE.findall(pattern)
    found: list[Problem] = []
    unknown = [place for place in places if place not in _WORDS and not _NUMBER.fullmatch(place)]
    left = _PLACE.sub("", pattern)
    if unknown or "{" in left or "}" in left:
        what = f"{{{unknown[0]}}}" if unknown else pattern
        message = N_("“{place}” has no meaning in a reference. Places are {places}.")
        known = "{prefix}, {kind}, {year}, {yy}, {reiwa}, {no}, {no:04}"
        found.append(Problem(field, message, {"place": what, "places": known}))
    if sum(bool(_NUMBER.fullmatch(place)) for place in places) != 1:
        found.append(Problem(field, N_("A reference has one running number, {no}."), {"no": "{no}"}))
    if not _YEARS.intersection(places):
        message = N_("A reference says its year, {year}: numbers begin again each year.")
        found.append(Problem(field, message, {"year": "{year}"}))
    if for_all and "kind" not in places:
        message = N_("A pattern for all kinds of record says the kind, {kind}: each kind has numbers of its own.")
        found.append(Problem(field, message, {"kind": "{kind}"}))
    if len(pattern) > LONGEST or any(ord(char) < 32 for char in pattern):
        found.append(Problem(field, N_("A reference is one short line.")))
    return found


def pattern_of(patterns: Mapping[str, str], kind: RecordKind) -> str:
    """The pattern of this kind's numbers: its own, else the one for all kinds, else the usual one."""
    return patterns.get(kind.value) or patterns.get("") or DEFAULT


def written(pattern: str, *, prefix: str, kind: RecordKind, year: int, no: int) -> str:
    """The reference that a pattern makes."""

    def place(m: re.Match[str]) -> str:
        numbered = _NUMBER.fullmatch(m[1])
        if numbered:
            return str(no).zfill(int(numbered[1] or 1))
        values = {
            "prefix": prefix or "REC",
            "kind": SHORT[kind],
            "year": str(year),
            "yy": f"{year % 100:02d}",
            "reiwa": str(year - _REIWA) if year > _REIWA else str(year),
        }
        return values[m[1]]

    return _PLACE.sub(place, pattern)
