"""The calendar's place: until it is drawn it says what will be here and offers what can be done today."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_, tr
from ui.desk import Desk
from ui.kit.empty import EmptyState
from ui.shell.page import PageBase


class Page(PageBase):
    """A true empty state. Ctrl+N schedules a meeting, as the button does."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("calendar.page")
        empty = EmptyState(
            "calendar",
            N_("The calendar comes with a later version"),
            N_(
                "It will show days, weeks and months in both time zones. Until then, all meetings stand under Meetings."
            ),
            N_("Schedule a meeting"),
            self.new,
            name="calendar.empty",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(empty)

    def new(self) -> None:
        self.desk.navigation.new("meetings")

    def title(self) -> str:
        return tr("Calendar")
