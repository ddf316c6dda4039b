"""A short declared form in a window of its own: a judgement, a name, anything that is noted beside a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.problems import Problem
from ui.kit.dialogs import CANCEL, Answer, Question
from ui.kit.form import Field, Form
from ui.theme import theme


class FormDialog(Question):
    """Enter in a line, Ctrl+Enter anywhere and the filled button ask for it to be stored (`wanted`); whoever stores it
    calls `accept`, or `refuse` with what is wrong, and then the window stays. Esc leaves without storing anything.

    `adapt(form)` is called after each edit. Object names: `<name>`, its fields `<name>.<key>`, `<name>.ok`.
    """

    wanted = Signal(object)
    """The values of the form, when all of them can be read: a dict, whose members Qt leaves as they are."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        fields: Sequence[Field],
        accept_text: str = N_("Save"),
        name: str = "form-dialog",
        text: str = "",
        adapt: Callable[[Form], None] | None = None,
        params: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(parent, title, text, name, params)
        self._adapt = adapt
        self.form = Form(fields, name)
        self.form.changed.connect(self._edited)
        self.body.addWidget(self.form)
        self.add_button(Answer(CANCEL, N_("Cancel")))
        self.ok = self.add_button(Answer("ok", accept_text, "primary"))
        self.ok.clicked.disconnect()
        self.ok.clicked.connect(self.submit)
        # Enter in a field is Enter on the main button: Qt would press Cancel, because it stands first, and what was
        # typed would be gone.
        self.ok.setDefault(True)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.submit)
        self.setMinimumWidth(theme.px(560))

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show `values`, with the keys in the first field."""
        self.form.set_values(values)
        if self._adapt is not None:
            self._adapt(self.form)
        self.form.focus_first()

    def refuse(self, problems: Sequence[Problem]) -> None:
        """It was not stored: say why beside the fields."""
        self.ok.setEnabled(True)
        self.form.show_problems(problems)

    @Slot()
    def submit(self) -> None:
        """Ask for the values to be stored, if all of them can be read."""
        if not self.ok.isEnabled():
            return
        values = self.form.collect()
        if values is not None:
            self.ok.setEnabled(False)  # until it is known what became of it
            self.wanted.emit(values)

    @Slot(str)
    def _edited(self, _key: str) -> None:
        if self._adapt is not None:
            self._adapt(self.form)
