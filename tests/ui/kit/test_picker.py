"""Choosing a record with the keyboard alone, over a search that answers when it likes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from ui.kit.picker import Choice, ReferenceEdit, ReferenceList

PEOPLE = [
    Choice("p1", "SATO Emi", "Ministry of Finance", "Person"),
    Choice("p2", "SATO Ichiro", "METI", "Person"),
    Choice("p3", "ONO Ken", "", "Person"),
]

Done = Callable[[Sequence[Choice]], None]


class Register:
    """A search whose answers wait until they are let go."""

    def __init__(self, at_once: bool = True) -> None:
        self.asked: list[tuple[str, Done]] = []
        self.at_once = at_once

    def __call__(self, text: str, done: Done) -> None:
        self.asked.append((text, done))
        if self.at_once:
            self.answer(-1)

    def answer(self, number: int) -> None:
        text, done = self.asked[number]
        done([person for person in PEOPLE if text.casefold() in person.title.casefold()])


@pytest.fixture
def register() -> Register:
    return Register()


@pytest.fixture
def made(qtbot: QtBot, register: Register) -> ReferenceEdit:
    window = QWidget()
    column = QVBoxLayout(window)
    edit = ReferenceEdit(register, "head", "Add “{text}”", print)
    edit.created = []  # type: ignore[attr-defined]
    edit._on_create = edit.created.append  # type: ignore[attr-defined]
    column.addWidget(edit)
    column.addWidget(QPushButton("Next"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    edit.edit.setFocus()
    qtbot.waitUntil(edit.edit.hasFocus, timeout=1000)
    edit.window_kept = window  # type: ignore[attr-defined]
    return edit


def opened(qtbot: QtBot, made: ReferenceEdit) -> list[str]:
    qtbot.waitUntil(made.popup.isVisible, timeout=2000)
    model = made.popup.model()
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


def test_type_and_enter(made: ReferenceEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(made.edit, "sato")
    assert opened(qtbot, made) == ["SATO Emi", "SATO Ichiro", "Add “sato”"]
    qtbot.keyClick(made.popup, Qt.Key.Key_Down)
    with qtbot.waitSignal(made.edited, timeout=1000):
        qtbot.keyClick(made.popup, Qt.Key.Key_Return)
    assert (made.value(), made.title(), made.edit.text()) == ("p2", "SATO Ichiro", "SATO Ichiro")
    assert not made.popup.isVisible()
    assert made.problem("head") is None


def test_down_opens_without_typing(made: ReferenceEdit, qtbot: QtBot) -> None:
    qtbot.keyClick(made.edit, Qt.Key.Key_Down)
    assert len(opened(qtbot, made)) == 3


def test_typing_on_while_the_choices_are_open(made: ReferenceEdit, register: Register, qtbot: QtBot) -> None:
    qtbot.keyClicks(made.edit, "s")
    opened(qtbot, made)
    qtbot.keyClicks(made.popup, "ato i")
    assert made.edit.text() == "sato i"
    qtbot.waitUntil(lambda: register.asked[-1][0] == "sato i", timeout=2000)
    assert opened(qtbot, made)[0] == "SATO Ichiro"


def test_text_that_was_not_chosen_is_no_value(made: ReferenceEdit, qtbot: QtBot) -> None:
    made.set_value("p1", "SATO Emi")
    with qtbot.waitSignal(made.edited, timeout=1000):
        qtbot.keyClicks(made.edit, "x")
    assert made.value() is None
    problem = made.problem("head")
    assert problem is not None
    assert "SATO Emix" in str(problem)
    made.popup.hide()
    qtbot.keyClick(made.edit, Qt.Key.Key_Escape)
    assert (made.value(), made.edit.text()) == ("p1", "SATO Emi")


def test_an_emptied_line_is_none(made: ReferenceEdit, qtbot: QtBot) -> None:
    made.set_value("p1", "SATO Emi")
    made.edit.selectAll()
    with qtbot.waitSignal(made.edited, timeout=1000):
        qtbot.keyClick(made.edit, Qt.Key.Key_Delete)
    assert made.value() is None
    assert made.problem("head") is None


def test_setting_tells_nobody(made: ReferenceEdit, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(made.edited):
        made.set_value("p1", "SATO Emi")
        made.set_value(None)
    assert made.edit.text() == ""


def test_an_answer_that_was_overtaken_is_dropped(made: ReferenceEdit, register: Register, qtbot: QtBot) -> None:
    register.at_once = False
    made.edit.setText("ono")
    made.search_now()
    made.edit.setText("sato")
    made.search_now()
    register.answer(1)
    register.answer(0)
    assert opened(qtbot, made)[0] == "SATO Emi"


def test_an_answer_after_the_field_was_left_opens_nothing(
    made: ReferenceEdit, register: Register, qtbot: QtBot
) -> None:
    register.at_once = False
    made.edit.setText("sato")
    made.search_now()
    made.window().findChild(QPushButton).setFocus()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: not made.edit.hasFocus(), timeout=1000)
    register.answer(0)
    assert not made.popup.isVisible()


def test_an_answer_after_the_form_was_closed_does_no_harm(register: Register, qtbot: QtBot) -> None:
    register.at_once = False
    edit = ReferenceEdit(register, "head")
    edit.search_now()
    delete(edit)
    register.answer(0)
    assert not isValid(edit)


def test_the_last_row_makes_a_new_one(made: ReferenceEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(made.edit, "Kanimozhi")
    assert opened(qtbot, made) == ["Add “Kanimozhi”"]
    qtbot.keyClick(made.popup, Qt.Key.Key_Return)
    assert made.created == ["Kanimozhi"]  # type: ignore[attr-defined]
    made.choose("p9", "Kanimozhi")
    assert made.value() == "p9"


@pytest.fixture
def several(qtbot: QtBot, register: Register) -> ReferenceList:
    made = ReferenceList(register, "with")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.line.edit.setFocus()
    qtbot.waitUntil(made.line.edit.hasFocus, timeout=1000)
    return made


def test_several_in_the_order_chosen(several: ReferenceList, qtbot: QtBot) -> None:
    for text in ("ono", "emi"):
        qtbot.keyClicks(several.line.edit, text)
        opened(qtbot, several.line)
        with qtbot.waitSignal(several.edited, timeout=1000):
            qtbot.keyClick(several.line.popup, Qt.Key.Key_Return)
    assert several.value() == ["p3", "p1"]
    assert several.titles() == ["ONO Ken", "SATO Emi"]
    assert several.line.edit.text() == ""


def test_backspace_takes_the_last_out_and_a_button_any(several: ReferenceList, qtbot: QtBot) -> None:
    several.set_value([("p1", "SATO Emi"), ("p2", "SATO Ichiro"), ("p3", "ONO Ken")])
    with qtbot.waitSignal(several.edited, timeout=1000):
        qtbot.keyClick(several.line.edit, Qt.Key.Key_Backspace)
    assert several.value() == ["p1", "p2"]
    qtbot.waitUntil(lambda: sum(b.isVisible() for b in several.findChildren(QToolButton)) == 2, timeout=1000)
    first = next(b for b in several.findChildren(QToolButton) if b.isVisible())
    assert first.accessibleDescription() == "SATO Emi"
    with qtbot.waitSignal(several.edited, timeout=1000):
        qtbot.keyClick(first, Qt.Key.Key_Space)
    assert several.value() == ["p2"]


def test_tab_takes_the_choice_although_the_open_list_has_the_keys(made: ReferenceEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(made.edit, "ono")
    opened(qtbot, made)
    qtbot.keyClick(made.popup, Qt.Key.Key_Tab)  # on a desk the list is a window of its own
    assert made.value() == "p3"
    assert not made.popup.isVisible()
    qtbot.waitUntil(lambda: not made.edit.hasFocus(), timeout=1000)


def test_who_tabs_on_before_the_answer_gets_the_only_choice(
    made: ReferenceEdit, register: Register, qtbot: QtBot
) -> None:
    register.at_once = False
    qtbot.keyClicks(made.edit, "ono")
    qtbot.keyClick(made.edit, Qt.Key.Key_Tab)
    made.edit.clearFocus()
    register.answer(-1)
    assert (made.value(), made.edit.text()) == ("p3", "ONO Ken")


def test_who_tabs_on_before_two_answers_gets_none(made: ReferenceEdit, register: Register, qtbot: QtBot) -> None:
    register.at_once = False
    qtbot.keyClicks(made.edit, "sato")
    qtbot.keyClick(made.edit, Qt.Key.Key_Tab)
    made.edit.clearFocus()
    register.answer(-1)
    assert made.value() is None
    assert made.problem("head") is not None
