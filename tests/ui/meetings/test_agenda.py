"""The agenda, typed with the keyboard alone and checked against the time there is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget
from pytestqt.modeltest import ModelTester

from app.core.enums import LanguageMode
from tests.ui.meetings.world import NOW, Screen, press, settle
from ui.meetings.agenda_model import MINUTES, TITLE, AgendaModel, fit
from ui.meetings.agenda_tab import AgendaTab


@pytest.fixture
def agenda(screen: Screen) -> AgendaTab:
    return screen.open("Cell manufacturing", "agenda").agenda


def editor(agenda: AgendaTab) -> QWidget:
    """The editor that is open in the table."""
    found = [w for w in agenda.view.viewport().findChildren(QWidget) if isinstance(w, (QLineEdit, QSpinBox))]
    return next(w for w in found if w.isVisible() and w.parent() is agenda.view.viewport())


def stored(screen: Screen) -> list[tuple[str, int]]:
    meeting = screen.container.queries.meetings.get(screen.world.ids["Cell manufacturing"])
    return [(item.title, item.minutes) for item in meeting.agenda]


def type_items(agenda: AgendaTab, *titles: str) -> None:
    agenda.view.begin_new()
    settle()
    for title in titles:
        press(editor(agenda), title, Qt.Key.Key_Return)


def test_items_are_typed_one_after_the_other(screen: Screen, agenda: AgendaTab) -> None:
    type_items(agenda, "Cells", "Finance")
    assert stored(screen) == [("Cells", 0), ("Finance", 0)]
    assert isinstance(editor(agenda), QLineEdit), "the next new item waits to be typed"
    assert screen.detail.tabs.tabText(2) == "Agenda  2"


def test_minutes_are_typed_into_their_cell(screen: Screen, agenda: AgendaTab) -> None:
    type_items(agenda, "Cells")
    press(editor(agenda), Qt.Key.Key_Escape)
    agenda.view.setCurrentIndex(agenda.model.index(0, MINUTES))
    press(agenda.view, Qt.Key.Key_F2)
    press(editor(agenda), "20", Qt.Key.Key_Return)
    assert stored(screen) == [("Cells", 20)]


def test_alt_up_moves_an_item_and_it_keeps_its_identity(screen: Screen, agenda: AgendaTab) -> None:
    type_items(agenda, "Cells", "Finance")
    press(editor(agenda), Qt.Key.Key_Escape)
    meeting = screen.world.ids["Cell manufacturing"]
    before = {item.title: item.id for item in screen.container.queries.meetings.get(meeting).agenda}
    agenda.view.setFocus()
    agenda.view.setCurrentIndex(agenda.model.index(1, TITLE))
    press(agenda.view, Qt.Key.Key_Up, alt=True)
    assert [title for title, _ in stored(screen)] == ["Finance", "Cells"]
    after = {item.title: item.id for item in screen.container.queries.meetings.get(meeting).agenda}
    assert after == before
    assert agenda.view.currentIndex().row() == 0


def test_delete_takes_an_item_out_and_undo_brings_it_back(screen: Screen, agenda: AgendaTab) -> None:
    type_items(agenda, "Cells", "Finance")
    press(editor(agenda), Qt.Key.Key_Escape)
    agenda.view.setCurrentIndex(agenda.model.index(0, TITLE))
    press(agenda.view, Qt.Key.Key_Delete)
    assert [title for title, _ in stored(screen)] == ["Finance"]
    screen.undo()
    assert [title for title, _ in stored(screen)] == ["Cells", "Finance"]
    assert agenda.model.rowCount() == 3


def test_an_empty_title_is_no_item(screen: Screen, agenda: AgendaTab) -> None:
    agenda.view.begin_new()
    press(editor(agenda), "   ", Qt.Key.Key_Return)
    assert stored(screen) == []


def test_consecutive_interpretation_counts_twice(screen: Screen) -> None:
    screen.world.meeting("Talks", NOW, mode=LanguageMode.CONSECUTIVE)
    agenda = screen.open("Talks", "agenda").agenda
    type_items(agenda, "Cells")
    agenda.model.setData(agenda.model.index(0, MINUTES), 34)
    settle()
    assert agenda.fit.text() == "34 min of speech, 68 min with consecutive interpretation, of 60 min. 8 min too long."
    assert agenda.over.isVisible()
    assert fit(30, 60, LanguageMode.CONSECUTIVE, 0)[1] is False
    assert fit(34, 60, LanguageMode.SIMULTANEOUS, 0) == ("34 of 60 min.", False)


def test_the_model_keeps_qts_contract(agenda: AgendaTab, qtmodeltester: ModelTester) -> None:
    type_items(agenda, "Cells", "Finance")
    press(editor(agenda), Qt.Key.Key_Escape)
    qtmodeltester.check(agenda.model)
    qtmodeltester.check(AgendaModel())


def test_what_we_want_of_an_item_is_kept_with_it(screen: Screen, agenda: AgendaTab) -> None:
    type_items(agenda, "Cells", "Finance")
    press(editor(agenda), Qt.Key.Key_Escape)
    agenda.view.setCurrentIndex(agenda.model.index(0, TITLE))
    agenda.objective.edit.setFocus()
    press(agenda.objective.edit, "Two names by autumn")
    agenda.view.setFocus()
    settle()
    agenda.view.setCurrentIndex(agenda.model.index(1, TITLE))
    assert agenda.objective.text() == ""
    agenda.view.setCurrentIndex(agenda.model.index(0, TITLE))
    assert agenda.objective.text() == "Two names by autumn"
    meeting = screen.container.queries.meetings.get(screen.world.ids["Cell manufacturing"])
    assert [item.objective for item in meeting.agenda] == ["Two names by autumn", ""]


def test_the_row_for_a_new_item_has_no_objective(agenda: AgendaTab) -> None:
    agenda.view.setCurrentIndex(agenda.model.index(0, TITLE))
    assert not agenda.objective.edit.isEnabled()
