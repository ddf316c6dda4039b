"""The one list of columns, and the workbook of refused rows."""

from __future__ import annotations

import pytest

from app.exchange.columns import BY_KIND, Kind, column_of, heading_of, key_of, own_keys
from app.exchange.formats import read
from app.exchange.records import MeetingRecord, PersonRecord, Place, RefusedRow, WrittenName
from app.exchange.rows import from_row
from app.exchange.write_tables import write_refused, write_workbook


@pytest.mark.parametrize("kind", list(Kind))
def test_every_key_has_a_heading_of_its_own_that_leads_back_to_it(kind: Kind) -> None:
    keys = []
    for column in BY_KIND[kind]:
        key = column.key + "Blood group" if column.open else column.key
        keys += [key.replace("{n}", number) for number in (("1", "2", "13") if column.repeats else ("1",))]
    headings = [heading_of(kind, key) for key in keys]
    assert len(set(headings)) == len(headings)
    assert [key_of(kind, heading) for heading in headings] == keys
    assert own_keys(kind, headings) == tuple(keys)


def test_a_heading_of_others_is_none_of_ours() -> None:
    assert key_of(Kind.PEOPLE, "Full name") is None
    assert own_keys(Kind.PEOPLE, ("Name", "Full name")) is None
    assert own_keys(Kind.PEOPLE, ("Name", "")) is None
    assert column_of(Kind.PEOPLE, "shoe.size") is None


def test_a_day_that_somebody_wrote_in_another_way_is_refused_with_its_column() -> None:
    found = from_row(Kind.PEOPLE, ("name.1.full", "post.1.held_from"), ("Rao", "1 April"), Place(7))
    assert isinstance(found, RefusedRow)
    assert (found.place, found.params) == (Place(7, "In post from"), {"text": "1 April"})


def test_a_second_name_stands_after_the_first_ones_parts() -> None:
    people = [
        PersonRecord(Place(1), (WrittenName("Anil Rao"), WrittenName("राव", script="Deva")), notes="x"),
        PersonRecord(Place(2), (WrittenName("Sato", family="Sato"),), organisation="METI"),
    ]
    (table,) = read("a.xlsx", write_workbook(Kind.PEOPLE, people)).tables
    assert table.header == ("Name", "Family name", "Name 2", "Script 2", "Organisation", "Notes")


def test_refused_rows_come_as_a_workbook_with_place_reason_and_what_stood_there() -> None:
    refused = [
        RefusedRow(Place(3, "E-mail", "Guests"), "“{text}” is not a day.", {"text": "soon"}, ("Rao", "=1+1", "x")),
        RefusedRow(Place(9), "The card is empty."),
    ]
    (table,) = read("refused.xlsx", write_refused(refused, ("Name", "Formula"))).tables
    assert table.header == ("Sheet", "Row", "Column", "Reason", "Name", "Formula", "C")
    assert table.rows == (
        ("Guests", "3", "E-mail", "“soon” is not a day.", "Rao", "=1+1", "x"),
        ("", "9", "", "The card is empty.", "", "", ""),
    )


def test_an_empty_list_is_a_workbook_nonetheless() -> None:
    assert write_workbook(Kind.MEETINGS, [MeetingRecord(Place(1))]).startswith(b"PK")
    assert write_refused([]).startswith(b"PK")
