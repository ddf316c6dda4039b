"""The People page: puts the list, the view and the form of a person together. Layout and the frame's wishes only."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.changes import Changes, Written
from app.core.i18n import N_, tr
from app.core.zones import local
from app.jobs.lanes import Lane
from app.queries.followups import FollowupFilter
from app.queries.lister import Sort as QuerySort
from app.queries.people import PersonRow
from app.services.organisations import OrganisationDraft, OrgNameDraft
from app.services.people import PersonDraft, list_name
from ui.desk import Desk
from ui.kit.find_filters import add_line, add_pick
from ui.kit.list_feed import ListDoors, ListFeed, Values
from ui.kit.list_page import EmptyState, ListView, PagedModel, Sort
from ui.kit.record import Loaded, RecordDoors, RecordKeeper, Sayings
from ui.kit.record_book import RecordBook
from ui.kit.record_form import FormSpec, RecordForm
from ui.kit.record_pane import RecordPane
from ui.kit.searches import search_of
from ui.kit.text import Button
from ui.people import columns, form
from ui.people.view import Beside, PersonView, head
from ui.shell.page import PageBase
from ui.shell.route import Route

TOUCHED_BY = ("person", "organisation", "meeting", "followup")
SAYINGS = Sayings(N_("{name} was added."), N_("{name} was saved."), N_("{name} was deleted."))


class Page(PageBase):
    """See the module."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("people.page")
        self.run = partial(desk.tasks.run, Lane.DB)
        organisations = search_of(self.run, desk.queries.choices.organisations, self)
        empty = EmptyState(
            "people",
            N_("No people yet"),
            N_("Everybody the mission deals with stands here once, in every script, with the positions they held."),
            N_("Add a person"),
            self.new,
        )
        self.model = PagedModel(columns.columns(), columns.card, self)
        self.list = ListView("people", N_("People"), self.model, columns.filters(desk.mission), empty)
        find = add_line(self.list.filters, "people", N_("Any part of any name"))
        add_pick(self.list.filters, "people", "organisation", N_("Any organisation"), organisations)
        new = Button(N_("New person"), "primary", "add", "people.new")
        new.setToolTip(tr("Ctrl+N"))
        new.clicked.connect(self.new)
        self.list.add_action(new)
        keeper = RecordKeeper(self._record_doors(), SAYINGS, self.run, desk.notices, desk.undo.remember, self)
        view = PersonView(desk.navigation.open)
        record_form = RecordForm("people", self._form_spec(organisations), keeper)
        pane = RecordPane("people", view, record_form, head, N_("New person"))
        feed = ListFeed(self.list, self._list_doors(), self.run)
        self.book = RecordBook("people", self.list, feed, pane, keeper, desk.notices, find)
        view.add_position.connect(self._add_position)
        self.book.went_to.connect(self._went_to)
        desk.bridge.changed.connect(self._changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.book)
        self.setFocusProxy(self.book)

    # ---- doors -----------------------------------------------------------------------------------------------------

    def _list_doors(self) -> ListDoors:
        people = self.desk.queries.people

        def first(values: Values, sort: Sort, limit: int) -> Sequence[PersonRow]:
            return people.first(columns.filter_of(values), QuerySort(*sort), limit)

        def ids(values: Values, sort: Sort) -> array[int]:
            return people.ids(columns.filter_of(values), QuerySort(*sort))

        return ListDoors(first, ids, people.rows, Sort("name"), _named)

    def _record_doors(self) -> RecordDoors:
        people = self.desk.services.people
        return RecordDoors("person", self._read, people.create, people.update, people.remove, _name_of)

    def _read(self, id: str) -> Loaded:
        detail = self.desk.queries.people.get(id)
        beside = Beside({p.organisation_id: p.organisation for p in detail.positions})
        if detail.open_followups:
            wanted = FollowupFilter(person_id=id, status="unclosed")
            beside.followups = self.desk.queries.followups.first(wanted, QuerySort("due"), 10)
        beside.today = self._today()
        return Loaded(id, detail.name, detail, self.desk.services.people.draft(id), beside)

    def _form_spec(self, organisations: Any) -> FormSpec:
        mission = self.desk.mission
        sides = (mission.sending_state, mission.receiving_state) if mission else ()
        doors = form.Doors(self._today, sides, organisations, self._create_organisation)
        return FormSpec(form.fields(doors), PersonDraft, form.values_of, form.draft_from, form.said, {}, form.adapt)

    def _create_organisation(self, text: str, chosen: Callable[[Any, str], None]) -> None:
        draft = OrganisationDraft(names=(OrgNameDraft(text),))
        self.run(partial(self.desk.services.organisations.create, draft), partial(self._made, text, chosen), owner=self)

    def _made(self, text: str, chosen: Callable[[Any, str], None], written: Written) -> None:
        self.desk.notices.done(tr("{name} was added.", name=text), written.changes)
        chosen(written.id, text)

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
        return self.book.title() or tr("People")

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
            ("Return", tr("Open the person")),
            ("Space", tr("Look at the person, staying in the list")),
            ("F2", tr("Edit")),
            ("Ctrl+S", tr("Save")),
            ("Ctrl+Return", tr("Save and close the form")),
            ("Esc", tr("Back, keeping what is typed")),
            ("Del", tr("Delete the person; the notice offers to undo it")),
            ("Return", tr("In names and positions: another row")),
            ("Alt+Up", tr("In names and positions: move the row up")),
            ("Alt+Down", tr("In names and positions: move the row down")),
            ("Ctrl+Del", tr("In names and positions: take the row out")),
        ]

    # ---- what happens ----------------------------------------------------------------------------------------------

    @Slot(str)
    def _went_to(self, id: str) -> None:
        route = self.desk.navigation.route_to("person" if id else "people", id)
        if route is not None:
            self.desk.navigation.record(route)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        self.book.changed(changes, TOUCHED_BY)

    @Slot()
    def _add_position(self) -> None:
        self.book.edit()
        self.book.pane.form.form.edit("positions").setFocus()


def _named(name: str) -> Values:
    return {"text": name}


def _name_of(draft: PersonDraft) -> str:
    return list_name(draft.names)
