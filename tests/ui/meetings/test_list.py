"""The list: found, narrowed, sorted, kept in place while others write, as quick with ten thousand as with ten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.core.enums import MeetingStatus
from tests.ui.meetings.world import NOW, Screen, World, press, settle
from ui.meetings.periods import bounds
from ui.shell.route import Route


def test_the_list_shows_all_meetings_by_their_start(screen: Screen) -> None:
    assert screen.titles() == ["Courtesy call", "Cell manufacturing", "Working lunch"]
    assert screen.page.list.count.text() == "3"


def test_a_card_says_when_where_and_how_many(screen: Screen) -> None:
    model = screen.page.model
    card = screen.page.presenter and model.index(1, 0).data(Qt.ItemDataRole.UserRole + 3)
    assert (card.title, card.line2, card.line3, card.chip_text) == (
        "Cell manufacturing",
        "Wed 9 July, 17:52–18:52 IST",
        "Room 2 · 3 + 2",
        "Confirmed",
    )


def test_a_meeting_under_way_says_now(world: World, qapp: object) -> None:
    world.meeting("Briefing", NOW - timedelta(minutes=10))
    screen = Screen(world)
    assert str(screen.page.model.index(1, 2).data()) == "Now"
    screen.end()


def test_the_header_sorts(screen: Screen) -> None:
    screen.page.list.table.horizontalHeader().sectionClicked.emit(1)
    settle()
    assert screen.titles() == ["Cell manufacturing", "Courtesy call", "Working lunch"]
    screen.page.list.table.horizontalHeader().sectionClicked.emit(1)
    settle()
    assert screen.titles() == ["Working lunch", "Courtesy call", "Cell manufacturing"]


@pytest.mark.parametrize(
    ("key", "value", "titles"),
    [
        ("period", "week", ["Cell manufacturing"]),
        ("period", "past", ["Courtesy call"]),
        ("period", "month", ["Cell manufacturing", "Working lunch"]),
        ("period", "today", []),
        ("period", "next7", ["Cell manufacturing"]),
        ("period", "coming", ["Cell manufacturing", "Working lunch"]),
        ("status", "confirmed", ["Courtesy call", "Cell manufacturing", "Working lunch"]),
        ("status", "held", []),
        ("kind", "working-lunch", ["Working lunch"]),
    ],
)
def test_a_chip_narrows_the_list(screen: Screen, key: str, value: str, titles: list[str]) -> None:
    chip = screen.page.list.filters.chips[key]
    action = next(action for action in chip.fill_menu().actions() if action.data() == (value,))
    action.trigger()
    settle()
    assert screen.titles() == titles


def test_a_person_is_picked_by_typing_in_any_script(screen: Screen) -> None:
    chip = screen.page.list.filters.chips["person"]
    chip.open_menu()
    press(chip.edit.edit, "山田")  # type: ignore[attr-defined]
    chip.edit.search_now()  # type: ignore[attr-defined]
    assert chip.edit.popup.isVisible()  # type: ignore[attr-defined]
    press(chip.edit.popup, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert screen.titles() == ["Cell manufacturing"]
    assert chip.text() == "YAMADA Haruo"
    screen.page.list.filters.clear()
    settle()
    assert len(screen.titles()) == 3


def test_words_find_a_meeting_by_a_participant_and_say_so_when_nothing_fits(screen: Screen) -> None:
    line = screen.page.filters.line
    press(line, "kanimozhi", Qt.Key.Key_Return)
    assert screen.titles() == ["Cell manufacturing"]
    line.clear()
    press(line, "zzz", Qt.Key.Key_Return)
    assert screen.titles() == []
    assert screen.page.list.findChild(type(screen.page.list._nothing), "meetings.nothing").isVisible()


def test_a_narrow_list_folds_the_chips_that_are_not_used(screen: Screen) -> None:
    chips = screen.page.list.filters.chips
    assert not chips["kind"].isHidden()
    screen.open("Cell manufacturing")
    assert chips["kind"].isHidden()
    assert not screen.page.filters.more.isHidden()
    assert not chips["status"].isHidden()


def test_what_others_write_arrives_and_the_place_is_kept(screen: Screen) -> None:
    screen.open("Cell manufacturing")
    screen.world.meeting("Breakfast", NOW + timedelta(days=1))
    settle()
    assert screen.titles() == ["Courtesy call", "Breakfast", "Cell manufacturing", "Working lunch"]
    row = screen.page.model.row(screen.page.list.view().currentIndex())
    assert row is not None
    assert row.title == "Cell manufacturing"


def test_filters_order_and_columns_are_remembered(screen: Screen) -> None:
    page = screen.page
    page.list.filters.chips["kind"].fill_menu().actions()[2].trigger()
    page.model.sort(1, Qt.SortOrder.DescendingOrder)
    settle()
    state = page.save_state()
    screen.window.settings.set_page("meetings", state)
    screen.window.rebuild()
    settle()
    assert screen.page is not page
    assert screen.page.list.filters.values() == page.list.filters.values() != {}
    assert screen.page.presenter.sort_order == ("title", True)


def test_ten_thousand_meetings_open_with_their_first_page(world: World, qapp: object, qtbot: QtBot) -> None:
    store = world.container.store
    from_id = world.ids["Working lunch"]
    with store.write() as work:
        connection = work.session.connection()
        columns = [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(meeting)")]
        taken = ", ".join("'m' || n" if column == "id" else "'Talk ' || n" if column == "title" else column
                          for column in columns)  # fmt: skip
        connection.exec_driver_sql(
            f"INSERT INTO meeting ({', '.join(columns)}) WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 "
            f"FROM c WHERE n < 10000) SELECT {taken} FROM meeting, c WHERE id = ?",
            (from_id,),
        )
    screen = Screen(world)
    model = screen.page.model
    assert model.rowCount() == 10003
    assert screen.titles()[:2] == ["Courtesy call", "Cell manufacturing"]
    screen.page.list.table.scrollToBottom()
    qtbot.waitUntil(lambda: model.row(10002) is not None)
    screen.end()


def test_enter_opens_and_escape_goes_back_to_the_list(screen: Screen) -> None:
    view = screen.page.list.view()
    view.setCurrentIndex(screen.page.model.index(1, 0))
    press(view, Qt.Key.Key_Return)
    assert screen.detail.title.text() == "Cell manufacturing"
    assert screen.window.windowTitle().startswith("Meetings") or "Cell" in screen.page.title()
    press(screen.detail, Qt.Key.Key_Escape)
    assert not screen.page.split.is_open()


def test_a_route_opens_a_part(screen: Screen) -> None:
    screen.window.navigation.go(Route("meetings", screen.world.ids["Cell manufacturing"], "people", "meeting"))
    settle()
    assert screen.detail.part() == "people"


def test_a_meeting_that_is_gone_closes(screen: Screen) -> None:
    screen.open("Working lunch")
    screen.container.services.meetings.remove(screen.world.ids["Working lunch"])
    settle()
    assert not screen.page.split.is_open()
    assert "Working lunch" not in screen.titles()


def test_periods_begin_at_midnight_of_the_mission() -> None:
    since, until = bounds("week", NOW, "Asia/Kolkata")
    assert since is not None
    assert until is not None
    assert since.isoformat() == "2025-07-06T18:30:00+00:00"
    assert until - since == timedelta(days=7)
    assert bounds("month", NOW.replace(month=12), "UTC")[1] == NOW.replace(year=2026, month=1, day=1, hour=0, minute=0)
    assert bounds("", NOW, "UTC") == (None, None)


def test_the_row_follows_its_status(screen: Screen) -> None:
    screen.container.services.meetings.move(screen.world.ids["Courtesy call"], MeetingStatus.HELD)
    settle()
    assert screen.page.model.index(0, 2).data() == "Held"


def test_control_b_puts_the_list_away_and_brings_it_back(screen: Screen) -> None:
    detail = screen.open("Cell manufacturing", "agenda")
    page = screen.page
    assert page.list.isVisible()
    assert screen.window.actions_registry.trigger("meetings.fold")
    assert not page.list.isVisible()
    assert detail.isVisible()
    assert screen.window.actions_registry.trigger("meetings.fold")
    assert page.list.isVisible()
    screen.window.actions_registry.trigger("meetings.fold")
    page.split.close_detail()
    assert page.list.isVisible(), "without a detail there is nothing to make room for"


def test_the_list_leads_to_the_import_of_registers(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, object]] = []

    def go(page: str, extra: object = None) -> None:
        asked.append((page, extra))

    monkeypatch.setattr(screen.window.navigation, "open", go)
    button = screen.page.findChild(QPushButton, "meetings.import")
    assert button is not None
    button.setFocus()
    press(button, Qt.Key.Key_Space)
    assert asked == [("import", {"kind": "meetings"})]
