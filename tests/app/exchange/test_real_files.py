"""Real files that others made, read as their makers counted them. Skipped aloud where the folder of them is absent."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from app.core.errors import Refused
from app.exchange.formats import read
from app.exchange.records import Source, Table

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the folder of real files (../shared/data) is absent")
FOLDERS = ("1_meetings", "2_people", "3_orgs", "5_vcard", "6_tables")


def load(path: str) -> Source:
    file = DATA / path
    return read(file.name, file.read_bytes())


def only(path: str) -> Table:
    (table,) = load(path).tables
    return table


COUNTS = {
    "1_meetings/nsw_ministerial_diaries/diaries-tidied.csv.gz": [26_562],
    "1_meetings/uk_gifts_odysseus/uk_gifts_index.json": [391, 1_178],
    "2_people/ph_directory/diplomatic.json": [70, 139, 18],
    "2_people/ifg_ministers/person.csv": [1_337],
    "2_people/ifg_ministers/appointment.csv": [3_667],
    "2_people/everypolitician_2015/data/Japan/House_of_Representatives/term-46.csv": [475],
    "2_people/everypolitician_2015/data/India/Lok_Sabha/term-16.csv": [541],
    "2_people/india_parliament/Current_Members_of_Rajya_Sabha_as_on_17th_July_2013_in_English.xls": [243],
    "2_people/india_parliament/Members_of_Second_Lok_Sabha_From_5th_April_1957_to_31st_March_1962.xls": [534],
    "3_orgs/jpx_json/all_stocks.json": [4_626],
    "3_orgs/nse_equity/EQUITY_L.csv": [2_384],
    "3_orgs/uk_government_organisation/government-organisation/government-organisation.tsv": [981],
    "3_orgs/uk_government_organisation/public-bodies-2012/list.tsv": [286],
}


@pytest.mark.parametrize("path", COUNTS)
def test_a_file_has_as_many_rows_as_its_makers_count(path: str) -> None:
    assert [len(table.rows) for table in load(path).tables] == COUNTS[path]


def test_departments_come_with_the_officials_that_stand_in_them() -> None:
    tables = {table.name: table for table in load("2_people/ph_directory/departments.json").tables}
    assert len(tables["departments.json"].rows) == 23
    deputies = tables["undersecretaries"]
    first = dict(zip(deputies.header, deputies.rows[0], strict=True))
    assert (first["name"], first["record.office_name"]) == ("JANET B. ABUEL", "DEPARTMENT OF BUDGET AND MANAGEMENT")


def test_line_breaks_within_cells_are_no_rows_and_numbers_are_those_of_a_spreadsheet() -> None:
    diaries = only("1_meetings/nsw_ministerial_diaries/diaries-tidied.csv.gz")
    assert diaries.numbers == tuple(range(2, 26_564))
    assert sum(1 for row in diaries.rows if any("\n" in cell for cell in row)) == 1_497


def test_blanks_before_headings_are_no_part_of_them() -> None:
    assert only("3_orgs/nse_equity/EQUITY_L.csv").header[:4] == (
        "SYMBOL",
        "NAME OF COMPANY",
        "SERIES",
        "DATE OF LISTING",
    )


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in (DATA / "6_tables/csv_spectrum/csvs").glob("*.csv")) or ["absent"]
)
def test_csv_spectrum(name: str) -> None:
    table = only(f"6_tables/csv_spectrum/csvs/{name}.csv")
    expected = json.loads((DATA / f"6_tables/csv_spectrum/json/{name}.json").read_bytes())
    if isinstance(expected, dict):
        expected = [expected]
    expected = [{key: text.replace("\r\n", "\n") for key, text in row.items()} for row in expected]
    found = [dict(zip(table.header, row, strict=True)) for row in table.rows]
    if name == "location_coordinates":  # its makers wrote another telephone number into what they expect
        expected[0]["Contact Phone Number"] = "2095257564"
    assert found == expected


@pytest.mark.parametrize("name", ["all", "email", "gmail", "outlook", "tb_plain"])
def test_an_address_book_and_its_table_tell_of_the_same_mail_addresses(name: str) -> None:
    cards = load(f"5_vcard/roundcube/Csv2vcard/{name}.vcf").people
    table = only(f"5_vcard/roundcube/Csv2vcard/{name}.csv")
    assert len(cards) == len(table.rows)
    for person, row in zip(cards, table.rows, strict=True):
        mails = {way.value for way in person.ways if way.kind == "email"}
        assert mails
        assert mails <= set(row)


def cards_of(path: Path) -> int:
    """BEGIN lines that are no card within a card."""
    text = path.read_bytes().replace(b"\0", b"").upper()
    lines = [line for line in text.replace(b"\r", b"\n").split(b"\n") if line]
    return sum(1 for line in lines if line.lstrip(b"\xef\xbb\xbf\xff\xfe").startswith(b"BEGIN:VCARD"))


def card_files() -> Iterator[Path]:
    yield from sorted(path for path in (DATA / "5_vcard").rglob("*") if ".vcf" in path.name)


def test_every_card_is_read_or_refused_with_its_line() -> None:
    refused: dict[str, list[str]] = {}
    files = 0
    for path in card_files():
        files += 1
        try:
            source = read(path.name, path.read_bytes())
        except Refused as error:
            refused[path.name] = [str(error)]
            continue
        assert len(source.people) + len(source.organisations) + len(source.refused) == cards_of(path), path
        if source.refused:
            refused[path.name] = [f"{row.place.row}: {row.reason}" for row in source.refused]
    assert files > 130
    cut = "1: The card is cut off: it has no END:VCARD line."
    assert refused == {
        "7.vcf": ["“7.vcf” holds no address card."],
        "8.vcf": [cut],
        "9.vcf": [cut],
        "unparsable.vcf": [cut],
    }


def test_cards_say_the_same_as_what_another_program_made_of_them() -> None:
    """KContacts' own cards and what it writes back (.ref) in 2.1, 3.0 and 4.0."""
    folder = DATA / "5_vcard" / "kcontacts"
    compared = 0
    for path in sorted(folder.glob("*ref")):
        stem = path.name.removeprefix("v4_0.").removesuffix(".ref").removesuffix(".2_1ref")
        ours, theirs = (read(file.name, file.read_bytes()).people for file in (folder / stem, path))
        assert len(ours) == len(theirs), path
        for one, other in zip(ours, theirs, strict=True):
            assert {name.family for name in other.names} <= {name.family for name in one.names} | {""}, path
            assert {way.value for way in other.ways if way.kind == "email"} == {
                way.value for way in one.ways if way.kind == "email"
            }, path
            compared += 1
    assert compared > 35


