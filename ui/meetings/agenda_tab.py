"""The Agenda tab: items typed into a table, saved as they are finished, checked against the time there is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.core.changes import Written
from app.core.enums import OutcomeKind
from app.core.errors import AppError
from app.core.i18n import N_, ptr, tr
from app.core.wording import label
from app.jobs.lanes import Lane
from app.queries.meetings import MeetingDetail
from app.services.meetings import AgendaDraft
from ui.desk import Desk
from ui.kit.card import Card
from ui.kit.chip import Chip
from ui.kit.text import Label, PlainLabel
from ui.meetings.agenda_model import LEAD, LONGEST_ITEM, MINUTES, NO, OUTCOME, TITLE, AgendaModel, fit
from ui.theme import theme

_Index = QModelIndex | QPersistentModelIndex


class AgendaDelegate(QStyledItemDelegate):
    """Editors: a line, minutes, a list of outcomes. One colour for the row that is chosen, a frame for the cell."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index) -> QWidget:
        if index.column() == MINUTES:
            spin = QSpinBox(parent)
            spin.setRange(0, LONGEST_ITEM)
            spin.setSingleStep(5)
            spin.setFrame(False)
            spin.setAccessibleName(ptr("agenda", "Minutes"))
            return spin
        if index.column() == OUTCOME:
            combo = QComboBox(parent)
            for outcome in OutcomeKind:
                combo.addItem(label(outcome), outcome.value)
            combo.setAccessibleName(ptr("agenda", "For"))
            return combo
        line = QLineEdit(parent)
        line.setMaxLength(300)
        line.setAccessibleName(tr("Item") if index.column() == TITLE else tr("Lead"))
        return line

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        value: Any = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QSpinBox):
            editor.setValue(int(value or 0))
            editor.selectAll()
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
        elif isinstance(editor, QLineEdit):
            editor.setText(str(value or ""))

    def setModelData(self, editor: QWidget, model: Any, index: _Index) -> None:
        if isinstance(editor, QSpinBox):
            editor.interpretText()
            model.setData(index, editor.value())
        elif isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        t, rect = theme.tokens(), option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, QColor(t.accent_soft))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(t.line))
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        painter.setFont(index.data(Qt.ItemDataRole.FontRole) or theme.font("body"))
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole) or QColor(t.ink))
        inner = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)), shown)
        widget = option.widget
        if isinstance(widget, QTableView) and widget.hasFocus() and widget.currentIndex() == index:
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))


