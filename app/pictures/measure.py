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


def elided(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """`text`, or its beginning and its end with an ellipsis between: what tells "Works 01" from "Works 02" stays."""
    text = " ".join(text.split())
    if text_width(text, size, bold=bold) <= room:
        return text
    left = room - text_width(ELLIPSIS, size, bold=bold)
    at = len(text)
    while at > 1 and text_width(text[at - 1 :], size, bold=bold) <= left * _END:
        at -= 1
    while at < len(text) and _holds_on(text, at):
        at += 1
    end = text[at:].lstrip(" ,・·-")
    begin = fitted(text[:at], size, room - text_width(end, size, bold=bold), bold=bold)
    return begin + end if begin.endswith(ELLIPSIS) else begin + ELLIPSIS + end


_END = 0.45
"""How much of the room the end of a name may take."""


def in_lines(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """`text` in one line or in two, broken between words where it has any; what two lines do not hold is elided."""
    text = " ".join(text.split())
    if text_width(text, size, bold=bold) <= room:
        return (text,)
    breaks = [at for at in range(1, len(text)) if text[at - 1] == " "]
    if not breaks:
        breaks = [at for at in range(2, len(text) - 1) if not _holds_on(text, at)]
    fits = [at for at in breaks if text_width(text[:at].rstrip(), size, bold=bold) <= room]
    if not fits:
        return (elided(text, size, room, bold=bold),)
    whole = [at for at in fits if text_width(text[at:], size, bold=bold) <= room]
    # As even as can be, or else as much as the first line holds.
    at = min(whole, key=lambda place: abs(2 * place - len(text))) if whole else fits[-1]
    return text[:at].rstrip(), elided(text[at:], size, room, bold=bold)


def _holds_on(text: str, at: int) -> bool:
    """Whether the letter at `at` belongs to the one before it."""
    return unicodedata.category(text[at])[0] == "M" or text[at - 1] in _JOINERS or text[at] in _JOINERS
