"""A question asked in the page: what shows that it is done, or why it is dropped. No dialog, nothing lost by Esc."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.i18n import N_
from app.core.problems import Problem
from ui.kit.card import Card
from ui.kit.form import Field, Form
from ui.kit.text import Button

EVIDENCE, REASON = "evidence", "reason"


class ReasonPanel(Card):
    """Hidden until `ask`. Object names `<prefix>.close.evidence`, `.reason`, `.accept`, `.cancel`."""

    answered = Signal(str, str)
    """(what was asked for: "evidence" or "reason", the words). May be empty: the service refuses, not the panel."""
    given_up = Signal()

    def __init__(self, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent, f"{prefix}.close")
        self._key = EVIDENCE
        self.form = Form(
            (
                Field(
                    EVIDENCE, N_("What shows it"), "multiline", required=True, lines=2,
                    hint=N_("A letter, a reference number, a mail. It stays with the follow-up."),
                ),
                Field(
                    REASON, N_("Reason"), "multiline", required=True, lines=2,
                    hint=N_("It is kept with the record and can be read later."),
                ),
            ),
            f"{prefix}.close",
        )  # fmt: skip
        self.accept = Button(N_("Mark as done"), "primary", name=f"{prefix}.close.accept")
        self.cancel = Button(N_("Cancel"), name=f"{prefix}.close.cancel")
        self.accept.clicked.connect(self._accept)
        self.cancel.clicked.connect(self.give_up)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.accept)
        self.add(self.form)
        self.add(row)
        self.hide()

    def ask(self, key: str, title: str, button: str) -> None:
        """Ask for `key` under `title` with the words of the button (msgids)."""
        self._key = key
        self.set_title(title)
        self.accept.set_message(button)
        self.form.set_values({EVIDENCE: "", REASON: ""})
        for one in (EVIDENCE, REASON):
            self.form.set_shown(one, one == key)
        self.show()
        self.form.edit(key).control().setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """What is written now; "" while nothing is asked."""
        return str(self.form.values()[self._key]) if not self.isHidden() else ""

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """What the service refused, beside the field."""
        self.form.show_problems(problems)

    @Slot()
    def give_up(self) -> None:
        """Ask no longer."""
        self.hide()
        self.given_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _accept(self) -> None:
        self.answered.emit(self._key, str(self.form.values()[self._key]))
