"""What "@", ">" and "#" offer while a line is typed: a list under the caret that never takes the focus away."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from app.core.i18n import tr
from app.services.live_suggest import Suggestion
from ui.kit.choices import CHOICE_ROLE, Choice, ChoiceDelegate, ChoiceModel
from ui.theme import theme

MOST_ROWS = 6
_WIDTH = 380

_SIGNS = {"＠": "@", "＃": "#", "＞": ">"}
# A mark that has begun and is not closed, right before the caret: a bare word, or a quotation still open.
_OPEN = re.compile(
    r'(?<![^\s(（「\u3000-\u30ff\u3400-\u9fff\\])(?P<sign>[@#＠＃])(?:"(?P<quoted>[^"\n]*)|(?P<bare>[^\s@#＠＃"]*))$'
    r"|(?<![^\s(（「\u3000-\u30ff\u3400-\u9fff\\])(?P<due>[>＞])(?P<words>[^\s=@#>＞][^@#>＠＃＞\n]*|)$"
)


def open_mark(before: str) -> tuple[str, str, int] | None:
    """(sign, what was typed after it, where the mark begins) for the text before the caret, None outside a mark."""
    found = _OPEN.search(before)
    if found is None or (found.start() and before[found.start() - 1] == "\\"):
        return None
    sign = found["sign"] or found["due"]
    typed = found["quoted"] if found["quoted"] is not None else found["bare"] or found["words"] or ""
    return _SIGNS.get(sign, sign), typed, found.start()


class Completion(QListView):
    """Shown over `parent` beneath the caret (above it when there is no room). `key` is asked before the line."""

    chosen = Signal(object)
    """The `Suggestion`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("minutes.completion")
        self.setAccessibleName(tr("Suggestions"))
        self.setProperty("role", "drop-down")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._choices = ChoiceModel(self)
        self.setModel(self._choices)
        self.setItemDelegate(ChoiceDelegate(self))
        self._offered: list[Suggestion] = []
        self.clicked.connect(self._take)
        self.hide()

    @property
    def offered(self) -> Sequence[Suggestion]:
        """What is in the list, best first."""
        return tuple(self._offered)

    def offer(self, found: Sequence[Suggestion], caret: QPoint, caret_height: int) -> None:
        """Show `found` under `caret` (the lower left of the caret in the parent's coordinates); nothing hides it."""
        self._offered = list(found)
        self._choices.fill([Choice(at, one.title, one.detail, one.kind) for at, one in enumerate(found)])
        if not found:
            self.hide()
            return
        self.setCurrentIndex(self._choices.index(0))
        self.setGeometry(self._where(caret, caret_height))
        self.show()
        self.raise_()
        self.scrollToTop()

    def key(self, event: QKeyEvent) -> bool:
        """Whether the list took this key: arrows, Enter and Tab to choose, Esc to close."""
        if not self.isVisible() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            rows = self._choices.rowCount()
            way = 1 if event.key() == Qt.Key.Key_Down else -1
            self.setCurrentIndex(self._choices.index((self.currentIndex().row() + way) % rows))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._take(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _where(self, caret: QPoint, caret_height: int) -> QRect:
        room = self._over.rect()
        rows = [self._choices.index(at) for at in range(min(MOST_ROWS, len(self._offered)))]
        height = sum(self.sizeHintForIndex(row).height() for row in rows) + 2 * theme.px(4) + 2
        width = min(theme.px(_WIDTH), room.width() - theme.px(16))
        x = max(theme.px(8), min(caret.x() - theme.px(16), room.width() - width - theme.px(8)))
        y = caret.y() + theme.px(6)
        if y + height > room.height():
            y = max(0, caret.y() - caret_height - theme.px(6) - height)
        return QRect(x, y, width, min(height, room.height()))

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        choice = index.data(CHOICE_ROLE) if index.isValid() else None
        self.hide()
        if isinstance(choice, Choice):
            self.chosen.emit(self._offered[int(choice.id)])
