"""The Organisations page: puts the list, the view and the form together. Layout and the frame's wishes only."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, tr
from app.jobs.lanes import Lane
from app.queries.lister import Sort as QuerySort
from app.queries.organisations import OrganisationRow
from app.services.organisations import OrganisationDraft, list_name
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
from ui.organisations import columns, form
from ui.organisations.view import OrganisationView, head
from ui.shell.page import PageBase
from ui.shell.route import Route

TOUCHED_BY = ("organisation", "person", "meeting")
SAYINGS = Sayings(N_("{name} was added."), N_("{name} was saved."), N_("{name} was deleted."))


class Page(PageBase):
    """See the module."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("organisations.page")
        self.run = partial(desk.tasks.run, Lane.DB)
        empty = EmptyState(
            "organisations",
            N_("No organisations yet"),
            N_("Ministries, agencies, companies and groups stand here, with every name they go by and who is there."),
            N_("Add an organisation"),
            self.new,
        )
        self.model = PagedModel(columns.columns(), columns.card, self)
        self.list = ListView("organisations", N_("Organisations"), self.model, columns.filters(desk.mission), empty)
        find = add_line(self.list.filters, "organisations", N_("Any part of any name"))
        new = Button(N_("New organisation"), "primary", "add", "organisations.new")
        new.setToolTip(tr("Ctrl+N"))
        new.clicked.connect(self.new)
        self.list.add_action(new)
        keeper = RecordKeeper(self._record_doors(), SAYINGS, self.run, desk.notices, desk.undo.remember, self)
        view = OrganisationView(desk.navigation.open)
        pane = RecordPane(
            "organisations",
            view,
            RecordForm("organisations", self._form_spec(), keeper),
            head,
            N_("New organisation"),
        )
        feed = ListFeed(self.list, self._list_doors(), self.run)
        self.book = RecordBook("organisations", self.list, feed, pane, keeper, desk.notices, find)
        self.book.went_to.connect(self._went_to)
        desk.bridge.changed.connect(self._changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.book)
        self.setFocusProxy(self.book)

    # ---- doors -----------------------------------------------------------------------------------------------------

    def _list_doors(self) -> ListDoors:
        organisations = self.desk.queries.organisations

        def first(values: Values, sort: Sort, limit: int) -> Sequence[OrganisationRow]:
            return organisations.first(columns.filter_of(values), QuerySort(*sort), limit)

        def ids(values: Values, sort: Sort) -> array[int]:
            return organisations.ids(columns.filter_of(values), QuerySort(*sort))

        return ListDoors(first, ids, organisations.rows, Sort("name"), _named)

    def _record_doors(self) -> RecordDoors:
        doors = self.desk.services.organisations
        return RecordDoors("organisation", self._read, doors.create, doors.update, doors.remove, _name_of)

    def _read(self, id: str) -> Loaded:
        detail = self.desk.queries.organisations.get(id)
        return Loaded(id, detail.name, detail, self.desk.services.organisations.draft(id), detail.parent)

    def _form_spec(self) -> FormSpec:
        mission = self.desk.mission
        sides = (mission.sending_state, mission.receiving_state) if mission else ()
        search = search_of(self.run, self.desk.queries.choices.organisations, self)
        fields = form.fields(form.Doors(sides, search))
        return FormSpec(fields, OrganisationDraft, form.values_of, form.draft_from, form.said, {})

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
        return self.book.title() or tr("Organisations")

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
            ("Return", tr("Open the organisation")),
            ("Space", tr("Look at the organisation, staying in the list")),
            ("F2", tr("Edit")),
            ("Ctrl+S", tr("Save")),
            ("Ctrl+Return", tr("Save and close the form")),
            ("Esc", tr("Back, keeping what is typed")),
            ("Del", tr("Delete the organisation; the notice offers to undo it")),
            ("Return", tr("In names: another row")),
            ("Alt+Up", tr("In names: move the row up")),
            ("Alt+Down", tr("In names: move the row down")),
            ("Ctrl+Del", tr("In names: take the row out")),
        ]

    # ---- what happens ----------------------------------------------------------------------------------------------

    @Slot(str)
    def _went_to(self, id: str) -> None:
        route = self.desk.navigation.route_to("organisation" if id else "organisations", id)
        if route is not None:
            self.desk.navigation.record(route)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        self.book.changed(changes, TOUCHED_BY)


def _named(name: str) -> Values:
    return {"text": name}


def _name_of(draft: OrganisationDraft) -> str:
    return list_name(draft.names)
