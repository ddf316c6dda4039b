"""Rows that are typed, walked through with Tab: in at the first cell, through every cell, and out again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.form import Field, Form, custom
from ui.kit.rows_editor import Cell, Row, RowsEditor
from ui.kit.text import Button


def editor() -> RowsEditor:
    def blank(row: Row) -> bool:
        return not row.get("name")

    cells = ((Cell("name", "Name"),), (Cell("kind", "Kind", "choice", 100, values=("x",), choice_label=str),
                                      Cell("listed", "Listed", "check")))  # fmt: skip
    return RowsEditor("f.rows", cells, {"name": "", "kind": "x", "listed": False}, blank, "Add")


def walked(qtbot: QtBot, first: QWidget, key: Qt.Key, steps: int) -> list[str]:
    first.setFocus()
    names = []
    for _ in range(steps):
        focus = QApplication.focusWidget()
        assert focus is not None
        names.append(focus.objectName())
        qtbot.keyClick(focus, key)
    return names


def test_tab_goes_through_the_rows_and_leaves_them(qtbot: QtBot) -> None:
    form = Form((Field("a", "A"), custom("rows", "Rows", editor), Field("z", "Z")), "f")
    save = Button("Save", name="f.save")
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(form)
    column.addWidget(save)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    form.set_values({"rows": [{"name": str(no), "kind": "x", "listed": False} for no in range(3)]})
    cells = [f"f.rows.{no}.{key}" for no in range(3) for key in ("name", "kind", "listed")]
    wanted = ["f.a", *cells, "f.rows.add", "f.z", "f.save"]
    QApplication.processEvents()  # the new rows are seen
    assert walked(qtbot, form.edit("a").control(), Qt.Key.Key_Tab, len(wanted)) == wanted
    back = walked(qtbot, save, Qt.Key.Key_Backtab, len(wanted))
    assert back == list(reversed(wanted))


def test_the_keys_given_to_the_rows_go_to_the_first_cell(qtbot: QtBot) -> None:
    rows = editor()
    qtbot.addWidget(rows)
    rows.show()
    rows.activateWindow()
    qtbot.waitUntil(rows.isActiveWindow)
    rows.setFocus()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "f.rows.0.name"


def test_alt_and_the_letter_of_the_label_lead_to_the_first_row(qtbot: QtBot) -> None:
    form = Form((Field("a", "&A"), custom("rows", "&Rows", editor), Field("z", "&Z")), "f")
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    first = form.edit("a").control()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "f.rows.0.name"


def test_a_row_that_was_begun_is_not_thrown_away(qtbot: QtBot) -> None:
    def blank(row: Row) -> bool:
        return not row.get("name") and not row.get("note")

    def lacking(row: Row) -> tuple[str, str] | None:
        return None if row.get("name") else ("name", "Enter the name.")

    cells = ((Cell("name", "Name"), Cell("note", "Note")),)
    rows = RowsEditor("f.rows", cells, {"name": "", "note": ""}, blank, "Add", lacking=lacking)
    qtbot.addWidget(rows)
    assert rows.problem("rows") is None, "nothing was typed"
    rows.set_value([{"name": "Rao", "note": ""}, {"name": "", "note": "+91 11 5555 0147"}])
    assert rows.problem("rows") is not None
    assert [row.problem.text() for row in rows.rows] == ["", "Enter the name."]
    rows.set_value([{"name": "Rao", "note": ""}])
    assert rows.problem("rows") is None
