"""Files that people really have, brought in through the window by keyboard alone, and taken back by one key."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPushButton

from app import container as composition
from app.core.paths import find_paths
from app.core.settings import Settings
from app.queries.lister import Sort
from app.queries.organisations import OrganisationFilter
from app.queries.people import PersonFilter
from app.services.importing import Verdict
from app.services.mission import MissionDraft
from tests.journeys.conftest import Open
from tests.journeys.test_main_job import Officer
from ui.exchange.page import Page

Ctrl, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def empty_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a mission that knows nobody yet."""
    paths = find_paths(tmp_path_factory.mktemp("empty"))
    desk = composition.build(paths.store, settings=Settings(paths.settings))
    desk.services.mission.set_up(
        MissionDraft(
            name={"en": "Embassy of Japan in India", "ja": "在インド日本国大使館"},
            sending_state="JP",
            receiving_state="IN",
            city={"en": "New Delhi"},
            time_zone="Asia/Kolkata",
            home_time_zone="Asia/Tokyo",
        )
    )
    desk.close()
    return paths.store


@pytest.fixture(scope="module")
def replies(tmp_path_factory: pytest.TempPathFactory, story_store: Path) -> Path:
    """The story's 70 organisations as somebody collected them: a line above the headings, headings in two languages,
    names in three scripts, three known again under another spelling, three perhaps, one row without any name."""
    desk = composition.build(story_store, settings=Settings(None))
    listed = desk.queries.organisations.all(OrganisationFilter(), Sort("name"))
    desk.close()
    assert len(listed) == 70
    rows = [[o.name, o.native, o.country, o.side, o.kind.value, f"info@{o.code.lower()}.example", ""] for o in listed]
    for again in ("Adani", "Maruti Suzuki India", "Battery Association for Supply-Chain"):
        rows.append([again, "", "", "", "", "", "sent twice"])
    for perhaps in ("Vedantaa", "Panasonc", "Japan External Trade Organisation"):
        rows.append([perhaps, "", "", "", "", "", "by telephone"])
    rows.append(["", "", "IN", "IN", "company", "nobody@nowhere.example", "no name given"])
    path = tmp_path_factory.mktemp("files") / "返信 replies.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Replies")
    sheet.write(0, 0, "Replies to the invitation, as of Friday")
    sheet.write_row(2, 0, ["会社名", "現地名 / Native name", "国", "側", "Kind", "E-mail", "Remarks"])
    for number, row in enumerate(rows, 3):
        sheet.write_row(number, 0, row)
    book.close()
    return path


