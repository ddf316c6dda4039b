"""Chips, labels, cards, tabs, flow: small, and everywhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import card as card_module
from ui.kit import text as text_module
from ui.kit.card import Card, FactsLine
from ui.kit.chip import Chip, chip_size, paint_chip
from ui.kit.elided import ElidedLabel
from ui.kit.flow import FlowLayout
from ui.kit.scroll import ScrollPage
from ui.kit.tabs import TabBar
from ui.kit.text import Button, IconButton, Label
from ui.theme import theme
from ui.theme.tokens import DARK, LIGHT, TONES


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("tone", TONES)
def test_a_chip_is_in_its_tone(qtbot: QtBot, tone: str) -> None:
    chip = Chip("Held", tone)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    assert LIGHT.tone(tone)[1] in colours(chip.grab().toImage())
    assert chip.accessibleName() == "Held"


def test_a_chip_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    chip = Chip("Held", "green")
    qtbot.addWidget(chip)
    width = chip.sizeHint().width()
    theme.apply(qapp, theme.Scheme.DARK, 2.0)
    chip.resize(chip.sizeHint())
    assert chip.sizeHint().width() > 1.7 * width
    assert DARK.green_soft in colours(chip.grab().toImage())


def test_no_such_tone() -> None:
    with pytest.raises(ValueError, match="pink"):
        Chip("Held", "pink")


def test_paint_chip_stays_inside(qapp: QApplication) -> None:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill("#123456")
    painter = QPainter(image)
    paint_chip(painter, QRect(10, 0, 40, 40), "A very long state that does not fit", "red")
    painter.end()
    outside = {image.pixelColor(x, y).name() for x in (*range(10), *range(50, 60)) for y in range(40)}
    assert outside == {"#123456"}
    assert chip_size("A").width() < chip_size("A very long state").width()


def test_words_follow_the_language(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    label, data = Label("Meeting {n}", n=3), Label()
    data.set_data("SATO Emi")
    button, icon, made = Button("&Save"), IconButton("edit", "Edit"), Card("People")
    for widget in (label, data, button, icon, made):
        column.addWidget(widget)
    assert label.text() == "Meeting 3"

    def shout(message: str, /, **params: object) -> str:
        return message.upper().replace("{N}", str(params.get("n", "")))

    monkeypatch.setattr(text_module, "tr", shout)
    monkeypatch.setattr(card_module, "tr", shout)
    QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
    assert label.text() == "MEETING 3"
    assert data.text() == "SATO Emi"
    assert (button.text(), button.accessibleName()) == ("&SAVE", "SAVE")
    assert icon.toolTip() == icon.accessibleName() == "EDIT"
    assert made.heading.text() == made.accessibleName() == "PEOPLE"


def test_facts_are_said_in_one_breath(qtbot: QtBot) -> None:
    facts = FactsLine()
    qtbot.addWidget(facts)
    facts.set_facts(["Wed 2 July", "", "Room 2"], [("Held", "green")])
    assert facts.accessibleName() == "Wed 2 July, Room 2, Held"
    facts.set_facts(["Thu 3 July"])
    assert facts.accessibleName() == "Thu 3 July"
    assert [label.text() for label in facts.findChildren(QLabel) if not label.isHidden()] == ["Thu 3 July"]


def test_flow_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    flow = FlowLayout(window, gap=10, line_gap=5)
    boxes = [QWidget() for _ in range(4)]
    for box in boxes:
        box.setFixedSize(100, 20)
        flow.addWidget(box)
    assert flow.heightForWidth(430) == 20
    assert flow.heightForWidth(429) == 45
    assert flow.heightForWidth(100) == 95
    flow.setGeometry(QRect(0, 0, 220, 100))
    assert [(box.x(), box.y()) for box in boxes] == [(0, 0), (110, 0), (0, 25), (110, 25)]
    boxes[0].hide()
    assert flow.heightForWidth(320) == 20
    assert flow.itemAt(9) is None


def test_elided_text_stays_whole_for_those_who_ask(qtbot: QtBot) -> None:
    label = ElidedLabel("A title that is much too long for the room it has")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    qtbot.waitExposed(label)
    label.resize(80, 20)
    assert label.shown().endswith("…")
    assert label.text() == label.toolTip() == "A title that is much too long for the room it has"
    label.resize(800, 20)
    assert label.shown() == label.text()
    assert label.toolTip() == ""
    label.set_text("Short")
    assert label.text() == "Short"


@pytest.fixture
def tabs(qtbot: QtBot) -> TabBar:
    window = QWidget()
    column = QVBoxLayout(window)
    made = TabBar([("details", "Details"), ("people", "People"), ("record", "Record")], "meeting")
    line = QLineEdit()
    column.addWidget(made)
    column.addWidget(line)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus, timeout=1000)
    made.line = line  # type: ignore[attr-defined]
    made.kept = window  # type: ignore[attr-defined]
    return made


def test_tabs_with_the_keyboard_from_anywhere_on_the_page(tabs: TabBar, qtbot: QtBot) -> None:
    line = tabs.line  # type: ignore[attr-defined]
    with qtbot.waitSignal(tabs.opened, timeout=1000) as opened:
        qtbot.keyClick(line, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert opened.args == ["people"]
    qtbot.keyClick(line, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert tabs.current() == "record"
    qtbot.keyClick(line, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert tabs.current() == "details"
    qtbot.keyClick(line, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert tabs.current() == "record"


def test_tabs_count_and_hide(tabs: TabBar) -> None:
    tabs.set_count("people", 14)
    assert tabs.tabText(1) == "People  14"
    tabs.set_count("people", None)
    assert tabs.tabText(1) == "People"
    tabs.set_shown("people", False)
    tabs.forward()
    assert tabs.current() == "record"
    with pytest.raises(KeyError):
        tabs.open("nowhere")


def test_a_page_follows_the_focus(qtbot: QtBot) -> None:
    inner = QWidget()
    column = QVBoxLayout(inner)
    lines = [QLineEdit() for _ in range(40)]
    for line in lines:
        column.addWidget(line)
    page = ScrollPage(inner)
    qtbot.addWidget(page)
    page.resize(400, 300)
    page.show()
    qtbot.waitExposed(page)
    lines[-1].setFocus()
    qtbot.waitUntil(lambda: page.verticalScrollBar().value() > 0, timeout=1000)
    assert not lines[-1].visibleRegion().isEmpty()


def test_enter_presses_a_button_as_the_space_bar_does(qtbot: QtBot) -> None:
    for made in (Button("Add"), IconButton("menu", "More")):
        qtbot.addWidget(made)
        made.setCheckable(True)
        qtbot.keyClick(made, Qt.Key.Key_Return)
        assert made.isChecked()
        qtbot.keyClick(made, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
        assert not made.isChecked()
        qtbot.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # belongs to the form around it
        assert not made.isChecked()
