"""Records as rows of our own tables, and such rows as records again: `cells` and `from_row` are each other's inverse.

What they are inverse for is a record in its plain form: no empty names, titles or ways, ways grouped by kind, one-line
fields on one line. A photograph is no part of a table (a card holds it), nor is `Place`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from app.core.enums import ContactKind
from app.core.zones import is_zone, zone_of
from app.exchange.columns import Kind
from app.exchange.records import (
    MeetingRecord,
    OrganisationRecord,
    PersonRecord,
    Place,
    Record,
    Way,
    WrittenName,
    WrittenOrgName,
)

Cell = str | date | datetime
"""What a writer gets: a moment is a wall time without zone, its zone stands in the column beside it."""
_NAME_PARTS = tuple(part.name for part in fields(WrittenName))


def cells(record: Record) -> dict[str, Cell]:
    """The filled cells of a record by key, in the order of the columns."""
    if isinstance(record, PersonRecord):
        found = _person_cells(record)
    elif isinstance(record, OrganisationRecord):
        found = _organisation_cells(record)
    else:
        found = _meeting_cells(record)
    found.update({f"extra.{name}": text for name, text in record.extra.items()})
    return {key: value for key, value in found.items() if value}


def _person_cells(person: PersonRecord) -> dict[str, Cell]:
    found: dict[str, Cell] = {"code": person.code}
    for number, name in enumerate(person.names, 1):
        found.update({f"name.{number}.{part}": getattr(name, part) for part in _NAME_PARTS})
    found["honorific"] = person.honorific
    found.update({f"title.{lang}": text for lang, text in person.title.items()})
    found["organisation"], found["department"] = person.organisation, person.department
    found.update(_way_cells(person.ways))
    found["country"], found["side"] = person.country, person.side
    found["held_from"], found["held_to"] = person.held_from or "", person.held_to or ""
    found["languages"], found["notes"] = ", ".join(person.languages), person.notes
    return found


def _organisation_cells(organisation: OrganisationRecord) -> dict[str, Cell]:
    found: dict[str, Cell] = {"code": organisation.code}
    for number, name in enumerate(organisation.names, 1):
        found.update(
            {f"name.{number}.text": name.text, f"name.{number}.kind": name.kind, f"name.{number}.lang": name.lang}
        )
    for part in ("kind", "side", "country", "parent"):
        found[part] = getattr(organisation, part)
    found["sectors"], found["website"] = "\n".join(organisation.sectors), organisation.website
    found.update(_way_cells(organisation.ways))
    found.update({f"identifier.{name}": text for name, text in organisation.identifiers.items()})
    found["notes"] = organisation.notes
    return found


def _way_cells(ways: Sequence[Way]) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for kind in ContactKind:
        for number, way in enumerate((way for way in ways if way.kind == kind), 1):
            found[f"way.{kind}.{number}.value"], found[f"way.{kind}.{number}.label"] = way.value, way.label
    return found


def _meeting_cells(meeting: MeetingRecord) -> dict[str, Cell]:
    first = meeting.starts_at or meeting.ends_at
    zone = first.tzinfo if first else None
    name = getattr(zone, "key", "") or (_offset(first) if first else "")
    return {
        "code": meeting.code,
        "title": meeting.title,
        "day": meeting.day or "",
        "starts_at": _wall(meeting.starts_at, first),
        "ends_at": _wall(meeting.ends_at, first),
        "zone": name,
        "host": meeting.host,
        "counterparts": "\n".join(meeting.counterparts),
        "venue": meeting.venue,
        "purpose": meeting.purpose,
        "kind": meeting.kind,
    }


def _wall(moment: datetime | None, first: datetime | None) -> Cell:
    """The wall time in the zone of the first moment; with its offset, as text, when the clocks show it twice."""
    if moment is None or first is None:
        return ""
    local = moment.astimezone(first.tzinfo)
    naive = local.replace(tzinfo=None, fold=0)
    return naive if naive.replace(tzinfo=first.tzinfo) == local and not local.fold else local.isoformat(" ")


def _offset(moment: datetime) -> str:
    minutes = int((moment.utcoffset() or timedelta()).total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def from_row(kind: Kind, keys: Sequence[str], row: Sequence[str], place: Place) -> Record:
    """The record of one row under `keys` (one for each cell, "" for a column to pass over).

    Days and moments are ISO; what cannot be read as one is left out. Foreign files go through `mapping`, which knows
    other ways to write them.
    """
    values = _joined(zip(keys, row, strict=False))
    if kind is Kind.PEOPLE:
        return _person(values, place, tuple(row))
    if kind is Kind.ORGANISATIONS:
        return _organisation(values, place, tuple(row))
    return _meeting(values, place, tuple(row))


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Filled cells by key; pieces of a long text ("notes", "notes+2") are put together again."""
    values: dict[str, str] = {}
    pieces: dict[str, dict[int, str]] = {}
    for key, cell in pairs:
        if not key or not cell:
            continue
        plain, plus, number = key.rpartition("+")
        if plus and number.isdigit():
            pieces.setdefault(plain, {})[int(number)] = cell
        else:
            values[key] = cell
    for key, more in pieces.items():
        values[key] = values.get(key, "") + "".join(more[number] for number in sorted(more))
    return values


