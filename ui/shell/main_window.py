"""The frame of the window: side bar, top bar, status line, and the pages between them.

The frame knows pages only by their protocol and builds each at its first visit. It is the one place where the parts of
the shell are put together; what each does stands in its own module.
"""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.changes import ChangeFeed, Changes
from app.core.clock import Clock
from app.core.i18n import tr
from app.core.settings import GEOMETRY, LAST_PAGE, Settings
from app.jobs.lanes import Lane, Lanes
from ui.bridge import Bridge
from ui.desk import Desk, MissionRow
from ui.shell.actions import Actions
from ui.shell.navigation import Navigation
from ui.shell.notices import Notices
from ui.shell.page import PageBase
from ui.shell.pages import PAGES, PageSpec
from ui.shell.palette import Palette
from ui.shell.route import Route
from ui.shell.side_bar import SideBar
from ui.shell.status_line import StatusLine
from ui.shell.top_bar import TopBar
from ui.shell.undo import History, UndoKeys, UndoStack
from ui.tasks import Tasks
from ui.theme import theme

log = logging.getLogger(__name__)

FOLD_BELOW = 1100
SMALLEST = (900, 560)
FIRST_SIZE = (1366, 768)


class Container(Protocol):
    """What the window needs of the composition root (`app.container.Container`)."""

    @property
    def store(self) -> Any: ...
    @property
    def services(self) -> Any: ...
    @property
    def queries(self) -> Any: ...
    @property
    def lanes(self) -> Lanes: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def feed(self) -> ChangeFeed: ...
    def close(self) -> None: ...


def _stay(_texts: dict[str, str]) -> bool:
    """Without anybody who can ask, unsaved text keeps the window open."""
    return False


