"""The columns of our own tables: one stable key and one English heading for each, shared by writers and mapping.

Keys are dotted. What a record may hold several of is numbered from 1 ("name.2.family", heading "Family name 2"; the
first has no number), what it holds by language ends in the language ("post.1.title.ja"), and what has a name of its own
carries it ("extra.Blood group", heading "Other: Blood group"). A text beyond the cell limit of a spreadsheet continues
in further columns (heading "Notes (continued 2)", the key with `CONTINUED` and the number behind it).

Headings are English whatever the window speaks, so that a file made by one colleague is read by the next: they are a
format and no messages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.core.enums import ContactKind


class Kind(StrEnum):
    """What a table is a list of."""

    PEOPLE = "people"
    ORGANISATIONS = "organisations"
    MEETINGS = "meetings"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `repeats`: a key with "{n}" in it may stand several times. `open`: the heading ends in a free name.

    `width` is in characters, `wrap` for text of several lines, `date` for days and moments.
    """

    key: str
    heading: str
    repeats: bool = False
    open: bool = False
    width: int = 18
    wrap: bool = False
    date: bool = False


_WAYS = (
    (ContactKind.EMAIL, "E-mail", "E-mail label", 30),
    (ContactKind.MOBILE, "Mobile", "Mobile label", 18),
    (ContactKind.OFFICE, "Office phone", "Office phone label", 18),
    (ContactKind.OFFICE_OF, "Assistant phone", "Assistant phone label", 18),
    (ContactKind.ASSISTANT_EMAIL, "Assistant e-mail", "Assistant e-mail label", 30),
    (ContactKind.FAX, "Fax", "Fax label", 18),
    (ContactKind.POST, "Address", "Address label", 36),
    (ContactKind.WEB, "Web page", "Web page label", 30),
)
WAYS: tuple[Column, ...] = tuple(
    column
    for kind, heading, label, width in _WAYS
    for column in (
        Column(f"way.{kind}.{{n}}.value", heading, repeats=True, width=width),
        Column(f"way.{kind}.{{n}}.label", label, repeats=True, width=14),
        Column(f"way.{kind}.{{n}}.consent", f"{heading} consent", repeats=True, width=12),
        Column(f"way.{kind}.{{n}}.consent_basis", f"{heading} consent basis", repeats=True, width=24),
        Column(f"way.{kind}.{{n}}.consent_on", f"{heading} consent from", repeats=True, width=13, date=True),
        Column(f"way.{kind}.{{n}}.verified_on", f"{heading} verified on", repeats=True, width=13, date=True),
        Column(f"way.{kind}.{{n}}.gatekeeper", f"{heading} gatekeeper", repeats=True, width=12),
    )
)
_TITLES = (
    Column("post.{n}.title.en", "Title", repeats=True, width=30),
    Column("post.{n}.title.ja", "Title (Japanese)", repeats=True, width=24),
    Column("post.{n}.title.hi", "Title (Hindi)", repeats=True, width=24),
    Column("post.{n}.title.", "Title (language unknown)", repeats=True, width=24),
)
_NOTES = Column("notes", "Notes", width=50, wrap=True)
_RELATIONSHIP = (
    Column("owner", "Relationship owner", width=22),
    Column("cadence", "Contact every days", width=12),
    Column("sources", "Sources", width=14),
)
_CODE = Column("code", "Code", width=12)
_EXTRA = Column("extra.", "Other: {name}", open=True)

