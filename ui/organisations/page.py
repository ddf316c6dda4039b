"""The Organisations page: puts the list, the view and the form together. Layout and the frame's wishes only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.core.changes import Changes
from app.core.i18n import N_, language, tr
from app.core.ltext import pick
from app.queries.facets import Facets
from app.queries.lister import Sort as QuerySort
from app.queries.organisations import OrganisationFilter
from app.services.organisations import OrganisationDraft, list_name
from ui.desk import Desk
from ui.kit.find_filters import add_line
from ui.kit.list_feed import Values
from ui.kit.list_page import EmptyState, ListView, PagedModel, Sort
from ui.kit.record import Loaded, RecordDoors
from ui.kit.record_form import FormSpec, RecordForm
from ui.kit.record_pane import RecordPane
from ui.kit.searches import search_of
from ui.kit.text import Button
from ui.organisations import columns, form
from ui.organisations.tree import TreeDoors
from ui.organisations.view import Beside, OrganisationView, head
from ui.register.page import RegisterPage
from ui.register.profile import ProfilePart
from ui.register.tabs import PROFILE, TIMELINE, TabbedRecord
from ui.register.timeline import TimelinePart
from ui.shell.record_page import list_doors


class Page(RegisterPage):
    """See the module."""

    KIND, LIST = "organisation", "organisations"
    NAME = N_("Organisations")
    TOUCHED_BY = ("organisation", "person", "meeting")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        empty = EmptyState(
            "organisations",
            N_("No organisations yet"),
            N_("Ministries, agencies, companies and groups stand here, with every name they go by and who is there."),
            N_("Add an organisation"),
            self.new,
        )
        self.model = PagedModel(columns.columns(), columns.card, self)
        self.facets = Facets()
        filters = columns.filters(desk.mission, self._facets_now)
        self.list = ListView("organisations", N_("Organisations"), self.model, filters, empty)
        find = add_line(self.list.filters, "organisations", N_("Any part of any name"))
        keeper = self.keeper(self._record_doors())
        self.timeline = TimelinePart(desk, self.today)
        self.profile = ProfilePart(desk, self.today)
        self.view = OrganisationView(desk.navigation.open)
        view = TabbedRecord(
            "organisations",
            "organisation",
            self.view,
            ((TIMELINE, N_("Timeline"), self.timeline), (PROFILE, N_("Profile"), self.profile)),
        )
        pane = RecordPane(
            "organisations",
            view,
            RecordForm("organisations", self._form_spec(), keeper),
            head,
            N_("New organisation"),
            self.pane_actions(),
        )
        self.timeline.turned_to.connect(view.turn_to)
        self.view.said.connect(self._said)
        listed = desk.queries.organisations
        flat = list_doors(listed, self._filter_of, Sort("name"))
        self.tree = TreeDoors(flat, listed, desk.queries.organisation_tree, self._filter_of)
        self.tree_switch = Button(N_("Tree"), "", "tree", "organisations.tree")
        self.tree_switch.setCheckable(True)
        self.tree_switch.setToolTip(tr("Ministries with their departments, groups with their companies"))
        self.tree_switch.clicked.connect(self._show_tree)
        self.list.add_action(self.tree_switch)
        self.list.folded.connect(self._fold)
        self.save_filters(self.list.filters)
        self.put_together(N_("New organisation"), self.tree.doors(), pane, keeper, find)
        self.offer_import()
        self._read_facets()

    # ---- doors -----------------------------------------------------------------------------------------------------

    def _record_doors(self) -> RecordDoors:
        doors = self.desk.services.organisations
        return RecordDoors("organisation", self._read, doors.create, doors.update, doors.remove, _name_of)

    def _read(self, id: str) -> Loaded:
        detail = self.desk.queries.organisations.get(id)
        beside = Beside(
            detail.parent,
            self.desk.queries.posts.of(detail.id),
            {id: pick(name, language()) for id, name in detail.topics},
            self.desk.queries.timeline.promises("organisation", detail.id),
            self.today(),
            self.our_side(),
        )
        draft = self.desk.services.organisations.draft(detail.id)
        return Loaded(detail.id, detail.name, detail, draft, beside)

    def _form_spec(self) -> FormSpec:
        search = search_of(self.run, self.desk.queries.choices.organisations, self)
        topics = search_of(self.run, self.desk.queries.choices.topics, self)
        fields = form.fields(form.Doors(self.today, self.sides(), search, topics))
        return FormSpec(fields, OrganisationDraft, form.values_of, form.draft_from, form.said, {})

    def listed(self) -> Sequence[int]:
        feed = self.book.feed
        return self.desk.queries.organisations.ids(self._filter_of(feed.values), QuerySort(*feed.sort_order))

    def listed_count(self) -> int:
        return len(self.tree.order) if self.tree.shown else super().listed_count()

    def rows_of(self, rowids: Sequence[int]) -> Sequence[Any]:
        return self.desk.queries.organisations.rows(rowids)

    @Slot(str)
    def _said(self, words: str) -> None:
        self.desk.notices.info(words)

    # ---- what the frame asks ---------------------------------------------------------------------------------------

    def help(self) -> list[tuple[str, str]]:
        return [
            ("Return", tr("Open the organisation")),
            ("Space", tr("Look at the organisation, staying in the list")),
            ("Right", tr("In the tree: unfold, or go down")),
            ("Left", tr("In the tree: fold, or go up")),
            ("Ctrl+Tab", tr("The next tab: overview, timeline, profile")),
            ("F2", tr("Edit")),
            ("Ctrl+S", tr("Save")),
            ("Ctrl+Return", tr("Save and close the form")),
            ("Esc", tr("Back, keeping what is typed")),
            ("Ctrl+E", tr("Export the list, or what is chosen in it")),
            ("Ctrl+M", tr("Merge with another record; two that are chosen, with each other")),
            ("Shift+Down", tr("In the list: choose several")),
            ("Del", tr("Delete the organisation; the notice offers to undo it")),
            ("Return", tr("In names: another row")),
            ("Alt+Up", tr("In names: move the row up")),
            ("Alt+Down", tr("In names: move the row down")),
            ("Ctrl+Del", tr("In names: take the row out")),
        ]

    def save_state(self) -> dict[str, Any]:
        return {**super().save_state(), "tree": self.tree.shown}

    def restore_state(self, state: dict[str, Any]) -> None:
        self._set_tree(state.get("tree") is True)
        super().restore_state(state)

    # ---- facets ----------------------------------------------------------------------------------------------------

    def _filter_of(self, values: Values) -> OrganisationFilter:
        return columns.filter_of(values, self.today())

    def _facets_now(self) -> Facets:
        return self.facets

    def _read_facets(self) -> None:
        self.run(self.desk.queries.facets.organisations, self._facets_read, owner=self)

    def _facets_read(self, facets: Facets) -> None:
        self.facets = facets
        self.list.filters.say_values()

    # ---- the tree --------------------------------------------------------------------------------------------------

    @Slot()
    def _show_tree(self) -> None:
        self._set_tree(self.tree_switch.isChecked())
        self.book.feed.refresh()

    def _set_tree(self, shown: bool) -> None:
        self.tree_switch.setChecked(shown)
        self.tree.shown = shown
        self.model.level_of = self.tree.order.level_of if shown else None

    @Slot(object, bool)
    def _fold(self, rowid: int, unfolded: bool) -> None:
        self.tree.order.fold(rowid, unfolded)
        self.book.feed.refresh()

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        self.tree.forget()
        super()._changed(changes)
        if changes.touches("organisation", "topic"):
            self._read_facets()


def _name_of(draft: OrganisationDraft) -> str:
    return list_name(draft.names)
