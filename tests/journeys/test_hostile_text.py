"""Text that looks like HTML is text: on every page, in every list and tool tip, in the search and on paper."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6 import QtGui
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QTextEdit, QWidget

from app import container as composition
from app.core.settings import Settings
from app.db import search_index
from app.documents.data import Options
from tests.journeys.conftest import Open
from tests.journeys.test_every_page import TABS
from ui.exchange.page import Page as ImportPage
from ui.kit.drawing import DrawingView
from ui.shell.pages import PAGES
from ui.shell.top_bar import SearchBox

EVIL = '<b>bold</b><img src="http://x.example/p.png">&amp; <script>'
_TABLES = {
    "person": ("shown_name", "notes", "email", "phone"),
    "person_name": ("full",),
    "organisation": ("shown_name", "notes", "website"),
    "organisation_name": ("text",),
    "delegation": ("shown_name", "purpose", "notes"),
    "delegation_member": ("part",),
    "meeting": ("title", "purpose", "notes", "place", "channel_reference"),
    "agenda_item": ("title", "lead", "papers"),
    "record_point": ("text",),
    "participation": ("shown_name", "remarks"),
    "meeting_record": ("confirmation_note", "recorder", "matters_arising"),
    "followup": ("title", "owner_text", "due_text", "next_step", "evidence", "closure_note"),
    "facility_visit": ("title", "site", "gate", "notes", "contact_text"),
    "claim": ("value", "note"),
    "source": ("title",),
    "mission": ("letterhead",),
}
_BY_LANGUAGE = {
    "mission": ("name", "city", "address"), "venue": ("name",), "room": ("name",), "topic": ("name",),
    "event": ("title",), "delegation": ("name",), "position": ("title",),
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile_store(tmp_path_factory: pytest.TempPathFactory, story_store: Path) -> Path:
    """The sample story, each of whose words begins with a text that a careless widget would run."""
    path = tmp_path_factory.mktemp("hostile") / "chancery.db"
    path.write_bytes(story_store.read_bytes())
    with closing(sqlite3.connect(path)) as store:
        for table, columns in _TABLES.items():
            for column in columns:
                store.execute(f"UPDATE {table} SET {column} = ? || {column}", (EVIL,))
        for table, columns in _BY_LANGUAGE.items():
            for column in columns:
                for row, text in store.execute(f"SELECT rowid, {column} FROM {table}").fetchall():
                    words = {lang: EVIL + word for lang, word in json.loads(text or "{}").items()}
                    store.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (json.dumps(words), row))
        for row, text in store.execute("SELECT rowid, snapshot FROM participation").fetchall():
            words = {k: EVIL + v if isinstance(v, str) and v else v for k, v in json.loads(text or "{}").items()}
            store.execute("UPDATE participation SET snapshot = ? WHERE rowid = ?", (json.dumps(words), row))
        store.commit()
    desk = composition.build(path, settings=Settings(None))
    with desk.store.write() as work:
        for kind in search_index.INDEXERS:
            search_index.reindex(work.session, {kind: set(search_index.live_ids(work.session, kind))})
    desk.close()
    return path


def interpreted(root: QWidget) -> Iterator[str]:
    """Every place under `root` where a text is, or would be, taken for HTML."""
    for label in root.findChildren(QLabel):
        if label.textFormat() is not Qt.TextFormat.PlainText and (label.text() or label.pixmap().isNull()):
            yield f"label {label.objectName()}: {label.text()[:60]!r}"
    for widget in [root, *root.findChildren(QWidget)]:
        for words in (widget.toolTip(), widget.whatsThis(), widget.statusTip()):
            if QtGui.Qt.mightBeRichText(words):
                yield f"tool tip of {type(widget).__name__} {widget.objectName()}: {words[:60]!r}"
        if isinstance(widget, QTextEdit) and widget.acceptRichText() and not widget.isReadOnly():
            yield f"editor {widget.objectName()} takes HTML from the clipboard"
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            for words in tips(widget.model()):
                if QtGui.Qt.mightBeRichText(words):
                    yield f"tool tip in {widget.objectName()}: {words[:60]!r}"


def tips(model: QAbstractItemModel, parent: QModelIndex = QModelIndex()) -> Iterator[str]:  # noqa: B008
    for row in range(min(model.rowCount(parent), 200)):
        for column in range(columns(model)):
            words = model.index(row, column, parent).data(Qt.ItemDataRole.ToolTipRole)
            if isinstance(words, str):
                yield words


def columns(model: QAbstractItemModel) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount()


def shown(root: QWidget) -> str:
    labels = [label.text() for label in root.findChildren(QLabel)]
    views = [view.model() for view in root.findChildren(QAbstractItemView) if view.model() is not None]
    cells = [
        str(model.index(row, column).data() or "")
        for model in views
        for row in range(min(model.rowCount(), 50))
        for column in range(columns(model))
    ]
    drawings = [view.drawing() for view in root.findChildren(DrawingView)]
    named = [spot.name for drawing in drawings if drawing is not None for spot in drawing.spots()]
    return "\n".join([*labels, *cells, *named])


def bring_a_file(page: ImportPage, folder: Path) -> None:
    """The import page has no record of its own: it shows what stands in a file, headings and all."""
    path = folder / "<b>list<b>.csv"
    path.write_text(
        f'Name,"{EVIL.replace(chr(34), chr(34) * 2)}"\n' + f'"{EVIL.replace(chr(34), chr(34) * 2)}",x\n' * 3
    )
    page.take_file(path)
    for tab in ("rows", "columns"):
        page.tabs.open(tab)
        QApplication.processEvents()


@pytest.mark.parametrize("spec", PAGES, ids=[spec.key for spec in PAGES])
def test_no_page_takes_a_name_for_html(open_program: Open, hostile_store: Path, spec: object, tmp_path: Path) -> None:
    program = open_program(story=hostile_store)
    window = program.window
    assert window is not None
    window.show()
    window.desk.navigation.open(spec.key)  # type: ignore[attr-defined]
    QApplication.processEvents()
    assert window.page is not None
    if isinstance(window.page, ImportPage):
        bring_a_file(window.page, tmp_path)
    for view in window.page.findChildren(QAbstractItemView):
        if view.model() is not None and view.model().rowCount() and view.isVisible():
            view.setCurrentIndex(view.model().index(0, 0))
            QApplication.processEvents()
    assert list(interpreted(window)) == []
    if spec.key not in ("calendar", "documents"):  # type: ignore[attr-defined]
        assert EVIL in shown(window.page)


@pytest.mark.parametrize("tab", TABS)
def test_no_part_of_a_meeting_takes_a_name_for_html(open_program: Open, hostile_store: Path, tab: str) -> None:
    program = open_program(story=hostile_store)
    window = program.window
    assert window is not None
    assert program.container is not None
    window.show()
    meeting = next(hit.id for hit in program.container.queries.search.find("closed-door", 30) if hit.kind == "meeting")
    window.desk.navigation.open("meeting", meeting, tab)
    QApplication.processEvents()
    assert list(interpreted(window)) == []


def test_the_search_box_and_its_list_show_it_as_it_is(open_program: Open, hostile_store: Path) -> None:
    program = open_program(story=hostile_store)
    window = program.window
    assert window is not None
    assert program.container is not None
    assert program.container.queries.search.find("<b>bold</b>", 10)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    box = window.findChild(SearchBox)
    assert box is not None
    box.setFocus()
    QTest.keyClicks(box, "<b>bold")
    QApplication.processEvents()
    assert EVIL in shown(window.palette_box)
    assert list(interpreted(window)) == []


def test_paper_shows_it_as_it_is(hostile_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "chancery.db"
    path.write_bytes(hostile_store.read_bytes())
    desk = composition.build(path, settings=Settings(None))

    meeting = next(hit.id for hit in desk.queries.search.find("closed-door", 30) if hit.kind == "meeting")
    for kind in ("minutes", "attendee-list"):
        data = desk.services.papers.data(kind, meeting)
        (tmp_path / "out.pdf").write_bytes(desk.services.papers.pdf(kind, data, "en", Options()))
        words = "".join("".join(page.extract_text().split()) for page in PdfReader(tmp_path / "out.pdf").pages)
        assert "<b>bold</b><imgsrc=" in words
    desk.close()
