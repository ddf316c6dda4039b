"""Text in several languages: language tag -> text. Stored as JSON, picked by the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

LText = Mapping[str, str]

_FALLBACK = ("en", "ja", "hi")


def pick(text: LText | None, lang: str) -> str:
    """The text in `lang`, else in English, Japanese, Hindi, else whatever there is, else ""."""
    if not text:
        return ""
    for code in (lang, *_FALLBACK):
        if text.get(code):
            return text[code]
    return next((value for value in text.values() if value), "")


def exact(text: LText | None, lang: str) -> str:
    """The text in `lang` or "": a missing script prints nothing, never a wrong transliteration (domain.md 4.6, 4)."""
    return (text or {}).get(lang, "")
