"""The owner chosen at a line: O, any part of a name, Enter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.minutes.conftest import Desk
from tests.ui.minutes.talk import Talk


@pytest.fixture(autouse=True)
def _strict_qt() -> None:
    """Not here: a popup is opened, and the offscreen platform says that it cannot grab the keyboard for it."""


def open_box(desk: Desk) -> None:
    desk.enter("a arrange talks")
    desk.press(Qt.Key.Key_Up)
    desk.letter("o")
    assert desk.tab.owner_box.isVisible()


def test_who_is_present_is_offered_first_and_enter_takes_one(desk: Desk, talk: Talk) -> None:
    open_box(desk)
    edit = desk.tab.owner_box.edit
    assert edit.popup.model().index(0, 0).data() == "YAMADA Haruo"
    QTest.keyClicks(edit.edit, "rao")
    edit.search_now()
    assert edit.popup.model().index(0, 0).data() == "S. K. Rao"
    QTest.keyClick(edit.edit, Qt.Key.Key_Tab)
    desk.settle()
    assert (desk.points[0].owner_person_id, desk.points[0].side) == (talk.rao, "IN")
    assert not desk.tab.owner_box.isVisible()
    assert desk.window.focusWidget() is desk.tab.view


def test_an_organisation_and_words_only(desk: Desk, talk: Talk) -> None:
    open_box(desk)
    edit = desk.tab.owner_box.edit
    QTest.keyClicks(edit.edit, "jbic")
    edit.search_now()
    QTest.keyClick(edit.edit, Qt.Key.Key_Tab)
    desk.settle()
    assert desk.points[0].owner_organisation_id == talk.jbic
    desk.letter("o")
    QTest.keyClicks(edit.edit, "a bank that asked not to be named")
    edit.search_now()
    last = edit.popup.model().rowCount() - 1
    edit.popup.setCurrentIndex(edit.popup.model().index(last, 0))
    QTest.keyClick(edit.edit, Qt.Key.Key_Tab)
    desk.settle()
    assert desk.points[0].owner == "a bank that asked not to be named"


def test_escape_changes_nothing(desk: Desk) -> None:
    open_box(desk)
    edit = desk.tab.owner_box.edit
    edit.popup.hide()
    QTest.keyClick(edit.edit, Qt.Key.Key_Escape)
    assert not desk.tab.owner_box.isVisible()
    assert desk.points[0].owner == ""
    assert desk.window.focusWidget() is desk.tab.view
