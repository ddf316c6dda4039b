"""Messages say what happened, offer the way back, and go by themselves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.changes import Changes
from app.core.errors import Refused
from tests.ui.shell.world import World, note
from ui.kit.text import Button
from ui.shell import notices as module
from ui.shell.main_window import MainWindow


def _said(window: MainWindow) -> list[str]:
    return [notice.text for notice in window.notices.shown]


def _button(window: MainWindow, at: int = -1) -> QPushButton:
    button = window.notices.shown[at].button
    assert button is not None
    return button


def test_undo_takes_the_action_back_and_redo_does_it_again(window: MainWindow, world: World) -> None:
    window.notices.done("The meeting was moved.", world.history.write("b1"))
    assert _button(window).text() == "Undo"
    _button(window).click()
    assert world.history.undone == ["b1"]
    assert _said(window) == ["Undone: The meeting was moved."]
    assert _button(window).text() == "Redo"
    _button(window).click()
    assert world.history.done == ["b1"]
    assert _said(window) == ["Done again: The meeting was moved."], "what was done again is said, its Redo is gone"
    window.undo.undo_batch("b1")
    assert "Undone: The meeting was moved." in _said(window)


def test_redo_is_offered_as_long_as_it_can_be_done(window: MainWindow, world: World) -> None:
    window.notices.done("The meeting was moved.", world.history.write("b1"))
    window.actions_registry.trigger("undo")
    assert _button(window).text() == "Redo"
    window.notices.done("Another one was saved.", world.history.write("b2"))
    assert _said(window) == ["Another one was saved."]


def test_notices_leave_the_main_button_of_the_page_free(window: MainWindow, qtbot: QtBot) -> None:
    QTest.qWaitForWindowExposed(window)
    window.notices.info("Nothing to see.")
    low = window.notices.geometry().bottom()
    button = Button("Import 26 rows", "primary", name="test.ok")
    button.setParent(window)
    button.setGeometry(window.width() - 200, window.height() - window.status.height() - 50, 180, 32)
    button.show()
    window.notices.info("And this.")
    assert low > button.geometry().top(), "it would have lain on it"
    assert not window.notices.geometry().intersects(button.geometry())


def test_the_focus_never_falls_on_a_notice_by_itself(window: MainWindow, world: World, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitActive(window)
    field = note(window, window.navigation.route.page if window.navigation.route else "").field
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    window.notices.done("26 people were imported.", world.history.write("b1"))
    for other in window.findChildren(QWidget):
        if other is not field and not window.notices.isAncestorOf(other):
            other.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    field.setEnabled(False)
    assert not _button(window).hasFocus()
    field.setEnabled(True)
    field.setFocus()
    _button(window).setFocus(Qt.FocusReason.TabFocusReason)
    assert _button(window).hasFocus(), "somebody who goes there is let in"


def test_undo_of_a_notice_takes_back_that_action_and_not_the_latest(window: MainWindow, world: World) -> None:
    window.notices.done("First.", world.history.write("b1"))
    window.notices.done("Second.", world.history.write("b2"))
    _button(window, 0).click()
    assert world.history.undone == ["b1"]


def test_ctrl_z_takes_back_what_was_done_last(window: MainWindow, world: World) -> None:
    world.history.write("b1")
    world.history.write("b2")
    window.actions_registry.trigger("undo")
    assert world.history.undone == ["b2"]
    window.actions_registry.trigger("redo")
    assert world.history.done == ["b1", "b2"]


def test_what_cannot_be_undone_is_said(window: MainWindow, world: World) -> None:
    changes = world.history.write("b1")
    window.notices.done("Moved.", changes)
    window.actions_registry.trigger("undo")
    window.undo.undo_batch("b1")
    assert "This step was undone already." in _said(window)


def test_without_changes_there_is_no_undo(window: MainWindow) -> None:
    window.notices.done("Copied.")
    window.notices.done("Nothing changed.", Changes())
    assert all(notice.button is None for notice in window.notices.shown)


def test_an_error_says_its_own_sentence_with_its_problems(window: MainWindow) -> None:
    window.notices.error(Refused("Room {room} is taken.", room="2"))
    assert _said(window) == ["Room 2 is taken."]


def test_a_notice_goes_by_itself_unless_a_pointer_rests_on_it(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SECONDS", 0)
    window.notices.info("Gone at once.")
    resting = window.notices.shown[0]
    here = QPointF(1, 1)
    QTest.qWaitForWindowExposed(window)
    resting.enterEvent(QEnterEvent(here, here, here))
    assert resting.staying
    window.notices.info("And this one too.")
    qtbot.waitUntil(lambda: _said(window) == ["Gone at once."])
    resting.leaveEvent(QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not window.notices.shown)
    assert not window.notices.isVisible()


def test_many_notices_do_not_pile_up_and_the_same_is_said_once(window: MainWindow) -> None:
    for number in range(20):
        window.notices.info(f"Number {number}")
        window.notices.info("The same")
    assert len(window.notices.shown) == module.AT_ONCE
    assert _said(window).count("The same") == 1
    assert _said(window)[-1] == "The same"


def test_notices_stand_at_the_bottom_right_above_the_status_line(window: MainWindow) -> None:
    window.notices.warning("Room 2 is taken from 15:00 to 16:00. Choose another room or another time. " * 3)
    box = window.notices.geometry()
    assert box.right() <= window.width() - 16
    assert box.bottom() <= window.height() - window.status.height()
    assert box.left() > window.width() // 2
    labels = [label for label in window.notices.findChildren(QLabel) if label.text()]
    assert all(label.height() >= label.heightForWidth(label.width()) for label in labels), "no line is cut off"


def test_markup_in_a_notice_is_only_text(window: MainWindow) -> None:
    window.notices.info("<b>bold</b> & <img src=x>")
    label = next(one for one in window.notices.findChildren(QLabel) if one.text())
    assert label.text() == "<b>bold</b> & <img src=x>"
    assert label.textFormat().name == "PlainText"


def test_ctrl_z_in_a_field_with_nothing_typed_takes_back_the_last_action(
    window: MainWindow, world: World, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitActive(window)
    field = note(window, window.navigation.route.page if window.navigation.route else "").field
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    window.notices.done("The meeting was moved.", world.history.write("b1"))
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Z, control)
    assert field.text() == ""
    assert world.history.undone == []
    QTest.keyClick(field, Qt.Key.Key_Z, control)
    assert world.history.undone == ["b1"]
    assert _said(window) == ["Undone: The meeting was moved."]  # and the notice that offered it is gone
