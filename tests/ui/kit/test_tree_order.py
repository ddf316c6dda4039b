"""A tree shown as a list: order, depth, folding, and what a filter leaves of it."""

from __future__ import annotations

from ui.kit.table_model import Level
from ui.kit.tree_order import UNFOLDED_UP_TO, TreeOrder

METI, AGENCY, DIVISION, DESK, TATA = 1, 2, 3, 4, 5
PARENTS = {AGENCY: METI, DIVISION: AGENCY, DESK: DIVISION}
BY_NAME = (AGENCY, DESK, DIVISION, METI, TATA)


def made(matching: tuple[int, ...] | None = None) -> TreeOrder:
    order = TreeOrder()
    order.load(BY_NAME, PARENTS, matching)
    return order


def test_what_stands_under_something_follows_it_one_step_deeper() -> None:
    order = made()
    assert list(order.rows()) == [METI, AGENCY, DIVISION, DESK, TATA]
    assert [order.level_of(id) for id in (METI, DESK, TATA)] == [Level(0, True), Level(3, None), Level(0, None)]


def test_a_folded_row_hides_all_below_it_and_unfolds_as_it_was() -> None:
    order = made()
    order.fold(DIVISION, False)
    order.fold(METI, False)
    assert list(order.rows()) == [METI, TATA]
    assert order.level_of(METI) == Level(0, False)
    order.fold(METI, True)
    assert list(order.rows()) == [METI, AGENCY, DIVISION, TATA]


def test_a_filter_keeps_what_stands_above_and_says_so() -> None:
    order = made((DIVISION,))
    assert list(order.rows()) == [METI, AGENCY, DIVISION]
    assert order.level_of(METI) == Level(0, True, in_passing=True)
    assert order.level_of(DIVISION) == Level(2, None, in_passing=False)


def test_a_long_tree_begins_folded_and_reveals_what_is_asked_for() -> None:
    many = range(100, 100 + UNFOLDED_UP_TO)
    order = TreeOrder()
    order.load((*BY_NAME, *many), PARENTS)
    assert list(order.rows())[:3] == [METI, TATA, 100]
    assert order.reveal(DIVISION)
    assert list(order.rows())[:4] == [METI, AGENCY, DIVISION, TATA]
    assert not order.reveal(DIVISION)


def test_one_whose_parent_is_gone_stands_at_the_top() -> None:
    order = TreeOrder()
    order.load((DIVISION, DESK), PARENTS)
    assert list(order.rows()) == [DIVISION, DESK]


def test_a_ring_ends() -> None:
    order = TreeOrder()
    order.load((METI, AGENCY, TATA), {METI: AGENCY, AGENCY: METI, TATA: METI}, (TATA,))
    assert list(order.rows()) == []
    assert not order.reveal(TATA)
