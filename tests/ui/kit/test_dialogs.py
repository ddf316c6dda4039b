"""Questions, answered with the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from ui.kit.dialogs import CANCEL, Answer, Ask, ConflictDialog, TextPrompt, ask, ask_text

FIELDS = [("Title", "Panel & talks", "Panel"), ("Room", "Room 1", ""), ("Day", "2 July", "3 July")]


def press_later(key: Qt.Key, qtbot: QtBot) -> None:
    """Press `key` in whatever dialog opens next."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        qtbot.keyClick(dialog.focusWidget() or dialog, key)

    QTimer.singleShot(0, press)


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Return, "delete"), (Qt.Key.Key_Escape, CANCEL)])
def test_ask(qtbot: QtBot, key: Qt.Key, answer: str) -> None:
    press_later(key, qtbot)
    text = "{n} rows go for good."
    assert ask(None, "Delete for good?", text, [Answer("delete", "Delete", "danger")], n=3) == answer


def test_a_question_is_said_whole(qtbot: QtBot) -> None:
    made = Ask(None, "Leave {what}?", "It is not saved.", [Answer("leave", "Leave")], params={"what": "the record"})
    qtbot.addWidget(made)
    assert made.windowTitle() == made.accessibleName() == "Leave the record?"
    assert [button.text() for button in made.buttons.values()] == ["Cancel", "Leave"]
    assert made.buttons["leave"].objectName() == "ask.leave"


def test_a_reason_is_needed(qtbot: QtBot) -> None:
    made = TextPrompt(None, "Send back", "Say why.", "Send back")
    qtbot.addWidget(made)
    made.show()
    assert not made.buttons["ok"].isEnabled()
    qtbot.keyClicks(made.edit, "  Names are wrong ")
    assert made.buttons["ok"].isEnabled()
    made.buttons["ok"].click()
    assert made.result() == QDialog.DialogCode.Accepted
    assert made.text() == "Names are wrong"
    assert made.edit.accessibleName() == "Say why."


def test_a_reason_refused_is_none(qtbot: QtBot) -> None:
    press_later(Qt.Key.Key_Escape, qtbot)
    assert ask_text(None, "Send back", "Say why.", "Send back") is None


def test_a_conflict_is_settled_field_by_field(qtbot: QtBot) -> None:
    made = ConflictDialog(FIELDS)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    assert made.choices() == ["mine"] * 3
    first = made.findChild(QRadioButton, "conflict.0.mine")
    assert isinstance(first, QRadioButton)
    qtbot.waitUntil(first.hasFocus, timeout=1000)
    assert "Panel & talks" in [label.text() for label in made.findChildren(QLabel)]
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert made.choices() == ["theirs", "mine", "mine"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    room = QApplication.focusWidget()
    assert room is not None
    assert room.objectName() == "conflict.1.mine"
    words = next(label for label in made.findChildren(QLabel) if label.text() == "3 July")
    qtbot.mouseClick(words, Qt.MouseButton.LeftButton)
    assert made.choices() == ["theirs", "mine", "theirs"]
    made.all_theirs()
    assert made.choices() == ["theirs"] * 3
    made.all_mine()
    assert made.choices() == ["mine"] * 3
    made.buttons["keep"].click()
    assert made.answer == "keep"


def test_enter_in_a_conflict_saves_what_was_chosen(qtbot: QtBot) -> None:
    made = ConflictDialog(FIELDS)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    first = made.findChild(QRadioButton, "conflict.0.mine")
    assert isinstance(first, QRadioButton)
    qtbot.waitUntil(first.hasFocus, timeout=1000)
    qtbot.keyClick(first, Qt.Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert (made.answer, made.choices()[0]) == ("keep", "theirs")


def test_every_value_of_a_conflict_has_a_name(qtbot: QtBot) -> None:
    made = ConflictDialog(FIELDS)
    qtbot.addWidget(made)
    names = [button.accessibleName() for button in made.findChildren(QRadioButton)]
    assert len(set(names)) == 6
    assert "Title: Yours: Panel & talks" in names
    assert "Room: Theirs: (empty)" in names
    assert any("Nothing was overwritten" in label.text() for label in made.findChildren(QLabel))


def test_enter_answers_and_shift_enter_begins_another_line(qtbot: QtBot) -> None:
    made = TextPrompt(None, "Approve", "Who approves it?", "Approve")
    qtbot.addWidget(made)
    made.show()
    qtbot.keyClick(made.edit, Qt.Key.Key_Return)
    assert made.isVisible()  # nothing is written yet
    qtbot.keyClicks(made.edit, "ONO Keiichi")
    qtbot.keyClick(made.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(made.edit, "Ambassador")
    qtbot.keyClick(made.edit, Qt.Key.Key_Return)
    assert made.result() == QDialog.DialogCode.Accepted
    assert made.text() == "ONO Keiichi\nAmbassador"
