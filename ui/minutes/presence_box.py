"""Who came and who left, noted as it happens (F4): a name, then one letter. The header of the record follows from it.

A arrived, L left, X did not come, R another came instead. Whoever is not listed walks in. The time is now unless it is
typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.core.errors import AppError
from app.core.formats import clock_time
from app.core.i18n import N_, tr
from app.core.when import parse_time
from app.core.wording import side_name
from app.core.zones import local
from app.jobs.lanes import Lane
from app.queries.meetings import MeetingDetail, ParticipantRow
from app.services.live_suggest import Suggestion
from ui.desk import Desk
from ui.kit.choices import Choice, Done
from ui.kit.picker import ReferenceEdit
from ui.kit.text import Button, Label
from ui.minutes.quick import QuickBox
from ui.theme import theme

ARRIVED, LEFT, ABSENT, INSTEAD, WALKED_IN = "arrived", "left", "absent", "instead", "walk-in"
AROUND = timedelta(hours=2)
"""So long before and after a meeting the time offered is now; later, what is noted is remembered, not seen."""
_LETTERS = {Qt.Key.Key_A: ARRIVED, Qt.Key.Key_L: LEFT, Qt.Key.Key_X: ABSENT, Qt.Key.Key_R: INSTEAD}
_WORDS = {
    ARRIVED: N_("A  arrived"),
    LEFT: N_("L  left"),
    ABSENT: N_("X  absent"),
    INSTEAD: N_("R  represented"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """What was noted. `who` is the participation it is about, "" for a walk-in; `name` is who came or left, `other`
    their "person:<id>" where a walk-in or a substitute is somebody we know, `side` a walk-in's. `at` is the time typed,
    "" for none."""

    what: str
    who: str
    name: str = ""
    at: str = ""
    other: str = ""
    side: str = ""


class PresenceBox(QuickBox):
    """Two steps in one small box; Esc steps back, then closes."""

    noted = Signal(object)
    """A `Note`."""
    wide = 460

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("minutes.presence-box", N_("Who came, who left"), parent)
        self._desk = desk
        self._meeting: MeetingDetail | None = None
        self._who: ParticipantRow | None = None
        self._sides: tuple[str, ...] = ()
        self._stranger: tuple[str, str] | None = None
        self._instead_of: ParticipantRow | None = None
        self.edit = ReferenceEdit(
            self._search, "minutes.presence.who", N_("“{text}” walks in"), self._walks_in,
            N_("Type any part of a name"),
        )  # fmt: skip
        self.edit.setAccessibleName(tr("Who came, who left"))
        self.edit.edited.connect(self._chosen)
        self.edit.edit.installEventFilter(self)
        self.who = Label("", "strong")
        self.who.setObjectName("minutes.presence.chosen")
        self.time = QLineEdit()
        self.time.setObjectName("minutes.presence.time")
        self.time.setAccessibleName(tr("Time"))
        self.time.setFixedWidth(theme.px(72))
        self.time.installEventFilter(self)
        head = QHBoxLayout()
        head.addWidget(self.who, 1)
        head.addWidget(self.time)
        self.problem = Label("", "error")
        self.problem.setWordWrap(True)
        self.column.addWidget(self.edit)
        self.column.addLayout(head)
        self.buttons: dict[str, Button] = {}
        row = QHBoxLayout()
        row.setSpacing(theme.px(4))
        for what, words in _WORDS.items():
            button = Button(words, "quiet", name=f"minutes.presence.{what}")
            button.setProperty("what", what)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys are the letters
            button.clicked.connect(self._pressed)
            self.buttons[what] = button
            row.addWidget(button)
        row.addStretch(1)
        self.answers = QWidget()
        self.answers.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.answers)
        self.column.addWidget(self.problem)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # ---- opening ---------------------------------------------------------------------------------------------------

    def ask(self, meeting: MeetingDetail, sides: Sequence[str], line: QRect, who: ParticipantRow | None = None) -> None:
        """Ask for somebody of `meeting`, beneath `line`; `who` is asked about at once where somebody was chosen
        already. `sides` are the codes that a walk-in may belong to, ours first."""
        self._meeting, self._line, self._sides = meeting, line, tuple(sides)
        now = self._desk.clock.now()
        on = meeting.starts_at - AROUND <= now <= meeting.ends_at + AROUND
        self.time.setText(clock_time(local(now, meeting.time_zone)) if on else "")
        self._instead_of = self._stranger = None
        self._tell("")
        self._step(who)

    def _step(self, who: ParticipantRow | None) -> None:
        """Ask for a name; or, where somebody was chosen, what happened; or which side a stranger is on."""
        self._who = who
        asks_name = who is None and self._stranger is None
        self.edit.setVisible(asks_name)
        self.edit.set_value(None)
        self.answers.setVisible(who is not None)
        self.who.setVisible(not asks_name or self._instead_of is not None)
        self.time.setVisible(not asks_name)
        if self._instead_of is not None and asks_name:
            self.who.set_message(N_("Who came instead of {name}?"), name=self._instead_of.person.shown())
        elif who is not None:
            self.who.set_data(who.person.shown())
            self.setAccessibleName(tr("{name}: A arrived, L left, X did not come, R another came instead",
                                      name=who.person.shown()))  # fmt: skip
        elif self._stranger is not None:
            sides = "   ".join(f"{no} {side_name(side)}" for no, side in enumerate(self._sides, start=1))
            self.who.set_message(N_("Which side is {name} on?   {sides}"), name=self._stranger[1], sides=sides)
            self.setAccessibleName(self.who.text())
        self.stand(self._line)
        (self.edit.edit if asks_name else self).setFocus(Qt.FocusReason.OtherFocusReason)
        if asks_name:
            self.edit.search_now()

    def _tell(self, words: str) -> None:
        self.problem.set_data(words)
        self.problem.setVisible(bool(words))

    # ---- keys ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        what = _LETTERS.get(Qt.Key(event.key()))
        if self._who is not None and what is not None and not event.modifiers():
            self._note(what)
        elif self._who is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._note(ARRIVED if self._who.arrived_at is None else LEFT)
        elif self._stranger is not None and event.text() in tuple(str(no + 1) for no in range(len(self._sides))):
            other, name = self._stranger
            self._finish(Note(WALKED_IN, "", name, self._time(), other, self._sides[int(event.text()) - 1]))
        elif self._who is not None and (event.text().isdigit() or event.key() == Qt.Key.Key_Tab):
            self.time.setFocus(Qt.FocusReason.OtherFocusReason)
            self.time.selectAll()
            if event.text().isdigit():
                self.time.insert(event.text())
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.edit.edit and event.key() == Qt.Key.Key_Escape and not self.edit.popup.isVisible():
                self.close_box()
                return True
            if watched is self.time:
                what = _LETTERS.get(Qt.Key(event.key()))
                if what is not None and not event.modifiers():
                    self._note(what)
                    return True
                if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                    self.setFocus(Qt.FocusReason.OtherFocusReason)
                    return True
        return super().eventFilter(watched, event)

    @Slot()
    def _pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._note(str(sender.property("what")))

    # ---- answering -------------------------------------------------------------------------------------------------

    def _search(self, text: str, done: Done) -> None:
        if self._meeting is not None:
            job = partial(self._desk.services.live.people, self._meeting.id, text)
            self._desk.tasks.run(Lane.DB, job, partial(_answer, done), owner=self)

    @Slot()
    def _chosen(self) -> None:
        id, name = self.edit.value(), self.edit.title()
        if id is None or self._meeting is None:
            return
        kind, _, key = str(id).partition(":")
        found = next(
            (row for row in self._meeting.participants
             if (row.person_id == key if kind == "person" else row.organisation_id == key and not row.person_id)),
            None,
        )  # fmt: skip
        if self._instead_of is not None:
            self._finish(Note(INSTEAD, self._instead_of.id, name, self._time(), str(id) if kind == "person" else ""))
        elif found is None:
            self._stranger = (str(id) if kind == "person" else "", name)
            self._step(None)
        else:
            self._step(found)

    def _walks_in(self, text: str) -> None:
        if self._instead_of is not None:
            self._finish(Note(INSTEAD, self._instead_of.id, text, self._time()))
        else:
            self._stranger = ("", text)
            self._step(None)

    def _time(self) -> str:
        return self.time.text().strip()

    def _note(self, what: str) -> None:
        if self._who is None:
            return
        try:
            if self._time():
                parse_time(self._time())
        except AppError as error:
            self._tell(str(error))
            self.stand(self._line)
            self.time.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if what == INSTEAD:
            self._instead_of = self._who
            self._step(None)
            return
        self._finish(Note(what, self._who.id, self._who.person.shown(), self._time()))

    def _finish(self, note: Note) -> None:
        self.close_box()
        self.noted.emit(note)


def _answer(done: Done, found: list[Suggestion]) -> None:
    done([Choice(one.id, one.title, one.detail, one.kind) for one in found])
