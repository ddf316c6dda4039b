"""The list of members that takes keys, drags and a menu. It writes nothing; its signals say what was asked for whom."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from app.core.enums import MemberCategory
from app.core.i18n import tr
from app.core.wording import label
from app.queries.delegations import MemberRow
from ui.delegations.members_model import MembersDelegate, MembersModel
from ui.kit.ordered_rows import OrderedList, is_plain

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


class MembersList(OrderedList[MemberRow]):
    """Rows in the sender's order; letters are commands, as in the people of a meeting."""

    head_wanted = Signal(str)
    """A person's id: make them the head, or no head any more."""
    category_wanted = Signal(list, str)
    part_wanted = Signal(list)
    """Ask which body inside the delegation these belong to."""

    def __init__(self) -> None:
        self.members = MembersModel()
        super().__init__("delegations.members", self.members, MembersDelegate())
        self.setAccessibleName(tr("Members"))

    def opens(self, row: MemberRow) -> str:
        return row.person_id

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current, plain = Qt.Key(event.key()), self.current(), is_plain(event)
        if current is None or not plain:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_H:
            self.head_wanted.emit(current.person_id)
        elif key == Qt.Key.Key_B:
            self.part_wanted.emit(self.chosen())
        elif key in CATEGORY_KEYS:
            self.category_wanted.emit(self.chosen(), CATEGORY_KEYS[key].value)
        else:
            super().keyPressEvent(event)

    def menu(self) -> QMenu:
        """What can be done with the selected rows."""
        menu = QMenu(self)
        menu.setObjectName("delegations.members.menu")
        self.offer(menu, tr("Head of the delegation"), "H", "head")
        category = menu.addMenu(tr("Category"))
        current = self.current()
        for key, value in CATEGORY_KEYS.items():
            letter = key.name.removeprefix("Key_")
            action = self.offer(category, label(value), letter, f"category:{value.value}")
            action.setCheckable(True)
            action.setChecked(current is not None and current.category is value)
        self.offer(menu, tr("Body inside the delegation…"), "B", "part")
        menu.addSeparator()
        self.offer(menu, tr("Move up"), "Alt+Up", "move:-1")
        self.offer(menu, tr("Move down"), "Alt+Down", "move:1")
        menu.addSeparator()
        self.offer(menu, tr("Open the person"), "Return", "open")
        self.offer(menu, tr("Take off the list"), "Del", "remove")
        menu.triggered.connect(self.take)
        return menu

    def do(self, what: str, value: str, row: MemberRow) -> None:
        if what == "head":
            self.head_wanted.emit(row.person_id)
        elif what == "category":
            self.category_wanted.emit(self.chosen(), value)
        elif what == "part":
            self.part_wanted.emit(self.chosen())
        else:
            super().do(what, value, row)
