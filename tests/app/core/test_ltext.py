"""Text in several languages."""

from __future__ import annotations

from app.core.ltext import exact, pick


def test_the_readers_language_comes_first_then_english() -> None:
    text = {"ja": "大使館", "en": "Embassy", "fr": "Ambassade"}
    assert pick(text, "ja") == "大使館"
    assert pick(text, "fr") == "Ambassade"
    assert pick(text, "hi") == "Embassy"
    assert pick({"ja": "大使館", "hi": "दूतावास"}, "en") == "大使館"
    assert pick({"fr": "Ambassade"}, "en") == "Ambassade"


def test_an_empty_text_is_none() -> None:
    assert pick({"hi": "", "en": "Embassy"}, "hi") == "Embassy"
    assert pick({}, "en") == pick(None, "en") == pick({"en": ""}, "en") == ""


def test_a_missing_script_prints_nothing() -> None:
    assert exact({"en": "Embassy"}, "ja") == ""
    assert exact({"ja": "大使館"}, "ja") == "大使館"
    assert exact(None, "ja") == ""
