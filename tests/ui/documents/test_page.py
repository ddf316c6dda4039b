"""The register: records with their numbers and versions, copies that left, one file of several, a hash verified."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from app.core.enums import DispatchChannel, Edition, RecordStatus, ReferenceState
from app.queries.versions import NumberRow
from app.services.papers import PaperOrder
from tests.ui.documents.conftest import Register
from ui.documents import tables
from ui.documents.columns import Gap
from ui.documents.tables import with_gaps
from ui.documents.verify_dialog import VerifyDialog
from ui.kit.form_dialog import FormDialog

ROD = "EOJ/ECON/ROD/2025/0001"


def test_every_record_stands_in_the_list_with_its_number_and_hash(register: Register) -> None:
    assert register.references()[0] == ROD
    assert register.references().count("") == 4, "drafts have no number yet"
    row = register.page.records.model.row(0)
    assert row is not None
    assert (row.status, row.version_text, len(row.sha256)) == (RecordStatus.APPROVED, "1", 64)


def test_it_is_narrowed_by_status_kind_and_words(register: Register) -> None:
    records = register.page.records
    records.list.filters.set_values({"status": "open"})
    records.feed.narrow({})
    register.settle()
    assert register.references() == ["", "", "", ""]
    records.list.filters.set_values({"kind": "note-for-file"})
    records.feed.narrow({})
    register.settle()
    assert register.references() == [""]
    records.list.filters.set_values({})
    records.find_line.setText("courtesy")
    records.search_now()
    register.settle()
    assert register.references() == [ROD]


def test_enter_opens_a_record_and_once_more_its_meeting(register: Register) -> None:
    view = register.page.records.list.view()
    view.setFocus()
    view.setCurrentIndex(register.page.records.model.index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    register.settle()
    detail = register.page.records.detail
    assert detail.isVisible()
    assert detail.title.text() == ROD
    assert detail.hash.text().startswith("SHA-256 ")
    assert register.window.navigation.route is not None
    assert register.window.navigation.route.kind == "document"
    QTest.keyClick(register.page.records.list.view(), Qt.Key.Key_Return)
    register.settle()
    route = register.window.navigation.route
    assert (route.page, route.id, route.part) == ("meetings", register.meeting("MT9"), "record")


def test_escape_goes_back_to_the_list(register: Register) -> None:
    register.page.records.open_record(register.page.records.model.row(0).id)  # type: ignore[union-attr]
    register.settle()
    QTest.keyClick(register.page.records.list.view(), Qt.Key.Key_Escape)
    assert not register.page.records.split.is_open()


def order(register: Register, edition: Edition = Edition.COUNTERPART) -> PaperOrder:
    return PaperOrder(
        "record", register.meeting("MT9"), edition=edition, recipient="Ministry of Mines",
        channel=DispatchChannel.BY_HAND, numbered=True,
    )  # fmt: skip


def test_a_copy_that_left_stands_in_the_log_and_beside_its_record(register: Register) -> None:
    register.container.services.papers.produce(order(register))
    register.settle()
    register.page.tabs.open("copies")
    register.settle()
    row, *before = register.page.copies.rows
    assert (row.recipient, row.copy_no, row.edition) == ("Ministry of Mines", 2, Edition.COUNTERPART)
    assert [one.copy_no for one in before] == [0, 1], "two copies left in the story"
    register.page.tabs.open("records")
    register.page.records.open_record(row.record_id or "")
    register.settle()
    line, *_ = register.page.records.detail.copies.lines.lines.rows
    assert line.detail.startswith("to Ministry of Mines · by hand · copy 2 · ")


def test_a_note_is_kept_with_a_copy(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    register.container.services.papers.produce(order(register))
    register.page.tabs.open("copies")
    register.settle()
    register.page.copies.list.take_first()
    monkeypatch.setattr(tables, "ask_text", lambda *_a, **_p: "Called back on 8 July")
    register.page.copies.annotate()
    register.settle()
    assert register.page.copies.rows[0].note == "Called back on 8 July"


def test_a_cancelled_number_stays_with_its_reason(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    register.page.tabs.open("numbers")
    register.settle()
    register.page.numbers.list.take_first()
    monkeypatch.setattr(tables, "ask_text", lambda *_a, **_p: "Issued by mistake")
    register.page.numbers.cancel()
    register.settle()
    (row,) = register.page.numbers.rows
    assert (row.reference, row.state, row.reason) == (ROD, ReferenceState.CANCELLED, "Issued by mistake")
    register.page.numbers.list.take_first()
    register.page.numbers.cancel()
    assert register.said()[-1] == "Choose a number that is in use."


def test_what_is_missing_in_a_series_stands_between_its_numbers(register: Register) -> None:
    (one,) = register.container.queries.versions.numbers()
    rows = [replace(one, no=4), replace(one, no=2), replace(one, kind="minutes", no=1)]
    found = [(row.kind, row.no) for row in with_gaps(rows) if isinstance(row, Gap)]
    assert found == [(one.kind, 3), (one.kind, 1)]
    assert len([row for row in with_gaps(rows) if isinstance(row, NumberRow)]) == 3


def verify(register: Register) -> VerifyDialog:
    register.window.actions_registry.trigger("verify") or register.page.verify()
    register.settle()
    found = register.page.findChild(VerifyDialog)
    assert isinstance(found, VerifyDialog)
    return found


def test_the_digits_at_the_foot_of_a_page_lead_to_their_version(register: Register) -> None:
    sha256 = register.page.records.model.row(0).sha256  # type: ignore[union-attr]
    asked = verify(register)
    asked.line.setText(sha256[:5])
    assert asked.chip.text() == "too short"
    asked.line.setText(f"sha-256 {sha256[:12].upper()}")
    assert (asked.chip.text(), asked.words.text()) == ("genuine", "Genuine, and in force.")
    (line,) = asked.list.lines.rows
    assert line.title == f"{ROD}, version 1"
    asked.line.setText("000000000000")
    assert asked.chip.text() == "unknown"
    asked.line.setText("")
    assert asked.chip.isHidden()
    asked.reject()


def test_a_file_is_known_as_the_copy_that_left(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = register.container.services.papers.produce(order(register))
    path = tmp_path / "copy.pdf"
    path.write_bytes(made.content)
    asked = verify(register)
    monkeypatch.setattr(asked, "ask_file", lambda: path)
    asked.file_button.click()
    register.settle()
    assert asked.chip.text() == "genuine"
    assert asked.copy.text().startswith("Logged copy 2 for Ministry of Mines, ")
    path.write_bytes(made.content + b" ")
    asked.file_button.click()
    register.settle()
    assert asked.chip.text() == "unknown", "one changed byte is another file"
    asked.reject()


def test_several_records_become_one_file(register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = register.page.records
    register.page.export()
    selection = records.list.table.selectionModel()
    selection.clear()
    register.page.export()
    assert register.said()[-1].startswith("Choose records first")
    for no in range(2):
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        selection.select(records.model.index(no, 0), flags)
    target = tmp_path / "two.pdf"
    monkeypatch.setattr(records, "ask_path", lambda _name: target)
    register.page.export()
    asked = [one for one in records.findChildren(FormDialog) if one.isVisible()][-1]
    assert asked.heading.text() == "2 records as one file"
    asked.submit()
    register.settle()
    text = " ".join(page.extract_text() for page in PdfReader(target).pages)
    assert ROD in text
    assert register.said()[-1] == "Saved as two.pdf."
    assert len(register.container.queries.dispatches.all()) == 2 + 2, "each is logged as a copy"


def test_outward_copies_of_several_are_for_somebody(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    records = register.page.records
    records.list.select(records.model.id_at(0))
    records.bundle()
    asked = [one for one in records.findChildren(FormDialog) if one.isVisible()][-1]
    asked.form.edit("edition").set_value(Edition.COUNTERPART)
    monkeypatch.setattr(records, "ask_path", lambda _name: None)
    asked.submit()
    assert asked.isVisible(), "no file was chosen: nothing happened"
    asked.reject()


@pytest.mark.parametrize("part", ["records", "numbers", "copies"])
def test_each_list_is_named_for_a_screen_reader(register: Register, part: str) -> None:
    register.page.tabs.open(part)
    register.settle()
    pane = register.page.panes[part]
    assert pane.list.view().accessibleName()  # type: ignore[attr-defined]
    assert pane.list.objectName()  # type: ignore[attr-defined]
