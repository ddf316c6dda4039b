"""When somebody should be met again: the last contact, and how often the mission wants one (domain.md 4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class ContactDue:
    """`last` is the local day of the last contact, None for never; `cadence_days` how often one is wanted, 0 for no
    cadence; `due` the day of the next one (None without a cadence); `days_over` how many days that day is past on the
    day of asking, 0 or less while there is time."""

    last: date | None = None
    cadence_days: int = 0
    due: date | None = None
    days_over: int | None = None

    @property
    def is_due(self) -> bool:
        """Whether contact is due today or was before."""
        return self.days_over is not None and self.days_over >= 0


def contact_due(last: date | None, cadence_days: int, today: date) -> ContactDue:
    """The next contact: `cadence_days` after the last one, at once when there never was one."""
    if cadence_days <= 0:
        return ContactDue(last)
    room = (date.max - last).days if last else 0
    due = last + timedelta(days=min(cadence_days, room)) if last else today
    return ContactDue(last, cadence_days, due, (today - due).days)
