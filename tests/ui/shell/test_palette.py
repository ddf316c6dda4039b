"""The command box: anything by any name, any action in any language, by keyboard alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from app.core.errors import Fault, StoreFault
from app.core.settings import RECENT
from app.jobs.lanes import ThreadLanes
from tests.ui.shell.world import Hit, World, note, note_pages
from ui.shell.actions import Action
from ui.shell.commands import Commands
from ui.shell.main_window import MainWindow
from ui.shell.palette_model import PaletteModel, What

CTRL = Qt.KeyboardModifier.ControlModifier


def _summon(window: MainWindow, text: str = "") -> None:
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(window.top.search, text)


def _rows(window: MainWindow) -> list[tuple[What, str]]:
    return [(row.what, row.text) for row in window.palette_box.model.rows]


def _key(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.top.search, key)


def _current(window: MainWindow) -> str:
    return str(window.palette_box.list.currentIndex().data())


def test_typing_finds_by_kind_and_enter_opens(window: MainWindow, world: World) -> None:
    _summon(window, "att")
    assert window.palette_box.isVisible()
    assert _rows(window)[:2] == [(What.HEAD, "Organisations"), (What.HIT, "Attero Recycling")]
    assert world.search.asked == ["a", "at", "att"]
    _key(window, Qt.Key.Key_Return)
    assert note(window, "organisations").routes[-1].id == "o1"
    assert not window.palette_box.isVisible()
    assert window.top.search.text() == ""
    assert world.settings.get(RECENT) == ("att",)


def test_arrows_pass_over_headings_and_come_round(window: MainWindow) -> None:
    _summon(window, "e")
    first = _current(window)
    assert first == "Closed-door: cell manufacturing and finance"
    _key(window, Qt.Key.Key_Down)
    assert _current(window) == "SATO Emi"
    _key(window, Qt.Key.Key_Up)
    _key(window, Qt.Key.Key_Up)
    last = _current(window)
    assert last not in (first, "SATO Emi")
    _key(window, Qt.Key.Key_Down)
    assert _current(window) == first
    _key(window, Qt.Key.Key_PageDown)
    assert _current(window) != first


def test_actions_are_found_by_their_words_and_done(window: MainWindow) -> None:
    _summon(window, "go delegations")
    assert (What.ACTION, "Go to Delegations") in _rows(window)
    _key(window, Qt.Key.Key_Return)
    assert window.page is window.built["delegations"]


def test_an_action_finds_the_focus_where_it_was_before_the_box(window: MainWindow) -> None:
    """Whoever closes the action's dialog goes on where the hand was, and not in the side bar."""
    field = note(window, "today").field
    field.setFocus()
    seen: list[object] = []
    look = Action("test.look", "Look around", lambda: seen.append(window.focusWidget()))
    window.actions_registry.add(look)
    _summon(window, "look around")
    _key(window, Qt.Key.Key_Return)
    assert seen == [field]


def test_what_cannot_be_done_now_is_not_offered(window: MainWindow, world: World) -> None:
    _summon(window, "undo")
    assert (What.ACTION, "Undo the last change") not in _rows(window)
    _key(window, Qt.Key.Key_Escape)
    world.history.write("b1")
    _summon(window, "undo")
    assert (What.ACTION, "Undo the last change") in _rows(window)


def test_nothing_found_says_so(window: MainWindow) -> None:
    _summon(window, "zzzz")
    assert _rows(window) == [(What.NOTE, "Nothing found for “zzzz”. Try part of a name.")]
    _key(window, Qt.Key.Key_Down)
    _key(window, Qt.Key.Key_Return)
    assert window.palette_box.isVisible()


def test_an_empty_box_offers_recent_searches_and_actions(window: MainWindow, world: World) -> None:
    world.settings.searched("attero")
    _summon(window)
    rows = _rows(window)
    assert rows[:2] == [(What.HEAD, "Recent searches"), (What.RECENT, "attero")]
    assert (What.HEAD, "Actions") in rows
    _key(window, Qt.Key.Key_Return)
    assert window.top.search.text() == "attero"
    assert (What.HIT, "Attero Recycling") in _rows(window)


def test_escape_leaves_everything_as_it_was(window: MainWindow) -> None:
    field = note(window, "today").field
    field.setFocus()
    _summon(window, "att")
    _key(window, Qt.Key.Key_Escape)
    assert not window.palette_box.isVisible()
    assert window.focusWidget() is field
    assert window.top.search.text() == ""


def test_the_list_goes_when_the_focus_goes(window: MainWindow) -> None:
    _summon(window, "att")
    note(window, "today").field.setFocus()
    assert not window.palette_box.isVisible()
    assert window.top.search.text() == "att"


def test_markup_in_names_is_shown_as_it_is(window: MainWindow, world: World) -> None:
    world.search.hits = [Hit("person", "p9", "<b>O'Brien</b> & Co <img src=x>", "a\nb")]
    _summon(window, "brien")
    assert (What.HIT, "<b>O'Brien</b> & Co <img src=x>") in _rows(window)
    window.palette_box.grab()


def test_things_without_a_page_are_not_offered(window: MainWindow, world: World) -> None:
    world.search.hits = [Hit("topic", "t1", "Rare earths"), Hit("visit", "v1", "Rare earth plant")]
    _summon(window, "rare")
    assert [row for row in _rows(window) if row[0] is What.HIT] == [(What.HIT, "Rare earth plant")]


def test_a_store_that_does_not_answer_is_said_in_the_list(window: MainWindow, world: World) -> None:
    def find(_text: str, _limit: int) -> Sequence[Hit]:
        raise StoreFault(Fault.IO, "The disk does not answer.")

    world.search.find = find  # type: ignore[method-assign]
    _summon(window, "att")
    assert _rows(window)[0] == (What.NOTE, "The disk does not answer.")


