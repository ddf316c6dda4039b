"""What every page is handed: the doors to the store and the manners of the window, and nothing to reach around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from app.core.changes import Changes
from app.core.clock import Clock
from app.core.errors import AppError
from app.core.ltext import LText
from app.core.settings import Settings
from ui.bridge import Bridge
from ui.shell.actions import Actions
from ui.shell.navigation import Navigation
from ui.shell.pages import PARTS, PartFactory
from ui.tasks import Tasks

if TYPE_CHECKING:
    from app.container import Queries, Services


class MissionRow(Protocol):
    """What the frame and the pages read of the user's post (domain.md 4.1)."""

    @property
    def name(self) -> LText: ...
    @property
    def city(self) -> LText: ...
    @property
    def sending_state(self) -> str: ...
    @property
    def receiving_state(self) -> str: ...
    @property
    def time_zone(self) -> str: ...
    @property
    def home_time_zone(self) -> str: ...
    @property
    def is_sample(self) -> bool: ...


class Notifier(Protocol):
    """Short messages at the bottom right that go by themselves (`ui.shell.notices.Notices`)."""

    def info(self, text: str, action: tuple[str, Callable[[], None]] | None = None) -> None: ...
    def done(self, text: str, changes: Changes | None = None) -> None: ...
    def warning(self, text: str) -> None: ...
    def error(self, error: AppError) -> None: ...


class Undoer(Protocol):
    """Undo of whole actions (`ui.shell.undo.UndoStack`)."""

    def remember(self, text: str, changes: Changes) -> None: ...


def _parts() -> Mapping[str, PartFactory]:
    return PARTS


@dataclass(slots=True)
class Desk:
    """Handed to each page and kept by it. `services` write, `queries` read, by noun; both only inside `tasks.run`."""

    services: Services
    queries: Queries
    tasks: Tasks
    bridge: Bridge
    navigation: Navigation
    notices: Notifier
    undo: Undoer
    actions: Actions
    settings: Settings
    clock: Clock
    store: Any
    mission: MissionRow | None = None
    parts: Mapping[str, PartFactory] = field(default_factory=_parts)
    """What one feature shows of another: "record_tab" for the record inside a meeting."""
