"""Arguments of commands, as the terminal hands them over."""

from __future__ import annotations


def words(text: str) -> str:
    """An argument whose bytes were no UTF-8 comes as lone surrogates, which no store can hold or look for."""
    return text.encode("utf-8", "replace").decode("utf-8")
