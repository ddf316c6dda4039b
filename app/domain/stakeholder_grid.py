"""Mendelow's grid: what power and interest together ask of the mission (domain.md 2.5)."""

from __future__ import annotations

from app.core.enums import Assessed, Quadrant, Stance

MIDDLE = 3
"""Of the scale from 1 to 5: who stands in the middle counts as high, for to overlook somebody costs more."""

VALUES: dict[Assessed, tuple[str, ...]] = {
    Assessed.POWER: ("1", "2", "3", "4", "5"),
    Assessed.INTEREST: ("1", "2", "3", "4", "5"),
    Assessed.RELATIONSHIP: ("0", "1", "2", "3", "4"),
    Assessed.STANCE: tuple(stance.value for stance in Stance),
}
"""What an assessment of each kind may say (domain.md 4.3)."""


def quadrant(power: int, interest: int) -> Quadrant:
    """The field of the grid for a power and an interest from 1 to 5."""
    if power >= MIDDLE:
        return Quadrant.MANAGE_CLOSELY if interest >= MIDDLE else Quadrant.KEEP_SATISFIED
    return Quadrant.KEEP_INFORMED if interest >= MIDDLE else Quadrant.MONITOR