class Importer(Officer):
    """The officer at the Import page."""

    @property
    def page(self) -> Page:
        assert isinstance(self.window.page, Page)
        return self.window.page

    def bring(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Ctrl+N, and the system's dialog answers with `path`."""
        monkeypatch.setattr(self.page, "ask_path", lambda: path)
        self.press(Qt.Key.Key_N, Ctrl)

    def pick(self, *keys: Qt.Key) -> None:
        """Keys for the open list of a combo box, as the system sends them: to the list inside the popup."""
        for key in keys:
            popup = QApplication.activePopupWidget()
            assert popup is not None
            QTest.keyClick(popup.focusWidget() or popup.findChild(QListView), key)
            self.settle()

    def organisations(self) -> list[str]:
        return [row.name for row in self.desk.queries.organisations.all(OrganisationFilter(), Sort("name"))]

    def people(self) -> list[str]:
        return [row.name for row in self.desk.queries.people.all(PersonFilter(), Sort("name"))]


def test_seventy_organisations_come_in_by_keyboard_and_one_key_takes_them_back(
    open_program: Open, empty_desk: Path, replies: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = Importer(open_program(story=empty_desk))
    officer.press(Qt.Key.Key_6, Ctrl)
    officer.press(Qt.Key.Key_I, Ctrl)
    assert officer.see(QPushButton, "import.kind.organisations").isChecked(), "the page it came from says what it holds"
    officer.bring(replies, monkeypatch)

    # How it was read stands there, and the hand is on the columns.
    page = officer.page
    assert officer.focus is page.read_as.table
    assert officer.see(QLabel, "import.file").text() == replies.name
    assert "header in row 3" in page.facts.accessibleName()
    meant = {c.header: c.field for c in page.read_as.columns.mapping.columns}
    assert meant == {
        "会社名": "name", "現地名 / Native name": "native_name", "国": "country", "側": "side", "Kind": "kind",
        "E-mail": "email", "Remarks": "notes",
    }  # fmt: skip

    # One column is to be left out: down to it, open its fields, the first of them.
    officer.press(Qt.Key.Key_End)
    officer.press(Qt.Key.Key_Return)
    officer.pick(Qt.Key.Key_Home, Qt.Key.Key_Return)
    assert page.read_as.columns.mapping.columns[6].field == ""
    assert officer.organisations() == [], "nothing is written yet"

    # What would happen: each row has its verdict.
    officer.press(Qt.Key.Key_Tab, Ctrl)
    plan = page.session.plan
    assert plan is not None
    counts = plan.counts
    assert (counts.read, counts.new, counts.matched, counts.unsure, counts.refused) == (77, 70, 3, 3, 1)
    assert page.rows.model.rowCount() == 77
    assert "There is no name in this row." in str(page.rows.model.index(76, 3).data())

    # The unsure ones, by one key each: it is that one; somebody new; left out.
    officer.press(Qt.Key.Key_Return, Ctrl)
    assert officer.focus is page.settle
    assert "Vedanta" in page.settle.accessibleName()
    officer.press(Qt.Key.Key_1)
    assert "Panasonc" in page.settle.accessibleName()
    officer.press(Qt.Key.Key_N)
    officer.press(Qt.Key.Key_S)
    assert page.session.plan is not None
    assert [page.session.plan.rows[no].verdict for no in page.session.doubted] == [
        Verdict.SAME, Verdict.NEW, Verdict.LEFT_OUT,
    ]  # fmt: skip
    # A second thought: one row back, and it is known after all.
    officer.press(Qt.Key.Key_Left)
    officer.press(Qt.Key.Key_1)
    assert page.session.plan.counts.new == 70
    assert officer.organisations() == []

    # The rows that were not taken, for whoever sent the file.
    refused = tmp_path / "refused.xlsx"
    monkeypatch.setattr(page, "ask_target", lambda _name: refused)
    officer.press(Qt.Key.Key_E, Ctrl)
    assert refused.read_bytes()[:2] == b"PK"

    # All of it at once, and all of it back.
    officer.press(Qt.Key.Key_Return, Ctrl)
    names = officer.organisations()
    assert len(names) == 70
    assert "Panasonic" in names
    assert "Panasonc" not in names
    assert "Imported: 70 new, 5 known already." in [notice.text for notice in officer.window.notices.shown]
    assert page.session.reading is None
    officer.press(Qt.Key.Key_Z, Ctrl)
    assert officer.organisations() == []


def test_people_and_their_organisations_from_a_japanese_csv(
    open_program: Open, empty_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "名簿.csv"
    lines = [
        "氏名,フリガナ,会社名,役職,メール,携帯電話",
        "見本 太郎,ミホン タロウ,見本電池株式会社,部長,taro@sample.example,+81-90-0000-0001",
        "髙橋 花子,タカハシ ハナコ,見本電池株式会社,課長,hanako@sample.example,",
        ",,見本商事,,nobody@sample.example,",
        "Example, Ravi".replace(",", " ") + ",,Sample Lithium Pvt. Ltd.,Director,ravi@lithium.example,",
    ]
    path.write_bytes("\r\n".join(lines).encode("cp932"))
    officer = Importer(open_program(story=empty_desk))
    officer.press(Qt.Key.Key_I, Ctrl)
    officer.bring(path, monkeypatch)
    page = officer.page
    assert "CP932" in page.facts.accessibleName()
    plan = page.session.plan
    assert plan is not None
    assert (plan.counts.new, plan.counts.refused) == (3, 1)
    officer.press(Qt.Key.Key_Return, Ctrl)
    assert len(officer.people()) == 3
    assert sorted(officer.organisations())[:1] == ["Sample Lithium Pvt. Ltd."]
    assert len(officer.organisations()) == 2, "one company for two of its people"
    row = next(row for row in officer.desk.queries.people.all(PersonFilter(text="髙橋"), Sort("name")))
    assert row.organisation == "見本電池株式会社"
    officer.press(Qt.Key.Key_Z, Ctrl)
    assert (officer.people(), officer.organisations()) == ([], [])

    # The same file a second time: its columns are as they were meant the first time.
    officer.press(Qt.Key.Key_Y, Ctrl)
    officer.bring(path, monkeypatch)
    assert page.session.reading is not None
    assert page.session.reading.remembered
    assert "as last time" in page.facts.accessibleName()


def test_pasted_lines_and_leaving_in_between_lose_nothing(open_program: Open, empty_desk: Path) -> None:
    officer = Importer(open_program(story=empty_desk))
    officer.press(Qt.Key.Key_6, Ctrl)
    officer.press(Qt.Key.Key_I, Ctrl)
    QGuiApplication.clipboard().setText("Name\tCountry\nSample Metals\tJP\nनमूना लिथियम\tIN\n")
    officer.press(Qt.Key.Key_V, Ctrl)
    page = officer.page
    assert page.session.reading is not None
    assert page.session.plan is not None
    assert page.session.plan.counts.new == 2
    officer.press(Qt.Key.Key_1, Ctrl)
    officer.press(Qt.Key.Key_I, Ctrl)
    assert officer.page.session.plan is page.session.plan
    officer.window.language_wanted.emit("ja")
    officer.settle()
    page = officer.page
    assert page.session.plan is not None
    assert page.work.currentWidget() is page.desk_of_work, "built anew in another language, with what was read"
    officer.press(Qt.Key.Key_Return, Ctrl)
    assert sorted(officer.organisations()) == ["Sample Metals", "नमूना लिथियम"]


def test_a_file_dropped_on_the_people_page_is_read_as_people(
    open_program: Open, empty_desk: Path, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,E-mail\nSample Person,one@sample.example\n", encoding="utf-8")
    officer = Importer(open_program(story=empty_desk))
    officer.press(Qt.Key.Key_5, Ctrl)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), copy, data, left, none)
    QApplication.sendEvent(officer.window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(officer.window, QDropEvent(QPointF(300, 300), copy, data, left, none))
    officer.settle()
    page = officer.page
    assert page.session.plan is not None
    assert page.session.kind.value == "people"
    assert [row.name for row in page.session.plan.rows] == ["Sample Person"]
    # Back and forward again: the file is not read anew over what was settled.
    before = page.session.plan
    officer.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    officer.press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert officer.page.session.plan is before


def test_what_is_no_table_is_refused_in_a_sentence_and_keeps_what_was_there(
    open_program: Open, empty_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.xlsx"
    good.write_text("Name\nSample Metals\n", encoding="utf-8")
    bad.write_bytes(b"PK\x03\x04 this is no workbook")
    officer = Importer(open_program(story=empty_desk))
    officer.press(Qt.Key.Key_6, Ctrl)
    officer.press(Qt.Key.Key_I, Ctrl)
    officer.bring(good, monkeypatch)
    officer.bring(bad, monkeypatch)
    assert [notice.kind for notice in officer.window.notices.shown] == ["error"]
    assert officer.page.session.name == "good.csv"
    assert officer.page.session.busy == ""
    officer.bring(tmp_path / "gone.csv", monkeypatch)
    assert any("gone.csv cannot be read" in notice.text for notice in officer.window.notices.shown)
