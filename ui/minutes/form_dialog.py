"""A question with a few fields: heading, sentence, declared form, buttons. Ctrl+Enter answers, Esc leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import AppError, Refused
from app.core.i18n import N_, tr
from ui.kit.form import Field, Form
from ui.kit.text import Button, Heading, Label
from ui.theme import theme

Failed = Callable[[AppError], None]


class FormDialog(QDialog):
    """Shown with `open()`: the window stays alive behind it. `accept_with(values)` does the work and closes by itself
    through `accept`; a refusal goes back to the fields through `refuse`."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        title: str,
        text: str,
        fields: Sequence[Field],
        button: str,
        accept_with: Callable[[dict[str, Any]], None],
        values: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setModal(True)
        self.setWindowTitle(tr(title))
        self._accept_with = accept_with
        self.words = Label(text, "soft")
        self.words.setWordWrap(True)
        self.words.setVisible(bool(text))
        self.form = Form(fields, name)
        if values:
            self.form.set_values(values)
        self.extra = QVBoxLayout()
        self.ok = Button(button, "primary", name=f"{name}.ok")
        cancel = Button(N_("Cancel"), name=f"{name}.cancel")
        self.ok.clicked.connect(self.answer)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.ok)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, theme.px(20), margin, theme.px(20))
        column.setSpacing(theme.px(12))
        column.addWidget(Heading(title))
        column.addWidget(self.words)
        column.addWidget(self.form)
        column.addLayout(self.extra, 1)
        column.addLayout(row)
        self.setMinimumWidth(theme.px(520))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.answer)
        self.finished.connect(self.deleteLater)
        self.form.focus_first()

    @Slot()
    def answer(self) -> None:
        """Take what the fields say."""
        values = self.form.collect()
        if values is not None:
            self._accept_with(values)

    def refuse(self, error: AppError, tell: Failed) -> None:
        """Say what stands in the way beside its field; any other fault goes to `tell`."""
        if isinstance(error, Refused) and error.problems:
            self.form.show_problems(error.problems)
        else:
            tell(error)

    def focus(self, key: str) -> None:
        """The keys go to one field."""
        self.form.edit(key).control().setFocus(Qt.FocusReason.OtherFocusReason)
