"""Three languages without a restart; nothing typed is lost by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.core.i18n import LANGUAGES, N_, language
from app.core.settings import LANGUAGE, Settings
from ui.kit.text import Label
from ui.language import Languages, chosen_language
from ui.shell.clocks import date_words


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[Languages]:
    made = Languages(qapp)
    yield made
    made.speak("en")


def test_the_choice_comes_first_and_the_system_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(None)

    class System:
        def uiLanguages(self) -> list[str]:
            return ["de-DE", "ja-JP", "en-GB"]

    monkeypatch.setattr(QLocale, "system", lambda: System())
    assert chosen_language(settings) == "ja"
    settings.set(LANGUAGE, "hi")
    assert chosen_language(settings) == "hi"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_dates_follow_the_language(qtbot: QtBot, languages: Languages, lang: str) -> None:
    languages.speak(lang)
    assert language() == lang
    assert QLocale().language() == {"en": QLocale.Language.English, "ja": QLocale.Language.Japanese,
                                    "hi": QLocale.Language.Hindi}[lang]  # fmt: skip
    expected = {"en": "Wed 2 July 2025", "ja": "2025年7月2日(水)", "hi": "बुध, 2 जुलाई 2025"}
    assert date_words(datetime(2025, 7, 2, tzinfo=UTC), lang) == expected[lang]


def test_qts_own_dialogs_follow_where_qt_has_the_language(qtbot: QtBot, languages: Languages) -> None:
    languages.speak("ja")
    japanese = QCoreApplication.translate("QPlatformTheme", "Cancel")
    assert japanese == "キャンセル"
    languages.speak("hi")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_a_second_speaker_leaves_no_word_of_the_first(qapp: QApplication, qtbot: QtBot, languages: Languages) -> None:
    Languages(qapp).speak("ja")
    languages.speak("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_every_open_window_hears_of_it(qtbot: QtBot, languages: Languages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.kit.text.tr", lambda message, **_params: f"{language()}: {message}")
    label = Label(N_("Search or command"))
    qtbot.addWidget(label)
    for lang in ("hi", "ja", "en"):
        languages.speak(lang)
        assert label.text() == f"{lang}: Search or command"
    assert isinstance(label, QLabel)
