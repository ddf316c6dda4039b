"""Every action has one place, one key, and is found in whatever language somebody thinks."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.core.i18n import LANGUAGES, catalogue
from ui.shell import about
from ui.shell.actions import Action, Actions
from ui.shell.help import HelpDialog
from ui.shell.main_window import MainWindow
from ui.theme import icons

EVERYWHERE = (
    *("Ctrl+N", "Ctrl+K", "Ctrl+P", "Ctrl+E", "Ctrl+Z", "Ctrl+Shift+Z", "F1", "Ctrl++", "Ctrl+-", "Ctrl+0"),
    *("Alt+Left", "Alt+Right", *(f"Ctrl+{number}" for number in range(1, 9))),
)


def test_every_key_of_the_desk_is_bound(window: MainWindow) -> None:
    bound = {one.toString() for action in window.actions() for one in action.shortcuts()}
    assert [key for key in EVERYWHERE if QKeySequence(key).toString() not in bound] == []


def test_every_action_can_be_shown(window: MainWindow) -> None:
    for action in window.actions_registry.all():
        assert action.icon in icons.MEANINGS, action.key
        assert action.title


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_action_is_found_by_its_words_in_any_language(window: MainWindow, lang: str) -> None:
    for action in window.actions_registry.all():
        if not action.hidden and action.when():
            words = catalogue(lang).text(action.title)
            assert action in window.actions_registry.found(words, limit=100), words


def test_words_may_stand_in_any_order_and_case(window: MainWindow) -> None:
    assert [one.key for one in window.actions_registry.found("DARK colours")] == ["scheme.dark"]


def test_what_cannot_be_done_is_neither_found_nor_done(qapp: object) -> None:
    done: list[str] = []
    possible = [False]
    registry = Actions()
    registry.add(Action("x", "Do it", lambda: done.append("x"), when=lambda: possible[0]))
    assert registry.found("do") == []
    assert not registry.trigger("x")
    possible[0] = True
    assert registry.trigger("x")
    assert done == ["x"]
    registry.remove("x")
    assert not registry.trigger("x")


def test_an_action_added_later_gets_its_key_and_loses_it_when_removed(window: MainWindow, qtbot: QtBot) -> None:
    registry = window.actions_registry
    registry.add(Action("later", "Later", window.notices.clear, "Ctrl+Shift+L"))
    keys = [one.toString() for action in window.actions() for one in action.shortcuts()]
    assert "Ctrl+Shift+L" in keys
    registry.remove("later")
    qtbot.waitUntil(lambda: not [a for a in window.actions() if a.objectName() == "action.later"])


def test_help_lists_the_pages_keys_first_and_all_of_the_windows(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page
    assert page is not None
    dialog = HelpDialog(window.actions_registry.all(), page.help(), window)
    qtbot.addWidget(dialog)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert said[0:3] == ["On this page", "F2", "Edit the note"]
    assert "Ctrl+Z" in said
    assert "Search or command" in said


def test_about_tells_versions_and_licences_and_no_machine(qtbot: QtBot) -> None:
    text = about.versions()
    assert text.startswith("Chancery 0.")
    assert "Qt 6." in text
    assert "SQLAlchemy 2." in text
    assert "/" not in text.replace("Debian GNU/Linux", "")
    dialog = about.AboutDialog()
    qtbot.addWidget(dialog)
    dialog.copy.click()
    assert dialog.tabs.count() == 2
    assert about.licences().strip()
