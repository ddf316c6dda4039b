"""The list of members that takes keys, drags and a menu. It writes nothing; its signals say what was asked for whom."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QWidget

from app.core.enums import MemberCategory
from app.core.i18n import tr
from app.core.wording import label
from app.queries.delegations import MemberRow
from ui.delegations.members_model import MembersDelegate, MembersModel

CATEGORY_KEYS: dict[Qt.Key, MemberCategory] = {
    Qt.Key.Key_P: MemberCategory.PRINCIPAL,
    Qt.Key.Key_G: MemberCategory.GOVERNMENT,
    Qt.Key.Key_N: MemberCategory.INDUSTRY,
    Qt.Key.Key_S: MemberCategory.STAFF,
    Qt.Key.Key_R: MemberCategory.PRESS,
    Qt.Key.Key_C: MemberCategory.SECURITY,
    Qt.Key.Key_I: MemberCategory.INTERPRETER,
    Qt.Key.Key_W: MemberCategory.SPOUSE,
}


class MembersList(QListView):
    """Rows in the sender's order; letters are commands, as in the people of a meeting."""

    head_wanted = Signal(str)
    """A person's id: make them the head, or no head any more."""
    category_wanted = Signal(list, str)
    part_wanted = Signal(list)
    """Ask which body inside the delegation these belong to."""
    move_wanted = Signal(str, int)
    remove_wanted = Signal(list)
    open_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("delegations.members")
        self.setAccessibleName(tr("Members"))
        self.members = MembersModel(self)
        self.setModel(self.members)
        self.setItemDelegate(MembersDelegate(self))
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
        self.doubleClicked.connect(self._open)

    def chosen(self) -> list[str]:
        """People of the selected rows, from the top."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return [self.members.rows[row].person_id for row in rows if row < len(self.members.rows)]

    def current(self) -> MemberRow | None:
        """The row the keyboard is on."""
        at = self.currentIndex().row() if self.currentIndex().isValid() else -1
        return self.members.rows[at] if 0 <= at < len(self.members.rows) else None

    def go_to(self, person_id: str) -> bool:
        """Put the keyboard on a person; False when they are not here."""
        row = self.members.find(person_id)
        if row >= 0:
            self.setCurrentIndex(self.members.index(row))
        return row >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = Qt.Key(event.key()), self.current()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_Escape or current is None:
            event.ignore() if key == Qt.Key.Key_Escape else super().keyPressEvent(event)
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_wanted.emit(current.person_id, -1 if key == Qt.Key.Key_Up else 1)
        elif plain and key == Qt.Key.Key_H:
            self.head_wanted.emit(current.person_id)
        elif plain and key == Qt.Key.Key_B:
            self.part_wanted.emit(self.chosen())
        elif plain and key in CATEGORY_KEYS:
            self.category_wanted.emit(self.chosen(), CATEGORY_KEYS[key].value)
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit(self.chosen())
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key == Qt.Key.Key_Menu:
            self._menu_at(self.visualRect(self.currentIndex()).bottomLeft())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands here, not a search."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.members.rows:
            self.setCurrentIndex(self.members.index(0))
        self.viewport().update()

    def menu(self) -> QMenu:
        """What can be done with the selected rows."""
        menu = QMenu(self)
        menu.setObjectName("delegations.members.menu")
        self._add(menu, tr("Head of the delegation"), "H", "head")
        category = menu.addMenu(tr("Category"))
        current = self.current()
        for key, value in CATEGORY_KEYS.items():
            letter = key.name.removeprefix("Key_")
            action = self._add(category, label(value), letter, f"category:{value.value}")
            action.setCheckable(True)
            action.setChecked(current is not None and current.category is value)
        self._add(menu, tr("Body inside the delegation…"), "B", "part")
        menu.addSeparator()
        self._add(menu, tr("Move up"), "Alt+Up", "move:-1")
        self._add(menu, tr("Move down"), "Alt+Down", "move:1")
        menu.addSeparator()
        self._add(menu, tr("Open the person"), "Return", "open")
        self._add(menu, tr("Take off the list"), "Del", "remove")
        menu.triggered.connect(self._triggered)
        return menu

    def _add(self, menu: QMenu, text: str, keys: str, data: str) -> QAction:
        action = menu.addAction(f"{text}\t{keys}")
        action.setData(data)
        return action

    @Slot(QAction)
    def _triggered(self, action: QAction) -> None:
        what, _, value = str(action.data()).partition(":")
        current = self.current()
        if current is None:
            return
        if what == "head":
            self.head_wanted.emit(current.person_id)
        elif what == "category":
            self.category_wanted.emit(self.chosen(), value)
        elif what == "part":
            self.part_wanted.emit(self.chosen())
        elif what == "move":
            self.move_wanted.emit(current.person_id, int(value))
        elif what == "remove":
            self.remove_wanted.emit(self.chosen())
        else:
            self._open()

    @Slot(QPoint)
    def _menu_at(self, place: QPoint) -> None:
        if self.current() is not None:
            self.menu().popup(self.viewport().mapToGlobal(place))

    @Slot()
    def _open(self) -> None:
        current = self.current()
        if current is not None:
            self.open_wanted.emit(current.person_id)
