"""Who came and who left, noted as it happens (F4): a name, then one letter. The header of the record follows from it.

A arrived, L left, X did not come, R another came instead. Whoever is not listed walks in. The time is now unless it is
typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.core.errors import AppError
from app.core.formats import clock_time
from app.core.i18n import N_, tr
from app.core.when import parse_time
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
_LETTERS = {Qt.Key.Key_A: ARRIVED, Qt.Key.Key_L: LEFT, Qt.Key.Key_X: ABSENT, Qt.Key.Key_R: INSTEAD}
_WORDS = {
    ARRIVED: N_("A  arrived"),
    LEFT: N_("L  left"),
    ABSENT: N_("X  did not come"),
    INSTEAD: N_("R  another came instead"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """What was noted. `who` is a participation's id; for a walk-in "person:<id>", "organisation:<id>" or "" with the
    name in `name`, which for `INSTEAD` is who came. `at` is the time typed, "" for now."""

    what: str
    who: str
    name: str = ""
    at: str = ""


class PresenceBox(QuickBox):
    """Two steps in one small box; Esc steps back, then closes."""

    noted = Signal(object)
    """A `Note`."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("minutes.presence-box", N_("Who came, who left"), parent)
        self._desk = desk
        self._meeting: MeetingDetail | None = None
        self._who: ParticipantRow | None = None
        self._stranger = ""
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
        self.instead = QLineEdit()
        self.instead.setObjectName("minutes.presence.instead")
        self.instead.setAccessibleName(tr("Who came instead"))
        self.instead.setPlaceholderText(tr("Who came instead"))
        self.instead.returnPressed.connect(self._instead)
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
        self.column.addWidget(self.instead)
        self.column.addWidget(self.problem)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # ---- opening ---------------------------------------------------------------------------------------------------

    def ask(self, meeting: MeetingDetail, line: QRect, who: ParticipantRow | None = None) -> None:
        """Ask for somebody of `meeting`; `who` is asked about at once where somebody was chosen already."""
        self._meeting, self._line = meeting, line
        self.time.setText(clock_time(local(self._desk.clock.now(), meeting.time_zone)))
        self.problem.set_data("")
        self._step(who)
        if who is None:
            self.edit.search_now()

    def _step(self, who: ParticipantRow | None) -> None:
        """Show the first step, or the second for somebody."""
        self._who = who
        chosen = who is not None
        self.edit.setVisible(not chosen)
        self.edit.set_value(None)
        for widget in (self.who, self.time, self.answers):
            widget.setVisible(chosen)
        self.instead.hide()
        self.problem.setVisible(bool(self.problem.text()))
        if who is not None:
            self.who.set_data(who.person.shown())
            self.setAccessibleName(tr("{name}: A arrived, L left, X did not come, R another came instead",
                                      name=who.person.shown()))  # fmt: skip
        self.stand(self._line)
        (self if chosen else self.edit.edit).setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- keys ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        what = _LETTERS.get(Qt.Key(event.key()))
        if self._who is not None and what is not None and not event.modifiers():
            self._note(what)
        elif self._who is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._note(ARRIVED if self._who.arrived_at is None else LEFT)
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
        if found is None:
            self._finish(Note(WALKED_IN, str(id), name, self._time()))
        else:
            self._step(found)

    def _walks_in(self, text: str) -> None:
        self._finish(Note(WALKED_IN, "", text, self._time()))

    def _time(self) -> str:
        return self.time.text().strip()

    def _note(self, what: str) -> None:
        if self._who is None:
            return
        try:
            parse_time(self._time())
        except AppError as error:
            self.problem.set_data(str(error))
            self.problem.show()
            self.stand(self._line)
            self.time.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if what == INSTEAD:
            self.instead.setText(self._who.represented_by)
            self.instead.show()
            self.stand(self._line)
            self.instead.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._finish(Note(what, self._who.id, "", self._time()))

    @Slot()
    def _instead(self) -> None:
        if self._who is not None and self.instead.text().strip():
            self._finish(Note(INSTEAD, self._who.id, self.instead.text().strip(), self._time()))

    def _finish(self, note: Note) -> None:
        self.close_box()
        self.noted.emit(note)


def _answer(done: Done, found: list[Suggestion]) -> None:
    done([Choice(one.id, one.title, one.detail, one.kind) for one in found])
