"""A page that is one `RecordBook` and nothing else: the frame's wishes handed on to it, for any kind of record.

It stands here and not in the kit because it answers the frame, with routes and the desk.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from app.core.changes import Changes
from app.core.i18n import N_, tr
from app.core.settings import SAVED_FILTERS
from app.core.zones import local
from app.jobs.lanes import Lane
from app.queries.lister import ListQueries
from app.queries.lister import Sort as QuerySort
from ui.kit.filter_bar import FilterBar
from ui.kit.find_filters import TextChip
from ui.kit.list_feed import ListDoors, ListFeed, Values
from ui.kit.list_page import ListView, Sort
from ui.kit.record import RecordDoors, RecordKeeper, Sayings
from ui.kit.record_book import RecordBook
from ui.kit.record_pane import RecordPane
from ui.kit.saved_filters import Saved, SavedFilters
from ui.kit.text import Button
from ui.shell.actions import HERE, Action
from ui.shell.page import PageBase
from ui.shell.route import Route

if TYPE_CHECKING:
    from ui.desk import Desk

SAYINGS = Sayings(N_("{name} was added."), N_("{name} was saved."), N_("{name} was deleted."))

F = TypeVar("F")


def list_doors(listed: ListQueries[F, Any], filter_of: Callable[[Values], F], sort: Sort) -> ListDoors:
    """The doors of a list whose filter bar has a line for any words (key "text"), in the order `sort` at first."""

    def first(values: Values, by: Sort, limit: int) -> Sequence[Any]:
        return listed.first(filter_of(values), QuerySort(*by), limit)

    def ids(values: Values, by: Sort) -> array[int]:
        return listed.ids(filter_of(values), QuerySort(*by))

    return ListDoors(first, ids, listed.rows, sort, _named)


def _named(name: str) -> Values:
    return {"text": name}


def _seen(widget: QWidget) -> bool:
    """Whether it is on the screen; a page that was built anew in another language leaves its old parts behind."""
    return isValid(widget) and widget.isVisible()


class RecordPage(PageBase):
    """A feature's page sets the class's words, builds its list and its pane, and calls `put_together`."""

    KIND: ClassVar[str]
    """The route of one record, as "person"."""
    LIST: ClassVar[str]
    """The route of the list, which is also the page's name in object names, as "people"."""
    NAME: ClassVar[str]
    """Msgid of the page's name."""
    TOUCHED_BY: ClassVar[tuple[str, ...]]
    """Kinds of records whose changes the page shows."""

    list: ListView
    book: RecordBook

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName(f"{self.LIST}.page")
        self.run = partial(desk.tasks.run, Lane.DB)

    def keeper(self, doors: RecordDoors) -> RecordKeeper:
        """What reads and writes the open record through `doors`."""
        return RecordKeeper(doors, SAYINGS, self.run, self.desk.notices, self.desk.undo.remember, self)

    def put_together(self, new: str, doors: ListDoors, pane: RecordPane, keeper: RecordKeeper, find: TextChip) -> None:
        """Fill the page with `self.list` and `pane`; `new` (msgid) is on the button that begins a record."""
        button = Button(new, "primary", "add", f"{self.LIST}.new")
        button.setToolTip(tr("Ctrl+N"))
        button.clicked.connect(self.new)
        self.list.add_action(button)
        feed = ListFeed(self.list, doors, self.run)
        self.book = RecordBook(self.LIST, self.list, feed, pane, keeper, self.desk.notices, find)
        self.book.went_to.connect(self._went_to)
        self.desk.bridge.changed.connect(self._changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.book)
        self.setFocusProxy(self.book)

    def save_filters(self, bar: FilterBar) -> None:
        """Let the filters of the list be kept under names; they are the computer's, not the store's."""
        self.saved = SavedFilters(bar, self.LIST, self._saved_filters, self._keep_filters)
        self.desk.actions.add(
            Action(
                f"{self.LIST}.saved-filters", N_("Saved filters"), self.saved.open_menu,
                icon="filter", when=partial(_seen, self.saved), group=HERE,
            )
        )  # fmt: skip

    def _saved_filters(self) -> Saved:
        kept = self.desk.settings.get(SAVED_FILTERS).get(self.LIST)
        return kept if isinstance(kept, dict) else {}

    def _keep_filters(self, saved: Saved) -> None:
        kept: dict[str, Any] = self.desk.settings.get(SAVED_FILTERS)
        self.desk.settings.set(SAVED_FILTERS, {**kept, self.LIST: dict(saved)})
        self.desk.settings.save()

    def sides(self) -> tuple[str, ...]:
        """The mission's two states, which pickers of a country offer first; () before there is a mission."""
        mission = self.desk.mission
        return (mission.sending_state, mission.receiving_state) if mission else ()

    def our_side(self) -> str:
        """The state the mission is sent by; "" before there is a mission."""
        return self.desk.mission.sending_state if self.desk.mission else ""

    def today(self) -> date:
        """Today at the mission."""
        mission = self.desk.mission
        return local(self.desk.clock.now(), mission.time_zone if mission else "UTC").date()

    # ---- what the frame asks ---------------------------------------------------------------------------------------

    def open(self, route: Route) -> None:
        if "new" not in route.extra:
            self.book.open(route.id, edit=route.part == "edit")
        elif not self.book.feed.opened:
            self.book.open()

    @Slot()
    def new(self) -> None:
        self.book.new()

    def title(self) -> str:
        return self.book.title() or tr(self.NAME)

    def save_state(self) -> dict[str, Any]:
        return self.book.save_state()

    def restore_state(self, state: dict[str, Any]) -> None:
        self.book.restore_state(state)

    def unsaved(self) -> dict[str, str]:
        return self.book.unsaved()

    def restore_unsaved(self, texts: dict[str, str]) -> None:
        self.book.restore_unsaved(texts)

    # ---- what happens ----------------------------------------------------------------------------------------------

    @Slot(str)
    def _went_to(self, id: str) -> None:
        route = self.desk.navigation.route_to(self.KIND if id else self.LIST, id)
        if route is not None:
            self.desk.navigation.record(route)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        self.book.changed(changes, self.TOUCHED_BY)
