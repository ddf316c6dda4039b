"""The kind's letter at the beginning of a typed line: taken from the text, and put back."""

from __future__ import annotations

import re

from app.core.enums import PointKind
from app.domain.recordline import LETTERS, parse_line

_LETTER = re.compile(r"(?P<letter>[a-zａ-ｚ])[ \t\u3000]+")


def split_line(line: str) -> tuple[str, str, bool]:
    r"""(letter, text, plain): the kind's letter, "" for none; `plain` when a backslash kept it from being one."""
    begun = _LETTER.match(line)
    if begun:
        letter = begun["letter"] if begun["letter"].isascii() else chr(ord(begun["letter"]) - 0xFEE0)
        if letter in LETTERS:
            return letter, line[begun.end() :], False
    if line[:1] == "\\" and parse_line(line[1:]).kind is not PointKind.DISCUSSION:
        return "", line[1:], True
    return "", line, False


def join_line(letter: str, text: str, *, plain: bool = False) -> str:
    """The inverse of `split_line`."""
    if letter:
        return f"{letter} {text}"
    return "\\" + text if plain and parse_line(text).kind is not PointKind.DISCUSSION else text


def kind_of_letter(letter: str) -> PointKind | None:
    """The kind that a letter stands for."""
    return LETTERS.get(letter)
