"""The papers kept with a meeting: added by a dialog or dropped, saved elsewhere, removed with Undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListView, QWidget

from app.core.changes import Changes, Written
from app.core.errors import ToolFault
from app.core.files import write_whole
from app.core.formats import date_short
from app.core.i18n import N_, tr
from app.core.zones import local
from app.jobs.lanes import Lane
from app.queries.documents import AttachmentRow
from ui.desk import Desk
from ui.kit.card import Card
from ui.kit.text import Button, Label, plain_tip
from ui.theme import theme

LARGEST = 50_000_000
"""Bytes; the service refuses larger files, and they are not even read."""
_Index = QModelIndex | QPersistentModelIndex


class FilesModel(QAbstractListModel):
    """The papers kept with the meeting."""

    def __init__(self, zone: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self.rows: list[AttachmentRow] = []

    def set_rows(self, rows: Sequence[AttachmentRow]) -> None:
        """Show these."""
        if list(rows) != self.rows:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default, never changed)
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return tr("{name}  ·  {size}", name=row.file_name, size=size_words(row.size))
        if role == Qt.ItemDataRole.ToolTipRole:
            day = date_short(local(row.added_at, self._zone()).date())
            return plain_tip(tr("{name}, added {date} by {who}", name=row.file_name, date=day, who=row.added_by))
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(theme.px(160), theme.px(30))
        return None


def size_words(size: int) -> str:
    """Bytes as a person reads them."""
    if size < 1_000_000:
        return tr("{n} kB", n=max(1, round(size / 1000)))
    return tr("{n} MB", n=f"{size / 1_000_000:.1f}")


class FilesCard(Card):
    """The list with its three acts. `changed` follows each file added or removed: the minutes list them as annexes."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(N_("Papers of this meeting"), parent, "meetings.documents.kept")
        self._desk = desk
        self._id = ""
        self.files = FilesModel(self._zone, self)
        self.list = QListView()
        self.list.setObjectName("meetings.documents.files")
        self.list.setModel(self.files)
        self.list.setUniformItemSizes(True)
        self.list.installEventFilter(self)
        self.list.doubleClicked.connect(self.save_file)
        self.no_files = Label(N_("Drop files here, or add them: talking points, notes verbales, slides."), "faint")
        self.no_files.setWordWrap(True)
        self.add_button = Button(N_("Add files…"), "", "attach", "meetings.documents.add")
        self.save_button = Button(N_("Save as…"), "quiet", name="meetings.documents.file.save")
        self.remove_button = Button(N_("Remove"), "quiet", name="meetings.documents.file.remove")
        self.add_button.clicked.connect(self.add_files)
        self.save_button.clicked.connect(self.save_file)
        self.remove_button.clicked.connect(self.remove_file)
        self.add(self.no_files)
        self.add(self.list, 1)
        self.body.addStretch(0)
        below = QHBoxLayout()
        below.setSpacing(theme.px(4))
        for button in (self.add_button, self.save_button, self.remove_button):
            below.addWidget(button)
        below.addStretch(1)
        self.add(below)
        self._allow()
        desk.bridge.changed.connect(self._changed)

    def show_meeting(self, id: str) -> None:
        """Another meeting, or the same one: read its papers."""
        if id != self._id:
            self.files.set_rows([])
        self._id = id
        job = partial(self._desk.queries.documents.attachments, "meeting", id)
        self._desk.tasks.run(Lane.DB, job, partial(self._files, id), owner=self)

    def ask_path(self, name: str) -> Path | None:
        """Where to write a file; None for Esc."""
        path, _ = QFileDialog.getSaveFileName(self, tr("Save the file"), name)
        return Path(path) if path else None

    def ask_files(self) -> list[Path]:
        """Which files to add."""
        paths, _ = QFileDialog.getOpenFileNames(self, tr("Add files to this meeting"))
        return [Path(path) for path in paths]

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if self._id and changes.touches("attachment"):
            self.show_meeting(self._id)
            self.changed.emit()

    @Slot()
    def add_files(self) -> None:
        """Ask for files and keep them with the meeting."""
        self.keep(self.ask_files())

    def keep(self, paths: Sequence[Path]) -> None:
        """Keep files inside the store."""
        for path in paths:
            job = partial(_attach, self._desk, self._id, path)
            self._desk.tasks.run(Lane.DB, job, partial(self._kept, path.name), owner=self)

    @Slot()
    def save_file(self) -> None:
        """Write the chosen file somewhere."""
        row = self._file()
        if row is not None:
            path = self.ask_path(row.file_name)
            if path is not None:
                job = partial(_copy_out, self._desk, row.id, path)
                said = tr("Saved as {name}.", name=path.name)
                self._desk.tasks.run(Lane.DB, job, partial(self._written, said), owner=self)

    @Slot()
    def remove_file(self) -> None:
        """Take the chosen file off the meeting."""
        row = self._file()
        if row is not None:
            said = tr("{name} was removed.", name=row.file_name)
            job = partial(self._desk.services.documents.detach, row.id)
            self._desk.tasks.run(Lane.DB, job, partial(self._removed, said), owner=self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Delete:
                self.remove_file()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.save_file()
                return True
        return super().eventFilter(watched, event)

    def _kept(self, name: str, written: Written) -> None:
        self._desk.notices.done(tr("{name} was added.", name=name), written.changes)

    def _removed(self, said: str, written: Written) -> None:
        self._desk.notices.done(said, written.changes)

    def _files(self, id: str, rows: list[AttachmentRow]) -> None:
        if id == self._id:
            self.files.set_rows(rows)
            if rows and not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.files.index(0))
            self._allow()

    def _file(self) -> AttachmentRow | None:
        at = self.list.currentIndex().row() if self.list.currentIndex().isValid() else -1
        return self.files.rows[at] if 0 <= at < len(self.files.rows) else None

    def _written(self, said: str, _none: None) -> None:
        self._desk.notices.done(said)

    def _allow(self) -> None:
        has = bool(self.files.rows)
        for button in (self.save_button, self.remove_button):
            button.setVisible(has)
        self.list.setVisible(has)
        self.no_files.setVisible(not has)
        self.list.setAccessibleName(tr("Papers of this meeting"))

    def _zone(self) -> str:
        return self._desk.mission.time_zone if self._desk.mission else "UTC"


def _attach(desk: Desk, meeting_id: str, path: Path) -> Written:
    try:
        if path.stat().st_size > LARGEST:
            raise ToolFault(N_("{name} is larger than 50 MB and was not attached."), name=path.name)
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or ""
        raise ToolFault(N_("{name} could not be read: {reason}."), name=path.name, reason=reason) from error
    return desk.services.documents.attach("meeting", meeting_id, path.name, content)


def _copy_out(desk: Desk, attachment_id: str, path: Path) -> None:
    _, content = desk.queries.documents.attachment(attachment_id)
    write_file(path, content)


def write_file(path: Path, content: bytes) -> None:
    """Write a file (off the GUI thread); ToolFault in words when the folder does not take it."""
    try:
        write_whole(path, content)
    except OSError as error:
        raise ToolFault(
            N_("{name} could not be written: {reason}. Choose another folder."), name=path.name,
            reason=error.strerror or "",
        ) from error  # fmt: skip
