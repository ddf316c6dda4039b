"""The Import page over a real store: what hinders is said where it is mended, what runs can be stopped, nothing is
written by looking."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.jobs.lanes import Progress, ThreadLanes
from app.services.importing import Counts, ImportKind, Verdict
from tests.ui.embassy import Embassy
from ui.exchange import words
from ui.exchange.page import Page
from ui.shell.route import Route


def shown(embassy: Embassy, kind: str = "organisations") -> Page:
    page = Page(embassy.desk, embassy.host)
    layout = embassy.host.layout()
    assert layout is not None
    layout.addWidget(page)
    page.open(Route("import", extra={"kind": kind}))
    embassy.host.show()
    page.setFocus()
    QApplication.processEvents()
    return page


def csv(tmp_path: Path, text: str, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_that_names_nobody_says_so_beside_its_columns_and_is_mended_there(
    embassy: Embassy, tmp_path: Path
) -> None:
    page = shown(embassy)
    page.take_file(csv(tmp_path, "Alpha,Beta\n17,2\n18,3\n"))
    for column in page.read_as.columns.mapping.columns:
        page.session.choose_field(column.index, "")
    assert page.session.plan is None
    assert "Choose the column that holds the names" in page.read_as.problem.text()
    assert not page.read_as.problem.isHidden()
    assert not page.go.isEnabled()
    assert embassy.said() == []
    page.session.choose_field(0, "name")
    assert page.read_as.problem.isHidden()
    assert page.session.plan is not None


def test_the_verdicts_narrow_the_list(embassy: Embassy, tmp_path: Path) -> None:
    embassy.organisation("Sample Metals", "JP")
    page = shown(embassy)
    page.take_file(csv(tmp_path, "Name,Country\nSample Metals,JP\nOther Works,IN\n,IN\n"))
    plan = page.session.plan
    assert plan is not None
    assert [row.verdict for row in plan.rows] == [Verdict.SAME, Verdict.NEW, Verdict.REFUSED]
    page.rows.view.filters.set_values({"verdict": "refused"})
    page.rows.view.filters.changed.emit({"verdict": "refused"})
    assert page.rows.model.rowCount() == 1
    assert page.rows.model.index(0, 2).data() == "Refused"
    page.rows.view.filters.clear()
    assert page.rows.model.rowCount() == 3


def test_a_known_row_can_be_decided_anew(embassy: Embassy, tmp_path: Path) -> None:
    embassy.organisation("Sample Metals", "JP")
    page = shown(embassy)
    page.take_file(csv(tmp_path, "Name,Country\nSample Metals,JP\n"))
    page.rows.view.activated.emit(0)
    assert page.tabs.current() == "unsure"
    QTest.keyClick(page.settle, Qt.Key.Key_N)
    assert page.session.plan is not None
    assert page.session.plan.counts.new == 1
    QTest.keyClick(page.settle, Qt.Key.Key_9)
    assert page.session.plan.counts.new == 1, "there is no ninth candidate"


def test_another_kind_reads_the_same_file_anew(embassy: Embassy, tmp_path: Path) -> None:
    page = shown(embassy, "people")
    assert page.session.kind is ImportKind.PEOPLE
    page.take_file(csv(tmp_path, "Name,E-mail\nRavi Sample,ravi@sample.example\n"))
    QTest.keyClick(page._kind_group[ImportKind.ORGANISATIONS], Qt.Key.Key_Space)
    assert page.session.reading is not None
    assert page.session.reading.kind is ImportKind.ORGANISATIONS
    assert page.session.plan is not None
    assert page.session.plan.kind is ImportKind.ORGANISATIONS


def test_a_side_for_all_is_part_of_the_dry_run(embassy: Embassy, tmp_path: Path) -> None:
    page = shown(embassy)
    page.take_file(csv(tmp_path, "Name\nSample Metals\n"))
    page.read_as.side.setCurrentIndex(page.read_as.side.findData("JP"))
    page.read_as.side.activated.emit(page.read_as.side.currentIndex())
    assert page.session.plan is not None
    assert page.session.plan.settings.side == "JP"
    page.write()
    row = embassy.container.queries.choices.organisations("Sample", 5)[0]
    assert embassy.container.queries.organisations.get(row.id).side == "JP"


def test_starting_over_lets_the_file_go(embassy: Embassy, tmp_path: Path) -> None:
    page = shown(embassy)
    page.take_file(csv(tmp_path, "Name\nSample Metals\n"))
    page.again.click()
    assert page.session.reading is None
    assert page.work.currentWidget() is page.start
    assert embassy.container.queries.choices.organisations("Sample", 5) == []


def test_a_file_that_brings_nothing_new_writes_nothing(embassy: Embassy, tmp_path: Path) -> None:
    embassy.organisation("Sample Metals", "JP")
    latest = embassy.container.services.history.latest()
    page = shown(embassy)
    page.take_file(csv(tmp_path, "Name\nSample Metals\n"))
    page.write()
    assert embassy.container.services.history.latest() == latest
    assert any("knows all of this already" in said for said in embassy.said())


def test_nothing_to_paste_is_said(embassy: Embassy) -> None:
    page = shown(embassy)
    page.session.paste("  \n ")
    assert any("no text to paste" in said for said in embassy.said())


def test_what_runs_is_said_and_can_be_stopped(
    qtbot: QtBot, tmp_path: Path, empty_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = QWidget()
    QVBoxLayout(host)
    host.resize(1170, 690)
    embassy = Embassy.open(tmp_path / "chancery.db", empty_file, host, ThreadLanes())
    qtbot.addWidget(host)
    page = shown(embassy)
    service, held = embassy.desk.services.importing, threading.Event()
    original = service.read

    def slow(name: str, data: bytes, kind: ImportKind, progress: Progress | None = None) -> Any:
        held.wait(20)
        return original(name, data, kind, progress)

    monkeypatch.setattr(service, "read", slow)
    page.take_file(csv(tmp_path, "Name\nSample Metals\n"))
    assert page.busy.text() == "Reading list.csv…"
    assert not page.stop.isHidden()
    page.stop.click()
    assert page.session.busy == ""
    assert page.stop.isHidden()
    held.set()
    qtbot.waitUntil(lambda: embassy.desk.tasks.busy == 0, timeout=10000)
    assert page.session.reading is None, "an answer that nobody waits for is dropped"
    page.take_file(csv(tmp_path, "Name\nOther Works\n", "other.csv"))
    qtbot.waitUntil(lambda: page.session.plan is not None, timeout=10000)
    assert page.session.name == "other.csv"
    embassy.close()


def test_thousands_are_said_as_everywhere_else() -> None:
    facts, chips = words.counted(Counts(read=8000, new=7968, unsure=32))
    assert facts == ["8,000 rows read"]
    assert [text for text, _ in chips] == ["7,968 new", "32 unsure"]


def test_fields_are_said_with_their_number_and_register() -> None:
    assert words.field_words(ImportKind.PEOPLE, "title 2") == "Job title 2"
    assert words.field_words(ImportKind.ORGANISATIONS, "identifier:ISIN") == "Number in a register: ISIN"
    assert words.field_words(ImportKind.PEOPLE, "") == "Left out"


def test_cards_are_shown_by_what_would_happen(embassy: Embassy, tmp_path: Path) -> None:
    page = shown(embassy, "people")
    card = "BEGIN:VCARD\nVERSION:4.0\nFN:Sample Person\nEND:VCARD\n"
    page.take_file(csv(tmp_path, card, "one.vcf"))
    assert page.tabs.current() == "rows"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.rows.view.isAncestorOf(focus)
    page.session.forget()
    page.take_file(csv(tmp_path, "Name\nSample Person\n"))
    assert page.tabs.current() == "columns"


def test_a_row_that_stands_twice_in_a_file_is_not_said_to_be_in_the_register(embassy: Embassy, tmp_path: Path) -> None:
    page = shown(embassy, "people")
    people = "Name,E-mail\nAnita Rao,a@rao.example\nAnita Rao,a@rao.example\nAnita Rao,other@rao.example\n"
    page.take_file(csv(tmp_path, people))
    model = page.rows.model
    assert [model.index(row, 2).data() for row in range(3)] == ["New", "Same as above", "Unsure"]
    assert model.index(1, 3).data().startswith("Anita Rao further up in this file; ")
    assert model.index(2, 3).data().startswith("perhaps Anita Rao further up in this file, ")
