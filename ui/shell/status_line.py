"""The thin line at the bottom: what kind of store this is, whether all is saved, what is running, and the languages."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QWidget

from app.core.i18n import LANGUAGES, NATIVE_NAMES, language, tr
from ui.kit.elided import ElidedLabel
from ui.kit.text import PlainLabel
from ui.tasks import Task, Tasks
from ui.theme import theme

HEIGHT = 28
PATIENCE_MS = 300
_LOOK_MS = 120


class Running(QWidget):
    """What takes longer than 300 ms, how far it is, and Cancel."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shell.running")
        self._tasks: list[Task] = []
        self.words = PlainLabel()
        self.words.setProperty("role", "secondary")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setObjectName("shell.running.bar")
        self.stop = QPushButton()
        self.stop.setObjectName("shell.running.cancel")
        self.stop.setProperty("role", "link")
        self.stop.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.words, self.bar, self.stop):
            row.addWidget(part)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._appear)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._show_progress)
        tasks.started.connect(self._started)
        tasks.finished.connect(self._finished)
        self.hide()

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The long jobs under way."""
        return tuple(self._tasks)

    @Slot(object)
    def _started(self, task: Task) -> None:
        self._tasks.append(task)
        if not self.isVisible() and not self._patience.isActive():
            self._patience.start()

    @Slot(object)
    def _finished(self, task: Task) -> None:
        if task in self._tasks:
            self._tasks.remove(task)
        if not self._tasks:
            self._patience.stop()
            self._look.stop()
            self.hide()

    @Slot()
    def _appear(self) -> None:
        if self._tasks:
            self.stop.setText(tr("Cancel"))
            self.bar.setFixedWidth(theme.px(120))
            self.stop.setEnabled(True)
            self._show_progress()
            self.show()
            self._look.start()

    @Slot()
    def _show_progress(self) -> None:
        if not self._tasks:
            return
        task = self._tasks[-1]
        self.words.setText(task.title)
        self.bar.setAccessibleName(task.title)
        self.stop.setAccessibleName(tr("Cancel: {job}", job=task.title))
        self.bar.setRange(0, task.progress.total)
        self.bar.setValue(task.progress.done)
        self.stop.setEnabled(not task.progress.cancelled)

    @Slot()
    def _cancel(self) -> None:
        if self._tasks:
            self._tasks[-1].cancel()
            self.stop.setEnabled(False)


class StatusLine(QFrame):
    """28 px at the foot of the window. `language_chosen` carries a code."""

    language_chosen = Signal(str)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "status")
        self.setObjectName("shell.status")
        self._sample = False
        self.banner = ElidedLabel("", "secondary")
        self.banner.setObjectName("shell.status.banner")
        self.running = Running(tasks)
        self.saved = PlainLabel()
        self.saved.setObjectName("shell.status.saved")
        self.saved.setProperty("role", "faint")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.banner, 1)
        self._row.addWidget(self.running)
        self._row.addWidget(self.saved)
        self._row.addSpacing(12)
        self.languages: dict[str, QToolButton] = {}
        self._dots: list[QLabel] = []
        for at, lang in enumerate(LANGUAGES):
            if at:
                dot = PlainLabel("·")
                dot.setProperty("role", "faint")
                self._dots.append(dot)
                self._row.addWidget(dot)
            button = QToolButton()
            button.setText(NATIVE_NAMES[lang])
            button.setAccessibleName(NATIVE_NAMES[lang])
            button.setObjectName(f"shell.language.{lang}")
            button.setProperty("lang", lang)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(self._chosen)
            self.languages[lang] = button
            self._row.addWidget(button)
        self.retranslate()
        self._restyle()
        theme.notifier().changed.connect(self._restyle)

    def show_sample(self, sample: bool) -> None:
        """Whether the store holds the sample story: then the banner says so."""
        self._sample = sample
        self.banner.set_text(
            tr("Illustrative sample: every person without a public source is invented") if sample else ""
        )

    def show_saved(self, time: str) -> None:
        """The last save, at `time` ("17:52")."""
        self.saved.setText(tr("Saved at {time}", time=time))

    def show_refreshed(self, time: str) -> None:
        """Another window wrote at `time`."""
        self.saved.setText(tr("Changed by another window at {time}", time=time))

    def retranslate(self) -> None:
        """The language changed."""
        self.setAccessibleName(tr("Status"))
        self.show_sample(self._sample)
        self.saved.clear()
        for lang, button in self.languages.items():
            button.setChecked(lang == language())
            button.setToolTip(tr("Show the window in {language}", language=NATIVE_NAMES[lang]))

    @Slot()
    def _chosen(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton):
            self.language_chosen.emit(str(button.property("lang")))
            for lang, one in self.languages.items():
                one.setChecked(lang == language())

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme.px(HEIGHT))
        self._row.setContentsMargins(theme.px(18), 0, theme.px(12), 0)
        self._row.setSpacing(theme.px(4))
        tokens = theme.tokens()
        style = (
            f"QToolButton {{ color: {tokens.soft}; background: transparent; border: 2px solid transparent;"
            f" padding: 0 {theme.px(2)}px; font-size: {theme.px(12)}px; }}"
            f"QToolButton:hover {{ color: {tokens.ink}; }}"
            f"QToolButton:checked {{ color: {tokens.accent}; font-weight: 600; }}"
            f"QToolButton:focus {{ border-color: {tokens.accent}; }}"
        )
        for button in self.languages.values():
            button.setStyleSheet(style)
            button.setFixedHeight(theme.px(HEIGHT - 4))
