"""vCards of people and organisations, version 4.0 (RFC 6350) or 3.0 (RFC 2426), one file for the whole list.

Every telephone reads the standard properties; what they cannot say (names in several scripts, the kind of a contact,
since when a post is held) stands beside them in properties of our own, so that our reader gets back what was written.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from app.core.enums import ContactKind
from app.core.errors import Refused
from app.core.i18n import N_
from app.core.text import clean, clean_line
from app.exchange.card_reader import OWN, spelled
from app.exchange.records import (
    MeetingRecord,
    OrganisationRecord,
    PersonRecord,
    Record,
    Way,
    WrittenName,
    WrittenPost,
)
from app.exchange.rows import YES, posts

WIDTH = 75
"""Octets of a line, its end not counted (RFC 6350, 3.2)."""
VERSIONS = ("4.0", "3.0")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CARETS = str.maketrans({"^": "^^", '"': "^'", "\n": "^n"})
_PLAIN = re.compile(r"[A-Za-z0-9-]+")
_PROPERTY = {
    ContactKind.EMAIL: ("EMAIL", "work"),
    ContactKind.ASSISTANT_EMAIL: ("EMAIL", ""),
    ContactKind.MOBILE: ("TEL", "cell"),
    ContactKind.OFFICE: ("TEL", "work"),
    ContactKind.OFFICE_OF: ("TEL", ""),
    ContactKind.FAX: ("TEL", "fax"),
    ContactKind.POST: ("ADR", "work"),
    ContactKind.WEB: ("URL", ""),
}
_PICTURES = ((b"\x89PNG", "png"), (b"GIF8", "gif"), (b"RIFF", "webp"))


def write_cards(records: Iterable[Record], version: str = "4.0") -> bytes:
    """A vCard file in UTF-8. Raises Refused for meetings, which no card can hold."""
    lines: list[str] = []
    for record in records:
        if isinstance(record, MeetingRecord):
            raise Refused(N_("Meetings cannot be written as address cards. Choose a workbook or a CSV file."))
        lines += ["BEGIN:VCARD", f"VERSION:{version}"]
        lines += _person(record, version) if isinstance(record, PersonRecord) else _organisation(record, version)
        lines.append("END:VCARD")
    return b"".join(_folded(line) for line in lines)


def _folded(line: str) -> bytes:
    """A line in pieces of at most `WIDTH` octets, none of which begins within a character."""
    raw = line.encode("utf-8", errors="replace")
    pieces: list[bytes] = []
    start, room = 0, WIDTH
    while len(raw) - start > room:
        stop = start + room
        while raw[stop] & 0xC0 == 0x80:
            stop -= 1
        pieces.append(raw[start:stop])
        start, room = stop, WIDTH - 1
    pieces.append(raw[start:])
    return b"\r\n ".join(pieces) + b"\r\n"


def _text(value: str) -> str:
    return clean(value).translate(_ESCAPED)


def _property(name: str, *values: str, **parameters: str) -> str:
    """A line; several `values` are the components of a structured one, parameters without a value are left out."""
    head = name
    for key, value in parameters.items():
        if value:
            shown = clean(value).translate(_CARETS)
            head += f";{key.replace('_', '-')}={shown if _PLAIN.fullmatch(shown) else f'{chr(34)}{shown}{chr(34)}'}"
    return f"{head}:" + ";".join(_text(value) for value in values)


def _person(person: PersonRecord, version: str) -> Iterator[str]:
    name = person.names[0] if person.names else WrittenName()
    shown = clean_line(name.full or spelled(name))
    full = shown or clean_line(person.organisation) or next((way.value for way in person.ways), "") or "?"
    sorting = {"SORT_AS": name.reading} if version == "4.0" else {}
    yield _property("FN", full)
    yield _property("N", name.family, name.given, name.middle, name.prefix, name.suffix, **sorting)
    if version == "3.0" and name.reading:
        yield _property("SORT-STRING", name.reading)
    if not person.names or not shown:
        yield _property(f"{OWN}UNNAMED", full)
    for one in person.names:
        parts = (one.full, one.family, one.given, one.middle, one.prefix, one.suffix, one.reading)
        yield _property(
            f"{OWN}NAME", *parts, X_SCRIPT=one.script, X_ORDER=one.order, X_LANG=one.lang, X_PASSPORT=one.passport
        )
    for lang, title in person.title.items():
        yield _property("TITLE", title, LANGUAGE=lang)
    if person.organisation or person.department:
        yield _property("ORG", person.organisation, *([person.department] if person.department else []))
    yield from _ways(person.ways)
    for part, value in (
        ("HONORIFIC", person.honorific),
        ("COUNTRY", person.country),
        ("SIDE", person.side),
        ("INTERPRETER", _yes(person.is_interpreter)),
        ("DO-NOT-CONTACT", _yes(person.do_not_contact)),
    ):
        if value:
            yield _property(f"{OWN}{part}", value)
    for lang, form in person.address_forms.items():
        yield _property(f"{OWN}ADDRESS", form, X_LANG=lang)
    yield from _relationship(person)
    if person.held_from or person.held_to:
        days = [day.isoformat() if day else "" for day in (person.held_from, person.held_to)]
        yield _property(f"{OWN}HELD", *days)
    first = posts(person)[0]
    if any(_rank(first).values()):
        yield _property(f"{OWN}RANK", "", **_rank(first))
    for post in person.more_posts:
        days = [day.isoformat() if day else "" for day in (post.held_from, post.held_to)]
        titles = [part for lang, title in post.title.items() for part in (lang, title)]
        yield _property(f"{OWN}POST", post.organisation, post.department, *days, *titles, **_rank(post))
    for code in person.languages:
        yield _property("LANG" if version == "4.0" else "X-LANG", code)
    if person.photo:
        yield _photo(person.photo, version)
    yield from _rest(person.notes, person.code, person.extra)


def _organisation(organisation: OrganisationRecord, version: str) -> Iterator[str]:
    first = clean_line(organisation.names[0].text) if organisation.names else ""
    full = first or next((way.value for way in organisation.ways), "") or "?"
    yield "KIND:org" if version == "4.0" else "X-ADDRESSBOOKSERVER-KIND:org"
    yield _property("FN", full)
    if version == "3.0":
        yield _property("N", "", "", "", "", "")
    yield _property("ORG", full)
    if not first:
        yield _property(f"{OWN}UNNAMED", full)
    for name in organisation.names:
        yield _property(f"{OWN}NAME", name.text, X_KIND=name.kind, X_LANG=name.lang, X_USED_FOR=",".join(name.used_for))
    facts = (organisation.kind, organisation.side, organisation.country, organisation.parent, organisation.website)
    if any(facts):
        yield _property(f"{OWN}ORG", *facts)
    for sector in organisation.sectors:
        yield _property(f"{OWN}SECTOR", sector)
    for key, value in organisation.identifiers.items():
        yield _property(f"{OWN}ID", key, value)
    yield from _ways(organisation.ways)
    if organisation.is_group:
        yield _property(f"{OWN}GROUP", YES)
    yield from _relationship(organisation)
    yield from _rest(organisation.notes, organisation.code, organisation.extra)


def _ways(ways: Iterable[Way]) -> Iterator[str]:
    for way in ways:
        name, kind = _PROPERTY[ContactKind(way.kind)]
        values = ("", "", way.value, "", "", "", "") if name == "ADR" else (way.value,)
        known = {
            "X_CONSENT": way.consent,
            "X_BASIS": way.consent_basis,
            "X_CONSENT_ON": _day(way.consent_on),
            "X_VERIFIED_ON": _day(way.verified_on),
            "X_GATEKEEPER": _yes(way.is_gatekeeper),
        }
        yield _property(name, *values, TYPE=kind, X_KIND=way.kind, X_LABEL=way.label, **known)


def _rank(post: WrittenPost) -> dict[str, str]:
    article = "" if post.precedence_article is None else str(post.precedence_article)
    return {"X_LEVEL": post.level, "X_ARTICLE": article, "X_DATE": _day(post.precedence_date)}


def _relationship(record: PersonRecord | OrganisationRecord) -> Iterator[str]:
    if record.owner:
        yield _property(f"{OWN}OWNER", record.owner)
    if record.cadence_days:
        yield _property(f"{OWN}CADENCE", str(record.cadence_days))
    for source in record.sources:
        yield _property(f"{OWN}SOURCE", source)


def _yes(said: bool) -> str:
    return YES if said else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _rest(notes: str, code: str, extra: Mapping[str, str]) -> Iterator[str]:
    if notes:
        yield _property("NOTE", notes)
    if code:
        yield _property(f"{OWN}CODE", code)
    for key, value in extra.items():
        yield _property(f"{OWN}OTHER", key, value)


def _photo(photo: bytes, version: str) -> str:
    kind = next((kind for magic, kind in _PICTURES if photo.startswith(magic)), "jpeg")
    packed = base64.b64encode(photo).decode("ascii")
    if version == "4.0":
        return f"PHOTO:data:image/{kind};base64,{packed}"
    return f"PHOTO;ENCODING=b;TYPE={kind.upper()}:{packed}"
