"""The Record tab of a meeting: agenda items as headings, points under them, and one line that is typed into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.enums import PROMISE_KINDS, PointKind
from app.core.errors import FieldConflict
from app.core.formats import date_plain
from app.core.i18n import N_, tr
from ui.desk import Desk
from ui.kit.empty import EmptyState
from ui.minutes.agenda_rail import AgendaRail
from ui.minutes.attending import Attending
from ui.minutes.block_edit import BlockEdit
from ui.minutes.closed_strip import ClosedStrip
from ui.minutes.completion import Completion
from ui.minutes.details import ask_conflict
from ui.minutes.first_words import FirstWords
from ui.minutes.head_form import shown_fields
from ui.minutes.head_line import HeadLine
from ui.minutes.keys import keys
from ui.minutes.live_preview import WIDTH as PREVIEW_WIDTH
from ui.minutes.live_preview import LivePreview
from ui.minutes.loading import Loaded
from ui.minutes.presenter import RecordPresenter
from ui.minutes.quick import DueBox, OwnerBox, QuickBox, SecondBox
from ui.minutes.record_actions import RecordActions
from ui.minutes.record_view import RecordView
from ui.minutes.rows import HeadingRow, LineRow, Row
from ui.minutes.side_cards import SideColumn
from ui.minutes.suggesting import Suggester
from ui.minutes.verbs import LineVerbs
from ui.theme import theme

FOLD_BELOW, FOLD_BELOW_WINDOW = 700, 1100
"""In a tab or a window narrower than this (design pixels) the column is folded away: the lines need the room."""
RAIL_FROM = 1024
"""In a tab at least so wide (design pixels) the agenda stands at the left; else its headings among the lines do."""
_TELL_MS = 10_000


class RecordTab(QWidget):
    """`open(meeting_id, point_id)` shows a meeting's record; everything else happens by keyboard."""

    count_changed = Signal(int)
    """How many lines the record has."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("minutes.record")
        self.desk = desk
        self._data: Loaded | None = None
        self._side_wanted: bool | None = None
        self._preview_wanted = False
        self._back_to = ""
        self._build()
        self.record = RecordPresenter(desk, self, self)
        self._add_blocks()
        self.verbs = LineVerbs(desk, self.record)
        self.first_words = FirstWords(self.record, self.empty.button, self.line.edit)
        self.acts = RecordActions(desk, self.record, self)
        self.attending = Attending(desk, self.record, self, self.focus_line)
        self.suggester = Suggester(desk, self.record, self.line, self.completion, self)
        self.record.count_changed.connect(self.count_changed)
        self._wire()
        self.setFocusProxy(self.line.edit)

    # ---- what the meeting asks -------------------------------------------------------------------------------------

    def open(self, meeting_id: str, point_id: str = "") -> None:
        """Show the record of a meeting, at a line if one is named."""
        self.first_words.forget(meeting_id)
        self.record.open(meeting_id, point_id)

    def save_state(self) -> dict[str, Any]:
        """Layout as plain JSON."""
        return {} if self._side_wanted is None else {"side": self._side_wanted}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take what an earlier `save_state` gave."""
        side = state.get("side")
        self._side_wanted = side if isinstance(side, bool) else None
        self._fold()

    def flush(self) -> None:
        """Keep now what is typed."""
        for block in self.blocks.values():
            block.keep()
        self.record.keeper.flush()

    def unsaved(self) -> dict[str, str]:
        """Text that is not in the store in any form: a name for people -> the text."""
        return self.record.unsaved()

    def restore_unsaved(self, texts: dict[str, str]) -> None:
        """Put back what an earlier `unsaved` gave."""
        self.record.restore_unsaved(texts)

    def help(self) -> list[tuple[str, str]]:
        """The keys, for F1."""
        return keys()

    # ---- what the presenter asks -----------------------------------------------------------------------------------

    def show_loaded(self, data: Loaded) -> None:
        """All that is read of a record; the rows follow by `show_rows`."""
        self._data = data
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        self.head.show_loaded(data)
        self._tell()
        self.side.show_loaded(data)
        self.view.read_only = not data.is_open
        self._room.setCurrentWidget(self.empty if data.record is None else self._sheet)
        self.first_words.forget("" if data.record is not None else data.meeting.id)
        self.setFocusProxy(self.empty.button if data.record is None else self.line.edit if data.is_open else self.view)
        if inside and focus is not None and (not focus.isVisible() or (focus is self.line.edit and not data.is_open)):
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # what had the keys is gone with the change
        self.closed.show_loaded(data)
        self._show_blocks(data)
        if data.record is not None:
            self.preview.follow(data.meeting.id, data.record.kind, data.record.language)
        self._fold()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """The rows as they are now; selection, scroll place and caret stay."""
        selected = self.view.selected()
        follow = self.line.edit.hasFocus() and len(rows) > len(self.view.rows.rows)
        before = {row.key for row in self.view.rows.rows}
        self.view.rows.set_rows(rows)
        if selected is not None and self.view.selected() != selected and selected.point_id in {r.key for r in rows}:
            self.view.select(selected.point_id)
        self.view.executeDelayedItemsLayout()
        self.view.place_line()
        if follow or not before:
            self.view.show_line()

    def show_agenda(self, heads: Sequence[HeadingRow], here: str | None) -> None:
        """The agenda at the left; `here` is the item the live line stands at, None when nothing is typed."""
        counts: dict[str, int] = {}
        for row in self.view.rows.rows:
            if isinstance(row, LineRow):
                counts[row.item_id] = counts.get(row.item_id, 0) + 1
        self.rail.show_rows(heads, counts, "-" if here is None else here)
        self._fold()

    def set_line(self, text: str, note: str) -> None:
        """Another text in the live line."""
        self.completion.hide()
        self.line.set_line(text)
        self.line.set_note(note)

    def line_text(self) -> str:
        """The whole line."""
        return self.line.line()

    def line_halves(self) -> tuple[str, str]:
        """The line up to the caret, and what follows it."""
        return self.line.halves()

    def show_read(self, kind: PointKind, chips: Sequence[tuple[str, str]]) -> None:
        """What was understood."""
        self.line.show_read(kind, chips)

    def select_point(self, point_id: str) -> bool:
        """Go to a line."""
        found = self.view.select(point_id)
        if found:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return found

    def focus_line(self) -> None:
        """The keys go into the live line."""
        self.view.unselect()
        if self._data is not None and self._data.is_open:
            self.line.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.view.show_line()
        else:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle_conflict(self, fields: Sequence[FieldConflict]) -> list[str] | None:
        """Mine or theirs, field by field."""
        return ask_conflict(self, fields)

    # ---- parts -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.head = HeadLine(self.desk, self)
        self.card = QFrame()
        self.card.setObjectName("minutes.sheet")
        self.card.setProperty("role", "card")
        self.view = RecordView(self.card)
        self.line = self.view.line
        self.closed = ClosedStrip(self.card)
        self.closed_words = self.closed.words
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(1, theme.px(2), 1, theme.px(6))
        inside.setSpacing(0)
        self._inside = inside
        inside.addWidget(self.closed)
        inside.addWidget(self.view, 1)
        self.side = SideColumn(self)
        self.rail = AgendaRail(self)
        self._sheet = QWidget()
        row = QHBoxLayout(self._sheet)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(self.rail)
        row.addWidget(self.card, 1)
        row.addWidget(self.side)
        self.preview = LivePreview(self.desk, self)
        self.preview.hide()
        row.addWidget(self.preview)
        self.empty = EmptyState(
            "record",
            N_("Nothing is recorded yet"),
            N_(
                "Type what is said, one line each. A letter and a blank make it more: d decision, a action, "
                "c commitment, r reservation. @ names a person or an organisation, > says when it is due, # a topic."
            ),
            N_("Begin the record"),
            name="minutes.empty",
        )
        self._room = QStackedWidget()
        self._room.addWidget(self._sheet)
        self._room.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.head)
        column.addWidget(self._room, 1)
        self.completion = Completion(self)
        self.owner_box = OwnerBox(self.desk, self)
        self.due_box = DueBox(self.desk, self)
        self.second_box = SecondBox(self)
        self._clock = QTimer(self)
        self._clock.setInterval(_TELL_MS)

    def _wire(self) -> None:
        edit, view, record, verbs = self.line.edit, self.view, self.record, self.verbs
        edit.keys_first = self._key_first
        edit.submitted.connect(record.submit)
        edit.split_wanted.connect(record.split)
        edit.left_up.connect(self._into_list)
        edit.gave_up.connect(self._given_up)
        edit.jumped.connect(record.jump)
        edit.undo_wanted.connect(self._undo)
        edit.focus_left.connect(self._line_left)
        self.line.edited.connect(self._typed)
        view.edit_wanted.connect(record.edit)
        view.insert_wanted.connect(record.stand_after)
        view.item_wanted.connect(record.stand_at)
        view.jumped.connect(record.jump)
        self.rail.item_wanted.connect(record.stand_at)
        view.back_wanted.connect(self.focus_line)
        view.remove_wanted.connect(self._remove)
        view.move_wanted.connect(verbs.move)
        view.turn_wanted.connect(verbs.turn)
        view.side_wanted.connect(verbs.set_side)
        view.mark_wanted.connect(self._mark)
        view.owner_wanted.connect(self._ask_owner)
        view.due_wanted.connect(self._ask_due)
        self.owner_box.chosen.connect(verbs.set_owner)
        self.due_box.chosen.connect(verbs.set_due)
        self.second_box.chosen.connect(verbs.set_second)
        self.second_box.closed.connect(self._box_closed)
        self.owner_box.closed.connect(self._box_closed)
        self.due_box.closed.connect(self._box_closed)
        self.side.led.connect(self.acts.lead)
        self.head.side_toggled.connect(self._toggle_side)
        self._clock.timeout.connect(self._tick)
        record.keeper.settled.connect(self._tell)
        theme.notifier().changed.connect(self._restyle)

    def _add_blocks(self) -> None:
        """The texts beside the lines: the summary over them, the comment beneath."""
        summary = BlockEdit(self.record, "summary", N_("Summary"))
        comment = BlockEdit(self.record, "comment", N_("Impressions and comment"), N_("never leaves"))
        self.blocks = {block.field: block for block in (summary, comment)}
        self._inside.insertWidget(1, summary)
        self._inside.addWidget(comment)
        for block in self.blocks.values():
            block.hide()
            block.left.connect(self.focus_line)
        self.record.blocks = self.blocks

    def focus_block(self, field: str) -> bool:
        """The keys go into the summary or the comment; whether this kind of record has it."""
        block = self.blocks[field]
        if not block.isVisible():
            return False
        block.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _show_blocks(self, data: Loaded) -> None:
        record = data.record
        for field, block in self.blocks.items():
            shown = record is not None and shown_fields(record.kind, "", correction=False)[field]
            block.setVisible(shown)
            if record is not None and shown:
                block.show_text(record.id, getattr(record, field), read_only=not record.is_open)

    # ---- typing ----------------------------------------------------------------------------------------------------

    @Slot()
    def _typed(self) -> None:
        self.record.typed()
        self._tell()
        self.suggester.soon()

    def _key_first(self, event: QKeyEvent) -> bool:
        return self.completion.key(event)

    @Slot()
    def _line_left(self) -> None:
        self.completion.hide()
        self.record.keeper.flush()

    @Slot()
    def _into_list(self) -> None:
        self.view.enter_from_line()

    @Slot()
    def _given_up(self) -> None:
        """Esc in the line: out of an edit, else into the list; typed text stays where it is."""
        if self.record.place.editing:
            self.record.leave_edit()
        elif not self.view.enter_from_line():
            self.line.edit.clearFocus()

    @Slot()
    def _undo(self) -> None:
        self.desk.actions.trigger("undo")

    # ---- a line of the list ----------------------------------------------------------------------------------------

    @Slot(str)
    def _remove(self, point_id: str) -> None:
        row = self.view.currentIndex().row()
        self.verbs.remove(point_id)
        rows = self.view.rows
        for at in (*range(row, rows.rowCount()), *range(min(row, rows.rowCount()) - 1, -1, -1)):
            line = rows.line(rows.index(at))
            if line is not None and line.point_id != point_id:
                self.view.select(line.point_id)
                return

    @Slot(str, str)
    def _mark(self, point_id: str, what: str) -> None:
        if what != "second":
            self.verbs.mark(point_id, what)
            return
        point, record = self.record.point(point_id), self._data.record if self._data is not None else None
        if point is not None and record is not None:
            if record.second_language:
                self.second_box.ask(point_id, record.second_language, point.text_second, self._rect(point_id))
            else:
                self.desk.notices.info(tr("The record has one language. A second one is chosen in its details."))

    @Slot(str)
    def _ask_owner(self, point_id: str) -> None:
        point = self.record.point(point_id)
        if point is not None and self._is_promise(point.kind):
            self.owner_box.ask(self.record.meeting_id, point_id, point.owner, self._rect(point_id))

    @Slot(str)
    def _ask_due(self, point_id: str) -> None:
        point = self.record.point(point_id)
        if point is not None and self._is_promise(point.kind):
            words = point.due_text or (date_plain(point.due_on) if point.due_on else "")
            self.due_box.ask(self.record.meeting_id, point_id, words, point.no_due_reason, self._rect(point_id))

    def _is_promise(self, kind: PointKind) -> bool:
        if kind not in PROMISE_KINDS:
            self.desk.notices.info(tr("Only an action, a commitment or a request has an owner and a due date."))
        return kind in PROMISE_KINDS

    def _rect(self, point_id: str) -> QRect:
        rect = self.view.visualRect(self.view.rows.index_of(point_id))
        left = self.view.painter_of_rows.left
        at = self.view.viewport().mapTo(self, rect.topLeft())
        return QRect(at.x() + left, at.y(), rect.width() - left, rect.height())

    @Slot()
    def _box_closed(self) -> None:
        sender = self.sender()
        if isinstance(sender, QuickBox):
            self._back_to = sender.point_id
            self._back_to_list()
            QTimer.singleShot(0, self._back_to_list)  # and once more: a Tab that closed it moves the focus on

    @Slot()
    def _back_to_list(self) -> None:
        self.select_point(self._back_to)

    def show_checks(self, first: str) -> None:
        """The list of what is missing, and the hand on the first of it."""
        self._side_wanted = True
        self._fold()
        self.side.ensureWidgetVisible(self.side.checks)
        if first.startswith("point:"):
            self.select_point(first.removeprefix("point:"))
        else:
            self.side.checks.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- looks -----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()
        QTimer.singleShot(0, self._keep_line)

    @Slot()
    def _keep_line(self) -> None:
        """Where the hand is not in the list, the line stays in sight when the window changes."""
        if not self.view.hasFocus():
            self.view.executeDelayedItemsLayout()
            self.view.show_line()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        self.head.tell_saved()

    @Slot()
    def _fold(self) -> None:
        """The column stands beside the lines where there is room; else only when asked for."""
        narrow = self.width() < theme.px(FOLD_BELOW) or self.window().width() < theme.px(FOLD_BELOW_WINDOW)
        shown = self._side_wanted is True if narrow else self._side_wanted is not False
        self.side.setVisible(shown)
        preview = self._preview_wanted and self._data is not None and self._data.record is not None
        self.preview.setVisible(preview)
        room = self.width() - (theme.px(PREVIEW_WIDTH + 16) if preview else 0)
        if preview and room < theme.px(FOLD_BELOW + 120):
            shown = False  # the paper stands where the column stood
            self.side.setVisible(False)
        self.rail.setVisible(room >= theme.px(RAIL_FROM) and self.rail.has_items())
        self.head.side_button.setVisible(narrow or not shown)
        self.head.side_button.setChecked(shown)

    @Slot()
    def toggle_preview(self) -> None:
        """Show the paper beside the lines, or put it away."""
        self._preview_wanted = not self._preview_wanted
        self._fold()
        QTimer.singleShot(0, self._keep_line)

    @Slot()
    def _toggle_side(self) -> None:
        self._side_wanted = not self.side.isVisible()
        self._fold()

    @Slot()
    def _tell(self) -> None:
        if self.isVisible():
            self.head.set_waiting(bool(self.record.keeper.lost()))
            self.head.tell_saved()
        else:
            self._clock.stop()

    @Slot()
    def _tick(self) -> None:
        """Time went by: what was saved is a little older, and an item's clock may say something else."""
        self._tell()
        if self.isVisible() and self.record.timer_runs:
            self.record.render()

    @Slot()
    def _restyle(self) -> None:
        self._fold()
        if self._data is not None:
            self.closed.show_loaded(self._data)
