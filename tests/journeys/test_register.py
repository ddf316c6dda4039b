"""Who we know, by keyboard alone in the real window: found, looked at, merged and taken back, written to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.journeys.conftest import Open
from ui.application import Program
from ui.kit.row_views import RowView
from ui.register.page import RegisterPage
from ui.register.tabs import TabbedRecord
from ui.shell.main_window import MainWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


class Hands:
    """Presses keys where the focus is."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        assert program.window is not None
        self.window: MainWindow = program.window
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self._qtbot = qtbot

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self.window.focusWidget() or self.window, key, modifiers)
            self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.window.focusWidget() or self.window, text)
        self.settle()

    def settle(self) -> None:
        self.window.bridge.flush()
        QApplication.processEvents()

    def back(self) -> None:
        """The window has the keys again, as it has on a desk once a question is closed."""
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow)

    def page(self) -> RegisterPage:
        page = self.window.page
        assert isinstance(page, RegisterPage)
        return page

    def answer(self, act: Callable[[QDialog], None]) -> list[str]:
        """Have the next question answered by `act`; gives its heading once it was. One that stays open is turned down:
        the test fails by what was not done instead of waiting."""
        seen: list[str] = []
        patience = iter(range(1000))

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if next(patience, None) is None:
                if isinstance(dialog, QDialog):
                    dialog.reject()
                return
            focus = QApplication.focusWidget()
            ready = isinstance(dialog, QDialog) and dialog.isActiveWindow()
            if isinstance(dialog, QDialog) and ready and focus is not None and dialog.isAncestorOf(focus):
                seen.append(dialog.windowTitle())
                act(dialog)
                QTimer.singleShot(2000, dialog.reject)
            elif not seen:
                if isinstance(dialog, QDialog):
                    dialog.activateWindow()
                QTimer.singleShot(10, look)

        QTimer.singleShot(0, look)
        return seen


@pytest.fixture
def hands(qtbot: QtBot, open_program: Open) -> Hands:
    return Hands(qtbot, open_program())


def test_a_person_is_found_by_a_narrowed_search_and_looked_at(hands: Hands) -> None:
    hands.press(Qt.Key.Key_K, CTRL)
    hands.type("haruo kind:person")
    hands.press(Qt.Key.Key_Return)
    page = hands.page()
    assert page.title() == "YAMADA Haruo"
    view = page.book.pane.view
    assert isinstance(view, TabbedRecord)
    hands.press(Qt.Key.Key_Tab, CTRL)
    assert view.tabs.current() == "timeline"
    focus = hands.window.focusWidget()
    assert focus is not None
    assert focus.objectName() == "register.timeline.list"
    hands.press(Qt.Key.Key_Return)
    assert hands.window.page is hands.window.built["meetings"]  # the newest line is a meeting
    hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert hands.page().title() == "YAMADA Haruo"


def test_the_tree_is_walked(hands: Hands) -> None:
    hands.press(Qt.Key.Key_6, CTRL)
    page = hands.page()
    switch = page.findChild(QWidget, "organisations.tree")
    assert switch is not None
    switch.setFocus()
    hands.press(Qt.Key.Key_Space)
    view = page.list.view()
    view.setFocus()
    hands.type("department of sc")
    index = view.currentIndex()
    assert page.list.model.row(index).name == "Department of Science and Technology"
    hands.press(Qt.Key.Key_Right)
    assert page.list.model.row(view.currentIndex()).name == "ARCI"
    hands.press(Qt.Key.Key_Left, times=2)
    names = [page.list.model.row(at).name for at in range(page.list.model.rowCount())]
    assert "ARCI" not in names
    hands.press(Qt.Key.Key_Return)
    assert page.title() == "Department of Science and Technology"


def test_two_people_are_merged_and_ctrl_z_brings_both_back(hands: Hands) -> None:
    hands.press(Qt.Key.Key_6, CTRL)  # the other page has the key too
    hands.press(Qt.Key.Key_5, CTRL)
    page = hands.page()
    count = page.list.model.rowCount()
    view = page.list.view()
    assert isinstance(view, RowView)
    view.setFocus()
    hands.press(Qt.Key.Key_Home)
    hands.press(Qt.Key.Key_Down, SHIFT)
    seen = hands.answer(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL))
    hands.press(Qt.Key.Key_M, CTRL)
    hands.settle()
    assert seen == ["Merge Aditi Sample into Aditi Example"]
    assert page.list.model.rowCount() == count - 1
    assert page.title() == "Aditi Example"  # the kept one is open
    hands.back()
    page.list.view().setFocus()
    hands.press(Qt.Key.Key_Z, CTRL)
    hands.settle()
    assert page.list.model.rowCount() == count


def test_what_is_chosen_is_written_to_a_file(hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.press(Qt.Key.Key_6, CTRL)
    page = hands.page()
    target = tmp_path / "three.vcf"
    monkeypatch.setattr(page.exporting, "ask_path", lambda _form: target)
    page.list.view().setFocus()
    hands.press(Qt.Key.Key_Home)
    hands.press(Qt.Key.Key_Down, SHIFT, times=2)

    def as_cards(dialog: QDialog) -> None:
        form = dialog.findChild(QWidget, "register.export.format")
        assert form is not None
        form.setFocus()
        for _ in range(2):
            QTest.keyClick(form, Qt.Key.Key_Down)
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)

    seen = hands.answer(as_cards)
    hands.press(Qt.Key.Key_E, CTRL)
    hands.settle()
    assert seen == ["Export organisations"]
    assert target.read_text(encoding="utf-8").count("BEGIN:VCARD") == 3


def test_a_way_to_reach_somebody_is_added_with_f2(hands: Hands) -> None:
    hands.press(Qt.Key.Key_K, CTRL)
    hands.type("attero kind:organisation")
    hands.press(Qt.Key.Key_Return)
    page = hands.page()
    assert page.title() == "Attero"
    hands.press(Qt.Key.Key_F2)
    assert page.book.pane.editing()
    for _ in range(60):
        focus = hands.window.focusWidget()
        if focus is not None and focus.objectName().endswith("contacts.0.value"):
            break
        hands.press(Qt.Key.Key_Tab)
    assert isinstance(focus, QLineEdit)
    before = focus.text()
    hands.press(Qt.Key.Key_End)
    hands.type("+91 120 1")
    hands.press(Qt.Key.Key_Return, CTRL)
    assert not page.book.pane.editing()
    assert page.book.keeper.current is not None
    assert page.book.keeper.current.detail.contacts[0].value == f"{before}+91 120 1"
