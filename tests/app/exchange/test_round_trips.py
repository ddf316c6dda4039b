"""What we write comes back as it was, whatever somebody typed: workbooks, CSV files and cards of both versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import Refused
from app.exchange.columns import Kind, own_keys
from app.exchange.formats import read
from app.exchange.records import (
    MeetingRecord,
    OrganisationRecord,
    PersonRecord,
    Record,
    RefusedRow,
    Source,
    WrittenName,
)
from app.exchange.rows import cells, from_row
from app.exchange.write_cards import write_cards
from app.exchange.write_tables import write_csv, write_workbook

from . import strategies as made

_MORE = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
_WRITERS = {"xlsx": write_workbook, "csv": write_csv}


def back(kind: Kind, source: Source) -> list[Record]:
    """The records of a table of our own, by its headings alone."""
    (table,) = source.tables
    assert source.refused == ()
    keys = own_keys(kind, table.header)
    assert keys is not None, table.header
    records = [from_row(kind, keys, row, made.PLACE) for row in table.rows]
    assert not [record for record in records if isinstance(record, RefusedRow)]
    return [replace(record, cells=()) for record in records]  # type: ignore[misc]


def filled(records: Sequence[Record]) -> list[Record]:
    """Those that say anything at all: an empty record makes an empty row, which no table keeps."""
    return [record for record in records if cells(record)]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@given(data=st.data())
@_MORE
def test_people_come_back_from_a_table_of_ours(form: str, data: st.DataObject) -> None:
    _through_a_table(form, Kind.PEOPLE, data.draw(st.lists(made.people, min_size=1, max_size=4)))


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@given(data=st.data())
@_MORE
def test_organisations_come_back_from_a_table_of_ours(form: str, data: st.DataObject) -> None:
    _through_a_table(form, Kind.ORGANISATIONS, data.draw(st.lists(made.organisations, min_size=1, max_size=4)))


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@given(data=st.data())
@_MORE
def test_meetings_come_back_from_a_table_of_ours(form: str, data: st.DataObject) -> None:
    _through_a_table(form, Kind.MEETINGS, data.draw(st.lists(made.meetings, min_size=1, max_size=4)))


def _through_a_table(form: str, kind: Kind, records: Sequence[Record]) -> None:
    kept = filled(records)
    if kept:
        written = _WRITERS[form](kind, kept)
        assert back(kind, read(f"list.{form}", written)) == kept


@pytest.mark.parametrize("version", ["4.0", "3.0"])
@given(people=st.lists(made.people, min_size=1, max_size=3), photo=st.binary(max_size=200))
@_MORE
def test_people_come_back_from_cards_of_ours(version: str, people: list[PersonRecord], photo: bytes) -> None:
    people[0] = replace(people[0], photo=photo)
    source = read("people.vcf", write_cards(people, version))
    assert [replace(person, place=made.PLACE, cells=()) for person in source.people] == people
    assert (source.organisations, source.refused, source.remarks) == ((), (), ())


@pytest.mark.parametrize("version", ["4.0", "3.0"])
@given(organisations=st.lists(made.organisations, min_size=1, max_size=3))
@_MORE
def test_organisations_come_back_from_cards_of_ours(version: str, organisations: list[OrganisationRecord]) -> None:
    source = read("organisations.vcf", write_cards(organisations, version))
    assert [replace(one, place=made.PLACE, cells=()) for one in source.organisations] == organisations
    assert (source.people, source.refused) == ((), ())


@given(person=made.people)
@_MORE
def test_no_line_of_a_card_is_longer_than_75_octets_or_broken_within_a_character(person: PersonRecord) -> None:
    for line in write_cards([person]).split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")


@given(people=st.lists(made.people, min_size=1, max_size=3))
@_MORE
def test_no_cell_of_a_csv_file_of_ours_begins_like_a_formula(people: list[PersonRecord]) -> None:
    import csv
    import io

    for row in csv.reader(io.StringIO(write_csv(Kind.PEOPLE, people).decode("utf-8-sig"), newline="")):
        for cell in row:
            telephone = cell[:1] in "+-" and not any(letter.isalpha() or letter in "=@'\"|!" for letter in cell)
            assert cell[:1] not in tuple("=+-@\t\r＝＋－＠") or telephone, cell


def test_long_notes_come_back_although_a_spreadsheet_holds_32767_characters_a_cell() -> None:
    person = PersonRecord(made.PLACE, (WrittenName("Rao"),), notes="".join(f"line {n}\n" for n in range(8_000)) + "end")
    assert back(Kind.PEOPLE, read("a.xlsx", write_workbook(Kind.PEOPLE, [person]))) == [person]


def test_a_name_changed_in_another_program_wins_over_our_own_property() -> None:
    person = PersonRecord(made.PLACE, (WrittenName("Rao", script="Latn"), WrittenName("राव", script="Deva")))
    card = write_cards([person]).replace(b"FN:Rao", b"FN:Rao Sharma")
    (back_again,) = read("a.vcf", card).people
    assert [name.full for name in back_again.names] == ["Rao Sharma", "राव"]


def test_meetings_are_no_cards() -> None:
    with pytest.raises(Refused, match="Meetings cannot be written as address cards"):
        write_cards([MeetingRecord(made.PLACE, title="Talks")])
