"""Going from anywhere to anywhere by route, and back: pages never know each other, only names of places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal, Slot

from ui.shell.pages import PageSpec
from ui.shell.route import Route

HISTORY = 100


class Navigation(QObject):
    """History of places, like a browser's. The frame listens to `arrived` and shows the page."""

    arrived = Signal(object)
    """A `Route` to show now."""
    moved = Signal()
    """Back, forward or the present place changed."""

    def __init__(self, pages: Sequence[PageSpec], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = {page.key: page for page in pages}
        self._by_kind = {kind: page.key for page in pages for kind in page.kinds}
        self._history: list[Route] = []
        self._at = -1

    @property
    def route(self) -> Route | None:
        """Where we are; None before the first page."""
        return self._history[self._at] if self._history else None

    @property
    def can_back(self) -> bool:
        return self._at > 0

    @property
    def can_forward(self) -> bool:
        return self._at + 1 < len(self._history)

    def route_to(
        self, kind_or_page: str, id: str = "", part: str = "", extra: Mapping[str, str] | None = None
    ) -> Route | None:
        """The route for a page's key ("meetings") or a record's kind ("meeting"); None when no page shows it."""
        more = MappingProxyType(dict(extra or {}))
        if kind_or_page in self._by_kind:
            return Route(self._by_kind[kind_or_page], id, part, kind_or_page, more)
        if kind_or_page in self._pages:
            return Route(kind_or_page, id, part, self._pages[kind_or_page].kind if id else "", more)
        return None

    def open(self, kind_or_page: str, id: str = "", part: str = "", extra: Mapping[str, str] | None = None) -> bool:
        """Go there: `open("meeting", id, "record")`, `open("people")`. False when no page shows such a thing."""
        route = self.route_to(kind_or_page, id, part, extra)
        if route is not None:
            self.go(route)
        return route is not None

    def new(self, kind_or_page: str, extra: Mapping[str, str] | None = None) -> bool:
        """Go to the page and begin a new record there: the frame calls its `open`, which sees `extra`, then `new`."""
        return self.open(kind_or_page, extra={**(extra or {}), "new": "1"})

    def go(self, route: Route) -> None:
        """Go to `route` as a new step; what lay forward is forgotten. A page that is not ours is ignored."""
        if route.page not in self._pages:
            return
        self._push(route)
        self.arrived.emit(route)

    def record(self, route: Route) -> None:
        """Note that the page itself went to `route` (a row was chosen), without opening it again.

        Steps within one page's list of records replace each other, so that Back leaves the page in one step only when
        nothing was opened; call it for what a person would want to come back to.
        """
        self._push(route)

    @Slot()
    def back(self) -> None:
        """One step back, if there is one."""
        self._step(-1)

    @Slot()
    def forward(self) -> None:
        """One step forward, if there is one."""
        self._step(1)

    def _step(self, by: int) -> None:
        if 0 <= self._at + by < len(self._history):
            self._at += by
            self.moved.emit()
            self.arrived.emit(_without_new(self._history[self._at]))

    def _push(self, route: Route) -> None:
        kept = _without_new(route)
        if self.route != kept:
            del self._history[self._at + 1 :]
            self._history.append(kept)
            del self._history[:-HISTORY]
            self._at = len(self._history) - 1
        self.moved.emit()


def _without_new(route: Route) -> Route:
    """Coming back to a place must not begin another new record."""
    if "new" not in route.extra:
        return route
    extra = {key: value for key, value in route.extra.items() if key != "new"}
    return Route(route.page, route.id, route.part, route.kind, MappingProxyType(extra))
