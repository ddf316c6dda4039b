"""Draws the record's rows: heading, kind in small capitals, text with word wrap, soft second line, red chips.

Heights and text layouts are kept: typing must never wait for a record of 1,000 lines. A height is worked out once for a
row and a width; the layouts of the rows seen last are kept whole.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.enums import PointKind
from app.core.wording import labels
from ui.kit.chip import chip_size, paint_chip
from ui.minutes.model import ROW_ROLE
from ui.minutes.rows import HeadingRow, InputRow, LineRow, Row
from ui.theme import theme

_Index = QModelIndex | QPersistentModelIndex

PAD = 20
"""Left and right margin of the list, in design pixels."""
_TOP, _BOTTOM, _GAP = 6, 6, 2
_HEAD_TOP, _HEAD_BOTTOM = 18, 6
_LAYOUTS_KEPT = 400
_CHIP_GAP = 8
_TIME_GAP, _A_TIME = 12, "00:00"
_SECOND_LEFT = 10


@dataclass(slots=True)
class _Measure:
    """What is known of one row at one width. `natural` is the width of text that stood on one line, else 0."""

    row: Row
    width: int
    height: int
    natural: float


def text_left() -> int:
    """Where the text of a line begins, right of the widest kind's word, in pixels of the view."""
    metrics = theme.metrics("label")
    widest = max(metrics.horizontalAdvance(word.upper()) for word in labels(PointKind).values())
    return theme.px(PAD) + max(theme.px(86), min(widest, theme.px(150))) + theme.px(14)


