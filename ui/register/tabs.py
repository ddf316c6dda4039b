"""A record of the register as it is read: what is known now, what happened, what is thought of it, each in a tab.

The tab stays the same while the list is walked through: who compares timelines goes from one to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.core.i18n import N_
from ui.kit.record import Loaded
from ui.kit.record_pane import RecordView
from ui.kit.tabs import TabBar
from ui.theme import theme

OVERVIEW, TIMELINE, PROFILE = "overview", "timeline", "profile"


class SubjectPart(Protocol):
    """A tab beside the overview: shows what belongs to one person or organisation."""

    def show_subject(self, kind: str, id: str, name: str) -> None: ...


class TabbedRecord(RecordView):
    """`overview` is the feature's own view; the other parts are read when they are looked at. `kind` is "person" or
    "organisation"."""

    def __init__(
        self, prefix: str, kind: str, overview: RecordView, parts: Sequence[tuple[str, str, QWidget]],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._kind = kind
        self._loaded: Loaded | None = None
        self._fresh: set[str] = set()
        self.overview = overview
        self.parts = {key: part for key, _, part in parts}
        titles = [(OVERVIEW, N_("Overview")), *((key, title) for key, title, _ in parts)]
        self.tabs = TabBar(titles, prefix)
        self.stack = QStackedWidget()
        for widget in (overview, *self.parts.values()):
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.tabs.opened.connect(self._opened)
        self.tabs.stepped.connect(self._stepped)
        self.setFocusProxy(overview)

    def show_record(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._fresh.clear()
        self.overview.show_record(loaded)
        self._show_part()

    def focus_first(self) -> None:
        """The keys go to the first part of the open tab."""
        if self.tabs.current() == OVERVIEW:
            self.overview.focus_first()
        else:
            self.parts[self.tabs.current()].setFocus()

    @Slot(str)
    def turn_to(self, key: str) -> None:
        """Open a tab, with the keys in it."""
        self.tabs.open(key)
        self.focus_first()

    @Slot(str)
    def _opened(self, key: str) -> None:
        self.stack.setCurrentWidget(self.parts.get(key, self.overview))
        self.setFocusProxy(self.parts.get(key, self.overview))
        self._show_part()

    @Slot(str)
    def _stepped(self, _key: str) -> None:
        self.focus_first()

    def _show_part(self) -> None:
        key = self.tabs.current()
        part = self.parts.get(key)
        if part is None or self._loaded is None or key in self._fresh:
            return
        self._fresh.add(key)
        part.show_subject(self._kind, self._loaded.id, self._loaded.name)  # type: ignore[attr-defined]  # SubjectPart
