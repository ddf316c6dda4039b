"""A meeting by one typed line, with the keyboard alone."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton

from app.core.i18n import set_language
from tests.ui.meetings.world import Screen, press, settle


def test_a_line_and_enter_make_and_open_a_meeting(screen: Screen) -> None:
    screen.page.new()
    line = screen.page.quick.line
    assert line.hasFocus() or line.isVisible()
    press(line, "Attero CEO, Thu 15:00, 60 min, room 2, JA-EN consecutive", Qt.Key.Key_Return)
    current = screen.detail.presenter.current
    assert current is not None
    assert current.detail.title == "Attero CEO"
    assert current.detail.starts_at == datetime(2025, 7, 10, 9, 30, tzinfo=UTC)
    assert current.detail.place == {"en": "Room 2", "ja": "第二会議室"}
    assert [row.person.shown() for row in current.detail.participants] == ["Nitin Gupta"]
    assert not screen.page.quick.isVisible()
    assert "Attero CEO" in screen.titles()
    assert screen.said() == ["“Attero CEO” was put on the calendar."]
    screen.undo()
    assert "Attero CEO" not in screen.titles()


def test_chips_say_what_was_understood_while_it_is_typed(screen: Screen) -> None:
    screen.page.new()
    screen.page.quick.line.setText("Kanimozhi, Thu 15:00")
    screen.page.quick.understand_now()
    assert screen.page.quick.chips() == [
        "Kanimozhi – Engineer · Attero",
        "Thu 10 July 2025",
        "15:00–16:00 IST (18:30 JST)",
        "1 h (assumed)",
        "Bilateral meeting (assumed)",
    ]


def test_control_enter_saves_and_stays(screen: Screen) -> None:
    screen.page.new()
    line = screen.page.quick.line
    press(line, "Sugar talks, Fri 11:00")
    press(line, Qt.Key.Key_Return, ctrl=True)
    assert "Sugar talks" in screen.titles()
    assert screen.page.quick.isVisible()
    assert line.text() == ""
    assert not screen.page.split.is_open()


def test_what_cannot_be_is_said_in_red_and_nothing_is_saved(screen: Screen) -> None:
    screen.page.new()
    bar = screen.page.quick
    press(bar.line, "Attero, 29 Feb 2027 10:00", Qt.Key.Key_Return)
    assert bar.problem.text() == "29 February 2027 does not exist: February 2027 has 28 days."
    assert bar.problem.isVisible()
    assert bar.isVisible()
    assert len(screen.titles()) == 3


def test_what_is_missing_is_a_hint_first_and_red_at_enter(screen: Screen) -> None:
    screen.page.new()
    bar = screen.page.quick
    press(bar.line, "Attero")
    bar.understand_now()
    assert not bar.problem.isVisible()
    assert bar.hint.text() == "Say when: a day and a time, such as Thu 15:00."
    press(bar.line, Qt.Key.Key_Return)
    assert bar.problem.text() == "Say when: a day and a time, such as Thu 15:00."


def test_a_taken_room_and_person_are_warned_of_softly(screen: Screen) -> None:
    screen.page.new()
    bar = screen.page.quick
    bar.set_text("Kanimozhi, Wed 18:00, room 2")
    assert bar.warning.text() == "The room and Kanimozhi are taken by “Cell manufacturing”, 17:52–18:52 IST."
    press(bar.line, Qt.Key.Key_Return)
    assert "Kanimozhi" in screen.titles()


def test_who_of_several_is_meant_is_asked_and_written_into_the_line(screen: Screen) -> None:
    screen.page.new()
    bar = screen.page.quick
    bar.set_text("Sato, Thu 15:00")
    question = bar.findChild(QPushButton, "meetings.quick.who")
    assert question is not None
    assert question.text() == "Who is “Sato”?"
    question.click()
    menu = question.findChild(QMenu)
    assert menu is not None
    assert menu.isVisible()
    action = next(one for one in menu.actions() if "Emi" in one.text())
    action.trigger()
    settle()
    assert bar.line.text() == "SATO Emi, Thu 15:00"
    assert bar.chips()[0] == "SATO Emi – 佐藤恵美 · Director · METI"
    press(bar.line, Qt.Key.Key_Return)
    current = screen.detail.presenter.current
    assert current is not None
    assert [row.person.shown() for row in current.detail.participants] == ["SATO Emi"]


def test_escape_backs_out_and_loses_nothing(screen: Screen) -> None:
    screen.page.new()
    bar = screen.page.quick
    press(bar.line, "Half a thou", Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert screen.page.unsaved() == {"New meeting": "Half a thou"}
    screen.page.new()
    assert bar.line.text() == "Half a thou"


def test_a_change_of_language_keeps_the_line(screen: Screen) -> None:
    screen.page.new()
    press(screen.page.quick.line, "Attero, Thu 15:00")
    set_language("ja")
    screen.window.rebuild()
    settle()
    assert screen.page.quick.line.text() == "Attero, Thu 15:00"
    assert "2025年7月10日（木）" in screen.page.quick.chips()