def test_no_file_is_too_much_whatever_it_is() -> None:
    """Licences and notes among them: read, or refused with a sentence without a hole in it."""
    count = 0
    for folder in FOLDERS:
        for path in sorted((DATA / folder).rglob("*")):
            if path.is_file():
                count += 1
                sentence = ""
                try:
                    source = read(path.name, path.read_bytes())
                except Refused as error:
                    sentence = str(error)
                else:
                    assert source.tables or source.people or source.organisations or source.refused
                assert "{" not in sentence
                assert sentence.endswith(".") or not sentence
    assert count > 250


@pytest.mark.slow
def test_a_damaged_file_is_refused_and_never_an_error() -> None:
    chance = random.Random(20250707)
    files = [
        path for folder in ("5_vcard", "6_tables") for path in sorted((DATA / folder).rglob("*")) if path.is_file()
    ]
    files = [path for path in files if path.stat().st_size < 100_000]
    for _ in range(400):
        path = chance.choice(files)
        data = bytearray(path.read_bytes())
        for _ in range(chance.choice((1, 5, 60))):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        cut = data[: chance.randrange(len(data) + 1)] if chance.random() < 0.2 else data
        with suppress(Refused):
            read(path.name, bytes(cut))


def test_formula_payloads_are_texts() -> None:
    from app.exchange.columns import Kind
    from app.exchange.records import PersonRecord, Place, WrittenName
    from app.exchange.write_tables import write_csv

    source = load("6_tables/csv_injection/csv-payload.txt")
    lines = (DATA / "6_tables/csv_injection/csv-payload.txt").read_text().splitlines()
    assert sum(len(table.rows) for table in source.tables) == 6
    people = [PersonRecord(Place(1), (WrittenName(line),)) for line in lines]
    written = list(csv.reader(io.StringIO(write_csv(Kind.PEOPLE, people).decode("utf-8-sig"))))
    assert [row[0][:1] for row in written[1:]] == ["D", "'", "'", "'", "'", "'"]
