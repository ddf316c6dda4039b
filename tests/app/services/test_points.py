"""Lines of a record joined and cut: what becomes of the promise, and what is never said that nobody said."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.core.enums import PointKind, QuoteConsent
from app.core.errors import Conflict, Refused
from app.db import maintenance
from app.db.unit_of_work import Store
from app.services.history import HistoryService
from tests.app.services.test_meetings import person
from tests.app.services.test_minutes import Desk


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def promise(desk: Desk, text: str, **more: object) -> str:
    values = {"side": "JP", "owner_text": "section", "due_on": date(2025, 7, 18), **more}
    return desk.add(text, PointKind.ACTION, **values)  # type: ignore[arg-type]


def test_two_lines_become_one_in_the_first_ones_place(desk: Desk) -> None:
    a, b = desk.add("The list was handed over."), desk.add("It has three pages.", topic_ids=("x",))
    desk.add("after")
    assert desk.minutes.merge_points(a, b).id == a
    assert desk.texts() == [("The list was handed over. It has three pages.", 0), ("after", 0)]
    assert desk.read().points[0].topic_ids == ("x",)
    assert maintenance.check(desk.store) == []


def test_japanese_is_joined_without_a_blank(desk: Desk) -> None:
    a, b = desk.add("資料を渡した。"), desk.add("三頁である。")
    desk.minutes.merge_points(a, b)
    assert desk.texts() == [("資料を渡した。三頁である。", 0)]


@pytest.mark.parametrize("promise_first", [True, False])
def test_a_promise_among_the_two_stays_the_same_promise(desk: Desk, *, promise_first: bool) -> None:
    if promise_first:
        first, second = promise(desk, "Send the list"), desk.add("by courier")
    else:
        first, second = desk.add("The list is long."), promise(desk, "Send it")
    desk.add("last")
    before = desk.promises()[0].id
    left = desk.minutes.merge_points(first, second).id
    (kept,) = desk.promises()
    assert (kept.id, kept.source_point_id) == (before, left)
    text = "Send the list by courier" if promise_first else "The list is long. Send it"
    assert kept.title == desk.read().points[0].text == text
    assert [point.seq for point in desk.read().points] == [1, 2]
    assert maintenance.check(desk.store) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"internal": True}, {}),
        ({"side": "JP"}, {"side": "IN"}),
        ({"speaker_id": "who"}, {"speaker_id": "else"}),
    ],
)
def test_what_would_say_something_nobody_said_is_refused(
    desk: Desk, one: dict[str, object], other: dict[str, object]
) -> None:
    people = {"who": desk.who, "else": person(desk.store, "Kanimozhi")}
    first, second = (
        desk.add(text, **{key: people.get(str(value), value) for key, value in more.items()})
        for text, more in (("a", one), ("b", other))
    )
    with pytest.raises(Refused):
        desk.minutes.merge_points(first, second)
    assert len(desk.read().points) == 2


def test_two_promises_do_not_become_one(desk: Desk) -> None:
    with pytest.raises(Refused, match="promises"):
        desk.minutes.merge_points(promise(desk, "Send"), promise(desk, "Call"))
    assert len(desk.promises()) == 2


def test_a_joined_quotation_has_the_worse_consent(desk: Desk) -> None:
    a = desk.add("“Yes.”", is_quote=True, quote_consent=QuoteConsent.GIVEN)
    b = desk.add("“Perhaps.”", is_quote=True, quote_consent=QuoteConsent.REFUSED)
    desk.minutes.merge_points(a, b)
    assert desk.read().points[0].quote_consent is QuoteConsent.REFUSED


def test_a_line_is_cut_at_the_cursor(desk: Desk) -> None:
    a = promise(desk, "Send the list. The sides met again.")
    made = desk.minutes.split_point(a, 14).id
    assert desk.texts() == [("Send the list.", 0), ("The sides met again.", 0)]
    first, second = desk.read().points
    assert (first.kind, second.id, second.kind) == (PointKind.ACTION, made, PointKind.STATEMENT)
    assert [row.title for row in desk.promises()] == ["Send the list."]
    assert maintenance.check(desk.store) == []


@pytest.mark.parametrize("at", [0, 3, 99])
def test_no_part_of_a_cut_line_is_empty(desk: Desk, at: int) -> None:
    a = desk.add("abc")
    with pytest.raises(Refused):
        desk.minutes.split_point(a, at)
    assert desk.texts() == [("abc", 0)]


def test_a_cut_counted_in_another_text_is_a_conflict(desk: Desk) -> None:
    a = desk.add("abc def")
    with pytest.raises(Conflict):
        desk.minutes.split_point(a, 3, "abc xyz def")


def test_a_line_keeps_when_it_was_begun_and_what_it_may_say_outside(desk: Desk) -> None:
    at = datetime(2025, 7, 10, 9, 41, tzinfo=UTC)
    id = desk.add("said", said_at=at, internal=True, departmental_view=True, text_second="述べた", speaker_id=desk.who)
    assert desk.minutes.point(id).said_at == at
    row = desk.read().points[0]
    assert (row.internal, row.departmental_view, row.text_second) == (True, True, "述べた")


def test_a_line_moves_to_another_item(desk: Desk) -> None:
    a = desk.add("a")
    desk.add("b", item=1)
    desk.minutes.move_to_item(a, desk.items[1])
    assert desk.texts() == [("b", 1), ("a", 1)]
    with pytest.raises(Refused):
        desk.minutes.move_to_item(a, "gone")


def test_internal_decisions_are_counted_apart(desk: Desk) -> None:
    for internal in (False, True, False):
        desk.add("d", PointKind.DECISION, internal=internal)
    assert [point.ref for point in desk.read().points] == ["D1", "D1a", "D2"]


def test_joining_and_cutting_are_undone(desk: Desk) -> None:
    history = HistoryService(desk.store)
    a, b = promise(desk, "Send the list."), desk.add("Soon.")
    desk.minutes.merge_points(a, b)
    desk.minutes.split_point(a, 5)
    history.undo()
    history.undo()
    assert desk.texts() == [("Send the list.", 0), ("Soon.", 0)]
    assert [row.title for row in desk.promises()] == ["Send the list."]
    assert maintenance.check(desk.store) == []
