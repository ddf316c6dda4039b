"""What a column of a table can mean: the fields of each kind of import, with their words for the window.

A field is named by its key. A key with a number ("title 2") means the second post, the second further name; a plain
key is the first. `identifier` takes a register's code behind a colon ("identifier:ISIN").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.core.i18n import N_


class ImportKind(StrEnum):
    """What a file is read as."""

    PEOPLE = "people"
    ORGANISATIONS = "organisations"
    MEETINGS = "meetings"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a column can mean. `label` is a msgid; `many` says that several columns may mean it."""

    key: str
    label: str
    many: bool = False


LEFT_OUT = ""
"""The key of a column that is not imported."""

_WAYS = (
    Field("email", N_("E-mail"), many=True),
    Field("mobile", N_("Mobile"), many=True),
    Field("phone", N_("Office telephone"), many=True),
    Field("fax", N_("Fax"), many=True),
    Field("address", N_("Postal address"), many=True),
    Field("web", N_("Web address"), many=True),
    Field("pa", N_("Personal assistant"), many=True),
    Field("assistant_email", N_("Assistant’s e-mail"), many=True),
)
_END = (
    Field("country", N_("Country")),
    Field("side", N_("Side")),
    Field("notes", N_("Notes"), many=True),
    Field("code", N_("Code")),
)

PEOPLE = (
    Field("name", N_("Name")),
    Field("name_latin", N_("Name in Latin letters")),
    Field("name_ja", N_("Name in Japanese")),
    Field("name_hi", N_("Name in Hindi")),
    Field("name_other", N_("Another spelling of the name"), many=True),
    Field("reading", N_("Reading (kana)")),
    Field("family", N_("Family name")),
    Field("given", N_("Given name")),
    Field("middle", N_("Middle name")),
    Field("family_reading", N_("Reading of the family name")),
    Field("given_reading", N_("Reading of the given name")),
    Field("honorific", N_("Honorific")),
    Field("suffix", N_("Name suffix")),
    Field("script", N_("Script of the name")),
    Field("order", N_("Order of the name")),
    Field("lang", N_("Language of the name")),
    Field("title", N_("Job title")),
    Field("title_en", N_("Title in English")),
    Field("title_ja", N_("Title in Japanese")),
    Field("title_hi", N_("Title in Hindi")),
    Field("organisation", N_("Organisation")),
    Field("department", N_("Department")),
    Field("held_from", N_("In post from")),
    Field("held_to", N_("In post until")),
    *_WAYS,
    Field("languages", N_("Languages")),
    *_END,
)

ORGANISATIONS = (
    Field("name", N_("Name")),
    Field("name_en", N_("Name in English")),
    Field("name_ja", N_("Name in Japanese")),
    Field("name_hi", N_("Name in Hindi")),
    Field("short_name", N_("Short name"), many=True),
    Field("abbreviation", N_("Abbreviation"), many=True),
    Field("native_name", N_("Native name"), many=True),
    Field("former_name", N_("Former name"), many=True),
    Field("press_name", N_("Press variant"), many=True),
    Field("lang", N_("Language of the name")),
    Field("kind", N_("Kind")),
    Field("sector", N_("Sectors"), many=True),
    Field("parent", N_("Part of")),
    Field("identifier", N_("Number in a register"), many=True),
    *_WAYS,
    *_END,
)

MEETINGS = (
    Field("date", N_("Date")),
    Field("start_time", N_("Start time")),
    Field("end_time", N_("End time")),
    Field("title", N_("Subject")),
    Field("purpose", N_("Purpose")),
    Field("host", N_("Hosted by")),
    Field("host_person", N_("Host (people)"), many=True),
    Field("counterpart", N_("Counterpart"), many=True),
    Field("counterpart_person", N_("Counterpart (people)"), many=True),
    Field("venue", N_("Venue")),
    Field("kind", N_("Kind")),
    Field("status", N_("Status")),
    Field("notes", N_("Notes"), many=True),
    Field("code", N_("Code")),
)

FIELDS: Mapping[ImportKind, tuple[Field, ...]] = {
    ImportKind.PEOPLE: PEOPLE,
    ImportKind.ORGANISATIONS: ORGANISATIONS,
    ImportKind.MEETINGS: MEETINGS,
}

NUMBERED: Mapping[ImportKind, frozenset[str]] = {
    ImportKind.PEOPLE: frozenset(
        (
            *("name", "family", "given", "middle", "reading", "script", "order", "lang"),
            *("organisation", "department", "title", "title_en", "title_ja", "title_hi", "held_from", "held_to"),
        )
    ),
    ImportKind.ORGANISATIONS: frozenset(("name", "lang")),
    ImportKind.MEETINGS: frozenset(),
}
"""Fields that may carry a number: further names and further posts."""


def split_key(key: str) -> tuple[str, int]:
    """("title 2") -> ("title", 2); a key without a number is the first."""
    head, _, no = key.rpartition(" ")
    return (head, int(no)) if head and no.isdecimal() and len(no) < 4 else (key, 1)


def is_field(kind: ImportKind, key: str) -> bool:
    """Whether a column may be given this key."""
    if key == LEFT_OUT:
        return True
    name, no = split_key(key)
    if name.partition(":")[0] == "identifier":
        name = "identifier"
    known = {field.key for field in FIELDS[kind]}
    return name in known and no >= 1 and (no == 1 or name in NUMBERED[kind])