@pytest.fixture
def slow(qtbot: QtBot, world: World) -> Iterator[tuple[MainWindow, threading.Event]]:
    """A window whose first search waits until it is let go."""
    go_on = threading.Event()
    real = world.search.find

    def find(text: str, limit: int) -> Sequence[Hit]:
        if text == "a":
            go_on.wait(10)
            return [Hit("person", "old", "A STALE ANSWER")]
        return real(text, limit)

    world.search.find = find  # type: ignore[method-assign]
    world.lanes = ThreadLanes()
    made = MainWindow(world, None, note_pages())
    Commands(made)
    qtbot.addWidget(made)
    made.start()
    made.show()
    yield made, go_on
    go_on.set()
    world.lanes.close()


def test_an_answer_that_comes_after_the_next_key_is_dropped(
    slow: tuple[MainWindow, threading.Event], qtbot: QtBot
) -> None:
    window, go_on = slow
    shown: list[list[tuple[What, str]]] = []
    window.palette_box.model.modelReset.connect(lambda: shown.append(_rows(window)))
    window.activateWindow()
    _summon(window, "att")
    go_on.set()
    qtbot.waitUntil(lambda: (What.HIT, "Attero Recycling") in _rows(window))
    assert all((What.HIT, "A STALE ANSWER") not in rows for rows in shown)


def test_the_model_keeps_qts_rules(qapp: object, window: MainWindow) -> None:
    model = PaletteModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    _summon(window, "e")
    model.show(window.palette_box.model.rows)
    model.show([])
    assert model.choosable() == []
    assert tester.model() is model


def test_a_command_that_is_typed_out_comes_before_names(window: MainWindow, world: World) -> None:
    world.search.hits.append(Hit("meeting", "m9", "New meeting place", ""))
    _summon(window, "new")
    assert _rows(window)[0] == (What.HEAD, "Meetings")
    QTest.keyClicks(window.top.search, " meet")
    assert _rows(window)[:2] == [(What.HEAD, "Actions"), (What.ACTION, "New meeting")]


def test_what_answers_is_marked_in_the_text_as_it_stands(window: MainWindow, world: World) -> None:
    far = "very " * 30 + "far Haruo and more"
    world.search.hits = [Hit("person", "p1", "YAMADA Haruo"), Hit("meeting", "m1", "Reception 𠮷", far)]
    _summon(window, "HARUO")
    person, meeting = (row for row in window.palette_box.model.rows if row.what is What.HIT)
    assert [person.text[a:b] for a, b in person.marks] == ["Haruo"]
    assert meeting.marks == ()
    assert [meeting.more[a:b] for a, b in meeting.more_marks] == ["Haruo"]
    assert len(meeting.more) < 60
    window.palette_box.grab()


def test_a_filter_is_completed_by_keyboard(window: MainWindow, world: World) -> None:
    _summon(window, "att ki")
    assert _rows(window) == [(What.HEAD, "Narrow the search"), (What.FILTER, "kind:")]
    _key(window, Qt.Key.Key_Return)
    assert window.top.search.text() == "att kind:"
    assert window.focusWidget() is window.top.search
    assert (What.FILTER, "kind:person") in _rows(window)
    QTest.keyClicks(window.top.search, "org")
    assert _rows(window)[1] == (What.FILTER, "kind:organisation")
    _key(window, Qt.Key.Key_Return)
    assert window.top.search.text() == "att kind:organisation "
    assert world.search.asked[-1] == "att kind:organisation"  # what a filter does is the search's own


def test_values_are_found_by_their_words_in_the_windows_language(window: MainWindow) -> None:
    _summon(window, "side:")
    assert _rows(window)[:3] == [(What.HEAD, "Narrow the search"), (What.FILTER, "side:JP"), (What.FILTER, "side:IN")]
    QTest.keyClicks(window.top.search, "jap")
    assert [text for what, text in _rows(window) if what is What.FILTER] == ["side:JP"]
    QTest.keyClicks(window.top.search, "zz")
    assert not [text for what, text in _rows(window) if what is What.FILTER]


def test_a_filter_is_no_word_to_be_marked(window: MainWindow, world: World) -> None:
    world.search.find = lambda _text, _limit: [Hit("person", "p1", "Kind Haruo, person")]  # type: ignore[method-assign]
    _summon(window, 'haruo kind:person org:"kind ')
    row = next(row for row in window.palette_box.model.rows if row.what is What.HIT)
    assert [row.text[a:b] for a, b in row.marks] == ["Haruo"]


def test_an_empty_box_tells_the_filters(window: MainWindow) -> None:
    _summon(window)
    assert [text for what, text in _rows(window) if what is What.FILTER] == ["kind:", "from:", "org:", "side:"]
    assert _current(window) == "Print"  # Enter in an empty box still does the first action


def test_a_record_opens_on_its_meetings_page(window: MainWindow, world: World) -> None:
    world.queries.minutes = SimpleNamespace(get=lambda id: SimpleNamespace(meeting_id=f"of-{id}"))  # type: ignore[attr-defined]
    world.search.hits = [Hit("record", "r1", "Closed-door: record", "what was said of cells")]
    _summon(window, "cells")
    assert _rows(window)[:2] == [(What.HEAD, "Records"), (What.HIT, "Closed-door: record")]
    _key(window, Qt.Key.Key_Return)
    route = note(window, "meetings").routes[-1]
    assert (route.id, route.part) == ("of-r1", "record")
