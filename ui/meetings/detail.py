"""One meeting beside the list: title, what comes next, facts, and its five tabs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.core.enums import MeetingStatus
from app.core.i18n import N_, tr
from app.core.wording import label
from app.services.meeting_states import needs_reason, next_states
from ui.desk import Desk
from ui.kit.card import FactsLine
from ui.kit.dialogs import ask_text
from ui.kit.tabs import TabBar
from ui.kit.text import Button, IconButton, Line, Title
from ui.meetings import words
from ui.meetings.agenda_tab import AgendaTab
from ui.meetings.details_tab import DetailsTab
from ui.meetings.documents_tab import DocumentsTab
from ui.meetings.people_tab import PeopleTab
from ui.meetings.presenter import MOVES, Loaded, MeetingPresenter
from ui.shell.actions import HERE, Action, of_button
from ui.theme import theme

RecordFactory = Callable[[Desk, QWidget | None], QWidget]
TABS = (
    ("details", N_("Details")),
    ("people", N_("People")),
    ("agenda", N_("Agenda")),
    ("record", N_("Record")),
    ("documents", N_("Documents")),
)


class Detail(QWidget):
    """The open meeting. `record` makes the Record tab, which another feature brings; without it there is none."""

    closed = Signal()
    """The meeting is gone."""
    left = Signal()
    """All is saved, and the person goes back to the list."""
    part_opened = Signal(str)
    """The key of the tab that was opened."""

    def __init__(
        self,
        desk: Desk,
        record: RecordFactory | None,
        record_state: Mapping[str, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("meetings.open")
        self._desk = desk
        self.presenter = MeetingPresenter(desk, self)
        self.presenter.loaded.connect(self._show)
        self.presenter.gone.connect(self.closed)
        self._record_factory, self._record_state = record, dict(record_state or {})
        self.record: Any = None
        self._route_point = ""
        self._waiting: dict[str, str] = {}
        self.title = Title()
        self.title.setObjectName("meetings.open.title")
        self.title.setWordWrap(True)
        self._next_state: MeetingStatus | None = None
        self.next = Button("", name="meetings.open.next")
        self.next.clicked.connect(self._next)
        self.minutes = Button(N_("Minutes PDF"), "primary", name="meetings.open.minutes")
        self.minutes.clicked.connect(self.show_minutes)
        self.more = IconButton("menu", N_("More"), "meetings.open.more")
        self.more.clicked.connect(self._show_menu)
        self.facts = FactsLine()
        self.tabs = TabBar(TABS, "meetings")
        self.tabs.opened.connect(self._opened)
        self.tabs.stepped.connect(self._step_into)
        self.tabs.set_shown("record", record is not None)
        self.details = DetailsTab(desk, self.presenter)
        self.details.done.connect(self.left)
        self.people = PeopleTab(desk)
        self.agenda = AgendaTab(desk)
        self.documents = DocumentsTab(desk)
        self._record_room = QWidget()
        self._record_column = QVBoxLayout(self._record_room)
        self._record_column.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        self._parts: dict[str, QWidget] = {
            "details": self.details,
            "people": self.people,
            "agenda": self.agenda,
            "record": self._record_room,
            "documents": self.documents,
        }
        self._lay_out()
        self._offer_commands()

    def _offer_commands(self) -> None:
        """Have the command box offer the steps of the meeting on the screen, and its minutes."""
        for state, title in MOVES.items():
            step, may = partial(self.move_to, state), partial(self._may_go, state)
            self._desk.actions.add(Action(f"meeting.{state.value}", title, step, when=may, group=HERE))
        self._desk.actions.add(of_button(self.minutes))

    def _may_go(self, state: MeetingStatus) -> bool:
        """Whether the command box may offer to bring the meeting on the screen into `state`."""
        current = self.presenter.current if isValid(self) and self.isVisible() else None
        return current is not None and state in next_states(current.detail.status)

    # ---- from the page ---------------------------------------------------------------------------------------------

    def open(self, id: str, part: str = "", point: str = "") -> None:
        """Show a meeting, on the tab `part` if it is given; `point` is a line of its record."""
        if id != self.presenter.id:
            self.presenter.open(id)
        if part in self._parts and self.tabs.isTabVisible(list(self._parts).index(part)):
            self._route_point = point
            self.tabs.open(part)
        self._open_record()

    def id(self) -> str:
        """The meeting that is open, "" for none."""
        return self.presenter.id

    def part(self) -> str:
        """The tab that is open."""
        return self.tabs.current()

    def take_texts(self, texts: Mapping[str, str]) -> None:
        """Unsaved fields to be put back as soon as the meeting is there."""
        self._waiting = dict(texts)
        self._put_waiting()

    def target(self) -> QWidget:
        """Where the keys go in the open tab."""
        return self._parts[self.part()]

    @Slot()
    def _step_into(self) -> None:
        """Ctrl+Tab takes the keys along, to where the tab is typed into."""
        self.target().setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_part(self) -> None:
        """The keys go into the open tab."""
        if self.part() == "people":
            self.people.focus_first()
        else:
            self._parts[self.part()].setFocus()

    @Slot()
    def show_minutes(self) -> None:
        """The minutes as they would be printed now."""
        self.documents.choose("minutes")
        self.show_documents()

    def show_documents(self) -> None:
        """The paper chosen last, with the keys in it."""
        self.tabs.open("documents")
        self.documents.preview.setFocus()

    # ---- showing ---------------------------------------------------------------------------------------------------

    @Slot(object)
    def _show(self, loaded: Loaded) -> None:
        meeting = loaded.detail
        self.title.set_data(meeting.title)
        self.facts.set_facts(self._facts(loaded), self._chips(loaded))
        self.tabs.set_count("people", len(meeting.participants))
        self.tabs.set_count("agenda", len(meeting.agenda))
        if self.record is None:
            self.tabs.set_count("record", loaded.points or None)
        self._say_next(meeting.status)
        self.details.show_meeting(loaded)
        self.people.show_meeting(meeting)
        self.agenda.show_meeting(meeting)
        self.documents.show_meeting(meeting.id)
        self._put_waiting()

    def _facts(self, loaded: Loaded) -> list[str]:
        meeting, mission = loaded.detail, self._desk.mission
        others = (mission.home_time_zone, mission.time_zone) if mission else ()
        when = words.when_whole(meeting.starts_at, meeting.ends_at, meeting.time_zone, others)
        spoken = words.language_line(meeting.language_mode, meeting.languages)
        return [when, words.place(meeting), spoken]

    def _chips(self, loaded: Loaded) -> list[tuple[str, str]]:
        meeting = loaded.detail
        chips = [(label(meeting.status), words.STATUS_TONES[meeting.status])]
        if words.rule(meeting.rule):
            chips.append((words.rule(meeting.rule), "violet"))
        if meeting.marking:
            chips.append((meeting.marking.upper(), "red"))
        return chips

    def _say_next(self, status: MeetingStatus) -> None:
        self._next_state = next((one for one in next_states(status) if not needs_reason(one)), None)
        self.next.setVisible(self._next_state is not None)
        if self._next_state is not None:
            self.next.set_message(MOVES[self._next_state])

    def _put_waiting(self) -> None:
        current = self.presenter.current
        if self._waiting and current is not None and current.detail.id == self.presenter.id:
            waiting, self._waiting = self._waiting, {}
            self.details.put_texts(waiting)

    # ---- acting ----------------------------------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """What is done more rarely."""
        menu = QMenu(self)
        menu.setObjectName("meetings.open.menu")
        current = self.presenter.current
        states = next_states(current.detail.status) if current else ()
        for state in states:
            if state is not self._next_state:
                menu.addAction(tr(MOVES[state])).setData(f"move:{state.value}")
        if states:
            menu.addSeparator()
        menu.addAction(tr("Attendee list")).setData("attendees")
        menu.addAction(tr("Duplicate a week later")).setData("duplicate")
        menu.addSeparator()
        menu.addAction(tr("Delete the meeting")).setData("delete")
        menu.triggered.connect(self._chosen)
        return menu

    @Slot()
    def _show_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        what, _, value = str(action.data()).partition(":")
        if what == "move":
            self.move_to(MeetingStatus(value))
        elif what == "attendees":
            self.documents.choose("attendee-list")
            self.show_documents()
        elif what == "duplicate":
            self.presenter.duplicate()
        elif what == "delete":
            self.presenter.remove()

    @Slot()
    def _next(self) -> None:
        if self._next_state is not None:
            self.presenter.move(self._next_state)

    def move_to(self, state: MeetingStatus) -> None:
        """Bring the meeting into a state, asking for the reason where one is kept."""
        if not needs_reason(state):
            self.presenter.move(state)
            return
        reason = self.ask_reason(state)
        if reason:
            self.presenter.move(state, reason)

    def ask_reason(self, state: MeetingStatus) -> str | None:
        """Why it is postponed or cancelled; None for Esc."""
        if state is MeetingStatus.POSTPONED:
            return ask_text(
                self, N_("Postpone this meeting"), N_("Why? The reason is kept with the meeting."), N_("Postpone")
            )
        return ask_text(
            self, N_("Cancel this meeting"), N_("Why? The reason is kept with the meeting."), N_("Cancel the meeting")
        )

    @Slot(str)
    def _opened(self, key: str) -> None:
        self._stack.setCurrentWidget(self._parts[key])
        self._open_record()
        self.part_opened.emit(key)

    def _open_record(self) -> None:
        """The record is built and read when it is first looked at."""
        if self.part() != "record" or self._record_factory is None or not self.presenter.id:
            return
        if self.record is None:
            self.record = self._record_factory(self._desk, self._record_room)
            self._record_column.addWidget(self.record)
            self._record_room.setFocusProxy(self.record)
            self.record.count_changed.connect(self._record_count)
            self.record.restore_state(self._record_state)
        point, self._route_point = self._route_point, ""
        self.record.open(self.presenter.id, point)

    @Slot(int)
    def _record_count(self, count: int) -> None:
        self.tabs.set_count("record", count or None)

    # ---- looks -----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.next.hide()
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.title, 1)
        for widget in (self.next, self.minutes, self.more):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        upper = QVBoxLayout()
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(theme.px(6))
        upper.addLayout(head)
        upper.addWidget(self.facts)
        upper.addWidget(self.tabs)
        for part in self._parts.values():
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), 0)
        column.setSpacing(0)
        column.addLayout(upper)
        column.addWidget(Line())
        column.addSpacing(theme.px(12))
        column.addWidget(self._stack, 1)
