"""The frame: pages at first visit, keys that work everywhere, nothing lost on the way out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.core.changes import Changes
from app.core.settings import GEOMETRY, LAST_PAGE, SCHEME, ZOOM, Settings
from tests.ui.shell.world import Mission, World, note, note_pages
from ui.shell.commands import Commands
from ui.shell.main_window import FIRST_SIZE, SMALLEST, MainWindow
from ui.shell.side_bar import FOLDED, WIDTH
from ui.theme import theme

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def _press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def test_pages_are_built_at_their_first_visit_and_kept(window: MainWindow) -> None:
    assert list(window.built) == ["today"]
    _press(window, Qt.Key.Key_3, CTRL)
    meetings = note(window, "meetings")
    _press(window, Qt.Key.Key_1, CTRL)
    _press(window, Qt.Key.Key_3, CTRL)
    assert note(window, "meetings") is meetings
    assert list(window.built) == ["today", "meetings"]
    assert window.windowTitle() == "Meetings – Chancery"
    assert window.side.buttons["meetings"].isChecked()


def test_every_page_has_its_key(window: MainWindow) -> None:
    for spec in window.specs:
        _press(window, Qt.Key(ord(spec.shortcut.removeprefix("Ctrl+"))), CTRL)
        assert window.page is window.built[spec.key]


def test_new_print_and_export_go_to_the_page_on_the_screen(window: MainWindow) -> None:
    _press(window, Qt.Key.Key_5, CTRL)
    for key in (Qt.Key.Key_N, Qt.Key.Key_P, Qt.Key.Key_E):
        _press(window, key, CTRL)
    assert note(window, "people").calls == ["new", "print", "export"]
    assert note(window, "today").calls == []


def test_back_and_forward_by_keys_buttons_and_mouse(window: MainWindow, qtbot: QtBot) -> None:
    window.navigation.open("people")
    window.navigation.open("meetings")
    assert window.top.back.isEnabled()
    assert not window.top.forward.isEnabled()
    _press(window, Qt.Key.Key_Left, ALT)
    assert window.page is window.built["people"]
    window.top.back.click()
    assert window.page is window.built["today"]
    _press(window, Qt.Key.Key_Right, ALT)
    assert window.page is window.built["people"]
    handle = window.windowHandle()
    assert handle is not None
    middle = QPoint(window.width() // 2, window.height() // 2)
    QTest.mouseClick(handle, Qt.MouseButton.ForwardButton, Qt.KeyboardModifier.NoModifier, middle)
    assert window.page is window.built["meetings"]
    QTest.mouseClick(handle, Qt.MouseButton.BackButton, Qt.KeyboardModifier.NoModifier, middle)
    assert window.page is window.built["people"]


def test_a_click_in_the_side_bar_gives_the_keys_to_the_page(window: MainWindow, qtbot: QtBot) -> None:
    window.side.buttons["people"].click()
    assert window.page is window.built["people"]
    focus = window.focusWidget()
    assert focus is not None
    assert focus is window.page or window.page.isAncestorOf(focus)


def test_something_new_from_elsewhere_opens_the_page_and_begins(window: MainWindow) -> None:
    window.navigation.new("meetings", {"person": "p1"})
    page = note(window, "meetings")
    assert page.calls == ["new"]
    assert page.routes[-1].extra["person"] == "p1"


def test_a_page_gets_the_layout_it_had_last_time(qtbot: QtBot, world: World) -> None:
    world.settings.set_page("people", {"columns": [9]})
    world.settings.set(LAST_PAGE, "people")
    made = MainWindow(world, None, note_pages())
    qtbot.addWidget(made)
    made.start()
    assert note(made, "people").state == {"columns": [9]}


def test_the_frame_says_whose_desk_it_is_and_both_times(window: MainWindow) -> None:
    assert {lang: label.text() for lang, label in window.side.mission.items()} == dict(Mission().name)
    clocks = window.top.clocks
    assert (clocks.date.text(), clocks.here.text(), clocks.home.text()) == ("Wed 2 July 2025", "17:52 IST", "21:22 JST")
    assert "invented" in window.status.banner.text()


def test_a_changed_mission_is_shown_at_once(window: MainWindow, world: World, qtbot: QtBot) -> None:
    world.mission.row = Mission(name={"en": "Embassy of Japan in Nepal"}, time_zone="Asia/Kathmandu", is_sample=False)
    world.feed.publish(Changes({"mission": frozenset({"1"})}))
    qtbot.waitUntil(lambda: window.side.mission["en"].text() == "Embassy of Japan in Nepal")
    assert not window.side.mission["ja"].isVisible(), "a missing script shows nothing"
    assert window.top.clocks.here.text().startswith("18:07")
    assert window.status.banner.text() == ""
    assert window.desk.mission is world.mission.row


def test_capital_and_mission_in_one_zone_show_one_clock(window: MainWindow) -> None:
    window.show_mission(Mission(time_zone="Asia/Tokyo", home_time_zone="Asia/Tokyo"))
    assert not window.top.clocks.home.isVisible()
    window.show_mission(Mission(time_zone="Nowhere/Atlantis", home_time_zone="Asia/Tokyo"))
    assert window.top.clocks.here.text()


@pytest.mark.parametrize("width", [SMALLEST[0], 1099, 1100, FIRST_SIZE[0], 3840])
def test_nothing_is_cut_off_at_any_width(window: MainWindow, width: int, qtbot: QtBot) -> None:
    window.resize(width, 768)
    side = FOLDED if width < 1100 else WIDTH
    qtbot.waitUntil(lambda: window.stack.width() == width - side)
    assert window.side.width() == side
    assert window.top.height() == 50
    assert window.status.height() == 28
    for part in (window.side, window.top, window.stack, window.status, window.top.clocks, window.top.search):
        corner = part.mapTo(window, part.rect().bottomRight())
        assert corner.x() < width
        assert corner.y() < 768


def test_every_control_of_the_frame_has_a_name_for_those_who_do_not_see_it(window: MainWindow) -> None:
    window.navigation.open("meetings")
    reachable = [
        one
        for one in window.findChildren(QWidget)
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.isVisible() and one.isEnabled()
    ]
    assert len(reachable) > 12
    assert [one.objectName() for one in reachable if not one.accessibleName()] == []
    assert [type(one) for one in reachable if not one.objectName()] == []


def test_layout_and_page_are_remembered(window: MainWindow, world: World, qtbot: QtBot, settings: Settings) -> None:
    window.navigation.open("people")
    window.resize(1200, 700)
    with qtbot.waitSignal(window.closed):
        window.close()
    again = Settings(settings.path)
    assert again.get(LAST_PAGE) == "people"
    assert again.page("people")["columns"] == [1, 2]
    made = MainWindow(World(again), None, note_pages())
    qtbot.addWidget(made)
    made.restore_layout()
    assert made.height() == 700  # the test's screen is 800 wide, so Qt brings the width back into sight
    made.start()
    assert made.page is made.built["people"]


def test_a_geometry_that_is_nonsense_is_ignored(qtbot: QtBot, world: World) -> None:
    world.settings.set(GEOMETRY, "!!not base64 at all")
    made = MainWindow(world, None, note_pages())
    qtbot.addWidget(made)
    made.restore_layout()
    assert (made.width(), made.height()) == FIRST_SIZE


def test_closing_saves_what_is_typed_first(window: MainWindow, qtbot: QtBot) -> None:
    note(window, "today").field.setText("half a sentence")
    with qtbot.waitSignal(window.closed):
        window.close()
    assert note(window, "today").calls == ["flush"]


def test_text_that_cannot_be_saved_keeps_the_window_unless_the_user_says_so(window: MainWindow, qtbot: QtBot) -> None:
    page = note(window, "today")
    page.saves = False
    page.field.setText("half a sentence")
    asked: list[dict[str, str]] = []

    def stay(texts: dict[str, str]) -> bool:
        asked.append(texts)
        return len(asked) > 1

    window.leave_unsaved = stay
    window.close()
    assert window.isVisible()
    assert asked == [{"Today: Note": "half a sentence"}]
    with qtbot.waitSignal(window.closed):
        window.close()


def test_a_second_start_brings_the_window_forward_and_goes_where_it_was_asked(window: MainWindow) -> None:
    window.showMinimized()
    window.come_forward("meetings/m1/record")
    assert not window.isMinimized()
    route = note(window, "meetings").routes[-1]
    assert (route.id, route.part) == ("m1", "record")
    window.come_forward("nowhere/1")
    window.come_forward("")
    assert window.page is window.built["meetings"]


def test_saves_and_other_windows_writes_are_told_in_the_status_line(
    window: MainWindow, world: World, qtbot: QtBot
) -> None:
    world.history.write("b1")
    qtbot.waitUntil(lambda: window.status.saved.text() == "Saved at 17:52")
    world.store.elsewhere = True
    qtbot.waitUntil(lambda: window.status.saved.text().startswith("Changed by another window"))


def test_rebuilding_keeps_place_layout_and_unsaved_text_of_every_page(window: MainWindow) -> None:
    window.navigation.open("people")
    note(window, "people").field.setText("unsaved here")
    note(window, "today").field.setText("unsaved there")
    note(window, "people").state = {"sort": "name"}
    old = note(window, "people")
    window.rebuild()
    assert note(window, "people") is not old
    assert window.page is window.built["people"]
    assert note(window, "people").field.text() == "unsaved here"
    assert note(window, "today").field.text() == "unsaved there"
    assert note(window, "people").state == {"columns": [1, 2], "sort": "name"}


def test_zoom_and_colours_are_put_on_and_remembered(window: MainWindow, qtbot: QtBot, settings: Settings) -> None:
    try:
        _press(window, Qt.Key.Key_Plus, CTRL)
        assert settings.get(ZOOM) == 110
        assert theme.zoom() == 1.1
        qtbot.waitUntil(lambda: window.top.height() == 55)
        for _ in range(20):
            _press(window, Qt.Key.Key_Minus, CTRL)
        assert settings.get(ZOOM) == 80
        window.actions_registry.trigger("scheme.dark")
        assert settings.get(SCHEME) == "dark"
        assert theme.is_dark()
    finally:
        window.actions_registry.trigger("scheme.light")
        _press(window, Qt.Key.Key_0, CTRL)
    assert theme.zoom() == 1.0


def test_the_status_line_asks_for_another_language(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.language_wanted) as wanted:
        window.status.languages["hi"].click()
    assert wanted.args == ["hi"]


def test_commands_can_be_registered_only_through_the_registry(window: MainWindow) -> None:
    keys = [one.toString() for action in window.actions() for one in action.shortcuts()]
    assert len(keys) == len(set(keys)), "two actions on one key would both be dead"
    assert isinstance(window.findChild(Commands), Commands)
