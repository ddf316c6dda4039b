"""A list as the hands meet it: arrows, letters, Enter; table and cards; nothing jumps."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest
from kit_rows import COLUMNS, card_of, row, rows
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.list_page import EmptyState, Filter, ListView, MasterDetail, PagedModel, Sort
from ui.kit.text import Button
from ui.theme import theme

FILTERS = (
    Filter("status", "Any status", [("held", "Held"), ("open", "Open")]),
    Filter("room", "Any room", [(1, "Room 1")]),
)


@pytest.fixture
def made(qtbot: QtBot) -> ListView:
    opened: list[str] = []
    empty = EmptyState("meetings", "No rows yet", "Rows will be here.", "Add a row", lambda: opened.append("x"))
    view = ListView("things", "Things", PagedModel(COLUMNS, card_of), FILTERS, empty)
    view.opened_by_empty = opened  # type: ignore[attr-defined]
    qtbot.addWidget(view)
    view.resize(800, 400)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def split(qtbot: QtBot, made: ListView) -> MasterDetail:
    both = MasterDetail(made, "things")
    both.set_detail(QLabel("The detail"))
    qtbot.addWidget(both)
    both.resize(1200, 500)
    both.show()
    qtbot.waitExposed(both)
    made.model.reset(None, rows(0, 30))
    return both


def test_object_names(made: ListView) -> None:
    for name in ("table", "cards", "count", "title", "filter.status", "filter.room", "filter.clear", "empty"):
        assert made.findChild(QWidget, f"things.{name}") is not None, name
    assert made.accessibleName() == made.table.accessibleName() == "Things"


def test_arrows_select_and_enter_opens(made: ListView, qtbot: QtBot) -> None:
    made.model.reset(None, rows(0, 30))
    assert made.select(0)
    with qtbot.waitSignal(made.selected, timeout=1000) as selected:
        qtbot.keyClick(made.table, Qt.Key.Key_Down)
    assert selected.args == [1]
    with qtbot.waitSignal(made.activated, timeout=1000) as opened:
        qtbot.keyClick(made.table, Qt.Key.Key_Return)
    assert opened.args == [1]
    with qtbot.waitSignal(made.looked_at, timeout=1000) as looked:
        qtbot.keyClick(made.table, Qt.Key.Key_Space)
    assert looked.args == [1]
    qtbot.keyClick(made.table, Qt.Key.Key_End)
    assert made.current_id() == 29
    qtbot.keyClick(made.table, Qt.Key.Key_Home)
    assert made.current_id() == 0


def test_a_double_click_opens(made: ListView, qtbot: QtBot) -> None:
    made.model.reset(None, rows(0, 30))
    with qtbot.waitSignal(made.activated, timeout=1000) as opened:
        spot = made.table.visualRect(made.model.index(2, 0)).center()
        qtbot.mouseClick(made.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        qtbot.mouseDClick(made.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened.args == [2]


def test_letters_find(made: ListView, qtbot: QtBot) -> None:
    made.model.reset(None, rows(0, 30))
    made.select(0)
    qtbot.keyClicks(made.table, "ar")
    assert made.current_id() == 4
    with qtbot.waitSignal(made.not_found, timeout=1000):
        qtbot.keyClicks(made.table, "zq")
    assert made.current_id() == 4


def test_the_program_s_own_steps_are_not_the_user_s(made: ListView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(made.selected), qtbot.assertNotEmitted(made.filters_changed):
        made.model.reset(None, rows(0, 30))
        assert made.select(12)
        assert not made.select(99)
        made.restore_state({"filters": {"status": "held"}, "current": 3})
        made.model.reset(None, rows(0, 20))
    assert made.filters.values() == {"status": "held"}


def test_the_row_keeps_its_height_on_the_screen(made: ListView) -> None:
    made.model.reset(array("q", range(1000)), rows(0, 200))
    made.model.set_page(200, rows(200, 800))
    made.select(400)
    made.table.verticalScrollBar().setValue(395 * theme.px(30))
    before = made.table.visualRect(made.model.index(400, 0)).top()
    made.model.reset(array("q", [5000, 5001, 5002, *range(1000)]), [])
    assert made.current_id() == 400
    assert made.table.visualRect(made.table.currentIndex()).top() == before


def test_sort_by_a_click_on_the_header(made: ListView, qtbot: QtBot) -> None:
    made.model.reset(None, rows(0, 5), Sort("title"))
    header = made.table.horizontalHeader()
    with qtbot.waitSignal(made.model.sort_requested, timeout=1000) as asked:
        spot = QPoint(header.sectionViewportPosition(0) + 20, 10)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args == ["title", True]
    made.model.reset(None, list(reversed(rows(0, 5))), Sort("title", True))
    assert header.isSortIndicatorShown()
    assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder


def test_what_stands_where_nothing_is(made: ListView, qtbot: QtBot) -> None:
    made.model.reset([], [])
    empty = made.findChild(EmptyState, "things.empty")
    assert isinstance(empty, EmptyState)
    assert empty.isVisible()
    empty.button.click()
    assert made.opened_by_empty == ["x"]  # type: ignore[attr-defined]
    made.filters.set_values({"status": "held"})
    made.model.reset((), [])
    nothing = made.findChild(EmptyState, "things.nothing")
    assert isinstance(nothing, EmptyState)
    assert nothing.isVisible()
    with qtbot.waitSignal(made.filters_changed, timeout=1000) as changed:
        nothing.button.click()
    assert changed.args == [{}]


def test_an_empty_list_is_empty_at_once(made: ListView) -> None:
    made.model.reset((), [])
    assert made.findChild(EmptyState, "things.empty").isVisible()  # type: ignore[union-attr]
    assert made.count.text() == "0"


def test_another_order_of_the_same_rows_is_shown_in_the_header(made: ListView) -> None:
    made.model.reset(None, rows(0, 3), Sort("title"))
    made.model.reset(None, rows(0, 3), Sort("room", True))
    header = made.table.horizontalHeader()
    assert header.sortIndicatorSection() == 1
    assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder


def test_columns_grow_with_the_letters(made: ListView, qapp: QApplication) -> None:
    theme.apply(qapp, theme.Scheme.LIGHT, 1.5)
    assert made.table.horizontalHeader().sectionSize(1) == 180
    assert made.table.verticalHeader().defaultSectionSize() == 45
    theme.apply(qapp, theme.Scheme.LIGHT, 1.0)
    assert made.table.horizontalHeader().sectionSize(1) == 120


def test_a_filter_by_the_keyboard(made: ListView, qtbot: QtBot) -> None:
    chip = made.filters.chips["status"]
    assert chip.text() == "Any status"
    actions = {action.text(): action for action in chip.fill_menu().actions()}
    with qtbot.waitSignal(made.filters_changed, timeout=1000) as changed:
        actions["Held"].trigger()
    assert changed.args == [{"status": "held"}]
    assert chip.text() == chip.accessibleName() == "Held"
    with qtbot.waitSignal(made.filters_changed, timeout=1000) as changed:
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert changed.args == [{}]


def test_the_list_folds_to_cards_beside_a_detail(split: MasterDetail, qtbot: QtBot) -> None:
    made = split.list
    made.add_action(Button("New"))
    assert made.table.isVisible()
    made.select(3)
    made.table.setFocus()
    split.open()
    assert made.is_compact()
    assert made.cards.isVisible()
    assert made.cards.hasFocus()
    assert abs(made.width() - 318) <= 2
    assert made.current_id() == 3
    with qtbot.waitSignal(made.selected, timeout=1000) as selected:
        qtbot.keyClick(made.cards, Qt.Key.Key_Down)
    assert selected.args == [4]
    split.close_detail()
    assert made.table.isVisible()
    assert made.current_id() == 4


def test_the_row_that_was_opened_stays_in_sight_among_the_cards(split: MasterDetail, qtbot: QtBot) -> None:
    made = split.list
    made.select(13)
    made.table.setFocus()
    split.open()
    view = made.cards

    def seen() -> None:
        row = view.visualRect(view.currentIndex())
        assert row.top() >= 0
        assert row.bottom() <= view.viewport().height()

    qtbot.waitUntil(seen)


def test_a_narrow_window_shows_the_detail_alone(split: MasterDetail, qtbot: QtBot) -> None:
    split.resize(900, 500)
    split.open()
    assert not split.list.isVisible()
    assert split.back.isVisible()
    with qtbot.waitSignal(split.detail_closed, timeout=1000):
        qtbot.keyClick(split.back, Qt.Key.Key_Space)
    assert split.list.isVisible()
    split.open()
    split.resize(1300, 500)
    qtbot.waitUntil(split.list.isVisible, timeout=1000)


def test_state_comes_back(split: MasterDetail, qtbot: QtBot) -> None:
    made = split.list
    header = made.table.horizontalHeader()
    header.moveSection(3, 0)
    header.resizeSection(1, 155)
    made.filters.set_values({"room": 1})
    made.select(7)
    made.model.reset(None, rows(0, 30), Sort("room", True))
    state = split.save_state()

    other = ListView("things", "Things", PagedModel(COLUMNS, card_of), FILTERS)
    both = MasterDetail(other, "things")
    qtbot.addWidget(both)
    other.model.reset(None, rows(0, 30))
    both.restore_state(state)
    assert other.table.horizontalHeader().logicalIndex(0) == 3
    assert other.table.horizontalHeader().sectionSize(1) == 155
    assert other.filters.values() == {"room": 1}
    assert other.wanted_sort == Sort("room", True)
    assert other.current_id() == 7


@pytest.mark.parametrize(
    "state",
    [{}, {"columns": 3}, {"columns": [{"key": "gone", "width": "wide"}, 5]}, {"sort": ["gone", 1], "current": []}],
)
def test_a_broken_state_does_no_harm(split: MasterDetail, state: dict[str, object]) -> None:
    split.restore_state(state)
    assert split.list.wanted_sort is None


def test_a_changed_row_is_painted_anew(made: ListView) -> None:
    made.model.reset(None, rows(0, 3))
    before = made.table.grab().toImage()
    made.model.put(1, replace(row(1), title="Quite another title"))
    assert made.table.grab().toImage() != before


def test_with_the_keys_in_the_list_a_row_is_under_them(made: ListView, qtbot: QtBot) -> None:
    told: list[object] = []
    made.selected.connect(told.append)
    made.activateWindow()
    qtbot.waitActive(made)
    made.setFocus(Qt.FocusReason.OtherFocusReason)
    made.model.reset(None, rows(0, 30))
    assert made.current_id() == 0
    assert made.untouched()
    assert not told  # nobody chose it
    with qtbot.waitSignal(made.activated, timeout=1000) as opened:
        qtbot.keyClick(made.table, Qt.Key.Key_Return)
    assert opened.args == [0]
    made.begin_at(12)
    assert made.current_id() == 12
    qtbot.keyClick(made.table, Qt.Key.Key_Down)
    made.begin_at(3)
    assert made.current_id() == 13  # chosen by hand, and so it stays
