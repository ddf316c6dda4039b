"""Rows of a table as organisations."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.enums import OrgNameKind
from app.core.text import fold
from app.exchange import cells, organisation_names
from app.exchange.cells import filled
from app.exchange.mapping import ColumnMapping
from app.exchange.person_names import language_of, script_of
from app.exchange.records import OrganisationRecord, RefusedRow, Table, WrittenOrgName
from app.exchange.table_people import ways
from app.exchange.table_rows import NO_NAME, Habits, Row, RowRefused, check_name, numbered, refused, rows

_NAMES = (
    ("name_en", OrgNameKind.LEGAL, "en"),
    ("name_ja", OrgNameKind.LEGAL, "ja"),
    ("name_hi", OrgNameKind.LEGAL, "hi"),
    ("short_name", OrgNameKind.SHORT, ""),
    ("abbreviation", OrgNameKind.ABBREVIATION, ""),
    ("native_name", OrgNameKind.NATIVE, ""),
    ("former_name", OrgNameKind.FORMER, ""),
    ("press_name", OrgNameKind.PRESS_VARIANT, ""),
)


def read(table: Table, mapping: ColumnMapping, habits: Habits) -> Iterator[OrganisationRecord | RefusedRow]:
    """Each row of a table as an organisation, or refused."""
    for row in rows(table, mapping, habits):
        try:
            yield _organisation(row)
        except RowRefused as error:
            yield refused(row, error)


def _organisation(row: Row) -> OrganisationRecord:
    names = _names(row)
    kind = organisation_names.named_kind(row.one("kind"))
    if kind is None:
        row.keep("kind")
    country = cells.country(row.one("country"))
    if not country:
        row.keep("country")
    side = cells.side(row.one("side"))
    if not side:
        row.keep("side")
    sectors = [part for text in row.all("sector") for part in cells.parts(text)]
    web = [line for line in map(filled, row.all("web")) if line]
    return OrganisationRecord(
        place=row.place,
        names=names,
        kind=kind or "",
        side=side,
        country=country,
        parent=row.one("parent"),
        sectors=tuple(dict.fromkeys(sectors)),
        website=web[0] if web else "",
        ways=tuple(way for way in ways(row) if not web or way.value != web[0]),
        identifiers=_identifiers(row),
        notes=row.text("notes"),
        code=row.one("code")[:40],
        extra=row.extra,
        cells=row.cells,
    )


def _names(row: Row) -> tuple[WrittenOrgName, ...]:
    found: list[WrittenOrgName] = []
    for no in row.numbers(("name", "lang")):
        key = numbered("name", no)
        if line := row.one(key):
            found.append(_name(row, key, line, OrgNameKind.LEGAL, row.one(numbered("lang", no))))
    for key, kind, lang in _NAMES:
        for text in row.all(key):
            found += [_name(row, key, line, kind, lang) for line in cells.parts(text)]
    kept: dict[str, WrittenOrgName] = {}
    for name in found:
        kept.setdefault(fold(name.text), name)
    if not kept:
        raise RowRefused(row.header("name"), NO_NAME)
    return tuple(kept.values())


def _name(row: Row, key: str, line: str, kind: OrgNameKind, lang: str) -> WrittenOrgName:
    return WrittenOrgName(check_name(row, key, line), kind, lang or language_of(script_of(line)))


def _identifiers(row: Row) -> dict[str, str]:
    found: dict[str, str] = {}
    for key in row.columns:
        name, _, register = key.partition(":")
        if name == "identifier" and (line := row.one(key)):
            found[register or row.header(key)] = line
    return found
