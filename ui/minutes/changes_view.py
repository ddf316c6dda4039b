"""What changed between two versions, word by word: added words underlined, removed ones struck, and a word beside each
line that says what became of it, so that nothing is told by colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from app.core.i18n import N_, ntr, tr
from ui.theme import theme

KEPT, ADDED, REMOVED, CHANGED = "kept", "added", "removed", "changed"
_WORDS = {ADDED: N_("added"), REMOVED: N_("removed"), CHANGED: N_("changed"), KEPT: N_("unchanged")}
_TONES = {ADDED: "green", REMOVED: "red", CHANGED: "accent", KEPT: "soft"}


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One line of a comparison. `what` is one of the words above; `runs` are (kept, added or removed; text); `label`
    is what the line is called ("D1", "Summary"), `moved` that it stands elsewhere now."""

    label: str
    what: str
    runs: tuple[tuple[str, str], ...]
    moved: bool = False

    @property
    def differs(self) -> bool:
        """Whether anything became of it."""
        return self.what != KEPT or self.moved


class ChangesView(QTextEdit):
    """The comparison as a text to read. N and P go from change to change."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("What changed"))
        self.lines: tuple[ChangedLine, ...] = ()
        self._all = False
        self._places: list[int] = []
        self._at = -1
        theme.notifier().changed.connect(self.draw)

    def show_lines(self, lines: Sequence[ChangedLine]) -> None:
        """Show a comparison."""
        self.lines = tuple(lines)
        self._at = -1
        self.draw()

    @Slot(bool)
    def show_unchanged(self, wanted: bool) -> None:
        """Whether the lines that did not change are shown as well."""
        self._all = wanted
        self.draw()

    @Slot()
    def next_change(self) -> None:
        """To the next changed line."""
        self._go(1)

    @Slot()
    def previous_change(self) -> None:
        """To the changed line before."""
        self._go(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().lower() == "n" and not event.modifiers():
            self._go(1)
        elif event.text().lower() == "p" and not event.modifiers():
            self._go(-1)
        else:
            super().keyPressEvent(event)

    @Slot()
    def draw(self) -> None:
        """Write it anew in the colours and sizes in force."""
        document = QTextDocument(self)
        document.setDefaultFont(theme.font("body"))
        document.setDocumentMargin(theme.px(12))
        cursor = QTextCursor(document)
        self._places = []
        shown = [line for line in self.lines if self._all or line.differs]
        for no, line in enumerate(shown):
            block = QTextBlockFormat()
            block.setTopMargin(theme.px(10) if no else 0)
            block.setBottomMargin(theme.px(2))
            if no:
                cursor.insertBlock(block)
            else:
                cursor.setBlockFormat(block)
            if line.differs:
                self._places.append(cursor.position())
            self._head(cursor, line)
            text = QTextBlockFormat()
            text.setLeftMargin(theme.px(16))
            cursor.insertBlock(text)
            for kind, words in line.runs:
                cursor.insertText(words.replace("\n", "\u2028"), self._look(kind))
        if not shown:
            cursor.insertText(tr("Nothing differs."), self._look(KEPT))
        self.setDocument(document)  # the one before goes with it: Qt deletes what it owns

    def _head(self, cursor: QTextCursor, line: ChangedLine) -> None:
        look = QTextCharFormat()
        look.setFont(theme.font("label"))
        look.setForeground(QColor(getattr(theme.tokens(), _TONES[line.what])))
        words = tr(_WORDS[line.what])
        if line.moved:
            words = tr("{what}, moved", what=words) if line.what != KEPT else tr("moved")
        cursor.insertText(f"{words.upper()}\u2002", look)
        look.setForeground(QColor(theme.tokens().soft))
        cursor.insertText(line.label, look)

    def _look(self, kind: str) -> QTextCharFormat:
        look, t = QTextCharFormat(), theme.tokens()
        look.setFont(theme.font("body"))
        look.setForeground(QColor(t.ink))
        if kind == ADDED:
            look.setForeground(QColor(t.green))
            look.setBackground(QColor(t.green_soft))
            look.setFontUnderline(True)
            look.setFontWeight(QFont.Weight.Medium)
        elif kind == REMOVED:
            look.setForeground(QColor(t.red))
            look.setBackground(QColor(t.red_soft))
            look.setFontStrikeOut(True)
        return look

    def _go(self, way: int) -> None:
        if not self._places:
            return
        self._at = max(0, min(len(self._places) - 1, self._at + way))
        cursor = self.textCursor()
        cursor.setPosition(self._places[self._at])
        self.setTextCursor(cursor)
        top = self.cursorRect(cursor).top()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + top - theme.px(12))


def counted(lines: Sequence[ChangedLine]) -> str:
    """How many lines were added, removed and changed, in words."""
    count = {what: sum(line.what == what for line in lines) for what in (ADDED, REMOVED, CHANGED)}
    moved = sum(line.moved for line in lines)
    parts = [
        ntr("{n} line added", "{n} lines added", count[ADDED]) if count[ADDED] else "",
        ntr("{n} removed", "{n} removed", count[REMOVED]) if count[REMOVED] else "",
        ntr("{n} changed", "{n} changed", count[CHANGED]) if count[CHANGED] else "",
        ntr("{n} moved", "{n} moved", moved) if moved else "",
    ]
    return " · ".join(part for part in parts if part) or tr("Nothing differs.")