class AgendaView(QTableView):
    """Typing or F2 or Enter edits, Tab goes on to the next cell, Alt+arrows move, Del takes out."""

    def __init__(self, model: AgendaModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meetings.agenda.table")
        self._agenda = model
        self.setModel(model)
        self.setItemDelegate(AgendaDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setShowGrid(False)
        self.setTabKeyNavigation(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column, width in ((NO, 40), (LEAD, 180), (MINUTES, 90), (OUTCOME, 130)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, theme.px(width))
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        theme.notifier().changed.connect(self._restyle)
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and index.isValid():
            row = self._agenda.move(index.row(), -1 if key == Qt.Key.Key_Up else 1)
            self.setCurrentIndex(self._agenda.index(row, index.column()))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers() and index.isValid():
            self._agenda.remove(index.row())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and index.isValid():
            if self.state() is QAbstractItemView.State.EditingState:
                return  # the Enter that closes the editor comes by here too
            self.edit(index if index.column() != NO else index.siblingAtColumn(TITLE))
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter in the title of a new item, the next new item is begun at once."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        super().closeEditor(editor, hint)
        submitted = hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache
        if submitted and column == TITLE and row == len(self._agenda.items) - 1 and self._typed_new:
            self._typed_new = False
            self.begin_new()

    def commitData(self, editor: QWidget) -> None:
        self._typed_new = self.currentIndex().row() == len(self._agenda.items)
        super().commitData(editor)

    _typed_new = False

    @Slot()
    def begin_new(self) -> None:
        """Edit the empty row at the end."""
        index = self._agenda.index(len(self._agenda.items), TITLE)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.edit(index)

    @Slot()
    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(34))


class ObjectiveBox(QWidget):
    """What the mission wants of the chosen item: for the annotated agenda, never in a paper that leaves."""

    left = Signal()
    """The hand left the box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = -1
        self.edit = QPlainTextEdit()
        self.edit.setObjectName("meetings.agenda.objective")
        self.edit.setTabChangesFocus(True)
        self.edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.edit.installEventFilter(self)
        self.label = PlainLabel()
        self.label.setProperty("role", "soft")
        self.label.setBuddy(self.edit)
        self.note = Label(N_("Internal: printed in the annotated agenda alone."), "secondary")
        head = QHBoxLayout()
        head.addWidget(self.label)
        head.addStretch(1)
        head.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addWidget(self.edit)
        theme.notifier().changed.connect(self._restyle)
        self._restyle()
        self._say()

    def show_item(self, row: int, item: AgendaDraft | None) -> None:
        """Show the objective of an item, None for the empty row. Text under the hand stays."""
        if row == self.row and item is not None and self.edit.hasFocus():
            return
        self.row = row
        text = item.objective if item is not None else ""
        if text != self.text():
            self.edit.setPlainText(text)
        self.edit.setEnabled(item is not None)
        self._say()

    def text(self) -> str:
        """What stands in the box."""
        return self.edit.toPlainText().strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _say(self) -> None:
        words = tr("Our &objective in item {no}", no=self.row + 1) if self.row >= 0 else tr("Our &objective")
        self.label.setText(words)
        self.edit.setAccessibleName(words.replace("&", ""))

    @Slot()
    def _restyle(self) -> None:
        self.edit.setFixedHeight(theme.px(68))


class AgendaTab(QWidget):
    """Shows and saves the agenda of the open meeting."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meetings.agenda")
        self._desk = desk
        self._meeting: MeetingDetail | None = None
        self._saving = 0
        self.model = AgendaModel(self)
        self.model.edited.connect(self._edited)
        self.view = AgendaView(self.model)
        self.fit = Label("", "secondary")
        self.fit.setObjectName("meetings.agenda.fit")
        self.over = Chip(tr("Too long"), "amber")
        self.hint = Label(
            N_("Type to add an item, Enter for the next one, Tab to the next cell. Alt ↑↓ move, Del takes out."),
            "faint",
        )
        self.hint.setWordWrap(True)
        card = Card(N_("Agenda"), name="meetings.agenda.card")
        card.set_corner(self.fit)
        card.set_corner(self.over)
        card.add(self.view, 1)
        self.objective = ObjectiveBox()
        self.objective.left.connect(self._keep_objective)
        self.view.selectionModel().currentRowChanged.connect(self._row_changed)
        self.model.modelReset.connect(self._show_objective)
        card.add(self.objective)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(12))
        column.setSpacing(theme.px(8))
        column.addWidget(card, 1)
        column.addWidget(self.hint)
        self.setFocusProxy(self.view)
        self._say()

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Show a meeting's agenda. While a save is under way what stands here is newer than what was read."""
        other = self._meeting is None or self._meeting.id != meeting.id
        self._meeting = meeting
        if other:
            self._keep_objective()
            self._saving = 0
        if not self._saving:
            self.model.set_rows(meeting.agenda)
        if other or not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0, TITLE))
        self._show_objective()
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.model.retranslate()
            self._say()

    # ---- what we want of an item -----------------------------------------------------------------------------------

    @Slot()
    def _keep_objective(self) -> None:
        """The text of the box belongs to the item it was opened for; it is saved when the hand leaves it."""
        self.model.set_objective(self.objective.row, self.objective.text())

    @Slot()
    def _row_changed(self) -> None:
        self._keep_objective()
        self._show_objective()

    @Slot()
    def _show_objective(self) -> None:
        row = self.view.currentIndex().row()
        items = self.model.items
        self.objective.show_item(row if 0 <= row < len(items) else -1, items[row] if 0 <= row < len(items) else None)

    @Slot(str)
    def _edited(self, said: str) -> None:
        if self._meeting is None:
            return
        self._say()
        self._saving += 1
        job = partial(self._save, self._meeting.id, tuple(self.model.items))
        self._desk.tasks.run(
            Lane.DB, job, partial(self._saved, self._meeting.id, said), partial(self._failed, self._meeting.id), self
        )

    def _save(self, id: str, items: tuple[AgendaDraft, ...]) -> Written:
        """On the store's lane: items saved a moment ago get their ids by their place among the new ones."""
        stored = self._desk.queries.meetings.get(id).agenda
        known = {item.id for item in items if item.id}
        fresh = [row for row in stored if row.id not in known]
        drafts = []
        for item in items:
            match = next((row for row in fresh if not item.id and row.title == item.title), None)
            if match is not None:
                fresh.remove(match)
            drafts.append(item if match is None else _with_id(item, match.id))
        return self._desk.services.meetings.set_agenda(id, drafts)

    def _saved(self, id: str, said: str, written: Written) -> None:
        if self._meeting is None or self._meeting.id != id:
            return
        self._saving = max(0, self._saving - 1)
        if said:
            self._desk.notices.done(said, written.changes)

    def _failed(self, id: str, error: AppError) -> None:
        self._desk.notices.error(error)
        if self._meeting is not None and self._meeting.id == id:
            self._saving = max(0, self._saving - 1)
            if not self._saving:
                self.model.set_rows(self._meeting.agenda)
                self._say()

    def _say(self) -> None:
        self.view.setAccessibleName(tr("Agenda"))
        meeting = self._meeting
        if meeting is None:
            return
        slot = round((meeting.ends_at - meeting.starts_at).total_seconds() / 60)
        open_items = sum(not item.minutes for item in self.model.items)
        said, over = fit(self.model.minutes(), slot, meeting.language_mode, open_items)
        self.fit.set_data(said)
        self.over.set_chip(tr("Too long"), "amber")
        self.over.setVisible(over)


def _with_id(item: AgendaDraft, id: str) -> AgendaDraft:
    return replace(item, id=id)
