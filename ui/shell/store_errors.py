"""When the store cannot be opened: what happened, what is safe, what to do. Never a traceback, never a guess."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.core.errors import Fault, StoreFault
from app.core.i18n import N_, tr
from ui.kit.text import Button, PlainLabel
from ui.theme import icons, theme


class Way(Enum):
    """What the user chose."""

    AGAIN = "again"
    FOLDER = "folder"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Choice:
    """The way on; `folder` with `Way.FOLDER`."""

    way: Way
    folder: Path | None = None


_SAFE_UNTOUCHED = N_("Nothing was changed: the file is as it was.")
_SAFE: dict[Fault, str] = {
    Fault.LOCKED: N_("What was saved is safe; nothing was changed."),
    Fault.DISK_FULL: N_("What was saved before is safe; the last change was not written."),
    Fault.UPGRADE_FAILED: N_("The store is as it was before, and a copy of it lies in the folder of backups."),
    Fault.CORRUPT: N_("The file was not touched. Copies of earlier days lie in the folder of backups."),
}
_DO: dict[Fault, str] = {
    Fault.LOCKED: N_("Close the other program that uses the store, then try again."),
    Fault.DISK_FULL: N_("Make room on the disk, then try again."),
    Fault.READ_ONLY: N_("Ask for the right to write in this folder, or open another folder."),
    Fault.CORRUPT: N_("Put a copy from the backups in its place, then try again, or open another folder."),
    Fault.NOT_A_STORE: N_("Move this file away, or open another folder."),
    Fault.WRONG_KEY: N_("Use the key with which the store was made, or open another folder."),
    Fault.NEWER: N_("Install the newer version of Chancery, or open another folder."),
    Fault.NETWORK_SHARE: N_("Choose a folder on this computer's own disk."),
    Fault.IS_DIRECTORY: N_("Move the folder that bears the store's name away, or open another folder."),
    Fault.UPGRADE_FAILED: N_("Try again. If it happens again, keep the folder as it is and ask for help."),
    Fault.MISSING: N_("Connect the disk that holds the folder and try again, or open another folder."),
    Fault.IO: N_("Check the disk, then try again."),
}


class StoreFaultDialog(QDialog):
    """Shown instead of the window. `choice` after `exec()`."""

    def __init__(self, fault: StoreFault, store: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("store_fault")
        self.setWindowTitle("Chancery")
        self.choice = Choice(Way.QUIT)
        title = _words(tr("The store could not be opened"), "heading")
        self.happened = _words(str(fault), "body")
        self.safe = _words(tr(_SAFE.get(fault.fault, _SAFE_UNTOUCHED)), "body")
        self.do = _words(tr(_DO.get(fault.fault, _DO[Fault.IO])), "body")
        place = _words(str(store), "secondary")
        picture = PlainLabel()
        picture.setPixmap(icons.pixmap("store", "red", 28, self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(title)
        for head, text in (
            (tr("What happened"), self.happened),
            (tr("What is safe"), self.safe),
            (tr("What to do"), self.do),
        ):
            words.addSpacing(theme.px(10))
            words.addWidget(_words(head, "label"))
            words.addWidget(text)
        words.addSpacing(theme.px(10))
        words.addWidget(place)
        upper = QHBoxLayout()
        upper.setSpacing(theme.px(16))
        upper.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        upper.addLayout(words, 1)
        again = Button(N_("Try again"), "primary", name="store_fault.again")
        folder = Button(N_("Open another folder…"), name="store_fault.folder")
        leave = Button(N_("Quit"), name="store_fault.quit")
        again.setDefault(True)
        again.clicked.connect(self._again)
        folder.clicked.connect(self._folder)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(leave)
        row.addStretch(1)
        row.addWidget(folder)
        row.addWidget(again)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(24),) * 4)
        column.addLayout(upper)
        column.addSpacing(theme.px(16))
        column.addLayout(row)
        self.setMinimumWidth(theme.px(560))
        again.setFocus()

    def _again(self) -> None:
        self.choice = Choice(Way.AGAIN)
        self.accept()

    def _folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder of the store"))
        if chosen:
            self.choice = Choice(Way.FOLDER, Path(chosen))
            self.accept()


def _words(text: str, role: str) -> QLabel:
    label = PlainLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
