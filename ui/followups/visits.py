"""Facility visits: the list, and one visit beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Slot

from app.core.i18n import N_
from app.queries.lister import Sort as Order
from app.queries.visits import VisitFilter
from ui.desk import Desk
from ui.followups.columns import visit_card, visit_columns, visit_filters
from ui.followups.feed import Answer, Feed
from ui.followups.pane import Pane
from ui.followups.visit_editor import VisitEditor
from ui.kit.empty import EmptyState
from ui.kit.list_view import ListView
from ui.kit.table_model import PagedModel, Sort
from ui.kit.text import Button


class Visits(Pane):
    """Object names `visits.table`, `.filter.status`, `.find`, `.new`."""

    editor: VisitEditor

    def __init__(self, desk: Desk) -> None:
        empty = EmptyState(
            "visits", N_("No facility visit is planned"),
            N_("A plant or a laboratory that is visited stands here, with what its gate asks for."),
            N_("Plan a facility visit"), self.new, name="visits.empty",
        )  # fmt: skip
        model = PagedModel(visit_columns(), visit_card)
        view = ListView("visits", N_("Facility visits"), model, visit_filters(), empty)
        super().__init__(
            desk, "visits", "visit", view, VisitEditor(desk),
            Feed(desk.tasks, view, partial(_read, desk), Sort("visit_on")),
        )  # fmt: skip
        self.new_button = Button(N_("New visit"), "primary", "add", "visits.new")
        self.new_button.clicked.connect(self._new)
        view.add_action(self.new_button)

    @Slot()
    def _new(self) -> None:
        self.new()


def _read(desk: Desk, values: Mapping[str, Any], sort: Sort) -> Answer:
    # Visits are few (a delegation has one to three), so the whole list is read and its rows carry their own ids.
    wanted = VisitFilter(text=str(values.get("text") or ""), status=str(values.get("status") or ""))
    return None, desk.queries.visits.all(wanted, Order(sort.key, sort.descending))
