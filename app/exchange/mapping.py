"""Which column means which field: guessed from header words and from what stands below, changed by whoever looks.

Two witnesses are heard. The header is compared with `header_words` (a word itself, a word within a longer header, a
word mistyped). The values are looked at: a column full of @ is e-mail under any vague heading, and "Contact" over
telephone numbers is no name; only an exact heading ("Name", "E-mail") is believed against its values. Each field is
given once, to its best witness; ways to reach somebody may stand in several columns, further posts and names carry a
number ("Title 2").
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from app.core.errors import Refused
from app.core.i18n import N_
from app.exchange import header_words
from app.exchange.fields import FIELDS, LEFT_OUT, NUMBERED, ImportKind, is_field, split_key
from app.exchange.header_words import MEANT_FOR_MACHINES, WEAK, Words, header_key
from app.exchange.records import Table

LOOKED_AT = 200
"""Values of a column that are looked at."""
SHOWN = 5
"""Values of a column that are shown."""
SURE = 0.5
"""A guess below this is not made: the column is left out until somebody says what it means."""
_TYPO = 88
_SAID = 0.9
"""How well values agree with an exact heading that they do not look like: better than any guess by looks alone."""
_WORDS: Mapping[ImportKind, Words] = {
    ImportKind.PEOPLE: header_words.PEOPLE,
    ImportKind.ORGANISATIONS: header_words.ORGANISATIONS,
    ImportKind.MEETINGS: header_words.MEETINGS,
}
_NUMBER = re.compile(r"^(.*?\D)[\s_\-.#]*([2-9]|[1-9][0-9])$")
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+")
_PHONE = re.compile(r"^[+＋(（]?[\d０-９०-९][\d０-９०-९\s()（）+\-‐–—－.,;/extTFL:locanuber&]*$")
_DATE = re.compile(r"^\D{0,9}\d{1,4}[-/.年月\s,][^@]{0,14}\d")
_TIME = re.compile(r"^\d{1,2}[:：.時]\d{2}|^\d{1,2} ?[ap]\.?m", re.IGNORECASE)
_URL = re.compile(r"^(?:https?://|www\.)\S+$|^[\w-]+(?:\.[\w-]+)+(?:/\S*)?$", re.IGNORECASE)
_KANA = re.compile(r"^[\u3040-\u30ff\uff66-\uff9f\s・　]+$")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file and the field it means ("" for none). `confidence` is 0 to 1; 1 is what somebody said or
    what was remembered. `samples` are its first values."""

    index: int
    header: str
    field: str = LEFT_OUT
    confidence: float = 0.0
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What each column of a table means for one kind of import."""

    kind: ImportKind
    columns: tuple[Column, ...] = ()

    def with_field(self, index: int, key: str) -> ColumnMapping:
        """Column `index` means `key` from now on ("" for nothing); a column that had this field, and may not share it,
        loses it. Raises Refused for a field there is not."""
        check_field(self.kind, key)
        columns = [
            replace(column, field=LEFT_OUT, confidence=1.0)
            if key and column.field == key and not may_share(self.kind, key) and column.index != index
            else column
            for column in self.columns
        ]
        columns[index] = replace(columns[index], field=key, confidence=1.0)
        return replace(self, columns=tuple(columns))

    def by_header(self) -> dict[str, str]:
        """Header to field, as it is remembered and as a mapping file has it."""
        return {column.header: column.field for column in self.columns if column.header}

    def fields(self) -> frozenset[str]:
        """The fields that some column means, without their numbers."""
        return frozenset(split_key(column.field)[0] for column in self.columns if column.field)


def check_field(kind: ImportKind, key: str) -> None:
    """Raise Refused for a key that means no field of this kind."""
    if not is_field(kind, key):
        raise Refused(N_("There is no field {field} to import into."), field=key)


def may_share(kind: ImportKind, key: str) -> bool:
    """Whether several columns may mean this field."""
    name = split_key(key)[0].partition(":")[0]
    return any(field.key == name and field.many for field in FIELDS[kind])


def signature(header: Iterable[str]) -> str:
    """What tells a source by its header row: the digest of its folded headers."""
    return hashlib.sha256("\x1f".join(header_key(one) for one in header).encode()).hexdigest()


def guess(table: Table, kind: ImportKind) -> ColumnMapping:
    """What the columns of `table` most likely mean."""
    columns = [_looked_at(table, index) for index in range(_width(table))]
    wishes = sorted(
        (-confidence, column.index, key)
        for column in columns
        for key, confidence in _wishes(kind, column.header, _values(table, column.index)).items()
        if confidence >= SURE
    )
    given: dict[int, tuple[str, float]] = {}
    taken: set[str] = set()
    for negative, index, key in wishes:
        if index in given or (key in taken and not may_share(kind, key)):
            continue
        given[index] = (key, -negative)
        taken.add(key)
    guessed = (
        replace(column, field=given[column.index][0], confidence=round(given[column.index][1], 2))
        if column.index in given
        else column
        for column in columns
    )
    return _with_a_name(ColumnMapping(kind, tuple(guessed)))


def remembered(table: Table, kind: ImportKind, fields: Mapping[str, str]) -> ColumnMapping:
    """The mapping somebody used for this source before, or wrote into a file: header to field.

    Headers are compared folded; columns that are not named are left out. Raises Refused for an unknown field.
    """
    wanted = {header_key(header): key for header, key in fields.items()}
    for key in wanted.values():
        check_field(kind, key)
    columns = (_looked_at(table, index) for index in range(_width(table)))
    return ColumnMapping(
        kind,
        tuple(
            replace(column, field=wanted.get(header_key(column.header), LEFT_OUT), confidence=1.0) for column in columns
        ),
    )


def _with_a_name(mapping: ColumnMapping) -> ColumnMapping:
    """A table without headers has its names in its first column of words."""
    if mapping.fields() & _NAMES or any(column.header for column in mapping.columns):
        return mapping
    for column in mapping.columns:
        if not column.field and column.samples and all(_LETTER.search(value) for value in column.samples):
            key = "counterpart" if mapping.kind is ImportKind.MEETINGS else "name"
            columns = list(mapping.columns)
            columns[column.index] = replace(column, field=key, confidence=SURE)
            return replace(mapping, columns=tuple(columns))
    return mapping


_NAMES = frozenset(("name", "family", "given", "name_latin", "name_ja", "name_hi", "name_en", "counterpart", "host"))


def _width(table: Table) -> int:
    return max(len(table.header), max((len(row) for row in table.rows[:LOOKED_AT]), default=0))


def _values(table: Table, index: int) -> list[str]:
    found = []
    for row in table.rows:
        if index < len(row) and row[index].strip():
            found.append(row[index].strip())
            if len(found) == LOOKED_AT:
                break
    return found


def _looked_at(table: Table, index: int) -> Column:
    header = table.header[index] if index < len(table.header) else ""
    return Column(index, header, samples=tuple(value[:80] for value in _values(table, index)[:SHOWN]))


def _wishes(kind: ImportKind, header: str, values: list[str]) -> dict[str, float]:
    """The fields a column may mean, each with how likely it is."""
    seen = (
        {name: sum(1 for value in values if test(value)) / len(values) for name, test in _SHAPES.items()}
        if values
        else {}
    )
    wishes: dict[str, float] = {}
    exact = _is_exact(kind, header)
    for key, confidence in _by_header(kind, header).items():
        fits = _fit(split_key(key)[0], seen)
        if fits is None and exact:
            fits = _SAID  # "Person 7 Family7" looks like a date, but whoever wrote "Name" above it knows better
        if fits is not None:
            wishes[key] = confidence * fits
    for key, shape, least in _BY_VALUES.get(kind, ()):
        if seen.get(shape, 0.0) >= least:
            wishes[key] = max(wishes.get(key, 0.0), 0.75 * seen[shape])
    return wishes


def _is_exact(kind: ImportKind, header: str) -> bool:
    """Whether a heading is letter by letter a word that means one thing ("Name", 氏名), not one of several meanings."""
    key = header_key(header)
    return key in _table_of(kind) and key not in WEAK


def _fit(field: str, seen: Mapping[str, float]) -> float | None:
    """How well what stands in a column agrees with a field; None when it cannot be."""
    if not seen:
        return 1.0
    shape = _SHAPE_OF.get(field)
    if shape is not None:
        if seen[shape] >= 0.5:
            return 1.0
        return 0.8 if seen[shape] >= 0.1 else None
    if field in _WORDED and (seen["email"] > 0.5 or seen["phone"] > 0.5 or seen["date"] > 0.8 or seen["url"] > 0.8):
        return None
    return 1.0


def _by_header(kind: ImportKind, header: str) -> dict[str, float]:
    key = header_key(header)
    if not key or key in MEANT_FOR_MACHINES:
        return {}
    found = dict(_named(kind, key))
    numbered = _NUMBER.match(header.strip())
    if numbered and not found:
        no = int(numbered[2])
        for field, confidence in _named(kind, header_key(numbered[1])):
            if field in NUMBERED[kind]:
                found[f"{field} {no}"] = confidence
            elif may_share(kind, field):
                found[field] = confidence
    if not found:
        found = _within(kind, header)
    if "identifier" in found:
        found = {(_identifier(header) if field == "identifier" else field): part for field, part in found.items()}
    return found


@lru_cache(maxsize=4096)
def _named(kind: ImportKind, key: str) -> tuple[tuple[str, float], ...]:
    return tuple(
        (field, (0.6 if key in WEAK else 1.0) - place * 0.002) for field, place in _table_of(kind).get(key, {}).items()
    )


@lru_cache(maxsize=8)
def _table_of(kind: ImportKind) -> Mapping[str, Mapping[str, int]]:
    """Folded header word -> fields it means, each with its place among the field's words."""
    table: dict[str, dict[str, int]] = {}
    for field, words in _WORDS[kind].items():
        for place, word in enumerate(words):
            table.setdefault(header_key(word), {}).setdefault(field, place)
    for one in FIELDS[kind]:  # our own headers, in whatever language they were written
        table.setdefault(header_key(one.key), {}).setdefault(one.key, 0)
        table.setdefault(header_key(one.label), {}).setdefault(one.key, 0)
    return table


