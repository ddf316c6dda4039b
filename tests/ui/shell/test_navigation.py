"""Routes lead to pages by key or by a record's kind, and Back leads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.shell.navigation import HISTORY, Navigation
from ui.shell.pages import PAGES
from ui.shell.route import Route


@pytest.fixture
def navigation(qapp: object) -> Navigation:
    return Navigation(PAGES)


def test_a_record_is_opened_by_its_kind(navigation: Navigation) -> None:
    seen: list[Route] = []
    navigation.arrived.connect(seen.append)
    assert navigation.open("meeting", "m1", "record", {"point": "p7"})
    assert navigation.open("visit", "v1")
    assert navigation.open("people")
    assert not navigation.open("opportunity", "x")
    assert [(r.page, r.id, r.part, r.kind) for r in seen] == [
        ("meetings", "m1", "record", "meeting"),
        ("followups", "v1", "", "visit"),
        ("people", "", "", ""),
    ]
    assert seen[0].extra["point"] == "p7"


def test_an_id_on_a_page_means_the_pages_own_kind(navigation: Navigation) -> None:
    navigation.open("meetings", "m1")
    assert navigation.route == navigation.route_to("meeting", "m1")


def test_back_and_forward_walk_the_places_and_a_new_step_forgets_what_lay_ahead(navigation: Navigation) -> None:
    for page in ("today", "people", "meetings"):
        navigation.open(page)
    seen: list[str] = []
    navigation.arrived.connect(lambda route: seen.append(route.page))
    navigation.back()
    navigation.back()
    navigation.back()
    assert seen == ["people", "today"]
    assert not navigation.can_back
    navigation.forward()
    navigation.open("documents")
    assert not navigation.can_forward
    navigation.forward()
    navigation.back()
    assert seen == ["people", "today", "people", "documents", "people"]


def test_a_row_chosen_on_the_page_is_a_place_without_being_opened_again(navigation: Navigation) -> None:
    navigation.open("meetings")
    seen: list[Route] = []
    navigation.arrived.connect(seen.append)
    navigation.record(Route("meetings", "m1", kind="meeting"))
    navigation.record(Route("meetings", "m1", kind="meeting"))
    assert not seen
    navigation.back()
    assert [(route.page, route.id) for route in seen] == [("meetings", "")]
    navigation.forward()
    assert seen[-1].id == "m1"


def test_coming_back_to_where_something_new_was_begun_begins_nothing(navigation: Navigation) -> None:
    seen: list[Route] = []
    navigation.arrived.connect(seen.append)
    navigation.new("meetings", {"person": "p1"})
    assert seen[-1].extra == {"person": "p1", "new": "1"}
    navigation.open("people")
    navigation.back()
    assert seen[-1].page == "meetings"
    assert "new" not in seen[-1].extra


def test_history_is_bounded(navigation: Navigation) -> None:
    for number in range(HISTORY * 2):
        navigation.open("meeting", f"m{number}")
    steps = 0
    while navigation.can_back:
        navigation.back()
        steps += 1
    assert steps == HISTORY - 1


_TEXT = st.text(max_size=20)


@given(st.text(min_size=1, max_size=20), _TEXT, _TEXT, _TEXT, st.dictionaries(st.text(min_size=1, max_size=9), _TEXT))
def test_a_route_survives_being_written_in_one_line(
    page: str, id: str, part: str, kind: str, extra: dict[str, str]
) -> None:
    extra = {key: value for key, value in extra.items() if value and key != "kind"}
    page, part = page.strip() or "p", part if id else ""
    if any("\ud800" <= letter <= "\udfff" for letter in "".join((page, id, part, kind, *extra, *extra.values()))):
        return
    text = Route(page, id, part, kind, extra).text()
    assert "\n" not in text
    assert Route.parse(text) == Route(page, id, part, kind, extra)


@pytest.mark.parametrize("text", ["", "   ", "?a=b", "/x", "a/b/c/d"])
def test_what_is_no_route_is_none(text: str) -> None:
    assert Route.parse(text) is None


def test_the_side_bar_has_the_ten_pages_each_with_its_key() -> None:
    assert [page.key for page in PAGES] == [
        *("today", "calendar", "meetings", "delegations", "people", "organisations", "followups", "documents"),
        *("pictures", "import"),
    ]
    assert [page.shortcut for page in PAGES] == [*(f"Ctrl+{number}" for number in range(1, 10)), "Ctrl+I"]
