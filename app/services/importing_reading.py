"""From a source to records: the table that is meant, its mapping, how it writes days and names, its own form or a
foreign one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.core.errors import Refused
from app.core.i18n import N_
from app.exchange import columns, rows, table_meetings, table_organisations, table_people
from app.exchange.dates import order_of
from app.exchange.fields import ImportKind, split_key
from app.exchange.mapping import ColumnMapping, guess, remembered, signature
from app.exchange.person_names import has_capitals, has_commas
from app.exchange.records import (
    OrganisationRecord,
    Place,
    Record,
    RefusedRow,
    Source,
    Table,
    WrittenOrgName,
)
from app.exchange.table_rows import Habits
from app.services.importing_plan import ImportSettings, Reading, Remark

CARDS = -1
"""The number of the table of a source that has cards instead."""
_DATES = {ImportKind.PEOPLE: ("held_from", "held_to"), ImportKind.MEETINGS: ("date",), ImportKind.ORGANISATIONS: ()}
_SIGN = {
    ImportKind.PEOPLE: frozenset(("name.1.script", "name.1.order")),
    ImportKind.ORGANISATIONS: frozenset(("name.1.kind",)),
    ImportKind.MEETINGS: frozenset(("zone",)),
}
"""Columns by which a table of our own is told from a foreign one that happens to have the same headings."""
_NEEDED: dict[ImportKind, tuple[str, ...]] = {
    ImportKind.PEOPLE: ("name", "family", "given", "name_latin", "name_ja", "name_hi", "reading", "name_other"),
    ImportKind.ORGANISATIONS: (
        "name", "name_en", "name_ja", "name_hi", "short_name", "native_name", "abbreviation",
    ),
    ImportKind.MEETINGS: ("date",),
}  # fmt: skip
DAY_FIRST = N_("Days such as 03/04 can be read both ways. They were read with the day first.")
NO_NAMES = N_("No column says who is meant. Choose the column that holds the names.")
PEOPLE_PERHAPS = N_("This looks like a list of people, with titles and organisations. Is it to be imported as people?")
NO_DATES = N_("No column says when the meetings were. Choose the column that holds the dates.")


def best_table(source: Source, kind: ImportKind, recall: Callable[[str], dict[str, str] | None]) -> Reading:
    """The sheet that can be mapped best, by rows times fields; cards where a source has them.

    `recall` gives the remembered mapping of a header's signature. Raises Refused when there is nothing to import.
    """
    if (kind is ImportKind.PEOPLE and source.people) or (kind is ImportKind.ORGANISATIONS and source.organisations):
        return Reading(source, kind, CARDS, ColumnMapping(kind))
    if source.format == "vcard" and not source.tables:
        if kind is ImportKind.ORGANISATIONS and source.people:
            return Reading(source, kind, CARDS, ColumnMapping(kind))
        if not source.refused:
            raise Refused(N_("“{name}” holds no card that could be imported here."), name=source.name)
        return Reading(source, kind, CARDS, ColumnMapping(kind))
    readings = [of_table(source, kind, no, recall) for no, table in enumerate(source.tables) if table.rows]
    if not readings:
        raise Refused(N_("“{name}” holds no rows to import."), name=source.name)
    return max(readings, key=lambda reading: (_is_enough(reading), _worth(reading), -reading.table))


def _is_enough(reading: Reading) -> bool:
    return bool(reading.mapping.fields() & set(_NEEDED[reading.kind]))


def _worth(reading: Reading) -> float:
    sure = sum(column.confidence for column in reading.mapping.columns if column.field)
    return sure * min(reading.count, 1000)


def of_table(source: Source, kind: ImportKind, no: int, recall: Callable[[str], dict[str, str] | None]) -> Reading:
    """The reading of one sheet, as somebody mapped it last or as it is guessed."""
    table = source.tables[no]
    known = recall(signature(table.header)) if any(table.header) else None
    mapping = remembered(table, kind, known) if known else guess(table, kind)
    return with_mapping(Reading(source, kind, no, mapping), mapping, is_remembered=bool(known))


def with_mapping(reading: Reading, mapping: ColumnMapping, *, is_remembered: bool = False) -> Reading:
    """The reading under another mapping."""
    table = reading.source.tables[reading.table]
    asks = any(order_of(_column(table, index)).asks for index in _indexes(mapping, _DATES[reading.kind]))
    return replace(reading, mapping=mapping, remembered=is_remembered, asks_day_first=asks)


def _indexes(mapping: ColumnMapping, keys: tuple[str, ...]) -> list[int]:
    return [column.index for column in mapping.columns if split_key(column.field)[0] in keys]


def _column(table: Table, index: int) -> list[str]:
    return [row[index] for row in table.rows if index < len(row) and row[index].strip()]


def own_keys(reading: Reading) -> list[str] | None:
    """The keys of a table that we wrote ourselves and nobody mapped otherwise, else None."""
    if reading.table == CARDS or reading.remembered:
        return None
    table = reading.source.tables[reading.table]
    kind = columns.Kind(reading.kind)
    keys = [columns.key_of(kind, heading) for heading in table.header]
    if not keys or None in keys or not set(keys) & _SIGN[reading.kind]:
        return None
    return [key or "" for key in keys]


def check(reading: Reading) -> None:
    """Raise Refused when nothing says whom or when the rows are about."""
    if reading.table == CARDS or own_keys(reading) or _is_enough(reading):
        return
    raise Refused(NO_DATES if reading.kind is ImportKind.MEETINGS else NO_NAMES)


def records(reading: Reading, settings: ImportSettings) -> tuple[list[Record | RefusedRow], list[Remark]]:
    """Every row or card as a record or a refusal, in the file's order, and what had to be decided."""
    remarks: list[Remark] = list(reading.source.remarks)
    if reading.table == CARDS:
        return _cards(reading), remarks
    table = reading.source.tables[reading.table]
    found: Iterator[Record | RefusedRow]
    keys = own_keys(reading)
    if keys is not None:
        found = _own(reading.kind, table, keys)
    else:
        habits = habits_of(reading, table, settings)
        if reading.asks_day_first and settings.day_first is None:
            remarks.append((DAY_FIRST, {}))
        if reading.kind is ImportKind.ORGANISATIONS and not reading.remembered and _looks_like_people(reading, table):
            remarks.append((PEOPLE_PERHAPS, {}))
        reader = {
            ImportKind.PEOPLE: table_people.read,
            ImportKind.ORGANISATIONS: table_organisations.read,
            ImportKind.MEETINGS: table_meetings.read,
        }[reading.kind]
        found = iter(reader(table, reading.mapping, habits))
    known = [*found, *(row for row in reading.source.refused if row.place.sheet in ("", table.name))]
    return sorted(known, key=lambda one: one.place.row), remarks


