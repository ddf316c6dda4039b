"""The thin line over the record: its state in words and chips, and the menu of what can be done with all of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.core.enums import Attribution, Confirmation, RecordStatus
from app.core.formats import ago, date_time
from app.core.i18n import N_, tr
from app.core.wording import label
from ui.desk import Desk
from ui.kit.card import FactsLine
from ui.kit.text import Button, IconButton, Label
from ui.minutes.loading import Loaded
from ui.theme import theme

STATUS_TONES = {
    RecordStatus.DRAFT: "neutral",
    RecordStatus.UNDER_REVIEW: "amber",
    RecordStatus.SENT: "amber",
    RecordStatus.CONFIRMED: "accent",
    RecordStatus.APPROVED: "green",
    RecordStatus.ISSUED: "green",
    RecordStatus.SUPERSEDED: "neutral",
}


_SEND, _APPROVE = N_("Send for approval"), N_("Approve…")


class HeadLine(QWidget):
    """Status, version, saved when; the fold button of the side column; More."""

    details_wanted = Signal()
    circulate_wanted = Signal()
    approve_wanted = Signal()
    side_toggled = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("minutes.head-line")
        self._desk = desk
        self._data: Loaded | None = None
        self._waiting = False
        self.facts = FactsLine()
        self.facts.setObjectName("minutes.facts")
        self.saved = Label("", "secondary")
        self.saved.setObjectName("minutes.saved")
        self.side_button = Button(N_("Present and checks"), "quiet", name="minutes.side-button")
        self.side_button.setCheckable(True)
        self.side_button.clicked.connect(self.side_toggled)
        self.next = Button("", name="minutes.next")
        self.next.clicked.connect(self._go_on)
        self.more = IconButton("menu", N_("More for this record"), "minutes.more")
        self.menu = QMenu(self)
        self.menu.setObjectName("minutes.menu")
        self.details = self._action("minutes.menu.details")
        self.circulate = self._action("minutes.menu.circulate")
        self.approve = self._action("minutes.menu.approve")
        self._say()
        self.details.triggered.connect(self.details_wanted)
        self.circulate.triggered.connect(self.circulate_wanted)
        self.approve.triggered.connect(self.approve_wanted)
        self.more.setMenu(self.menu)
        self.more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.facts, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.saved)
        row.addWidget(self.side_button)
        row.addWidget(self.next)
        row.addWidget(self.more)

    def show_loaded(self, data: Loaded) -> None:
        """What stands in the line."""
        self._data = data
        record = data.record
        self.setVisible(record is not None)
        if record is None:
            return
        chips = [(label(record.status), STATUS_TONES[record.status])]
        if record.marking and record.marking != data.meeting.marking:  # the meeting's own stands over the tabs
            chips.append((record.marking.upper(), "red"))
        if record.attribution is Attribution.NONE:
            chips.append((tr("nobody is named"), "violet"))
        if record.confirmation is not Confirmation.NOT_SOUGHT:
            chips.append((label(record.confirmation), "accent"))
        version = tr("Version {number}", number=record.version_text)
        named = tr("attribution: {rule}", rule=label(record.attribution).lower())
        facts = [label(record.kind), version, record.reference]
        self.facts.set_facts([*facts, named if record.attribution is not Attribution.NONE else ""], chips)
        self.circulate.setEnabled(record.status is RecordStatus.DRAFT)
        self.approve.setEnabled(record.is_open)
        self.details.setEnabled(record.is_open)
        self.next.setVisible(record.is_open)
        self.next.set_message(_SEND if record.status is RecordStatus.DRAFT else _APPROVE)
        self.tell_saved()

    @Slot()
    def _go_on(self) -> None:
        """The one step that comes next: a draft is sent, what was sent is approved."""
        (self.circulate if self.circulate.isEnabled() else self.approve).trigger()

    def set_waiting(self, waiting: bool) -> None:
        """Whether something typed is not in the store yet."""
        if waiting != self._waiting:
            self._waiting = waiting
            self.tell_saved()

    @Slot()
    def tell_saved(self) -> None:
        """How long since the last save; called now and then while it is in sight."""
        record = self._data.record if self._data else None
        if record is None or self._data is None:
            return
        if not record.is_open:
            at = date_time(record.updated_at, self._data.meeting.time_zone)
            self.saved.set_data(tr("last change {time}", time=at))
            return
        seconds = (self._desk.clock.now() - record.updated_at).total_seconds()
        self.saved.set_data(tr("typing…") if self._waiting else tr("saved {ago}", ago=ago(seconds)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            if self._data is not None:
                self.show_loaded(self._data)

    def _say(self) -> None:
        self.details.setText(tr("Record details…"))
        self.circulate.setText(tr("Send for approval"))
        self.approve.setText(tr("Approve…"))

    def _action(self, name: str) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        self.menu.addAction(action)
        return action
