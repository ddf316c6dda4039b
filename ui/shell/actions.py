"""Everything a person can do from anywhere: one registry for the keyboard, the command box and the help page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.core.i18n import LANGUAGES, N_, catalogue, tr
from ui.kit.text import Button


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. `title` and `group` are msgids; `shortcut` in Qt's portable form ("Ctrl+N"), several split by
    "; ".

    `when` says whether it can be done now: what cannot be done is not offered. `hidden` keeps it out of the command
    box.
    """

    key: str
    title: str
    run: Callable[[], None]
    shortcut: str = ""
    icon: str = ""
    when: Callable[[], bool] = _always
    group: str = ""
    hidden: bool = False

    def words(self) -> str:
        """Its title in every language, folded: what the command box looks in."""
        return " ".join(catalogue(lang).text(self.title) for lang in LANGUAGES).casefold()

    def begins(self, text: str) -> bool:
        """Whether its title begins with `text` in some language: two words of it at least, or all of it."""
        typed = " ".join(text.casefold().split())
        titles = [catalogue(lang).text(self.title).casefold() for lang in LANGUAGES]
        return any(title == typed or (" " in typed and title.startswith(typed)) for title in titles)


HERE = N_("On this page")
"""The group of what the page on the screen offers."""


def of_button(button: Button) -> Action:
    """A page's button as a command: offered while it is on the screen and can be pressed."""
    able = partial(_pressable, button)
    return Action(f"press.{button.objectName()}", button.message, button.click, when=able, group=HERE)


def _pressable(button: Button) -> bool:
    return isValid(button) and button.isVisible() and button.isEnabled()


class Actions(QObject):
    """The registry. `install` binds the shortcuts to a window; `found` answers the command box."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[str, Action] = {}
        self._bound: dict[str, QAction] = {}
        self._window: QWidget | None = None

    def add(self, *actions: Action) -> None:
        """Register; the same key again replaces the former."""
        for action in actions:
            self.remove(action.key)
            self._actions[action.key] = action
            if self._window is not None:
                self._bind(action, self._window)

    def remove(self, key: str) -> None:
        """Take one away; unknown keys are no error."""
        self._actions.pop(key, None)
        bound = self._bound.pop(key, None)
        if bound is not None:
            bound.deleteLater()

    def all(self) -> Sequence[Action]:
        """Every action in the order it was added."""
        return tuple(self._actions.values())

    def find(self, key: str) -> Action | None:
        """By key, or None."""
        return self._actions.get(key)

    def trigger(self, key: str) -> bool:
        """Do it if it exists and can be done now; whether it was done."""
        action = self._actions.get(key)
        if action is None or not action.when():
            return False
        action.run()
        return True

    def found(self, text: str, limit: int = 8) -> list[Action]:
        """Possible actions whose title holds every word of `text` in some language; all of them for ""."""
        words = text.casefold().split()
        hits = [
            action
            for action in self._actions.values()
            if not action.hidden and all(word in action.words() for word in words) and action.when()
        ]
        return hits[:limit]

    def install(self, window: QWidget) -> None:
        """Bind all shortcuts to `window`, now and for actions added later."""
        self._window = window
        for action in self._actions.values():
            self._bind(action, window)

    def retranslate(self) -> None:
        """The language changed."""
        for key, bound in self._bound.items():
            bound.setText(tr(self._actions[key].title))

    def _bind(self, action: Action, window: QWidget) -> None:
        if not action.shortcut:
            return
        bound = QAction(tr(action.title), window)
        bound.setObjectName(f"action.{action.key}")
        bound.setShortcuts([QKeySequence(one) for one in action.shortcut.split("; ")])
        bound.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        bound.setData(action.key)
        bound.triggered.connect(self._triggered)
        window.addAction(bound)
        self._bound[action.key] = bound

    def _triggered(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.trigger(str(sender.data()))
