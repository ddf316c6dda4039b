"""Searches for pickers: over a door of the store, over countries, over languages."""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Protocol

from PySide6.QtCore import QObject

from app.core.i18n import NATIVE_NAMES, language
from app.core.text import fold
from app.core.wording import country_name
from ui.kit.choices import Choice, Done, Search
from ui.kit.list_feed import Run

LIMIT = 20
USUAL_COUNTRIES = ("JP", "IN")
LANGUAGE_NAMES = {
    **NATIVE_NAMES,
    "bn": "বাংলা",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "gu": "ગુજરાતી",
    "kn": "ಕನ್ನಡ",
    "ko": "한국어",
    "ml": "മലയാളം",
    "mr": "मराठी",
    "pa": "ਪੰਜਾਬੀ",
    "ru": "Русский",
    "ta": "தமிழ்",
    "te": "తెలుగు",
    "ur": "اردو",
    "zh": "中文",
}
"""ISO 639-1 code -> the language's own name, which needs no translation."""


class Found(Protocol):
    """A record as the store's door offers it."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def detail(self) -> str: ...


def search_of(run: Run, find: Callable[[str, int], Sequence[Found]], owner: QObject) -> Search:
    """The search a picker takes, from a door `find(text, limit)`; with `owner` gone an answer on its way is dropped."""

    def search(text: str, done: Done) -> None:
        run(partial(find, text, LIMIT), partial(_answer, done), owner=owner)

    return search


def _answer(done: Done, found: Sequence[Found]) -> None:
    done([Choice(one.id, one.title, one.detail) for one in found])


def find_country(text: str, done: Done) -> None:
    """Countries by any part of their name in the interface's language or in English, or by their code."""
    wanted = fold(text).strip()
    if not wanted:
        done([Choice(code, country_name(code), "", code) for code in USUAL_COUNTRIES])
        return
    hits = [one for one in _countries(language()) if wanted in one[2] or wanted == one[0].casefold()]
    hits.sort(key=lambda one: (not one[2].startswith(wanted), one[1]))
    done([Choice(code, name, "", code) for code, name, _ in hits[:LIMIT]])


@cache
def _countries(lang: str) -> tuple[tuple[str, str, str], ...]:
    """(code, name, name and English name folded) of every country."""
    codes = [one + two for one in string.ascii_uppercase for two in string.ascii_uppercase]
    named = [(code, country_name(code, lang), country_name(code, "en")) for code in codes]
    return tuple((code, name, fold(f"{name} {english}")) for code, name, english in named if name)


def find_language(text: str, done: Done) -> None:
    """Languages by their code or a part of their own name."""
    wanted = fold(text).strip()
    hits = [(code, name) for code, name in LANGUAGE_NAMES.items() if code.startswith(wanted) or wanted in fold(name)]
    done([Choice(code, name, "", code.upper()) for code, name in hits])
