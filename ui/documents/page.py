"""The documents' place: until there is a list of all papers it leads to where papers are made, a meeting."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_, tr
from ui.desk import Desk
from ui.kit.empty import EmptyState
from ui.shell.page import PageBase


class Page(PageBase):
    """A true empty state with the way to a meeting's own papers."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("documents.page")
        empty = EmptyState(
            "documents",
            N_("The list of documents comes with a later version"),
            N_("It will hold every paper that was made. Minutes and attendee lists are printed from their meeting."),
            N_("Open a meeting to print its minutes"),
            self._meetings,
            name="documents.empty",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(empty)

    def _meetings(self) -> None:
        self.desk.navigation.open("meetings")

    def title(self) -> str:
        return tr("Documents")
