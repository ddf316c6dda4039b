"""Papers of a meeting: real PDFs, seen and saved, and files kept with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtPrintSupport import QPrinter

from app.core.enums import DispatchChannel, Edition, RecordKind
from app.core.errors import ToolFault
from app.core.settings import RECIPIENTS
from tests.ui.meetings.world import Screen, press, settle
from ui.meetings import documents_tab
from ui.meetings.documents_tab import DocumentsTab


@pytest.fixture
def documents(screen: Screen) -> DocumentsTab:
    detail = screen.open("Cell manufacturing")
    detail.minutes.click()
    settle()
    assert detail.part() == "documents"
    return detail.documents


def test_minutes_are_shown_at_once(documents: DocumentsTab) -> None:
    assert documents.pdf is not None
    assert documents.pdf.startswith(b"%PDF")
    assert documents.preview.page_count() >= 1
    assert documents.file_name.endswith("-en.pdf")


def test_another_paper_and_language_are_made(documents: DocumentsTab) -> None:
    english = documents.pdf
    documents.card.language_buttons["ja"].click()
    settle()
    assert documents.pdf != english
    assert documents.file_name.startswith("minutes")
    assert documents.file_name.endswith("-ja.pdf")
    documents.choose("attendee-list")
    settle()
    assert documents.file_name.startswith("attendee-list")


def test_a_changed_meeting_makes_its_paper_anew(screen: Screen, documents: DocumentsTab) -> None:
    before = documents.pdf
    meetings, id = screen.container.services.meetings, screen.world.ids["Cell manufacturing"]
    draft = meetings.draft(id)
    meetings.update(id, type(draft)(**{**_fields(draft), "title": "Another subject"}), draft)
    settle()
    assert documents.pdf != before


def _fields(draft: object) -> dict[str, object]:
    return {name: getattr(draft, name) for name in draft.__slots__}  # type: ignore[attr-defined]


def test_it_is_saved_where_the_user_says(
    screen: Screen, documents: DocumentsTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.pdf"
    monkeypatch.setattr(documents, "ask_path", lambda *_: target)
    screen.page.export()
    settle()
    assert target.read_bytes() == documents.pdf
    assert screen.said()[-1] == "Saved as out.pdf."


def test_a_folder_that_takes_nothing_is_said_in_words(
    screen: Screen, documents: DocumentsTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "ask_path", lambda *_: tmp_path / "none" / "out.pdf")
    documents.save.click()
    settle()
    assert screen.said()[-1].startswith("out.pdf could not be written: ")


def test_files_are_dropped_saved_and_removed_with_undo(
    screen: Screen, documents: DocumentsTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "note verbale.txt"
    source.write_text("The Embassy presents its compliments.")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(source))])
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    documents.dropEvent(event)
    settle()
    kept = documents.kept
    assert [row.file_name for row in kept.files.rows] == ["note verbale.txt"]
    target = tmp_path / "copy.txt"
    monkeypatch.setattr(kept, "ask_path", lambda *_: target)
    kept.save_button.click()
    settle()
    assert target.read_text() == source.read_text()
    kept.remove_button.click()
    settle()
    assert kept.files.rows == []
    screen.undo()
    kept.show_meeting(screen.world.ids["Cell manufacturing"])
    settle()
    assert [row.file_name for row in kept.files.rows] == ["note verbale.txt"]


def test_a_file_that_is_gone_is_said_in_words(screen: Screen, documents: DocumentsTab, tmp_path: Path) -> None:
    documents.kept.keep([tmp_path / "gone.pdf"])
    settle()
    assert screen.said()[-1].startswith("gone.pdf could not be read: ")


def test_printing_without_a_meeting_says_what_to_do(screen: Screen) -> None:
    screen.page.print_()
    assert screen.said() == ["Open a meeting to print its minutes or attendee list."]


def test_a_copy_for_outside_is_for_somebody_and_is_logged(
    screen: Screen, documents: DocumentsTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.docx"
    monkeypatch.setattr(documents, "ask_path", lambda *_: target)
    card = documents.card
    card.edition.setCurrentIndex(card.edition.findData(Edition.COUNTERPART.value))
    card.edition.activated.emit(card.edition.currentIndex())
    card.format_buttons["docx"].click()
    settle()
    documents.save.click()
    assert card.problem.text() == "Say for whom this copy is."
    assert card.recipient.hasFocus()
    assert not target.exists()
    press(card.recipient, "METI, Battery Office")
    assert not card.problem.isVisible()
    documents.save.click()
    settle()
    assert target.read_bytes()[:2] == b"PK", "a Word file"
    (row,) = screen.container.queries.dispatches.of_meeting(screen.world.ids["Cell manufacturing"])
    assert (row.recipient, row.format, row.edition) == ("METI, Battery Office", "docx", Edition.COUNTERPART)
    assert len(documents.copies.rows) == 1
    assert screen.container.settings.get(RECIPIENTS) == ("METI, Battery Office",)


def test_another_meeting_begins_with_our_own_edition_for_nobody(screen: Screen, documents: DocumentsTab) -> None:
    card = documents.card
    card.recipient.setText("METI")
    card.password.setText("secret")
    card.edition.setCurrentIndex(1)
    screen.open("Courtesy call", "documents")
    assert (card.recipient.text(), card.password.text()) == ("", "")
    assert card.edition.currentData() == Edition.INTERNAL.value


def test_numbered_copies_are_printed_one_by_one(
    screen: Screen, documents: DocumentsTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.container.services.minutes.open(screen.world.ids["Cell manufacturing"])
    settle()
    documents.make()
    settle()
    printed: list[bytes] = []
    monkeypatch.setattr(documents, "ask_printer", lambda _pages: QPrinter())
    monkeypatch.setattr(documents_tab, "print_to", lambda data, _printer: printed.append(data))
    card = documents.card
    card.edition.setCurrentIndex(card.edition.findData(Edition.COUNTERPART.value))
    card.recipient.setText("Ministry of Mines")
    card.copies.setValue(3)
    card.numbered.setChecked(True)
    documents.print_now()
    settle()
    rows = screen.container.queries.dispatches.of_meeting(screen.world.ids["Cell manufacturing"])
    assert sorted(row.copy_no for row in rows) == [1, 2, 3]
    assert {row.channel for row in rows} == {DispatchChannel.PRINT}
    assert len(set(printed)) == 3, "each bears its own number"
    assert screen.said()[-1] == "Printed."


def test_a_printer_that_fails_is_noted_with_the_copy(
    screen: Screen, documents: DocumentsTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_data: bytes, _printer: QPrinter) -> None:
        raise ToolFault("The printer does not answer. Nothing was printed.")

    monkeypatch.setattr(documents, "ask_printer", lambda _pages: QPrinter())
    monkeypatch.setattr(documents_tab, "print_to", broken)
    documents.print_now()
    settle()
    (row,) = screen.container.queries.dispatches.of_meeting(screen.world.ids["Cell manufacturing"])
    assert row.note == "It was not printed."
    assert screen.said()[-1] == "The printer does not answer. Nothing was printed."


def test_the_kinds_offered_are_those_of_the_meeting(screen: Screen, documents: DocumentsTab) -> None:
    def keys() -> list[str]:
        return [str(documents.card.what.itemData(no)) for no in range(documents.card.what.count())]

    assert keys() == ["minutes", "agenda", "annotated-agenda", "attendee-list", "signin-sheet"]
    meeting = screen.world.ids["Cell manufacturing"]
    screen.container.services.minutes.open(meeting, RecordKind.RECORD_OF_DISCUSSION)
    settle()
    documents._catch_up()
    settle()
    assert keys()[:2] == ["record", "press-line"]
    documents.choose("minutes")
    settle()
    assert documents.card.kind() == "record", "the record that the meeting has"
    documents.choose("signin-sheet")
    settle()
    assert documents.card.edition.count() == 1, "a sheet never leaves"
