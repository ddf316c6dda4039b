"""Address cards of telephones and mail programs: what is understood, what is kept, and what one bad card costs."""

from __future__ import annotations

import base64
from datetime import date

import icalendar
import pytest
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import Refused
from app.exchange.formats import read, read_pasted
from app.exchange.records import OrganisationRecord, PersonRecord, Place, Source, Way, WrittenName, WrittenOrgName
from app.exchange.write_cards import write_cards

from . import strategies as made


def card(body: str | bytes, codec: str = "utf-8") -> Source:
    raw = body.encode(codec) if isinstance(body, str) else body
    return read("cards.vcf", b"BEGIN:VCARD\n" + raw + b"\nEND:VCARD\n")


def person(body: str | bytes, codec: str = "utf-8") -> PersonRecord:
    (one,) = card(body, codec).people
    return one


def test_a_japanese_telephones_card_with_a_character_set_for_each_property() -> None:
    one = person(
        b"VERSION:2.1\r\nN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=8E=52=93=63;=91=BE=98=59;=\r\n;;\r\n"
        b"SOUND;X-IRMC-N;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=D4=CF=C0=DE;=C0=DB=B3\r\n"
        b"ORG;CHARSET=SHIFT_JIS:\x87\x8a\x93\xfa\x97\xa7\r\nTEL;CELL:090-1234-5678\r\nEMAIL;INTERNET:yamada@hitachi.example"
    )
    assert one.names == (WrittenName("山田 太郎", "山田", "太郎", reading="ﾔﾏﾀﾞ ﾀﾛｳ"),)
    assert one.organisation == "㈱日立"
    assert one.ways == (Way("email", "yamada@hitachi.example"), Way("mobile", "090-1234-5678"))


def test_lines_that_end_as_ios_ends_them_and_labels_of_its_groups() -> None:
    one = person(
        "VERSION:3.0\r\r\nN:山田;太郎;;;\r\r\nFN:山田 太郎\r\r\n"
        "X-PHONETIC-LAST-NAME:ヤマダ\r\r\nX-PHONETIC-FIRST-NAME:タロウ\r\r\n"
        "item1.TEL:+81 3 1234\r\r\nitem1.X-ABLabel:_$!<Main>!$_\r\r\nitem2.URL:http\\://a.example\r\r\n"
    )
    assert one.names[0].reading == "ヤマダ タロウ"
    assert one.ways == (Way("office", "+81 3 1234", "main"), Way("web", "http://a.example"))


def test_a_line_folded_within_a_character() -> None:
    raw = "NOTE:電池".encode()
    assert person(b"FN:Rao\n" + raw[:7] + b"\n " + raw[7:]).notes == "電池"


def test_titles_and_names_by_language() -> None:
    one = person("VERSION:4.0\nFN;LANGUAGE=ja:山田\nFN;LANGUAGE=en:Yamada\nTITLE;LANGUAGE=ja-JP:部長\nTITLE:Director")
    assert [(name.full, name.lang) for name in one.names] == [("山田", "ja"), ("Yamada", "en")]
    assert one.title == {"ja": "部長", "": "Director"}


def test_department_address_and_what_we_have_no_field_for() -> None:
    one = person(
        "VERSION:3.0\nFN:Rao\nORG:METI;Trade Policy Bureau;Americas Division\n"
        "ADR;TYPE=WORK:;;1-3-1 Kasumigaseki;Tokyo;;100;Japan\n"
        "NICKNAME:Bunny\nBDAY:19800101\nX-SKYPE:rao"
    )
    assert (one.organisation, one.department) == ("METI", "Trade Policy Bureau, Americas Division")
    assert one.ways == (Way("post", "1-3-1 Kasumigaseki, Tokyo, 100, Japan"),)
    assert one.extra == {"NICKNAME": "Bunny", "X-SKYPE": "rao"}


def test_a_card_of_a_firm_has_no_persons_name() -> None:
    one = person("VERSION:3.0\nN:;;;;\nFN:Apple Computer AG\nORG:Apple Computer AG;")
    assert (one.names, one.organisation) == ((), "Apple Computer AG")
    (firm,) = card("VERSION:4.0\nKIND:org\nFN:ACME Inc.").organisations
    assert firm.names == (WrittenOrgName("ACME Inc."),)


def test_one_bad_card_costs_one_card_and_is_told_with_its_line() -> None:
    source = read("a.vcf", b"BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B\nBEGIN:VCARD\nFN:C\nEND:VCARD\n")
    assert [one.names[0].full for one in source.people] == ["A", "C"]
    ((row, reason),) = [(one.place.row, one.reason) for one in source.refused]
    assert (row, reason) == (4, "The card is cut off: it has no END:VCARD line.")


