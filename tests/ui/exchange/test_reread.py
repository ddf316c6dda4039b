"""A text that was guessed wrong is read otherwise by keyboard: the guess stands first, the rows change at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from app.services.importing import ImportKind
from tests.ui.embassy import Embassy
from tests.ui.exchange.test_page import shown
from ui.exchange.page import Page


def file(tmp_path: Path, data: bytes, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def choose(box: QComboBox, text: str) -> None:
    """As somebody does who tabs to the box and goes down its entries."""
    box.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.count()):
        if box.currentText().startswith(text):
            return
        QTest.keyClick(box, Qt.Key.Key_Down)
    raise AssertionError([box.itemText(at) for at in range(box.count())])


def names(page: Page) -> list[str]:
    plan = page.session.plan
    assert plan is not None
    return [row.name for row in plan.rows]


def test_letters_that_were_guessed_wrong_are_read_by_another_encoding(embassy: Embassy, tmp_path: Path) -> None:
    page = shown(embassy, "people")
    page.take_file(file(tmp_path, "Name,Organisation\nNuñez Ángel,Peña\n".encode("cp1252")))
    again = page.read_as.again
    assert again.encoding.itemText(0) == "Windows-1252 (guessed)"
    assert again.encoding.accessibleName() == "Encoding"
    choose(again.encoding, "Windows-1251")
    assert names(page) == ["Nuсez Бngel"]
    assert page.read_as.again.encoding.hasFocus()
    again.encoding.setCurrentIndex(0)
    again.encoding.activated.emit(0)
    assert names(page) == ["Nuñez Ángel"]


def test_another_delimiter_cuts_other_columns_and_holds_for_the_other_kind(embassy: Embassy, tmp_path: Path) -> None:
    page = shown(embassy, "people")
    page.take_file(file(tmp_path, b"Name|City,State\nSample Metals|Pune,MH\nOther Works|Delhi,DL\n", "list.txt"))
    choose(page.read_as.again.delimiter, "bar")
    assert page.read_as.columns.rowCount() == 2
    assert names(page) == ["Sample Metals", "Other Works"]
    page.session.choose_kind(ImportKind.ORGANISATIONS)
    assert page.read_as.again.delimiter.currentText() == "bar"
    assert names(page) == ["Sample Metals", "Other Works"]


def test_another_row_can_hold_the_headings(embassy: Embassy, tmp_path: Path) -> None:
    page = shown(embassy, "people")
    page.take_file(file(tmp_path, b"Name,Organisation\nWho,House\nRao,MEA\n"))
    header = page.read_as.again.header
    assert header.itemText(0) == "row 1: Name · Organisation (guessed)"
    choose(header, "row 2")
    assert [column.header for column in page.read_as.columns.mapping.columns] == ["Who", "House"]
    choose(header, "no row")
    assert [column.header for column in page.read_as.columns.mapping.columns] == ["", ""]
    assert page.read_as.columns.mapping.columns[0].samples == ("Name", "Who", "Rao")


def test_a_workbook_has_neither_encoding_nor_delimiter_to_choose(embassy: Embassy, tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "Organisation"])
        sheet.write_row(1, 0, ["Rao", "MEA"])
    page = shown(embassy, "people")
    page.take_file(path)
    again = page.read_as.again
    assert again.encoding_box.isHidden()
    assert again.delimiter_box.isHidden()
    assert not again.header_box.isHidden()


def test_what_was_pasted_can_be_cut_and_what_cannot_be_read_leaves_all_as_it_was(
    embassy: Embassy, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(embassy, "people")
    QGuiApplication.clipboard().setText("Rao / MEA\nSingh / MOC")
    page.paste()
    before = page.session.reading
    again = page.read_as.again
    assert again.encoding_box.isHidden()
    assert again.delimiter.itemText(0) == "nothing (guessed)"
    page.session.read_otherwise(encoding="UTF-8")
    assert page.session.reading is before
    assert again.delimiter.currentIndex() == 0
    assert any("says itself" in said for said in embassy.said())
    page.session.read_otherwise(delimiter="/")
    assert again.delimiter.currentText() == "“/”"
    assert page.read_as.columns.rowCount() == 2
