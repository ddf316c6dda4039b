"""Real parts of the window over doors that hold nothing but what a test puts there: for the tests of the frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from app.core.changes import ChangeFeed, Changes, Written
from app.core.clock import FixedClock
from app.core.errors import Refused
from app.core.settings import Settings
from app.jobs.lanes import InlineLanes, Lanes
from ui.desk import Desk
from ui.shell.main_window import MainWindow
from ui.shell.page import PageBase
from ui.shell.pages import PAGES, PageSpec
from ui.shell.route import Route


@dataclass(frozen=True)
class Mission:
    name: dict[str, str] = field(
        default_factory=lambda: {
            "en": "Embassy of Japan in India",
            "ja": "在インド日本国大使館",
            "hi": "भारत में जापान का दूतावास",
        }
    )
    city: dict[str, str] = field(default_factory=lambda: {"en": "New Delhi"})
    sending_state: str = "JP"
    receiving_state: str = "IN"
    time_zone: str = "Asia/Kolkata"
    home_time_zone: str = "Asia/Tokyo"
    is_sample: bool = True


@dataclass(frozen=True)
class Hit:
    kind: str
    id: str
    name: str
    snippet: str = ""


class SearchQueries:
    """Finds a text anywhere in the names it was given."""

    def __init__(self) -> None:
        self.hits: list[Hit] = [
            Hit("meeting", "m1", "Closed-door: cell manufacturing and finance", "Wed 2 July 2025 · Room 2"),
            Hit("person", "p1", "SATO Emi", "Ministry of Finance"),
            Hit("organisation", "o1", "Attero Recycling", "Company, Noida"),
        ]
        self.asked: list[str] = []

    def find(self, text: str, limit: int) -> Sequence[Hit]:
        self.asked.append(text)
        return [hit for hit in self.hits if text.casefold() in f"{hit.name} {hit.snippet}".casefold()][:limit]


class MissionQueries:
    def __init__(self) -> None:
        self.row = Mission()

    def current(self) -> Mission:
        return self.row


class HistoryService:
    """Takes a batch back once, as the real one does."""

    def __init__(self, feed: ChangeFeed) -> None:
        self._feed = feed
        self.done: list[str] = []
        self.undone: list[str] = []

    def write(self, batch: str) -> Changes:
        changes = Changes({"meeting": frozenset({"m1"})}, batch=batch)
        self.done.append(batch)
        self._feed.publish(changes)
        return changes

    def can_undo(self) -> bool:
        return bool(self.done)

    def latest(self) -> str:
        return self.done[-1] if self.done else ""

    def can_redo(self) -> bool:
        return bool(self.undone)

    def undo(self, batch: str | None = None) -> Written:
        if (batch or "") not in ("", *self.done) or not self.done:
            raise Refused("This step was undone already.")
        batch = batch or self.done[-1]
        self.done.remove(batch)
        self.undone.append(batch)
        return Written("m1", Changes({"meeting": frozenset({"m1"})}, batch=f"undo-{batch}"))

    def redo(self) -> Written:
        batch = self.undone.pop()
        self.done.append(batch)
        return Written("m1", Changes({"meeting": frozenset({"m1"})}, batch=f"redo-{batch}"))


class Store:
    def __init__(self) -> None:
        self.elsewhere = False

    def changed_elsewhere(self) -> bool:
        was, self.elsewhere = self.elsewhere, False
        return was


class Nouns:
    """Services or queries by noun."""


class World:
    """The composition root with parts that need no database."""

    def __init__(self, settings: Settings, lanes: Lanes | None = None) -> None:
        self.settings = settings
        self.feed = ChangeFeed()
        self.lanes = lanes or InlineLanes()
        self.clock = FixedClock(datetime(2025, 7, 2, 12, 22, tzinfo=UTC))
        self.store = Store()
        self.queries = Nouns()
        self.search = self.queries.search = SearchQueries()  # type: ignore[attr-defined]
        self.mission = self.queries.mission = MissionQueries()  # type: ignore[attr-defined]
        self.services = Nouns()
        self.history = self.services.history = HistoryService(self.feed)  # type: ignore[attr-defined]

    def close(self) -> None:
        self.lanes.close()


class NotePage(PageBase):
    """A page with one text, which it saves only when told to."""

    def __init__(self, desk: Desk, parent: QWidget | None, key: str) -> None:
        super().__init__(desk, parent)
        self.key = key
        self.routes: list[Route] = []
        self.calls: list[str] = []
        self.state: dict[str, object] = {}
        self.saves = True
        self.field = QLineEdit()
        self.field.setAccessibleName("Note")
        self.field.setObjectName(f"{key}.note")
        column = QVBoxLayout(self)
        column.addWidget(QLabel(key))
        column.addWidget(self.field)

    def open(self, route: Route) -> None:
        self.routes.append(route)

    def new(self) -> None:
        self.calls.append("new")

    def print_(self) -> None:
        self.calls.append("print")

    def export(self) -> None:
        self.calls.append("export")

    def title(self) -> str:
        return self.key.title()

    def save_state(self) -> dict[str, object]:
        return {"columns": [1, 2], **self.state}

    def restore_state(self, state: dict[str, object]) -> None:
        self.state = dict(state)

    def flush(self) -> None:
        self.calls.append("flush")
        if self.saves:
            self.field.clear()

    def unsaved(self) -> dict[str, str]:
        return {"Note": self.field.text()} if self.field.text() else {}

    def restore_unsaved(self, texts: dict[str, str]) -> None:
        self.field.setText(texts.get("Note", ""))

    def help(self) -> list[tuple[str, str]]:
        return [("F2", "Edit the note")]


def note_pages() -> list[PageSpec]:
    """The real side bar with a plain page behind each entry."""

    def factory(key: str) -> Callable[[Desk, QWidget | None], PageBase]:
        def build(desk: Desk, parent: QWidget | None) -> PageBase:
            return NotePage(desk, parent, key)

        return build

    return [PageSpec(s.key, s.title, s.icon, factory(s.key), s.shortcut, s.kinds) for s in PAGES]


def note(window: MainWindow, key: str) -> NotePage:
    page = window.built[key]
    assert isinstance(page, NotePage)
    return page