def _within(kind: ImportKind, header: str) -> dict[str, float]:
    """Fields whose word stands within a longer header ("Name of the delegate"), or was mistyped."""
    key, words = header_key(header), header_words.header_words(header)
    found: dict[str, float] = {}
    if len(words) > 1 and words[-1] in _LINKS:
        return found  # "group_id" is a number in somebody's database, not a group
    for known, fields in _table_of(kind).items():
        if len(known) < 3 and known.isascii():
            continue
        inside = (
            known in words
            or (len(known) > 3 and known in key)
            or (not known.isascii() and len(known) > 1 and known in key)
        )
        typo = not inside and len(key) > 4 and fuzz.ratio(known, key, score_cutoff=_TYPO)
        if inside or typo:
            share = 0.55 + 0.3 * min(1.0, len(known) / len(key)) if inside else 0.7
            for field in fields:
                found[field] = max(found.get(field, 0.0), share)
    return found


_LINKS = frozenset(("id", "uuid", "key", "slug", "url", "alt"))


def _identifier(header: str) -> str:
    key = header_key(header)
    for word, code in _REGISTERS.items():
        if header_key(word) in key:
            return f"identifier:{code}"
    return f"identifier:{header.strip()[:40]}"


_REGISTERS = {
    "isin": "ISIN", "lei": "LEI", "cin": "CIN", "gstin": "GSTIN", "法人番号": "corporate-number",
    "corporate number": "corporate-number", "証券コード": "securities-code", "銘柄コード": "securities-code",
    "security code": "securities-code", "symbol": "symbol", "ticker": "symbol", "duns": "DUNS",
}  # fmt: skip