def _group(values: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {key[len(prefix) :]: text for key, text in values.items() if key.startswith(prefix)}


def _numbered(values: Mapping[str, str], prefix: str) -> list[dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for key, text in _group(values, prefix).items():
        number, _, part = key.partition(".")
        if number.isdigit():
            found.setdefault(int(number), {})[part] = text
    return [found[number] for number in sorted(found)]


def _ways(values: Mapping[str, str]) -> tuple[Way, ...]:
    return tuple(
        Way(kind, way["value"], way.get("label", ""))
        for kind in ContactKind
        for way in _numbered(values, f"way.{kind}.")
        if way.get("value")
    )


def _person(values: Mapping[str, str], place: Place, row: tuple[str, ...]) -> PersonRecord:
    return PersonRecord(
        place=place,
        names=tuple(
            WrittenName(**{part: name.get(part, "") for part in _NAME_PARTS}) for name in _numbered(values, "name.")
        ),
        title=_group(values, "title."),
        organisation=values.get("organisation", ""),
        department=values.get("department", ""),
        ways=_ways(values),
        honorific=values.get("honorific", ""),
        country=values.get("country", ""),
        side=values.get("side", ""),
        held_from=day_of(values.get("held_from", "")),
        held_to=day_of(values.get("held_to", "")),
        languages=tuple(code for code in (part.strip() for part in values.get("languages", "").split(",")) if code),
        notes=values.get("notes", ""),
        code=values.get("code", ""),
        extra=_group(values, "extra."),
        cells=row,
    )


def _organisation(values: Mapping[str, str], place: Place, row: tuple[str, ...]) -> OrganisationRecord:
    return OrganisationRecord(
        place=place,
        names=tuple(
            WrittenOrgName(name["text"], name.get("kind", "legal"), name.get("lang", ""))
            for name in _numbered(values, "name.")
            if name.get("text")
        ),
        kind=values.get("kind", ""),
        side=values.get("side", ""),
        country=values.get("country", ""),
        parent=values.get("parent", ""),
        sectors=_lines(values.get("sectors", "")),
        website=values.get("website", ""),
        ways=_ways(values),
        identifiers=_group(values, "identifier."),
        notes=values.get("notes", ""),
        code=values.get("code", ""),
        extra=_group(values, "extra."),
        cells=row,
    )


def _meeting(values: Mapping[str, str], place: Place, row: tuple[str, ...]) -> MeetingRecord:
    zone = values.get("zone", "")
    return MeetingRecord(
        place=place,
        title=values.get("title", ""),
        day=day_of(values.get("day", "")),
        starts_at=moment_of(values.get("starts_at", ""), zone),
        ends_at=moment_of(values.get("ends_at", ""), zone),
        host=values.get("host", ""),
        counterparts=_lines(values.get("counterparts", "")),
        venue=values.get("venue", ""),
        purpose=values.get("purpose", ""),
        kind=values.get("kind", ""),
        code=values.get("code", ""),
        extra=_group(values, "extra."),
        cells=row,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line)


def day_of(text: str) -> date | None:
    """A day in ISO (a time after it is passed over), or None."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def moment_of(text: str, zone: str) -> datetime | None:
    """A moment in ISO with its own offset, or on the clocks of `zone` (IANA, or "+05:30"); None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    info: Any = None
    if is_zone(zone):
        info = zone_of(zone)
    else:
        try:
            info = datetime.fromisoformat(f"2000-01-01T00:00{zone}").tzinfo if zone else None
        except ValueError:
            info = None
    if moment.tzinfo is not None:
        return moment.astimezone(info) if info else moment
    return moment.replace(tzinfo=info) if info else None
