"""What they promised us and what we promised them, as two cards of one record: open promises first, by their day."""

from __future__ import annotations

from datetime import date

from app.core.formats import due_shown, number
from app.core.i18n import N_, ntr, tr
from app.core.wording import label
from app.queries.followups import FollowupRow
from app.queries.timeline import Promises
from ui.kit.line_list import LineList, ListCard, ListLine

MOST = 8
"""Lines of a card before it scrolls."""
OPEN = ("open", "in-hand")


class PromiseCards:
    """The two cards. Object names: `<prefix>.theirs`, `<prefix>.ours`, their cards `<prefix>.card.theirs`, `.ours`."""

    def __init__(self, prefix: str) -> None:
        self.theirs = ListCard(
            N_("Promised by them"), LineList(f"{prefix}.theirs", MOST), "", f"{prefix}.card.theirs"
        )  # fmt: skip
        self.ours = ListCard(N_("Promised by us"), LineList(f"{prefix}.ours", MOST), "", f"{prefix}.card.ours")

    def fill(self, promises: Promises, today: date, *, ours_too: bool = True) -> None:
        """Show the promises of one record; a card without any hides itself. Of our own side's people only what they
        promised themselves is shown: what the mission promised others is not promised to them."""
        for card, rows in ((self.theirs, promises.theirs), (self.ours, promises.ours if ours_too else ())):
            still = sum(row.status.value in OPEN for row in rows)
            card.fill([line(row, today) for row in rows], tr("{n} open", n=number(still)) if rows else "")


def line(row: FollowupRow, today: date) -> ListLine:
    """A promise in another record's card: what, whose, until when, and whether it is late."""
    late = ntr("{n} day overdue", "{n} days overdue", -(row.days or 0)) if row.overdue else label(row.status)
    due = due_shown(row.due_on, row.due_precision, row.due_text, today=today)
    told = " · ".join(part for part in (row.code, row.owner, due) if part)
    return ListLine(row.title, told, "", late, _tone(row), ("followup", row.id))


def _tone(row: FollowupRow) -> str:
    if row.overdue:
        return "red"
    return "accent" if row.status.value in OPEN else "green" if row.status.value == "done" else "neutral"