def _is_phone(value: str) -> bool:
    digits = sum(char.isdigit() for char in value)
    return digits >= 6 and bool(_PHONE.match(value)) and not _DATE_ONLY.match(value)


_DATE_ONLY = re.compile(r"^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$")

_SHAPES: Mapping[str, Callable[[str], bool]] = {
    "email": lambda value: bool(_EMAIL.search(value)),
    "phone": _is_phone,
    "date": lambda value: bool(_DATE.match(value)),
    "time": lambda value: bool(_TIME.match(value)),
    "url": lambda value: bool(_URL.match(value)) and not value.replace(".", "").isdigit(),
    "kana": lambda value: bool(_KANA.match(value)),
    "dialled": lambda value: _is_phone(value) and (value[0] in "+＋0(（" or not value.isdigit()),
    "words": lambda value: bool(_LETTER.search(value)),
}
_SHAPE_OF = {
    "email": "email", "assistant_email": "email", "phone": "phone", "mobile": "phone", "fax": "phone", "date": "date",
    "held_from": "date", "held_to": "date", "web": "url", "reading": "kana", "family_reading": "kana",
    "given_reading": "kana",
}  # fmt: skip
_WORDED = frozenset(
    (
        *("name", "name_latin", "name_ja", "name_hi", "family", "given", "title", "organisation", "department"),
        *("honorific", "host", "counterpart", "kind", "host_person", "counterpart_person", "start_time"),
    )
)
_BY_VALUES = {
    ImportKind.PEOPLE: (("email", "email", 0.6), ("phone", "dialled", 0.9), ("reading", "kana", 0.9)),
    ImportKind.ORGANISATIONS: (("email", "email", 0.6), ("phone", "dialled", 0.9), ("web", "url", 0.9)),
    ImportKind.MEETINGS: (("date", "date", 0.95),),
}
