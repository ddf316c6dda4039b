"""Settling a pasted list before anything is added: what each line will be, and what to do with the unknown ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import N_, ntr, tr
from app.core.wording import side_name
from app.queries.choices import Choice
from app.services.pasted import LineMatch, NewPerson
from ui.kit.text import Button, Heading, Label, PlainLabel, plain_tip
from ui.theme import theme

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that can be done with a line: a record, a new person, or nothing (None)."""

    what: Choice | NewPerson | None

    def words(self) -> str:
        if self.what is None:
            return tr("Leave out")
        if isinstance(self.what, NewPerson):
            return tr("New person “{name}”", name=self.what.name)
        return tr("{name} ({detail})", name=self.what.title, detail=self.what.detail) if self.what.detail else (
            self.what.title
        )  # fmt: skip


class PasteModel(QAbstractTableModel):
    """Lines and what will come of them. Lines with no doubt are set; doubtful ones wait with the likeliest."""

    def __init__(self, lines: Sequence[LineMatch], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines = tuple(lines)
        self.ways = [_ways(line) for line in self.lines]
        self.at = [0] * len(self.lines)

    def turn(self, row: int, by: int) -> None:
        """Choose the next (or former) way for a line."""
        self.at[row] = (self.at[row] + by) % len(self.ways[row])
        self.dataChanged.emit(self.index(row, 0), self.index(row, 1))

    def chosen(self) -> list[Choice | NewPerson]:
        """What is to be added, in the order of the lines, each record once."""
        found = [self.ways[row][at].what for row, at in enumerate(self.at)]
        return list(dict.fromkeys(one for one in found if one is not None))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default, never changed)
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and section < 2:
            return (tr("Pasted line"), tr("Will be added as"))[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, way = self.lines[index.row()], self.ways[index.row()][self.at[index.row()]]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(line.text if index.column() == 0 else way.words())
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == 0:
                return line.text
            more = len(line.found) - 1
            if not line.sure and more > 0 and isinstance(way.what, Choice):
                return ntr("{name} – or {n} other", "{name} – or {n} others", more, name=way.words())
            return way.words()
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 1:
            t = theme.tokens()
            unsure = not line.sure and way.what is not None
            return QColor(t.amber if unsure else t.soft if way.what is None else t.ink)
        return None


def _ways(line: LineMatch) -> list[Way]:
    found = [Way(choice) for choice in line.found]
    new = Way(NewPerson(line.name, line.rest))
    # What nobody knows is left out until somebody says otherwise.
    return [*found, new, Way(None)] if found else [Way(None), new]


class _Lines(QTableView):
    """Space or Right takes the next way for the selected lines, Left the former."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        rows = {index.row() for index in self.selectionModel().selectedRows()}
        turn = {Qt.Key.Key_Space: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if turn and rows and isinstance(model, PasteModel):
            for row in rows:
                # Of several lines only those that are in doubt: what was recognised stays.
                if len(rows) == 1 or not model.lines[row].sure:
                    model.turn(row, turn)
        else:
            super().keyPressEvent(event)


class PasteDialog(QDialog):
    """Shows all lines; Ctrl+Enter adds, Esc adds nothing."""

    def __init__(self, lines: Sequence[LineMatch], sides: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meetings.people.paste")
        self.setModal(True)
        self.setWindowTitle(tr("Add a pasted list"))
        self.model = PasteModel(lines, self)
        self.table = _Lines()
        self.table.setObjectName("meetings.people.paste.lines")
        self.table.setAccessibleName(tr("Pasted lines"))
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.px(30))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        pad = theme.px(8)
        self.table.setStyleSheet(
            f"QTableView::item {{ padding: 0 {pad}px; }} QHeaderView::section:first {{ padding-left: {pad}px; }}"
        )
        self.table.clicked.connect(self._clicked)
        self.sides = QComboBox()
        self.sides.setObjectName("meetings.people.paste.side")
        self.sides.setAccessibleName(tr("Side of those who have none"))
        for side in sides:
            self.sides.addItem(side_name(side), side)
        self.sides.setCurrentIndex(min(1, self.sides.count() - 1))  # guests come from the receiving state
        self.cancel = Button(N_("Cancel"), name="meetings.people.paste.cancel")
        self.ok = Button("", "primary", name="meetings.people.paste.add")
        self.cancel.clicked.connect(self.reject)
        self.ok.clicked.connect(self.accept)
        self.model.dataChanged.connect(self._say)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.ok.click)
        self._lay_out(lines)
        self._say()
        self.table.setCurrentIndex(self.model.index(0, 1))
        self.table.setFocus()

    def chosen(self) -> list[Choice | NewPerson]:
        """What is to be added."""
        return self.model.chosen()

    def side(self) -> str:
        """Side of those whose own is not known."""
        return str(self.sides.currentData() or "")

    def _lay_out(self, lines: Sequence[LineMatch]) -> None:
        sure = sum(line.sure for line in lines)
        heading = Heading()
        heading.set_data(tr("{sure} of {all} lines were recognised", sure=sure, all=len(lines)))
        words = Label(N_("Space or a click takes the next meaning of a line. Nothing is added yet."), "soft")
        label = PlainLabel(tr("Side of those who have none"))
        label.setProperty("role", "soft")
        label.setBuddy(self.sides)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(label)
        row.addWidget(self.sides)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.ok)
        column = QVBoxLayout(self)
        margin = theme.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(12))
        for widget in (heading, words):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.resize(theme.px(760), theme.px(460))

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 1:
            self.model.turn(index.row(), 1)

    @Slot()
    def _say(self) -> None:
        n = len(self.chosen())
        words = ntr("Add {n} participant", "Add {n} participants", n)
        self.ok.setText(words)
        self.ok.setAccessibleName(words)
        self.ok.setEnabled(n > 0)
