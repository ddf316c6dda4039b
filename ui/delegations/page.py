"""The Delegations page: puts the list, the members and the form together. Layout and the frame's wishes only."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, language, tr
from app.core.ltext import pick
from app.core.zones import local
from app.jobs.lanes import Lane
from app.queries.delegations import DelegationRow
from app.queries.lister import Sort as QuerySort
from app.services.delegations import DelegationDraft
from ui.delegations import columns, form
from ui.delegations.view import DelegationView, head
from ui.desk import Desk
from ui.kit.find_filters import add_line
from ui.kit.list_feed import ListDoors, ListFeed, Values
from ui.kit.list_page import EmptyState, ListView, PagedModel, Sort
from ui.kit.record import Loaded, RecordDoors, RecordKeeper, Sayings
from ui.kit.record_book import RecordBook
from ui.kit.record_form import FormSpec, RecordForm
from ui.kit.record_pane import RecordPane
from ui.kit.searches import search_of
from ui.kit.text import Button
from ui.shell.page import PageBase
from ui.shell.route import Route

TOUCHED_BY = ("delegation", "person", "delegation", "meeting")
SAYINGS = Sayings(N_("{name} was added."), N_("{name} was saved."), N_("{name} was deleted."))


class Page(PageBase):
    """See the module."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("delegations.page")
        self.run = partial(desk.tasks.run, Lane.DB)
        empty = EmptyState(
            "delegations",
            N_("No delegations yet"),
            N_("Whoever comes as a group stands here, in the order their own body gave, head first."),
            N_("Add a delegation"),
            self.new,
        )
        self.model = PagedModel(columns.columns(), columns.card, self)
        self.list = ListView("delegations", N_("Delegations"), self.model, columns.filters(desk.mission), empty)
        find = add_line(self.list.filters, "delegations", N_("Any part of any name"))
        new = Button(N_("New delegation"), "primary", "add", "delegations.new")
        new.setToolTip(tr("Ctrl+N"))
        new.clicked.connect(self.new)
        self.list.add_action(new)
        keeper = RecordKeeper(self._record_doors(), SAYINGS, self.run, desk.notices, desk.undo.remember, self)
        view = DelegationView(desk, search_of(self.run, desk.queries.choices.people, self))
        pane = RecordPane(
            "delegations",
            view,
            RecordForm("delegations", self._form_spec(), keeper),
            head,
            N_("New delegation"),
        )
        feed = ListFeed(self.list, self._list_doors(), self.run)
        self.book = RecordBook("delegations", self.list, feed, pane, keeper, desk.notices, find)
        self.book.went_to.connect(self._went_to)
        desk.bridge.changed.connect(self._changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.book)
        self.setFocusProxy(self.book)

    # ---- doors -----------------------------------------------------------------------------------------------------

    def _list_doors(self) -> ListDoors:
        delegations = self.desk.queries.delegations

        def first(values: Values, sort: Sort, limit: int) -> Sequence[DelegationRow]:
            return delegations.first(columns.filter_of(values), QuerySort(*sort), limit)

        def ids(values: Values, sort: Sort) -> array[int]:
            return delegations.ids(columns.filter_of(values), QuerySort(*sort))

        return ListDoors(first, ids, delegations.rows, Sort("arrives", True), _named)

    def _record_doors(self) -> RecordDoors:
        doors = self.desk.services.delegations
        return RecordDoors("delegation", self._read, doors.create, doors.update, doors.remove, _name_of)

    def _read(self, id: str) -> Loaded:
        detail = self.desk.queries.delegations.get(id)
        return Loaded(id, detail.name, detail, self.desk.services.delegations.draft(id), detail.organisation)

    def _form_spec(self) -> FormSpec:
        mission = self.desk.mission
        sides = (mission.sending_state, mission.receiving_state) if mission else ()
        search = search_of(self.run, self.desk.queries.choices.organisations, self)
        fields = form.fields(form.Doors(self._today, sides, search))
        return FormSpec(fields, DelegationDraft, form.values_of, form.draft_from, form.said, {})

    def _today(self) -> date:
        mission = self.desk.mission
        return local(self.desk.clock.now(), mission.time_zone if mission else "UTC").date()

    # ---- what the frame asks ---------------------------------------------------------------------------------------

    def open(self, route: Route) -> None:
        if "new" not in route.extra:
            self.book.open(route.id, edit=route.part == "edit")
        elif not self.book.feed.opened:
            self.book.open()

    @Slot()
    def new(self) -> None:
        self.book.new()

    def title(self) -> str:
        return self.book.title() or tr("Delegations")

    def save_state(self) -> dict[str, Any]:
        return self.book.save_state()

    def restore_state(self, state: dict[str, Any]) -> None:
        self.book.restore_state(state)

    def unsaved(self) -> dict[str, str]:
        return self.book.unsaved()

    def restore_unsaved(self, texts: dict[str, str]) -> None:
        self.book.restore_unsaved(texts)

    def help(self) -> list[tuple[str, str]]:
        return [
            ("Return", tr("Open the delegation; in the members, the person")),
            ("F2", tr("Edit")),
            ("Ctrl+S", tr("Save")),
            ("Ctrl+Return", tr("Save and close the form")),
            ("Esc", tr("Back, keeping what is typed")),
            ("Del", tr("Delete the delegation; in the members, take off the list")),
            ("H", tr("Member: head of the delegation, or not any more")),
            ("P", tr("Member: principal (G government, N industry, S staff, R press, C security, I interpreter)")),
            ("B", tr("Member: body inside the delegation")),
            ("Alt+Up", tr("Member: move up")),
            ("Alt+Down", tr("Member: move down")),
        ]

    # ---- what happens ----------------------------------------------------------------------------------------------

    @Slot(str)
    def _went_to(self, id: str) -> None:
        route = self.desk.navigation.route_to("delegation" if id else "delegations", id)
        if route is not None:
            self.desk.navigation.record(route)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        self.book.changed(changes, TOUCHED_BY)


def _named(name: str) -> Values:
    return {"text": name}


def _name_of(draft: DelegationDraft) -> str:
    return pick(draft.name, language())
