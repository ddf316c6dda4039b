"""What a file says, in neutral words: tables as they stand, and people, organisations and meetings read from them.

Nothing here knows the store. Readers give `Source`s, mapping and cards give records, writers take records. Text is as
the file has it (decoded, nothing folded); `place` leads back to the file: its row counts lines or cards from 1, as the
program in which the file was made shows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: `sheet` of a workbook ("" elsewhere), `row` from 1, `column` its header or letter."""

    row: int
    column: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that cannot be taken: where, and why (`reason` is a msgid, `params` fill it). `cells` is what stood there,
    for the workbook of refused rows."""

    place: Place
    reason: str
    params: Mapping[str, Any] = field(default_factory=dict)
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A rectangle of texts. `header` is the guessed header row ("" names for none), `rows` what stands under it;
    `numbers` gives each row's number in the file. Short rows are as long as the header, long ones stay long."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    header_row: int = 1
    """The number of the header's row in the file, 0 when there is none."""
    above: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """Rows that were passed over above the header, with their numbers: one of them may be chosen as the header."""


@dataclass(frozen=True, slots=True)
class WrittenName:
    """One spelling of a person's name as a file has it; parts only where the file has them. `script` is ISO 15924 or
    "" when it is for us to see; `order` is a `core.enums.NameOrder` value or "" when unsure; `lang` ISO 639-1 or "";
    `passport` is "yes" for the spelling of the passport."""

    full: str = ""
    family: str = ""
    given: str = ""
    middle: str = ""
    prefix: str = ""
    suffix: str = ""
    reading: str = ""
    script: str = ""
    order: str = ""
    lang: str = ""
    passport: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to reach somebody: `kind` is a `core.enums.ContactKind` value, `consent` a `core.enums.Consent` value or ""
    where nobody said; the rest only our own files know."""

    kind: str
    value: str
    label: str = ""
    consent: str = ""
    consent_basis: str = ""
    consent_on: date | None = None
    verified_on: date | None = None
    is_gatekeeper: bool = False


@dataclass(frozen=True, slots=True)
class WrittenPost:
    """A post: `title` by language, `organisation` a name as written; both days included, None is open. `level` is a
    `core.enums.LevelBand` value or "", the order of precedence is that of the state's table."""

    organisation: str = ""
    title: Mapping[str, str] = field(default_factory=dict)
    department: str = ""
    held_from: date | None = None
    held_to: date | None = None
    level: str = ""
    precedence_article: int | None = None
    precedence_date: date | None = None


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person as a file tells of them. `title`, `organisation`, `department`, `held_from`, `held_to`, `level` and the
    precedence are the first post, `more_posts` the others in their order ("Organisation 2", "Title 2" in tables).
    `owner` minds the relationship, contact is due every `cadence_days`, `address_forms` are by language."""

    place: Place
    names: tuple[WrittenName, ...] = ()
    title: Mapping[str, str] = field(default_factory=dict)
    organisation: str = ""
    department: str = ""
    ways: tuple[Way, ...] = ()
    honorific: str = ""
    country: str = ""
    side: str = ""
    held_from: date | None = None
    held_to: date | None = None
    level: str = ""
    precedence_article: int | None = None
    precedence_date: date | None = None
    more_posts: tuple[WrittenPost, ...] = ()
    languages: tuple[str, ...] = ()
    notes: str = ""
    photo: bytes = b""
    code: str = ""
    address_forms: Mapping[str, str] = field(default_factory=dict)
    owner: str = ""
    cadence_days: int = 0
    is_interpreter: bool = False
    do_not_contact: bool = False
    sources: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    """What no field of ours holds: kept in the notes on request, and so that our own files come back without loss."""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenOrgName:
    """One name of an organisation: `kind` a `core.enums.OrgNameKind` value, `lang` ISO 639-1 or "", `used_for` where it
    is used ("list", "letter", "badge")."""

    text: str
    kind: str = "legal"
    lang: str = ""
    used_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """An organisation as a file tells of it; `parent` is a name, `kind` a `core.enums.OrgKind` value or ""."""

    place: Place
    names: tuple[WrittenOrgName, ...] = ()
    kind: str = ""
    side: str = ""
    country: str = ""
    parent: str = ""
    sectors: tuple[str, ...] = ()
    website: str = ""
    ways: tuple[Way, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    notes: str = ""
    code: str = ""
    owner: str = ""
    cadence_days: int = 0
    is_group: bool = False
    sources: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """A line of a register of meetings: who met whom, when, about what. `starts_at` has a zone, or there is only a day;
    `host` and `counterparts` are names of organisations or offices as written, `host_people` and `counterpart_people`
    of humans; `status` is a `core.enums.MeetingStatus` value or "" (a register tells of meetings that were held)."""

    place: Place
    title: str = ""
    day: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    host: str = ""
    host_people: tuple[str, ...] = ()
    counterparts: tuple[str, ...] = ()
    counterpart_people: tuple[str, ...] = ()
    venue: str = ""
    purpose: str = ""
    notes: str = ""
    kind: str = ""
    status: str = ""
    code: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    cells: tuple[str, ...] = ()


Record = PersonRecord | OrganisationRecord | MeetingRecord


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: how it was understood, its tables, or the records of its cards.

    `format` is "csv", "xlsx", "xls", "ods", "xlsb", "vcard", "pasted", "mail" or "json"; `encoding` and `delimiter`
    were guessed and are shown; `refused` is what could not even be read (a bad card among good ones).
    """

    name: str
    format: str
    encoding: str = ""
    delimiter: str = ""
    tables: tuple[Table, ...] = ()
    people: tuple[PersonRecord, ...] = ()
    organisations: tuple[OrganisationRecord, ...] = ()
    """Cards that say of themselves that they are of an organisation (KIND:org)."""
    refused: tuple[RefusedRow, ...] = ()
    remarks: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    """What the reader had to decide ((msgid, params)...): a duplicate header, a sheet left out, dates day first."""
