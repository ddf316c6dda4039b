"""The room a picture has on paper, which is also its size in the window."""

from __future__ import annotations

from dataclasses import dataclass

MANY = 200
"""Things in a picture from which on it wants the larger sheet."""


@dataclass(frozen=True, slots=True)
class Room:
    """Width and height in points, the sheet it fits on, and the size of its words."""

    width: float
    height: float
    sheet: str
    size: float = 8.5
    names: int = 24
    """How many things have a name for certain."""


A4 = Room(706.0, 400.0, "A4 landscape")
A3 = Room(1054.0, 640.0, "A3 landscape", 10.0, 40)


def room_for(count: int) -> Room:
    """The sheet on which `count` things can be told apart."""
    return A4 if count <= MANY else A3
