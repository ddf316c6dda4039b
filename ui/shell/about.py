"""About: which version runs on what, under which licences. The text can be copied into a report; it names no person."""

from __future__ import annotations

import platform
import sqlite3
import sys
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import QSysInfo, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import tr
from ui.kit.text import PlainLabel
from ui.theme import theme

_ROOT = Path(__file__).resolve().parents[2]
_PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "alembic", "sqlcipher3", "reportlab", "pypdfium2", "babel")


def version() -> str:
    """The program's version: from its own metadata, or from the checkout's project file."""
    try:
        return metadata.version("chancery")
    except metadata.PackageNotFoundError:
        pass
    project = _ROOT / "pyproject.toml"
    if project.is_file():
        for line in project.read_text(encoding="utf-8").splitlines():
            if line.startswith("version = "):
                return line.partition("=")[2].strip().strip('"')
    return "0"


def versions() -> str:
    """What a report needs to know about the machine, a line each; no name of a person or a folder."""
    lines = [
        f"Chancery {version()}",
        f"Python {platform.python_version()} ({sys.platform})",
        f"Qt {qVersion()} ({QGuiApplication.platformName()})",
        f"{QSysInfo.prettyProductName()}, {QSysInfo.currentCpuArchitecture()}",
        f"SQLite {sqlite3.sqlite_version}",
    ]
    for package in _PACKAGES:
        try:
            lines.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError:
            continue
    return "\n".join(lines)


def licences() -> str:
    """The program's licence and the notices of what it ships, as they stand beside it."""
    texts = []
    for name in ("THIRD-PARTY.md", "LICENSE"):
        path = _ROOT / name
        if path.is_file():
            texts.append(path.read_text(encoding="utf-8"))
    if not texts:
        return tr("The licence texts are missing from this installation.")
    return "\n\n".join(texts)


class AboutDialog(QDialog):
    """Versions and licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle(tr("About Chancery"))
        title = PlainLabel("Chancery")
        title.setProperty("role", "title")
        words = PlainLabel(tr("The meeting desk of an embassy. It works without a network."))
        words.setProperty("role", "soft")
        self.tabs = QTabWidget()
        self.tabs.setObjectName("about.tabs")
        self.tabs.setAccessibleName(tr("About Chancery"))
        self.tabs.addTab(_text(versions(), "about.versions", tr("Versions")), tr("Versions"))
        self.tabs.addTab(_text(licences(), "about.licences", tr("Licences")), tr("Licences"))
        self.copy = QPushButton(tr("Copy versions"))
        self.copy.setObjectName("about.copy")
        self.copy.clicked.connect(self._copy)
        buttons = QDialogButtonBox()
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setObjectName("about.close")
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(8))
        for part in (title, words, self.tabs, buttons):
            column.addWidget(part)
        self.resize(theme.px(640), theme.px(520))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(versions())


def _text(text: str, name: str, words: str) -> QPlainTextEdit:
    view = QPlainTextEdit(text)
    view.setObjectName(name)
    view.setAccessibleName(words)
    view.setReadOnly(True)
    # Tab must lead out of a text that cannot be written in.
    view.setTabChangesFocus(True)
    view.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return view
