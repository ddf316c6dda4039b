"""The Organisations page: puts the list, the view and the form together. Layout and the frame's wishes only."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_, tr
from app.services.organisations import OrganisationDraft, list_name
from ui.desk import Desk
from ui.kit.find_filters import add_line
from ui.kit.list_page import EmptyState, ListView, PagedModel, Sort
from ui.kit.record import Loaded, RecordDoors
from ui.kit.record_form import FormSpec, RecordForm
from ui.kit.record_pane import RecordPane
from ui.kit.searches import search_of
from ui.organisations import columns, form
from ui.organisations.view import OrganisationView, head
from ui.shell.record_page import RecordPage, list_doors


class Page(RecordPage):
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
        self.list = ListView("organisations", N_("Organisations"), self.model, columns.filters(desk.mission), empty)
        find = add_line(self.list.filters, "organisations", N_("Any part of any name"))
        keeper = self.keeper(self._record_doors())
        view = OrganisationView(desk.navigation.open)
        pane = RecordPane(
            "organisations",
            view,
            RecordForm("organisations", self._form_spec(), keeper),
            head,
            N_("New organisation"),
        )
        doors = list_doors(desk.queries.organisations, columns.filter_of, Sort("name"))
        self.put_together(N_("New organisation"), doors, pane, keeper, find)

    # ---- doors -----------------------------------------------------------------------------------------------------

    def _record_doors(self) -> RecordDoors:
        doors = self.desk.services.organisations
        return RecordDoors("organisation", self._read, doors.create, doors.update, doors.remove, _name_of)

    def _read(self, id: str) -> Loaded:
        detail = self.desk.queries.organisations.get(id)
        return Loaded(id, detail.name, detail, self.desk.services.organisations.draft(id), detail.parent)

    def _form_spec(self) -> FormSpec:
        search = search_of(self.run, self.desk.queries.choices.organisations, self)
        fields = form.fields(form.Doors(self.sides(), search))
        return FormSpec(fields, OrganisationDraft, form.values_of, form.draft_from, form.said, {})

    # ---- what the frame asks ---------------------------------------------------------------------------------------

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


def _name_of(draft: OrganisationDraft) -> str:
    return list_name(draft.names)
