"""What is done to a line by one key: joined, cut, kept inside, quoted, written in a second language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.enums import PointKind, QuoteConsent
from tests.ui.minutes.conftest import Desk
from tests.ui.minutes.talk import Talk
from ui.minutes.rows import LineRow

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def row(desk: Desk, no: int = 0) -> LineRow:
    found = desk.tab.view.rows.line(desk.tab.view.rows.index_of(desk.points[no].id))
    assert found is not None
    return found


def into_list(desk: Desk, no: int) -> None:
    desk.tab.select_point(desk.points[no].id)
    desk.settle()


def test_j_makes_one_line_of_two_and_undo_makes_two_again(desk: Desk) -> None:
    desk.enter("The bank explained its terms.", "a @sato send them >fri")
    into_list(desk, 1)
    desk.letter("j")
    assert desk.texts == ["The bank explained its terms. send them"]
    (point,) = desk.points
    assert (point.kind, point.owner) == (PointKind.ACTION, "SATO Emi"), "the promise stays the promise that it was"
    assert desk.tab.view.selected() is not None
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.texts == ["The bank explained its terms.", "send them"]


def test_the_first_line_has_nothing_to_be_joined_with(desk: Desk) -> None:
    desk.enter("one")
    into_list(desk, 0)
    desk.letter("j")
    assert desk.texts == ["one"]
    assert desk.notices()[-1] == "There is no line before it under this agenda item."


def test_alt_enter_cuts_the_line_that_is_typed(desk: Desk) -> None:
    desk.type("d to exchange lists to meet again")
    cursor = desk.tab.line.edit.textCursor()
    cursor.setPosition(len("to exchange lists "))
    desk.tab.line.edit.setTextCursor(cursor)
    QTest.keyClick(desk.tab.line.edit, Qt.Key.Key_Return, ALT)
    desk.settle()
    assert desk.texts == ["to exchange lists"]
    assert desk.points[0].kind is PointKind.DECISION
    assert desk.tab.line.edit.toPlainText() == "to meet again"
    desk.press(Qt.Key.Key_Return)
    assert desk.texts == ["to exchange lists", "to meet again"]


@pytest.mark.parametrize("edit_first", [False, True])
def test_alt_enter_cuts_a_line_that_stands_already(desk: Desk, edit_first: bool) -> None:
    desk.enter("a @sato send the list and call the plant >fri")
    into_list(desk, 0)
    desk.press(Qt.Key.Key_F2)
    if edit_first:
        typed = desk.tab.line.edit.toPlainText()
        cursor = desk.tab.line.edit.textCursor()
        cursor.setPosition(typed.index(" and call"))
        desk.tab.line.edit.setTextCursor(cursor)
        desk.type(" soon")
    text = desk.tab.line.edit.toPlainText()
    cursor = desk.tab.line.edit.textCursor()
    cursor.setPosition(text.index(" and call"))
    desk.tab.line.edit.setTextCursor(cursor)
    QTest.keyClick(desk.tab.line.edit, Qt.Key.Key_Return, ALT)
    desk.settle()
    assert desk.texts == ["send the list" + (" soon" if edit_first else ""), "and call the plant"]
    first, second = desk.points
    assert (first.kind, first.owner) == (PointKind.ACTION, "SATO Emi"), "the promise stays with the first part"
    assert second.kind is PointKind.STATEMENT
    selected = desk.tab.view.selected()
    assert selected is not None
    assert selected.text == "and call the plant"
    for _ in range(2 if edit_first else 1):
        desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.texts == ["send the list and call the plant"]


def test_a_cut_at_the_edge_says_what_to_do(desk: Desk) -> None:
    desk.type("everything")
    QTest.keyClick(desk.tab.line.edit, Qt.Key.Key_Return, ALT)
    assert desk.notices()[-1] == "Put the cursor inside the line, where it is to be cut."
    assert desk.tab.line.edit.toPlainText() == "everything"


def test_i_keeps_a_line_inside_and_says_so_beside_it(desk: Desk) -> None:
    desk.enter("our minister was not pleased")
    into_list(desk, 0)
    desk.letter("i")
    assert desk.points[0].internal
    assert ("internal, never leaves", "violet") in row(desk).chips
    desk.letter("i")
    assert not desk.points[0].internal


def test_v_and_h_change_who_may_be_named(desk: Desk) -> None:
    desk.enter("@vidya the ministry cannot agree")
    into_list(desk, 0)
    desk.letter("v")
    desk.letter("h")
    (point,) = desk.points
    assert (point.departmental_view, point.anonymised) == (True, True)
    assert row(desk).facts.endswith("name withheld · departmental view")


def test_k_goes_through_the_answers_of_the_speaker(desk: Desk) -> None:
    desk.enter("@rao we will not wait")
    into_list(desk, 0)
    seen = []
    for _ in range(4):
        desk.letter("k")
        point = desk.points[0]
        seen.append((point.is_quote, point.quote_consent))
    assert seen == [
        (True, QuoteConsent.NOT_ASKED), (True, QuoteConsent.GIVEN), (True, QuoteConsent.REFUSED),
        (False, QuoteConsent.NOT_ASKED),
    ]  # fmt: skip


def test_a_quotation_without_consent_stands_in_the_way_of_the_approval(desk: Desk) -> None:
    desk.enter("d to go on", "@rao we will not wait")
    into_list(desk, 1)
    desk.letter("k")
    missing = [item.title for item in desk.tab.side.checks.list.rows.items if item.tone == "red"]
    assert missing == ["“we will not wait” is a quotation: ask the speaker, or name its public source."]


def test_b_writes_the_line_in_the_second_language(desk: Desk) -> None:
    desk.enter("d to exchange lists")
    into_list(desk, 0)
    desk.letter("b")
    assert "one language" in desk.notices()[-1]
    minutes = desk.container.services.minutes
    head = minutes.head(desk.record.id)
    minutes.set_head(desk.record.id, replace(head, second_language="ja"), head)
    desk.settle()
    assert ("日本語 text missing", "red") in row(desk).chips
    desk.letter("b")
    box = desk.tab.second_box
    assert box.isVisible()
    box.edit.setPlainText("リストを交換する。")
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    desk.settle()
    assert desk.points[0].text_second == "リストを交換する。"
    assert row(desk).second == "リストを交換する。"
    assert not row(desk).chips
    assert desk.tab.view.hasFocus()


def test_lines_bear_the_time_they_were_begun_while_people_talk(desk: Desk, talk: Talk) -> None:
    desk.enter("one")
    assert desk.points[0].said_at == talk.clock.now()
    assert row(desk).time == "18:29"
    later = talk.clock.now().replace(day=9)
    talk.clock.at = later
    desk.enter("written a week later")
    assert desk.points[1].said_at is None


def test_the_window_says_who_else_writes_in_a_line(desk: Desk, talk: Talk, open_desk: Callable[..., Desk]) -> None:
    desk.enter("one", "two")
    first = desk.points[0].id
    talk.container.services.locks.take("point", first, "another window")
    desk.tab.record.writers.look()
    holder = talk.container.store.actor
    assert (f"{holder} is writing here", "amber") in row(desk).chips
    into_list(desk, 0)
    desk.press(Qt.Key.Key_F2)
    assert desk.notices()[-1].startswith(f"{holder} is writing in this line.")
    desk.type(" and more")
    desk.press(Qt.Key.Key_Return)
    assert desk.texts[0] == "one and more", "a lock stops nobody"
    talk.container.services.locks.release("another window")
    desk.tab.record.writers.look()
    assert not row(desk).chips


def test_the_lock_of_an_edited_line_is_given_back(desk: Desk, talk: Talk) -> None:
    desk.enter("one")
    id = desk.points[0].id
    into_list(desk, 0)
    desk.press(Qt.Key.Key_F2)
    locks = talk.container.services.locks
    assert list(locks.holders("point", [id])) == [id]
    desk.press(Qt.Key.Key_Escape)
    assert locks.holders("point", [id]) == {}
