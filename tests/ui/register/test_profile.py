"""What the mission thinks of somebody: judged, corrected and taken away by keyboard; the page says it is internal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.enums import Assessed
from app.core.settings import ASSESSOR
from app.services.stakeholders import AssessmentDraft
from tests.ui.embassy import DAY, Embassy
from ui.people.page import Page
from ui.register.judgement import JudgementDialog
from ui.register.profile import ProfilePart
from ui.shell.route import Route


@pytest.fixture
def who(people: Page, embassy: Embassy) -> str:
    """Somebody, open on the Profile tab."""
    id = embassy.person("Vidya Sharma")
    people.open(Route("people", id))
    tabs = people.findChild(QWidget, "people.tabs")
    assert tabs is not None
    tabs.open("profile")  # type: ignore[attr-defined]
    return id


def settle(page: Page) -> None:
    page.desk.bridge.flush()
    QApplication.processEvents()


def answering(
    qtbot: QtBot, profile: ProfilePart, monkeypatch: pytest.MonkeyPatch, fill: Callable[[JudgementDialog], None]
) -> list[JudgementDialog]:
    """Have the window that is asked be filled by `fill` instead of waited for."""
    asked: list[JudgementDialog] = []

    def ask(dialog: JudgementDialog) -> bool:
        asked.append(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: dialog.isActiveWindow() and QApplication.focusWidget() in dialog.findChildren(QWidget))
        fill(dialog)
        return dialog.result() == JudgementDialog.DialogCode.Accepted

    monkeypatch.setattr(profile, "ask", ask)
    return asked


def child(dialog: QWidget, kind: type, name: str) -> QWidget:
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def test_it_says_that_it_is_internal(people: Page, who: str) -> None:
    said = people.profile.findChild(QWidget, "register.profile.internal")
    assert said is not None
    assert said.isVisible()
    assert "No paper" in said.findChildren(QLabel)[1].text()


def test_a_judgement_is_noted_by_keyboard_and_undone(
    qtbot: QtBot, people: Page, embassy: Embassy, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(dialog: JudgementDialog) -> None:
        box = child(dialog, QComboBox, "register.judgement.power")
        assert QApplication.focusWidget() is box
        assert child(dialog, QLineEdit, "register.judgement.assessed_on").text() == "7 July 2025"
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        problem = child(dialog, QLabel, "register.judgement.power.problem")
        assert problem.text() == "Choose a value."
        assert child(dialog, QLabel, "register.judgement.evidence.problem").text() == (
            "Say what this judgement rests on."
        )
        qtbot.keyClicks(box, "4")
        qtbot.keyClicks(child(dialog, QPlainTextEdit, "register.judgement.evidence"), "Signs for the ministry")
        qtbot.keyClicks(child(dialog, QLineEdit, "register.judgement.assessor"), "S. Tanaka")
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    asked = answering(qtbot, people.profile, monkeypatch, fill)
    button = people.profile.judged[Assessed.POWER].button
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert len(asked) == 1
    settle(people)
    judged = people.profile.judged[Assessed.POWER]
    assert judged.value.text() == "4 of 5"
    assert judged.evidence.text() == "Signs for the ministry"
    assert judged.source.text() == "7 July 2025 · S. Tanaka"
    notice = embassy.notices.shown[-1]
    assert notice.text == "A judgement of Vidya Sharma was noted."
    assert notice.button is not None
    notice.button.click()
    settle(people)
    assert judged.value.text() == "not judged yet"


def judge(embassy: Embassy, id: str, about: Assessed, value: str, day: date) -> None:
    draft = AssessmentDraft("person", id, about, value, "Told us so", day, "S. Tanaka")
    embassy.container.services.stakeholders.add(draft)


def test_movement_and_the_field_of_the_grid_are_told(people: Page, embassy: Embassy, who: str) -> None:
    judge(embassy, who, Assessed.POWER, "3", date(2025, 5, 1))
    judge(embassy, who, Assessed.POWER, "5", DAY)
    judge(embassy, who, Assessed.INTEREST, "4", DAY)
    judge(embassy, who, Assessed.STANCE, "supporter", date(2025, 5, 1))
    judge(embassy, who, Assessed.STANCE, "sceptical", DAY)
    settle(people)
    judged = people.profile.judged
    assert judged[Assessed.POWER].moved.text() == "up from 3 of 5"
    assert judged[Assessed.STANCE].moved.text() == "down from Supporter"
    assert people.profile.quadrant.text() == "Manage closely"
    titles = [line.title for line in people.profile.history.lines.lines.rows]
    assert titles[0] == "Stance: Sceptical"
    assert len(titles) == 5


def test_one_is_corrected_with_enter_and_taken_away_with_del(
    qtbot: QtBot, people: Page, embassy: Embassy, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge(embassy, who, Assessed.INTEREST, "2", DAY)
    settle(people)

    def fill(dialog: JudgementDialog) -> None:
        evidence = child(dialog, QPlainTextEdit, "register.judgement.evidence")
        assert evidence.toPlainText() == "Told us so"
        evidence.setPlainText("Told the Counsellor so")
        assert not child(dialog, QComboBox, "register.judgement.about").isEnabled()
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    asked = answering(qtbot, people.profile, monkeypatch, fill)
    lines = people.profile.history.lines
    lines.setFocus()
    qtbot.keyClick(lines, Qt.Key.Key_Return)
    assert len(asked) == 1
    settle(people)
    assert people.profile.judged[Assessed.INTEREST].evidence.text() == "Told the Counsellor so"
    assert len(lines.lines.rows) == 1
    embassy.host.activateWindow()
    qtbot.waitUntil(lines.hasFocus)  # the keys come back from the window that was closed
    qtbot.keyClick(lines, Qt.Key.Key_Delete)
    settle(people)
    assert len(lines.lines.rows) == 0
    assert people.model.rowCount() == 1  # the judgement went, not the person


def test_a_day_to_come_is_refused_in_the_window(
    qtbot: QtBot, people: Page, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems: list[str] = []

    def fill(dialog: JudgementDialog) -> None:
        dialog.form.set_values({"power": "3", "evidence": "x", "assessor": "y", "assessed_on": date(2025, 7, 9)})
        dialog.submit()
        problems.append(child(dialog, QLabel, "register.judgement.assessed_on.problem").text())
        assert dialog.ok.isEnabled()
        dialog.reject()

    answering(qtbot, people.profile, monkeypatch, fill)
    people.profile.add.click()
    assert problems == ["Nobody can be judged on a day to come."]


def test_who_judged_last_is_offered_for_somebody_else_and_after_a_restart(
    qtbot: QtBot, people: Page, embassy: Embassy, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def fill(dialog: JudgementDialog) -> None:
        line = child(dialog, QLineEdit, "register.judgement.assessor")
        offered.append(line.text())  # type: ignore[attr-defined]
        dialog.form.set_values({"power": "3", "evidence": "x", "assessor": "S. Tanaka", "assessed_on": DAY})
        dialog.submit()

    answering(qtbot, people.profile, monkeypatch, fill)
    people.profile.add.click()
    settle(people)
    again = ProfilePart(people.desk, people.today)  # another window, over the same settings
    qtbot.addWidget(again)
    again.show_subject("person", embassy.person("Anil Sample"), "Anil Sample")
    people.desk.bridge.flush()
    answering(qtbot, again, monkeypatch, fill)
    again.add.click()
    assert offered == ["", "S. Tanaka"]


def test_correcting_what_a_colleague_judged_makes_nobody_the_judge(
    qtbot: QtBot, people: Page, embassy: Embassy, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge(embassy, who, Assessed.INTEREST, "2", DAY)
    settle(people)

    def fill(dialog: JudgementDialog) -> None:
        dialog.form.set_values({"interest": "4"})
        dialog.submit()

    answering(qtbot, people.profile, monkeypatch, fill)
    row = people.profile.history.lines.lines.rows[0]
    people.profile.history.lines.opened.emit("assessment", row.target[1])
    settle(people)
    assert people.profile.judged[Assessed.INTEREST].value.text() == "4 of 5"
    assert embassy.desk.settings.get(ASSESSOR) == ""
