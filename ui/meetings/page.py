"""The Meetings page: quick line above, list and open meeting side by side. Layout and the frame's wishes only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from app.core.i18n import N_, tr
from ui.desk import Desk
from ui.kit import form_texts
from ui.kit.list_page import EmptyState, ListView, MasterDetail, PagedModel
from ui.kit.text import Button
from ui.meetings import searches, unsaved
from ui.meetings.columns import Cells
from ui.meetings.detail import Detail, RecordFactory
from ui.meetings.filters import FILTERS, Filters
from ui.meetings.list_presenter import ListPresenter
from ui.meetings.quick_bar import QuickBar
from ui.shell.actions import HERE, Action
from ui.shell.page import PageBase
from ui.shell.route import Route

PAUSE_MS = 150
"""How long the arrow keys must rest on a card before its meeting is opened."""


class Page(PageBase):
    """See the module."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("meetings.page")
        mission = desk.mission
        first = (mission.sending_state, mission.receiving_state) if mission else ()
        cells = Cells(desk.clock.now, first)
        self.model = PagedModel(cells.columns(), cells.card, self)
        self.presenter = ListPresenter(desk, self.model, self)
        empty = EmptyState(
            "meetings",
            N_("No meetings yet"),
            N_("Every talk the mission has stands here: when, where, with whom, and what was recorded."),
            N_("Schedule a meeting"),
            self.new,
        )
        self.list = ListView("meetings", N_("Meetings"), self.model, FILTERS, empty)
        new = Button(N_("New meeting"), "primary", "add", "meetings.new")
        new.setToolTip(tr("Ctrl+N"))
        new.clicked.connect(self.new)
        self.list.add_action(new)
        bring = Button(N_("Import…"), "", "import", "meetings.import")
        bring.clicked.connect(self.import_here)
        self.list.add_action(bring)
        choices = desk.queries.choices
        self.filters = Filters(
            self.list.filters, searches.of(desk, choices.people, self), searches.of(desk, choices.organisations, self)
        )
        self.split = MasterDetail(self.list, "meetings")
        self.quick = QuickBar(desk)
        self.detail: Detail | None = None
        self._kept: dict[str, dict[str, str]] = {}
        self._shown_id = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._open_current)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.quick)
        column.addWidget(self.split, 1)
        self.setFocusProxy(self.list)
        self._wire()
        desk.actions.add(
            Action("meetings.fold", N_("Put the list away, or bring it back"), self.split.fold_list, "Ctrl+B",
                   when=self._can_fold, group=HERE)
        )  # fmt: skip

    def _can_fold(self) -> bool:
        return isValid(self) and self.isVisible() and self.split.is_open()

    def _wire(self) -> None:
        self.list.filters_changed.connect(self._narrow)
        self.list.activated.connect(self._activated)
        self.list.selected.connect(self._selected)
        self.list.looked_at.connect(self._looked_at)
        self.split.detail_closed.connect(self._closed)
        self.quick.created.connect(self._created)
        self.quick.closed.connect(self.list.setFocus)
        self.presenter.filled.connect(self._filled)
        self.presenter.begins_at.connect(self._begin_at)

    def record_factory(self) -> RecordFactory | None:
        """What makes the Record tab: a part that another feature lends through the desk."""
        return self.desk.parts.get("record_tab")

    # ---- what the frame asks ---------------------------------------------------------------------------------------

    def open(self, route: Route) -> None:
        if self.presenter.sort_order is not None and not self._started:
            self._started = True
            self.presenter.open(self.list.filters.values(), self.list.wanted_sort)
        if route.id:
            self._show(route.id, route.part, route.extra.get("point", ""))
            # Who asks for a part wants to work in it; who asks for a meeting looks at it from the list.
            into = self.detail is not None and route.part not in ("", "details")
            self.setFocusProxy(self.detail.target() if into and self.detail is not None else self.list)
            if into:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif "new" not in route.extra:
            self._close()

    _started = False

    def new(self) -> None:
        self.quick.begin()

    @Slot()
    def import_here(self) -> None:
        """To the page that brings files in, for registers of meetings."""
        self.desk.navigation.open("import", extra={"kind": "meetings"})

    def print_(self) -> None:
        detail = self._open_detail()
        if detail is None:
            self.desk.notices.info(tr("Open a meeting to print its minutes or attendee list."))
            return
        detail.show_documents()
        detail.documents.when_made(detail.documents.print_now)

    def export(self) -> None:
        detail = self._open_detail()
        if detail is None:
            self.desk.notices.info(tr("Open a meeting to save its minutes or attendee list."))
            return
        detail.show_documents()
        detail.documents.when_made(detail.documents.save_as)

    def title(self) -> str:
        detail = self._open_detail()
        current = detail.presenter.current if detail is not None else None
        return current.detail.title if current is not None else tr("Meetings")

    def save_state(self) -> dict[str, Any]:
        state: dict[str, Any] = dict(self.split.save_state())
        sort = self.presenter.sort_order
        state["sort"] = [sort.key, sort.descending]
        if self.detail is not None and self.detail.record is not None:
            state["record"] = self.detail.record.save_state()
        elif self._record_state:
            state["record"] = self._record_state
        return state

    _record_state: dict[str, Any] = {}  # noqa: RUF012  (replaced, never changed)

    def restore_state(self, state: dict[str, Any]) -> None:
        self.split.restore_state(state)
        kept = state.get("record")
        self._record_state = dict(kept) if isinstance(kept, Mapping) else {}
        self.filters.set_compact(False)

    def flush(self) -> None:
        if self.detail is not None and self.detail.record is not None:
            self.detail.record.flush()

    def unsaved(self) -> dict[str, str]:
        texts: dict[str, str] = {}
        if self.quick.text().strip():
            texts[tr("New meeting")] = self.quick.text()
        for id, kept in self._all_kept().items():
            title = kept.get(_MEETING, "")
            texts |= {unsaved.key(title, name): text for name, text in kept.items() if name != _MEETING and id}
        if self.detail is not None and self.detail.record is not None:
            texts |= {unsaved.key(tr("Record"), name): text for name, text in self.detail.record.unsaved().items()}
        return texts

    def restore_unsaved(self, texts: dict[str, str]) -> None:
        quick = texts.get(tr("New meeting"), "")
        if quick:
            self.quick.set_text(quick)
        record: dict[str, str] = {}
        for name, text in texts.items():
            head, field = unsaved.apart(name)
            found = form_texts.split(head)
            if found is not None:
                self._kept.setdefault(found[0], {_MEETING: head})[field] = text
            elif head == tr("Record"):
                record[field] = text
        detail = self._open_detail()
        if detail is not None:
            detail.take_texts(self._kept.pop(detail.id(), {}))
            if record and detail.record is not None:
                detail.record.restore_unsaved(record)

    def help(self) -> list[tuple[str, str]]:
        record = self.detail.record.help() if self.detail is not None and self.detail.record is not None else []
        return [
            *self._keys(),
            *record,
        ]

    def _keys(self) -> list[tuple[str, str]]:
        return [
            ("Return", tr("Open the meeting")),
            ("Space", tr("Look at the meeting, staying in the list")),
            ("F2", tr("Edit the meeting's details")),
            ("Ctrl+Tab", tr("Next tab of the meeting")),
            ("Ctrl+B", tr("Put the list away, or bring it back")),
            ("Ctrl+S", tr("Save the details")),
            ("Ctrl+Return", tr("Save the details and go back to the list")),
            ("Alt+Up", tr("Move a participant or an agenda item up")),
            ("Alt+Down", tr("Move a participant or an agenda item down")),
            ("H", tr("Participant: head of the side (I interpreter, N note-taker, M member, O observer)")),
            ("A", tr("Participant: attended (X absent, C accepted, T tentative, D declined)")),
            ("Del", tr("Take a participant or an agenda item off")),
            ("Esc", tr("Back to the list")),
        ]

    # ---- the list --------------------------------------------------------------------------------------------------

    @Slot(dict)
    def _narrow(self, values: dict[str, Any]) -> None:
        self.presenter.open(values)

    @Slot(object)
    def _activated(self, _rowid: int) -> None:
        self._open_row(focus=True)

    @Slot(object)
    def _selected(self, _rowid: int) -> None:
        if self.split.is_open():
            self._pause.start()

    @Slot(object)
    def _looked_at(self, _rowid: int) -> None:
        self._open_row(focus=False)

    @Slot()
    def _open_current(self) -> None:
        if self.split.is_open():
            self._open_row(focus=False)

    def _open_row(self, *, focus: bool) -> None:
        self._pause.stop()
        row = self.model.row(self.list.view().currentIndex())
        if row is None:
            return
        self._show(row.id)
        route = self.desk.navigation.route_to("meeting", row.id, self.detail.part() if self.detail else "")
        if route is not None:
            self.desk.navigation.record(route)
        if focus and self.detail is not None:
            self.detail.focus_part()

    @Slot()
    def _filled(self) -> None:
        detail = self._open_detail()
        if detail is not None:
            self._select(detail.id())

    @Slot(int)
    def _begin_at(self, row: int) -> None:
        self.list.begin_at(row)

    def _select(self, id: str) -> None:
        current = self.model.row(self.list.view().currentIndex())
        if current is None or current.id != id:
            at = next((n for n in range(min(200, self.model.rowCount())) if _is(self.model.row(n), id)), -1)
            if at >= 0:
                self.list.select(self.model.id_at(at))
            else:
                self._find_rowid(id)

    def _find_rowid(self, id: str) -> None:
        searches.rowid(self.desk, id, self._found_rowid, self)

    def _found_rowid(self, rowid: int | None) -> None:
        if rowid is not None:
            self.list.select(rowid)

    # ---- the open meeting ------------------------------------------------------------------------------------------

    def _open_detail(self) -> Detail | None:
        return self.detail if self.detail is not None and self.split.is_open() and self.detail.id() else None

    def _show(self, id: str, part: str = "", point: str = "") -> None:
        if self.detail is None:
            self.detail = Detail(self.desk, self.record_factory(), self._record_state)
            self.detail.closed.connect(self._gone)
            self.detail.left.connect(self._back_to_list)
            self.split.set_detail(self.detail)
        if self.detail.id() != id:
            self._keep_edits()
        self.split.open()
        self.filters.set_compact(True)
        self.detail.open(id, part, point)
        self._select(id)
        kept = self._kept.pop(id, {})
        if kept:
            self.detail.take_texts(kept)

    @Slot()
    def _gone(self) -> None:
        self.split.close_detail()
        self._closed()

    @Slot()
    def _closed(self) -> None:
        self.setFocusProxy(self.list)
        self._keep_edits()
        self._pause.stop()
        self.filters.set_compact(False)
        if self.detail is not None:
            self.detail.presenter.close()

    def _close(self) -> None:
        if self.split.is_open():
            self.split.close_detail()
            self._closed()

    @Slot()
    def _back_to_list(self) -> None:
        self._close()
        self.desk.navigation.open("meetings")

    def _keep_edits(self) -> None:
        """Edits that were not saved are kept while another meeting is looked at, and said so."""
        texts = self._edits()
        if texts and self.detail is not None:
            self._kept[self.detail.id()] = texts
            head = form_texts.split(texts[_MEETING])
            self.desk.notices.info(
                tr("Unsaved changes to “{title}” are kept. Open it again to save them.", title=head[1] if head else "")
            )
            self.detail.details.revert()

    def _edits(self) -> dict[str, str]:
        current = self.detail.presenter.current if self.detail is not None else None
        texts = self.detail.details.texts() if self.detail is not None else {}
        if not texts or current is None:
            return {}
        return {_MEETING: form_texts.pair(current.detail.title, current.detail.id), **texts}

    def _all_kept(self) -> dict[str, dict[str, str]]:
        edits = self._edits()
        return {**self._kept, self.detail.id(): edits} if edits and self.detail is not None else dict(self._kept)

    @Slot(str, bool)
    def _created(self, id: str, open_it: bool) -> None:
        if open_it:
            self.desk.navigation.open("meeting", id)
            if self.detail is not None:
                self.detail.focus_part()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list; F2 edits."""
        detail = self._open_detail()
        if detail is not None and event.key() == Qt.Key.Key_Escape:
            self._back_to_list()
        elif detail is not None and event.key() == Qt.Key.Key_F2:
            detail.tabs.open("details")
            detail.details.form.focus_first()
        else:
            super().keyPressEvent(event)


_MEETING = "\0meeting"
"""Key, among a meeting's unsaved texts, of which meeting it is."""


def _is(row: Any, id: str) -> bool:
    return row is not None and row.id == id
