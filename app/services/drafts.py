"""What the drafts of several nouns share: texts by language, and lines of a form that were left empty."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.text import clean, clean_line


def no_text() -> Mapping[str, str]:
    """The default of a text by language."""
    return {}


def clean_texts(text: Mapping[str, str], *, lines: bool = False) -> dict[str, str]:
    """A text by language as it is stored: clean, without empty languages; `lines` keeps line ends (addresses)."""
    cleaned = ((lang, clean(value).strip() if lines else clean_line(value)) for lang, value in text.items())
    return {lang: value for lang, value in cleaned if value}


def has_text(text: Mapping[str, str]) -> bool:
    """Whether any language says something."""
    return any(clean_line(value) for value in text.values())
