"""Ctrl+E: what is chosen in a list, or the list as it is filtered, as a file; each copy stands in the log."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.core.enums import Assessed
from app.services.exporting import ExportFormat
from app.services.organisations import OrganisationDraft, OrgNameDraft
from app.services.stakeholders import AssessmentDraft
from tests.ui.embassy import DAY, Embassy
from ui.organisations.page import Page as OrganisationsPage
from ui.people.page import Page as PeoplePage
from ui.register.exporting import ExportDialog
from ui.register.page import RegisterPage
from ui.shell.route import Route

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def settle(page: RegisterPage) -> None:
    page.desk.bridge.flush()
    QApplication.processEvents()


class Hand:
    """Answers the window and says where to; `whats` are the choices it was offered."""

    def __init__(self, qtbot: QtBot, page: RegisterPage, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._qtbot, self.path = qtbot, path
        self.format, self.recipient = "Excel", ""
        self.whats: list[str] = []
        monkeypatch.setattr(page.exporting, "ask", self.ask)
        monkeypatch.setattr(page.exporting, "ask_path", self.ask_path)

    def ask(self, dialog: QDialog) -> bool:
        assert isinstance(dialog, ExportDialog)
        dialog.show()
        self._qtbot.waitUntil(lambda: dialog.isActiveWindow() and QApplication.focusWidget() is not None)
        what = dialog.findChild(QComboBox, "register.export.what")
        form = dialog.findChild(QComboBox, "register.export.format")
        line = dialog.findChild(QLineEdit, "register.export.recipient")
        assert what is not None
        assert form is not None
        assert line is not None
        self.whats = [what.itemText(at) for at in range(what.count())]
        form.setFocus()
        at = next(no for no in range(form.count()) if form.itemText(no).startswith(self.format))
        for _ in range(at):
            self._qtbot.keyClick(form, Qt.Key.Key_Down)
        self._qtbot.keyClicks(line, self.recipient)
        self._qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
        return dialog.result() == QDialog.DialogCode.Accepted

    def ask_path(self, form: ExportFormat) -> Path:
        self.asked = form
        return self.path


def log(embassy: Embassy) -> list[tuple[str, str, str]]:
    sql = "SELECT document, format, recipient FROM dispatch WHERE deleted_at IS NULL ORDER BY rowid"
    with embassy.container.store.read() as session:
        return [tuple(row) for row in session.execute(text(sql))]


def test_what_is_chosen_is_written_as_a_table(
    qtbot: QtBot, people: PeoplePage, embassy: Embassy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [embassy.person(name) for name in ("Aditi Rao", "Bharat Singh", "Chitra Devi")]
    secret = AssessmentDraft("person", ids[0], Assessed.STANCE, "opposed", "TOLD IN CONFIDENCE", DAY, "S. Tanaka")
    embassy.container.services.stakeholders.add(secret)
    settle(people)
    hand = Hand(qtbot, people, tmp_path / "two.csv", monkeypatch)
    hand.format, hand.recipient = "Table", "Ministry of Mines"
    view = people.list.view()
    view.setFocus()
    view.setCurrentIndex(people.model.index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Down, SHIFT)
    people.export()
    settle(people)
    assert hand.whats == ["The 2 that are chosen", "The list as it is filtered (3)"]
    content = hand.path.read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    assert len(rows) == 3
    assert [any(name in cell for cell in row) for name, row in zip(("Aditi", "Bharat"), rows[1:], strict=True)] == [
        True, True,
    ]  # fmt: skip
    assert "CONFIDENCE" not in content
    assert "opposed" not in content
    assert log(embassy) == [("list-of-people", "csv", "Ministry of Mines")]
    assert "2 records were written to two.csv." in embassy.said()


def test_the_list_as_it_is_filtered_as_cards(
    qtbot: QtBot, organisations: OrganisationsPage, embassy: Embassy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, country in (("Attero", "IN"), ("LOHUM", "IN"), ("Hanwa", "JP")):
        embassy.container.services.organisations.create(OrganisationDraft(names=(OrgNameDraft(name),), country=country))
    settle(organisations)
    organisations.list.filters.set_values({"country": "IN"})
    organisations.list.filters.changed.emit({"country": "IN"})
    organisations.list.table.setCurrentIndex(organisations.model.index(0, 0))
    hand = Hand(qtbot, organisations, tmp_path / "cards.vcf", monkeypatch)
    hand.format = "Address cards, vCard 4"
    organisations.export()
    settle(organisations)
    assert hand.whats == ["The list as it is filtered (2)"]  # one row is always under the keys and no choice
    content = hand.path.read_text(encoding="utf-8")
    assert content.count("BEGIN:VCARD") == 2
    assert "VERSION:4.0" in content
    assert "Hanwa" not in content


def test_the_open_record_alone(
    qtbot: QtBot, people: PeoplePage, embassy: Embassy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embassy.person("Aditi Rao")
    id = embassy.person("Bharat Singh")
    people.open(Route("people", id))
    hand = Hand(qtbot, people, tmp_path / "one.vcf", monkeypatch)
    hand.format = "Address cards, vCard 3"
    people.export()
    settle(people)
    assert hand.whats[0] == "The one that is chosen"
    content = hand.path.read_text(encoding="utf-8")
    assert content.count("BEGIN:VCARD") == 1
    assert "Bharat Singh" in content
    assert "VERSION:3.0" in content


def test_a_folded_tree_is_exported_whole(
    qtbot: QtBot, organisations: OrganisationsPage, embassy: Embassy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    above = embassy.organisation("METI", "JP")
    embassy.container.services.organisations.create(
        OrganisationDraft(names=(OrgNameDraft("Energy agency"),), parent_id=above)
    )
    settle(organisations)
    organisations.tree_switch.click()
    organisations.list.folded.emit(organisations.model.id_at(0), False)
    assert organisations.model.rowCount() == 1
    hand = Hand(qtbot, organisations, tmp_path / "all.csv", monkeypatch)
    hand.format = "Table"
    organisations.export()
    settle(organisations)
    assert hand.whats == ["The list as it is filtered (2)"]
    assert "Energy agency" in hand.path.read_bytes().decode("utf-8-sig")


def test_a_file_that_cannot_be_written_leaves_no_entry(
    qtbot: QtBot, people: PeoplePage, embassy: Embassy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embassy.person("Aditi Rao")
    settle(people)
    hand = Hand(qtbot, people, tmp_path / "missing" / "list.csv", monkeypatch)
    hand.format = "Table"
    people.export()
    settle(people)
    assert log(embassy) == []
    assert any("could not be written" in said for said in embassy.said())


def test_an_empty_list_says_so(people: PeoplePage, embassy: Embassy) -> None:
    people.export()
    assert "There is nothing in the list to export." in embassy.said()


def test_the_list_on_paper_says_what_narrowed_it_and_stands_in_the_log(
    qtbot: QtBot, people: PeoplePage, embassy: Embassy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = embassy.person("Aditi Rao")
    embassy.person("Bharat Singh")
    secret = AssessmentDraft("person", id, Assessed.STANCE, "opposed", "TOLD IN CONFIDENCE", DAY, "S. Tanaka")
    embassy.container.services.stakeholders.add(secret)
    settle(people)
    people.list.filters.set_values({"text": "Rao"})
    people.list.filters.changed.emit(people.list.filters.values())
    settle(people)
    hand = Hand(qtbot, people, tmp_path / "people.pdf", monkeypatch)
    hand.format, hand.recipient = "List on paper", "Economic section"
    people.export()
    settle(people)
    said = pdf_text(hand.path.read_bytes())
    assert "Aditi Rao" in said
    assert "Filter: “Rao”" in said
    for hidden in ("Bharat", "CONFIDENCE", "opposed"):
        assert hidden not in said
    assert log(embassy) == [("list-of-people", "pdf", "Economic section")]


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
