"""gettext for the window and for documents: two languages that are chosen apart.

`tr()` speaks the interface's language, `catalogue(lang)` any language (a document's). Messages are whole sentences
with `{name}` places; no sentence is glued from parts. `.mo` files are compiled from `.po` by the build; where they are
missing or older, the `.po` is read itself, so that a source checkout speaks all languages.
"""

from __future__ import annotations

import gettext
import io
from functools import lru_cache
from pathlib import Path

LANGUAGES: tuple[str, ...] = ("en", "ja", "hi")
"""Languages of the interface and of documents, by their ISO 639-1 code; the first is the source language."""

NATIVE_NAMES: dict[str, str] = {"en": "English", "ja": "日本語", "hi": "हिन्दी"}

_LOCALE_DIR = Path(__file__).resolve().parents[2] / "resources" / "locale"
_DOMAIN = "chancery"


def N_(message: str) -> str:
    """Mark a message for translation without translating it now."""
    return message


class Catalogue:
    """All messages in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._translations = _load(lang)

    def text(self, message: str, /, **params: object) -> str:
        """Translate `message` and fill its `{name}` places."""
        return _fill(self._translations.gettext(message) if message else "", params)

    def plural(self, one: str, many: str, n: int, /, **params: object) -> str:
        """Translate by count; `{n}` is the count."""
        return _fill(self._translations.ngettext(one, many, n), {"n": n, **params})

    def in_context(self, context: str, message: str, /, **params: object) -> str:
        """Translate a word whose meaning depends on where it stands ("Present": people / time)."""
        return _fill(self._translations.pgettext(context, message), params)


def _fill(text: str, params: dict[str, object]) -> str:
    return text.format_map(params) if params else text


def _load(lang: str) -> gettext.NullTranslations:
    folder = _LOCALE_DIR / lang / "LC_MESSAGES"
    mo, po = folder / f"{_DOMAIN}.mo", folder / f"{_DOMAIN}.po"
    if mo.exists() and (not po.exists() or mo.stat().st_mtime >= po.stat().st_mtime):
        with mo.open("rb") as file:
            return gettext.GNUTranslations(file)
    if po.exists():
        # Babel is heavy and only needed for an uncompiled checkout, so it stays out of start-up.
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        with po.open("rb") as source:
            compiled = io.BytesIO()
            write_mo(compiled, read_po(source, locale=lang))
        compiled.seek(0)
        return gettext.GNUTranslations(compiled)
    return gettext.NullTranslations()


@lru_cache(maxsize=8)
def catalogue(lang: str) -> Catalogue:
    """The messages of `lang` (one of `LANGUAGES`; anything else is the source language, English)."""
    return Catalogue(lang if lang in LANGUAGES else LANGUAGES[0])


class _Current:
    """The interface's language: one value for the process, set by whoever starts (window or command line)."""

    lang = LANGUAGES[0]


def set_language(lang: str) -> None:
    """Choose the interface's language; unknown codes fall back to English."""
    _Current.lang = lang if lang in LANGUAGES else LANGUAGES[0]


def language() -> str:
    """The interface's language code."""
    return _Current.lang


def tr(message: str, /, **params: object) -> str:
    """Translate into the interface's language."""
    return catalogue(_Current.lang).text(message, **params)


def ntr(one: str, many: str, n: int, /, **params: object) -> str:
    """Translate by count into the interface's language; `{n}` is the count."""
    return catalogue(_Current.lang).plural(one, many, n, **params)


def ptr(context: str, message: str, /, **params: object) -> str:
    """Translate with a context into the interface's language."""
    return catalogue(_Current.lang).in_context(context, message, **params)
