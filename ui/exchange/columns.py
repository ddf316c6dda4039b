"""How the columns of a table are meant: the file's header, the field, and examples; Enter or F2 changes a field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.core.i18n import N_, tr
from app.services.importing import FIELDS, Column, ColumnMapping, ImportKind
from ui.exchange import words
from ui.kit.painted import paint_words
from ui.kit.text import plain_tip
from ui.theme import icons, theme

_Index = QModelIndex | QPersistentModelIndex
_TITLES = (N_("Column in the file"), N_("Is imported as"), N_("Examples"))
KEY_ROLE = Qt.ItemDataRole.UserRole + 1
"""The field's key, also to set it."""
SURE_ROLE = Qt.ItemDataRole.UserRole + 2
LIKELY = 0.8
"""A guess below this is said to be one."""


class ColumnsModel(QAbstractTableModel):
    """The mapping's columns; setting a field asks `change(column, key)`."""

    def __init__(self, change: Callable[[int, str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._change = change
        self.mapping = ColumnMapping(ImportKind.PEOPLE)

    def show(self, mapping: ColumnMapping) -> None:
        """Other columns, or other meanings of the same."""
        same = [c.header for c in mapping.columns] == [c.header for c in self.mapping.columns]
        if same and mapping.kind is self.mapping.kind:
            self.mapping = mapping
            if mapping.columns:  # cards have none
                self.dataChanged.emit(self.index(0, 0), self.index(len(mapping.columns) - 1, 2))
            return
        self.beginResetModel()
        self.mapping = mapping
        self.endResetModel()

    def keys(self, row: int) -> list[str]:
        """What the column may mean, its present meaning among it."""
        column = self.mapping.columns[row]
        keys = ["", *(field.key for field in FIELDS[self.mapping.kind])]
        return keys if column.field in keys else [*keys, column.field]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default, never changed)
        return 0 if parent.isValid() else len(self.mapping.columns)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and section < 3:
            return tr(_TITLES[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == 1 else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.mapping.columns):
            return None
        column = self.mapping.columns[index.row()]
        if role == KEY_ROLE:
            return column.field
        if role == SURE_ROLE:
            return column.confidence >= LIKELY or not column.field
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{tr(_TITLES[index.column()])}: {self._text(column, index.column())}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(column, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._text(column, index.column()))
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != KEY_ROLE or not index.isValid():
            return False
        self._change(index.row(), str(value))
        return True

    def retranslate(self) -> None:
        """The language changed."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 2)
        if self.mapping.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.mapping.columns) - 1, 2))

    def _text(self, column: Column, at: int) -> str:
        if at == 0:
            return column.header or tr("Column {number}", number=column.index + 1)
        if at == 1:
            said = words.field_words(self.mapping.kind, column.field)
            guess = column.field and column.confidence < LIKELY
            return tr("{field} (a guess)", field=said) if guess else said
        return " · ".join(" ".join(sample.split()) for sample in column.samples if sample.strip())


class _FieldDelegate(QStyledItemDelegate):
    """Rows as the lists have them; the field in its colour, changed in a combo box."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        t, rect, table = theme.tokens(), option.rect, option.widget
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(t.accent_soft if selected else t.bg))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(t.line))
        if selected and isinstance(table, QWidget) and table.hasFocus():
            painter.fillRect(rect.left(), rect.top(), rect.width(), 2, QColor(t.accent))
            painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, QColor(t.accent))
        inner = rect.adjusted(theme.px(24 if index.column() == 0 else 8), 0, -theme.px(8), -1)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if index.column() == 1:
            key, sure = index.data(KEY_ROLE), index.data(SURE_ROLE)
            side = theme.px(12)
            device = painter.device()
            ratio = device.devicePixelRatioF() if device is not None else 1.0
            picture = icons.pixmap("down", "soft", 12, ratio=ratio)
            painter.drawPixmap(inner.right() - side, rect.center().y() - side // 2, side, side, picture)
            colour = t.soft if not key else t.ink if sure else t.amber
            paint_words(painter, inner.adjusted(0, 0, -2 * side, 0), text, "strong" if key else "body", colour)
        else:
            paint_words(painter, inner, text, "body", t.ink if index.column() == 0 else t.soft)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index) -> QWidget:
        model = index.model()
        box = QComboBox(parent)
        box.setObjectName("import.columns.field")
        box.setAccessibleName(tr("Is imported as"))
        if isinstance(model, ColumnsModel):
            for key in model.keys(index.row()):
                box.addItem(words.field_words(model.mapping.kind, key), key)
        box.activated.connect(self._picked)
        return box

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(KEY_ROLE))))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData(), KEY_ROLE)

    @Slot(int)
    def _picked(self, _at: int) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self.commitData.emit(box)
            self.closeEditor.emit(box)


class ColumnsTable(QTableView):
    """Arrows go from column to column; Enter, F2 or a letter opens the fields."""

    def __init__(self, model: ColumnsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import.columns")
        self.setModel(model)
        self.setItemDelegate(_FieldDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        model.modelReset.connect(self._first)
        theme.notifier().changed.connect(self._restyle)
        self._restyle()
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)
        if opens and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.open_field()
            return
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.model().rowCount() - 1}
        if Qt.Key(event.key()) in ends:
            self.setCurrentIndex(self.model().index(ends[Qt.Key(event.key())], 1))
            return
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Escape):
            event.ignore()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters find a column of the file, not a cell."""
        wanted, model = search.casefold(), self.model()
        start = self.currentIndex().row()
        for step in range(1, model.rowCount() + 1):
            row = (start + step) % model.rowCount()
            if str(model.index(row, 0).data() or "").casefold().startswith(wanted):
                self.setCurrentIndex(model.index(row, 1))
                return

    @Slot()
    def open_field(self) -> None:
        """The combo box of the current column, with its list open."""
        index = self.currentIndex().siblingAtColumn(1)
        if index.isValid():
            self.edit(index)
            box = self.indexWidget(index)
            if isinstance(box, QComboBox):
                box.setFocus()
                box.showPopup()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _say(self) -> None:
        self.setAccessibleName(tr("Columns of the file and what they are imported as"))

    @Slot()
    def _first(self) -> None:
        if self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 1))

    @Slot()
    def _restyle(self) -> None:
        header = self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(theme.px(32))
        header.resizeSection(0, theme.px(240))
        header.resizeSection(1, theme.px(230))
        self.viewport().update()
