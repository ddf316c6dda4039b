"""Everything promised: the list with its filters, and one promise beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Slot

from app.core.i18n import N_, tr
from app.queries.followups import FollowupFilter, FollowupRow
from app.queries.lister import Sort as Order
from ui.desk import Desk
from ui.followups.columns import promise_card, promise_columns, promise_filters
from ui.followups.feed import Answer, Feed
from ui.followups.pane import Pane
from ui.followups.promise_editor import PromiseEditor
from ui.followups.searches import Finder
from ui.kit.empty import EmptyState
from ui.kit.list_view import ListView
from ui.kit.picker import ReferenceEdit
from ui.kit.table_model import PagedModel, Sort
from ui.kit.text import Button
from ui.theme import theme

OVERDUE_FIRST = Sort("due")


class Promises(Pane):
    """Object names `followups.table`, `.filter.*`, `.find`, `.owner`, `.meeting`, `.new`."""

    def __init__(self, desk: Desk) -> None:
        model = PagedModel(promise_columns(desk.mission), partial(promise_card, desk.mission))
        empty = EmptyState(
            "commitment", N_("Nothing is promised yet"),
            N_("Promises come here from the records of meetings, or are added by hand."),
            N_("Add a follow-up"), self.new, name="followups.empty",
        )  # fmt: skip
        view = ListView("followups", N_("Promises"), model, promise_filters(desk.mission), empty)
        editor = PromiseEditor(desk)
        super().__init__(
            desk, "followups", "followup", view, editor,
            Feed(desk.tasks, view, partial(_read, desk), OVERDUE_FIRST, partial(_rows, desk)),
        )  # fmt: skip
        choices = desk.queries.choices
        self.owner = ReferenceEdit(
            Finder(desk.tasks, choices.people_and_organisations, self, mixed=True), "followups.owner",
            placeholder=N_("Any owner"),
        )  # fmt: skip
        self.meeting = ReferenceEdit(
            Finder(desk.tasks, choices.meetings, self), "followups.meeting", placeholder=N_("Any meeting")
        )
        self.owner.edited.connect(self._owner_chosen)
        self.meeting.edited.connect(self._meeting_chosen)
        for line in (self.owner, self.meeting):
            view.filters.add_widget(line)
        self.new_button = Button(N_("New follow-up"), "primary", "add", "followups.new")
        self.new_button.clicked.connect(self._new)
        view.add_action(self.new_button)
        self.fit_lines()
        self.say()

    def record_id(self, row_id: object) -> str:
        model = self.list.model
        row = model.row(model.find(row_id)) if isinstance(row_id, int) else None
        return row.id if isinstance(row, FollowupRow) else ""

    def row_id(self) -> Any:
        loaded = self.editor.loaded
        return loaded.detail.row.rowid if loaded is not None else None

    def restore_state(self, state: Mapping[str, Any]) -> None:
        super().restore_state(state)
        self._show_lines(self.list.filters.values())

    def hide_typed_chips(self) -> None:
        super().hide_typed_chips()
        for key in ("owner", "meeting"):
            self.list.filters.chips[key].hide()

    def say(self) -> None:
        super().say()
        if hasattr(self, "owner"):
            self.owner.setAccessibleName(tr(N_("Owner")))
            self.meeting.setAccessibleName(tr(N_("Meeting")))

    def _show_lines(self, values: Mapping[str, Any]) -> None:
        for line, key in ((self.owner, "owner"), (self.meeting, "meeting")):
            chosen = values.get(key)
            if isinstance(chosen, (list, tuple)) and len(chosen) == 2:
                line.set_value(str(chosen[0]), str(chosen[1]))
            else:
                line.set_value(None)

    @Slot(dict)
    def _filters_changed(self, values: dict[str, Any]) -> None:
        super()._filters_changed(values)
        self._show_lines(values)

    @Slot()
    def _owner_chosen(self) -> None:
        self._chosen("owner", self.owner)

    @Slot()
    def _meeting_chosen(self) -> None:
        self._chosen("meeting", self.meeting)

    def _chosen(self, key: str, line: ReferenceEdit) -> None:
        id = line.value()
        self.set_filter(key, None if id is None else [id, line.title()])

    @Slot()
    def _new(self) -> None:
        self.new()

    @Slot()
    def fit_lines(self) -> None:
        super().fit_lines()
        width = theme.px(140 if self.list.is_compact() else 170)
        for line in (self.owner, self.meeting) if hasattr(self, "meeting") else ():
            line.setFixedWidth(width)


def filter_of(values: Mapping[str, Any]) -> FollowupFilter:
    """The query's filter for the filters that are set; what is not understood narrows nothing."""
    owner, meeting = values.get("owner"), values.get("meeting")
    kind, _, id = str(owner[0]).partition(":") if isinstance(owner, (list, tuple)) and owner else ("", "", "")
    return FollowupFilter(
        text=str(values.get("text") or ""),
        side=str(values.get("side") or ""),
        status=str(values.get("status") or ""),
        meeting_id=str(meeting[0]) if isinstance(meeting, (list, tuple)) and meeting else "",
        person_id=id if kind == "person" else "",
        organisation_id=id if kind == "organisation" else "",
    )


def _read(desk: Desk, values: Mapping[str, Any], sort: Sort) -> Answer:
    queries, wanted, order = desk.queries.followups, filter_of(values), Order(sort.key, sort.descending)
    return queries.ids(wanted, order), queries.first(wanted, order)


def _rows(desk: Desk, ids: Sequence[Any]) -> Sequence[FollowupRow]:
    return desk.queries.followups.rows(ids)
