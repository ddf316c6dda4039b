"""Records as rows of our own tables, and such rows as records again: `cells` and `from_row` are each other's inverse.

What they are inverse for is a record in its plain form: no empty names, titles or ways, ways grouped by kind, one-line
fields on one line. A photograph is no part of a table (a card holds it), nor is `Place`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from app.core.enums import ContactKind
from app.core.i18n import N_
from app.core.zones import is_zone, zone_of
from app.exchange.columns import CONTINUED, Kind, heading_of
from app.exchange.records import (
    MeetingRecord,
    OrganisationRecord,
    PersonRecord,
    Place,
    Record,
    RefusedRow,
    Way,
    WrittenName,
    WrittenOrgName,
    WrittenPost,
)

Cell = str | date | datetime
"""What a writer gets: a moment is a wall time without zone, its zone stands in the column beside it."""
_NAME_PARTS = tuple(part.name for part in fields(WrittenName))
_MOST_POSTS = 100
_DIGITS = 9
YES = "yes"
"""How a table says that something is so; an empty cell says that it is not."""
_TITLE_LANGUAGES = ("en", "ja", "hi", "")


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
    for number, post in enumerate(posts(person), 1):
        for lang, title in post.title.items():
            if lang in _TITLE_LANGUAGES:
                found[f"post.{number}.title.{lang}"] = title
            else:
                found[f"title.{lang}" if number == 1 else f"title.{lang} {number}"] = title
        found[f"post.{number}.organisation"] = post.organisation
        found[f"post.{number}.department"] = post.department
        found[f"post.{number}.held_from"] = post.held_from or ""
        found[f"post.{number}.held_to"] = post.held_to or ""
        found[f"post.{number}.level"] = post.level
        found[f"post.{number}.precedence_article"] = _counted(post.precedence_article)
        found[f"post.{number}.precedence_date"] = post.precedence_date or ""
    found.update({f"address.{lang}": form for lang, form in person.address_forms.items()})
    found.update(_way_cells(person.ways))
    found["country"], found["side"] = person.country, person.side
    found["languages"], found["notes"] = ", ".join(person.languages), person.notes
    found["interpreter"], found["do_not_contact"] = _yes(person.is_interpreter), _yes(person.do_not_contact)
    found.update(_relationship_cells(person))
    return found


def _relationship_cells(record: PersonRecord | OrganisationRecord) -> dict[str, Cell]:
    cadence = _counted(record.cadence_days or None)
    return {"owner": record.owner, "cadence": cadence, "sources": "\n".join(record.sources)}


def _yes(said: bool) -> str:
    return YES if said else ""


def _counted(number: int | None) -> str:
    return "" if number is None else str(number)


def posts(person: PersonRecord) -> tuple[WrittenPost, ...]:
    """Every post of a person, the first one too."""
    first = WrittenPost(
        person.organisation,
        person.title,
        person.department,
        person.held_from,
        person.held_to,
        person.level,
        person.precedence_article,
        person.precedence_date,
    )
    return (first, *person.more_posts)


def _organisation_cells(organisation: OrganisationRecord) -> dict[str, Cell]:
    found: dict[str, Cell] = {"code": organisation.code}
    for number, name in enumerate(organisation.names, 1):
        found.update(
            {
                f"name.{number}.text": name.text,
                f"name.{number}.kind": name.kind,
                f"name.{number}.lang": name.lang,
                f"name.{number}.used_for": ", ".join(name.used_for),
            }
        )
    for part in ("kind", "side", "country", "parent"):
        found[part] = getattr(organisation, part)
    found["sectors"], found["website"] = "\n".join(organisation.sectors), organisation.website
    found.update(_way_cells(organisation.ways))
    found.update({f"identifier.{name}": text for name, text in organisation.identifiers.items()})
    found["group"] = _yes(organisation.is_group)
    found.update(_relationship_cells(organisation))
    found["notes"] = organisation.notes
    return found


def _way_cells(ways: Sequence[Way]) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for kind in ContactKind:
        for number, way in enumerate((way for way in ways if way.kind == kind), 1):
            found.update(
                {
                    f"way.{kind}.{number}.value": way.value,
                    f"way.{kind}.{number}.label": way.label,
                    f"way.{kind}.{number}.consent": way.consent,
                    f"way.{kind}.{number}.consent_basis": way.consent_basis,
                    f"way.{kind}.{number}.consent_on": way.consent_on or "",
                    f"way.{kind}.{number}.verified_on": way.verified_on or "",
                    f"way.{kind}.{number}.gatekeeper": _yes(way.is_gatekeeper),
                }
            )
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
        "host_people": "\n".join(meeting.host_people),
        "counterparts": "\n".join(meeting.counterparts),
        "counterpart_people": "\n".join(meeting.counterpart_people),
        "venue": meeting.venue,
        "purpose": meeting.purpose,
        "kind": meeting.kind,
        "status": meeting.status,
        "notes": meeting.notes,
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


NOT_A_DAY = N_("“{text}” is not a day.")
NOT_A_NUMBER = N_("“{text}” is not a number.")


class _Unreadable(Exception):
    """A cell of days, moments or numbers holds none; `reason` is a msgid."""

    def __init__(self, key: str, text: str, reason: str = NOT_A_DAY) -> None:
        super().__init__(key)
        self.key, self.text, self.reason = key, text, reason


def from_row(kind: Kind, keys: Sequence[str], row: Sequence[str], place: Place) -> Record | RefusedRow:
    """The record of one row under `keys` (one for each cell, "" for a column to pass over).

    Days and moments are ISO, as we write them; a row with another one is refused. Foreign files go through `mapping`,
    which knows the ways of others to write them.
    """
    values = _joined(zip(keys, row, strict=False))
    try:
        if kind is Kind.PEOPLE:
            return _person(values, place, tuple(row))
        if kind is Kind.ORGANISATIONS:
            return _organisation(values, place, tuple(row))
        return _meeting(values, place, tuple(row))
    except _Unreadable as bad:
        where = Place(place.row, heading_of(kind, bad.key), place.sheet)
        return RefusedRow(where, bad.reason, {"text": bad.text[:60]}, tuple(row))


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Filled cells by key; pieces of a long text ("Notes", "Notes (continued 2)") are put together again."""
    values: dict[str, str] = {}
    pieces: dict[str, dict[int, str]] = {}
    for key, cell in pairs:
        if not key or not cell:
            continue
        plain, _, number = key.partition(CONTINUED)
        if number:
            pieces.setdefault(plain, {})[int(number)] = cell
        else:
            values[key] = cell
    for key, more in pieces.items():
        values[key] = values.get(key, "") + "".join(more[number] for number in sorted(more))
    return values


