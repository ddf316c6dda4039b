"""The dialogs of bad moments: a bug's report that can be kept, text that was rescued, text that could not be saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.core.i18n import N_, tr
from app.core.settings import write_atomically
from ui.kit.text import Button, PlainLabel
from ui.theme import theme


class _TextDialog(QDialog):
    """A heading, a sentence, a text to read, and buttons."""

    def __init__(self, name: str, title: str, words: str, text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle("Chancery")
        heading = PlainLabel(title)
        heading.setProperty("role", "heading")
        self.words = PlainLabel(words)
        self.words.setWordWrap(True)
        self.view = QPlainTextEdit(text)
        self.view.setObjectName(f"{name}.text")
        self.view.setAccessibleName(title)
        self.view.setReadOnly(True)
        self.view.setTabChangesFocus(True)
        self.said = PlainLabel()
        self.said.setProperty("role", "secondary")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(20),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(heading)
        column.addWidget(self.words)
        column.addWidget(self.view, 1)
        column.addWidget(self.said)
        column.addLayout(self.buttons)
        self.resize(theme.px(600), theme.px(440))

    def copy(self) -> None:
        """The text into the clipboard."""
        QGuiApplication.clipboard().setText(self.view.toPlainText())
        self.said.setText(tr("Copied."))

    def save_as(self) -> None:
        """The text into a file of the user's choice."""
        name, _ = QFileDialog.getSaveFileName(self, tr("Save as"), "chancery.txt")
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """The text into `path`; a folder that refuses it is said below the text."""
        try:
            write_atomically(path, self.view.toPlainText())
        except OSError:
            self.said.setText(tr("The file {name} could not be written. Choose another folder.", name=path.name))
        else:
            self.said.setText(tr("Saved as {name}.", name=path.name))


class ReportDialog(_TextDialog):
    """A bug of ours: the report names no person and no text. `rescued` is the file with what was typed, if anything."""

    def __init__(self, report: str, rescued: Path | None, parent: QWidget | None = None) -> None:
        if rescued is not None:
            words = tr(
                "What you had typed and not saved was kept in {file}. What was saved before is safe. "
                "The report below holds no names and no text of yours; send it to whoever looks after Chancery.",
                file=rescued.name,
            )
        else:
            words = tr(
                "What was saved is safe and nothing typed was waiting. "
                "The report below holds no names and no text of yours; send it to whoever looks after Chancery."
            )
        super().__init__("report", tr("Something in Chancery failed"), words, report, parent)
        self.quit_chosen = False
        copy = Button(N_("Copy"), name="report.copy")
        save = Button(N_("Save as…"), name="report.save")
        leave = Button(N_("Quit"), name="report.quit")
        go_on = Button(N_("Continue"), "primary", name="report.continue")
        go_on.setDefault(True)
        copy.clicked.connect(self.copy)
        save.clicked.connect(self.save_as)
        leave.clicked.connect(self._leave)
        go_on.clicked.connect(self.accept)
        self.buttons.addWidget(copy)
        self.buttons.addWidget(save)
        self.buttons.addStretch(1)
        self.buttons.addWidget(leave)
        self.buttons.addWidget(go_on)
        go_on.setFocus()

    def _leave(self) -> None:
        self.quit_chosen = True
        self.reject()


class RescuedDialog(_TextDialog):
    """Text that an earlier failure kept: to be copied back where it belongs, then thrown away."""

    def __init__(self, files: list[Path], parent: QWidget | None = None) -> None:
        self._files = files
        texts = []
        for path in files:
            try:
                texts.append(path.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError):
                texts.append(tr("The file {name} could not be read.", name=path.name))
        super().__init__(
            "rescued",
            tr("Text that was not saved"),
            tr("Chancery ended before this was saved. Copy what you need to where it belongs."),
            "\n\n".join(texts),
            parent,
        )
        copy = Button(N_("Copy"), name="rescued.copy")
        save = Button(N_("Save as…"), name="rescued.save")
        throw = Button(N_("Throw away"), "danger", name="rescued.delete")
        keep = Button(N_("Keep for later"), "primary", name="rescued.keep")
        keep.setDefault(True)
        copy.clicked.connect(self.copy)
        save.clicked.connect(self.save_as)
        throw.clicked.connect(self._throw)
        keep.clicked.connect(self.reject)
        self.buttons.addWidget(copy)
        self.buttons.addWidget(save)
        self.buttons.addStretch(1)
        self.buttons.addWidget(throw)
        self.buttons.addWidget(keep)
        keep.setFocus()

    def _throw(self) -> None:
        for path in self._files:
            path.unlink(missing_ok=True)
        self.accept()


class UnsavedDialog(_TextDialog):
    """At the end of the program some text could not be saved: go back, or keep it in a file and end."""

    def __init__(self, texts: dict[str, str], parent: QWidget | None = None) -> None:
        body = "\n\n".join(f"{name}\n{text}" for name, text in texts.items())
        super().__init__(
            "unsaved",
            tr("Some text is not saved yet"),
            tr("It is still in its fields. Go back to finish it, or quit and keep a copy for the next start."),
            body,
            parent,
        )
        back = Button(N_("Go back"), "primary", name="unsaved.back")
        leave = Button(N_("Keep a copy and quit"), name="unsaved.quit")
        back.setDefault(True)
        back.clicked.connect(self.reject)
        leave.clicked.connect(self.accept)
        self.buttons.addStretch(1)
        self.buttons.addWidget(leave)
        self.buttons.addWidget(back)
        back.setFocus()
