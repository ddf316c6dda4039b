"""gettext for two languages at once, from compiled catalogues or from their sources."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core import i18n
from app.core.i18n import N_, Catalogue, catalogue, language, ntr, ptr, set_language, tr
from app.core.spoken import In

PO = """
msgid ""
msgstr ""
"Language: {lang}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals={plurals}\\n"

msgid "Saved {{name}}."
msgstr "{saved}"

msgid "{{n}} meeting"
msgid_plural "{{n}} meetings"
msgstr[0] "{one}"
{other}

msgctxt "time"
msgid "Present"
msgstr "{present}"
"""


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Two small catalogues in place of the shipped ones."""
    for lang, plurals, saved, one, other, present in (
        ("ja", "1; plural=0;", "{name}を保存しました。", "{n}件の会合", "", "現在"),
        ("hi", "2; plural=(n > 1);", "{name} सहेजा गया।", "{n} बैठक", 'msgstr[1] "{n} बैठकें"', "वर्तमान"),
    ):
        folder = tmp_path / lang / "LC_MESSAGES"
        folder.mkdir(parents=True)
        text = PO.format(lang=lang, plurals=plurals, saved=saved, one=one, other=other, present=present)
        (folder / "chancery.po").write_text(text, encoding="utf-8")
    monkeypatch.setattr(i18n, "_LOCALE_DIR", tmp_path)
    catalogue.cache_clear()
    yield tmp_path
    set_language("en")
    catalogue.cache_clear()


def test_the_interface_and_a_document_speak_two_languages(locale: Path) -> None:
    set_language("hi")
    assert language() == "hi"
    assert tr("Saved {name}.", name="क") == "क सहेजा गया।"
    assert catalogue("ja").text("Saved {name}.", name="X") == "Xを保存しました。"
    assert In("ja").tr("Saved {name}.", name="X") == "Xを保存しました。"
    assert In().tr("Saved {name}.", name="X") == "X सहेजा गया।"


def test_counts_and_contexts(locale: Path) -> None:
    set_language("hi")
    assert [ntr("{n} meeting", "{n} meetings", n) for n in (1, 2)] == ["1 बैठक", "2 बैठकें"]
    assert ptr("time", "Present") == "वर्तमान"
    assert ptr("people", "Present") == "Present"
    set_language("en")
    assert [ntr("{n} meeting", "{n} meetings", n) for n in (1, 2)] == ["1 meeting", "2 meetings"]
    assert In("ja").ntr("{n} meeting", "{n} meetings", 2) == "2件の会合"
    assert In("ja").ptr("time", "Present") == "現在"


def test_a_message_without_translation_stays_english(locale: Path) -> None:
    set_language("ja")
    assert tr("Unknown {thing}", thing=1) == "Unknown 1"
    assert tr("") == ""


def test_an_unknown_language_is_english(locale: Path) -> None:
    set_language("xx")
    assert language() == "en"
    assert catalogue("xx").lang == "en"


def test_braces_in_values_are_left_alone(locale: Path) -> None:
    assert tr("Saved {name}.", name="{n} <b>") == "Saved {n} <b>."
    assert tr("100 % {literal}") == "100 % {literal}"


def test_a_stale_compiled_catalogue_gives_way_to_its_source(locale: Path) -> None:
    po = locale / "ja" / "LC_MESSAGES" / "chancery.po"
    mo = po.with_suffix(".mo")
    mo.write_bytes(b"no catalogue")
    os.utime(mo, (1, 1))
    assert Catalogue("ja").in_context("time", "Present") == "現在"


def test_a_mark_changes_nothing() -> None:
    assert N_("Meeting") == "Meeting"
