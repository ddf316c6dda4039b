"""Small boxes at a line: who owes it (O) and when it is due (U). Enter saves, Esc leaves everything as it was."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.i18n import N_, NATIVE_NAMES, tr
from app.jobs.lanes import Lane
from app.services.live_suggest import ReadDue, Suggestion
from ui.desk import Desk
from ui.kit.choices import Choice, Done
from ui.kit.picker import ReferenceEdit
from ui.kit.text import Label
from ui.theme import theme


class QuickBox(QFrame):
    """A card over the list at a line; closing it gives the keys back."""

    closed = Signal()
    wide = 360

    def __init__(self, name: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.point_id = ""
        self._over = parent
        self.title = Label(title, "label")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(12))
        self.column.setSpacing(theme.px(6))
        self.column.addWidget(self.title)
        self.hide()

    def stand(self, line: QRect) -> None:
        """Show it beneath the line (above where there is no room); `line` in the parent's coordinates."""
        # It lies over a card of its own colour: a line in the accent tells them apart.
        self.setStyleSheet(f"QuickBox {{ border: 1px solid {theme.tokens().accent}; }}")
        self.adjustSize()
        size = self.sizeHint()
        width = min(theme.px(self.wide), self._over.width() - theme.px(16))
        x = min(line.left(), self._over.width() - width - theme.px(8))
        y = line.bottom() + 2
        if y + size.height() > self._over.height():
            y = max(0, line.top() - size.height() - 2)
        self.setGeometry(x, y, width, size.height())
        self.show()
        self.raise_()

    def close_box(self) -> None:
        """Away; the list has the keys again."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_box()
        else:
            super().keyPressEvent(event)


class OwnerBox(QuickBox):
    """The owner of a promise: a person or an organisation, those at the table first, or words."""

    chosen = Signal(str, str)
    """Line, "person:<id>" / "organisation:<id>" / words."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("minutes.owner-box", N_("Owner"), parent)
        self._desk = desk
        self._meeting = ""
        self.edit = ReferenceEdit(
            self._search, "minutes.owner", N_("Name “{text}” in words only"), self._in_words,
            N_("Type any part of a name"),
        )  # fmt: skip
        self.edit.setAccessibleName(tr("Owner"))
        self.edit.edited.connect(self._edited)
        self.edit.edit.installEventFilter(self)
        self.column.addWidget(self.edit)

    def ask(self, meeting_id: str, point_id: str, owner: str, line: QRect) -> None:
        """Ask for the owner of a line; `owner` is who is named now."""
        self._meeting, self.point_id = meeting_id, point_id
        self.edit.set_value(None if not owner else "now", owner)
        self.stand(line)
        self.edit.edit.setFocus()
        self.edit.edit.selectAll()
        self.edit.search_now()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self.edit.popup.isVisible():
            if event.key() == Qt.Key.Key_Escape:
                self.close_box()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.edit.edit.text().strip():
                self._choose("")
                return True
        return super().eventFilter(watched, event)

    def _search(self, text: str, done: Done) -> None:
        typed = "" if text == self.edit.title() else text
        job = partial(self._desk.services.live.people, self._meeting, typed)
        self._desk.tasks.run(Lane.DB, job, partial(_answer, done), owner=self)

    def _in_words(self, text: str) -> None:
        self._choose(text)

    @Slot()
    def _edited(self) -> None:
        if self.edit.value() not in (None, "now"):
            self._choose(str(self.edit.value()))

    def _choose(self, owner: str) -> None:
        point_id = self.point_id
        self.close_box()
        self.chosen.emit(point_id, owner)


def _answer(done: Done, found: list[Suggestion]) -> None:
    done([Choice(one.id, one.title, one.detail, one.kind) for one in found])


class DueBox(QuickBox):
    """When a promise is due, in words that are read as they are typed; or the reason for no date."""

    chosen = Signal(str, str, str)
    """Line, words, reason."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("minutes.due-box", N_("Due"), parent)
        self._desk = desk
        self._meeting = ""
        self._readable: Callable[[], bool] | None = None
        self.words = QLineEdit()
        self.words.setObjectName("minutes.due")
        self.words.setAccessibleName(tr("Due"))
        self.words.setPlaceholderText(tr("31 July, fri, in 2 weeks, before the visit"))
        self.understood = Label("", "secondary")
        self.understood.setWordWrap(True)
        self.understood.setObjectName("minutes.due.understood")
        self.reason = QLineEdit()
        self.reason.setObjectName("minutes.due.reason")
        self.reason.setAccessibleName(tr("Reason for no date"))
        self.reason.setPlaceholderText(tr("or the reason for no date"))
        for widget in (self.words, self.understood, self.reason):
            self.column.addWidget(widget)
        self.words.textChanged.connect(self._read)
        for edit in (self.words, self.reason):
            edit.returnPressed.connect(self._save)

    def ask(self, meeting_id: str, point_id: str, words: str, reason: str, line: QRect) -> None:
        """Ask for the due date of a line; `words` and `reason` stand there now."""
        self._meeting, self.point_id = meeting_id, point_id
        self.words.setText(words)
        self.reason.setText(reason)
        self._read(words)
        self.stand(line)
        self.words.setFocus()
        self.words.selectAll()

    @Slot(str)
    def _read(self, words: str) -> None:
        if not words.strip():
            self.understood.set_message(N_("No date yet."))
            return
        job = partial(self._desk.services.live.due, self._meeting, words)
        self._desk.tasks.run(Lane.DB, job, partial(self._shown, words), self._failed, owner=self)

    def _shown(self, words: str, read: ReadDue) -> None:
        if words == self.words.text():
            self.understood.set_data(read.shown or read.problem)

    def _failed(self, error: AppError) -> None:
        self.understood.set_data(str(error))

    @Slot()
    def _save(self) -> None:
        words, reason = self.words.text().strip(), self.reason.text().strip()
        if words:
            job = partial(self._desk.services.live.due, self._meeting, words)
            self._desk.tasks.run(Lane.DB, job, partial(self._checked, words, reason), self._failed, owner=self)
        else:
            self._done("", reason)

    def _checked(self, words: str, reason: str, read: ReadDue) -> None:
        if read.problem:
            self.understood.set_data(read.problem)
        else:
            self._done(words, reason)

    def _done(self, words: str, reason: str) -> None:
        point_id = self.point_id
        self.close_box()
        self.chosen.emit(point_id, words, reason)


class SecondBox(QuickBox):
    """A line's text in the record's second language. Enter keeps it, Shift+Enter begins another line in it."""

    chosen = Signal(str, str)
    """Line, text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("minutes.second-box", N_("Second language"), parent)
        self.edit = QPlainTextEdit()
        self.edit.setObjectName("minutes.second")
        self.edit.setTabChangesFocus(True)
        self.edit.installEventFilter(self)
        self.column.addWidget(self.edit)

    def ask(self, point_id: str, lang: str, text: str, line: QRect) -> None:
        """Ask for the text of a line in `lang`; `text` stands there now."""
        self.point_id = point_id
        words = tr("In {language}", language=NATIVE_NAMES.get(lang, lang))
        self.title.set_data(words)
        self.edit.setAccessibleName(words)
        self.edit.setPlainText(text)
        self.edit.setFixedHeight(theme.px(92))
        self.stand(line)
        self.edit.setFocus()
        self.edit.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shifted:
                point_id, text = self.point_id, self.edit.toPlainText().strip()
                self.close_box()
                self.chosen.emit(point_id, text)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_box()
                return True
        return super().eventFilter(watched, event)
