"""Everything that happened with somebody, newest first, read page by page; Enter goes to where it is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.i18n import N_, tr
from app.jobs.lanes import Lane
from app.queries.timeline import TimelineEntry, TimelineFilter, TimelinePage
from ui.desk import Desk
from ui.kit.empty import EmptyState
from ui.kit.filter_bar import Filter, FilterBar
from ui.kit.ledger import Ledger
from ui.register import timeline_words
from ui.theme import theme

PERIODS = (
    ("30", N_("The last 30 days, and what is to come")),
    ("92", N_("The last three months, and what is to come")),
    ("366", N_("The last year, and what is to come")),
)


class TimelinePart(QWidget):
    """Object names: `register.timeline`, `.list`, and its filters `.filter.kind`, `.filter.period`."""

    turned_to = Signal(str)
    """What was opened stands in another tab of this record."""

    def __init__(self, desk: Desk, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("register.timeline")
        self._desk, self._today = desk, today
        self._kind = self._id = ""
        self._asked = 0
        self._after = ""
        self.filters = FilterBar(
            (
                Filter("kind", N_("Everything"), timeline_words.KINDS),
                Filter("period", N_("Any time"), PERIODS),
            ),
            "register.timeline",
        )
        self.filters.changed.connect(self._narrowed)
        self.list = Ledger("register.timeline.list")
        self.list.opened.connect(self._open)
        self.list.lines.more_wanted.connect(self._read_on)
        self.nothing = EmptyState(
            "history",
            N_("Nothing here yet"),
            N_("Meetings, visits, what was said and promised, facts and files stand here as they come."),
            name="register.timeline.nothing",
        )
        self.no_match = EmptyState(
            "filter", N_("Nothing matches the filters"), "", N_("Clear filters"), self.filters.clear,
            name="register.timeline.no-match",
        )  # fmt: skip
        self._build()

    def _build(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        self._stack = QStackedWidget()
        for widget in (self.list, self.nothing, self.no_match):
            self._stack.addWidget(widget)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, theme.px(8), 1, theme.px(8))
        inside.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.px(4), theme.px(12))
        column.setSpacing(theme.px(8))
        column.addWidget(self.filters)
        column.addWidget(card, 1)
        self.setFocusProxy(self.list)
        self.list.setAccessibleName(tr("What happened, newest first"))

    def show_subject(self, kind: str, id: str, _name: str) -> None:
        """Show the timeline of a "person" or an "organisation"; the same one again is read anew and stays in place."""
        if (kind, id) != (self._kind, self._id):
            self.list.lines.begin((), False)
            self._stack.setCurrentWidget(self.list)
        self._kind, self._id = kind, id
        self._read()

    def _filter(self) -> TimelineFilter:
        values = self.filters.values()
        kinds = (str(values["kind"]),) if values.get("kind") else ()
        days = values.get("period")
        since = self._today() - timedelta(days=int(days)) if days else None
        return TimelineFilter(kinds, since)

    def _read(self) -> None:
        self._asked += 1
        job = partial(self._desk.queries.timeline.page, self._kind, self._id, self._filter())
        self._desk.tasks.run(Lane.DB, job, partial(self._begun, self._asked), owner=self)

    def _begun(self, asked: int, page: TimelinePage) -> None:
        if asked != self._asked:
            return
        self._after = page.next
        self.list.keep_place(self._rows(page), bool(page.next))
        empty = self.no_match if self.filters.values() else self.nothing
        self._stack.setCurrentWidget(self.list if page.entries else empty)
        self.setFocusProxy(self.list if page.entries else self.filters.chips["kind"])

    @Slot()
    def _read_on(self) -> None:
        job = partial(self._desk.queries.timeline.page, self._kind, self._id, self._filter(), self._after)
        asked = self._asked
        self._desk.tasks.run(Lane.DB, job, partial(self._went_on, asked), partial(self._not_read, asked), self)

    def _went_on(self, asked: int, page: TimelinePage) -> None:
        if asked == self._asked:
            self._after = page.next
            self.list.lines.go_on(self._rows(page), bool(page.next))

    def _not_read(self, asked: int, error: AppError) -> None:
        if asked == self._asked:
            self.list.lines.failed()
            self._desk.notices.error(error)

    def _rows(self, page: TimelinePage) -> list[Any]:
        mission = self._desk.mission
        zone, today = mission.time_zone if mission else "UTC", self._today()
        return [timeline_words.row_of(entry, zone, today) for entry in page.entries]

    @Slot(dict)
    def _narrowed(self, _values: dict[str, Any]) -> None:
        if self._id:
            self._read()

    @Slot(object)
    def _open(self, entry: TimelineEntry) -> None:
        if entry.kind == "assessment" and (entry.open_kind, entry.open_id) == (self._kind, self._id):
            self.turned_to.emit("profile")
        elif (entry.open_kind, entry.open_id) == (self._kind, self._id):
            self.turned_to.emit("overview")
        elif entry.kind == "point":
            self._desk.navigation.open("meeting", entry.open_id, "record", {"point": entry.id})
        elif entry.open_id:
            self._desk.navigation.open(entry.open_kind, entry.open_id)
