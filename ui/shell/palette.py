"""The command box (Ctrl+K): goes to anything by any of its names and does anything that can be done, by keyboard alone.

Each key asks anew; an answer that comes after the next key is dropped. The focus stays in the box; the list below it is
moved through with the arrow keys.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QRect, Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.core.errors import AppError
from app.core.i18n import tr
from app.core.settings import RECENT, Settings
from app.core.wording import side_name
from app.jobs.lanes import Lane
from ui.shell import palette_filters
from ui.shell.actions import Action, Actions
from ui.shell.navigation import Navigation
from ui.shell.palette_model import (
    KIND_TITLES,
    Hit,
    PaletteDelegate,
    PaletteModel,
    Row,
    What,
    place_of,
    rows_of_actions,
    rows_of_filters,
    rows_of_hits,
    rows_of_recent,
)
from ui.shell.top_bar import SearchBox
from ui.tasks import Task, Tasks
from ui.theme import theme

LIMIT = 30
TALLEST = 540
ACTIONS_BESIDE_HITS = 5

Find = Callable[[str, int], Sequence[Hit]]


class Palette(QFrame):
    """The list under the box. Lies over the content as a child of the window, so the focus never leaves the box.

    `home_of_record(id)` gives the meeting on whose page a record stands.
    """

    def __init__(
        self,
        box: SearchBox,
        find: Find,
        home_of_record: Callable[[str], str],
        tasks: Tasks,
        actions: Actions,
        navigation: Navigation,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("shell.palette")
        self.setProperty("role", "card")
        self._box, self._find, self._tasks = box, find, tasks
        self._home_of_record = home_of_record
        self._actions, self._navigation, self._settings = actions, navigation, settings
        self.sides: Sequence[str] = ()
        """Codes of the sides that "side:" offers: the mission's two states."""
        self._asked: Task | None = None
        self._waiting = self._hasty = False
        self._back_to: QWidget | None = None
        self.model = PaletteModel(self)
        self.list = QListView()
        self.list.setObjectName("shell.palette.list")
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, theme.px(4), 1, theme.px(4))
        column.addWidget(self.list)
        self.list.clicked.connect(self._clicked)
        box.textEdited.connect(self._typed)
        box.entered.connect(self.open)
        box.left.connect(self.close_list)
        box.key.connect(self._key)
        self.hide()

    def summon(self) -> None:
        """Ctrl+K: the focus into the box, everything in it selected; Esc will bring the focus back."""
        focus = self.window().focusWidget()
        if focus is not None and focus is not self._box:
            self._back_to = focus
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()
        self.open()

    @Slot()
    def open(self) -> None:
        """Show what the present text finds."""
        if not self.isVisible():
            self._ask(self._box.text())

    @Slot()
    def close_list(self) -> None:
        """Put the list away; the text stays."""
        self._drop()
        self.hide()

    def retranslate(self) -> None:
        """The language changed."""
        self.list.setAccessibleName(tr("Found"))
        self.close_list()

    def place(self) -> None:
        """Hang below the box, as tall as its rows and never beyond the window."""
        parent = self.parentWidget()
        if parent is None or not self.isVisible():
            return
        corner = self._box.mapTo(parent, self._box.rect().bottomLeft())
        wanted = sum(self.list.sizeHintForRow(at) for at in range(self.model.rowCount())) + theme.px(10)
        room = parent.height() - corner.y() - theme.px(40)
        width = min(max(self._box.width(), theme.px(560)), parent.width() - corner.x() - theme.px(12))
        self.setGeometry(QRect(corner.x(), corner.y() + theme.px(4), width, min(wanted, theme.px(TALLEST), room)))

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._ask(text)

    def _ask(self, text: str) -> None:
        self._drop()
        self._waiting = self._hasty = False
        words = text.strip()
        if not words:
            recent = self._settings.get(RECENT)
            first = rows_of_recent(recent) + self._action_rows("") + rows_of_filters(palette_filters.beginning())
            self._show(first or [Row(What.NOTE, tr("Type a name, a word, or what you want to do."))])
            return
        self._waiting = True
        self._asked = self._tasks.run(
            Lane.DB, partial(self._find, words, LIMIT), partial(self._found, words), self._failed, self
        )
        if not self.isVisible():
            # Until the answer is there: what needs no store. Later keys keep the former rows, so that nothing flickers.
            self._show(self._action_rows(words))

    def _found(self, words: str, hits: Sequence[Hit]) -> None:
        # By the window's own account: a window that is not in front yet, or not any more, still shows what was asked.
        if self._box.text().strip() != words or self._box.window().focusWidget() is not self._box:
            self._waiting = False
            return
        known = [hit for hit in hits if self._shown_somewhere(hit)]
        actions = self._action_rows(words)
        # Who types the beginning of a command wants the command; everything else is a name first.
        meant = any(isinstance(row.target, Action) and row.target.begins(words) for row in actions)
        found = rows_of_hits(known, palette_filters.plain(words))
        rows = actions + found if meant else found + actions
        narrowed = rows_of_filters(palette_filters.completions(self._box.text(), self._values))
        # Who is typing a filter wants its value; whoever types a word that might become one goes on undisturbed.
        rows = narrowed + rows if palette_filters.narrowing(self._box.text()) else rows + narrowed
        self._show(rows or [Row(What.NOTE, tr("Nothing found for “{text}”. Try part of a name.", text=words))])
        self._answered()

    def _shown_somewhere(self, hit: Hit) -> bool:
        place = place_of(hit)
        return place[0] == "record" or self._navigation.route_to(*place) is not None

    def _values(self, key: str) -> Sequence[tuple[str, str]]:
        """What may stand after a filter word, with what it means in the interface's language."""
        if key == "kind":
            return [(kind, tr(title)) for kind, title in KIND_TITLES.items()]
        if key == "side":
            return [(code, side_name(code)) for code in self.sides]
        if key == "from":
            return [("today", tr("today")), ("30d", tr("the last 30 days")), ("365d", tr("the last year"))]
        return ()

    def _failed(self, error: AppError) -> None:
        self._show([Row(What.NOTE, str(error)), *self._action_rows(self._box.text().strip())])
        self._waiting = self._hasty = False

    def _action_rows(self, words: str) -> list[Row]:
        found = self._actions.found(words, ACTIONS_BESIDE_HITS if words else 8)
        native = QKeySequence.SequenceFormat.NativeText
        keys = {a.key: QKeySequence(a.shortcut.split("; ")[0]).toString(native) for a in found if a.shortcut}
        return rows_of_actions(found, keys)

    def _show(self, rows: list[Row]) -> None:
        self.model.show(rows)
        choosable = self.model.choosable()
        if choosable:
            self.list.setCurrentIndex(self.model.index(choosable[0]))
        self.list.scrollToTop()
        self.show()
        self.raise_()
        self.place()

    @Slot(int)
    def _key(self, key: int) -> None:
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif not self.isVisible():
            self.open()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}[Qt.Key(key)]
            self._move(by)

    def _enter(self) -> None:
        """Do what is under the hand; while the answer to what was typed is on its way, as soon as it is there."""
        if self._waiting:
            self._hasty = True
        else:
            self._do(self.model.row(self.list.currentIndex().row()))

    def _answered(self) -> None:
        self._waiting = False
        if self._hasty:
            self._hasty = False
            self._enter()

    def _move(self, by: int) -> None:
        choosable = self.model.choosable()
        if not choosable:
            return
        now = self.list.currentIndex().row()
        at = choosable.index(now) if now in choosable else 0
        # One step past the end comes round; a page does not.
        to = (at + by) % len(choosable) if abs(by) == 1 else max(0, min(at + by, len(choosable) - 1))
        index = self.model.index(choosable[to])
        self.list.setCurrentIndex(index)
        self.list.scrollTo(self.model.index(0) if to == 0 else index)

    def _escape(self) -> None:
        if self.isVisible():
            self.close_list()
        self._box.clear()
        self._box.clearFocus()
        self._give_back()

    def _give_back(self) -> None:
        """The focus goes where it was before Ctrl+K."""
        before, self._back_to = self._back_to, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self._do(self.model.row(index.row()))

    def _do(self, row: Row | None) -> None:
        if row is None or row.target is None:
            return
        target = row.target
        if isinstance(target, str):
            self._box.setText(target)
            self._box.setFocus(Qt.FocusReason.OtherFocusReason)
            self._ask(target)
            return
        words = self._box.text()
        self.close_list()
        self._box.clear()
        self._box.clearFocus()
        if isinstance(target, Action):
            self._give_back()  # an action finds the window as it was, and so does whoever closes its dialog
            target.run()
            return
        self._settings.searched(words)
        place = place_of(target)
        if place[0] == "record":
            self._tasks.run(Lane.DB, partial(self._home_of_record, place[1]), self._open_record, owner=self)
        else:
            self._navigation.open(*place)

    def _open_record(self, meeting_id: str) -> None:
        self._navigation.open("meeting", meeting_id, "record")

    def _drop(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