PEOPLE: tuple[Column, ...] = (
    _CODE,
    Column("name.{n}.full", "Name", repeats=True, width=26),
    Column("name.{n}.family", "Family name", repeats=True),
    Column("name.{n}.given", "Given name", repeats=True),
    Column("name.{n}.middle", "Middle name", repeats=True),
    Column("name.{n}.prefix", "Name prefix", repeats=True, width=12),
    Column("name.{n}.suffix", "Name suffix", repeats=True, width=12),
    Column("name.{n}.reading", "Reading", repeats=True),
    Column("name.{n}.script", "Script", repeats=True, width=10),
    Column("name.{n}.order", "Name order", repeats=True, width=14),
    Column("name.{n}.lang", "Name language", repeats=True, width=12),
    Column("name.{n}.passport", "Name as in passport", repeats=True, width=12),
    Column("honorific", "Honorific", width=12),
    *_TITLES,
    Column("post.{n}.organisation", "Organisation", repeats=True, width=34),
    Column("post.{n}.department", "Department", repeats=True, width=26),
    Column("post.{n}.held_from", "In post from", repeats=True, width=13, date=True),
    Column("post.{n}.held_to", "In post until", repeats=True, width=13, date=True),
    Column("post.{n}.level", "Level", repeats=True, width=16),
    Column("post.{n}.precedence_article", "Precedence article", repeats=True, width=12),
    Column("post.{n}.precedence_date", "Precedence date", repeats=True, width=13, date=True),
    Column("title.", "Title in {name}", open=True, width=24),
    Column("address.", "Form of address in {name}", open=True, width=30),
    *WAYS,
    Column("country", "Country", width=12),
    Column("side", "Side", width=12),
    Column("languages", "Languages"),
    Column("interpreter", "Interpreter", width=12),
    Column("do_not_contact", "Do not contact", width=14),
    *_RELATIONSHIP,
    _NOTES,
    _EXTRA,
)
ORGANISATIONS: tuple[Column, ...] = (
    _CODE,
    Column("name.{n}.text", "Name", repeats=True, width=40),
    Column("name.{n}.kind", "Name kind", repeats=True, width=14),
    Column("name.{n}.lang", "Name language", repeats=True, width=12),
    Column("name.{n}.used_for", "Name used for", repeats=True, width=14),
    Column("kind", "Kind", width=16),
    Column("side", "Side", width=12),
    Column("country", "Country", width=12),
    Column("parent", "Parent organisation", width=34),
    Column("group", "Company group", width=12),
    Column("sectors", "Sectors", width=24, wrap=True),
    Column("website", "Website", width=30),
    *WAYS,
    Column("identifier.", "Identifier: {name}", open=True),
    *_RELATIONSHIP,
    _NOTES,
    _EXTRA,
)
MEETINGS: tuple[Column, ...] = (
    _CODE,
    Column("title", "Meeting", width=40),
    Column("day", "Date", width=12, date=True),
    Column("starts_at", "Starts", width=17, date=True),
    Column("ends_at", "Ends", width=17, date=True),
    Column("zone", "Time zone", width=16),
    Column("host", "Host", width=26),
    Column("host_people", "Host people", width=26, wrap=True),
    Column("counterparts", "Counterparts", width=40, wrap=True),
    Column("counterpart_people", "Counterpart people", width=26, wrap=True),
    Column("venue", "Venue", width=26),
    Column("purpose", "Purpose", width=40, wrap=True),
    Column("kind", "Kind", width=16),
    Column("status", "Status", width=12),
    _NOTES,
    _EXTRA,
)
BY_KIND = {Kind.PEOPLE: PEOPLE, Kind.ORGANISATIONS: ORGANISATIONS, Kind.MEETINGS: MEETINGS}

CONTINUED = "\x1f"
"""Stands in a key before the number of a further piece; no name of a file can hold it."""
_CONTINUED = re.compile(r"(.*) \(continued (\d{1,4})\)", re.DOTALL)
_NUMBERED = re.compile(r"(.*) ([1-9]\d{0,3})", re.DOTALL)
_KEY_NUMBER = re.compile(r"\.(\d{1,4})(?=\.)")


def column_of(kind: Kind, key: str) -> Column | None:
    """The declared column to which `key` belongs ("name.2.family": that of "name.{n}.family")."""
    plain = key.partition(CONTINUED)[0]
    numbered = _KEY_NUMBER.sub(".{n}", plain, count=1)
    for column in BY_KIND[kind]:
        if column.open:
            if plain.startswith(column.key) and len(plain) > len(column.key):
                return column
        elif column.key == (numbered if column.repeats else plain):
            return column
    return None


def heading_of(kind: Kind, key: str) -> str:
    """The English heading under which our files hold `key`; raises KeyError for a key that is not ours."""
    column = column_of(kind, key)
    if column is None:
        raise KeyError(key)
    plain, _, piece = key.partition(CONTINUED)
    if piece:
        return f"{heading_of(kind, plain)} (continued {piece})"
    if column.open:
        return column.heading.replace("{name}", plain[len(column.key) :])
    number = _KEY_NUMBER.search(key) if column.repeats else None
    return f"{column.heading} {number[1]}" if number and number[1] != "1" else column.heading


def key_of(kind: Kind, heading: str) -> str | None:
    """The key of one of our own headings, letter by letter as we write it; None for any other heading."""
    continued = _CONTINUED.fullmatch(heading)
    if continued:
        key = key_of(kind, continued[1])
        return f"{key}{CONTINUED}{continued[2]}" if key else None
    for column in BY_KIND[kind]:
        if column.open:
            before = column.heading.partition("{name}")[0]
            if heading.startswith(before) and len(heading) > len(before):
                return column.key + heading[len(before) :]
        elif heading == column.heading:
            return column.key.replace("{n}", "1")
    numbered = _NUMBERED.fullmatch(heading)
    if numbered and int(numbered[2]) > 1:
        for column in BY_KIND[kind]:
            if column.repeats and column.heading == numbered[1]:
                return column.key.replace("{n}", numbered[2])
    return None


def own_keys(kind: Kind, header: Sequence[str]) -> tuple[str, ...] | None:
    """The keys of a table that we wrote ourselves; None as soon as one of its headings is not ours.

    Such a table needs no mapping: `rows.from_row` reads it back exactly.
    """
    keys = [key_of(kind, heading) if heading else None for heading in header]
    if not keys or None in keys or len(set(keys)) < len(keys):
        return None
    return tuple(key for key in keys if key)
