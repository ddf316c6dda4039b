"""Where an import begins: what is to be imported, and the ways to bring it here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_
from ui.kit.text import Button, Heading, Label, PlainLabel
from ui.theme import icons, theme


class StartPanel(QWidget):
    """Says what can be dropped here. `done` stands above when something was just imported."""

    def __init__(
        self, choose: Callable[[], object], paste: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("import.start")
        self.choose = Button(N_("Choose a file…"), "primary", "folder", "import.choose")
        self.paste = Button(N_("Paste"), "", "copy", "import.paste")
        self.paste.setToolTip("Ctrl+V")
        self.choose.clicked.connect(choose)
        self.paste.clicked.connect(paste)
        self.done = Label("", "strong")
        self.done.setObjectName("import.done")
        self.go = Button(N_("Show them"), "link", name="import.show")
        self.done.hide()
        self.go.hide()
        self._picture = PlainLabel()
        heading = Heading(N_("Drop a file here"))
        lines = (
            N_("Tables (CSV, Excel, OpenDocument), address cards (vCard), mails with a table, or pasted lines."),
            N_("Nothing is written before you have seen what would happen."),
        )
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(8))
        column.addStretch(2)
        for widget in (self._picture, heading, *(Label(line, "soft") for line in lines)):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            widget.setWordWrap(True)
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.choose)
        row.addWidget(self.paste)
        row.addStretch(1)
        column.addSpacing(theme.px(8))
        column.addLayout(row)
        told = QHBoxLayout()
        told.addStretch(1)
        told.addWidget(self.done)
        told.addWidget(self.go)
        told.addStretch(1)
        column.addSpacing(theme.px(16))
        column.addLayout(told)
        column.addStretch(3)
        self.setFocusProxy(self.choose)
        self._restyle()
        theme.notifier().changed.connect(self._restyle)

    def say_done(self, sentence: str) -> None:
        """What was imported last; "" for nothing."""
        self.done.set_data(sentence)
        self.done.setVisible(bool(sentence))
        self.go.setVisible(bool(sentence))

    def _restyle(self) -> None:
        self._picture.setPixmap(icons.pixmap("import", "faint", 32, self.devicePixelRatioF()))
