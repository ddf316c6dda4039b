"""Words for every value of the closed vocabularies, for sides and countries, in any language."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache

from app.core.i18n import LANGUAGES, language
from app.core.spoken import In
from app.core.word_tables import WORDS


@cache
def _words(kind: type[StrEnum], lang: str) -> Mapping[StrEnum, str]:
    return WORDS[kind](In(lang))


def _lang(lang: str | None) -> str:
    lang = lang or language()
    return lang if lang in LANGUAGES else LANGUAGES[0]


def label(value: StrEnum, lang: str | None = None) -> str:
    """The word for a value of `core.enums` (or a `MoneyKind`) in `lang`; None is the interface's language.

    Takes the enum's member, not its bare text: "confirmed" is three different words. KeyError for a foreign enum.
    """
    return _words(type(value), _lang(lang))[value]


def labels(kind: type[StrEnum], lang: str | None = None) -> dict[str, str]:
    """All values of one vocabulary with their words, in the vocabulary's order; for a choice or a filter."""
    words = _words(kind, _lang(lang))
    return {value.value: words[value] for value in kind}


def side_name(code: str, lang: str | None = None) -> str:
    """What a side is called: "JP" "Japanese side", "IN" "Indian side", "us" "Our side", "them" "Their side".

    Another country's code (ISO 3166-1) gives "{country} side"; "other" and what is no code give "Other side".
    """
    return _side(code, _lang(lang))


@lru_cache(maxsize=512)
def _side(code: str, lang: str) -> str:
    say = In(lang)
    match code.casefold():
        case "jp":
            return say.ptr("side", "Japanese side")
        case "in":
            return say.ptr("side", "Indian side")
        case "us" if code == "us":
            return say.ptr("side", "Our side")
        case "them":
            return say.ptr("side", "Their side")
    country = country_name(code, lang)
    return say.ptr("side", "{country} side", country=country) if country else say.ptr("side", "Other side")


def country_name(code: str, lang: str | None = None) -> str:
    """The country (or union) of an ISO 3166-1 alpha-2 code in `lang`, "" if there is none."""
    return _country(code.upper(), _lang(lang)) if len(code) == 2 and code.isascii() and code.isalpha() else ""


_NO_COUNTRY = frozenset({"EZ", "ZZ", "XA", "XB", "QO"})
"""Codes that the locale data names although they stand for no State or union."""


@lru_cache(maxsize=512)
def _country(code: str, lang: str) -> str:
    # Babel takes 22 ms to come in and is needed for third countries only.
    from babel import Locale

    return "" if code in _NO_COUNTRY else str(Locale(lang).territories.get(code, ""))
