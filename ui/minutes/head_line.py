"""The thin line over the record: which record it is, its state in words and chips, the next step, and the menu."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from app.core.enums import Attribution, Confirmation, RecordKind, RecordStatus, ReviewState
from app.core.formats import ago, date_time
from app.core.i18n import N_, tr
from app.core.wording import label
from ui.desk import Desk
from ui.kit.card import FactsLine
from ui.kit.text import Button, IconButton, Label
from ui.minutes.loading import Loaded
from ui.theme import icons, theme

STATUS_TONES = {
    RecordStatus.DRAFT: "neutral",
    RecordStatus.UNDER_REVIEW: "amber",
    RecordStatus.SENT: "amber",
    RecordStatus.CONFIRMED: "accent",
    RecordStatus.APPROVED: "green",
    RecordStatus.ISSUED: "green",
    RecordStatus.SUPERSEDED: "neutral",
}

SHORT_HASH = 12
DETAILS, SEND, ANSWER, SENT, CONFIRM, APPROVE, BACK, ISSUE, CORRECT, VERSIONS, DISCARD = (
    "details", "send", "answer", "sent", "confirm", "approve", "back", "issue", "correct", "versions", "discard",
)  # fmt: skip
WORDS: Mapping[str, str] = {
    DETAILS: N_("Record details…"),
    SEND: N_("Send for approval…"),
    ANSWER: N_("Answer the review…"),
    SENT: N_("Sent to the other side"),
    CONFIRM: N_("Confirmation by the other side…"),
    APPROVE: N_("Approve…"),
    BACK: N_("Back to draft"),
    ISSUE: N_("Mark as issued"),
    CORRECT: N_("Correct this version…"),
    VERSIONS: N_("Versions and what changed…"),
    DISCARD: N_("Throw this correction away"),
}
"""What can be done with the whole record, in the order of the menu."""


def able(data: Loaded) -> frozenset[str]:
    """What of it is possible now."""
    record = data.record
    if record is None:
        return frozenset()
    status, states = record.status, {one.state for one in record.reviews}
    found = {VERSIONS}
    if record.is_open:
        review = status is RecordStatus.UNDER_REVIEW
        found |= {DETAILS, APPROVE}
        found |= {SEND} if status is RecordStatus.DRAFT or ReviewState.CHANGES_REQUESTED in states else set()
        found |= {ANSWER} if review and ReviewState.ASKED in states else set()
        found |= {SENT} if review else set()
        found |= {CONFIRM} if status in (RecordStatus.UNDER_REVIEW, RecordStatus.SENT) else set()
        found |= {BACK} if status is not RecordStatus.DRAFT else set()
        found |= {DISCARD} if record.previous_id else set()
    elif status is not RecordStatus.SUPERSEDED:
        found |= {CORRECT}
        found |= {ISSUE} if status is RecordStatus.APPROVED else set()
    return frozenset(found)


def next_step(data: Loaded) -> str:
    """The one step that comes next, "" for none: a draft is sent, what was sent is answered, then approved."""
    record, may = data.record, able(data)
    if record is None or not record.is_open:
        return ""
    if SEND in may:
        return SEND
    if record.status is RecordStatus.SENT:
        return CONFIRM
    return ANSWER if ANSWER in may else APPROVE


class HeadLine(QWidget):
    """Kind, status, version, saved when; the fold button of the side column; the next step; More."""

    wanted = Signal(str)
    """One of the verbs above."""
    kind_wanted = Signal(object)
    """Show the meeting's record of this `RecordKind`, or begin it."""
    side_toggled = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("minutes.head-line")
        self._desk = desk
        self._data: Loaded | None = None
        self._waiting = False
        self.kind = QPushButton()
        self.kind.setObjectName("minutes.kind")
        self.kind.setProperty("role", "chip")
        self.kind.setAutoDefault(False)
        self.kind.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands after the words
        icons.bind(self.kind, "down", "soft", 12)
        self.kinds = QMenu(self)
        self.kinds.setObjectName("minutes.kinds")
        self.kinds.triggered.connect(self._kind_chosen)
        self.kind.clicked.connect(self._show_kinds)
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
        self.actions_by_verb = {verb: self._action(verb) for verb in WORDS}
        self.menu.triggered.connect(self._chosen)
        self._say()
        self.more.setMenu(self.menu)
        self.more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignVCenter)
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
        facts = [version, record.reference if record.is_open else ""]
        self.facts.set_facts([*facts, named if record.attribution is not Attribution.NONE else ""], chips)
        self.kind.setText(label(record.kind))
        self.kind.setAccessibleName(tr("Record: {kind}. Choose another", kind=label(record.kind)))
        may, following = able(data), next_step(data)
        for verb, action in self.actions_by_verb.items():
            action.setVisible(verb in may)
            action.setEnabled(verb in may)
        self.next.setVisible(bool(following))
        if following:
            self.next.set_message(WORDS[following])
        self.tell_saved()

    def can(self, verb: str) -> bool:
        """Whether the command box may offer it."""
        return self.isVisible() and self.actions_by_verb[verb].isEnabled()

    @Slot()
    def _go_on(self) -> None:
        if self._data is not None and next_step(self._data):
            self.wanted.emit(next_step(self._data))

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        self.wanted.emit(str(action.data()))

    @Slot()
    def _show_kinds(self) -> None:
        self.fill_kinds()
        self.kinds.popup(self.kind.mapToGlobal(self.kind.rect().bottomLeft()))

    def fill_kinds(self) -> None:
        """The records of the meeting, and those that could be begun."""
        self.kinds.clear()
        there = self._data.kinds if self._data is not None else ()
        shown = self._data.record.kind if self._data is not None and self._data.record is not None else None
        for kind in there:
            action = self.kinds.addAction(label(kind))
            action.setCheckable(True)
            action.setChecked(kind is shown)
            action.setData(kind.value)
        if there:
            self.kinds.addSeparator()
        for kind in RecordKind:
            if kind not in there:
                self.kinds.addAction(tr("Begin: {kind}", kind=label(kind))).setData(kind.value)

    @Slot(QAction)
    def _kind_chosen(self, action: QAction) -> None:
        self.kind_wanted.emit(RecordKind(str(action.data())))

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
        for verb, action in self.actions_by_verb.items():
            action.setText(tr(WORDS[verb]))

    def _action(self, verb: str) -> QAction:
        action = QAction(self)
        action.setObjectName(f"minutes.menu.{verb}")
        action.setData(verb)
        self.menu.addAction(action)
        return action
