"""F1: every key that works here, the page's own first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.i18n import tr
from ui.kit.text import PlainLabel
from ui.shell.actions import Action
from ui.theme import theme


class HelpDialog(QDialog):
    """`page_keys` as a page's `help()` gives them: (shortcut in portable form, what it does)."""

    def __init__(
        self, actions: Sequence[Action], page_keys: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self.setWindowTitle(tr("Keys"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(24))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(1, 1)
        if page_keys:
            self._group(tr("On this page"), page_keys)
        groups: dict[str, list[tuple[str, str]]] = {}
        for action in actions:
            if action.shortcut:
                groups.setdefault(action.group, []).append((action.shortcut, tr(action.title)))
        for title, keys in groups.items():
            self._group(tr(title) if title else tr("Other"), keys)
        inner = QWidget()
        inner.setProperty("role", "page")
        inner.setLayout(self._grid)
        area = QScrollArea()
        area.setObjectName("help.keys")
        area.setAccessibleName(tr("Keys"))
        area.setWidgetResizable(True)
        area.setWidget(inner)
        buttons = QDialogButtonBox()
        close = buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setObjectName("help.close")
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(12), theme.px(16))
        column.addWidget(area, 1)
        column.addWidget(buttons)
        self.resize(theme.px(520), theme.px(600))

    def _group(self, title: str, keys: Sequence[tuple[str, str]]) -> None:
        row = self._grid.rowCount()
        head = PlainLabel(title)
        head.setProperty("role", "label")
        head.setContentsMargins(0, theme.px(8) if row > 1 else 0, 0, 0)
        self._grid.addWidget(head, row, 0, 1, 2)
        for at, (shortcut, words) in enumerate(keys, start=row + 1):
            key = PlainLabel(shortcut_words(shortcut))
            key.setProperty("role", "strong")
            what = PlainLabel(words)
            what.setWordWrap(True)
            self._grid.addWidget(key, at, 0)
            self._grid.addWidget(what, at, 1)


def shortcut_words(portable: str) -> str:
    """A shortcut as this system writes it; several are set apart by a slash."""
    native = QKeySequence.SequenceFormat.NativeText
    return " / ".join(QKeySequence(one).toString(native) for one in portable.split("; "))
