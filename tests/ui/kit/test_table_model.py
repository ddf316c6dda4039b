"""The list's model: any length, pages on demand, words computed once."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest
from kit_rows import COLUMNS, Row, card_of, row, rows, title_of
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.kit.table_model import KEPT_PAGES, PAGE_ROWS, CardText, Column, PagedModel, Roles, Sort


@pytest.fixture
def model(qtbot: QtBot) -> PagedModel:
    return PagedModel(COLUMNS, card_of)


def shown(model: PagedModel, at: int, column: int = 0) -> str:
    return str(model.data(model.index(at, column)))


def test_qt_finds_no_fault(model: PagedModel, qtmodeltester: ModelTester) -> None:
    model.reset(array("q", range(500)), rows(0, 200))
    qtmodeltester.check(model)
    model.set_page(200, rows(200, 200))
    model.reset(array("q", range(3)), rows(0, 3), Sort("room"))
    model.retranslate()
    model.reset([], [])


def test_a_million_rows_are_known_and_few_are_held(model: PagedModel, qtbot: QtBot) -> None:
    asked: list[tuple[int, int]] = []
    model.need_page.connect(lambda first, count: asked.append((first, count)))
    model.reset(array("q", range(1_000_000)), rows(0, 200))
    assert model.rowCount() == 1_000_000
    assert model.id_at(999_999) == 999_999
    assert model.find(654_321) == 654_321
    assert shown(model, 0) == "Panel: recycling"
    assert asked == []
    assert shown(model, 700_123) == ""
    assert model.data(model.index(700_123, 0), Roles.CARD) is None
    assert shown(model, 700_124) == ""
    qtbot.waitUntil(lambda: bool(asked), timeout=1000)
    assert asked == [(700_000, 200)]
    model.set_page(700_000, rows(700_000, 200))
    assert shown(model, 700_123, 3) == "700123"
    assert model.row(700_123) == row(700_123)


def test_the_last_page_is_asked_for_with_its_own_length(model: PagedModel, qtbot: QtBot) -> None:
    model.reset(array("q", range(450)), rows(0, 200))
    with qtbot.waitSignal(model.need_page, timeout=1000) as asked:
        shown(model, 449)
    assert asked.args == [400, 50]


def test_a_failed_page_is_asked_for_again(model: PagedModel, qtbot: QtBot) -> None:
    model.reset(array("q", range(450)), rows(0, 200))
    with qtbot.waitSignal(model.need_page, timeout=1000):
        shown(model, 300)
    model.page_failed(200)
    with qtbot.waitSignal(model.need_page, timeout=1000) as asked:
        shown(model, 300)
    assert asked.args == [200, 200]


def test_only_so_many_pages_are_kept(model: PagedModel) -> None:
    count = (KEPT_PAGES + 2) * PAGE_ROWS
    model.reset(array("q", range(count)), rows(0, 200))
    for first in range(0, count, PAGE_ROWS):
        model.set_page(first, rows(first, PAGE_ROWS))
    held = sum(model.row(first) is not None for first in range(0, count, PAGE_ROWS))
    assert held == KEPT_PAGES
    assert model.row(count - 1) is not None
    assert model.row(0) is None


def test_words_are_computed_once_a_page(qtbot: QtBot) -> None:
    calls: list[int] = []

    def counted(shown_row: Row) -> str:
        calls.append(shown_row.id)
        return shown_row.title

    model = PagedModel((Column("title", "Title", 0, counted),))
    model.reset(None, rows(0, 50))
    for _ in range(5):
        for at in range(50):
            model.data(model.index(at, 0))
    assert len(calls) == 50


def test_a_short_list_needs_no_ids(model: PagedModel) -> None:
    model.reset(None, [row(7), row(3)])
    assert [model.id_at(0), model.id_at(1), model.id_at(2)] == [7, 3, None]
    assert model.find(3) == 1
    assert model.find(99) == -1


def test_text_ids(qtbot: QtBot) -> None:
    model = PagedModel(COLUMNS)
    model.reset(["a", "b"], [replace(row(0), id="a"), replace(row(1), id="b")])  # type: ignore[arg-type]
    assert model.find("b") == 1
    assert model.find("c") == -1


def test_numbers_do_not_look_for_texts(model: PagedModel) -> None:
    model.reset(array("q", range(5)), [])
    assert model.find("a") == -1


def test_the_same_ids_are_a_refresh_and_nothing_moves(model: PagedModel, qtbot: QtBot) -> None:
    model.reset(array("q", range(300)), rows(0, 200))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged, timeout=1000):
        model.reset(array("q", range(300)), [replace(row(0), title="New title"), *rows(1, 199)])
    assert shown(model, 0) == "New title"


def test_stale_rows_stay_until_new_ones_come(model: PagedModel, qtbot: QtBot) -> None:
    model.reset(None, rows(0, 10))
    model.invalidate()
    with qtbot.waitSignal(model.need_page, timeout=1000) as asked:
        assert shown(model, 0) == "Panel: recycling"
    assert asked.args == [0, 10]


def test_one_row_is_replaced_in_place(model: PagedModel) -> None:
    model.reset(None, rows(0, 10))
    assert model.put(4, replace(row(4), title="Changed"))
    assert shown(model, 4) == "Changed"
    assert not model.put(99, row(99))


def test_sorting_is_asked_for_and_done_by_others(model: PagedModel, qtbot: QtBot) -> None:
    model.reset(None, rows(0, 10), Sort("title"))
    with qtbot.waitSignal(model.sort_requested, timeout=1000) as asked:
        model.sort(1, Qt.SortOrder.DescendingOrder)
    assert asked.args == ["room", True]
    assert model.sort_order == Sort("title")
    with qtbot.assertNotEmitted(model.sort_requested):
        model.sort(2)  # a column that cannot be sorted
        model.sort(0)  # the order that is there already


def test_roles(model: PagedModel) -> None:
    model.reset(None, rows(0, 3))
    assert model.data(model.index(1, 2), Roles.TONE) == "accent"
    assert model.data(model.index(1, 0), Roles.TONE) is None
    assert model.data(model.index(2, 0), Roles.ID) == 2
    assert model.data(model.index(2, 0), Roles.ROW) == row(2)
    assert model.data(model.index(2, 0), Roles.CARD) == card_of(row(2))
    assert model.data(model.index(1, 1), Qt.ItemDataRole.AccessibleTextRole) == "Room: Room 2"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Title"
    right = Qt.AlignmentFlag(model.data(model.index(0, 3), Qt.ItemDataRole.TextAlignmentRole))
    assert right & Qt.AlignmentFlag.AlignRight


def test_without_a_card_function_the_first_columns_make_the_card(qtbot: QtBot) -> None:
    model = PagedModel((Column("title", "Title", 0, title_of),))
    model.reset(None, rows(0, 1))
    assert model.data(model.index(0, 0), Roles.CARD) == CardText("Panel: recycling")


def test_find_text_goes_on_from_the_row_and_around(model: PagedModel) -> None:
    model.reset(None, rows(0, 12))
    assert model.find_text("cell", -1) == 2
    assert model.find_text("cell", 2) == 8
    assert model.find_text("CELL", 8) == 2
    assert model.find_text("recyc", -1) == 0  # a later word
    assert model.find_text("बैट", -1) == 5
    assert model.find_text("zzz", -1) == -1
