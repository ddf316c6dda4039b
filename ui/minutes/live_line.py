"""The one line that is typed: a growing text with the kind at its left and, beneath, what is understood so far.

The kind's letter leaves the text as soon as its blank is typed and stands at the left as a word, on the column where
the kinds of the other lines stand; Backspace at the very beginning makes it text again.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from app.core.enums import PointKind
from app.core.i18n import N_, tr
from app.core.wording import label
from app.services.live_letters import join_line, kind_of_letter, split_line
from ui.kit.chip import chip_size, paint_chip
from ui.minutes.line_edit import LineEdit
from ui.minutes.painting import PAD, text_left
from ui.minutes.rows import TONES
from ui.theme import theme

MOST_LINES = 12
"""The line grows to so many lines, then scrolls."""
LONGEST = 50_000
"""Characters that a point may have; a paste beyond is cut, and said."""

_BOX_TOP, _BOX_PAD, _BELOW, _BOTTOM = 4, 8, 26, 8
_HINTS: tuple[tuple[str, str], ...] = (
    ("d", N_("decision")),
    ("a", N_("action")),
    ("c", N_("commitment")),
    ("@", N_("name")),
    (">", N_("due")),
    ("Alt ↓", N_("next item")),
    ("r", N_("reservation")),
    ("#", N_("topic")),
)


class LiveLine(QWidget):
    """Box, text, kind and the row beneath. `line()` is what the parser reads, kind letter and all."""

    edited = Signal()
    """The user changed the text or the kind."""
    height_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("minutes.line")
        self.edit = LineEdit(self)
        self._left = text_left()
        self._letter = ""
        self._plain = False
        self._kind = PointKind.STATEMENT
        self._chips: tuple[tuple[str, str], ...] = ()
        self._note = ""
        self._filling = False
        self.edit.textChanged.connect(self._changed)
        self.edit.unkinded.connect(self.clear_kind)
        self.edit.emptied.connect(self._begin_anew)
        self.edit.focus_got.connect(self.update)
        self.edit.focus_left.connect(self.update)
        self.edit.document().documentLayout().documentSizeChanged.connect(self._grown)
        theme.notifier().changed.connect(self.restyle)
        self.setFocusProxy(self.edit)
        self.restyle()

    # ---- what stands in it -----------------------------------------------------------------------------------------

    def line(self) -> str:
        """The whole line as it is read and kept: letter, blank, text; "" for nothing."""
        text = self.edit.toPlainText()
        return join_line(self._letter, text, plain=self._plain) if text.strip() or self._letter else ""

    def halves(self) -> tuple[str, str]:
        """The line up to the caret, as a whole line with its kind, and the text after it."""
        text, at = self.edit.toPlainText(), self.edit.textCursor().position()
        before = text[:at].rstrip()
        return (join_line(self._letter, before, plain=self._plain) if before else ""), text[at:].lstrip()

    def is_empty(self) -> bool:
        """Whether nothing at all was typed."""
        return not self.edit.toPlainText() and not self._letter

    def set_line(self, line: str) -> None:
        """Put a whole line in, caret at its end; tells nobody, and there is nothing to take back before it."""
        letter, text, plain = split_line(line)
        self._filling = True
        self._letter, self._plain = letter, plain
        self._kind = kind_of_letter(letter) or PointKind.STATEMENT
        self.edit.setPlainText(text)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self._filling = False
        self._chips, self._note = (), ""
        self._grown()
        self._name()

    def set_note(self, words: str) -> None:
        """What is being done, at the left end of the row beneath: an edit of a line. "" for a new line."""
        self._note = words
        self.update()

    def show_read(self, kind: PointKind, chips: Sequence[tuple[str, str]]) -> None:
        """What was understood of the line: its kind, and (words, tone) for the row beneath."""
        self._kind, self._chips = kind, tuple(chips)
        self._name()

    def kind(self) -> PointKind:
        """The kind shown at the left."""
        return self._kind

    def letter(self) -> str:
        """The kind's letter that was typed, or ""."""
        return self._letter

    def chips(self) -> tuple[tuple[str, str], ...]:
        """What the row beneath says is understood."""
        return self._chips

    @Slot()
    def clear_kind(self) -> None:
        """The letter becomes text again and stays text."""
        if not self._letter:
            return
        text = f"{self._letter} {self.edit.toPlainText()}"
        at = len(self._letter) + 1
        self._letter, self._plain, self._kind = "", True, PointKind.STATEMENT
        self._filling = True
        self.edit.setPlainText(text)
        self._filling = False
        cursor = self.edit.textCursor()
        cursor.setPosition(at)
        self.edit.setTextCursor(cursor)
        self._name()
        self.edited.emit()

    @Slot()
    def _begin_anew(self) -> None:
        """All the text was taken out at once: its kind goes with it, so that a letter typed next counts."""
        if self._letter:
            self._letter, self._kind, self._chips = "", PointKind.STATEMENT, ()
            self._name()
            self.edited.emit()

    def insert(self, start: int, end: int, text: str) -> None:
        """Replace the characters start..end by `text` as if typed: one step to take back."""
        cursor = self.edit.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        self.edit.setTextCursor(cursor)

    def before_caret(self) -> str:
        """The text up to the caret."""
        return self.edit.toPlainText()[: self.edit.textCursor().position()]

    def caret_point(self) -> QPoint:
        """Lower left of the caret, in this widget's coordinates."""
        return self.edit.mapTo(self, self.edit.cursorRect().bottomLeft())

    # ---- size and look ---------------------------------------------------------------------------------------------

    @Slot()
    def restyle(self) -> None:
        """Fonts, colours or the language changed."""
        self.edit.setFont(theme.font("body"))
        self._left = text_left()
        self._place()
        self._grown()
        self._name()

    def wanted_height(self) -> int:
        """Room for the box and the row beneath it."""
        return theme.px(_BOX_TOP) + self._box_height() + theme.px(_BELOW) + theme.px(_BOTTOM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t, box = theme.tokens(), self._box()
        focused = self.edit.hasFocus()
        painter.setPen(QPen(QColor(t.accent if focused else t.line), 2 if focused else 1))
        painter.setBrush(QColor(t.accent_soft))
        radius = theme.px(7)
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), radius, radius)
        empty = self.is_empty()
        body, small = theme.metrics("body"), theme.metrics("label")
        top = box.top() + theme.px(_BOX_PAD) + body.ascent()
        if not empty:
            painter.setFont(theme.font("label"))
            painter.setPen(QColor(getattr(t, TONES[self._kind])))
            room = self._left - theme.px(PAD + 8)
            painter.drawText(theme.px(PAD), top, small.elidedText(label(self._kind), Qt.TextElideMode.ElideRight, room))
        else:
            painter.setFont(theme.font("body"))
            painter.setPen(QColor(t.soft))
            words = tr("Type what was said, then Enter")
            painter.drawText(self._left + theme.px(3), top, words)
        self._paint_below(painter, box, empty)
        painter.end()

    def _paint_below(self, painter: QPainter, box: QRect, empty: bool) -> None:
        t, x = theme.tokens(), theme.px(PAD)
        row = QRect(x, box.bottom() + 1 + theme.px(4), box.right() - x, theme.px(_BELOW) - theme.px(4))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        metrics = theme.metrics("secondary")
        painter.setFont(theme.font("secondary"))
        painter.setPen(QColor(t.soft))
        if self._note:
            painter.drawText(QRect(x, row.top(), self._left - x, row.height()), middle, self._note)
        if not empty and self._chips:
            x = self._left if metrics.horizontalAdvance(self._note) < self._left - x else row.left()
            for words, tone in self._chips:
                size = chip_size(words)
                width = min(size.width(), row.right() - x)
                if width < theme.px(32):
                    break
                paint_chip(painter, QRect(x, row.top(), width, row.height()), words, tone)
                x += size.width() + theme.px(6)
            return
        if self._note:
            return
        for key, words in self._hint_words():
            key_width, width = metrics.horizontalAdvance(key), metrics.horizontalAdvance(words)
            if x + key_width + width + theme.px(5) > row.right() + 1:
                break
            painter.setPen(QColor(t.ink))
            painter.drawText(QRect(x, row.top(), key_width + 2, row.height()), middle, key)
            painter.setPen(QColor(t.soft))
            x += key_width + theme.px(5)
            painter.drawText(QRect(x, row.top(), width + 2, row.height()), middle, words)
            x += width + theme.px(11)

    def _hint_words(self) -> list[tuple[str, str]]:
        return [(key, tr(words)) for key, words in _HINTS]

    def _box(self) -> QRect:
        side = theme.px(PAD) - theme.px(10)
        return QRect(side, theme.px(_BOX_TOP), self.width() - 2 * side, self._box_height())

    def _box_height(self) -> int:
        return self._text_height() + 2 * theme.px(_BOX_PAD)

    def _text_height(self) -> int:
        lines = max(1, min(MOST_LINES, round(self.edit.document().size().height())))
        return lines * theme.metrics("body").lineSpacing() + 2

    def _place(self) -> None:
        box = self._box()
        right = box.right() - theme.px(10)
        self.edit.setGeometry(
            self._left, box.top() + theme.px(_BOX_PAD), max(60, right - self._left), self._text_height()
        )

    @Slot()
    def _grown(self) -> None:
        self._place()
        self.height_wanted.emit(self.wanted_height())
        self.update()

    @Slot()
    def _changed(self) -> None:
        if self._filling:
            return
        text = self.edit.toPlainText()
        if len(text) > LONGEST:
            self._cut(text)
            return
        if not text:
            self._plain = False
        if not self._letter and not self._plain:
            self._take_kind(text)
        if not self._letter and not text:
            self._kind, self._chips = PointKind.STATEMENT, ()
        self._kind = kind_of_letter(self._letter) or self._kind
        self._name()
        self.edited.emit()

    def _take_kind(self, text: str) -> None:
        """A letter and a blank at the beginning: out of the text, to the left."""
        letter, rest, plain = split_line(text)
        if not letter or plain:
            return
        self._letter = letter
        caret = self.edit.textCursor().position() - (len(text) - len(rest))
        self._filling = True
        self.edit.setPlainText(rest)
        self._filling = False
        cursor = self.edit.textCursor()
        cursor.setPosition(max(0, min(caret, len(rest))))
        self.edit.setTextCursor(cursor)

    def _cut(self, text: str) -> None:
        self._filling = True
        self.edit.setPlainText(text[:LONGEST])
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self._filling = False
        self._chips = ((tr("cut at {n} characters", n=LONGEST), "amber"),)
        self.edited.emit()

    def _name(self) -> None:
        self.edit.setAccessibleName(tr("Line being typed"))
        told = [label(self._kind) if not self.is_empty() else "", *(words for words, _ in self._chips)]
        self.edit.setAccessibleDescription(", ".join(part for part in told if part))
        self.update()
