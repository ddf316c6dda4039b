"""One facility visit: its form, the gate's rules, what sources say of its day, and what was promised about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from app.core.changes import Written
from app.core.enums import VisitStatus
from app.core.errors import AppError, Refused
from app.core.formats import date_short
from app.core.i18n import N_, ntr, tr
from app.core.problems import Problem
from app.core.wording import label
from app.jobs.lanes import Lane
from app.queries.followups import FollowupFilter, FollowupRow
from app.queries.lister import Sort as Order
from app.queries.topics import ClaimInfo, ClaimQueries
from app.services.topics import ClaimService
from app.services.visits import VisitDraft
from ui.desk import Desk
from ui.followups import visit_form
from ui.followups.claims_card import ClaimsCard, day_of
from ui.followups.columns import promise_columns
from ui.followups.editor import Loaded, RecordEditor
from ui.followups.gate_card import GateCard
from ui.followups.reason_panel import REASON
from ui.kit.card import Card
from ui.kit.delegates import ROW_HEIGHT
from ui.kit.row_views import TableRows
from ui.kit.table_model import PagedModel
from ui.kit.text import Button, IconButton, Label
from ui.shell.actions import of_button
from ui.theme import theme

_DAY_FIELDS = frozenset({"date", "day", "visit_on"})
"""What a claim about a visit's day calls it."""
_SHOWN = ("code", "title", "owner", "due", "status")


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a visit: claims about it and its meeting, and its promises."""

    claims: tuple[ClaimInfo, ...] = ()
    promises: tuple[FollowupRow, ...] = ()


class VisitEditor(RecordEditor):
    """See the module. Object names `visits.confirm`, `.held`, `.more`, `.promises`, `.promise.new`."""

    promise_wanted = Signal(str, str)
    """(visit id, meeting id or ""): add a follow-up of this visit."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "visits", parent)
        self._zone = desk.mission.time_zone if desk.mission else "UTC"
        self._claims_read, self._claims_write = ClaimQueries(desk.store), ClaimService(desk.store)
        self.gate = GateCard()
        self.form = visit_form.make_form(desk, self._zone, self)
        self.watch(self.form, self.gate.form)
        for form in self.forms:
            form.changed.connect(self._tell_gate)
        self.panel.answered.connect(self._cancel)
        self.claims = ClaimsCard()
        self.claims.relied.connect(self._rely)
        form_card = Card("", name="visits.form.card")
        form_card.add(self.form)
        self._make_promises()
        for card in (self.claims, self.gate, form_card, self.promises_card):
            self.column.addWidget(card)
        self.column.addStretch(1)
        self._add_buttons()

    def _make_promises(self) -> None:
        columns = [one for one in promise_columns(self.desk.mission) if one.key in _SHOWN]
        self.promise_model = PagedModel(columns, parent=self)
        self.promises = TableRows("visits.promises")
        self.promises.show_model(self.promise_model)
        self.promises.opened.connect(self._open_promise)
        self.no_promises = Label(N_("Nothing is promised about this visit."), "soft")
        self.promise_button = Button(N_("Add a follow-up"), icon="add", name="visits.promise.new")
        self.promise_button.clicked.connect(self._new_promise)
        self.promises_card = Card(N_("Promised about this visit"), name="visits.promises.card")
        self.promises_card.set_corner(self.promise_button)
        self.promises_card.add(self.promises)
        self.promises_card.add(self.no_promises)

    def _add_buttons(self) -> None:
        self.confirm_button = Button(N_("Confirm visit"), "primary", name="visits.confirm")
        self.held_button = Button(N_("Visit is done"), "primary", name="visits.held")
        self.more_button = IconButton("menu", N_("More"), "visits.more")
        for button in (self.confirm_button, self.held_button, self.more_button):
            self.buttons.addWidget(button)
        self.desk.actions.add(of_button(self.confirm_button), of_button(self.held_button))
        self.confirm_button.clicked.connect(self.confirm)
        self.held_button.clicked.connect(self.held)
        self.more_button.clicked.connect(self.open_menu)
        self.menu = QMenu(self)
        self.menu.setObjectName("visits.more.menu")

    # ---- hooks -----------------------------------------------------------------------------------------------------

    def read(self, id: str) -> Loaded:
        queries = self.desk.queries
        detail = queries.visits.get(id)
        claims = self._claims_read.claims("visit", id)
        if detail.meeting_id:
            # The meeting's claims only where the visit has none of its own about the same thing.
            told = {claim.about for claim in claims}
            claims += [one for one in self._claims_read.claims("meeting", detail.meeting_id) if one.about not in told]
        promises = queries.followups.all(FollowupFilter(visit_id=id), Order("due"))
        return Loaded(id, detail, self.desk.services.visits.draft(id), Beside(tuple(claims), tuple(promises)))

    def blank(self) -> VisitDraft:
        return VisitDraft()

    def values_of(self, draft: Any, detail: Any) -> dict[str, Any]:
        return visit_form.values_of(draft, detail, self._zone)

    def draft_of(self, values: Mapping[str, Any], base: Any) -> VisitDraft:
        return visit_form.draft_of(values, base, self._zone)

    def create_record(self, draft: Any) -> Written:
        return self.desk.services.visits.create(draft)

    def update_record(self, id: str, draft: Any, base: Any) -> Written:
        return self.desk.services.visits.update(id, draft, base)

    def group_of(self, field: str) -> str:
        return visit_form.key_of(field)

    def new_name(self) -> str:
        return tr("New visit")

    def name(self) -> str:
        return tr("Visit: {title}", title=self.loaded.detail.title) if self.loaded else self.new_name()

    def field_words(self, field: str, draft: Any, detail: Any) -> tuple[str, str]:
        key = visit_form.key_of(field)
        value = self.values_of(draft, detail).get(key)
        if key in ("host_organisation_id", "delegation_id", "meeting_id") and detail is None:
            said = str(self.form.edit(key).control().property("text"))
        elif key in ("host_organisation_id", "delegation_id", "meeting_id"):
            said = value[1] if value else ""
        elif key == "contact":
            said = value.title if detail and value else self.form.values()["contact"].title
        elif key in ("arrives_at", "leaves_at"):
            said = value.strftime("%H:%M") if value else ""
        elif key == "visit_on":
            said = date_short(value) if value else ""
        else:
            said = label(value) if isinstance(value, StrEnum) else str(value or "")
        return tr(visit_form.LABELS.get(key, key)), said

    def show_loaded(self, loaded: Loaded | None) -> None:
        beside: Beside = loaded.more if loaded else Beside()
        status = loaded.detail.status if loaded else None
        if loaded is None:
            self.heading.set_text(self.new_name())
            self.facts.set_facts([])
            self.panel.hide()
        else:
            self._show_facts(loaded)
        self.claims.show_claims(beside.claims)
        self._show_promises(beside.promises)
        self.promises_card.setVisible(loaded is not None)
        self._show_buttons(status)
        self._tell_gate()

    def _show_facts(self, loaded: Loaded) -> None:
        detail = loaded.detail
        self.heading.set_text(" ".join(detail.title.split()))
        day = date_short(detail.visit_on) if detail.visit_on else ""
        people = ntr("{n} person", "{n} people", detail.group_size) if detail.group_size else ""
        tone = {VisitStatus.CONFIRMED: "green", VisitStatus.PLANNED: "amber"}.get(detail.status, "neutral")
        facts = [day, detail.host, people, detail.delegation, detail.status_reason]
        self.facts.set_facts(facts, [(label(detail.status), tone)])

    def _show_promises(self, rows: Sequence[FollowupRow]) -> None:
        self.promise_model.reset(None, rows)
        self.promises.setVisible(bool(rows))
        self.no_promises.setVisible(not rows)
        self.promises.setAccessibleName(self.promises_card.heading.text())
        header = self.promises.horizontalHeader().sizeHint().height()
        self.promises.setFixedHeight(header + theme.px(ROW_HEIGHT) * max(1, len(rows)) + 4)

    def _show_buttons(self, status: VisitStatus | None) -> None:
        self.confirm_button.setVisible(status is VisitStatus.PLANNED)
        self.held_button.setVisible(status is VisitStatus.CONFIRMED)
        self.more_button.setVisible(status is not None)
        self.menu.clear()
        if status in (VisitStatus.PLANNED, VisitStatus.CONFIRMED):
            self.menu.addAction(tr("Cancel the visit, with a reason"), self.ask_cancel)
        self.menu.addAction(tr("Delete"), self.remove)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        super().show_problems(problems)
        self._tell_gate()

    @Slot()
    def _tell_gate(self) -> None:
        """What stands between what is typed now and a confirmed visit."""
        try:
            typed = self.draft_of(self.values(), self.loaded.draft if self.loaded else self.blank())
        except (Refused, TypeError, AttributeError):
            return  # a time or a day that cannot be read is said at its own field when it is saved
        status = self.loaded.detail.status if self.loaded else VisitStatus.PLANNED
        rules = [one for one in typed.unanswered() if one.field in self.gate.form.values()]
        self.gate.tell(rules, status in (VisitStatus.DONE, VisitStatus.CANCELLED))

    # ---- actions ---------------------------------------------------------------------------------------------------

    @Slot()
    def open_menu(self) -> None:
        """Show what else can be done."""
        self.menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    @Slot()
    def confirm(self) -> None:
        """Save what is typed, then confirm; refused while a rule is unanswered, with the focus at the first."""
        self.leave(self._confirm)

    def _confirm(self) -> None:
        self._move(VisitStatus.CONFIRMED, tr("{record} confirmed.", record=self.name()))

    @Slot()
    def held(self) -> None:
        """It took place."""
        self._move(VisitStatus.DONE, tr("{record} done.", record=self.name()))

    @Slot()
    def ask_cancel(self) -> None:
        """Ask for the reason in the page."""
        self.panel.ask(REASON, N_("Why is the visit cancelled?"), N_("Cancel the visit"))

    @Slot(str, str)
    def _cancel(self, _key: str, text: str) -> None:
        self._move(VisitStatus.CANCELLED, tr("{record} cancelled.", record=self.name()), text)

    @Slot()
    def remove(self) -> None:
        """Take it off the list; Undo brings it back."""
        self._run(partial(self.desk.services.visits.remove, self.id), partial(self._removed, self.name()))

    def _move(self, status: VisitStatus, said: str, reason: str = "") -> None:
        self._run(partial(self.desk.services.visits.move, self.id, status, reason), partial(self._moved, said))

    def _run(self, job: Callable[[], Written], done: Callable[[Written], None]) -> None:
        self.desk.tasks.run(Lane.DB, job, done, self._not_done, owner=self)

    def _moved(self, said: str, written: Written) -> None:
        self.panel.hide()
        self.desk.notices.done(said, written.changes)
        self.refresh()

    def _not_done(self, error: AppError) -> None:
        if not isinstance(error, Refused) or not error.problems:
            self.desk.notices.error(error)
        elif any(problem.field == REASON for problem in error.problems):
            self.panel.show_problems(error.problems)
        else:
            self.show_problems(error.problems)
            self.desk.notices.warning(tr("The visit is not confirmed: the host still has to be asked."))

    def _removed(self, name: str, written: Written) -> None:
        self.discard()
        self.loaded = None
        self.desk.notices.done(tr("{record} deleted.", record=name), written.changes)
        self.left.emit()

    @Slot(object)
    def _rely(self, claim: ClaimInfo) -> None:
        self._run(partial(self._claims_write.choose, claim.id), partial(self._relied, claim))

    def _relied(self, claim: ClaimInfo, written: Written) -> None:
        self.desk.notices.done(tr("You rely on {source}.", source=claim.source_code or claim.source), written.changes)
        day = day_of(claim.value)
        edit = self.form.edit("visit_on")
        if day is not None and claim.subject_kind == "visit" and claim.about in _DAY_FIELDS and edit.value() != day:
            edit.set_value(day)
            edit.edited.emit()
        self.refresh()

    @Slot(QModelIndex)
    def _open_promise(self, index: QModelIndex) -> None:
        row = self.promise_model.row(index)
        if isinstance(row, FollowupRow):
            self.desk.navigation.open("followup", row.id)

    @Slot()
    def _new_promise(self) -> None:
        if self.loaded is not None:
            self.promise_wanted.emit(self.id, self.loaded.detail.meeting_id or "")
