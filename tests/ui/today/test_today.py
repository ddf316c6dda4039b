"""Today at a fixed time over a real store: both zones, what is on, what is late, and empty days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QBoxLayout
from pytestqt.qtbot import QtBot

from app.core.enums import MeetingKind, MeetingRule, MeetingStatus
from app.services.followups import FollowupDraft
from app.services.people import PersonDraft, PersonNameDraft
from tests.ui.embassy import DAY, Embassy
from ui.today.lines import LINE_ROLE
from ui.today.page import LinesCard, Page
from ui.today.presenter import Line, due_lines, read

HOUR = timedelta(hours=1)


@pytest.fixture
def page(qtbot: QtBot, embassy: Embassy) -> Page:
    """Today on the screen, over whatever the test put into the store before."""
    made = Page(embassy.desk, embassy.host)
    embassy.host.layout().addWidget(made)
    return made


def show(qtbot: QtBot, embassy: Embassy) -> None:
    embassy.host.show()
    embassy.host.activateWindow()
    qtbot.waitActive(embassy.host)


def lines(card: LinesCard) -> list[Line]:
    return [card.list.lines.index(row).data(LINE_ROLE) for row in range(card.list.lines.rowCount())]


def chips(line: Line) -> list[str]:
    return [text for text, _ in line.chips]


def test_times_stand_in_both_zones_and_the_day_is_said(qtbot: QtBot, embassy: Embassy, page: Page) -> None:
    embassy.meeting("Working dinner", 1.6 * HOUR)
    embassy.meeting("Late call", 6 * HOUR)
    show(qtbot, embassy)
    first, late = lines(page.next)
    assert (first.time, first.other) == ("19:28", "22:58")
    # 23:52 in New Delhi is the next day in Tokyo.
    assert (late.time, late.other) == ("23:52", "03:22 Tue")
    assert page.heading.text() == "Monday 7 July"
    assert page.next.corner.text().split() == ["IST", "JST"]


def test_what_is_on_now_stands_first_and_tomorrow_under_its_day(qtbot: QtBot, embassy: Embassy, page: Page) -> None:
    embassy.meeting("Tomorrow's talk", 16 * HOUR, agenda=("Lists",))
    now = embassy.meeting("Closed-door session", -HOUR / 4, rule=MeetingRule.CHATHAM_HOUSE)
    embassy.meeting("Over since an hour", -3 * HOUR)
    embassy.meeting("In two days", 40 * HOUR)
    embassy.meeting("Next month", timedelta(days=30))
    show(qtbot, embassy)
    shown = lines(page.next)
    assert [line.title for line in shown] == ["Closed-door session", "Tomorrow's talk"]
    assert [line.running for line in shown] == [True, False]
    assert [line.day for line in shown] == ["", "Tomorrow, Tue 8 July"]
    assert shown[0].detail == "Room 2 · Chatham House Rule"
    assert "Now" in chips(shown[0])
    assert [line.title for line in lines(page.later)] == ["In two days"]
    page.next.list.setFocus()
    qtbot.keyClick(page.next.list, Qt.Key.Key_Return)
    assert embassy.last is not None
    assert (embassy.last.kind, embassy.last.id, embassy.last.part) == ("meeting", now, "record")


def test_chips_say_what_a_coming_meeting_lacks(qtbot: QtBot, embassy: Embassy, page: Page) -> None:
    people = {embassy.person("SATO Emi", "JP"): "JP", embassy.person("Kanimozhi"): "IN"}
    embassy.meeting("Nobody yet", HOUR, agenda=("One",))
    embassy.meeting("No agenda yet", 2 * HOUR, people=people, status=MeetingStatus.TENTATIVE)
    embassy.meeting("Ready", 3 * HOUR, people=people, agenda=("One",))
    embassy.meeting("Reception", 4 * HOUR, people=people, kind=MeetingKind.RECEPTION)
    show(qtbot, embassy)
    said = {line.title: chips(line) for line in lines(page.next)}
    assert said == {
        "Nobody yet": ["Nobody listed", "Confirmed"],
        "No agenda yet": ["No agenda", "Tentative"],
        "Ready": ["Confirmed"],
        "Reception": ["Confirmed"],
    }
    assert lines(page.next)[2].detail == "Room 2 · 1 + 1"


def test_promises_most_overdue_first_with_side_and_days(qtbot: QtBot, embassy: Embassy, page: Page) -> None:
    embassy.promise("Draft NDA", 9, code="CM4")
    embassy.promise("Bilingual record", -3, code="CM9")
    embassy.promise("Photo permission", 2, "IN", "plant liaison", code="CM6")
    done = embassy.promise("Note verbale", -5)
    embassy.container.services.followups.done(done, "0187")
    show(qtbot, embassy)
    shown = lines(page.due)
    assert [(line.code, line.chips) for line in shown] == [
        ("CM9", (("3 days overdue", "red"),)),
        ("CM6", (("due in 2 days", "amber"),)),
        ("CM4", (("due in 9 days", "neutral"),)),
    ]
    assert [line.detail for line in shown] == [
        "us · Economic section · due Fri 4 July",
        "them · plant liaison · due Wed 9 July",
        "us · Economic section · due Wed 16 July",
    ]
    qtbot.mouseClick(
        page.due.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=page.due.list.visualRect(page.due.list.lines.index(1)).center(),
    )
    assert embassy.last is not None
    assert embassy.last.kind == "followup"


def test_a_promise_without_owner_is_red(embassy: Embassy) -> None:
    meeting = embassy.meeting("Held", -3 * HOUR)
    embassy.recorded_promise(meeting, "Arrange talks")
    found = read(embassy.desk.queries)
    row = found.today.due[0]
    line = due_lines(found.today, embassy.desk.mission)[0]
    assert ("no owner", "red") not in line.chips
    draft = embassy.container.services.minutes.point(row.source_point_id or "")
    point = type(draft)(text=draft.text, kind=draft.kind, side="JP", due_on=draft.due_on)
    embassy.container.services.minutes.update_point(row.source_point_id or "", point)
    line = due_lines(read(embassy.desk.queries).today, embassy.desk.mission)[0]
    assert ("no owner", "red") in line.chips


def test_behind_six_promises_a_link_counts_the_rest(qtbot: QtBot, embassy: Embassy, page: Page) -> None:
    for number in range(20):
        embassy.promise(f"Promise {number}", number - 14)
    show(qtbot, embassy)
    assert len(lines(page.due)) == 6
    assert page.due.more.text() == "14 more"
    assert "14 promises are overdue" in page.facts.accessibleName()
    page.due.more.click()
    assert embassy.last is not None
    assert embassy.last.page == "followups"


def test_held_meetings_without_a_record_and_visits_with_open_rules(qtbot: QtBot, embassy: Embassy, page: Page) -> None:
    embassy.meeting("Opening", -8 * HOUR)
    drafted = embassy.meeting("Panel", -6 * HOUR)
    embassy.recorded_promise(drafted, "Send the list")
    host = embassy.organisation("LOHUM Cleantech")
    visit = embassy.visit("LOHUM plant", host_organisation_id=host, visit_on=DAY + timedelta(days=1))
    show(qtbot, embassy)
    assert [(line.title, line.detail, chips(line)) for line in lines(page.unwritten)] == [
        ("Panel", "ended 5 h ago · Room 2", ["Draft"]),
        ("Opening", "ended 7 h ago · Room 2", ["No record yet"]),
    ]
    assert [(line.detail, line.chips) for line in lines(page.visits)] == [
        ("Tue 8 July · LOHUM Cleantech", (("4 rules unanswered", "red"),))
    ]
    assert lines(page.visits)[0].route == ("visit", visit, "")


def test_an_empty_store_offers_the_one_action(qtbot: QtBot, embassy: Embassy, page: Page) -> None:
    show(qtbot, embassy)
    assert all(not card.list.isVisible() and card.empty.isVisible() for card in page.cards)
    assert page.facts.accessibleName() == "Nothing presses today"
    page.next.button.click()
    page.due.button.click()
    page.visits.button.click()
    assert [(route.page, route.kind, "new" in route.extra) for route in embassy.arrived] == [
        ("meetings", "", True),
        ("followups", "", True),
        ("followups", "visit", True),
    ]


def test_a_change_shows_at_once_and_the_clock_moves_meetings(qtbot: QtBot, embassy: Embassy, page: Page) -> None:
    show(qtbot, embassy)
    embassy.meeting("Dinner", HOUR, minutes=60)
    embassy.desk.bridge.flush()
    assert [line.running for line in lines(page.next)] == [False]
    embassy.clock.advance(timedelta(minutes=61))
    page.refresh()
    assert [line.running for line in lines(page.next)] == [True]
    embassy.clock.advance(timedelta(minutes=60))
    page.refresh()
    assert [line.title for line in lines(page.unwritten)] == ["Dinner"]


def test_the_line_under_the_hand_stays_when_others_come(qtbot: QtBot, embassy: Embassy, page: Page) -> None:
    embassy.promise("Second", 5)
    show(qtbot, embassy)
    page.due.list.setFocus()
    qtbot.keyClick(page.due.list, Qt.Key.Key_Home)
    embassy.promise("First", -1)
    embassy.desk.bridge.flush()
    assert page.due.list.currentIndex().data() == "Second"
    assert page.due.list.currentIndex().row() == 1


def test_a_hidden_page_reads_when_it_is_shown(qtbot: QtBot, embassy: Embassy, page: Page) -> None:
    show(qtbot, embassy)
    page.hide()
    embassy.promise("Thank-you letters", 0)
    embassy.desk.bridge.flush()
    assert lines(page.due) == []
    page.show()
    assert [line.title for line in lines(page.due)] == ["Thank-you letters"]


def test_one_column_in_a_narrow_window(qtbot: QtBot, embassy: Embassy, page: Page) -> None:
    show(qtbot, embassy)
    assert page._columns.direction() is QBoxLayout.Direction.LeftToRight
    embassy.host.resize(920, 600)
    qtbot.waitUntil(lambda: page._columns.direction() is QBoxLayout.Direction.TopToBottom)


def test_lists_are_named_and_pass_qts_tester(qtbot: QtBot, embassy: Embassy, page: Page) -> None:
    embassy.story()
    show(qtbot, embassy)
    for card in page.cards:
        assert card.list.accessibleName() == card.heading.text()
        QAbstractItemModelTester(card.list.lines, QAbstractItemModelTester.FailureReportingMode.Fatal)
    said = page.next.list.lines.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("17:44, 21:14, Closed-door: cell manufacturing and finance")
    embassy.container.services.followups.create(
        FollowupDraft(title="<b>bold</b> & more", side="JP", owner_text="x", due_on=DAY)
    )
    embassy.desk.bridge.flush()
    assert any(line.title == "<b>bold</b> & more" for line in lines(page.due))


def test_a_quiet_week_has_room_for_what_is_not_written_up(qtbot: QtBot, embassy: Embassy, page: Page) -> None:
    for day in range(1, 5):
        embassy.meeting(f"Held {day}", -24 * day * HOUR)
        embassy.promise(f"Promise {day}", due=day)
    embassy.host.resize(1366, 700)
    show(qtbot, embassy)
    qtbot.waitUntil(lambda: page.unwritten.x() == page.next.x(), timeout=2000)
    assert page.unwritten.y() > page.later.y()
    assert page.page_scroll.verticalScrollBar().maximum() == 0
    for hour in range(1, 12):
        embassy.meeting(f"Talk {hour}", hour * HOUR)
    page.refresh()
    qtbot.waitUntil(lambda: page.unwritten.x() == page.due.x(), timeout=2000)


def test_whose_contact_is_due_stands_there_and_opens(qtbot: QtBot, embassy: Embassy, page: Page) -> None:
    show(qtbot, embassy)
    assert not page.contacts.isVisible()
    people = embassy.container.services.people
    never = people.create(
        PersonDraft(names=(PersonNameDraft("Vidya Sharma"),), cadence_days=30, relationship_owner="Economic section")
    ).id
    met = people.create(PersonDraft(names=(PersonNameDraft("S. K. Rao"),), cadence_days=7)).id
    panel = embassy.meeting("Panel", -240 * HOUR, people={met: "IN"})
    embassy.container.services.meetings.move(panel, MeetingStatus.HELD)
    embassy.desk.bridge.flush()
    page.refresh()
    assert page.contacts.isVisible()
    first, second = lines(page.contacts)
    assert (first.title, chips(first)) == ("S. K. Rao", ["3 days overdue"])
    assert (second.title, second.detail) == ("Vidya Sharma", "never met · every 30 days · Economic section")
    page.contacts.list.setFocus()
    qtbot.keyClick(page.contacts.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.contacts.list, Qt.Key.Key_Return)
    assert embassy.last is not None
    assert (embassy.last.kind, embassy.last.id) == ("person", never)
