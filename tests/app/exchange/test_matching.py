"""Who is who: by rules that can be said aloud, across scripts, honorifics, word orders and legal forms."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.exchange.match_keys import phone_key
from app.exchange.match_organisations import OrganisationIndex, OrganisationKeys
from app.exchange.match_people import PeopleIndex, PersonKeys
from app.exchange.matching import Judged, Verdict
from app.exchange.organisation_names import key_of, kind_of
from app.exchange.person_names import spelled, without_honorific

YAMADA = PersonKeys(
    "1",
    ("YAMADA Haruo", "山田春男"),
    readings=("やまだ はるお",),
    emails=("h.yamada@meti.go.jp",),
    phones=("+81-3-3501-1511",),
    organisations=("meti",),
    organisation_name="METI",
)
RAO = PersonKeys("2", ("Suresh Kumar Rao",), organisations=("mea",), organisation_name="MEA", emails=("s@mea.gov.in",))
OTHERS = (PersonKeys("3", ("Kanimozhi",)), PersonKeys("4", ("Sato Ken",), emails=("info@sato.jp",)))


def judge(row: PersonKeys) -> Judged:
    return PeopleIndex((YAMADA, RAO, *OTHERS)).judge(row)


def row(name: str, **more: object) -> PersonKeys:
    return replace(PersonKeys("row", (name,), from_file=True), **more)


@pytest.mark.parametrize(
    ("who", "verdict"),
    [
        (row("Haruo Yamada", organisations=("meti",)), Verdict.SAME),  # the order of words
        (row("山田　春男", emails=("H.Yamada@METI.go.jp",)), Verdict.SAME),  # another script, a wide blank
        (row("yamada haruo", phones=("03-3501-1511",)), Verdict.SAME),  # the country's code
        (row("YAMADA Haruo", organisations=("mofa",)), Verdict.UNSURE),  # a new post, or a namesake
        (row("YAMADA Haruo", emails=("other@x.jp",)), Verdict.UNSURE),  # nothing in common
        (row("S. K. Rao", organisations=("mea",)), Verdict.UNSURE),  # initials
        (row("Suresh Rao", emails=("s@mea.gov.in",)), Verdict.UNSURE),  # a word fewer
        (row("Suresh Kumar Rao", organisations=("mea",)), Verdict.SAME),
        (row("Suresh Kumaar Rao", organisations=("mea",)), Verdict.UNSURE),  # spelled alike
        (row("ヤマダ　ハルオ", readings=("ヤマダ ハルオ",), organisations=("meti",)), Verdict.UNSURE),  # kana alone
        (row("Tanaka Aki", emails=("h.yamada@meti.go.jp",)), Verdict.UNSURE),  # somebody else's mailbox
        (row("Tanaka Aki", emails=("info@sato.jp",)), Verdict.NEW),  # an office's mailbox
        (row("Haruki Yamada", organisations=("mofa",)), Verdict.NEW),  # alike, in another house
        (row("Kanimozhi"), Verdict.SAME),  # a single name, and nothing else said
        (row("Tanaka Aki"), Verdict.NEW),
    ],
)
def test_the_rules_for_people(who: PersonKeys, verdict: Verdict) -> None:
    assert judge(who).verdict is verdict


def test_each_score_says_what_it_is_made_of() -> None:
    (match,) = judge(row("Haruo Yamada", organisations=("meti",), organisation_name="METI")).matches
    assert match.score == sum(reason.points for reason in match.reasons)
    said = [reason.message.format(**reason.params) for reason in match.reasons]
    assert said == ["The name is the same.", "The organisation is the same: METI."]


def test_two_records_that_fit_are_never_chosen_between() -> None:
    twin = replace(YAMADA, id="9", emails=(), phones=())
    found = PeopleIndex((YAMADA, twin)).judge(row("YAMADA Haruo", organisations=("meti",)))
    assert found.verdict is Verdict.UNSURE
    assert len(found.matches) == 2
    sure = PeopleIndex((YAMADA, twin)).judge(row("YAMADA Haruo", emails=YAMADA.emails, organisations=("meti",)))
    assert (sure.verdict, sure.matches[0].no) == (Verdict.SAME, 0)


def test_of_two_namesakes_the_number_of_our_own_list_says_which() -> None:
    anils = [
        PersonKeys(id, ("Anil Sample",), organisations=("o1",), organisation_name="Sample Industries", code=code)
        for id, code in (("a", "PE42"), ("b", "PE43"))
    ]
    index = PeopleIndex(anils)
    asked = row("Anil Sample", organisations=("o1",))
    assert index.judge(asked).verdict is Verdict.UNSURE
    found = index.judge(replace(asked, code="PE43"))
    assert (found.verdict, [index.known[match.no].id for match in found.matches]) == (Verdict.SAME, ["b"])
    assert index.judge(replace(row("Somebody Else"), code="PE43")).verdict is Verdict.NEW, "a number alone says nothing"


def test_namesakes_in_one_office_are_asked_about() -> None:
    known = replace(RAO, titles=("director",))
    other = row("Suresh Kumar Rao", organisations=("mea",), emails=("skr2@mea.gov.in",), titles=("under secretary",))
    assert PeopleIndex((known,)).judge(other).verdict is Verdict.UNSURE


@pytest.mark.parametrize(
    ("written", "name", "honorific"),
    [
        ("H.E. Mr. YAMADA Haruo", "YAMADA Haruo", "H.E. Mr."),
        ("Dr. (Ms.) Sunita Rao", "Sunita Rao", "Dr. (Ms.)"),
        ("Shri S. K. Rao", "S. K. Rao", "Shri"),
        ("श्रीमती सुनीता राव", "सुनीता राव", "श्रीमती"),
        ("山田春男 様", "山田春男", "様"),
        ("He Jiankui", "He Jiankui", ""),
        ("Sen Amartya", "Sen Amartya", ""),
        ("श्रीनाथ", "श्रीनाथ", ""),
    ],
)
def test_honorifics_are_taken_off_and_kept(written: str, name: str, honorific: str) -> None:
    taken = without_honorific(written)
    assert (taken.name, taken.honorific) == (name, honorific)


@pytest.mark.parametrize(
    ("written", "family", "given"),
    [
        ("YAMADA Haruo", "Yamada", "Haruo"),
        ("Haruo YAMADA", "Yamada", "Haruo"),
        ("BAN Ki-moon", "Ban", "Ki-moon"),
        ("S K Rao", "", ""),
        ("John Smith OBE", "", ""),
        ("MARILYN B. BARUA-YAP", "", ""),
        ("Sunita Rao", "", ""),
        ("山田 春男", "", ""),
    ],
)
def test_a_name_is_split_only_where_its_writer_marked_the_family_name(written: str, family: str, given: str) -> None:
    name = spelled(written)
    assert (name.full, name.family, name.given) == (written, family, given)


def test_a_number_is_the_same_with_and_without_its_country_and_in_full_width() -> None:
    assert phone_key("+81-3-3501-1511") == phone_key("０３－３５０１－１５１１") == phone_key("(03) 3501 1511 ext. 22")
    assert phone_key("7940") == ""


STEEL = OrganisationKeys("1", ("Steel Authority of India Limited", "SAIL"), country="IN", identifiers={"CIN": "L27"})
METI = OrganisationKeys("2", ("Ministry of Economy, Trade and Industry (METI)", "経済産業省"))
DAIKIN = OrganisationKeys("3", ("Daikin Industries, Ltd.", "ダイキン工業株式会社"), sites=("daikin.co.jp",))


@pytest.mark.parametrize(
    ("names", "more", "verdict"),
    [
        (("STEEL AUTHORITY OF INDIA LTD.",), {}, Verdict.SAME),
        (("Steel Authority of India Inc.",), {}, Verdict.UNSURE),
        (("Steel Authority of India Ltd",), {"country": "JP"}, Verdict.UNSURE),
        (("Steel Authority of India Ltd",), {"identifiers": {"CIN": "L99"}}, Verdict.UNSURE),
        (("SAIL",), {}, Verdict.SAME),
        (("METI",), {}, Verdict.UNSURE),  # an abbreviation in brackets is a hint, no name
        (("(株)ダイキン工業",), {}, Verdict.SAME),
        (("K.K. Daikin Industries",), {}, Verdict.SAME),
        (("Daikin Industires Ltd",), {}, Verdict.UNSURE),
        (("Daikin Europe N.V.",), {"sites": ("daikin.co.jp",)}, Verdict.UNSURE),
        (("Toyota Motor Corporation",), {}, Verdict.NEW),
    ],
)
def test_the_rules_for_organisations(names: tuple[str, ...], more: dict[str, object], verdict: Verdict) -> None:
    asked = replace(OrganisationKeys("row", names, from_file=True), **more)
    assert OrganisationIndex((STEEL, METI, DAIKIN)).judge(asked).verdict is verdict


def test_companies_with_numbers_of_their_own_are_not_asked_about_for_looking_alike() -> None:
    known = OrganisationKeys("1", ("Reliance Industrial Infrastructure Limited",), identifiers={"ISIN": "INE046A01015"})
    other = OrganisationKeys("r", ("Reliance Industrial Infrastructures Ltd",), identifiers={"ISIN": "INE002A01018"})
    assert OrganisationIndex((known,)).judge(other).verdict is Verdict.NEW


def test_what_a_name_tells_of_its_kind_and_form() -> None:
    assert key_of("20 Microns Limited") == key_of("20 MICRONS LTD.")
    assert key_of("Department of Health (Northern Ireland)").core != key_of("Department of Health").core
    assert [str(kind_of(one)) for one in ("経済産業省", "在インド日本国大使館", "Tata Sons Pvt. Ltd.", "Tata")] == [
        "ministry", "mission", "company", "None",
    ]  # fmt: skip