class MainWindow(QWidget):
    """The one window. `desk` is what its pages are handed."""

    language_wanted = Signal(str)
    """Somebody chose another interface language; whoever runs the program switches it and calls `retranslate`."""
    closed = Signal()
    """Everything typed is saved or kept; the window is gone."""

    def __init__(self, container: Container, mission: MissionRow | None, pages: Sequence[PageSpec] = PAGES) -> None:
        super().__init__()
        self.setObjectName("shell.window")
        self._specs = {spec.key: spec for spec in pages}
        self._pages: dict[str, PageBase] = {}
        self._wants_to_close = False
        self._flushed = False
        self.leave_unsaved: Callable[[dict[str, str]], bool] = _stay
        self.bridge = Bridge(container.feed, self)
        self.tasks = Tasks(container.lanes, self.bridge, self)
        self.navigation = Navigation(pages, self)
        self.actions_registry = Actions(self)
        self.settings = container.settings
        self._container = container
        self.notices = Notices(self)
        self.undo = UndoStack(self._history, self.tasks, self.notices, self)
        self._undo_keys = UndoKeys(self)
        self.notices.undo_batch, self.notices.remember = self.undo.undo_batch, self.undo.remember
        self.tasks.on_error = self.notices.error
        self.desk = Desk(
            services=container.services,
            queries=container.queries,
            tasks=self.tasks,
            bridge=self.bridge,
            navigation=self.navigation,
            notices=self.notices,
            undo=self.undo,
            actions=self.actions_registry,
            settings=container.settings,
            clock=container.clock,
            store=container.store,
            mission=mission,
        )
        self._build(pages)
        self._connect()
        self.show_mission(mission)
        self.retranslate_frame()
        self.bridge.watch(container.store, container.lanes)

    def _build(self, pages: Sequence[PageSpec]) -> None:
        self.side = SideBar(pages)
        self.top = TopBar(self.desk.clock)
        self.status = StatusLine(self.tasks)
        self.stack = QStackedWidget()
        self.stack.setObjectName("shell.content")
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top)
        right.addWidget(self.stack, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.side)
        upper.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        whole.addWidget(self.status)
        self.palette_box = Palette(
            self.top.search,
            self._find,
            self._home_of_record,
            self.tasks,
            self.actions_registry,
            self.navigation,
            self.settings,
            self,
        )
        self.notices.raise_()
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)

    def _connect(self) -> None:
        self.side.chosen.connect(self._page_chosen)
        self.top.back.clicked.connect(self.navigation.back)
        self.top.forward.clicked.connect(self.navigation.forward)
        self.navigation.arrived.connect(self.show_route)
        self.navigation.moved.connect(self._moved)
        self.status.language_chosen.connect(self.language_wanted)
        self.bridge.changed.connect(self._changed)
        self.tasks.idle.connect(self._idle)
        theme.notifier().changed.connect(self._layout_overlays)

    # ---- pages -----------------------------------------------------------------------------------------------------

    @property
    def specs(self) -> tuple[PageSpec, ...]:
        """The pages of the side bar, in order."""
        return tuple(self._specs.values())

    @property
    def page(self) -> PageBase | None:
        """The page on the screen."""
        current = self.stack.currentWidget()
        return current if isinstance(current, PageBase) else None

    @property
    def built(self) -> dict[str, PageBase]:
        """The pages visited so far."""
        return dict(self._pages)

    @Slot(object)
    def show_route(self, route: Route) -> None:
        """Show the page of `route`, building it first if need be, and have it open the rest of the route."""
        page, before = self._page(route.page), self.focusWidget()
        if self.stack.currentWidget() is not page:
            self.stack.setCurrentWidget(page)
            if before is None or not self.side.isAncestorOf(before):
                page.setFocus(Qt.FocusReason.OtherFocusReason)  # Qt took whatever stands first on it
        self.side.show_page(route.page)
        page.open(route)
        if "new" in route.extra:
            page.new()
        focus = self.focusWidget()
        if focus is None or not (page.isAncestorOf(focus) or self.side.isAncestorOf(focus)):
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._name_window()

    def start(self, route: Route | None = None) -> None:
        """The first page: the wished one, else the one shown last, else the first of the list."""
        keys = list(self._specs)
        last = self.settings.get(LAST_PAGE)
        self.navigation.go(route if route and route.page in keys else Route(last if last in keys else keys[0]))

    def rebuild(self) -> None:
        """Build all visited pages anew (the language changed); place, layout and unsaved text are carried over."""
        here, held = self.navigation.route, self.stack.isAncestorOf(self.focusWidget() or self)
        self.keep_layout()
        texts = {key: page.unsaved() for key, page in self._pages.items()}
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self.retranslate_frame()
        if here is None:
            return
        self.show_route(here)
        if held:  # Qt gave the keys to the side bar when their page went
            self._page(here.page).setFocus(Qt.FocusReason.OtherFocusReason)
        for key, unsaved in texts.items():
            if unsaved and key != here.page:
                self._page(key)
            if unsaved:
                self._pages[key].restore_unsaved(unsaved)

    def unsaved(self) -> dict[str, str]:
        """What is typed and not saved on any page: "page: field" -> text. For the crash guard and for closing."""
        texts: dict[str, str] = {}
        for key, page in self._pages.items():
            title = tr(self._specs[key].title)
            texts |= {f"{title}: {name}": text for name, text in page.unsaved().items()}
        return texts

    def flush(self) -> None:
        """Have every page save now what is typed."""
        for page in tuple(self._pages.values()):  # a save that is done at once may rebuild them
            page.flush()

    def _page(self, key: str) -> PageBase:
        if key not in self._pages:
            page = self._specs[key].factory(self.desk, self.stack)
            page.restore_state(self.settings.page(key))
            self._pages[key] = page
            self.stack.addWidget(page)
        return self._pages[key]

    # ---- what happens ----------------------------------------------------------------------------------------------

    def show_mission(self, mission: MissionRow | None) -> None:
        """Whose desk this is: name, zones, sample or not."""
        self.desk.mission = mission
        self.side.show_mission(mission.name if mission else {})
        self.status.show_sample(mission is not None and mission.is_sample)
        if mission is not None:
            self.top.clocks.set_zones(mission.time_zone, mission.home_time_zone)
            self.palette_box.sides = (mission.sending_state, mission.receiving_state)

    def retranslate_frame(self) -> None:
        """Everything but the pages in the interface's language."""
        self.side.retranslate()
        self.top.retranslate()
        self.status.retranslate()
        self.palette_box.retranslate()
        self.actions_registry.retranslate()
        self.notices.clear()
        self._name_window()

    def come_forward(self, wish: str = "") -> None:
        """A second start woke this window and may want to go somewhere."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        route = Route.parse(wish) if wish else None
        if route is not None:
            self.navigation.go(route)

    @Slot(str)
    def _page_chosen(self, key: str) -> None:
        self.navigation.open(key)

    @Slot()
    def _moved(self) -> None:
        self.top.back.setEnabled(self.navigation.can_back)
        self.top.forward.setEnabled(self.navigation.can_forward)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        time = self.top.clocks.time_here()
        if changes.everything:
            self.status.show_refreshed(time)
        else:
            self.status.show_saved(time)
        if changes.touches("mission"):
            self.tasks.run(Lane.DB, self.desk.queries.mission.current, self.show_mission, owner=self)

    def _name_window(self) -> None:
        page = self.page
        title = page.title() if page is not None else ""
        self.setWindowTitle(tr("{page} – Chancery", page=title) if title else "Chancery")

    def _history(self) -> History:
        history: History = self.desk.services.history
        return history

    def _find(self, text: str, limit: int) -> Sequence[Any]:
        found: Sequence[Any] = self.desk.queries.search.find(text, limit)
        return found

    def _home_of_record(self, id: str) -> str:
        return self.desk.queries.minutes.get(id).meeting_id

    # ---- size, place, mouse ----------------------------------------------------------------------------------------

    def restore_layout(self) -> None:
        """The size and place of last time; a screen that is gone does not matter (Qt moves the window into sight)."""
        kept = self.settings.get(GEOMETRY)
        try:
            self.restoreGeometry(QByteArray(base64.b64decode(kept, validate=True)))
        except ValueError:
            log.info("the window's last place was not understood")

    def keep_layout(self) -> None:
        """Remember size, place, page and each page's own layout in the settings."""
        self.settings.set(GEOMETRY, base64.b64encode(self.saveGeometry().data()).decode("ascii"))
        route = self.navigation.route
        if route is not None:
            self.settings.set(LAST_PAGE, route.page)
        for key, page in self._pages.items():
            self.settings.set_page(key, page.save_state())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.fold(self.width() < theme.px(FOLD_BELOW))
        self._layout_overlays()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            # On the native window, because lists and texts swallow a mouse's back and forward buttons.
            handle.installEventFilter(self)
        QTimer.singleShot(0, self._layout_overlays)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            if event.button() == Qt.MouseButton.BackButton:
                self.navigation.back()
                return True
            if event.button() == Qt.MouseButton.ForwardButton:
                self.navigation.forward()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _layout_overlays(self) -> None:
        self.palette_box.place()
        self.notices.place(QRect(0, 0, self.width(), self.height() - self.status.height()))

    # ---- the end ---------------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Saves first: the window goes when nothing is under way and nothing typed would be lost."""
        if not self._flushed:
            self.flush()
        if self.tasks.busy:
            self._wants_to_close = True
            event.ignore()
            if self.status.running.tasks:
                self.notices.info(tr("Waiting for the running work to finish."), (tr("Stop it"), self._stop_work))
            return
        texts = self.unsaved()
        if texts and not self.leave_unsaved(texts):
            event.ignore()
            return
        self.keep_layout()
        self.settings.save()
        event.accept()
        self._gone()

    def _stop_work(self) -> None:
        for task in self.status.running.tasks:
            task.cancel()

    @Slot()
    def _idle(self) -> None:
        if self._wants_to_close:
            self._wants_to_close = False
            # What could not be saved now will not be saved by asking again and again: then the user decides.
            self._flushed = True
            try:
                self.close()
            finally:
                self._flushed = False

    def _gone(self) -> None:
        handle = self.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
        self.bridge.close()
        self.closed.emit()

    def quit(self) -> None:
        """Close the window, which ends the program."""
        application = QApplication.instance()
        if application is not None:
            self.close()
