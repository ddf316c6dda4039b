"""How wide a line of words will be, without a font: a little too wide rather than too narrow.

Painters make what runs wider than its room narrower, so these widths decide only what fits where.
"""

from __future__ import annotations

import unicodedata

_NARROW = frozenset("iljI.,'|!:;()[]-ftr ·’")
_WIDE = frozenset("mwMWQO@%—…")
_JOINERS = "\u200c\u200d\u094d"
ELLIPSIS = "…"


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width in points of `text` set at `size` points."""
    return sum(map(_em, text)) * size * (1.06 if bold else 1.0)


def _em(char: str) -> float:
    if char in _NARROW:
        return 0.36
    if char in _WIDE:
        return 0.95
    kind = unicodedata.category(char)
    if kind in ("Mn", "Me", "Cf"):
        return 0.0
    if kind == "Mc":
        return 0.36
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if "\u0900" <= char <= "\u097f":
        return 0.68
    return 0.68 if char.isupper() else 0.6


def fitted(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """`text`, or as much of it as `room` points hold with an ellipsis; marks stay with their letters."""
    text = " ".join(text.split())
    if text_width(text, size, bold=bold) <= room:
        return text
    left = room - text_width(ELLIPSIS, size, bold=bold)
    cut = 0
    while cut < len(text) and text_width(text[: cut + 1], size, bold=bold) <= left:
        cut += 1
    while cut and (unicodedata.category(text[cut])[0] == "M" or text[cut - 1] in _JOINERS or text[cut] in _JOINERS):
        cut -= 1
    return text[:cut].rstrip(" ,・·-") + ELLIPSIS
