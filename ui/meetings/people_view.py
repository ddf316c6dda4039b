"""One side's column: its heading with counts, and the list that takes keys, drags and a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.core.enums import Attendance, ParticipantRole
from app.core.i18n import N_, tr
from app.core.wording import label, side_name
from app.queries.meetings import ParticipantRow
from ui.kit.ordered_rows import OrderedList, is_plain
from ui.kit.text import Heading, Label
from ui.meetings import words
from ui.meetings.people_model import PeopleDelegate, SideModel
from ui.theme import theme

ROLE_KEYS: dict[Qt.Key, ParticipantRole] = {
    Qt.Key.Key_H: ParticipantRole.HEAD,
    Qt.Key.Key_I: ParticipantRole.INTERPRETER,
    Qt.Key.Key_N: ParticipantRole.NOTE_TAKER,
    Qt.Key.Key_M: ParticipantRole.MEMBER,
    Qt.Key.Key_O: ParticipantRole.OBSERVER,
}
STATUS_KEYS: dict[Qt.Key, Attendance] = {
    Qt.Key.Key_A: Attendance.ATTENDED,
    Qt.Key.Key_X: Attendance.ABSENT,
    Qt.Key.Key_D: Attendance.DECLINED,
    Qt.Key.Key_T: Attendance.TENTATIVE,
    Qt.Key.Key_C: Attendance.ACCEPTED,
}
OTHER_ROLES = (ParticipantRole.CHAIR, ParticipantRole.SPEAKER, ParticipantRole.PRESS, ParticipantRole.SECURITY,
               ParticipantRole.STAFF)  # fmt: skip
OTHER_STATUSES = (Attendance.INVITED, Attendance.LEFT_EARLY, Attendance.WALK_IN)


class SideList(OrderedList[ParticipantRow]):
    """The rows. It writes nothing itself; its signals say what was asked for which participations."""

    role_wanted = Signal(list, str)
    status_wanted = Signal(list, str)
    over_wanted = Signal(int)
    """Go to the column at the left (-1) or right (1)."""
    side_wanted = Signal(list, int)
    """Put these on the side at the left (-1) or right (1)."""

    def __init__(self, model: SideModel) -> None:
        super().__init__(f"meetings.people.side.{model.side}", model, PeopleDelegate())

    def opens(self, row: ParticipantRow) -> str | None:
        return row.person_id

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, some, plain = Qt.Key(event.key()), self.current() is not None, is_plain(event)
        if event.modifiers() & _OVER == _OVER and key in _WAYS and some:
            self.side_wanted.emit(self.chosen(), _WAYS[key])
        elif plain and key in _WAYS:
            self.over_wanted.emit(_WAYS[key])
        elif plain and key in ROLE_KEYS and some:
            self.role_wanted.emit(self.chosen(), ROLE_KEYS[key].value)
        elif plain and key in STATUS_KEYS and some:
            self.status_wanted.emit(self.chosen(), STATUS_KEYS[key].value)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and not self.ordered.rows:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(theme.tokens().accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
            painter.end()

    def menu(self) -> QMenu:
        """What can be done with the selected rows."""
        menu = QMenu(self)
        menu.setObjectName("meetings.people.menu")
        self._group(menu, tr("Role"), [*ROLE_KEYS.values(), *OTHER_ROLES], ROLE_KEYS)
        self._group(menu, tr("Answer"), [*STATUS_KEYS.values(), *OTHER_STATUSES], STATUS_KEYS)
        menu.addSeparator()
        for text, keys, way in ((tr("Move up"), "Alt+Up", -1), (tr("Move down"), "Alt+Down", 1)):
            self.offer(menu, text, keys, f"move:{way}")
        self.offer(menu, tr("To the side at the left"), "Alt+Shift+Left", "side:-1")
        self.offer(menu, tr("To the side at the right"), "Alt+Shift+Right", "side:1")
        menu.addSeparator()
        self.offer(menu, tr("Open the person"), "Return", "open")
        self.offer(menu, tr("Take off the list"), "Del", "remove")
        menu.triggered.connect(self.take)
        return menu

    def _group(self, menu: QMenu, title: str, values: Sequence[ParticipantRole] | Sequence[Attendance],
               keys: dict[Qt.Key, ParticipantRole] | dict[Qt.Key, Attendance]) -> QMenu:  # fmt: skip
        sub = menu.addMenu(title)
        letters = {value: key.name.removeprefix("Key_") for key, value in keys.items()}
        current = self.current()
        for value in values:
            what = "role" if isinstance(value, ParticipantRole) else "status"
            action = self.offer(sub, label(value), letters.get(value, ""), f"{what}:{value.value}")
            action.setCheckable(True)
            action.setChecked(current is not None and value in (current.role, current.status))
        return sub

    def do(self, what: str, value: str, row: ParticipantRow) -> None:
        if what == "role":
            self.role_wanted.emit(self.chosen(), value)
        elif what == "status":
            self.status_wanted.emit(self.chosen(), value)
        elif what == "side":
            self.side_wanted.emit(self.chosen(), int(value))
        else:
            super().do(what, value, row)


_OVER = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
_WAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class SideColumn(QFrame):
    """A side with its heading: name, how many, how many of them were there."""

    def __init__(self, side: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setObjectName(f"meetings.people.column.{side}")
        self.side = side
        self.model = SideModel(side, self)
        self.list = SideList(self.model)
        self.heading = Heading()
        self.count = Label("", "secondary")
        self.count.setObjectName(f"meetings.people.count.{side}")
        self.nobody = Label(N_("Nobody is listed on this side yet."), "faint")
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(6))
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.count)
        self.nobody.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(4))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, theme.px(8))
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.nobody)
        column.addWidget(self.list, 1)
        self.say()

    def show_rows(self, rows: Sequence[ParticipantRow], *, held: bool = False) -> None:
        """Show these; the keyboard stays on its participant. In a `held` meeting, attending goes without a chip."""
        current = self.list.current()
        chosen = current.id if current else ""
        at = self.list.currentIndex().row()
        self.model.held = held
        self.model.set_rows(rows)
        if chosen and not self.list.go_to(chosen) and rows:
            self.list.setCurrentIndex(self.model.index(max(0, min(at, len(rows) - 1))))
        self.nobody.setVisible(not rows)
        self.say()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.model.repaint()
            self.say()

    def say(self) -> None:
        """Name and counts in the language in force."""
        name, rows = side_name(self.side), self.model.rows
        self.heading.set_data(name)
        self.list.setAccessibleName(name)
        there = sum(row.status in words.PRESENT for row in rows)
        self.count.set_data(tr("{there} of {all} present", there=there, all=len(rows)) if there else str(len(rows)))
