"""A list of records of one kind with the open one beside it: the whole of a plain page, but for what the kind is.

Unsaved text is never lost: leaving a form keeps what was typed, for each record, until it is saved or discarded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, tr
from ui.kit import form_texts
from ui.kit.find_filters import TextChip
from ui.kit.list_feed import ListFeed
from ui.kit.list_page import ListView, MasterDetail
from ui.kit.record import Loaded, RecordKeeper, Teller
from ui.kit.record_pane import RecordPane
from ui.kit.row_views import RowView

PAUSE_MS = 150
"""How long the arrow keys must rest on a card before its record is opened."""


@dataclass(slots=True)
class _Kept:
    """What was typed into a record's form (key -> text) on which draft; `name` says whose it is."""

    name: str
    texts: dict[str, str]
    base: Any = None


class RecordBook(QWidget):
    """Object names as in its parts. `find` is the line for any words, if the list has one."""

    went_to = Signal(str)
    """Id of the record that the user opened from the list, "" for the list itself."""
    renamed = Signal()
    """Another record, or another name of it, is open: the window's title changes."""

    def __init__(
        self,
        prefix: str,
        list_view: ListView,
        feed: ListFeed,
        pane: RecordPane,
        keeper: RecordKeeper,
        teller: Teller,
        find: TextChip | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{prefix}.book")
        self.list, self.feed, self.pane, self.keeper = list_view, feed, pane, keeper
        self._teller, self._find = teller, find
        self._kept: dict[str, _Kept] = {}
        self._edit_next = self._focus_next = False
        self.split = MasterDetail(list_view, prefix)
        self.split.set_detail(pane)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._open_current)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)
        self.setFocusProxy(list_view)
        self._wire()

    def _wire(self) -> None:
        self.list.activated.connect(self._activated)
        self.list.selected.connect(self._selected)
        self.list.looked_at.connect(self._looked_at)
        self.split.detail_closed.connect(self._closed)
        self.feed.filled.connect(self._follow)
        self.keeper.loaded.connect(self._loaded)
        self.keeper.gone.connect(self._gone)
        self.keeper.saved.connect(self._saved)
        self.pane.edit_wanted.connect(self.edit)
        self.pane.delete_wanted.connect(self.delete)
        self.pane.left.connect(self.back_to_list)
        if self._find is not None:
            self._find.line.left_down.connect(self._to_rows)

    # ---- what a page asks ------------------------------------------------------------------------------------------

    def open(self, id: str = "", *, edit: bool = False) -> None:
        """Show the list, and record `id` beside it; without an id the list alone."""
        if not self.feed.opened:
            self.feed.open()
        if id:
            self._show(id, edit=edit, focus=True)
        elif self.split.is_open():
            self.back_to_list()

    def new(self) -> None:
        """Begin a new record; one that was begun before and not saved is taken up again."""
        self._keep()
        self.keeper.close()
        self.pane.loaded = None
        self.pane.form.begin()
        self.split.open()
        self._put_kept("")
        self.pane.show_form()
        self.list.select(None)
        self.renamed.emit()

    @Slot()
    def edit(self) -> None:
        """F2: the form of the open record, or of the one the keyboard is on."""
        if self.split.is_open() and self.keeper.current is not None:
            self.pane.show_form()
        else:
            self._open_row(edit=True)

    @Slot()
    def delete(self) -> None:
        """Del: take the record off the lists; the notice brings it back."""
        current = self.keeper.current if self.split.is_open() else None
        if current is not None:
            self.keeper.remove(current.id, current.name)
            return
        row = self.list.model.row(self.list.view().currentIndex())
        if row is not None:
            self.keeper.remove(row.id, row.name)

    @Slot()
    def back_to_list(self) -> None:
        """The list alone; what is typed is kept."""
        self._keep()
        self.keeper.close()
        self.pane.form.clear()
        self.pane.loaded = None
        self.pane.show_view()
        self.split.close_detail()
        self.went_to.emit("")
        self.renamed.emit()

    def title(self) -> str:
        """The name of what is open, "" for the list."""
        current = self.keeper.current
        return current.name if current is not None and self.split.is_open() else ""

    def changed(self, changes: Changes, kinds: tuple[str, ...]) -> None:
        """Something was written: read again what `kinds` touch."""
        if changes.touches(*kinds):
            self.feed.refresh()
            self.keeper.reload()

    def save_state(self) -> dict[str, Any]:
        """Layout, order and filters."""
        return dict(self.split.save_state())

    def restore_state(self, state: Mapping[str, Any]) -> None:
        """Undo `save_state`."""
        self.split.restore_state(state)

    def unsaved(self) -> dict[str, str]:
        """Everything typed and not saved: "<record>: <field>" -> text."""
        texts: dict[str, str] = {}
        labels = self.pane.form.labels()
        for kept in self._all_kept().values():
            texts |= {
                tr("{record}: {field}", record=kept.name, field=labels[key]): text for key, text in kept.texts.items()
            }
        return texts

    def restore_unsaved(self, texts: Mapping[str, str]) -> None:
        """Put what `unsaved` gave back into the forms it came from."""
        keys = {label: key for key, label in self.pane.form.labels().items()}
        for name, text in texts.items():
            head, _, field = name.rpartition(": ")
            found = form_texts.split(head)
            if field in keys and found is not None:
                self._kept.setdefault(found[0], _Kept(head, {})).texts[keys[field]] = text
        if self.keeper.current is not None and self.split.is_open():
            self._put_kept(self.keeper.current.id)
            if self.pane.form.dirty():
                self.pane.show_form()

    # ---- keys ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not (event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
        in_list = isinstance(self.focusWidget(), RowView)
        if key == Qt.Key.Key_Escape and self.split.is_open():
            self._back_out()
        elif key == Qt.Key.Key_F2 and plain and not self.pane.editing():
            self.edit()
        elif key == Qt.Key.Key_Delete and plain and in_list:
            self.delete()
        else:
            super().keyPressEvent(event)

    def _back_out(self) -> None:
        if self.pane.editing() and self.pane.form.id:
            self.pane.show_view()
        else:
            if self.pane.editing() and self.pane.form.dirty():
                self._teller.info(tr("What you typed is kept until you come back to it."), (tr("Go on"), self.new))
            self.back_to_list()

    # ---- the list --------------------------------------------------------------------------------------------------

    @Slot(object)
    def _activated(self, _rowid: int) -> None:
        self._open_row(focus=True)

    @Slot(object)
    def _selected(self, _rowid: int) -> None:
        if self.split.is_open():
            self._pause.start()

    @Slot(object)
    def _looked_at(self, _rowid: int) -> None:
        self._open_row()

    @Slot()
    def _open_current(self) -> None:
        if self.split.is_open():
            self._open_row()

    @Slot()
    def _to_rows(self) -> None:
        view = self.list.view()
        view.setFocus()
        if not view.currentIndex().isValid() and self.list.model.rowCount():
            view.setCurrentIndex(self.list.model.index(0, 0))

    def _open_row(self, *, focus: bool = False, edit: bool = False) -> None:
        self._pause.stop()
        row = self.list.model.row(self.list.view().currentIndex())
        if row is not None:
            self._show(row.id, edit=edit, focus=focus or edit)
            self.went_to.emit(row.id)

    @Slot()
    def _follow(self) -> None:
        current = self.keeper.current
        if current is not None and self.split.is_open():
            self.feed.select(current.id, current.name)

    # ---- the open record -------------------------------------------------------------------------------------------

    def _show(self, id: str, *, edit: bool = False, focus: bool = False) -> None:
        self._edit_next, self._focus_next = edit, focus
        if self.keeper.id == id and self.keeper.current is not None and self.split.is_open():
            self._loaded(self.keeper.current)
            return
        self._keep()
        self.pane.form.clear()
        self.pane.show_view()
        self.split.open()
        self.keeper.open(id)

    @Slot(object)
    def _loaded(self, loaded: Loaded) -> None:
        self.pane.show_record(loaded)
        self._put_kept(loaded.id)
        self.feed.select(loaded.id, loaded.name)
        if self._edit_next:
            self.pane.show_form()
        elif self._focus_next and not self.pane.editing():
            self.pane.view.focus_first()
        self._edit_next = self._focus_next = False
        self.renamed.emit()

    @Slot(str)
    def _saved(self, id: str) -> None:
        self._kept.pop(id, None)
        if self.keeper.id == id:
            return
        # It was new: now it is a record like any other, and shown if its form still stands there.
        if self.pane.form.id == id:
            self._kept.pop("", None)
            self.keeper.open(id)
            self.went_to.emit(id)

    @Slot(str)
    def _gone(self, id: str) -> None:
        self._kept.pop(id, None)
        if self.split.is_open():
            self.pane.form.clear()
            self.back_to_list()

    @Slot()
    def _closed(self) -> None:
        self.back_to_list()

    # ---- what is typed ---------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        """Note what stands unsaved in the form before it is filled with something else."""
        form = self.pane.form
        if form.id is not None and form.dirty():
            self._kept[form.id] = self._as_kept()
        elif form.id is not None:
            self._kept.pop(form.id, None)

    def _as_kept(self) -> _Kept:
        form, loaded = self.pane.form, self.pane.loaded
        name = loaded.name if loaded is not None and form.id else tr(N_("New record"))
        return _Kept(form_texts.pair(name, form.id or ""), form.texts(), form.base if form.id else None)

    def _all_kept(self) -> dict[str, _Kept]:
        form = self.pane.form
        now = {form.id: self._as_kept()} if form.id is not None and form.dirty() else {}
        return {**self._kept, **now}

    def _put_kept(self, id: str) -> None:
        kept = self._kept.pop(id, None)
        if kept is not None and self.pane.form.id == id and not self.pane.form.dirty():
            self.pane.form.put_texts(kept.texts, kept.base)
