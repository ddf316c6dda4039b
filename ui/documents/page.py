"""The Documents page: the register of records with their numbers and versions, and the log of copies that left."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, tr
from ui.desk import Desk
from ui.documents.records import Records
from ui.documents.tables import Copies, Numbers
from ui.documents.verify_dialog import VerifyDialog
from ui.kit.tabs import TabBar
from ui.kit.text import Button
from ui.shell.actions import of_button
from ui.shell.page import PageBase
from ui.shell.route import Route
from ui.theme import theme

RECORDS, NUMBERS, COPIES = "records", "numbers", "copies"


class Page(PageBase):
    """Three lists under tabs. The route's `verify` opens the question whether a paper is ours, `patterns` how numbers
    are written."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("documents.page")
        self.tabs = TabBar(
            ((RECORDS, N_("Records")), (NUMBERS, N_("Register of numbers")), (COPIES, N_("Copies that left"))),
            "documents",
        )
        self.records, self.numbers, self.copies = Records(desk), Numbers(desk), Copies(desk)
        self.panes: dict[str, QWidget] = {RECORDS: self.records, NUMBERS: self.numbers, COPIES: self.copies}
        self.stack = QStackedWidget()
        for pane in self.panes.values():
            self.stack.addWidget(pane)
        self.verify_button = Button(N_("Verify a printed hash…"), "", "shield", "documents.verify-button")
        self.verify_button.clicked.connect(self.verify)
        self._tab_row = QHBoxLayout()
        self._tab_row.addWidget(self.tabs, 1)
        self._tab_row.addWidget(self.verify_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._tab_row)
        column.addWidget(self.stack, 1)
        self.tabs.opened.connect(self._show_pane)
        self.tabs.stepped.connect(self._step_into)
        self.records.opened.connect(self._went_to)
        desk.bridge.changed.connect(self._changed)
        desk.actions.add(of_button(self.records.bundle_button), of_button(self.numbers.cancel_button))
        theme.notifier().changed.connect(self._restyle)
        self._restyle()
        self.setFocusProxy(self.records)

    # ---- what the frame asks ---------------------------------------------------------------------------------------

    def open(self, route: Route) -> None:
        part = route.part if route.part in self.panes else (RECORDS if route.id else self.tabs.current())
        self.tabs.open(part)
        self._show_pane(part)
        if route.id:
            self.records.open_record(route.id)
        if "verify" in route.extra:
            self.verify()
        if "patterns" in route.extra:
            self.numbers.ask_patterns()

    def export(self) -> None:
        self.tabs.open(RECORDS)
        self.records.bundle()

    def title(self) -> str:
        return tr("Documents")

    def save_state(self) -> dict[str, Any]:
        return {"pane": self.tabs.current(), "records": self.records.split.save_state()}

    def restore_state(self, state: dict[str, Any]) -> None:
        kept = state.get("records")
        if isinstance(kept, dict):
            self.records.split.restore_state(kept)
            self.records.find_line.setText(str(self.records.list.filters.values().get("text") or ""))
            self.records.say()
        if state.get("pane") in self.panes:
            self.tabs.open(str(state["pane"]))

    def help(self) -> list[tuple[str, str]]:
        return [
            ("Ctrl+Tab", tr("Records, numbers, or copies that left")),
            ("Return", tr("Open beside the list; once more, in its meeting")),
            ("Shift+Down", tr("Choose several records")),
            ("Ctrl+E", tr("Save the chosen records as one file")),
            ("Del", tr("Cancel a number, with a reason")),
            ("Esc", tr("Back to the list")),
        ]

    # ---- slots -----------------------------------------------------------------------------------------------------

    @Slot()
    def verify(self) -> None:
        """Ask for the digits of a page, or a file."""
        dialog = VerifyDialog(self.desk, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _show_pane(self, key: str) -> None:
        pane = self.panes[key]
        self.stack.setCurrentWidget(pane)
        self.setFocusProxy(pane)
        if key == RECORDS:
            self.records.open_list()
        elif key == NUMBERS:
            self.numbers.refresh()
        else:
            self.copies.refresh()

    @Slot()
    def _step_into(self) -> None:
        """Ctrl+Tab takes the keys along."""
        self.panes[self.tabs.current()].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _went_to(self, id: str) -> None:
        route = self.desk.navigation.route_to("document" if id else "documents", id)
        if route is not None:
            self.desk.navigation.record(route)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes.touches("record", "meeting", "dispatch"):
            self.records.refresh()
            for pane in (self.numbers, self.copies):
                if pane.opened:
                    pane.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.records.say()

    @Slot()
    def _restyle(self) -> None:
        self._tab_row.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(4))
