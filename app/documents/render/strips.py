"""Strips: what a page is stacked from, and how the stack is cut into pages.

A strip is as wide as the text area and is never cut: a line of a paragraph, a row of a table. What may not be parted
says `keep`: a heading and what follows it, the first two and the last two lines of a paragraph, a table's header and
its first row. A stack kept together that is taller than a page is cut where it must be, so nothing is ever lost or
loops.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from app.documents.render.paragraph import Line


class Placed(NamedTuple):
    """A line of text: left edge and baseline from the strip's top left, in points."""

    x: float
    baseline: float
    size: float
    line: Line
    tracking: float = 0.0
    grey: float = 0.0


class Rule(NamedTuple):
    """A straight line, from the strip's top left, in points."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    grey: float = 0.0


@dataclass(slots=True)
class Strip:
    """One uncut strip. `above` is the space before it, dropped at a page's top. `repeat` stands at the top of the next
    page if the page is cut before this strip; `outline` is (title, level) for the bookmarks."""

    height: float
    texts: list[Placed] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    above: float = 0.0
    keep: bool = False
    new_page: bool = False
    repeat: tuple[Strip, ...] = ()
    outline: tuple[str, int] | None = None
    picture: tuple[bytes, float, float, float] | None = None
    shapes: str = ""
    """Operators of a drawing under the texts, from the strip's top left corner, y up."""


class OnPage(NamedTuple):
    """A strip and the distance of its top from the top of the text area."""

    top: float
    strip: Strip


def paginate(strips: list[Strip], height: float) -> list[list[OnPage]]:
    """Stack `strips` on pages of `height` points; at least one page."""
    pages: list[list[OnPage]] = [[]]
    top = 0.0
    for chain in _chains(strips):
        page = pages[-1]
        needed = sum(strip.height + strip.above for strip in chain) - (0.0 if page else chain[0].above)
        if page and (chain[0].new_page or top + needed > height):
            whole = sum(strip.height for strip in chain[0].repeat) + needed - chain[0].above
            if chain[0].new_page or whole <= height or top > height / 2:
                top = _turn(pages, chain[0])
        for strip in chain:
            above = strip.above if pages[-1] else 0.0
            if pages[-1] and top + above + strip.height > height:
                top, above = _turn(pages, strip), 0.0
            top += above
            pages[-1].append(OnPage(top, strip))
            top += strip.height
    return pages


def _chains(strips: list[Strip]) -> Iterator[list[Strip]]:
    chain: list[Strip] = []
    for strip in strips:
        if strip.new_page and chain:
            yield chain
            chain = []
        chain.append(strip)
        if not strip.keep:
            yield chain
            chain = []
    if chain:
        yield chain


def _turn(pages: list[list[OnPage]], strip: Strip) -> float:
    """Begin a page before `strip`; returns where it may start."""
    pages.append([])
    top = 0.0
    for repeated in strip.repeat:
        pages[-1].append(OnPage(top, repeated))
        top += repeated.height
    return top
