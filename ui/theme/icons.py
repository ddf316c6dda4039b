"""Icons by what they mean, drawn in the colour of the text beside them.

The drawings are Lucide's (ISC, see `resources/icons/LICENSE`). A screen asks for "follow-ups" and never for a file, so
that one meaning has one picture everywhere.
"""

from __future__ import annotations

import weakref
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from shiboken6 import isValid

from ui.theme import theme

_ICON_DIR = Path(__file__).resolve().parents[2] / "resources" / "icons"

MEANINGS: dict[str, str] = {
    # pages
    "today": "sun",
    "calendar": "calendar-days",
    "meetings": "messages-square",
    "delegations": "users",
    "people": "contact-round",
    "organisations": "building-2",
    "follow-ups": "list-checks",
    "documents": "file-text",
    "pictures": "share-2",
    "opportunities": "lightbulb",
    "correspondence": "mail",
    "visits": "factory",
    "settings": "settings",
    "help": "circle-question-mark",
    # moving about
    "back": "chevron-left",
    "forward": "chevron-right",
    "up": "chevron-up",
    "down": "chevron-down",
    "search": "search",
    "filter": "list-filter",
    "sort": "arrow-up-down",
    "menu": "ellipsis",
    "open": "external-link",
    "home": "house",
    "side-bar": "panel-left",
    "command": "command",
    "enter": "corner-down-left",
    "choose": "chevrons-up-down",
    "tree": "list-tree",
    # doing
    "add": "plus",
    "remove": "minus",
    "close": "x",
    "clear": "x",
    "edit": "pencil",
    "delete": "trash-2",
    "copy": "copy",
    "save": "save",
    "undo": "undo-2",
    "redo": "redo-2",
    "restore": "rotate-ccw",
    "refresh": "refresh-cw",
    "send": "send",
    "print": "printer",
    "import": "download",
    "export": "upload",
    "attach": "paperclip",
    "link": "link",
    "move": "grip-vertical",
    "move-up": "arrow-up",
    "move-down": "arrow-down",
    "zoom-in": "zoom-in",
    "zoom-out": "zoom-out",
    "show": "eye",
    "hide": "eye-off",
    "customise": "sliders-horizontal",
    "sign-out": "log-out",
    # saying
    "ok": "circle-check",
    "check": "check",
    "info": "info",
    "warning": "triangle-alert",
    "error": "circle-alert",
    "stop": "octagon-alert",
    "forbidden": "ban",
    "failed": "circle-x",
    "notice": "bell",
    "waiting": "hourglass",
    "locked": "lock",
    "unlocked": "lock-open",
    "shield": "shield",
    "star": "star",
    "flag": "flag",
    "tag": "tag",
    "number": "hash",
    # things
    "time": "clock",
    "due": "calendar-clock",
    "new-meeting": "calendar-plus",
    "held": "calendar-check",
    "place": "map-pin",
    "person": "user",
    "group": "users-round",
    "new-person": "user-plus",
    "present": "user-check",
    "absent": "user-x",
    "excused": "user-minus",
    "post": "briefcase",
    "government": "landmark",
    "company": "factory",
    "world": "globe",
    "language": "languages",
    "interpreter": "mic",
    "phone": "phone",
    "mobile": "smartphone",
    "mail": "mail",
    "camera": "camera",
    "badge": "id-card",
    "folder": "folder-open",
    "file": "file-text",
    "new-document": "file-plus",
    "record": "notebook-pen",
    "minutes": "scroll-text",
    "agenda": "clipboard-list",
    "new-item": "list-plus",
    "decision": "gavel",
    "commitment": "handshake",
    "reservation": "hand",
    "statement": "message-square-quote",
    "question": "circle-question-mark",
    "approval": "stamp",
    "approved": "badge-check",
    "history": "history",
    "archive": "archive",
    "store": "database",
    "screen": "monitor",
    "keyboard": "keyboard",
    "guide": "book-open",
    "light": "sun-medium",
    "dark": "moon",
    "contrast": "contrast",
    "safety": "hard-hat",
}
"""Meaning -> Lucide drawing. A new meaning is one line here and, if need be, one file."""


class _HasIcon(Protocol):
    def setIcon(self, icon: QIcon, /) -> None: ...


class _Bindings(QObject):
    """Gives bound buttons and actions their icon anew when the theme changes."""

    def __init__(self) -> None:
        super().__init__()
        self._bound: weakref.WeakKeyDictionary[_HasIcon, tuple[str, str, int]] = weakref.WeakKeyDictionary()
        theme.notifier().changed.connect(self.refresh)

    def add(self, target: _HasIcon, meaning: str, tone: str, size: int) -> None:
        self._bound[target] = (meaning, tone, size)
        _put(target, meaning, tone, size)

    @Slot()
    def refresh(self) -> None:
        for target, (meaning, tone, size) in list(self._bound.items()):
            if isValid(target):
                _put(target, meaning, tone, size)


_bindings: list[_Bindings] = []


def icon(meaning: str, tone: str = "ink", size: int = 17) -> QIcon:
    """The icon for `meaning` in the colour of the token `tone`, `size` design pixels.

    Holds 1x and 2x drawings, normal, disabled (faint) and selected (accent). KeyError for an unknown meaning,
    AttributeError for an unknown token. Colours are those of now: `bind` keeps an icon right when the theme changes.
    """
    t = theme.tokens()
    return _drawn(MEANINGS[meaning], getattr(t, tone), t.faint, t.accent, theme.px(size))


def pixmap(meaning: str, tone: str = "ink", size: int = 17, ratio: float = 1.0) -> QPixmap:
    """One drawing for a painter or a label, at device pixel ratio `ratio`."""
    return _pixmap(MEANINGS[meaning], getattr(theme.tokens(), tone), theme.px(size), ratio)


def bind(target: _HasIcon, meaning: str, tone: str = "ink", size: int = 17) -> None:
    """Give a button or an action its icon and keep it in the theme's colours for as long as `target` lives."""
    if not _bindings:
        _bindings.append(_Bindings())
    _bindings[0].add(target, meaning, tone, size)


def _put(target: _HasIcon, meaning: str, tone: str, size: int) -> None:
    target.setIcon(icon(meaning, tone, size))
    resize = getattr(target, "setIconSize", None)  # actions have none
    if resize is not None:
        resize(QSize(theme.px(size), theme.px(size)))


@lru_cache(maxsize=512)
def _drawn(name: str, normal: str, disabled: str, selected: str, size: int) -> QIcon:
    result = QIcon()
    for ratio in (1.0, 2.0):
        result.addPixmap(_pixmap(name, normal, size, ratio), QIcon.Mode.Normal)
        result.addPixmap(_pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
        result.addPixmap(_pixmap(name, selected, size, ratio), QIcon.Mode.Selected)
        result.addPixmap(_pixmap(name, selected, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
    return result


def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    svg = _source(name).replace("currentColor", colour)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return (_ICON_DIR / f"{name}.svg").read_text(encoding="utf-8")
