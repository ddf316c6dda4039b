"""The room while people talk: who came and left, the clock against the agenda, the texts beside the lines."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.enums import Attendance, RecordKind
from tests.ui.minutes.conftest import Desk
from tests.ui.minutes.talk import Talk
from ui.minutes.rows import HeadingRow

CTRL = Qt.KeyboardModifier.ControlModifier


def who(desk: Desk, name: str) -> None:
    """F4, a name, Enter."""
    desk.press(Qt.Key.Key_F4)
    box = desk.tab.attending.box
    assert box.isVisible()
    QTest.keyClicks(box.edit.edit, name)
    box.edit.search_now()
    desk.settle()
    QTest.keyClick(box.edit.popup, Qt.Key.Key_Return)
    desk.settle()


def say(desk: Desk, key: Qt.Key) -> None:
    """A letter to the second step."""
    QTest.keyClick(desk.tab.attending.box, key)
    desk.settle()
    QTest.qWait(0)


def rows(desk: Desk, talk: Talk) -> dict[str, object]:
    return {row.person.shown(): row for row in talk.container.queries.meetings.get(talk.meeting).participants}


def test_somebody_arrives_by_five_keys_and_the_card_says_so(desk: Desk, talk: Talk) -> None:
    who(desk, "mehta")
    say(desk, Qt.Key.Key_A)
    row = rows(desk, talk)["Mehta"]
    assert (row.status, row.arrived_at) == (Attendance.ATTENDED, talk.clock.now())  # type: ignore[attr-defined]
    notes = {item.title: item.note for item in desk.tab.side.present.list.rows.items}
    assert notes["Mehta"] == "arrived 18:29"
    assert desk.tab.side.present.count.text() == "7 of 7"
    assert desk.tab.line.edit.hasFocus(), "the typing goes on"
    assert desk.notices()[-1] == "Arrived: Mehta."


def test_somebody_leaves_at_a_time_that_is_typed(desk: Desk, talk: Talk) -> None:
    who(desk, "rao")
    box = desk.tab.attending.box
    QTest.keyClick(box, Qt.Key.Key_1)
    QTest.keyClicks(box.time, "8:10")
    QTest.keyClick(box.time, Qt.Key.Key_L)
    desk.settle()
    row = rows(desk, talk)["S. K. Rao"]
    assert row.status is Attendance.LEFT_EARLY  # type: ignore[attr-defined]
    assert row.left_at.strftime("%H:%M") == "12:40"  # type: ignore[attr-defined]


def test_a_time_that_is_none_is_said_in_the_box(desk: Desk, talk: Talk) -> None:
    who(desk, "rao")
    box = desk.tab.attending.box
    box.time.setText("25:00")
    say(desk, Qt.Key.Key_L)
    assert "25:00" in box.problem.text()
    assert box.isVisible()
    assert rows(desk, talk)["S. K. Rao"].left_at is None  # type: ignore[attr-defined]


def test_a_stranger_walks_in_on_the_side_that_is_said(desk: Desk, talk: Talk) -> None:
    who(desk, "Tanaka Ken")
    say(desk, Qt.Key.Key_2)
    row = next(row for name, row in rows(desk, talk).items() if "anaka" in name.lower())
    assert (row.status, row.side) == (Attendance.WALK_IN, "IN")  # type: ignore[attr-defined]


def test_another_comes_instead_of_somebody(desk: Desk, talk: Talk) -> None:
    who(desk, "vidya")
    say(desk, Qt.Key.Key_R)
    box = desk.tab.attending.box
    QTest.keyClicks(box.edit.edit, "Deputy Person")
    box.edit.search_now()
    desk.settle()
    QTest.keyClick(box.edit.popup, Qt.Key.Key_Return)
    desk.settle()
    row = rows(desk, talk)["Vidya Sharma"]
    assert "eputy" in row.represented_by.lower()  # type: ignore[attr-defined]
    assert any("instead" in item.note for item in desk.tab.side.present.list.rows.items)


def test_escape_leaves_everything_as_it_was(desk: Desk, talk: Talk) -> None:
    before = rows(desk, talk)
    desk.press(Qt.Key.Key_F4)
    box = desk.tab.attending.box
    box.edit.popup.hide()
    QTest.keyClick(box.edit.edit, Qt.Key.Key_Escape)
    QTest.qWait(0)
    assert not box.isVisible()
    assert rows(desk, talk) == before
    assert desk.tab.line.edit.hasFocus()


def heading(desk: Desk, no: int) -> HeadingRow:
    found = [row for row in desk.tab.view.rows.rows if isinstance(row, HeadingRow)]
    return found[no]


def test_f8_starts_the_clock_and_goes_on_to_the_next_item(desk: Desk, talk: Talk) -> None:
    desk.press(Qt.Key.Key_F8)
    assert heading(desk, 0).planned == "running: 0 of 20 min"
    talk.clock.at = talk.clock.now() + timedelta(minutes=17)
    desk.tab._tick()
    assert (heading(desk, 0).planned, heading(desk, 0).tone) == ("17 of 20 min, 3 left", "amber")
    talk.clock.at = talk.clock.now() + timedelta(minutes=5)
    desk.tab._tick()
    assert (heading(desk, 0).planned, heading(desk, 0).tone) == ("22 of 20 min, 2 over", "red")
    desk.press(Qt.Key.Key_F8)
    assert (heading(desk, 0).planned, heading(desk, 0).tone) == ("took 22 of 20 min", "amber")
    assert heading(desk, 1).planned == "running: 0 of 20 min"
    assert desk.tab.record.place.item_id == talk.items[1], "the line goes along"
    desk.press(Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert heading(desk, 1).planned == "took 0 of 20 min"


def test_the_agenda_stands_at_the_left_where_there_is_room(desk: Desk, talk: Talk) -> None:
    desk.window.resize(1800, 900)
    desk.settle()
    rail = desk.tab.rail
    assert rail.isVisible()
    assert [item.title for item in rail.list.rows.rows][1:] == ["Finance", "Next steps"]
    desk.enter("one")
    assert [item.lines for item in rail.list.rows.rows] == [1, 0, 0]
    rail.list.clicked.emit(rail.list.rows.index(1))
    desk.enter("two")
    assert [point.agenda_item_id for point in desk.points] == [talk.items[0], talk.items[1]]
    desk.window.resize(1150, 768)
    desk.settle()
    assert not rail.isVisible()


def test_a_record_of_discussion_has_its_summary_and_a_comment_that_stays(desk: Desk, talk: Talk) -> None:
    desk.enter("of the minutes")
    desk.tab.acts.show_kind(RecordKind.RECORD_OF_DISCUSSION)
    desk.settle()
    assert desk.tab.head.kind.text() == "Record of discussion"
    assert desk.tab.blocks["summary"].isVisible()
    missing = [item.title for item in desk.tab.side.checks.list.rows.items if item.tone == "red"]
    assert "The summary is missing: five lines that can be read alone." in missing
    desk.tab.acts.lead("summary")
    edit = desk.tab.blocks["summary"].edit
    assert edit.hasFocus()
    QTest.keyClicks(edit, "They will talk again.")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    desk.settle()
    comment = desk.tab.blocks["comment"].edit
    comment.setFocus()
    QTest.keyClicks(comment, "They were in a hurry.")
    QTest.keyClick(comment, Qt.Key.Key_Return, CTRL)
    desk.settle()
    stored = talk.container.queries.minutes.of_meeting(talk.meeting, RecordKind.RECORD_OF_DISCUSSION)
    assert stored is not None
    assert (stored.summary, stored.comment) == ("They will talk again.", "They were in a hurry.")
    assert desk.tab.line.edit.hasFocus()
    desk.enter("of the discussion")
    desk.tab.acts.show_kind(RecordKind.MINUTES)
    desk.settle()
    assert desk.texts == ["of the minutes"]
    assert not desk.tab.blocks["comment"].isVisible()


def test_a_comment_that_was_not_saved_comes_back_after_a_crash(desk: Desk, talk: Talk) -> None:
    desk.tab.acts.show_kind(RecordKind.NOTE_FOR_FILE)
    desk.settle()
    edit = desk.tab.blocks["comment"].edit
    edit.setFocus()
    QTest.keyClicks(edit, "half a thou")
    desk.tab.record.keeper.flush()
    kept = {one.field: one.text for one in talk.container.services.unsaved.all("record", talk.meeting)}
    assert kept == {"block:comment": "half a thou"}


def test_the_paper_beside_the_lines_follows_them(desk: Desk) -> None:
    desk.window.resize(1800, 900)
    desk.settle()
    desk.press(Qt.Key.Key_F9)
    preview = desk.tab.preview
    assert preview.isVisible()
    before = preview.pdf
    assert before is not None
    assert before.startswith(b"%PDF")
    desk.enter("d to exchange lists")
    assert preview.pdf == before, "no key waits for the paper"
    preview.make()
    assert preview.pdf != before
    desk.press(Qt.Key.Key_F9)
    assert not preview.isVisible()
