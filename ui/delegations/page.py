"""The Delegations page: puts the list, the members and the form together. Layout and the frame's wishes only."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_, language, tr
from app.core.ltext import pick
from app.services.delegations import DelegationDraft
from ui.delegations import columns, form
from ui.delegations.view import DelegationView, head
from ui.desk import Desk
from ui.kit.find_filters import add_line
from ui.kit.list_page import EmptyState, ListView, PagedModel, Sort
from ui.kit.record import Loaded, RecordDoors
from ui.kit.record_form import FormSpec, RecordForm
from ui.kit.record_pane import RecordPane
from ui.kit.searches import search_of
from ui.shell.record_page import RecordPage, list_doors


class Page(RecordPage):
    """See the module."""

    KIND, LIST = "delegation", "delegations"
    NAME = N_("Delegations")
    TOUCHED_BY = ("delegation", "person", "organisation", "meeting")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
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
        keeper = self.keeper(self._record_doors())
        view = DelegationView(desk, search_of(self.run, desk.queries.choices.people, self))
        pane = RecordPane(
            "delegations",
            view,
            RecordForm("delegations", self._form_spec(), keeper),
            head,
            N_("New delegation"),
        )
        doors = list_doors(desk.queries.delegations, columns.filter_of, Sort("arrives", True))
        self.put_together(N_("New delegation"), doors, pane, keeper, find)

    # ---- doors -----------------------------------------------------------------------------------------------------

    def _record_doors(self) -> RecordDoors:
        doors = self.desk.services.delegations
        return RecordDoors("delegation", self._read, doors.create, doors.update, doors.remove, _name_of)

    def _read(self, id: str) -> Loaded:
        detail = self.desk.queries.delegations.get(id)
        return Loaded(id, detail.name, detail, self.desk.services.delegations.draft(id), detail.organisation)

    def _form_spec(self) -> FormSpec:
        search = search_of(self.run, self.desk.queries.choices.organisations, self)
        fields = form.fields(form.Doors(self.today, self.sides(), search))
        return FormSpec(fields, DelegationDraft, form.values_of, form.draft_from, form.said, {})

    # ---- what the frame asks ---------------------------------------------------------------------------------------

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


def _name_of(draft: DelegationDraft) -> str:
    return pick(draft.name, language())
