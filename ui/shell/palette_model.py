"""What the command box lists, as rows: headings, things found, words that narrow, actions, recent searches, a word
when there is nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.core.i18n import N_, tr
from app.core.text import highlight, snippet
from ui.kit.painted import paint_marked, paint_words
from ui.shell.actions import Action
from ui.shell.palette_filters import Completion
from ui.theme import icons, theme

ROW, HEAD = 32, 28
SNIPPET = 56
"""Letters of the piece of text beside a hit's name."""

KIND_TITLES: dict[str, str] = {
    "meeting": N_("Meetings"),
    "person": N_("People"),
    "organisation": N_("Organisations"),
    "delegation": N_("Delegations"),
    "followup": N_("Follow-ups"),
    "visit": N_("Visits"),
    "document": N_("Documents"),
    "record": N_("Records"),
}
KIND_ICONS: dict[str, str] = {
    "meeting": "meetings",
    "person": "person",
    "organisation": "organisations",
    "delegation": "delegations",
    "followup": "follow-ups",
    "visit": "visits",
    "document": "documents",
    "record": "record",
}


class Hit(Protocol):
    """One thing found, as the search query gives it."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def snippet(self) -> str: ...


class What(Enum):
    """What a row is."""

    HEAD = "head"
    HIT = "hit"
    ACTION = "action"
    RECENT = "recent"
    FILTER = "filter"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `target` is what Enter acts on: a hit, an action, a text for the box; None for headings and notes.

    `marks` and `more_marks` are the stretches of `text` and of `more` that answer what was typed.
    """

    what: What
    text: str
    more: str = ""
    icon: str = ""
    target: Hit | Action | str | None = None
    marks: tuple[tuple[int, int], ...] = ()
    more_marks: tuple[tuple[int, int], ...] = ()


Index = QModelIndex | QPersistentModelIndex


class PaletteModel(QAbstractListModel):
    """The rows; headings and notes cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, at: int) -> Row | None:
        """The row at `at`, or None."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self._rows)

    def choosable(self) -> list[int]:
        """The numbers of the rows that do something."""
        return [at for at, row in enumerate(self._rows) if row.target is not None]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.text}, {row.more}" if row.more else row.text
        if role == Qt.ItemDataRole.UserRole:
            return row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index.row()) if index.isValid() else None
        if row is None or row.target is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class PaletteDelegate(QStyledItemDelegate):
    """Paints a row: picture, name, and the place where it was found in a quieter voice."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(Qt.ItemDataRole.UserRole)
        return QSize(0, theme.px(HEAD if isinstance(row, Row) and row.what is What.HEAD else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, Row):
            return
        painter.save()
        tokens = theme.tokens()
        box: QRect = option.rect.adjusted(theme.px(6), 1, -theme.px(6), -1)
        inner = box.adjusted(theme.px(8), 0, -theme.px(10), 0)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if row.what is What.HEAD:
            painter.setFont(theme.font("label"))
            painter.setPen(QColor(tokens.soft))
            painter.drawText(inner.adjusted(0, theme.px(6), 0, 0), middle, row.text)
        elif row.what is What.NOTE:
            painter.setFont(theme.font("body"))
            painter.setPen(QColor(tokens.soft))
            painter.drawText(inner, middle, painter.fontMetrics().elidedText(row.text, _RIGHT, inner.width()))
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens.accent_soft))
                painter.drawRoundedRect(box, theme.px(6), theme.px(6))
            _paint_target(painter, inner, row)
        painter.restore()


_RIGHT = Qt.TextElideMode.ElideRight


def _paint_target(painter: QPainter, inner: QRect, row: Row) -> None:
    tokens = theme.tokens()
    side = theme.px(17)
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    if row.icon:
        top = inner.top() + (inner.height() - side) // 2
        painter.drawPixmap(QRect(inner.left(), top, side, side), icons.pixmap(row.icon, "soft", ratio=ratio))
    words = inner.adjusted(side + theme.px(10), 0, 0, 0)
    taken = paint_marked(painter, words, row.text, row.marks, "body", tokens.ink)
    rest = words.adjusted(taken + theme.px(14), 0, 0, 0)
    if row.more and rest.width() > theme.px(30):
        more = row.more.replace("\n", " ")
        if row.what is What.ACTION:
            paint_words(painter, rest, more, "secondary", tokens.soft, Qt.AlignmentFlag.AlignRight)
        else:
            paint_marked(painter, rest, more, row.more_marks, "secondary", tokens.soft)


def place_of(hit: Hit) -> tuple[str, str, str]:
    """Where a hit is shown: (kind, id, part). The search says so for what stands on another record's page, as a
    record on its meeting's."""
    place = str(getattr(hit, "open_kind", "") or hit.kind)
    return place, str(getattr(hit, "open_id", "") or hit.id), str(getattr(hit, "part", ""))


def rows_of_hits(hits: Sequence[Hit], words: str = "") -> list[Row]:
    """Hits under a heading for each kind; kinds and hits in the order in which they were found. What answers `words`
    is marked in the text as it stands."""
    kinds: dict[str, list[Hit]] = {}
    for hit in hits:
        kinds.setdefault(hit.kind, []).append(hit)
    rows: list[Row] = []
    for kind, group in kinds.items():
        rows.append(Row(What.HEAD, tr(KIND_TITLES.get(kind, N_("Other")))))
        rows += [_row_of_hit(hit, words) for hit in group]
    return rows


def _row_of_hit(hit: Hit, words: str) -> Row:
    icon = KIND_ICONS.get(hit.kind, "search")
    # Short, so that what was looked for is seen beside a long name too.
    found = snippet(hit.snippet, words, SNIPPET) if words else hit.snippet
    about = str(getattr(hit, "about", ""))
    more = about if found and found in about else " · ".join(part for part in (about, found) if part)
    return Row(What.HIT, hit.name, more, icon, hit, tuple(highlight(hit.name, words)), tuple(highlight(more, words)))


def rows_of_filters(found: Sequence[Completion]) -> list[Row]:
    """Words that narrow the search, each with what it means; Enter puts it into the box."""
    if not found:
        return []
    head = Row(What.HEAD, tr("Narrow the search"))
    return [head, *(Row(What.FILTER, one.word, one.meaning, "filter", one.text) for one in found)]


def rows_of_actions(actions: Sequence[Action], shortcut: dict[str, str]) -> list[Row]:
    """Actions under their heading with their keys (`shortcut`: action key -> native text)."""
    if not actions:
        return []
    rows = [Row(What.HEAD, tr("Actions"))]
    rows += [Row(What.ACTION, tr(a.title), shortcut.get(a.key, ""), a.icon or "command", a) for a in actions]
    return rows


def rows_of_recent(texts: Sequence[str]) -> list[Row]:
    """What was searched for lately."""
    if not texts:
        return []
    return [Row(What.HEAD, tr("Recent searches")), *(Row(What.RECENT, text, "", "history", text) for text in texts)]
