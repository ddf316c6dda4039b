"""Columns are understood by their headings in three languages and by what stands below them."""

from __future__ import annotations

import pytest

from app.core.errors import Refused
from app.exchange.fields import FIELDS, ImportKind, is_field
from app.exchange.header_words import MEETINGS, ORGANISATIONS, PEOPLE
from app.exchange.mapping import guess, remembered, signature
from app.exchange.records import Table


def table(header: str, *rows: str) -> Table:
    """A table of cells between bars."""
    cells = tuple(tuple(row.split("|")) for row in rows)
    return Table("t", tuple(header.split("|")), cells, tuple(range(2, len(cells) + 2)))


def fields(found: Table, kind: ImportKind = ImportKind.PEOPLE) -> list[str]:
    return [column.field for column in guess(found, kind).columns]


@pytest.mark.parametrize(
    ("header", "meant"),
    [
        ("Name|Organisation|Designation|E-mail|Mobile", ["name", "organisation", "title", "email", "mobile"]),
        ("given_name|family_name|Job Title|Company", ["given", "family", "title", "organisation"]),
        ("氏名（漢字）|フリガナ|会社名|部署|役職|メールアドレス|電話番号",
         ["name_ja", "reading", "organisation", "department", "title", "email", "phone"]),
        ("ローマ字|肩書|所属|携帯", ["name_latin", "title", "organisation", "mobile"]),
        ("नाम|संगठन|पदनाम|ईमेल|दूरभाष|मोबाइल", ["name", "organisation", "title", "email", "phone", "mobile"]),
        ("Name of the Delegate|E Mail ID|Tel. No.", ["name", "email", "phone"]),
        ("Organisation|Title|Organisation 2|Title 2|Name",
         ["organisation", "title", "organisation 2", "title 2", "name"]),
        ("id|name|sort_name|group|group_id|image", ["code", "name", "", "organisation", "", ""]),
    ],
)  # fmt: skip
def test_headings_in_three_languages_are_understood(header: str, meant: list[str]) -> None:
    assert fields(table(header)) == meant


def test_headings_of_registers_and_exchanges_are_understood() -> None:
    nse = table("SYMBOL|NAME OF COMPANY| SERIES| DATE OF LISTING| ISIN NUMBER", "A|A Ltd|EQ|06-OCT-2008|INE144J01027")
    assert fields(nse, ImportKind.ORGANISATIONS) == ["identifier:symbol", "name", "", "", "identifier:ISIN"]
    diary = table("date|name|original_name|reason|filename|minister", "2014-07-01|A|A|Talk|x.pdf|Premier")
    assert fields(diary, ImportKind.MEETINGS) == ["date", "counterpart", "", "purpose", "", "host"]
    jpx = table("コード|銘柄名", "1301|極洋")
    assert fields(jpx, ImportKind.ORGANISATIONS) == ["code", "name"]


def test_what_stands_in_a_column_decides_where_its_heading_does_not() -> None:
    numbers = table("Contact|Name|", "8845-3218; 8845-3220 F|Rao|rao@x.in", "+91 11 2687 6581|Sato|sato@y.jp")
    assert fields(numbers) == ["phone", "name", "email"]
    names = table("Contact|Company", "Sunita Rao|A", "SATO Ken|B")
    assert fields(names) == ["name", "organisation"]


def test_a_list_without_headings_has_its_names_in_the_first_column_of_words() -> None:
    assert fields(table("|", "1|YAMADA Haruo", "2|Sunita Rao"))[1] == "name"


def test_a_column_can_be_given_another_meaning_and_a_field_is_given_once() -> None:
    mapping = guess(table("Name|Contact person", "METI|YAMADA Haruo"), ImportKind.PEOPLE)
    changed = mapping.with_field(1, "name")
    assert [column.field for column in changed.columns] == ["", "name"]
    assert [column.field for column in changed.with_field(0, "organisation").columns] == ["organisation", "name"]
    with pytest.raises(Refused, match="nonsense"):
        mapping.with_field(0, "nonsense")


def test_a_source_is_known_again_by_its_headings_whatever_their_case_and_width() -> None:
    assert signature(("Name", "E-Mail")) == signature(("ＮＡＭＥ", "e mail")) != signature(("Name", "Mail 2"))
    known = remembered(table("NAME|Who"), ImportKind.PEOPLE, {"name": "organisation", "who": "name"})
    assert [column.field for column in known.columns] == ["organisation", "name"]


def test_every_word_means_a_field_there_is() -> None:
    for kind, words in (
        (ImportKind.PEOPLE, PEOPLE),
        (ImportKind.ORGANISATIONS, ORGANISATIONS),
        (ImportKind.MEETINGS, MEETINGS),
    ):
        assert all(is_field(kind, key) for key in words)
        assert set(words) <= {field.key for field in FIELDS[kind]}


def test_an_exact_heading_is_believed_against_what_stands_below_it() -> None:
    people = table("Name|Organisation", "Person 7 Family7|Works 12 of 34", "Person 8 Family8|Works 13 of 35")
    assert fields(people) == ["name", "organisation"]
