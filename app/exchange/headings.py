"""Which row of a table holds its headings, if any does, and what to do about headings that occur twice.

A heading row is the first row that is as full as those below it and holds words rather than values. A title above it
has one or two cells; a list without headings begins with values (an address, a number) or with a cell that comes again
further down its column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from app.core.i18n import N_
from app.core.text import clean_line, fold
from app.exchange import columns

LOOKED_AT = 60
"""Rows that the guess looks at; a heading is sought in the first `TITLES` of them."""
TITLES = 20
_VALUE = re.compile(r"@|://|^[^\W\d_]{0,3}[\d\s.,:;/()%+*#$€£¥₹-]*\d[\d\s.,:;/()%+*-]*$")
_LONG = 90
"""Characters of a cell that is a sentence and no heading."""
_WORDS = frozenset(
    """
    name names surname forename firstname lastname fullname first last family given middle organisation organization
    company ministry department division title position post role designation email mail e-mail phone telephone tel
    mobile fax address country city website url date day time venue place subject purpose id code no sl s.no nr key
    honorific prefix suffix notes remarks status type kind sector minister host guest party state constituency slug
    symbol isin side contact reading script meeting starts ends zone counterparts web page languages sectors parent
    other identifier kind
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_TERMS = tuple(
    fold(word)
    for word in """
    氏名 名前 姓名 フリガナ ふりがな カナ 読み 会社 企業 組織 機関 団体 所属 部署 部門 役職 職名 肩書
    メール 電話 携帯 住所
    国名 備考 日付 日時 場所 件名 議題 番号 コード 銘柄
    नाम संगठन पदनाम पद ईमेल दूरभाष फ़ोन मोबाइल पता देश मंत्रालय विभाग कंपनी तिथि दिनांक स्थान विषय
    """.split()  # noqa: SIM905
)


def find(rows: Sequence[Sequence[str]]) -> int | None:
    """The index of the heading row among `rows` (none of them empty), or None when the table has no headings."""
    sample = rows[:LOOKED_AT]
    if not sample:
        return None
    if any(columns.own_keys(kind, sample[0]) for kind in columns.Kind):
        return 0
    filled = [[cell for cell in map(str.strip, row) if cell] for row in sample]
    typical = median(len(cells) for cells in filled)
    if max(len(cells) for cells in filled) == 1:
        return _one_column(filled)
    best = max(range(min(len(filled), TITLES)), key=lambda at: (_known(filled[at]), -at))
    for at, cells in enumerate(filled[:TITLES]):
        if len(cells) > 1 and len(set(cells)) == 1:
            continue  # a title over merged cells
        known = _known(cells)
        if len(cells) < max(2.0, typical / 2) and known < 2:
            continue
        if known >= 2 or (known and not _is_data(cells)):
            return at
        if _known(filled[best]) >= 2 and best < at + 5:
            return best
        return None if _is_data(cells) or _comes_again(sample, at) else at
    return None


def joined(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...] | None:
    """The headings that the found row and the one below it make together, or None when that one is no heading.

    "Participant" spread over "Name" and "Designation", "Company" beside them over both rows: the lower row parts what
    the upper one spans, and says nothing new below a heading of one column. A person's row does.
    """
    width = max(len(above), len(below))
    upper, lower = ([*map(str.strip, row), *[""] * (width - len(row))] for row in (above, below))
    parted = [no for no in range(width) if _is_spread(upper, no)]
    if any(lower[no] not in ("", upper[no]) for no in range(width) if no not in parted):
        return None
    said = [lower[no] for no in parted if lower[no] and lower[no] != upper[no]]
    needed = len(said) if len(parted) == width else max(2, (len(said) + 1) // 2)
    if len(set(said)) < 2 or _known(said) < needed or _is_data(said) or not any(upper[no] for no in parted):
        return None
    return tuple(low or high for low, high in zip(lower, upper, strict=True))


def _is_spread(cells: Sequence[str], no: int) -> bool:
    """Whether a heading spans this column and its neighbour: told again in it (a workbook), or left out (a CSV)."""
    before, after = cells[no - 1] if no else None, cells[no + 1] if no + 1 < len(cells) else None
    return not cells[no] or cells[no] in (before, after) or after == ""


def _one_column(filled: Sequence[Sequence[str]]) -> int | None:
    """One name a line: the first is a heading when it is a known word or unlike all that follows."""
    first, rest = filled[0], filled[1:]
    if _known(first) and not _is_data(first) and len(first[0].split()) <= 4:
        return 0
    return 0 if rest and not _is_data(first) and all(_is_data(cells) for cells in rest) else None


def are_known(cells: Sequence[str]) -> bool:
    """Whether one of `cells` is a word that heads columns, and they are not values."""
    return _known(cells) > 0 and not _is_data(cells)


def _known(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if len(cell) <= _LONG and _is_known(cell))


def _is_known(cell: str) -> bool:
    folded = fold(cell)
    if any(term in folded for term in _TERMS):
        return len(cell) <= 20
    words = re.split(r"[\s_./()\[\]*:-]+", folded.strip())
    return len(words) <= 6 and not _VALUE.search(cell) and any(word in _WORDS for word in words)


def _is_data(cells: Sequence[str]) -> bool:
    """Whether a third of the cells are values or sentences."""
    return 3 * sum(1 for cell in cells if len(cell) > _LONG or _VALUE.search(cell)) >= len(cells)


def _comes_again(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether a cell of row `at` stands again below it: "METI" in the next line's second column."""
    return any(
        cell.strip() and any(place < len(row) and row[place] == cell for row in rows[at + 1 :])
        for place, cell in enumerate(rows[at])
    )


def unique(cells: Sequence[str]) -> tuple[tuple[str, ...], list[tuple[str, Mapping[str, Any]]]]:
    """Headings on one line each, no two alike ("Phone", "Phone (2)"), and a remark for each that was made so."""
    seen: set[str] = set()
    out: list[str] = []
    remarks: list[tuple[str, Mapping[str, Any]]] = []
    taken = {clean_line(cell) for cell in cells}
    for cell in cells:
        heading = clean_line(cell)
        if heading and heading in seen:
            number = 2
            while f"{heading} ({number})" in seen or f"{heading} ({number})" in taken:
                number += 1
            renamed = f"{heading} ({number})"
            remarks.append(
                (
                    N_("The heading “{heading}” occurs more than once; one of them is called “{renamed}”."),
                    {"heading": heading, "renamed": renamed},
                )
            )
            heading = renamed
        seen.add(heading)
        out.append(heading)
    return tuple(out), remarks
