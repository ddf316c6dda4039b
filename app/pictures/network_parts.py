"""What a network is made of: knots and ties as they are asked for, and where they come to stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.core.drawing import Target

NAME = 108.0
"""The width of a name that must have a place, in points."""
HEAD, LEGEND = 20.0, 22.0
"""What the names of the sides and the legend take of the height."""


@dataclass(frozen=True, slots=True)
class Knot:
    """Somebody or a body: `weight` is the number of meetings, `home` the organisation a person is drawn with, `note` a
    title or kind for who reads or hears it."""

    target: Target
    name: str
    side: str = ""
    weight: int = 0
    home: Target | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """`a` and `b` met `weight` times, or (`belongs`) `a` belongs to `b` besides its home."""

    a: Target
    b: Target
    weight: int = 1
    belongs: bool = False


@dataclass(slots=True)
class Cluster:
    """A disc and those around it; places inside are from its middle."""

    hub: Knot
    r: float
    people: list[tuple[Knot, float, float, float]] = field(default_factory=list)
    whole: float = 0.0
    """Radius with the people."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a cluster is, in the picture's points; `r` with its people."""

    r: float
    band: int
    x: float
    y: float
