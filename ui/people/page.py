"""The People page: puts the list, the view and the form of a person together. Layout and the frame's wishes only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.core.changes import Written
from app.core.i18n import N_, tr
from app.queries.lister import Sort as QuerySort
from app.queries.people import PersonFilter
from app.services.organisations import OrganisationDraft, OrgNameDraft
from app.services.people import PersonDraft, list_name
from ui.desk import Desk
from ui.kit.fields import LTextField
from ui.kit.find_filters import add_line, add_pick
from ui.kit.list_feed import Values
from ui.kit.list_page import EmptyState, ListView, PagedModel, Sort
from ui.kit.record import Loaded, RecordDoors
from ui.kit.record_form import FormSpec, RecordForm
from ui.kit.record_pane import RecordPane
from ui.kit.searches import search_of
from ui.people import columns, form
from ui.people.photo import PhotoFlow
from ui.people.view import Beside, PersonView, head
from ui.register.page import RegisterPage
from ui.register.profile import ProfilePart
from ui.register.tabs import PROFILE, TIMELINE, TabbedRecord
from ui.register.timeline import TimelinePart
from ui.shell.record_page import list_doors


class Page(RegisterPage):
    """See the module."""

    KIND, LIST = "person", "people"
    NAME = N_("People")
    TOUCHED_BY = ("person", "organisation", "meeting")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
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
        self.save_filters(self.list.filters)
        keeper = self.keeper(self._record_doors())
        self.view = PersonView(desk.navigation.open)
        self.timeline = TimelinePart(desk, self.today)
        self.profile = ProfilePart(desk, self.today)
        view = TabbedRecord(
            "people",
            "person",
            self.view,
            ((TIMELINE, N_("Timeline"), self.timeline), (PROFILE, N_("Profile"), self.profile)),
        )
        self.timeline.turned_to.connect(view.turn_to)
        self.view.said.connect(self._said)
        self.photo = PhotoFlow(desk, self.view.portrait, self)
        self.view.photo_wanted.connect(self._photo)
        record_form = RecordForm("people", self._form_spec(organisations), keeper)
        pane = RecordPane("people", view, record_form, head, N_("New person"), self.pane_actions())
        doors = list_doors(desk.queries.people, self._filter_of, Sort("name"))
        self.put_together(N_("New person"), doors, pane, keeper, find)
        self.offer_import()
        self.view.add_position.connect(self._add_position)
        self.view.address.write_wanted.connect(self._write_address)

    # ---- doors -----------------------------------------------------------------------------------------------------

    def _record_doors(self) -> RecordDoors:
        people = self.desk.services.people
        return RecordDoors("person", self._read, people.create, people.update, people.remove, _name_of)

    def _read(self, id: str) -> Loaded:
        detail = self.desk.queries.people.get(id)
        beside = Beside({p.organisation_id: p.organisation for p in detail.positions})
        beside.promises = self.desk.queries.timeline.promises("person", detail.id)
        beside.today, beside.our_side = self.today(), self.our_side()
        beside.forms = self.desk.queries.address.forms(detail.id)
        if detail.photo_id:
            beside.photo = self.desk.queries.people.photo(detail.id)
        return Loaded(detail.id, detail.name, detail, self.desk.services.people.draft(detail.id), beside)

    def _form_spec(self, organisations: Any) -> FormSpec:
        doors = form.Doors(self.today, self.sides(), organisations, self._create_organisation)
        places = {"email": "contacts", "phone": "contacts"}
        titles = {"email": N_("E-mail"), "phone": N_("Phone")}
        return FormSpec(
            form.fields(doors), PersonDraft, form.values_of, form.draft_from, form.said, places, form.adapt, titles
        )

    def _create_organisation(self, text: str, chosen: Callable[[Any, str], None]) -> None:
        draft = OrganisationDraft(names=(OrgNameDraft(text),))
        self.run(partial(self.desk.services.organisations.create, draft), partial(self._made, text, chosen), owner=self)

    def _made(self, text: str, chosen: Callable[[Any, str], None], written: Written) -> None:
        self.desk.notices.done(tr("{name} was added.", name=text), written.changes)
        chosen(written.id, text)

    def _filter_of(self, values: Values) -> PersonFilter:
        return columns.filter_of(values, self.today())

    def listed(self) -> Sequence[int]:
        feed = self.book.feed
        return self.desk.queries.people.ids(self._filter_of(feed.values), QuerySort(*feed.sort_order))

    def rows_of(self, rowids: Sequence[int]) -> Sequence[Any]:
        return self.desk.queries.people.rows(rowids)

    @Slot(str)
    def _said(self, words: str) -> None:
        self.desk.notices.info(words)

    # ---- what the frame asks ---------------------------------------------------------------------------------------

    def help(self) -> list[tuple[str, str]]:
        return [
            ("Return", tr("Open the person")),
            ("Space", tr("Look at the person, staying in the list")),
            ("Ctrl+Tab", tr("The next tab: overview, timeline, profile")),
            ("F2", tr("Edit")),
            ("Ctrl+S", tr("Save")),
            ("Ctrl+Return", tr("Save and close the form")),
            ("Esc", tr("Back, keeping what is typed")),
            ("Ctrl+E", tr("Export the list, or what is chosen in it")),
            ("Ctrl+M", tr("Merge with another record; two that are chosen, with each other")),
            ("Shift+Down", tr("In the list: choose several")),
            ("Del", tr("Delete the person; the notice offers to undo it")),
            ("Return", tr("In names and positions: another row")),
            ("Alt+Up", tr("In names and positions: move the row up")),
            ("Alt+Down", tr("In names and positions: move the row down")),
            ("Ctrl+Del", tr("In names and positions: take the row out")),
        ]

    # ---- what happens ----------------------------------------------------------------------------------------------

    @Slot()
    def _photo(self) -> None:
        current = self.book.keeper.current
        if current is not None:
            self.photo.open_menu(current.id, current.name, has_photo=bool(current.detail.photo_id))

    @Slot(str)
    def _write_address(self, lang: str) -> None:
        self.book.edit()
        edit = self.book.pane.form.form.edit("address_forms")
        if isinstance(edit, LTextField):
            edit.edits[lang].setFocus()

    @Slot()
    def _add_position(self) -> None:
        self.book.edit()
        self.book.pane.form.form.edit("positions").setFocus()


def _name_of(draft: PersonDraft) -> str:
    return list_name(draft.names)
