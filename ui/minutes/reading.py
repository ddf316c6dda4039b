"""What the chips under the live line say of the line so far."""

from __future__ import annotations

from app.core.enums import PROMISE_KINDS
from app.core.i18n import ntr, tr
from app.core.wording import side_name
from app.services.live import ReadName, Understood
from app.services.live_suggest import ReadDue


def chips_of(read: Understood) -> list[tuple[str, str]]:
    """(words, tone) in the order owner, side, due, topics; what a promise still lacks in red."""
    promise = read.draft.kind in PROMISE_KINDS
    chips = [_name(name, owner=promise and no == 0) for no, name in enumerate(read.names)]
    if promise and not read.names:
        chips.append((tr("owner missing"), "red"))
    if read.draft.side:
        chips.append((side_name(read.draft.side), "neutral"))
    elif promise:
        chips.append((tr("side missing"), "red"))
    if read.due is not None and promise:
        chips.append(_due(read.due))
    elif promise and not (read.draft.due_on or read.draft.no_due_reason):
        chips.append((tr("due missing"), "red"))
    chips += [_topic(words, known) for words, known in read.topics]
    return chips


def _name(name: ReadName, *, owner: bool) -> tuple[str, str]:
    if name.found is not None:
        return (tr("owner {name}", name=name.found.title) if owner else name.found.title), "accent"
    if name.count:
        return ntr("“{name}”: {n} fits", "“{name}”: {n} fit", name.count, name=name.typed), "amber"
    return tr("“{name}” is not known", name=name.typed), "amber"


def _due(due: ReadDue) -> tuple[str, str]:
    if due.shown:
        return tr("due {day}", day=due.shown), "green"
    return tr("“{words}” is no due date", words=due.words), "red"


def _topic(words: str, known: bool) -> tuple[str, str]:
    return (f"#{words}", "violet") if known else (tr("#{name} is no topic", name=words), "amber")
