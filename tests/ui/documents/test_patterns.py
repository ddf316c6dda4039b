"""How numbers are written: a line for all kinds, one for each that differs, and what the next number would be."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.enums import RecordKind
from app.services.references import ALL_KINDS
from tests.ui.documents.conftest import Register
from ui.documents.patterns_dialog import PatternsDialog
from ui.shell.route import Route


def opened(register: Register) -> PatternsDialog:
    register.window.navigation.open("documents", part="numbers", extra={"patterns": "1"})  # as the command box does
    register.settle()
    (dialog,) = register.page.findChildren(PatternsDialog)
    return dialog


def write(dialog: PatternsDialog, key: str, text: str) -> None:
    line = dialog.form.edit(key).control()
    QApplication.clipboard().setText(text)  # the keys of a test know ASCII alone
    for key in (Qt.Key.Key_A, Qt.Key.Key_V):
        QTest.keyClick(line, key, Qt.KeyboardModifier.ControlModifier)


def example(dialog: PatternsDialog, key: str) -> str:
    return dialog.form.edit(key).widget.example.text()  # type: ignore[attr-defined, no-any-return]


def test_the_next_number_stands_beside_its_pattern_while_it_is_typed(register: Register) -> None:
    dialog = opened(register)
    assert example(dialog, "record-of-discussion") == "EOJ/ECON/ROD/2025/0002", "one was given already"
    assert example(dialog, ALL_KINDS) == "EOJ/ECON/MIN/2025/0001"
    write(dialog, ALL_KINDS, "{prefix}-{kind}-{yy}-{no}")
    assert example(dialog, "record-of-discussion") == "EOJ/ECON-ROD-25-2"
    write(dialog, "minutes", "在印経議第{no}号（令和{reiwa}年）")
    assert example(dialog, "minutes") == "在印経議第1号（令和7年）"
    assert example(dialog, "note-for-file") == "EOJ/ECON-NFF-25-1"
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    register.settle()
    mission = register.container.queries.mission.current()
    assert mission is not None
    assert mission.reference_patterns == {
        "": "{prefix}-{kind}-{yy}-{no}",
        "minutes": "在印経議第{no}号（令和{reiwa}年）",
    }
    assert register.said()[-1] == "Numbers are written so from now on."
    register.container.services.history.undo()
    before = register.container.queries.mission.current()
    assert before is not None
    assert before.reference_patterns == {}, "and it is taken back like anything else"


def test_a_pattern_that_tells_no_two_numbers_apart_says_so_beside_its_line(register: Register) -> None:
    dialog = opened(register)
    write(dialog, "press-line", "{prefix}/{year}")
    assert example(dialog, "press-line") == "not a pattern yet"
    write(dialog, ALL_KINDS, "{year}/{no}")
    dialog.submit()
    register.settle()
    assert dialog.isVisible()
    said = {key: dialog.findChild(object, f"documents.patterns.{key}.problem").text() for key in ("press-line", "all")}  # type: ignore[attr-defined]
    assert "{no}" in said["press-line"]
    assert "{kind}" in said["all"]
    dialog.reject()


def test_it_opens_from_the_list_of_numbers_and_every_kind_has_its_line(register: Register) -> None:
    register.window.navigation.go(Route("documents", part="numbers"))
    register.page.numbers.patterns_button.click()
    register.settle()
    (dialog,) = register.page.findChildren(PatternsDialog)
    assert set(dialog.form.values()) == {ALL_KINDS, *(kind.value for kind in RecordKind)}
    assert all(dialog.form.edit(kind.value).control().accessibleName() for kind in RecordKind)
    dialog.reject()