def _looks_like_people(reading: Reading, table: Table) -> bool:
    """Whether what is taken for the organisations' names stands beside titles and other organisations."""
    people = guess(table, ImportKind.PEOPLE)
    names = _indexes(people, _NEEDED[ImportKind.PEOPLE])
    taken = _indexes(reading.mapping, _NEEDED[ImportKind.ORGANISATIONS])
    return {"title", "organisation"} <= people.fields() and bool(taken) and set(taken) <= set(names)


def _own(kind: ImportKind, table: Table, keys: list[str]) -> Iterator[Record | RefusedRow]:
    for number, cells in zip(table.numbers, table.rows, strict=True):
        yield rows.from_row(columns.Kind(kind), keys, cells, Place(number, sheet=table.name))


def _cards(reading: Reading) -> list[Record | RefusedRow]:
    source = reading.source
    found: list[Record | RefusedRow] = [*source.refused]
    if reading.kind is ImportKind.PEOPLE:
        found += source.people
    elif source.organisations:
        found += source.organisations
    else:
        # Cards of people name their organisations: each one once.
        named: dict[str, OrganisationRecord] = {}
        for person in source.people:
            if person.organisation and person.organisation not in named:
                named[person.organisation] = OrganisationRecord(
                    person.place, (WrittenOrgName(person.organisation),), cells=person.cells
                )
        found += named.values()
    return sorted(found, key=lambda one: one.place.row)


def habits_of(reading: Reading, table: Table, settings: ImportSettings) -> Habits:
    """How this table writes days and names."""
    day_first = settings.day_first
    for index in _indexes(reading.mapping, _DATES[reading.kind]):
        if day_first is None:
            day_first = order_of(_column(table, index)).day_first
    commas, capitals = set(), set()
    for index in _indexes(reading.mapping, ("name",)) if reading.kind is ImportKind.PEOPLE else ():
        values = _column(table, index)
        if has_commas(values):
            commas.add(index)
        elif has_capitals(values):
            capitals.add(index)
    return Habits(
        sheet=table.name if len(reading.source.tables) > 1 else "",
        day_first=day_first is not False,
        time_zone=settings.time_zone or "UTC",
        at=settings.at,
        host=settings.host,
        keep_rest=settings.keep_rest,
        commas=frozenset(commas),
        capitals=frozenset(capitals),
    )
