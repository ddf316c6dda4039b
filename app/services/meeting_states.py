"""What can become of a meeting, for a window that offers only moves that are allowed (domain.md 6.2)."""

from __future__ import annotations

from app.core.enums import MeetingStatus
from app.domain import states


def next_states(status: MeetingStatus) -> tuple[MeetingStatus, ...]:
    """The states that can follow, in the order a menu offers them; empty for a final one."""
    return states.moves(status)


def needs_reason(status: MeetingStatus) -> bool:
    """Whether a move to `status` must say why."""
    return states.needs_reason(status)
