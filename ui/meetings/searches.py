"""Pickers' searches over the store: asked on the store's lane, answered on the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from app.core.i18n import N_, tr
from app.jobs.lanes import Lane
from app.queries.choices import Choice as Found
from ui.desk import Desk
from ui.kit.choices import Choice, Done, Search

LIMIT = 20
KIND_WORDS = {
    "person": N_("Person"),
    "organisation": N_("Organisation"),
    "delegation": N_("Delegation"),
    "meeting": N_("Meeting"),
}


def of(desk: Desk, find: Callable[[str, int], Sequence[Found]], owner: QObject, *, kinds: bool = False) -> Search:
    """The search a picker takes, from a method of `queries.choices`; `kinds` writes what each record is.

    `owner` is the page or part that holds the picker: when it is gone, an answer on its way is dropped.
    """

    def search(text: str, done: Done) -> None:
        desk.tasks.run(Lane.DB, partial(find, text, LIMIT), partial(_answer, done, kinds), owner=owner)

    return search


def shown(found: Sequence[Found], kinds: bool) -> list[Choice]:
    """Choices as the kit shows them."""
    return [
        Choice(one.id, one.title, one.detail, tr(KIND_WORDS[one.kind]) if kinds and one.kind in KIND_WORDS else "")
        for one in found
    ]


def _answer(done: Done, kinds: bool, found: Sequence[Found]) -> None:
    done(shown(found, kinds))


def rowid(desk: Desk, id: str, done: Callable[[int | None], None], owner: QObject) -> None:
    """The list's key of a meeting that is on no page that was read yet."""
    desk.tasks.run(Lane.DB, partial(desk.queries.meetings.rowid, id), done, owner=owner)
