"""A list with its record beside it: what both halves of the page do the same way."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, tr
from ui.desk import Desk
from ui.followups.editor import RecordEditor
from ui.followups.feed import Feed
from ui.kit.list_page import MasterDetail
from ui.kit.list_view import ListView
from ui.shell.route import Route
from ui.theme import theme

PAUSE_MS = 150
_TEXT = "text"


class Pane(QWidget):
    """Enter or a double click opens a row beside the list; then the arrows walk through the records."""

    opened = Signal(str)
    """The id of the record that is shown now, "" for none."""

    def __init__(self, desk: Desk, prefix: str, kind: str, view: ListView, editor: RecordEditor, feed: Feed) -> None:
        super().__init__()
        self.desk, self.prefix, self.kind = desk, prefix, kind
        self.list, self.editor, self.feed = view, editor, feed
        self._wanted = ""
        self._fed = self._stale = False
        self.search_line = QLineEdit()
        self.search_line.setObjectName(f"{prefix}.find")
        self.search_line.setClearButtonEnabled(True)
        self.search_line.textEdited.connect(self._typed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.search_now)
        self.list.filters.add_widget(self.search_line)
        self.split = MasterDetail(self.list, prefix)
        self.split.set_detail(editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)
        self.setFocusProxy(self.list)
        self.list.activated.connect(self._open_row)
        self.list.looked_at.connect(self._look)
        self.list.selected.connect(self._came_to)
        self.list.filters_changed.connect(self._filters_changed)
        self.split.detail_closed.connect(self._closed)
        editor.left.connect(self.close_record)
        editor.gone.connect(self.close_record)
        editor.saved.connect(self._saved)
        editor.panel.answered.connect(self._answered)
        feed.fed.connect(self._show_current)
        self.fit_lines()
        self.say()

    # ---- hooks -----------------------------------------------------------------------------------------------------

    def record_id(self, row_id: object) -> str:
        """The record's id of a row of the list, "" while its page is on the way."""
        return str(row_id)

    def row_id(self) -> Any:
        """The list's id of the record that is open, None when it is not known."""
        return self.editor.id or None

    # ---- going -----------------------------------------------------------------------------------------------------

    def open_record(self, id: str) -> None:
        """Show a record beside the list; what is typed in another is saved first, or keeps its place."""
        if id == self.editor.id:
            self._show_record(id)
        elif not self.editor.leave(partial(self._show_record, id)):
            self._show_current()

    def open_list(self) -> None:
        """The list alone is wanted; an open record stays beside it."""
        if not self._fed:
            self.refresh()

    def new(self, draft: Any = None) -> None:
        """Begin a new record."""
        self.editor.leave(partial(self._begin, draft))

    @Slot()
    def close_record(self) -> None:
        """Back to the list alone."""
        self.split.close_detail()
        self._closed()

    def refresh(self) -> None:
        """Read the list anew."""
        self._fed = True
        self.feed.refresh()

    def changed(self, changes: Changes) -> None:
        """Somebody wrote: what can be seen of it is read again, now or when it is seen."""
        if not self.isVisible():
            self._stale = self._fed
        elif changes.everything or changes.kinds:
            self._read_again()

    def _read_again(self) -> None:
        self._stale = False
        self.refresh()
        if self.split.is_open() and not self.editor.is_new:
            self.editor.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.fit_lines()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read_again()

    # ---- state -----------------------------------------------------------------------------------------------------

    def save_state(self) -> dict[str, Any]:
        """Layout, order and filters."""
        return self.split.save_state()

    def restore_state(self, state: Mapping[str, Any]) -> None:
        """Undo `save_state`."""
        self.split.restore_state(state)
        self.search_line.setText(str(self.list.filters.values().get(_TEXT) or ""))
        self.hide_typed_chips()

    def restore_unsaved(self, texts: Mapping[str, str]) -> None:
        """Put typed texts back into their record, or into a new one."""
        if self.editor.was_new(texts) and not self.editor.is_new:
            self._begin(None)
        self.editor.restore_unsaved(texts)

    def hide_typed_chips(self) -> None:
        """Filters that are typed have their line; their chips only keep the value."""
        chip = self.list.filters.chips[_TEXT]
        chip.hide()

    def say(self) -> None:
        """Words that the language decides."""
        self.search_line.setPlaceholderText(tr(N_("Find in this list")))
        self.search_line.setAccessibleName(tr(N_("Find in this list")))
        self.hide_typed_chips()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody within had a use for: back to the list, what is typed is saved first. F2 edits."""
        if event.key() == Qt.Key.Key_Escape and self.split.is_open():
            self.editor.save_and_leave()
        elif event.key() == Qt.Key.Key_F2 and self.split.is_open():
            self.editor.forms[0].focus_first()
        else:
            super().keyPressEvent(event)

    # ---- slots -----------------------------------------------------------------------------------------------------

    def _show_record(self, id: str) -> None:
        self._wanted = id
        self.split.open()
        self.fit_lines()
        self.editor.show_record(id)
        self.opened.emit(id)
        self._show_current()

    def _begin(self, draft: Any) -> None:
        self._wanted = ""
        self.split.open()
        self.fit_lines()
        self.list.select(None)
        self.editor.start_new(draft)

    @Slot(object)
    def _open_row(self, row_id: object) -> None:
        id = self.record_id(row_id)
        if id:
            self.open_record(id)
            self._remember(id)

    @Slot(object)
    def _look(self, row_id: object) -> None:
        self._open_row(row_id)
        self.list.view().setFocus()

    @Slot(object)
    def _came_to(self, row_id: object) -> None:
        id = self.record_id(row_id)
        if self.split.is_open() and id and id != self.editor.id:
            self.open_record(id)

    def _remember(self, id: str) -> None:
        self.desk.navigation.record(Route("followups", id, "", self.kind, MappingProxyType({})))

    @Slot(str)
    def _saved(self, id: str) -> None:
        self._wanted = id
        self.refresh()
        self.opened.emit(id)

    @Slot(str, str)
    def _answered(self, _key: str, _text: str) -> None:
        """The question is answered: the keys go on in the list, not into a field that happened to be next."""
        if self.editor.panel.isHidden() or not self.editor.panel.text().strip():
            return
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _closed(self) -> None:
        self.fit_lines()
        self._wanted = ""
        self.opened.emit("")

    @Slot()
    def _show_current(self) -> None:
        row = self.row_id()
        if self.split.is_open() and row is not None:
            self.list.select(row)

    @Slot(str)
    def _typed(self, _text: str) -> None:
        self._pause.start()

    @Slot()
    def search_now(self) -> None:
        """Narrow by what is typed, without waiting for the typing to rest."""
        self._pause.stop()
        self.set_filter(_TEXT, self.search_line.text().strip() or None)

    def set_filter(self, key: str, value: Any) -> None:
        """Set one filter from a line of the page and read the list."""
        values = {**self.list.filters.values(), key: value}
        self.list.filters.set_values({one: what for one, what in values.items() if what is not None})
        self.hide_typed_chips()
        self.refresh()

    @Slot(dict)
    def _filters_changed(self, values: dict[str, Any]) -> None:
        if _TEXT not in values:
            self.search_line.clear()
        self.hide_typed_chips()

    @Slot()
    def fit_lines(self) -> None:
        """The lines among the filters, so that they stand well over the table and over the cards."""
        self.search_line.setFixedWidth(theme.px(286 if self.list.is_compact() else 190))
