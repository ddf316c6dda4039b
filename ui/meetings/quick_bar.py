"""The quick line: a meeting typed in one line, shown back as chips while it is typed, saved by Enter."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from app.core.changes import Written
from app.core.errors import AppError
from app.core.i18n import N_, tr
from app.jobs.lanes import Lane
from app.services.quick import Chip as Part
from app.services.quick import Understanding, Unsure
from ui.desk import Desk
from ui.kit.chip import Chip
from ui.kit.flow import FlowLayout
from ui.kit.text import Button, IconButton, Label
from ui.meetings import words
from ui.theme import icons, theme

PAUSE_MS = 120


class QuickBar(QFrame):
    """Enter saves and opens, Ctrl+Enter saves and stays, Esc backs out; the text is kept until it was saved."""

    created = Signal(str, bool)
    """Id of the new meeting, and whether to open it."""
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meetings.quick.bar")
        self.setProperty("role", "top")
        self._desk = desk
        self._understood: Understanding | None = None
        self._asked = 0
        self._saving = False
        self._wanted: bool | None = None
        self.line = QLineEdit()
        self.line.setObjectName("meetings.quick")
        self.line.setMaxLength(500)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._typed)
        self.save = Button(N_("Save and open"), "primary", name="meetings.quick.save")
        self.save.clicked.connect(self._save_and_open)
        self.close_button = IconButton("close", N_("Close the line"), "meetings.quick.close")
        self.close_button.clicked.connect(self.back_out)
        self._chips_box = QWidget()
        self._chips_box.setObjectName("meetings.quick.chips")
        self._flow = FlowLayout(self._chips_box, gap=6, line_gap=6)
        self.hint = Label(
            N_("With whom, when, how long, where. Enter saves and opens, Ctrl+Enter saves and stays, Esc closes."),
            "secondary",
        )
        self.hint.setObjectName("meetings.quick.hint")
        self.problem = Label("", "error")
        self.problem.setObjectName("meetings.quick.problem")
        self.warning = Label("", "secondary")
        self.warning.setObjectName("meetings.quick.warning")
        for label in (self.problem, self.warning):
            label.setWordWrap(True)
            label.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.understand_now)
        self._lay_out()
        self.say()
        theme.notifier().changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def begin(self) -> None:
        """Show the line and take the keys."""
        self.show()
        self.line.setFocus()
        self.line.selectAll()

    def text(self) -> str:
        """What is typed and not saved."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put a text in as if it had been typed."""
        self.show()
        self.line.setText(text)
        self.understand_now()

    def chips(self) -> list[str]:
        """What is said beneath the line, in order."""
        items = [self._flow.itemAt(at) for at in range(self._flow.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget.text() for widget in widgets if isinstance(widget, Chip)]

    def say(self) -> None:
        """Words that are not a kit widget's own."""
        self.line.setAccessibleName(tr("New meeting in one line"))
        self.line.setPlaceholderText(tr("Attero CEO, Thu 15:00, 60 min, room 2"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter(stay=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.back_out()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def back_out(self) -> None:
        """Close the line; what was typed is still there when it is opened again."""
        self.hide()
        self.closed.emit()

    @Slot()
    def understand_now(self) -> None:
        """Ask what the text means, without waiting for the typing to rest."""
        self._timer.stop()
        self._asked += 1
        text = self.line.text()
        if not text.strip():
            self._show(None)
            return
        job = partial(self._desk.services.quick.understand, text)
        self._desk.tasks.run(Lane.DB, job, partial(self._answer, self._asked), owner=self)

    # ---- inside ----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.save)
        row.addWidget(self.close_button)
        self._column = QVBoxLayout(self)
        self._column.addLayout(row)
        for widget in (self._chips_box, self.problem, self.warning, self.hint):
            self._column.addWidget(widget)

    @Slot(str)
    def _typed(self, _text: str) -> None:
        self._wanted = None
        self._timer.start()

    def _enter(self, *, stay: bool) -> None:
        if not self.line.text().strip() or self._saving:
            return
        # What is saved is what was shown for this very text, never an older reading.
        self._wanted = stay
        if self._understood is not None and self._understood.text == self.line.text() and not self._timer.isActive():
            self._save()
        else:
            self.understand_now()

    @Slot()
    def _save_and_open(self) -> None:
        self._enter(stay=False)

    def _answer(self, asked: int, understood: Understanding) -> None:
        if asked != self._asked:
            return
        self._show(understood)
        if self._wanted is not None:
            self._save()

    def _save(self) -> None:
        stay, self._wanted = bool(self._wanted), None
        understood = self._understood
        if understood is None:
            return
        if not understood.can_save:
            self._say_problems(understood, entered=True)
            return
        self._saving = True
        job = partial(self._desk.services.quick.create, understood)
        self._desk.tasks.run(Lane.DB, job, partial(self._saved, understood, stay), self._failed, self)

    def _saved(self, understood: Understanding, stay: bool, written: Written) -> None:
        self._saving = False
        self.line.clear()
        self._show(None)
        title = understood.draft.title
        self._desk.notices.done(tr("“{title}” was put on the calendar.", title=title), written.changes)
        if stay:
            self.line.setFocus()
        else:
            self.hide()
        self.created.emit(written.id, not stay)

    def _failed(self, error: AppError) -> None:
        self._saving = False
        self._tell(self.problem, [str(error)])

    def _show(self, understood: Understanding | None) -> None:
        self._understood = understood
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for unsure in understood.unsure if understood else ():
            self._flow.addWidget(self._question(unsure))
        for part in understood.chips if understood else ():
            if part.what == "who" and part.doubtful:
                continue  # asked, not said
            chip = Chip(_said(part), _tone(part))
            if part.assumed:
                chip.setToolTip(tr("Not typed: assumed"))
            self._flow.addWidget(chip)
        self._chips_box.setVisible(self._flow.count() > 0)
        self._flow.invalidate()
        self._chips_box.updateGeometry()
        self._say_problems(understood, entered=False)
        self._tell(self.warning, [words.overlap(one) for one in understood.overlaps] if understood else [])

    def _question(self, unsure: Unsure) -> QPushButton:
        """Who of several is meant: the choice is written into the line, so that what is saved is what is read there."""
        button = QPushButton(tr("Who is “{typed}”?", typed=unsure.typed))
        button.setObjectName("meetings.quick.who")
        button.setAccessibleName(button.text())
        button.setProperty("role", "chip")
        button.setProperty("active", True)
        button.setAutoDefault(False)
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands after the words
        icons.bind(button, "down", "accent", 12)
        menu = QMenu(button)
        titles = [choice.title for choice in unsure.choices]
        for choice in unsure.choices:
            shown = tr("{name} ({detail})", name=choice.title, detail=choice.detail) if choice.detail else choice.title
            action = menu.addAction(shown.replace("&", "&&"))
            # Namesakes in Latin letters are told apart by their own script, which the detail begins with.
            native = choice.detail.split(" · ")[0] if titles.count(choice.title) > 1 else ""
            action.setData((unsure.typed, native or choice.title))
        menu.triggered.connect(self._chosen)
        # Not `setMenu`: Qt's room for its own arrow would push the words out of a chip.
        button.clicked.connect(partial(self._ask, button, menu))
        return button

    def _ask(self, button: QPushButton, menu: QMenu) -> None:
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        typed, name = action.data()
        self.line.setText(self.line.text().replace(typed, name, 1))
        self.line.setFocus()
        self.understand_now()

    def _say_problems(self, understood: Understanding | None, *, entered: bool) -> None:
        problems = [str(problem) for problem in understood.problems] if understood else []
        if entered and understood:
            problems += [str(problem) for problem in understood.missing]
        self._tell(self.problem, problems)
        missing = [str(problem) for problem in understood.missing] if understood and not entered else []
        if missing:
            self.hint.set_data(" ".join(missing))
        else:
            self.hint.set_message(
                N_("With whom, when, how long, where. Enter saves and opens, Ctrl+Enter saves and stays, Esc closes.")
            )
        self.hint.setVisible(not problems)
        self.line.setProperty("invalid", bool(problems))
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)
        self.line.setAccessibleDescription(" ".join(problems))

    def _tell(self, label: Label, sentences: list[str]) -> None:
        label.set_data("\n".join(sentences))
        label.setVisible(bool(sentences))

    @Slot()
    def _restyle(self) -> None:
        self._column.setContentsMargins(theme.px(24), theme.px(12), theme.px(16), theme.px(12))
        self._column.setSpacing(theme.px(8))
        self.warning.setStyleSheet(f"color: {theme.tokens().amber};")


def _said(part: Part) -> str:
    return tr("{what} (assumed)", what=part.text) if part.assumed else part.text


def _tone(part: Part) -> str:
    if part.doubtful:
        return "amber"
    return "neutral" if part.assumed else {"who": "violet", "rule": "violet"}.get(part.what, "accent")