class RecordDelegate(QStyledItemDelegate):
    """Paints and measures rows `width` pixels wide; `input_height` is how much room the live line wants.

    The width is the list's without its scroll bar whether that shows or not, so that nothing wraps anew when it comes.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.input_height = theme.px(64)
        self.width = 0
        self._measures: dict[str, _Measure] = {}
        self._layouts: OrderedDict[str, tuple[Row, int, QTextLayout]] = OrderedDict()
        self._left = 0
        theme.notifier().changed.connect(self.forget)

    @Slot()
    def forget(self) -> None:
        """Colours, fonts or the language changed: measure and lay out anew."""
        self._measures.clear()
        self._layouts.clear()
        self._left = 0

    @property
    def left(self) -> int:
        """`text_left()`, kept."""
        if not self._left:
            self._left = text_left()
        return self._left

    # ---- measuring -------------------------------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row: Row | None = index.data(ROW_ROLE)
        width = self.width or option.rect.width()
        if row is None:
            return QSize(width, 0)
        if isinstance(row, InputRow):
            return QSize(width, self.input_height)
        return QSize(width, self.height(row, width))

    def height(self, row: HeadingRow | LineRow, width: int) -> int:
        """The height of a row in a list `width` pixels wide."""
        known = self._measures.get(row.key)
        if (known is not None and known.row is row) or (known is not None and known.row == row):
            if known.width == width:
                return known.height
            if known.natural and known.natural <= self._room(row, width) and not self._wraps_below(row):
                known.width = width
                return known.height
        layout = self._layout(row, width)
        text = self._text_height(layout)
        if isinstance(row, HeadingRow):
            height = theme.px(_HEAD_TOP) + text + theme.px(_HEAD_BOTTOM)
        else:
            height = theme.px(_TOP) + text + self._second(row, width) + self._below(row, width) + theme.px(_BOTTOM)
        natural = layout.lineAt(0).naturalTextWidth() if layout.lineCount() == 1 else 0.0
        self._measures[row.key] = _Measure(row, width, height, natural)
        return height

    def _room(self, row: HeadingRow | LineRow, width: int) -> int:
        """How wide the text may be."""
        right = theme.px(PAD)
        if isinstance(row, LineRow) and row.time:
            right += theme.metrics("secondary").horizontalAdvance(_A_TIME) + theme.px(_TIME_GAP)
        if isinstance(row, HeadingRow):
            planned = theme.metrics("secondary").horizontalAdvance(row.planned)
            return max(80, width - theme.px(PAD) - right - (planned + theme.px(16) if row.planned else 0))
        return max(80, width - self.left - right)

    def _wraps_below(self, row: HeadingRow | LineRow) -> bool:
        return isinstance(row, LineRow) and bool(row.facts or row.chips or row.second)

    def _layout(self, row: HeadingRow | LineRow, width: int) -> QTextLayout:
        kept = self._layouts.get(row.key)
        if kept is not None and kept[1] == width and kept[0] == row:
            self._layouts.move_to_end(row.key)
            return kept[2]
        layout = _laid_out(row, self._room(row, width))
        self._layouts[row.key] = (row, width, layout)
        if len(self._layouts) > _LAYOUTS_KEPT:
            self._layouts.popitem(last=False)
        return layout

    def _text_height(self, layout: QTextLayout) -> int:
        last = layout.lineAt(layout.lineCount() - 1)
        return round(last.y() + last.height()) if layout.lineCount() else theme.metrics("body").height()

    def _second(self, row: LineRow, width: int) -> int:
        """Height of the text in the second language, with the gap above it."""
        if not row.second:
            return 0
        room = self._room(row, width) - theme.px(_SECOND_LEFT)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
        found = theme.metrics("body").boundingRect(QRect(0, 0, room, 100_000), flags, row.second)
        return theme.px(_GAP) + found.height()

    def _below(self, row: LineRow, width: int) -> int:
        """Height of the soft line and the chips under the text."""
        if not row.facts and not row.chips:
            return 0
        metrics, room = theme.metrics("secondary"), self._room(row, width)
        facts = 0
        if row.facts:
            flags = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
            facts = metrics.boundingRect(QRect(0, 0, room, 100_000), flags, row.facts).height()
        if not row.chips:
            return theme.px(_GAP) + facts
        line = chip_size("").height()
        if self._chips_beside(row, room):
            return theme.px(_GAP) + max(facts, line)
        return theme.px(_GAP) + facts + (theme.px(_GAP) if facts else 0) + line

    def _chips_beside(self, row: LineRow, room: int) -> bool:
        facts = theme.metrics("secondary").horizontalAdvance(row.facts) if row.facts else 0
        chips = sum(chip_size(words).width() + theme.px(_CHIP_GAP) for words, _ in row.chips)
        return facts + chips <= room

    # ---- painting --------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row | None = index.data(ROW_ROLE)
        rect = QRect(option.rect)
        rect.setWidth(self.width or rect.width())
        painter.save()
        if isinstance(row, HeadingRow):
            self._paint_heading(painter, rect, row)
        elif isinstance(row, LineRow):
            self._paint_ground(painter, option)
            self._paint_line(painter, rect, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        t, rect = theme.tokens(), option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        view = option.widget
        focused = isinstance(view, QWidget) and view.hasFocus()
        if selected and focused:
            painter.fillRect(rect, QColor(t.accent_soft))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(t.accent))
        elif selected or hovered:
            painter.fillRect(rect, QColor(t.hover))

    def _paint_heading(self, painter: QPainter, rect: QRect, row: HeadingRow) -> None:
        t = theme.tokens()
        layout = self._layout(row, rect.width())
        top = rect.top() + theme.px(_HEAD_TOP)
        painter.setPen(QColor(t.ink))
        layout.draw(painter, QPointF(rect.left() + theme.px(PAD), top))
        if row.planned:
            painter.setFont(theme.font("secondary"))
            painter.setPen(QColor(getattr(t, row.tone)))
            room = QRect(rect.left(), top, rect.width() - theme.px(PAD), theme.metrics("heading").height())
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.planned)

    def _paint_line(self, painter: QPainter, rect: QRect, row: LineRow) -> None:
        t, top = theme.tokens(), rect.top() + theme.px(_TOP)
        layout = self._layout(row, rect.width())
        label, body = theme.metrics("label"), theme.metrics("body")
        painter.setFont(theme.font("label"))
        painter.setPen(QColor(getattr(t, row.tone)))
        room = QRect(rect.left() + theme.px(PAD), top + body.ascent() - label.ascent(), self.left - theme.px(PAD + 8),
                     label.height())  # fmt: skip
        word = label.elidedText(row.word, Qt.TextElideMode.ElideRight, room.width() + theme.px(8))
        painter.drawText(room.topLeft() + QPoint(0, label.ascent()), word)
        painter.setPen(QColor(t.ink))
        layout.draw(painter, QPointF(rect.left() + self.left, top))
        if row.time:
            painter.setFont(theme.font("secondary"))
            painter.setPen(QColor(t.soft))
            small = theme.metrics("secondary")
            place = QRect(rect.left(), top + body.ascent() - small.ascent(), rect.width() - theme.px(PAD),
                          small.height())  # fmt: skip
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, row.time)
        y = top + self._text_height(layout)
        second = self._second(row, rect.width())
        if second:
            self._paint_second(painter, QRect(rect.left() + self.left, y + theme.px(_GAP),
                                              self._room(row, rect.width()), second - theme.px(_GAP)), row)  # fmt: skip
        self._paint_below(painter, rect, row, y + second + theme.px(_GAP))

    def _paint_second(self, painter: QPainter, room: QRect, row: LineRow) -> None:
        """The same in the second language, behind a thin line."""
        t = theme.tokens()
        painter.fillRect(room.left(), room.top() + 2, 2, room.height() - 4, QColor(t.line))
        painter.setFont(theme.font("body"))
        painter.setPen(QColor(t.soft))
        flags = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
        painter.drawText(room.adjusted(theme.px(_SECOND_LEFT), 0, 0, 0), flags, row.second)

    def _paint_below(self, painter: QPainter, rect: QRect, row: LineRow, y: int) -> None:
        width, x = self._room(row, rect.width()), rect.left() + self.left
        metrics, chip = theme.metrics("secondary"), chip_size("").height()
        beside = self._chips_beside(row, width)
        if row.facts:
            painter.setFont(theme.font("secondary"))
            painter.setPen(QColor(theme.tokens().soft))
            flags = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
            facts = metrics.boundingRect(QRect(0, 0, width, 100_000), flags, row.facts)
            down = (chip - metrics.height()) // 2 if row.chips and beside and chip > facts.height() else 0
            painter.drawText(QRect(x, y + down, width, facts.height()), flags, row.facts)
            if beside:
                x += metrics.horizontalAdvance(row.facts) + theme.px(_CHIP_GAP)
            else:
                y += facts.height() + theme.px(_GAP)
        end = rect.left() + self.left + width
        for words, tone in row.chips:
            size = chip_size(words)
            paint_chip(painter, QRect(x, y, min(size.width(), max(0, end - x)), size.height()), words, tone)
            x += size.width() + theme.px(_CHIP_GAP)


def _laid_out(row: HeadingRow | LineRow, room: int) -> QTextLayout:
    """The wrapped text of a row. Text is never read as markup; line ends of the text stay."""
    heading = isinstance(row, HeadingRow)
    mark = row.number if isinstance(row, HeadingRow) else row.ref
    words = (row.title if isinstance(row, HeadingRow) else row.text).replace("\n", "\u2028")
    text = f"{mark}\u2002{words}" if mark else words
    layout = QTextLayout(text, theme.font("heading" if heading else "body"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    if mark and isinstance(row, LineRow):
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.DemiBold)
        span = QTextLayout.FormatRange()
        span.start, span.length, span.format = 0, len(mark), look
        layout.setFormats([span])
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout
