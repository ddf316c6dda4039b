"""Every closed vocabulary has words, and sides have names."""

from __future__ import annotations

from enum import StrEnum

import pytest

from app.core import enums, i18n
from app.core.enums import MeetingStatus, RecordStatus
from app.core.money import MoneyKind
from app.core.wording import country_name, label, labels, side_name

VOCABULARIES = [
    value
    for value in vars(enums).values()
    if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
]


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("kind", [*VOCABULARIES, MoneyKind])
def test_every_value_has_words_of_its_own(kind: type[StrEnum], lang: str) -> None:
    words = labels(kind, lang)
    assert list(words) == [value.value for value in kind]
    assert all(words.values())
    assert len(set(words.values())) == len(words)


def test_the_same_value_of_two_vocabularies_is_two_words_to_the_catalogue() -> None:
    assert MeetingStatus.CONFIRMED == RecordStatus.CONFIRMED  # equal as text
    assert label(MeetingStatus.HELD) == "Held"
    assert label(RecordStatus.SENT) == "Sent to counterpart"


def test_a_foreign_vocabulary_is_a_bug() -> None:
    class Colour(StrEnum):
        RED = "red"

    with pytest.raises(KeyError):
        label(Colour.RED)


def test_sides() -> None:
    assert side_name("JP", "en") == "Japanese side"
    assert side_name("in", "en") == "Indian side"
    assert side_name("us", "en") == "Our side"
    assert side_name("US", "en") == "United States side"
    assert side_name("them", "en") == "Their side"
    assert side_name("FR", "en") == "France side"
    for no_code in ("other", "", "ZZ", "1", "x" * 100, "日本"):
        assert side_name(no_code, "en") == "Other side"


def test_countries_in_the_three_languages() -> None:
    assert [country_name("jp", lang) for lang in ("en", "ja", "hi")] == ["Japan", "日本", "जापान"]
    assert country_name("日本") == ""


def test_words_follow_the_interfaces_language() -> None:
    before = country_name("FR")
    i18n.set_language("ja")
    try:
        assert country_name("FR") == "フランス"
        assert country_name("FR") != before
    finally:
        i18n.set_language("en")
