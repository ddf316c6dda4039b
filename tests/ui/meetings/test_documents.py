"""Papers of a meeting: real PDFs, seen and saved, and files kept with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from tests.ui.meetings.world import Screen, settle
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
