"""Follow-ups: what was promised, and the facility visits, each a list with one record beside it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, tr
from app.services.followups import FollowupDraft
from ui.desk import Desk
from ui.followups.pane import Pane
from ui.followups.promises import Promises
from ui.followups.visits import Visits
from ui.kit.tabs import TabBar
from ui.shell.page import PageBase
from ui.shell.route import Route
from ui.theme import theme

PROMISES, VISITS = "promises", "visits"
_KINDS = {"followup": PROMISES, "visit": VISITS}


class Page(PageBase):
    """Two panes under tabs. Routes of kind "visit" or part "visits" open the second."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("followups.page")
        self.tabs = TabBar(((PROMISES, N_("Promises")), (VISITS, N_("Facility visits"))), "followups")
        self.promises, self.visits = Promises(desk), Visits(desk)
        self.panes: dict[str, Pane] = {PROMISES: self.promises, VISITS: self.visits}
        self.stack = QStackedWidget()
        for pane in self.panes.values():
            self.stack.addWidget(pane)
        self._tab_row = QHBoxLayout()
        # All the width: a bar of its hinted width scrolls as soon as the bold tab is another.
        self._tab_row.addWidget(self.tabs, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._tab_row)
        column.addWidget(self.stack, 1)
        self.tabs.opened.connect(self._show_pane)
        self.tabs.stepped.connect(self._step_into)
        self.visits.editor.promise_wanted.connect(self._promise_about)
        desk.bridge.changed.connect(self._changed)
        theme.notifier().changed.connect(self._restyle)
        self._restyle()
        self.setFocusProxy(self.promises)

    @property
    def pane(self) -> Pane:
        """The half that is shown."""
        return self.panes[self.tabs.current()]

    # ---- the frame's side ------------------------------------------------------------------------------------------

    def open(self, route: Route) -> None:
        # The page's own key carries no kind: then the half that is shown stays.
        half = VISITS if route.part == VISITS else _KINDS.get(route.kind, self.tabs.current())
        self.tabs.open(half)
        self.pane.open_list()
        if route.id:
            self.pane.open_record(route.id)

    def new(self) -> None:
        self.pane.new()

    def title(self) -> str:
        return tr("Follow-ups")

    def save_state(self) -> dict[str, Any]:
        return {"half": self.tabs.current(), **{key: pane.save_state() for key, pane in self.panes.items()}}

    def restore_state(self, state: dict[str, Any]) -> None:
        for key, pane in self.panes.items():
            kept = state.get(key)
            if isinstance(kept, dict):
                pane.restore_state(kept)
        if state.get("half") in self.panes:
            self.tabs.open(str(state["half"]))

    def flush(self) -> None:
        for pane in self.panes.values():
            pane.editor.flush()

    def unsaved(self) -> dict[str, str]:
        return {name: text for pane in self.panes.values() for name, text in pane.editor.unsaved().items()}

    def restore_unsaved(self, texts: dict[str, str]) -> None:
        for pane in self.panes.values():
            pane.restore_unsaved(texts)

    def help(self) -> list[tuple[str, str]]:
        return [
            ("Ctrl+Tab", tr("Promises or facility visits")),
            ("Return", tr("Open beside the list")),
            ("F2", tr("Edit")),
            ("Ctrl+N", tr("New follow-up or visit")),
            ("Ctrl+S", tr("Save")),
            ("Ctrl+Return", tr("Save and close")),
            ("Esc", tr("Back to the list")),
        ]

    # ---- slots -----------------------------------------------------------------------------------------------------

    @Slot(str)
    def _show_pane(self, key: str) -> None:
        pane = self.panes[key]
        self.stack.setCurrentWidget(pane)
        self.setFocusProxy(pane)
        pane.open_list()

    @Slot()
    def _step_into(self) -> None:
        """Ctrl+Tab takes the keys along."""
        self.pane.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str, str)
    def _promise_about(self, visit_id: str, meeting_id: str) -> None:
        mission = self.desk.mission
        self.tabs.open(PROMISES)
        draft = FollowupDraft(
            side=mission.sending_state if mission else "", visit_id=visit_id, meeting_id=meeting_id or None
        )
        self.promises.new(draft)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        for pane in self.panes.values():
            pane.changed(changes)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for pane in self.panes.values():
                pane.say()

    @Slot()
    def _restyle(self) -> None:
        self._tab_row.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), 0)
