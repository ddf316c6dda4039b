"""The first start asks for the mission, says what is wrong beside the field, and takes the sample story instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.core.errors import Fault, Refused, StoreFault
from app.core.problems import Problem
from app.services.mission import MissionDraft
from ui.shell.first_run import MISSION, SAMPLE, FirstRunDialog, SearchField
from ui.shell.store_errors import StoreFaultDialog, Way


@pytest.fixture
def dialog(qtbot: QtBot) -> FirstRunDialog:
    made = FirstRunDialog()
    qtbot.addWidget(made)
    made.show()
    return made


def _type(dialog: FirstRunDialog, text: str, tabs: int = 1) -> None:
    focus = dialog.focusWidget()
    assert focus is not None
    # As an input method commits: QTest's own keys know Latin letters only.
    typed = QInputMethodEvent()
    typed.setCommitString(text)
    QApplication.sendEvent(focus, typed)
    for _ in range(tabs):
        # What a list of suggestions does with the key comes first, as it would on a desk.
        QTest.keyClick(QApplication.activePopupWidget() or dialog.focusWidget() or dialog, Qt.Key.Key_Tab)


def test_the_whole_of_it_by_keyboard(dialog: FirstRunDialog, qtbot: QtBot) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
    for text in ("Embassy of Japan in India", "在インド日本国大使館", "", "Japan", "India", "New Delhi", "", ""):
        _type(dialog, text)
    for text in ("", "", "50-G Shantipath\nChanakyapuri", "Shantipath", "", ""):
        _type(dialog, text)
    QTest.keyClick(dialog.field("paper"), Qt.Key.Key_Return)
    assert dialog.answer is not None
    draft = dialog.answer.mission_draft
    assert dialog.answer.choice == MISSION
    assert draft is not None
    assert draft.name == {"en": "Embassy of Japan in India", "ja": "在インド日本国大使館"}
    assert (draft.sending_state, draft.receiving_state) == ("JP", "IN")
    assert (draft.time_zone, draft.home_time_zone) == ("Asia/Kolkata", "Asia/Tokyo"), "offered, since each has one zone"
    assert draft.letterhead == "50-G Shantipath\nChanakyapuri"
    assert draft.address == {"en": "Shantipath"}
    assert draft.paper == "A4"


def test_what_is_missing_is_said_beside_each_field(dialog: FirstRunDialog) -> None:
    dialog.start.click()
    assert dialog.answer is None
    assert dialog.isVisible()
    for name in ("name", "sending_state", "receiving_state", "time_zone", "home_time_zone"):
        assert dialog.error(name), name
    assert dialog.error("city") == ""
    assert dialog.field("name").isAncestorOf(dialog.focusWidget())
    dialog.field("sending_state").set_value("JP")
    dialog.field("receiving_state").set_value("JP")
    dialog.start.click()
    assert dialog.error("sending_state") == ""
    assert dialog.error("receiving_state") == "A mission is sent to another state."


def test_what_the_store_refuses_is_said_too(qtbot: QtBot) -> None:
    def refuse(_draft: MissionDraft) -> None:
        raise Refused(problems=[Problem("city", "Enter a city.")])

    dialog = FirstRunDialog(refuse)
    qtbot.addWidget(dialog)
    dialog.field("name").set_value({"en": "Embassy"})
    for name, value in (("sending_state", "JP"), ("receiving_state", "IN")):
        dialog.field(name).set_value(value)
        dialog.field(name).edited.emit()
    dialog.start.click()
    assert dialog.answer is None
    assert dialog.error("city") == "Enter a city."


def test_a_state_with_many_zones_leaves_the_choice(dialog: FirstRunDialog) -> None:
    dialog.field("receiving_state").set_value("US")
    dialog.field("receiving_state").edited.emit()
    assert dialog.field("time_zone").value() == ""


def test_a_zone_is_found_by_any_part_of_its_name(dialog: FirstRunDialog) -> None:
    field = dialog.field("time_zone")
    assert isinstance(field, SearchField)
    finder = field.combo.completer()
    assert finder is not None
    finder.setCompletionPrefix("kolk")
    assert finder.currentCompletion().startswith("Asia/Kolkata")
    field.combo.setEditText("asia/kolkata")
    assert field.value() == "Asia/Kolkata"
    field.combo.setEditText("atlantis")
    assert field.value() == ""


def test_the_sample_story_needs_nothing_filled_in(dialog: FirstRunDialog) -> None:
    dialog.sample.click()
    assert dialog.answer is not None
    assert dialog.answer.choice == SAMPLE
    assert dialog.answer.mission_draft is None


def test_escape_quits_without_an_answer(dialog: FirstRunDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.answer is None
    assert not dialog.isVisible()


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_of_the_store_says_what_is_safe_and_what_to_do(qtbot: QtBot, fault: Fault) -> None:
    dialog = StoreFaultDialog(StoreFault(fault, "<b>It</b> failed."), Path("/data/chancery.db"))
    qtbot.addWidget(dialog)
    said = [label.text() for label in dialog.findChildren(QLabel) if label.text()]
    assert "<b>It</b> failed." in said
    assert dialog.safe.text().endswith(".")
    assert dialog.do.text().endswith(".")
    assert dialog.safe.text() != dialog.do.text()
    assert dialog.choice.way is Way.QUIT, "closing it is quitting"


def test_a_half_typed_choice_is_taken_where_it_can_mean_one_only(dialog: FirstRunDialog, qtbot: QtBot) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
    zone = dialog.field("time_zone")
    assert isinstance(zone, SearchField)
    for typed, meant in (("Kathmandu", "Asia/Kathmandu"), ("America/", "")):
        line = zone.combo.lineEdit()
        assert line is not None
        line.setText(typed)
        line.editingFinished.emit()
        assert zone.value() == meant
        assert line.text().startswith(meant or typed)


def test_ctrl_enter_sets_the_desk_up_from_any_field(dialog: FirstRunDialog, qtbot: QtBot) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
    _type(dialog, "Embassy of Japan in Nepal")
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.answer is None
    assert dialog.error("sending_state")
    assert not dialog.error("name")
