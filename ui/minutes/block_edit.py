"""A text of the record that stands beside its lines: the summary over them, the comment that never leaves below.

Typed in place: kept within a second like a line, saved when the hand leaves it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.core.changes import Written
from app.core.errors import AppError, Conflict
from app.core.i18n import tr
from app.jobs.lanes import Lane
from app.services.minutes import RecordDraft
from ui.kit.chip import Chip
from ui.kit.text import Label
from ui.minutes.details import ask_conflict
from ui.minutes.presenter import RecordPresenter
from ui.theme import theme

MOST_LINES = 6
_PLAIN = "QPlainTextEdit, QPlainTextEdit:read-only { background: transparent; border: none; padding: 0; }"
"""Text that cannot be changed looks like text, not like a field."""


class BlockEdit(QFrame):
    """`field` is the head's field it edits ("comment", "summary"); `title` and `chip` are msgids. Esc or Ctrl+Enter
    goes back to the line."""

    left = Signal()

    def __init__(
        self, record: RecordPresenter, field: str, title: str, chip: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"minutes.block.{field}")
        self.field, self._record = field, record
        self._title, self._chip_words = title, chip
        self._record_id = ""
        self._base: RecordDraft | None = None
        self._stored = ""
        self.heading = Label(title, "label")
        self.chip = Chip(tr(chip), "violet") if chip else None
        self.edit = QPlainTextEdit()
        self.edit.setObjectName(f"minutes.block.{field}.text")
        self.edit.setTabChangesFocus(True)
        self.edit.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.edit.document().setDocumentMargin(0)
        self.edit.textChanged.connect(self._typed)
        self.edit.document().documentLayout().documentSizeChanged.connect(self.fit)
        self.edit.installEventFilter(self)
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.heading)
        if self.chip is not None:
            head.addWidget(self.chip)
        head.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addWidget(self.edit)
        theme.notifier().changed.connect(self.fit)
        self._filling = False
        self.fit()
        self._say()

    @property
    def kept_as(self) -> str:
        """The field its unsaved text is kept under."""
        return f"block:{self.field}"

    def show_text(self, record_id: str, text: str, *, read_only: bool) -> None:
        """Show what is stored; what is being typed stays."""
        same = record_id == self._record_id
        if same and self.edit.toPlainText() != self._stored:
            self._stored = text if not self.edit.hasFocus() else self._stored
            return
        self._record_id, self._stored = record_id, text
        if self.edit.toPlainText() != text:
            self._fill(text)
        self.edit.setReadOnly(read_only)
        self.setVisible(not read_only or bool(text.strip()))
        self.edit.setStyleSheet(_PLAIN if read_only else "")

    def take(self, text: str) -> None:
        """Text that was typed before the program ended."""
        self._fill(text)
        self.keep()

    def keep(self) -> None:
        """Save what is typed now."""
        text = self.edit.toPlainText().strip()
        if text == self._stored.strip() or not self._record_id or self.edit.isReadOnly():
            return
        job = partial(self._save, self._record_id, text, self._base)
        desk = self._record.desk
        desk.tasks.run(Lane.DB, job, partial(self._saved, text), partial(self._failed, text), self)

    def _save(self, record_id: str, text: str, base: RecordDraft | None) -> Written:
        """In the lane. Without a base the hand never was in the field: what stands now is the base."""
        minutes = self._record.desk.services.minutes
        base = base or minutes.head(record_id)
        change: dict[str, Any] = {self.field: text}
        written: Written = minutes.set_head(record_id, replace(base, **change), base)
        return written

    def _saved(self, text: str, written: Written) -> None:
        self._stored, self._base = text, None
        self._record.keeper.drop(self.kept_as)
        self._record.desk.undo.remember(tr("The text was saved: {what}.", what=tr(self._title)), written.changes)

    def _failed(self, text: str, error: AppError) -> None:
        if isinstance(error, Conflict):
            chosen = ask_conflict(self, error.fields)
            if chosen is None:
                return
            if chosen[0] == "theirs":
                self._fill(str(error.fields[0].theirs))
                self._stored = self.edit.toPlainText()
                self._record.keeper.drop(self.kept_as)
                return
            self._base = None
            job = partial(self._save, self._record_id, text, None)
            self._record.desk.tasks.run(Lane.DB, job, partial(self._saved, text), owner=self)
            return
        self._record.desk.notices.error(error)

    def _fill(self, text: str) -> None:
        self._filling = True
        self.edit.setPlainText(text)
        self._filling = False
        self.fit()

    @Slot()
    def _typed(self) -> None:
        if not self._filling and self._record_id:
            self._record.keeper.note(self.kept_as, self.edit.toPlainText())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit:
            if event.type() == QEvent.Type.FocusIn and self._record_id and self._base is None:
                job = partial(self._record.desk.services.minutes.head, self._record_id)
                self._record.desk.tasks.run(Lane.DB, job, self._based, owner=self)
            elif event.type() == QEvent.Type.FocusOut:
                self.keep()
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
                control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                if event.key() == Qt.Key.Key_Escape or (enter and control):
                    self.left.emit()
                    return True
        return super().eventFilter(watched, event)

    def _based(self, base: RecordDraft) -> None:
        if self._base is None:
            self._base = base

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _say(self) -> None:
        self.edit.setAccessibleName(tr(self._title))
        if self.chip is not None:
            self.chip.set_chip(tr(self._chip_words), "violet")
            self.edit.setAccessibleDescription(tr(self._chip_words))

    @Slot()
    def fit(self) -> None:
        """As high as its text, up to a few lines."""
        side = theme.px(20)
        self._column.setContentsMargins(side, theme.px(8), side, theme.px(4))
        self._column.setSpacing(theme.px(4))
        lines = max(1, min(MOST_LINES, round(self.edit.document().size().height())))
        self.edit.setFixedHeight(lines * theme.metrics("body").lineSpacing() + theme.px(14))