def test_a_photograph_of_20_megabytes_stays_out_and_the_card_stays() -> None:
    photo = base64.b64encode(b"\xff\xd8" * 10_000_000)
    source = card(b"VERSION:4.0\nFN:Rao\nPHOTO:data:image/jpeg;base64," + photo)
    assert (source.people[0].names[0].full, source.people[0].photo) == ("Rao", b"")
    assert [message.format(**params) for message, params in source.remarks] == [
        "The photograph of “Rao” has 20 MB; at most 2 MB are taken. It was left out."
    ]


@pytest.mark.parametrize("head", ["PHOTO:data:image/png;base64,", "PHOTO;ENCODING=b;TYPE=PNG:", "PHOTO;BASE64:\n  "])
def test_a_photograph_is_read_in_the_manner_of_each_version(head: str) -> None:
    assert person(f"FN:Rao\n{head}{base64.b64encode(b'picture').decode()}").photo == b"picture"


def test_a_note_of_five_megabytes_costs_its_card() -> None:
    source = read(
        "a.vcf", b"BEGIN:VCARD\nFN:A\nNOTE:" + b"x" * 5_000_000 + b"\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD\n"
    )
    assert [one.names[0].full for one in source.people] == ["B"]
    assert (source.refused[0].place.row, source.refused[0].place.column) == (3, "NOTE")


def test_directions_and_controls_do_not_come_in() -> None:
    assert person("FN:Rao\u202egnp\x07").names[0].full == "Raognp"


def test_a_pasted_card_is_a_card() -> None:
    assert read_pasted("BEGIN:VCARD\nFN:Rao\nEND:VCARD\n").people[0].names[0].full == "Rao"


def test_what_we_write_looks_right_to_others() -> None:
    rao = PersonRecord(
        Place(1),
        (WrittenName("राव अनिल", "राव", "अनिल", reading="raava"), WrittenName("Anil Rao", script="Latn")),
        title={"en": "Joint Secretary", "hi": "संयुक्त सचिव"},
        organisation="MEA; East Asia",
        department="Japan, Korea",
        ways=(Way("email", "rao@mea.example"), Way("mobile", "+91 98"), Way("post", "North Block\nNew Delhi")),
        held_from=date(2024, 4, 1),
        notes="First line\nSecond",
    )
    theirs = vobject.readOne(write_cards([rao], "3.0").decode())
    assert (theirs.fn.value, theirs.n.value.family, theirs.n.value.given) == ("राव अनिल", "राव", "अनिल")
    assert theirs.org.value == ["MEA; East Asia", "Japan, Korea"]
    assert (theirs.email.value, theirs.tel.value, theirs.note.value) == (
        "rao@mea.example",
        "+91 98",
        "First line\nSecond",
    )
    (modern,) = icalendar.Component.from_ical(write_cards([rao], "4.0"), multiple=True)
    assert (modern.name, str(modern["FN"]), str(modern["EMAIL"])) == ("VCARD", "राव अनिल", "rao@mea.example")


@given(people=st.lists(made.people, min_size=1, max_size=2))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_another_reader_finds_the_same_names_in_our_cards(people: list[PersonRecord]) -> None:
    theirs = list(vobject.readComponents(write_cards(people, "3.0").decode()))
    assert len(theirs) == len(people)
    for one, other in zip(people, theirs, strict=True):
        if one.names:
            assert other.fn.value == one.names[0].full
        assert {mail.value for mail in other.contents.get("email", [])} == {
            way.value for way in one.ways if way.kind in ("email", "assistant-email")
        }


@pytest.mark.parametrize("body", ["", "VERSION:3.0\nN:;;;;\nREV:2024"])
def test_an_empty_card_is_refused(body: str) -> None:
    assert [row.reason for row in card(body).refused] == ["The card is empty."]


def test_more_cards_than_anybody_has_are_refused() -> None:
    with pytest.raises(Refused, match="holds more than 100000 cards"):
        read("a.vcf", b"BEGIN:VCARD\n" * 100_001)


def test_an_organisation_keeps_its_names_and_facts() -> None:
    firm = OrganisationRecord(
        Place(1), (WrittenOrgName("日立", "native", "ja"),), kind="company", identifiers={"LEI": "1"}, parent="X; Y"
    )
    (back,) = read("a.vcf", write_cards([firm])).organisations
    assert (back.names, back.kind, back.identifiers, back.parent) == (firm.names, "company", {"LEI": "1"}, "X; Y")
