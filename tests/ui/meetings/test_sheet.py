"""A signed sheet entered by keyboard: its numbers, names, times, and whoever walked in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.enums import Attendance
from tests.ui.meetings.world import Screen, press, settle
from ui.meetings.sheet_dialog import SheetDialog


@pytest.fixture
def sheet(screen: Screen) -> SheetDialog:
    people = screen.open("Cell manufacturing", "people").people
    assert people.sheet_button.isVisible()
    people.sheet_button.click()
    settle()
    found = people.findChild(SheetDialog)
    assert isinstance(found, SheetDialog)
    return found


def statuses(screen: Screen) -> dict[str, Attendance]:
    meeting = screen.container.queries.meetings.get(screen.world.ids["Cell manufacturing"])
    return {row.person.shown(): row.status for row in meeting.participants}


def test_numbers_and_names_are_understood_as_they_are_typed(screen: Screen, sheet: SheetDialog) -> None:
    QTest.keyClicks(sheet.edit, "1")
    QTest.keyClick(sheet.edit, Qt.Key.Key_Return)
    QTest.keyClicks(sheet.edit, "2-3")
    QTest.keyClick(sheet.edit, Qt.Key.Key_Return)
    QTest.keyClicks(sheet.edit, "kanimozhi 18:10")
    sheet.read_now()
    settle()
    assert [len(line.ids) for line in sheet.lines] == [1, 2, 1]
    assert sheet.count.text().startswith("4 signed")
    signed = {name for line in sheet.lines for name in line.names}
    QTest.keyClick(sheet.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert {name for name, status in statuses(screen).items() if status is Attendance.ATTENDED} == signed
    assert screen.said()[-1] == f"{len(signed)} people were noted as present."


def test_what_nobody_understands_stays_in_the_box(screen: Screen, sheet: SheetDialog) -> None:
    sheet.edit.setPlainText("1\n99\nNobody Known")
    sheet.read_now()
    settle()
    assert "2 lines are not understood" in sheet.count.text()
    sheet.enter()
    settle()
    assert sheet.edit.toPlainText() == "99\nNobody Known"
    assert list(statuses(screen).values()).count(Attendance.ATTENDED) == 1


def test_a_name_that_is_not_listed_walks_in_on_the_chosen_side(screen: Screen, sheet: SheetDialog) -> None:
    before = len(statuses(screen))
    sheet.edit.setPlainText("Tanaka Ken")
    sheet.strangers.setCurrentIndex(sheet.strangers.findData("IN"))
    sheet.enter()
    settle()
    after = statuses(screen)
    assert len(after) == before + 1
    assert Attendance.WALK_IN in after.values()


def test_escape_enters_nothing(screen: Screen, sheet: SheetDialog) -> None:
    before = statuses(screen)
    sheet.edit.setPlainText("1")
    press(sheet, Qt.Key.Key_Escape)
    assert statuses(screen) == before
