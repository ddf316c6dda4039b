"""One promise: its form, where it came from, and the ways to close it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.core.changes import Written
from app.core.enums import DuePrecision, FollowupKind, FollowupStatus
from app.core.errors import AppError, Refused
from app.core.formats import date_short, due_relative, due_shown
from app.core.i18n import N_, tr
from app.core.wording import label, side_name
from app.core.zones import local
from app.jobs.lanes import Lane
from app.queries.carry_over import Station
from app.queries.followups import FollowupDetail
from app.services.followups import FollowupDraft
from ui.desk import Desk
from ui.followups import promise_form, words
from ui.followups.due import DueReader
from ui.followups.editor import Loaded, RecordEditor
from ui.followups.reason_panel import EVIDENCE, REASON
from ui.kit.card import Card
from ui.kit.line_list import LineList, ListCard, ListLine
from ui.kit.text import Button, IconButton, Label
from ui.shell.actions import of_button


@dataclass(frozen=True, slots=True)
class Origin:
    """The record line a promise came from: the meeting's code or title, the line's kind in words, its number; and the
    meetings it was on since."""

    meeting: str = ""
    kind: str = ""
    ref: str = ""
    history: tuple[Station, ...] = ()


class PromiseEditor(RecordEditor):
    """See the module. Object names `followups.done`, `.start`, `.reopen`, `.drop`, `.more`, `.origin`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "followups", parent)
        zone = desk.mission.time_zone if desk.mission else "UTC"
        self._zone = zone
        self.reader = DueReader(local(desk.clock.now(), zone).date())
        self.form = promise_form.make_form(desk, self.reader, self)
        self.watch(self.form)
        self.panel.answered.connect(self._close)
        self.origin = QPushButton()
        self.origin.setObjectName("followups.origin")
        self.origin.setProperty("role", "link")
        self.origin.setAutoDefault(False)
        self.origin.clicked.connect(self._open_origin)
        self.origin_text = Label("", "soft")
        self.origin_text.setObjectName("followups.origin.text")
        self.origin_text.setWordWrap(True)
        self.origin_card = Card(N_("Where it was promised"), name="followups.origin.card")
        self.origin_card.body.addWidget(self.origin, 0, Qt.AlignmentFlag.AlignLeft)
        self.origin_card.add(self.origin_text)
        self.closed_text = Label("", "body")
        self.closed_text.setObjectName("followups.closed.text")
        self.closed_text.setWordWrap(True)
        self.closed_card = Card(N_("How it was closed"), name="followups.closed.card")
        self.closed_card.add(self.closed_text)
        form_card = Card("", name="followups.form.card")
        form_card.add(self.form)
        self.history_card = ListCard(
            N_("Meetings it was on"), LineList("followups.history", 8), name="followups.history.card"
        )
        self.history_card.lines.opened.connect(self._open_station)
        for card in (self.closed_card, form_card, self.origin_card, self.history_card):
            self.column.addWidget(card)
        self.column.addStretch(1)
        self._add_buttons()

    def _add_buttons(self) -> None:
        self.start_button = Button(N_("Take in hand"), name="followups.start")
        self.reopen_button = Button(N_("Reopen"), name="followups.reopen")
        self.done_button = Button(N_("Mark as done"), "primary", name="followups.done")
        self.more_button = IconButton("menu", N_("More"), "followups.more")
        for button in (self.start_button, self.reopen_button, self.done_button, self.more_button):
            self.buttons.addWidget(button)
        self.desk.actions.add(of_button(self.start_button), of_button(self.reopen_button), of_button(self.done_button))
        self.start_button.clicked.connect(self.start)
        self.reopen_button.clicked.connect(self.reopen)
        self.done_button.clicked.connect(self.ask_done)
        self.more_button.clicked.connect(self.open_menu)
        self.menu = QMenu(self)
        self.menu.setObjectName("followups.more.menu")

    # ---- hooks -----------------------------------------------------------------------------------------------------

    def read(self, id: str) -> Loaded:
        queries = self.desk.queries
        detail = queries.followups.get(id)
        history = queries.carry_over.history(id)
        origin = Origin(detail.row.meeting, history=history)
        if detail.record_id:
            record = queries.minutes.get(detail.record_id)
            meeting = queries.meetings.get(record.meeting_id)
            point = next((one for one in record.points if one.id == detail.row.source_point_id), None)
            origin = Origin(
                meeting.code or meeting.title, label(point.kind) if point else "", point.ref if point else "", history
            )
        return Loaded(id, detail, self.desk.services.followups.draft(id), origin)

    def blank(self) -> FollowupDraft:
        return FollowupDraft(
            kind=FollowupKind.ACTION, side=self.desk.mission.sending_state if self.desk.mission else ""
        )

    def values_of(self, draft: Any, detail: Any) -> dict[str, Any]:
        self.reader.today = local(self.desk.clock.now(), self._zone).date()
        return promise_form.values_of(draft, detail)

    def draft_of(self, values: Mapping[str, Any], base: Any) -> FollowupDraft:
        return promise_form.draft_of(values, base)

    def create_record(self, draft: Any) -> Written:
        return self.desk.services.followups.create(draft)

    def update_record(self, id: str, draft: Any, base: Any) -> Written:
        return self.desk.services.followups.update(id, draft, base)

    def group_of(self, field: str) -> str:
        return promise_form.key_of(field)

    def new_name(self) -> str:
        return tr("New follow-up")

    def name(self) -> str:
        if self.loaded is None:
            return self.new_name()
        row = self.loaded.detail.row
        return tr("Follow-up {code}", code=row.code) if row.code else str(row.title)

    def field_words(self, field: str, draft: Any, detail: Any) -> tuple[str, str]:
        values = self.form.values()
        value = getattr(draft, field)
        if field in promise_form.OWNER_FIELDS:
            said = detail.row.owner if detail else values["owner"].title
        elif field in promise_form.DUE_FIELDS:
            said = due_shown(draft.due_on, draft.due_precision, draft.due_text)
        elif field == "meeting_id":
            said = detail.row.meeting if detail else self.form.edit("meeting_id").control().property("text")
        elif field == "side":
            said = side_name(value) if value else ""
        else:
            said = label(value) if isinstance(value, FollowupKind | DuePrecision) else str(value or "")
        return tr(promise_form.LABELS.get(promise_form.key_of(field), field)), said

    def show_loaded(self, loaded: Loaded | None) -> None:
        if loaded is None:
            self.heading.set_text(self.new_name())
            self.facts.set_facts([])
            self.panel.hide()
        else:
            self._show_facts(loaded.detail)
        self._show_origin(loaded)
        self._show_buttons(loaded.detail.row.status if loaded else None)

    def _show_facts(self, detail: FollowupDetail) -> None:
        row = detail.row
        self.heading.set_text(" ".join(row.title.split()))
        chips = [(words.status_words(row), words.status_tone(row))]
        if words.is_open(row):
            if not row.overdue and row.days is not None:
                chips.append((due_relative(row.days), words.due_tone(row) or "neutral"))
            if not row.owner:
                chips.append((words.owner_words(row), "red"))
        side = words.side_words(row.side, self.desk.mission)
        due = words.due_words(row)
        said = tr("due {date}", date=due) if due else ""
        self.facts.set_facts([row.code, side, row.owner, said, detail.visit], chips)

    def _show_origin(self, loaded: Loaded | None) -> None:
        origin = loaded.more if loaded else Origin()
        self.origin_card.setVisible(bool(origin.meeting))
        told = origin.history if len(origin.history) > 1 else ()
        self.history_card.fill([self._station(one) for one in told], str(len(told) or ""))
        if origin.ref:
            said = tr("From {meeting}: {kind} {ref}", meeting=origin.meeting, kind=origin.kind, ref=origin.ref)
        else:
            said = tr("From {meeting}", meeting=origin.meeting)
        self.origin.setText(said.replace("&", "&&"))
        self.origin.setAccessibleName(said)
        text = loaded.detail.source_text if loaded else ""
        self.origin_text.set_data(text)
        self.origin_text.setVisible(bool(text))
        detail = loaded.detail if loaded else None
        self.closed_card.setVisible(bool(detail and detail.closed_on))
        if detail and detail.closed_on:
            on = date_short(detail.closed_on, today=self.reader.today)
            if detail.row.status is FollowupStatus.DONE:
                self.closed_text.set_data(tr("Done on {date}. {evidence}", date=on, evidence=detail.evidence))
            else:
                self.closed_text.set_data(tr("Dropped on {date}. {reason}", date=on, reason=detail.closure_note))

    def _station(self, one: Station) -> ListLine:
        """A meeting in the promise's history: how it stood then, and what was said of it."""
        day = date_short(local(one.at, self._zone).date(), today=self.reader.today)
        told = tr("made here") if one.made_here else one.note
        detail = " · ".join(part for part in (day, " ".join(told.split())) if part)
        return ListLine(one.meeting, detail, "", label(one.status), "neutral", ("meeting", one.meeting_id))

    @Slot(str, str)
    def _open_station(self, kind: str, id: str) -> None:
        self.desk.navigation.open(kind, id, "record")

    def _show_buttons(self, status: FollowupStatus | None) -> None:
        is_open = status in (FollowupStatus.OPEN, FollowupStatus.IN_HAND)
        self.start_button.setVisible(status is FollowupStatus.OPEN)
        self.done_button.setVisible(is_open)
        self.reopen_button.setVisible(status in (FollowupStatus.DONE, FollowupStatus.DROPPED))
        self.more_button.setVisible(status is not None)
        self.menu.clear()
        if is_open:
            self.menu.addAction(tr("Drop, with a reason"), self.ask_drop)
        if self.loaded is not None and self.loaded.detail.row.visit_id:
            self.menu.addAction(tr("Open the visit"), self._open_visit)
        if self.loaded is not None and not self.loaded.detail.row.source_point_id:
            self.menu.addAction(tr("Delete"), self.remove)
        self.more_button.setVisible(not self.menu.isEmpty())

    # ---- actions ---------------------------------------------------------------------------------------------------

    @Slot()
    def open_menu(self) -> None:
        """Show what else can be done."""
        self.menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    @Slot()
    def ask_done(self) -> None:
        """Ask for the evidence in the page."""
        self.panel.ask(EVIDENCE, N_("What shows that it is done?"), N_("Mark as done"))

    @Slot()
    def ask_drop(self) -> None:
        """Ask for the reason in the page."""
        self.panel.ask(REASON, N_("Why is it dropped?"), N_("Drop it"))

    @Slot()
    def start(self) -> None:
        """Take it in hand."""
        self._act(
            partial(self.desk.services.followups.start, self.id), tr("{record} taken in hand.", record=self.name())
        )

    @Slot()
    def reopen(self) -> None:
        """Take the closing back."""
        self._act(partial(self.desk.services.followups.reopen, self.id), tr("{record} reopened.", record=self.name()))

    @Slot()
    def remove(self) -> None:
        """Delete what was typed by mistake; Undo brings it back."""
        job = partial(self.desk.services.followups.remove, self.id)
        self.desk.tasks.run(
            Lane.DB, job, partial(self._removed, tr("{record} deleted.", record=self.name())), owner=self
        )

    @Slot(str, str)
    def _close(self, key: str, text: str) -> None:
        service, on = self.desk.services.followups, self.reader.today
        if key == EVIDENCE:
            self._act(partial(service.done, self.id, text, on), tr("{record} done.", record=self.name()))
        else:
            self._act(partial(service.drop, self.id, text, on), tr("{record} dropped.", record=self.name()))

    def _act(self, job: Callable[[], Written], said: str) -> None:
        self.desk.tasks.run(Lane.DB, job, partial(self._acted, said), self._not_acted, owner=self)

    def _acted(self, said: str, written: Written) -> None:
        self.panel.hide()
        self.desk.notices.done(said, written.changes)
        self.refresh()

    def _not_acted(self, error: AppError) -> None:
        if isinstance(error, Refused) and error.problems and not self.panel.isHidden():
            self.panel.show_problems(error.problems)
        else:
            self.desk.notices.error(error)

    def _removed(self, said: str, written: Written) -> None:
        self.discard()
        self.loaded = None
        self.desk.notices.done(said, written.changes)
        self.left.emit()

    @Slot()
    def _open_origin(self) -> None:
        row = self.loaded.detail.row if self.loaded else None
        if row is not None and row.meeting_id:
            point = row.source_point_id
            if point:
                self.desk.navigation.open("meeting", row.meeting_id, "record", {"point": point})
            else:
                self.desk.navigation.open("meeting", row.meeting_id)

    @Slot()
    def _open_visit(self) -> None:
        if self.loaded is not None:
            self.desk.navigation.open("visit", self.loaded.detail.row.visit_id)
