"""The list of records with one of them beside it; several are chosen to make one file of them."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from app.core.enums import Edition
from app.core.errors import AppError, Refused, ToolFault
from app.core.files import write_whole
from app.core.i18n import LANGUAGES, N_, NATIVE_NAMES, language, ntr, tr
from app.core.wording import label
from app.jobs.lanes import Lane, Progress
from app.queries.lister import Sort as Order
from app.queries.record_register import RegisterFilter, RegisterRow
from app.services.papers import PaperOrder
from ui.desk import Desk
from ui.documents.columns import record_card, record_columns, record_filters
from ui.documents.record_detail import RecordDetailView
from ui.kit.empty import EmptyState
from ui.kit.form import Field
from ui.kit.form_dialog import FormDialog
from ui.kit.list_feed import ListDoors, ListFeed, Values
from ui.kit.list_page import ListView, MasterDetail, PagedModel
from ui.kit.table_model import Sort
from ui.kit.text import Button
from ui.shell.paper_words import RECORD_KINDS
from ui.theme import theme

PAUSE_MS = 150
_KEYS = {kind: key for key, kind in RECORD_KINDS.items()}


class Records(QWidget):
    """Object names `documents.table`, `.filter.kind`, `.find`, `.bundle`."""

    opened = Signal(str)
    """The id of the record that is shown now, "" for none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        empty = EmptyState(
            "documents", N_("No record is begun yet"),
            N_("Minutes, records of discussion and every other record stand here, with their numbers and versions."),
            N_("Open a meeting to take its record"), self._meetings, name="documents.empty",
        )  # fmt: skip
        self.model = PagedModel(record_columns(), record_card)
        self.list = ListView("documents", N_("Records"), self.model, record_filters(), empty)
        self.bundle_button = Button(N_("Save as one file…"), "", "save", "documents.bundle")
        self.bundle_button.clicked.connect(self.bundle)
        self.list.add_action(self.bundle_button)
        self.find_line = QLineEdit()
        self.find_line.setObjectName("documents.find")
        self.find_line.setClearButtonEnabled(True)
        self.find_line.textEdited.connect(self._typed)
        self.list.filters.add_widget(self.find_line)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.search_now)
        listed = desk.queries.register
        self.feed = ListFeed(self.list, _doors(listed), partial(desk.tasks.run, Lane.DB))
        self.feed.filled.connect(self._select_open)
        self.detail = RecordDetailView(desk)
        self.detail.version_wanted.connect(self.open_record)
        self.split = MasterDetail(self.list, "documents")
        self.split.set_detail(self.detail)
        self.split.detail_closed.connect(self._closed)
        self.list.activated.connect(self._activated)
        self.list.looked_at.connect(self._looked_at)
        self.list.selected.connect(self._came_to)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)
        self.setFocusProxy(self.list)
        self.say()

    # ---- going -----------------------------------------------------------------------------------------------------

    def open_list(self) -> None:
        """Read the list when it is seen first."""
        if not self.feed.opened:
            self.feed.open()

    def refresh(self) -> None:
        """Somebody wrote."""
        if self.feed.opened:
            self.feed.refresh()
        if self.split.is_open() and self.detail.id:
            self.detail.show_record(self.detail.id)

    @Slot(str)
    def open_record(self, id: str) -> None:
        """Show a record beside the list."""
        self.split.open()
        self.fit_lines()
        self.detail.show_record(id)
        self._select_open()
        self.opened.emit(id)

    @Slot()
    def close_record(self) -> None:
        """Back to the list alone."""
        self.split.close_detail()
        self._closed()

    @Slot()
    def _closed(self) -> None:
        self.detail.id = ""
        self.fit_lines()
        self.opened.emit("")

    @Slot()
    def _select_open(self) -> None:
        if self.split.is_open() and self.detail.id:
            for no in range(min(200, self.model.rowCount())):
                row = self.model.row(no)
                if row is not None and row.id == self.detail.id:
                    self.list.select(row.rowid)
                    return

    def _row(self) -> RegisterRow | None:
        row: RegisterRow | None = self.model.row(self.list.view().currentIndex())
        return row

    @Slot(object)
    def _activated(self, _id: object) -> None:
        row = self._row()
        if row is None:
            return
        if self.split.is_open() and self.detail.id == row.id:
            self.detail.open_record()
        else:
            self.open_record(row.id)

    @Slot(object)
    def _looked_at(self, _id: object) -> None:
        row = self._row()
        if row is not None:
            self.open_record(row.id)
            self.list.view().setFocus()

    @Slot(object)
    def _came_to(self, _id: object) -> None:
        row = self._row()
        if row is not None and self.split.is_open() and row.id != self.detail.id and len(self.list.chosen()) < 2:
            self.open_record(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape and self.split.is_open():
            self.close_record()
        else:
            super().keyPressEvent(event)

    # ---- narrowing -------------------------------------------------------------------------------------------------

    @Slot(str)
    def _typed(self, _text: str) -> None:
        self._pause.start()

    @Slot()
    def search_now(self) -> None:
        """Narrow by what is typed."""
        self._pause.stop()
        values = {**self.list.filters.values(), "text": self.find_line.text().strip() or None}
        self.list.filters.set_values({key: value for key, value in values.items() if value is not None})
        self.list.filters.chips["text"].hide()
        self.feed.narrow({})

    @Slot()
    def fit_lines(self) -> None:
        """The line among the filters, over the table and over the cards."""
        self.find_line.setFixedWidth(theme.px(286 if self.list.is_compact() else 190))

    def say(self) -> None:
        """Words that the language decides."""
        self.find_line.setPlaceholderText(tr("Find in this list"))
        self.find_line.setAccessibleName(tr("Find in this list"))
        self.list.filters.chips["text"].hide()
        self.fit_lines()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()

    def _meetings(self) -> None:
        self.desk.navigation.open("meetings")

    # ---- one file of several ---------------------------------------------------------------------------------------

    def chosen(self) -> list[RegisterRow]:
        """The records that are selected, in the list's order; the one under the hand when it is one."""
        rows = [self.model.row(no) for no in self.list.chosen()]
        return [row for row in rows if row is not None]

    @Slot()
    def bundle(self) -> None:
        """Ask for edition, language and receiver, then make one PDF with a page of contents."""
        rows = self.chosen()
        if not rows:
            self.desk.notices.info(tr("Choose records first: Shift and the arrows, or Ctrl and a click."))
            return
        fields = (
            Field(
                "edition", N_("&Edition"), "choice", values=(Edition.INTERNAL, Edition.COUNTERPART), choice_label=label
            ),
            Field("lang", N_("&Language"), "choice", values=LANGUAGES, choice_label=_native),
            Field("recipient", N_("&For whom"), max_length=200),
            Field("password", N_("&Password"), max_length=120, hint=N_("Asked for when the file is opened.")),
        )
        title = ntr("{n} record as one file", "{n} records as one file", len(rows))
        dialog = FormDialog(self, N_("{title}"), fields, N_("Save as…"), "documents.bundle-form",
                            N_("One PDF with a page of contents. Each record is logged as a copy."),
                            params={"title": title})  # fmt: skip
        dialog.wanted.connect(partial(self._bundle, dialog, rows))
        dialog.fill({"edition": Edition.INTERNAL, "lang": language(), "recipient": "", "password": ""})
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _bundle(self, dialog: FormDialog, rows: Sequence[RegisterRow], values: dict[str, Any]) -> None:
        path = self.ask_path("records.pdf")
        if path is None:
            dialog.refuse(())
            return
        orders = [
            PaperOrder(
                kind=_KEYS[row.kind], meeting_id=row.meeting_id, lang=values["lang"], edition=values["edition"],
                version=row.edition or None, recipient=values["recipient"], password=values["password"],
            )
            for row in rows
        ]  # fmt: skip
        job = partial(_write_bundle, self.desk, orders, path)
        done, failed = partial(self._bundled, dialog, path.name), partial(self._not_bundled, dialog)
        self.desk.tasks.run_long(Lane.WORK, job, done, failed, self, title=tr("Making the document"))

    def _bundled(self, dialog: FormDialog, name: str, _none: None) -> None:
        dialog.accept()
        self.desk.notices.done(tr("Saved as {name}.", name=name))

    def _not_bundled(self, dialog: FormDialog, error: AppError) -> None:
        problems = error.problems if isinstance(error, Refused) else ()
        dialog.refuse(problems)
        if not problems:
            self.desk.notices.error(error)

    def ask_path(self, name: str) -> Path | None:
        """Where to write a file; None for Esc."""
        path, _ = QFileDialog.getSaveFileName(self, tr("Save the document"), name, tr("PDF documents (*.pdf)"))
        return Path(path) if path else None


def _native(code: str) -> str:
    return NATIVE_NAMES.get(code, code)


def _doors(listed: Any) -> ListDoors:
    """The doors of the register; its filters are those of `record_filters`."""

    def first(values: Values, by: Sort, limit: int) -> Sequence[Any]:
        rows: Sequence[Any] = listed.first(_filter(values), Order(*by), limit)
        return rows

    def ids(values: Values, by: Sort) -> array[int]:
        found: array[int] = listed.ids(_filter(values), Order(*by))
        return found

    return ListDoors(first, ids, listed.rows, Sort("changed", descending=True), _named)


def _filter(values: Mapping[str, Any]) -> RegisterFilter:
    return RegisterFilter(str(values.get("text") or ""), str(values.get("kind") or ""), str(values.get("status") or ""))


def _named(name: str) -> Values:
    return {"text": name}


def _write_bundle(desk: Desk, orders: Sequence[PaperOrder], path: Path, progress: Progress) -> None:
    progress.check()
    made = desk.services.papers.produce_bundle(orders)
    try:
        write_whole(path, made.content)
    except OSError as error:
        raise ToolFault(
            N_("{name} could not be written: {reason}. Choose another folder."), name=path.name,
            reason=error.strerror or "",
        ) from error  # fmt: skip
