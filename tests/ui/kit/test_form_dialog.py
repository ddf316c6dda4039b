"""A small form in a window of its own: Enter is never Cancel."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.core.problems import Problem
from ui.kit.form import Field
from ui.kit.form_dialog import FormDialog


def opened(qtbot: QtBot) -> tuple[FormDialog, list[Any]]:
    fields = (Field("who", "&Who", required=True), Field("why", "Wh&y", "multiline"))
    made, wanted = FormDialog(None, "A judgement", fields, name="f"), []
    made.wanted.connect(wanted.append)
    qtbot.addWidget(made)
    made.fill({"who": "", "why": ""})
    made.open()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made, wanted


def test_enter_in_a_line_stores_what_was_typed(qtbot: QtBot) -> None:
    made, wanted = opened(qtbot)
    line = made.form.edit("who").control()
    qtbot.keyClicks(line, "Economic section")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert wanted == [{"who": "Economic section", "why": ""}]
    assert made.isVisible(), "it goes when it was stored"
    made.refuse([Problem("who", "Nobody of this name.")])
    assert made.isVisible()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert len(wanted) == 2


def test_what_is_refused_stays_to_be_mended(qtbot: QtBot) -> None:
    made, wanted = opened(qtbot)
    text = made.form.edit("why").control()
    qtbot.keyClicks(text, "said so")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert made.form.values()["why"] == "said so\n", "a line break in a text of several lines"
    qtbot.keyClick(made.form.edit("who").control(), Qt.Key.Key_Return)
    made.refuse([Problem("who", "Say who judged.")])
    assert made.isVisible()
    assert wanted == [{"who": "", "why": "said so\n"}]
    assert made.form.values()["why"] == "said so\n"


def test_enter_on_cancel_and_escape_leave(qtbot: QtBot) -> None:
    made, wanted = opened(qtbot)
    made.buttons["cancel"].setFocus()
    qtbot.keyClick(made.buttons["cancel"], Qt.Key.Key_Return)
    assert made.result() == QDialog.DialogCode.Rejected
    assert not made.isVisible()
    assert wanted == []
