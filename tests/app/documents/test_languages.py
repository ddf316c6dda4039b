"""The same document in three languages: same blocks, names in the reader's script, dates in the reader's words."""

from __future__ import annotations

import pytest

from app.core.i18n import LANGUAGES
from app.documents import catalogue
from app.documents import data as d
from app.documents.content import Content, Facts, Heading, Letterhead, Numbered, Table, plain
from tests.app.documents import samples

CASES = {"minutes": samples.minutes(), "attendee-list": samples.attendee_list(20)}


def shape(content: Content) -> list[tuple[str, int]]:
    """Kinds of blocks and how many rows or cells they have: the same in every language."""
    out = []
    for block in content.blocks:
        size = 0
        if isinstance(block, Table):
            size = len(block.rows) * 100 + len(block.columns)
        elif isinstance(block, Facts):
            size = len(block.rows)
        out.append((type(block).__name__, size))
    return out


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", CASES)
def test_every_language_has_the_same_blocks(kind: str, lang: str) -> None:
    content = catalogue.build(kind, CASES[kind], lang)
    assert content.lang == lang
    assert shape(content) == shape(catalogue.build(kind, CASES[kind], "en"))
    assert "{" not in content.as_text().replace(content.furniture.page_of, "")
    assert content.furniture.page_of.format(page=1, pages=2)


@pytest.mark.parametrize(
    ("lang", "mission", "head", "day"),
    [
        ("en", "Embassy of Japan in India", "ARIMA Naoto / 有馬 直人", "2 July 2025 (Wed)"),
        ("ja", "在インド日本国大使館", "有馬 直人 / ARIMA Naoto", "2025年7月2日（水）"),
        ("hi", "भारत में जापान का दूतावास", "ARIMA Naoto / 有馬 直人", "2 जुलाई 2025 (बुध)"),
    ],
)
def test_names_and_dates_in_the_readers_language(lang: str, mission: str, head: str, day: str) -> None:
    content = catalogue.build("minutes", samples.minutes(), lang)
    text = content.as_text().replace("\u00a0", " ")
    (letterhead,) = [block for block in content.blocks if isinstance(block, Letterhead)]
    assert letterhead.name == mission
    assert len(letterhead.others) == 2
    assert head in text
    assert f": {day}" in text


def test_hindi_names_stand_first_in_a_hindi_document() -> None:
    text = catalogue.build("minutes", samples.minutes(), "hi").as_text()
    assert "| मीरा अय्यर / Meera Iyer |" in text
    assert "| Kanimozhi |" in text


def test_numbers_of_points_and_rows_do_not_depend_on_the_language() -> None:
    labels = [
        [
            block.label
            for block in catalogue.build("minutes", samples.minutes(), lang).blocks
            if isinstance(block, Numbered)
        ]
        for lang in LANGUAGES
    ]
    assert labels[0] == labels[1] == labels[2]
    assert labels[0][0] == "(1)"
    assert "1.6" in labels[0]


def test_a_state_without_an_adjective_of_its_own_and_a_label_of_its_own() -> None:
    sides = (
        d.SideData("FR", (d.ParticipantData(samples.SAEKI),)),
        d.SideData(
            "x", (d.ParticipantData(samples.SAEKI),), label={"en": "Delegation of the states", "ja": "州政府団"}
        ),
    )
    english = [
        b.text for b in catalogue.build("minutes", samples.minutes(sides=sides), "en").blocks if isinstance(b, Heading)
    ]
    assert "Side of France" in english
    assert "Delegation of the states" in english
    japanese = [
        b.text for b in catalogue.build("minutes", samples.minutes(sides=sides), "ja").blocks if isinstance(b, Heading)
    ]
    assert "州政府団" in japanese


def test_an_unknown_language_is_english() -> None:
    assert catalogue.build("minutes", samples.minutes(), "fr").lang == "en"


def test_a_missing_subject_prints_no_empty_line() -> None:
    content = catalogue.build("minutes", samples.minutes(subject={}), "en")
    (facts, *_) = [block for block in content.blocks if isinstance(block, Facts)]
    assert all(plain(value) for _, value in facts.rows)
