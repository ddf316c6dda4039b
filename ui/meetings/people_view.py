"""One side's column: its heading with counts, and the list that takes keys, drags and a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QMenu, QVBoxLayout, QWidget

from app.core.enums import Attendance, ParticipantRole
from app.core.i18n import N_, tr
from app.core.wording import label, side_name
from app.queries.meetings import ParticipantRow
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


class SideList(QListView):
    """The rows. It writes nothing itself; its signals say what was asked for which participations."""

    role_wanted = Signal(list, str)
    status_wanted = Signal(list, str)
    move_wanted = Signal(str, int)
    remove_wanted = Signal(list)
    over_wanted = Signal(int)
    """Go to the column at the left (-1) or right (1)."""
    side_wanted = Signal(list, int)
    """Put these on the side at the left (-1) or right (1)."""
    open_wanted = Signal(str)
    """A person's id: show who that is."""

    def __init__(self, model: SideModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"meetings.people.side.{model.side}")
        self.side_model = model
        self.setModel(model)
        self.setItemDelegate(PeopleDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu_at)
        self.doubleClicked.connect(self._opened)

    def chosen(self) -> list[str]:
        """Participations of the selected rows, from the top."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return [self.side_model.rows[row].id for row in rows if row < len(self.side_model.rows)]

    def current(self) -> ParticipantRow | None:
        """The row the keyboard is on."""
        at = self.currentIndex().row() if self.currentIndex().isValid() else -1
        return self.side_model.rows[at] if 0 <= at < len(self.side_model.rows) else None

    def go_to(self, id: str) -> bool:
        """Put the keyboard on a participation; False when it is not here."""
        row = self.side_model.find(id)
        if row >= 0:
            self.setCurrentIndex(self.side_model.index(row))
        return row >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = Qt.Key(event.key()), self.current()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and current is not None:
            self.move_wanted.emit(current.id, -1 if key == Qt.Key.Key_Up else 1)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and alt and key in _WAYS and current is not None:
            self.side_wanted.emit(self.chosen(), _WAYS[key])
        elif plain and key in _WAYS:
            self.over_wanted.emit(_WAYS[key])
        elif plain and key in ROLE_KEYS and current is not None:
            self.role_wanted.emit(self.chosen(), ROLE_KEYS[key].value)
        elif plain and key in STATUS_KEYS and current is not None:
            self.status_wanted.emit(self.chosen(), STATUS_KEYS[key].value)
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and current is not None:
            self.remove_wanted.emit(self.chosen())
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            self._opened()
        elif key == Qt.Key.Key_Escape:
            event.ignore()  # the page decides what "back out" is
        elif key == Qt.Key.Key_Menu:
            self._menu_at(self.visualRect(self.currentIndex()).bottomLeft())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands here, not a search."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.side_model.rows:
            self.setCurrentIndex(self.side_model.index(0))
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and not self.side_model.rows:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(theme.tokens().accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
            painter.end()

    def menu(self) -> QMenu:
        """What can be done with the selected rows."""
        menu = QMenu(self)
        menu.setObjectName("meetings.people.menu")
        self._roles = self._group(menu, tr("Role"), [*ROLE_KEYS.values(), *OTHER_ROLES], ROLE_KEYS)
        self._statuses = self._group(menu, tr("Answer"), [*STATUS_KEYS.values(), *OTHER_STATUSES], STATUS_KEYS)
        menu.addSeparator()
        for text, keys, way in ((tr("Move up"), "Alt+Up", -1), (tr("Move down"), "Alt+Down", 1)):
            self._add(menu, text, keys, f"move:{way}")
        self._add(menu, tr("To the side at the left"), "Alt+Shift+Left", "side:-1")
        self._add(menu, tr("To the side at the right"), "Alt+Shift+Right", "side:1")
        menu.addSeparator()
        self._add(menu, tr("Open the person"), "Return", "open")
        self._add(menu, tr("Take off the list"), "Del", "remove")
        menu.triggered.connect(self._triggered)
        return menu

    def _group(self, menu: QMenu, title: str, values: Sequence[ParticipantRole] | Sequence[Attendance],
               keys: dict[Qt.Key, ParticipantRole] | dict[Qt.Key, Attendance]) -> QMenu:  # fmt: skip
        sub = menu.addMenu(title)
        letters = {value: key.name.removeprefix("Key_") for key, value in keys.items()}
        current = self.current()
        for value in values:
            what = "role" if isinstance(value, ParticipantRole) else "status"
            action = self._add(sub, label(value), letters.get(value, ""), f"{what}:{value.value}")
            action.setCheckable(True)
            action.setChecked(current is not None and value in (current.role, current.status))
        return sub

    def _add(self, menu: QMenu, text: str, keys: str, data: str) -> QAction:
        action = menu.addAction(f"{text}\t{keys}" if keys else text)
        action.setData(data)
        return action

    @Slot(QAction)
    def _triggered(self, action: QAction) -> None:
        what, _, value = str(action.data()).partition(":")
        current = self.current()
        if current is None:
            return
        if what == "role":
            self.role_wanted.emit(self.chosen(), value)
        elif what == "status":
            self.status_wanted.emit(self.chosen(), value)
        elif what == "move":
            self.move_wanted.emit(current.id, int(value))
        elif what == "side":
            self.side_wanted.emit(self.chosen(), int(value))
        elif what == "remove":
            self.remove_wanted.emit(self.chosen())
        else:
            self._opened()

    @Slot(QPoint)
    def _menu_at(self, place: QPoint) -> None:
        if self.current() is not None:
            self.menu().popup(self.viewport().mapToGlobal(place))

    @Slot()
    def _opened(self) -> None:
        current = self.current()
        if current is not None and current.person_id:
            self.open_wanted.emit(current.person_id)


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
            self.model.retranslate()
            self.say()

    def say(self) -> None:
        """Name and counts in the language in force."""
        name, rows = side_name(self.side), self.model.rows
        self.heading.set_data(name)
        self.list.setAccessibleName(name)
        there = sum(row.status in words.PRESENT for row in rows)
        self.count.set_data(tr("{there} of {all} present", there=there, all=len(rows)) if there else str(len(rows)))
