"""Taking a record with the keyboard alone: typing, kinds, owners, days, editing, moving, deleting, undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.enums import DuePrecision, PointKind
from tests.ui.minutes.conftest import Desk
from tests.ui.minutes.talk import Talk

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier

KINDS = {
    "": PointKind.STATEMENT,
    "d ": PointKind.DECISION,
    "a ": PointKind.ACTION,
    "c ": PointKind.COMMITMENT,
    "r ": PointKind.RESERVATION,
    "g ": PointKind.AGREEMENT,
    "n ": PointKind.NOTING,
    "x ": PointKind.DISSENT,
    "s ": PointKind.STATEMENT,
    "q ": PointKind.REQUEST,
}


@pytest.mark.parametrize("letter", KINDS)
def test_twenty_lines_of_each_kind(desk: Desk, letter: str) -> None:
    desk.enter(*(f"{letter}line number {no}" for no in range(20)))
    assert desk.texts == [f"line number {no}" for no in range(20)]
    assert {point.kind for point in desk.points} == {KINDS[letter]}
    assert desk.tab.line.is_empty()
    assert desk.tab.line.edit.hasFocus()


def test_owner_day_topic_and_side_from_one_line(desk: Desk, talk: Talk) -> None:
    desk.enter("c @jbic will send an overview of financing tools >fri #finance")
    (point,) = desk.points
    assert (point.kind, point.ref, point.text) == (
        PointKind.COMMITMENT, "C1", "will send an overview of financing tools",
    )  # fmt: skip
    assert (point.owner, point.side, point.due_on) == ("JBIC", "JP", date(2025, 7, 4))
    assert point.topic_ids == (talk.topic,)
    assert point.missing == ()
    row = desk.tab.view.rows.line(desk.tab.view.rows.index_of(point.id))
    assert row is not None
    assert row.facts == "Japanese side · JBIC · due Fri 4 July · #Finance"


def test_what_a_promise_lacks_is_red_beside_it(desk: Desk) -> None:
    desk.enter("a arrange talks")
    row = desk.tab.view.rows.line(desk.tab.view.rows.index_of(desk.points[0].id))
    assert row is not None
    assert row.chips == (("side missing", "red"), ("owner missing", "red"), ("due missing", "red"))
    assert "owner missing" in row.spoken


def test_the_letter_becomes_a_kind_and_backspace_makes_it_text_again(desk: Desk) -> None:
    desk.type("a ")
    assert desk.tab.line.kind() is PointKind.ACTION
    assert desk.tab.line.edit.toPlainText() == ""
    desk.press(Qt.Key.Key_Backspace)
    assert desk.tab.line.edit.toPlainText() == "a "
    desk.enter("list was handed over")
    assert (desk.points[0].kind, desk.texts) == (PointKind.STATEMENT, ["a list was handed over"])


def test_a_line_that_is_taken_out_whole_begins_anew(desk: Desk) -> None:
    desk.type("c us: wrong")
    desk.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.press(Qt.Key.Key_Backspace)
    assert desk.tab.line.is_empty()
    desk.type("d ")
    assert (desk.tab.line.kind(), desk.tab.line.edit.toPlainText()) == (PointKind.DECISION, "")
    desk.enter("to exchange lists")
    assert (desk.points[0].kind, desk.texts) == (PointKind.DECISION, ["to exchange lists"])


def test_chips_say_what_is_understood_while_typing(desk: Desk) -> None:
    desk.type("a @sato to write >31 July")
    desk.tab.record.read_now()
    assert desk.tab.line.chips() == (
        ("owner SATO Emi", "accent"), ("Japanese side", "neutral"), ("due Thu 31 July", "green"),
    )  # fmt: skip
    desk.type(" or so @zzz")
    desk.tab.record.read_now()
    assert ("“31 July or so” is no due date", "red") in desk.tab.line.chips()
    assert ("“zzz” is not known", "amber") in desk.tab.line.chips()


def test_at_offers_who_is_present_and_tab_takes_it(desk: Desk, talk: Talk) -> None:
    desk.type("a @")
    desk.tab.suggester.suggest_now()
    completion = desk.tab.completion
    assert completion.isVisible()
    assert [one.title for one in completion.offered[:3]] == ["YAMADA Haruo", "SATO Emi", "ONO Ken"]
    QTest.keyClick(desk.tab.line.edit, Qt.Key.Key_Down)
    QTest.keyClick(desk.tab.line.edit, Qt.Key.Key_Tab)
    assert not completion.isVisible()
    assert desk.tab.line.edit.toPlainText() == '@"SATO Emi" '
    assert desk.tab.line.edit.hasFocus()
    desk.enter("to write")
    assert desk.points[0].owner_person_id == talk.sato


def test_enter_takes_a_suggestion_and_escape_closes_the_list(desk: Desk) -> None:
    desk.type("n about #")
    desk.tab.suggester.suggest_now()
    QTest.keyClick(desk.tab.line.edit, Qt.Key.Key_Return)
    assert desk.tab.line.edit.toPlainText() == "about #Finance "
    assert not desk.points
    desk.type("@")
    desk.tab.suggester.suggest_now()
    QTest.keyClick(desk.tab.line.edit, Qt.Key.Key_Escape)
    assert not desk.tab.completion.isVisible()
    assert desk.tab.line.edit.hasFocus()


def test_a_due_day_is_offered(desk: Desk) -> None:
    desk.type("a @sato to write >")
    desk.tab.suggester.suggest_now()
    assert desk.tab.completion.offered[0].title == "Fri 4 July 2025"
    QTest.keyClick(desk.tab.line.edit, Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    assert desk.points[0].due_on == date(2025, 7, 4)


def test_ctrl_down_takes_the_line_to_the_next_item(desk: Desk, talk: Talk) -> None:
    desk.enter("first")
    desk.press(Qt.Key.Key_Down, CTRL)
    desk.enter("second")
    desk.press(Qt.Key.Key_Up, CTRL)
    desk.press(Qt.Key.Key_Up, CTRL)
    desk.enter("before everything")
    assert [(p.text, p.agenda_item_id) for p in desk.points] == [
        ("before everything", None), ("first", talk.items[0]), ("second", talk.items[1]),
    ]  # fmt: skip


def test_up_goes_into_the_list_and_down_comes_back(desk: Desk) -> None:
    desk.enter("one", "two")
    desk.press(Qt.Key.Key_Up)
    selected = desk.tab.view.selected()
    assert selected is not None
    assert selected.text == "two"
    desk.press(Qt.Key.Key_Up)
    assert desk.tab.view.selected() != selected
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    assert desk.tab.line.edit.hasFocus()
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Escape)
    assert desk.tab.line.edit.hasFocus()


def test_a_line_is_edited_with_the_text_that_made_it(desk: Desk, talk: Talk) -> None:
    desk.enter("a @sato to write >31 July", "the chair thanked all")
    desk.type("half a new line")
    desk.press(Qt.Key.Key_Home)
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_F2)
    assert desk.tab.line.line() == 'a @"SATO Emi" to write >31 July 2025'
    assert desk.tab.line.kind() is PointKind.ACTION
    desk.type(", politely")
    QTest.keyClick(desk.tab.line.edit, Qt.Key.Key_Home)
    desk.type("@yamada ")
    desk.tab.completion.hide()
    desk.press(Qt.Key.Key_Return)
    edited = desk.points[0]
    assert (edited.owner_person_id, edited.due_text) == (talk.yamada, "31 July 2025, politely")
    assert desk.tab.line.line() == "half a new line"  # what was begun is still there


def test_escape_leaves_an_edit_without_loss(desk: Desk) -> None:
    desk.enter("d to exchange lists")
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Return)
    desk.type(" soon")
    desk.press(Qt.Key.Key_Escape)
    assert desk.texts == ["to exchange lists"]
    row = desk.tab.view.selected()
    assert row is not None
    assert ("text not saved", "amber") in row.chips
    desk.press(Qt.Key.Key_F2)
    assert desk.tab.line.line() == "d to exchange lists soon"
    desk.press(Qt.Key.Key_Return)
    assert desk.texts == ["to exchange lists soon"]


def test_alt_arrows_move_a_line_within_and_between_items(desk: Desk, talk: Talk) -> None:
    desk.enter("one", "two")
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Up, ALT)
    assert desk.texts == ["two", "one"]
    selected = desk.tab.view.selected()
    assert selected is not None
    assert selected.text == "two"
    desk.press(Qt.Key.Key_Down, ALT)
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.points[1].agenda_item_id == talk.items[1]
    assert desk.tab.view.selected() is not None


def test_delete_is_undone_by_ctrl_z(desk: Desk) -> None:
    desk.enter("one", "two")
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Delete)
    assert desk.texts == ["one"]
    assert "The line was deleted." in desk.notices()
    assert desk.tab.view.hasFocus()
    desk.window.undo.undo()
    desk.settle()
    assert desk.texts == ["one", "two"]
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_Z, CTRL)  # nothing is typed, so it takes back the last action
    assert desk.texts == ["one"]


@pytest.mark.parametrize("letter", ["d", "a", "c", "r", "g", "n", "x", "q"])
def test_a_letter_turns_the_selected_line(desk: Desk, letter: str) -> None:
    desk.enter("@sato spoke of plans")
    desk.press(Qt.Key.Key_Up)
    desk.letter(letter)
    assert desk.points[0].kind is KINDS[f"{letter} "]
    desk.letter("s")
    assert (desk.points[0].kind, desk.points[0].speaker) == (PointKind.STATEMENT, "SATO Emi")


def test_side_by_number_and_due_by_u(desk: Desk) -> None:
    desk.enter("a arrange talks")
    desk.press(Qt.Key.Key_Up)
    desk.letter("2")
    assert desk.points[0].side == "IN"
    desk.letter("1")
    assert desk.points[0].side == "JP"
    desk.letter("u")
    box = desk.tab.due_box
    assert box.isVisible()
    QTest.keyClicks(box.words, "in 2 weeks")
    assert box.understood.text() == "Wed 16 July"
    QTest.keyClick(box.words, Qt.Key.Key_Return)
    desk.settle()
    assert desk.points[0].due_on == date(2025, 7, 16)
    assert desk.tab.view.hasFocus()


def test_due_words_nobody_can_read_stay_in_the_box(desk: Desk) -> None:
    desk.enter("a arrange talks")
    desk.press(Qt.Key.Key_Up)
    desk.letter("u")
    box = desk.tab.due_box
    QTest.keyClicks(box.words, "when pigs fly")
    QTest.keyClick(box.words, Qt.Key.Key_Return)
    assert box.isVisible()
    assert "when pigs fly" in box.understood.text()
    QTest.keyClick(box.words, Qt.Key.Key_Escape)
    assert not box.isVisible()
    desk.letter("u")
    QTest.keyClicks(box.reason, "depends on the ministry")
    QTest.keyClick(box.reason, Qt.Key.Key_Return)
    desk.settle()
    assert desk.points[0].no_due_reason == "depends on the ministry"
    assert "due" not in desk.points[0].missing


def test_owner_by_o(desk: Desk, talk: Talk) -> None:
    desk.enter("a arrange talks", "the chair spoke")
    desk.press(Qt.Key.Key_Up)
    desk.letter("o")
    assert not desk.tab.owner_box.isVisible()  # a statement has no owner, and a notice says so
    desk.press(Qt.Key.Key_Up)
    desk.tab.verbs.set_owner(desk.points[0].id, f"person:{talk.rao}")
    assert (desk.points[0].owner, desk.points[0].side) == ("S. K. Rao", "IN")
    desk.tab.verbs.set_owner(desk.points[0].id, "a bank that asked not to be named")
    assert desk.points[0].owner == "a bank that asked not to be named"


def test_insert_types_after_the_selected_line(desk: Desk) -> None:
    desk.enter("one", "four")
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Insert)
    desk.enter("two", "three")
    assert desk.texts == ["one", "two", "three", "four"]


def test_no_due_and_before_the_visit(desk: Desk) -> None:
    desk.enter("a @sato to write >before the visit", "a @sato to call >asap")
    assert [p.due_precision for p in desk.points] == [DuePrecision.BEFORE_EVENT, DuePrecision.ASAP]
    assert all("due" not in p.missing for p in desk.points)


HOSTILE = [
    "<b>bold</b> & <img src=x onerror=alert(1)> &amp;",
    '’ "quoted" {braces} %s \\ backslash',
    "עברית and العربية and 🎌🇮🇳",
    "経済産業省は、留保した。",
    "खान मंत्रालय ने पूछा",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_through_unharmed(desk: Desk, text: str) -> None:
    desk.tab.line.edit.insertPlainText(text)
    desk.press(Qt.Key.Key_Return)
    assert desk.texts == [text]
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_F2)
    desk.tab.line.edit.insertPlainText("!")
    desk.press(Qt.Key.Key_Return)
    assert desk.texts == [f"{text}!"]
    desk.tab.grab()


def test_ten_thousand_letters_in_one_line(desk: Desk) -> None:
    desk.tab.line.edit.insertPlainText("word " * 2000)
    desk.press(Qt.Key.Key_Return)
    assert desk.texts == [("word " * 2000).strip()]
    desk.tab.grab()


def test_a_blank_line_and_a_kind_alone_save_nothing(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Return)
    desk.type("   ")
    desk.press(Qt.Key.Key_Return)
    desk.tab.line.set_line("")
    desk.type("d ")
    desk.press(Qt.Key.Key_Return)
    assert not desk.points


def test_typing_begins_a_record_and_no_letter_is_lost(open_desk: Callable[..., Desk], talk: Talk) -> None:
    desk = open_desk(talk.container, talk.meeting, begin=False)
    button = desk.tab.empty.button
    assert button.isVisible()
    button.setFocus()
    QTest.keyClicks(button, "d")
    desk.settle()
    assert desk.tab.line.edit.hasFocus()
    desk.enter(" both sides agree")
    assert [(point.kind, point.text) for point in desk.points] == [(PointKind.DECISION, "both sides agree")]


def test_enter_on_the_button_begins_a_record(open_desk: Callable[..., Desk], talk: Talk) -> None:
    desk = open_desk(talk.container, talk.meeting, begin=False)
    desk.tab.empty.button.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.record.points == ()
    assert desk.tab.line.edit.hasFocus()


def test_alt_and_ctrl_arrows_go_to_the_next_item(desk: Desk, talk: Talk) -> None:
    desk.enter("first")
    for mods in (ALT, CTRL):
        desk.press(Qt.Key.Key_Down, mods)
        desk.enter("and on")
    assert [point.agenda_item_id for point in desk.points] == list(talk.items[:3])
