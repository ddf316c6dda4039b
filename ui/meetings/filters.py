"""What narrows the list: chips with choices, chips that take a record by typing, and a line for any words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu

from app.core.enums import MeetingKind, MeetingStatus
from app.core.i18n import N_, tr
from app.core.wording import labels
from ui.kit.choices import Search
from ui.kit.filter_bar import FilterBar
from ui.kit.find_filters import PickChip, TextChip, add_pick, join
from ui.kit.list_page import Filter
from ui.kit.text import Button
from ui.meetings.periods import PERIODS

LINE_WIDTH = 180
ALWAYS = ("period", "status")
"""Chips that stay when the list stands narrow beside a meeting; the others hide behind one button until used."""


def _statuses() -> Sequence[tuple[Any, str]]:
    return list(labels(MeetingStatus).items())


def _kinds() -> Sequence[tuple[Any, str]]:
    return list(labels(MeetingKind).items())


FILTERS: tuple[Filter, ...] = (
    Filter("period", N_("All dates"), PERIODS),
    Filter("status", N_("Any status"), _statuses),
    Filter("kind", N_("Any kind"), _kinds),
)


class Filters(QObject):
    """Adds to a list's bar what its declaration cannot say, and folds it when the list is narrow."""

    def __init__(self, bar: FilterBar, people: Search, organisations: Search) -> None:
        super().__init__(bar)
        self._bar = bar
        add_pick(bar, "meetings", "organisation", N_("Any organisation"), organisations)
        add_pick(bar, "meetings", "person", N_("Any person"), people)
        self.text = TextChip("meetings", N_("Any words"), N_("Narrow by any words"), LINE_WIDTH)
        self.line = self.text.line
        join(bar, self.text)
        self.more = Button(N_("+ Filter"), "chip", name="meetings.filter.more")
        self.more.clicked.connect(self._offer)
        self._menu = QMenu(self.more)
        self._menu.setObjectName("meetings.filter.more.menu")
        self._menu.triggered.connect(self._wanted)
        self._compact = False
        self._shown: set[str] = set()
        bar.add_widget(self.more)
        bar.add_widget(self.line)
        bar.changed.connect(self._fold)
        self._fold()

    def set_compact(self, compact: bool) -> None:
        """The list became narrow, or wide again."""
        self._compact = compact
        self._shown.clear()
        self._fold()

    @Slot()
    def _fold(self) -> None:
        hidden = False
        for key, chip in self._bar.chips.items():
            if chip is self.text:
                continue
            shown = not self._compact or key in ALWAYS or key in self._shown or chip.value is not None
            widget = chip.place if isinstance(chip, PickChip) else chip
            widget.setVisible(shown)
            hidden = hidden or not shown
        line = not self._compact or "text" in self._shown or self.text.value is not None
        self.line.setVisible(line)
        self.more.setVisible(hidden or not line)
        self._bar.updateGeometry()

    @Slot()
    def _offer(self) -> None:
        self._menu.clear()
        for key, chip in self._bar.chips.items():
            widget = chip.place if isinstance(chip, PickChip) else self.line if chip is self.text else chip
            if widget.isHidden():
                self._menu.addAction(tr(chip.declared.title)).setData(key)
        self._menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    @Slot(object)
    def _wanted(self, action: Any) -> None:
        key = str(action.data())
        self._shown.add(key)
        self._fold()
        chip = self._bar.chips[key]
        if chip is self.text:
            self.line.setFocus()
        else:
            chip.open_menu()
