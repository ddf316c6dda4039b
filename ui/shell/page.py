"""What the frame asks of a page, and a base class with honest answers for a page that has nothing to say.

A feature's `page.py` holds `class Page(PageBase)`; the frame builds it at its first visit and keeps it, rebuilding it
only when the language changes (state and unsaved text are carried over). When a page is shown it gets the focus:
`setFocusProxy(list)` says which of its parts takes the keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from app.core.i18n import tr
from ui.shell.route import Route

if TYPE_CHECKING:
    from ui.desk import Desk


class Page(Protocol):
    """One of the pages of the side bar. Implementations are `QWidget`s made by `Page(desk, parent)`."""

    def open(self, route: Route) -> None:
        """Show what the route names; an empty `id` is the page itself. Called on each visit, also the first."""
        ...

    def new(self) -> None:
        """Ctrl+N: begin a new record of this page."""
        ...

    def print_(self) -> None:
        """Ctrl+P: the system's print dialog for what is shown."""
        ...

    def export(self) -> None:
        """Ctrl+E: save what is shown as a file."""
        ...

    def title(self) -> str:
        """What the window's title says, translated."""
        ...

    def save_state(self) -> dict[str, Any]:
        """Layout as plain JSON: columns, splitter, sort, filters. Kept between runs."""
        ...

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take what an earlier `save_state` gave; unknown or missing keys are no error."""
        ...

    def flush(self) -> None:
        """Save now what is typed (through `tasks`): the window closes or the page is rebuilt soon. Must not ask."""
        ...

    def unsaved(self) -> dict[str, str]:
        """Text typed and not yet in the store: a name a person recognises -> the text. Must not fail or touch the
        store.
        """
        ...

    def restore_unsaved(self, texts: dict[str, str]) -> None:
        """Put what an earlier `unsaved` gave back into its fields after the page was rebuilt and opened."""
        ...

    def help(self) -> list[tuple[str, str]]:
        """Keys of this page for F1: (shortcut in Qt's portable form, what it does, translated)."""
        ...


class PageBase(QWidget):
    """A page's defaults: nothing to make, print, export or keep, said in a notice instead of a dead key."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def open(self, route: Route) -> None:
        """Nothing to do for a page without records."""

    def new(self) -> None:
        self.desk.notices.info(tr("There is nothing to create on this page."))

    def print_(self) -> None:
        self.desk.notices.info(tr("There is nothing to print on this page."))

    def export(self) -> None:
        self.desk.notices.info(tr("There is nothing to export on this page."))

    def title(self) -> str:
        return ""

    def save_state(self) -> dict[str, Any]:
        return {}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Nothing to take back."""

    def flush(self) -> None:
        """Nothing typed, nothing to save."""

    def unsaved(self) -> dict[str, str]:
        return {}

    def restore_unsaved(self, texts: dict[str, str]) -> None:
        """Nothing to put back."""

    def help(self) -> list[tuple[str, str]]:
        return []
