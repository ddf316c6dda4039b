"""A signed sheet entered by keyboard: the numbers on it, or names; each line is understood as it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from app.core.changes import Written
from app.core.errors import AppError, Refused
from app.core.i18n import N_, language, ntr, tr
from app.core.wording import side_name
from app.jobs.lanes import Lane
from app.queries.meetings import MeetingDetail
from app.services.presence import Entered, SheetLine
from ui.desk import Desk
from ui.kit.text import Button, Heading, Label
from ui.theme import theme

PAUSE_MS = 120


class SheetDialog(QDialog):
    """Enter begins the next line, Ctrl+Enter enters the sheet. `entered` says how many were noted."""

    entered = Signal(int)

    def __init__(self, desk: Desk, meeting: MeetingDetail, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("meetings.sheet")
        self.setModal(True)
        self.setWindowTitle(tr("Enter a signed sheet"))
        self._desk, self._meeting = desk, meeting
        self._asked = 0
        self.lines: tuple[SheetLine, ...] = ()
        self.edit = QPlainTextEdit()
        self.edit.setObjectName("meetings.sheet.lines")
        self.edit.setAccessibleName(tr("Numbers or names that signed"))
        self.edit.setPlaceholderText(tr("7\n9-12\nSato 18:10"))
        self.edit.setTabChangesFocus(True)
        self.edit.textChanged.connect(self._typed)
        self.edit.installEventFilter(self)
        self.told = QTextEdit()
        self.told.setObjectName("meetings.sheet.told")
        self.told.setAccessibleName(tr("What was understood"))
        self.told.setReadOnly(True)
        self.told.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.count = Label("", "soft")
        self.count.setObjectName("meetings.sheet.count")
        self.strangers = QComboBox()
        self.strangers.setObjectName("meetings.sheet.strangers")
        self.strangers.setAccessibleName(tr("Names that are not on the list"))
        self.strangers.addItem(tr("leave them out"), "")
        for code, _ in meeting.sides:
            self.strangers.addItem(tr("walk in, {side}", side=side_name(code)), code)
        self.ok = Button(N_("Enter the sheet"), "primary", name="meetings.sheet.ok")
        self.ok.clicked.connect(self.enter)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.read_now)
        self._lay_out()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.enter)
        self._show(0, ())

    def _lay_out(self) -> None:
        hint = Label(
            N_("One number or name on each line, as on the printed sheet; a time after it when somebody came later. "
               "Enter for the next line, Ctrl+Enter enters the sheet."), "soft",
        )  # fmt: skip
        hint.setWordWrap(True)
        both = QHBoxLayout()
        both.setSpacing(theme.px(12))
        both.addWidget(self.edit, 2)
        both.addWidget(self.told, 3)
        below = QHBoxLayout()
        below.setSpacing(theme.px(8))
        below.addWidget(self.count, 1)
        below.addWidget(Label(N_("Names that are not on the list:"), "soft"))
        below.addWidget(self.strangers)
        cancel = Button(N_("Cancel"), name="meetings.sheet.cancel")
        cancel.clicked.connect(self.reject)
        last = QHBoxLayout()
        last.setSpacing(theme.px(8))
        last.addStretch(1)
        last.addWidget(cancel)
        last.addWidget(self.ok)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, theme.px(20), margin, theme.px(20))
        column.setSpacing(theme.px(10))
        column.addWidget(Heading(N_("Enter a signed sheet")))
        column.addWidget(hint)
        column.addLayout(both, 1)
        column.addLayout(below)
        column.addLayout(last)
        self.resize(theme.px(720), theme.px(520))
        self.edit.setFocus()

    # ---- reading ---------------------------------------------------------------------------------------------------

    @Slot()
    def _typed(self) -> None:
        self._pause.start()

    @Slot()
    def read_now(self) -> None:
        """Ask what the lines mean, without waiting for the typing to rest."""
        self._pause.stop()
        self._asked += 1
        lines = self.edit.toPlainText().splitlines()
        job = partial(self._desk.services.presence.read_sheet, self._meeting.id, lines, language())
        self._desk.tasks.run(Lane.DB, job, partial(self._show, self._asked), owner=self)

    def _show(self, asked: int, lines: Sequence[SheetLine]) -> None:
        if asked != self._asked:
            return
        self.lines = tuple(lines)
        self.told.clear()
        cursor, t = QTextCursor(self.told.document()), theme.tokens()
        for no, line in enumerate(lines):
            look = QTextCharFormat()
            look.setForeground(QColor(t.ink if line.problem is None else t.red))
            words = ", ".join(line.names) if line.problem is None else str(line.problem)
            cursor.insertText(("\n" if no else "") + words, look)
        found = sum(len(line.ids) for line in lines if line.problem is None)
        unclear = sum(line.problem is not None for line in lines)
        self.count.set_data(
            " · ".join(
                part
                for part in (
                    ntr("{n} signed", "{n} signed", found),
                    ntr("{n} line is not understood", "{n} lines are not understood", unclear) if unclear else "",
                )
                if part
            )
        )
        self.ok.setEnabled(bool(lines))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.enter()
                return True
        return super().eventFilter(watched, event)

    # ---- entering --------------------------------------------------------------------------------------------------

    @Slot()
    def enter(self) -> None:
        """Note everybody that signed; names that nobody knows walk in where a side was chosen for them."""
        lines = [line for line in self.edit.toPlainText().splitlines() if line.strip()]
        if lines:
            job = partial(self._enter, lines, str(self.strangers.currentData() or ""))
            self._desk.tasks.run(Lane.DB, job, self._entered, self._failed, self)

    def _enter(self, lines: Sequence[str], side: str) -> tuple[list[Written], int, tuple[SheetLine, ...]]:
        """In the lane."""
        presence, done, count = self._desk.services.presence, [], 0
        read = presence.read_sheet(self._meeting.id, lines, language())
        left = tuple(line for line in read if line.problem is not None)
        known = [line.typed for line in read if line.problem is None]
        if known:
            found: Entered = presence.enter_sheet(self._meeting.id, known, language())
            done.append(found.written)
            count = found.entered
        if side:
            names = [line for line in left if not line.typed[:1].isdigit()]
            for line in names:
                done.append(presence.walk_in(self._meeting.id, side, name=line.typed, at=self._meeting.starts_at))
            count += len(names)
            left = tuple(line for line in left if line not in names)
        return done, count, left

    def _entered(self, answer: tuple[list[Written], int, tuple[SheetLine, ...]]) -> None:
        done, count, left = answer
        for written in done:
            self._desk.undo.remember(tr("A signed sheet was entered."), written.changes)
        if count:
            self._desk.notices.done(ntr("{n} person was noted as present.", "{n} people were noted as present.", count))
            self.entered.emit(count)
        if left:
            self.edit.setPlainText("\n".join(line.typed for line in left))
            self.read_now()
        else:
            self.accept()

    def _failed(self, error: AppError) -> None:
        if isinstance(error, Refused) and error.problems:
            self.read_now()
        else:
            self._desk.notices.error(error)
