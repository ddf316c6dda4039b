"""The numbers of a record's decisions and promises, as its tables print them."""

from __future__ import annotations

from app.core.enums import PointKind

_LETTER = {
    PointKind.DECISION: "D",
    PointKind.ACTION: "A",
    PointKind.COMMITMENT: "C",
    PointKind.REQUEST: "R",
}


class LineNumbers:
    """Numbers of decisions and promises. Internal ones are counted apart ("D2a" stands after "D2"), so that a copy
    without them shows no gap."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._inside: dict[str, int] = {}

    def next(self, kind: PointKind, *, internal: bool) -> str:
        """The number of the next line, "" for a kind that is not counted."""
        letter = _LETTER.get(kind, "")
        if not letter:
            return ""
        if internal:
            self._inside[letter] = self._inside.get(letter, 0) + 1
            return f"{letter}{self._counts.get(letter, 0)}{_small(self._inside[letter])}"
        self._counts[letter] = self._counts.get(letter, 0) + 1
        self._inside[letter] = 0
        return f"{letter}{self._counts[letter]}"


def _small(number: int) -> str:
    """1 "a", 26 "z", 27 "aa"."""
    out = ""
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("a") + rest) + out
    return out
