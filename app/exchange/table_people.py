"""Rows of a table as people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from app.core.enums import ContactKind, NameOrder, Script
from app.core.i18n import N_
from app.core.text import clean_line, fold
from app.exchange import cells, person_names
from app.exchange.cells import filled
from app.exchange.dates import read_day
from app.exchange.mapping import ColumnMapping
from app.exchange.records import PersonRecord, RefusedRow, Table, Way, WrittenName, WrittenPost
from app.exchange.table_rows import NO_NAME, Habits, Row, RowRefused, check_name, numbered, refused, rows

_NAME_PARTS = ("name", "family", "given", "middle", "reading", "script", "order", "lang")
_POST_PARTS = ("organisation", "department", "title", "title_en", "title_ja", "title_hi", "held_from", "held_to")
_IN_SCRIPT = (
    ("name_latin", Script.LATIN),
    ("name_ja", Script.JAPANESE),
    ("name_hi", Script.DEVANAGARI),
)
_BRACKETED = re.compile(r"^(?P<first>[^()（）]+?)\s*[(（](?P<second>[^()（）]+)[)）]$")
_STILL = frozenset(
    map(
        fold,
        (
            "present",
            "till date",
            "to date",
            "current",
            "now",
            "ongoing",
            "incumbent",
            "現在",
            "現職",
            "अब तक",
            "वर्तमान",
        ),
    )
)
_VACANT = frozenset(map(fold, ("vacant", "(vacant)", "post vacant", "空席", "欠員", "रिक्त")))
VACANT = N_("The post is vacant: there is nobody to bring in.")
_TOTALS = "grand total|subtotal|total|sum|count|合計|総計|計|कुल योग|कुल"
_HEADS = "persons?|people|participants?|attendees?|delegates?|members?|guests?|names?|pax|nos?|名|人|लोग|व्यक्ति|प्रतिभागी"
_TALLY = re.compile(
    rf"(?:(?:{_TOTALS})\W*)?\d{{1,6}}\W*(?:{_HEADS})?\W*|(?:grand total|subtotal|total|合計|総計|कुल योग)\W*"
)
"""What a line below a list counts: "25 persons", "Total: 25", "計25名". A name with its number before it is none."""
TALLY = N_("“{name}” counts those above and is nobody's name.")
_ORDERS = {
    fold(word): order
    for order, words in {
        NameOrder.FAMILY_FIRST: ("family-first", "family first", "姓名", "eastern"),
        NameOrder.GIVEN_FIRST: ("given-first", "given first", "名姓", "western"),
        NameOrder.SINGLE: ("single",),
    }.items()
    for word in words
}


def read(table: Table, mapping: ColumnMapping, habits: Habits) -> Iterator[PersonRecord | RefusedRow]:
    """Each row of a table as a person, or refused."""
    for row in rows(table, mapping, habits):
        try:
            yield _person(row)
        except RowRefused as error:
            yield refused(row, error)


def _person(row: Row) -> PersonRecord:
    names, honorific = _names(row)
    posts = _posts(row)
    first = posts[0] if posts else WrittenPost()
    country = cells.country(row.one("country"))
    if not country:
        row.keep("country")
    side = cells.side(row.one("side"))
    if not side:
        row.keep("side")
    languages = cells.languages(row.one("languages"))
    if not languages:
        row.keep("languages")
    return PersonRecord(
        place=row.place,
        names=names,
        title=first.title,
        organisation=first.organisation,
        department=first.department,
        held_from=first.held_from,
        held_to=first.held_to,
        more_posts=tuple(posts[1:]),
        ways=ways(row),
        honorific=row.one("honorific") or honorific,
        country=country,
        side=side,
        languages=languages,
        notes=row.text("notes"),
        code=row.one("code")[:40],
        extra=row.extra,
        cells=row.cells,
    )


def ways(row: Row) -> tuple[Way, ...]:
    """Every way to reach somebody that a row tells of."""
    found: list[Way] = []
    for key, kind in (("email", ContactKind.EMAIL), ("assistant_email", ContactKind.ASSISTANT_EMAIL)):
        for text in row.all(key):
            found += cells.emails(text, kind)
    for key, kind in (
        ("mobile", ContactKind.MOBILE),
        ("phone", ContactKind.OFFICE),
        ("fax", ContactKind.FAX),
        ("pa", ContactKind.OFFICE_OF),
    ):
        for text in row.all(key):
            found += cells.phones(text, kind)
    found += [Way(ContactKind.POST, line) for line in map(filled, row.all("address")) if line]
    found += [Way(ContactKind.WEB, line) for line in map(filled, row.all("web")) if line]
    return cells.unique(found)


def _names(row: Row) -> tuple[tuple[WrittenName, ...], str]:
    honorifics: list[str] = []
    found: list[WrittenName] = []
    for no in row.numbers(_NAME_PARTS):
        found += _numbered_name(row, no, honorifics)
    for key, script in _IN_SCRIPT:
        for text in row.all(key):
            if line := filled(text):
                found.append(_spelled(row, key, line, honorifics, script=_fitting(script, line)))
    reading = _reading(row)
    if reading:
        found = _with_reading(found, reading)
    for text in row.all("name_other"):
        found += [_spelled(row, "name_other", line, honorifics) for line in cells.parts(text)]
    names = _unique(found)
    if not names:
        raise RowRefused(row.header("name") if "name" in row.columns else row.header("family"), NO_NAME)
    return names, next((one for one in honorifics if one), "")


def _fitting(script: Script, line: str) -> Script:
    """A column for Japanese names may hold kana or, for a guest, Latin letters: what stands there decides."""
    seen = person_names.script_of(line)
    return seen if seen in (Script.KANA, Script.LATIN, Script.OTHER, Script.DEVANAGARI) else script


def _numbered_name(row: Row, no: int, honorifics: list[str]) -> Iterator[WrittenName]:
    def cell(key: str) -> str:
        return row.one(numbered(key, no))

    family, given = cell("family"), cell("given")
    index = row.columns.get(numbered("name", no), [-1])[0]
    pieces = _pieces(row.raw(index)) if index >= 0 else []
    if not pieces and not (family or given):
        return
    suffix = row.one("suffix") if no == 1 else ""
    order = _ORDERS.get(fold(cell("order")), "")
    for at, piece in enumerate(pieces or [""]):
        taken = person_names.without_honorific(piece)
        own = at == 0  # parts in columns of their own belong to the first spelling of the cell
        name = person_names.spelled(
            taken.name,
            family=family if own else "",
            given=given if own else "",
            middle=cell("middle") if own else "",
            suffix=suffix if own else "",
            reading=cell("reading") if own and no > 1 else "",
            script=cell("script") if own else "",
            order=order if own else "",
            lang=cell("lang") if own else "",
            commas=index in row.habits.commas,
            capitals=index in row.habits.capitals,
        )
        honorifics += [taken.honorific, name.prefix]
        key = numbered("name" if pieces else "family", no)
        if fold(name.full) in _VACANT:
            raise RowRefused(row.header(key), VACANT)
        if _TALLY.fullmatch(fold(name.full).strip()):
            raise RowRefused(row.header(key), TALLY, name=name.full)
        check_name(row, key, name.full)
        yield name


def _pieces(text: str) -> list[str]:
    """The spellings in one cell: one a line in another script, or the other script in brackets."""
    lines = [line for line in map(filled, text.splitlines()) if line]
    if len(lines) > 1 and len({person_names.script_of(line) for line in lines}) == len(lines):
        return lines
    line = filled(text)
    inside = _BRACKETED.match(line)
    if inside:
        scripts = {person_names.script_of(inside["first"]), person_names.script_of(inside["second"])}
        if len(scripts) == 2 and scripts != {Script.JAPANESE, Script.KANA}:
            return [inside["first"], inside["second"]]
    return [line] if line else []


def _spelled(row: Row, key: str, line: str, honorifics: list[str], script: str = "") -> WrittenName:
    taken = person_names.without_honorific(line)
    honorifics.append(taken.honorific)
    return person_names.spelled(check_name(row, key, taken.name), script=script)


def _reading(row: Row) -> str:
    whole = row.one("reading")
    if whole:
        return person_names.without_honorific(whole).name
    parts = (row.one("family_reading"), row.one("given_reading"))
    return " ".join(part for part in parts if part)


def _with_reading(names: list[WrittenName], reading: str) -> list[WrittenName]:
    """The reading stands beside the Japanese spelling; without one it is a spelling of its own."""
    for at, name in enumerate(names):
        if name.script == Script.JAPANESE and not name.reading:
            names[at] = WrittenName(
                name.full, name.family, name.given, name.middle, name.prefix, name.suffix, reading, name.script,
                name.order, name.lang,
            )  # fmt: skip
            return names
    return [*names, person_names.spelled(reading)] if any(char.isalnum() for char in reading) else names


def _unique(names: list[WrittenName]) -> tuple[WrittenName, ...]:
    kept: dict[tuple[str, str], WrittenName] = {}
    for name in names:
        key = (str(name.script), fold(clean_line(name.full)))
        if key not in kept or (name.family and not kept[key].family):
            kept[key] = name
    return tuple(kept.values())


def _posts(row: Row) -> list[WrittenPost]:
    found = []
    for no in row.numbers(_POST_PARTS):
        title = _title(row, no)
        organisation, department = row.one(numbered("organisation", no)), row.one(numbered("department", no))
        held_from, held_to = _day(row, numbered("held_from", no)), _day(row, numbered("held_to", no))
        if organisation or title or department:
            found.append(WrittenPost(organisation, title, department, held_from, held_to))
        elif held_from or held_to:
            row.keep(numbered("held_from", no))
            row.keep(numbered("held_to", no))
    return found


def _title(row: Row, no: int) -> dict[str, str]:
    title: dict[str, str] = {}
    for key, lang in (("title_en", "en"), ("title_ja", "ja"), ("title_hi", "hi")):
        if line := row.one(numbered(key, no)):
            title[lang] = line
    if line := row.one(numbered("title", no)):
        lang = person_names.language_of(person_names.script_of(line)) or "en"
        title.setdefault(lang, line)
    return title


def _day(row: Row, key: str) -> date | None:
    text = row.one(key)
    if not text or fold(text) in _STILL:
        return None
    day = read_day(text, day_first=row.habits.day_first)
    if day is None:
        row.keep(key)
    return day
