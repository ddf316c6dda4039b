"""The dry run as a list: each row of the file with what becomes of it, narrowed by verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.core.i18n import N_, tr
from app.services.importing import Plan, PlannedRow, Verdict
from ui.exchange import words
from ui.kit.list_page import CardText, Column, EmptyState, Filter, ListView, PagedModel


def _verdicts() -> Sequence[tuple[Any, str]]:
    return [(verdict.value, tr(text)) for verdict, (text, _) in words.VERDICTS.items()]


def _verdict(row: PlannedRow) -> str:
    return words.verdict_word(row)


def _tone(row: PlannedRow) -> str:
    return words.VERDICTS[row.verdict][1]


def _line(row: PlannedRow) -> str:
    return str(row.line) if row.line else ""


def _name(row: PlannedRow) -> str:
    return row.name or " · ".join(cell for cell in row.cells if cell.strip())


def _detail(row: PlannedRow) -> str:
    return row.detail


COLUMNS = (
    Column("line", N_("Row"), 64, _line, "right", sortable=False),
    Column("name", N_("Name"), 270, _name, sortable=False),
    Column("verdict", N_("Will be"), 130, _verdict, tone=_tone, sortable=False),
    Column("why", N_("Why"), 440, words.verdict_said, sortable=False),
    Column("detail", N_("Details"), 0, _detail, sortable=False),
)


def _card(row: PlannedRow) -> CardText:
    return CardText(_name(row), _detail(row), words.verdict_said(row), _verdict(row), _tone(row))


class PlanList(QObject):
    """The list and what feeds it. `opened` carries the number of a row somebody wants to decide anew."""

    opened = Signal(int)

    def __init__(self, parent: QObject, plan: Callable[[], Plan | None]) -> None:
        super().__init__(parent)
        self._plan = plan
        self.model = PagedModel(COLUMNS, _card, self)
        empty = EmptyState("import", N_("No rows"), N_("The file holds no row that could be imported."))
        filters = (Filter("verdict", N_("Any verdict"), _verdicts),)
        self.view = ListView("import.rows", N_("What would happen"), self.model, filters, empty)
        self.view.title.hide()  # the tab says it
        self.view.count.hide()
        self.model.need_page.connect(self._feed)
        self.view.filters_changed.connect(self._filtered)
        self.view.activated.connect(self._activated)
        self.shown: list[int] = []

    def fill(self) -> None:
        """Show the plan of now under the filter of now."""
        plan, wanted = self._plan(), self.view.filters.values().get("verdict")
        rows = plan.rows if plan is not None else ()
        self.shown = [row.no for row in rows if wanted is None or row.verdict is Verdict(wanted)]
        self.model.reset(list(self.shown), [rows[no] for no in self.shown[:200]])

    def put(self, no: int) -> None:
        """Row `no` was settled; -1: several were."""
        plan = self._plan()
        if plan is None:
            return
        if no < 0 or self.view.filters.values():
            self.fill()
        else:
            self.model.put(no, plan.rows[no])

    @Slot(int, int)
    def _feed(self, first: int, count: int) -> None:
        plan = self._plan()
        if plan is not None:
            self.model.set_page(first, [plan.rows[no] for no in self.shown[first : first + count]])

    @Slot(dict)
    def _filtered(self, _values: dict[str, Any]) -> None:
        self.fill()

    @Slot(object)
    def _activated(self, no: Any) -> None:
        plan = self._plan()
        if plan is not None and isinstance(no, int) and plan.rows[no].record is not None:
            self.opened.emit(no)