def _group(values: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {rest: values[key] for key, rest in _under(prefix, tuple(values))}


@lru_cache(maxsize=1024)
def _under(prefix: str, keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Which of these keys begin so, and with what they go on: the rows of a file fill much the same columns."""
    return tuple((key, key[len(prefix) :]) for key in keys if key.startswith(prefix))


def _numbered(values: Mapping[str, str], prefix: str) -> list[tuple[int, dict[str, str]]]:
    found: dict[int, dict[str, str]] = {}
    for key, text in _group(values, prefix).items():
        number, _, part = key.partition(".")
        if number.isdigit():
            found.setdefault(int(number), {})[part] = text
    return sorted(found.items())


def _ways(values: Mapping[str, str]) -> tuple[Way, ...]:
    return tuple(
        _way(values, kind, number, way)
        for kind in ContactKind
        for number, way in _numbered(values, f"way.{kind}.")
        if way.get("value")
    )


def _way(values: Mapping[str, str], kind: ContactKind, number: int, way: Mapping[str, str]) -> Way:
    if len(way) == 1:
        return Way(kind, way["value"])
    return Way(
        kind,
        way["value"],
        way.get("label", ""),
        way.get("consent", ""),
        way.get("consent_basis", ""),
        _day(values, f"way.{kind}.{number}.consent_on"),
        _day(values, f"way.{kind}.{number}.verified_on"),
        _is(way.get("gatekeeper", "")),
    )


def _is(cell: str) -> bool:
    return cell.strip().lower() in (YES, "true", "1")


def _person(values: Mapping[str, str], place: Place, row: tuple[str, ...]) -> PersonRecord:
    held = [_post(values, number) for number in range(1, _last(values, "post.") + 1)]
    for key, title in _group(values, "title.").items():
        lang, _, number = key.partition(" ")
        at = int(number) if number.isdigit() else 1
        held += [WrittenPost()] * (at - len(held)) if at <= _MOST_POSTS else []
        if at <= len(held):
            held[at - 1] = replace(held[at - 1], title={**held[at - 1].title, lang: title})
    first = held[0] if held else WrittenPost()
    return PersonRecord(
        place=place,
        names=tuple(
            WrittenName(**{part: name.get(part, "") for part in _NAME_PARTS}) for _, name in _numbered(values, "name.")
        ),
        title=first.title,
        organisation=first.organisation,
        department=first.department,
        ways=_ways(values),
        honorific=values.get("honorific", ""),
        country=values.get("country", ""),
        side=values.get("side", ""),
        held_from=first.held_from,
        held_to=first.held_to,
        level=first.level,
        precedence_article=first.precedence_article,
        precedence_date=first.precedence_date,
        more_posts=tuple(held[1:]),
        languages=_codes(values.get("languages", "")),
        notes=values.get("notes", ""),
        code=values.get("code", ""),
        address_forms=_group(values, "address."),
        owner=values.get("owner", ""),
        cadence_days=_number(values, "cadence") or 0,
        is_interpreter=_is(values.get("interpreter", "")),
        do_not_contact=_is(values.get("do_not_contact", "")),
        sources=_lines(values.get("sources", "")),
        extra=_group(values, "extra."),
        cells=row,
    )


def _last(values: Mapping[str, str], prefix: str) -> int:
    numbers = (key.partition(".")[0] for key in _group(values, prefix))
    return min(max((int(number) for number in numbers if number.isdigit()), default=0), _MOST_POSTS)


def _post(values: Mapping[str, str], number: int) -> WrittenPost:
    prefix = f"post.{number}."
    return WrittenPost(
        organisation=values.get(f"{prefix}organisation", ""),
        title=_group(values, f"{prefix}title."),
        department=values.get(f"{prefix}department", ""),
        held_from=_day(values, f"{prefix}held_from"),
        held_to=_day(values, f"{prefix}held_to"),
        level=values.get(f"{prefix}level", ""),
        precedence_article=_number(values, f"{prefix}precedence_article"),
        precedence_date=_day(values, f"{prefix}precedence_date"),
    )


def _number(values: Mapping[str, str], key: str) -> int | None:
    text = values.get(key, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise _Unreadable(key, text, NOT_A_NUMBER)
    return int(text)


def _day(values: Mapping[str, str], key: str) -> date | None:
    text = values.get(key, "").strip()
    day = day_of(text)
    if text and day is None:
        raise _Unreadable(key, text)
    return day


def _moment(values: Mapping[str, str], key: str, zone: str) -> datetime | None:
    text = values.get(key, "").strip()
    moment = moment_of(text, zone)
    if text and moment is None:
        raise _Unreadable(key, text)
    return moment


def _organisation(values: Mapping[str, str], place: Place, row: tuple[str, ...]) -> OrganisationRecord:
    return OrganisationRecord(
        place=place,
        names=tuple(
            WrittenOrgName(
                name["text"], name.get("kind", "legal"), name.get("lang", ""), _codes(name.get("used_for", ""))
            )
            for _, name in _numbered(values, "name.")
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
        owner=values.get("owner", ""),
        cadence_days=_number(values, "cadence") or 0,
        is_group=_is(values.get("group", "")),
        sources=_lines(values.get("sources", "")),
        extra=_group(values, "extra."),
        cells=row,
    )


def _meeting(values: Mapping[str, str], place: Place, row: tuple[str, ...]) -> MeetingRecord:
    zone = values.get("zone", "")
    return MeetingRecord(
        place=place,
        title=values.get("title", ""),
        day=_day(values, "day"),
        starts_at=_moment(values, "starts_at", zone),
        ends_at=_moment(values, "ends_at", zone),
        host=values.get("host", ""),
        host_people=_lines(values.get("host_people", "")),
        counterparts=_lines(values.get("counterparts", "")),
        counterpart_people=_lines(values.get("counterpart_people", "")),
        venue=values.get("venue", ""),
        purpose=values.get("purpose", ""),
        kind=values.get("kind", ""),
        status=values.get("status", ""),
        notes=values.get("notes", ""),
        code=values.get("code", ""),
        extra=_group(values, "extra."),
        cells=row,
    )


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code for code in (part.strip() for part in text.split(",")) if code)


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
