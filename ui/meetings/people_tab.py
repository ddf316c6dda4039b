"""The People tab: a line to add by any name, and a column for each side in its order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.enums import Attendance, MeetingStatus, ParticipantRole
from app.core.i18n import N_, tr
from app.core.wording import side_name
from app.queries.meetings import MeetingDetail
from app.services.pasted import LineMatch
from ui.desk import Desk
from ui.kit.empty import EmptyState
from ui.kit.picker import ReferenceEdit
from ui.kit.text import Button, Label
from ui.meetings import searches
from ui.meetings.paste_dialog import PasteDialog
from ui.meetings.people_presenter import Candidate, PeoplePresenter
from ui.meetings.people_view import SideColumn
from ui.meetings.sheet_dialog import SheetDialog
from ui.shell.actions import of_button
from ui.theme import theme

_SIDE_KEYS = {
    Qt.Key.Key_1: 0,
    Qt.Key.Key_J: 0,
    Qt.Key.Key_2: 1,
    Qt.Key.Key_K: 1,
    Qt.Key.Key_3: 2,
    Qt.Key.Key_4: 3,
}


class SideQuestion(QFrame):
    """Asks once, beneath the add box: which side? 1 and 2 (or J and K) answer, Esc lets it be."""

    answered = Signal(object)
    """The `Candidate` with its side."""
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meetings.people.side-question")
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._candidate: Candidate | None = None
        self._sides: list[str] = []
        self.words = Label("", "strong")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        self._row.setSpacing(theme.px(8))
        self._row.addWidget(self.words)
        self._row.addStretch(1)
        self._buttons: list[Button] = []
        self.hide()

    def ask(self, candidate: Candidate, sides: Sequence[str]) -> None:
        """Ask for `candidate`, offering `sides`."""
        self._candidate, self._sides = candidate, list(sides)
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        self.words.set_message(N_("Which side is {name} on?"), name=candidate.title)
        self.setAccessibleName(self.words.text())
        for no, side in enumerate(self._sides, 1):
            button = Button("", name=f"meetings.people.side-question.{side}")
            words = tr("{number}  {side}", number=no, side=side_name(side))
            button.setText(words)
            button.setAccessibleName(words)
            button.setProperty("side", side)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys are 1, 2, J, K
            button.clicked.connect(self._pressed)
            self._buttons.append(button)
            self._row.addWidget(button)
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = _SIDE_KEYS.get(Qt.Key(event.key()), -1)
        if 0 <= at < len(self._sides):
            self._answer(self._sides[at])
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._answer(str(sender.property("side")))

    def _answer(self, side: str) -> None:
        candidate, self._candidate = self._candidate, None
        self.hide()
        if candidate is not None:
            self.answered.emit(Candidate(candidate.kind, candidate.id, candidate.title, side))


class PeopleTab(QWidget):
    """Shows and changes who takes part."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meetings.people")
        self._desk = desk
        self.presenter = PeoplePresenter(desk, self)
        self.columns: dict[str, SideColumn] = {}
        self._follow = ""
        self.add = ReferenceEdit(
            searches.of(desk, self.presenter.find, self, kinds=True),
            "meetings.people.add",
            N_("Make a new person “{text}”"),
            self._create,
            N_("Add a person, an organisation or a delegation: any part of any name. Or paste a list."),
        )
        self.add.setAccessibleName(tr("Add participants"))
        self.add.edited.connect(self._chosen)
        self.add.edit.returnPressed.connect(self._entered)
        self.add.edit.textEdited.connect(self._typed)
        self.add.edit.installEventFilter(self)
        self.question = SideQuestion()
        self.question.answered.connect(self.presenter.add)
        self.question.dropped.connect(self.add.edit.setFocus)
        self.empty = EmptyState(
            "people",
            N_("Nobody is listed yet"),
            N_("Both sides will stand here in their order, head first. The minutes, the attendee list and the count in "
               "the list of meetings follow from it."),
            N_("Add the first participant"), self.add.edit.setFocus, name="meetings.people.empty",
        )  # fmt: skip
        self.hint = Label(
            N_("H head  I interpreter  N note-taker  M member  O observer    A attended  X absent  C accepted"
               "  T tentative  D declined    Alt ↑↓ move  Del off"),
            "faint",
        )  # fmt: skip
        self.hint.setWordWrap(True)
        self._side_room = QHBoxLayout()
        self._side_room.setSpacing(theme.px(16))
        self._sides_box = QWidget()
        box = QVBoxLayout(self._sides_box)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(8))
        box.addLayout(self._side_room, 1)
        box.addWidget(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(12))
        column.setSpacing(theme.px(12))
        self.sheet_button = Button(N_("Enter a signed sheet…"), "", "record", "meetings.people.sheet")
        self.sheet_button.clicked.connect(self.enter_sheet)
        self._desk.actions.add(of_button(self.sheet_button))
        adding = QHBoxLayout()
        adding.setSpacing(theme.px(8))
        adding.addWidget(self.add, 1)
        adding.addWidget(self.sheet_button)
        column.addLayout(adding)
        column.addWidget(self.question)
        column.addWidget(self._sides_box, 1)
        column.addWidget(self.empty, 1)
        self.empty.hide()
        self.setFocusProxy(self.add)
        self.presenter.side_needed.connect(self._ask_side)
        self.presenter.added.connect(self._added)
        self.presenter.matched.connect(self._matched)
        self.presenter.choices.connect(self.add.search_now)

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Show a meeting's people; the keyboard stays on whom it was on."""
        other = self.presenter.meeting is None or self.presenter.meeting.id != meeting.id
        self.presenter.meeting = meeting
        if other:
            self.add.set_value(None)
            self.question.hide()
        wanted = self.presenter.sides()
        if list(self.columns) != wanted:
            self._rebuild(wanted)
        for side, column in self.columns.items():
            column.show_rows(self.presenter.rows(side), held=meeting.status is MeetingStatus.HELD)
        self.empty.setVisible(not meeting.participants)
        self._sides_box.setVisible(bool(meeting.participants))
        self.sheet_button.setVisible(bool(meeting.participants))
        if self._follow:
            self._go_to(self._follow)
            self._follow = ""

    @Slot()
    def enter_sheet(self) -> None:
        """The sheet that was signed at the door, by the numbers on it."""
        if self.presenter.meeting is not None:
            dialog = SheetDialog(self._desk, self.presenter.meeting, self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def focus_first(self) -> None:
        """The keys go to the first side, or to the add box when nobody is listed."""
        first = next((column.list for column in self.columns.values() if column.model.rows), None)
        if first is not None:
            first.setFocus()
        else:
            self.add.edit.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.add.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            text = QGuiApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
            if len([line for line in text.splitlines() if line.strip()]) > 1:
                self.presenter.paste(text)
                return True
            if event.key() == Qt.Key.Key_Down and not self.add.edit.text() and not self.add.popup.isVisible():
                self.focus_first()
                return True
        return super().eventFilter(watched, event)

    # ---- sides -----------------------------------------------------------------------------------------------------

    def _rebuild(self, wanted: Sequence[str]) -> None:
        for column in self.columns.values():
            self._side_room.removeWidget(column)
            column.hide()
            column.deleteLater()
        self.columns = {}
        for side in wanted:
            column = SideColumn(side)
            rows = column.list
            rows.role_wanted.connect(self._set_role)
            rows.status_wanted.connect(self._set_status)
            rows.move_wanted.connect(self.presenter.move)
            rows.remove_wanted.connect(self.presenter.remove)
            rows.over_wanted.connect(self._over)
            rows.side_wanted.connect(self._to_side)
            rows.open_wanted.connect(self._open_person)
            column.model.dropped.connect(self._dropped)
            self.columns[side] = column
            self._side_room.addWidget(column, 1)

    def _go_to(self, id: str) -> None:
        for column in self.columns.values():
            if column.list.go_to(id):
                column.list.setFocus()

    @Slot(list, str)
    def _set_role(self, ids: list[str], role: str) -> None:
        self._follow = ids[0] if ids else ""
        self.presenter.set_role(ids, ParticipantRole(role))

    @Slot(list, str)
    def _set_status(self, ids: list[str], status: str) -> None:
        self.presenter.set_status(ids, Attendance(status))

    @Slot(int)
    def _over(self, way: int) -> None:
        lists = [column.list for column in self.columns.values()]
        at = next((no for no, one in enumerate(lists) if one.hasFocus()), 0) + way
        if 0 <= at < len(lists):
            lists[at].setFocus()

    @Slot(list, int)
    def _to_side(self, ids: list[str], way: int) -> None:
        sides = list(self.columns)
        row = self.presenter.row(ids[0]) if ids else None
        at = sides.index(row.side) + way if row is not None else -1
        if 0 <= at < len(sides):
            self._follow = ids[0]
            self.presenter.to_side(ids, sides[at])

    @Slot(list, int)
    def _dropped(self, ids: list[str], before: int) -> None:
        model = self.sender()
        side = next((side for side, column in self.columns.items() if column.model is model), "")
        if side and ids:
            self._follow = ids[0]
            self.presenter.drop(ids, side, before)

    @Slot(str)
    def _open_person(self, id: str) -> None:
        self._desk.navigation.open("person", id)

    # ---- adding ----------------------------------------------------------------------------------------------------

    @Slot()
    def _chosen(self) -> None:
        id, title = self.add.value(), self.add.title()
        if id is not None:
            self.add.set_value(None)
            self.presenter.choose(str(id), title)

    @Slot()
    def _entered(self) -> None:
        text = self.add.edit.text().strip()
        if text and self.add.value() is None and not self.add.popup.isVisible():
            self.presenter.enter(text)

    @Slot(str)
    def _typed(self, text: str) -> None:
        # Pasted by the mouse's menu: a line edit takes line ends along.
        if len(text.splitlines()) > 1:
            self.add.set_value(None)
            self.presenter.paste(text)

    def _create(self, text: str) -> None:
        self.add.set_value(None)
        self.presenter.add(Candidate("new", "", text))

    @Slot(object)
    def _ask_side(self, candidate: Candidate) -> None:
        self.question.ask(candidate, self.presenter.sides())

    @Slot(str)
    def _added(self, _side: str) -> None:
        self.add.set_value(None)
        self.add.edit.setFocus()

    @Slot(object)
    def _matched(self, found: tuple[LineMatch, ...]) -> None:
        if not found:
            self._desk.notices.info(tr("No names were found in the pasted text."))
            return
        dialog = PasteDialog(found, self.presenter.sides(), self)
        if self.ask(dialog):
            self.presenter.add_lines(dialog.chosen(), dialog.side())
        dialog.deleteLater()

    def ask(self, dialog: QDialog) -> bool:
        """Show the question and wait; whether it was accepted."""
        return dialog.exec() == QDialog.DialogCode.Accepted
