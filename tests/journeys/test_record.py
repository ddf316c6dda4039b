"""Records through the real window by keyboard: minutes of the same hour, a Chatham House session, a correction."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from docx import Document
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.core.enums import Attribution, Edition, MeetingRule, RecordStatus
from app.core.enums import DispatchChannel as Way
from app.queries.minutes import RecordDetail
from app.services.papers import PaperOrder
from tests.journeys.conftest import Open, close
from tests.journeys.test_main_job import Officer
from ui.documents.page import Page as DocumentsPage
from ui.documents.verify_dialog import VerifyDialog
from ui.kit.form_dialog import FormDialog
from ui.minutes import record_actions
from ui.minutes.versions_dialog import VersionsDialog

D = TypeVar("D", bound=QDialog)
Ctrl, Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class NoteTaker(Officer):
    """An officer in front of the record of a meeting."""

    def open_record(self, code: str) -> str:
        """Go to a meeting's record as the command box does; the meeting's id."""
        self.press(Qt.Key.Key_K, Ctrl)
        self.type(code)
        self.wait_for_line()
        self.press(Qt.Key.Key_Return)
        route = self.window.desk.navigation.route
        assert route is not None
        self.window.desk.navigation.open("meeting", route.id, "record")
        self.settle()
        return route.id

    def settle(self) -> None:
        super().settle()
        if QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None:
            self.window.activateWindow()  # as a window manager does when a question is answered
            QApplication.processEvents()

    def record(self, meeting_id: str) -> RecordDetail:
        found = self.desk.queries.minutes.of_meeting(meeting_id)
        assert found is not None
        return found

    def dialog(self, kind: type[D]) -> D:
        self.settle()
        found = [one for one in self.window.findChildren(kind) if one.isVisible()]
        assert found, kind
        return found[-1]

    def lines(self, *lines: str) -> None:
        """Typed into the live line, each with Enter."""
        for line in lines:
            assert self.focus.objectName() == "minutes.editor"
            self.type(line)
            if "@" in line or "#" in line:
                self.window.findChild(QWidget, "minutes.completion").hide()  # type: ignore[union-attr]
            self.press(Qt.Key.Key_Return)

    def notices(self) -> list[str]:
        return [notice.text for notice in self.window.notices.shown]


@pytest.fixture
def taker(open_program: Open) -> NoteTaker:
    return NoteTaker(open_program())


def words_of(pdf: bytes, tmp_path: Path) -> str:
    path = tmp_path / "read.pdf"
    path.write_bytes(pdf)
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def paper(taker: NoteTaker, meeting: str, kind: str = "minutes", edition: Edition = Edition.INTERNAL, lang: str = "en",
          format: str = "pdf") -> bytes:  # fmt: skip
    papers = taker.desk.services.papers
    order = PaperOrder(
        kind, meeting, lang, format, edition, recipient="somebody" if edition is not Edition.INTERNAL else ""
    )
    return papers.produce(order).content


def test_minutes_of_the_same_hour(taker: NoteTaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """U4: record, points by one key, owners and dates, sent for approval, approved, numbered, printed, tracked."""
    meeting = taker.open_record("mt3")
    taker.press(Qt.Key.Key_Return)  # begin the record
    taker.see(QWidget, "minutes.editor").setFocus()
    taker.lines(
        "ARCI listed the technologies it can show.",
        "d The two sides exchange lists of materials for joint testing.",
        "a send the list of three materials >31 July",
        "c us: share the published conditions in English >in 2 weeks",
    )
    record = taker.record(meeting)
    assert [point.ref for point in record.points] == ["", "D1", "A1", "C1"]

    # refused: what is missing is shown, and each entry leads to where it is set right
    taker.window.actions_registry.trigger("record.send")
    taker.dialog(FormDialog).submit()
    taker.settle()
    taker.window.actions_registry.trigger("record.approve")
    taker.settle()
    assert taker.record(meeting).status is RecordStatus.UNDER_REVIEW
    assert any("cannot be approved yet" in said for said in taker.notices())
    tab = taker.window.page.detail.record  # type: ignore[union-attr]
    checks = tab.side.checks.list
    assert taker.focus is checks, "the hand stands on the first of what is missing"
    assert checks.rows.items[0].title == "The marking is missing."
    taker.press(Qt.Key.Key_Return)
    details = taker.dialog(record_actions.DetailsDialog)
    assert details.form.edit("marking").control().hasFocus()
    taker.type("IN CONFIDENCE")
    details.save()
    taker.settle()
    red = [item.title for item in checks.rows.items if item.tone == "red"]
    assert red == ["“A1” has no responsible side.", "“A1” has no owner.", "“C1” has no owner."]
    checks.setFocus()
    checks.setCurrentIndex(checks.rows.index(0))
    taker.press(Qt.Key.Key_Return)
    assert tab.view.selected().ref == "A1"
    for keys, name in ((Qt.Key.Key_2, "ARCI"), (None, "Embassy of Japan")):
        if keys is not None:
            taker.press(keys)
        else:
            tab.select_point(taker.record(meeting).points[3].id)
        taker.press(Qt.Key.Key_O)
        taker.type(name)
        QTest.qWait(250)
        taker.settle()
        taker.press(Qt.Key.Key_Return)
        QTest.qWait(0)
    red = [item.title for item in checks.rows.items if item.tone == "red"]
    assert red == []

    monkeypatch.setattr(record_actions, "ask_text", lambda *_a, **_p: "YAMADA Haruo, Minister")
    taker.window.actions_registry.trigger("record.approve")
    taker.settle()
    record = taker.record(meeting)
    assert (record.status, record.version_text) == (RecordStatus.APPROVED, "1")
    assert record.reference.startswith("EOJ/")

    # printed, with its number, its version and the digits of its hash
    text = words_of(paper(taker, meeting), tmp_path)
    for wanted in (record.reference, record.sha256[:12], "exchange lists of materials", "31 July 2025"):
        assert wanted in text, wanted

    # a title that changes later does not change the approved paper
    before = paper(taker, meeting)
    people = taker.desk.services.people
    row = next(
        one for one in taker.desk.queries.meetings.get(meeting).participants if one.person_id and one.person.title
    )
    draft = people.draft(row.person_id)
    position = replace(draft.positions[0], title={"en": "Somebody else altogether"})
    people.update(row.person_id, replace(draft, positions=(position, *draft.positions[1:])), draft)
    assert people.draft(row.person_id).positions[0].title == {"en": "Somebody else altogether"}
    assert paper(taker, meeting) == before


def test_a_chatham_house_session(taker: NoteTaker, tmp_path: Path) -> None:
    """U5: one rule on the meeting; every paper that leaves loses its names, indirect ones are pointed at."""
    meeting = taker.open_record("mt6")
    detail = taker.desk.queries.meetings.get(meeting)
    assert detail.rule is MeetingRule.CHATHAM_HOUSE
    record = taker.record(meeting)
    assert record.attribution is Attribution.NONE
    tab = taker.window.page.detail.record  # type: ignore[union-attr]
    taker.see(QWidget, "minutes.editor").setFocus()
    names = [row.person.shown() for row in detail.participants]
    taker.lines(f"{names[0]} said that the only recycler in the room would wait.")
    told = [item.title for item in tab.side.telling.list.rows.items]
    assert any(names[0].split()[0].lower() in words.lower() and "names a participant" in words for words in told)
    assert any("the only one of its kind" in words for words in told)
    # Enter on the warning leads to its line
    telling = tab.side.telling.list
    telling.setFocus()
    at = next(no for no, item in enumerate(telling.rows.items) if "the only one" in item.title)
    telling.setCurrentIndex(telling.rows.index(at))
    taker.press(Qt.Key.Key_Return)
    assert "only recycler" in tab.view.selected().text
    taker.press(Qt.Key.Key_I)  # it stays inside
    assert taker.record(meeting).points[-1].internal or any(point.internal for point in taker.record(meeting).points)
    for edition in (Edition.COUNTERPART,):
        text = words_of(paper(taker, meeting, edition=edition), tmp_path)
        for name in names:
            assert name not in text, name
        assert "only recycler" not in text


def test_what_was_being_typed_is_offered_at_the_next_start(open_program: Open) -> None:
    """Whoever was interrupted is told where the text waits, and one key goes on with it."""
    first = open_program()
    taker = NoteTaker(first)
    meeting = taker.open_record("mt6")
    taker.see(QWidget, "minutes.editor").setFocus()
    taker.type("d the two sides agreed to")
    taker.window.flush()
    close(first)
    again = NoteTaker(open_program(again=True))
    told = [notice for notice in again.window.notices.shown if "waits in the record" in notice.text]
    assert len(told) == 1
    button = told[0].button
    assert button is not None
    button.setFocus()
    again.press(Qt.Key.Key_Space)
    route = again.window.desk.navigation.route
    assert route is not None
    assert (route.id, route.part) == (meeting, "record")
    assert again.window.page.detail.record.line.line() == "d the two sides agreed to"  # type: ignore[union-attr]
    assert not [one for one in again.notices() if "waits in the record" in one]


def test_a_dialog_opened_from_the_box_gives_the_keys_back(taker: NoteTaker) -> None:
    taker.open_record("mt6")
    editor = taker.see(QWidget, "minutes.editor")
    editor.setFocus()
    taker.press(Qt.Key.Key_K, Ctrl)
    taker.type("record details")
    taker.wait_for_line()
    taker.press(Qt.Key.Key_Return)
    details = taker.dialog(record_actions.DetailsDialog)
    details.save()
    taker.settle()
    assert taker.focus is editor


def test_two_hundred_lines_are_typed_without_the_mouse(taker: NoteTaker) -> None:
    meeting = taker.open_record("mt1")
    taker.press(Qt.Key.Key_Return)
    taker.see(QWidget, "minutes.editor").setFocus()
    kinds = ("", "d ", "a ", "c us: ", "r ", "n ")
    taker.lines(*(f"{kinds[no % 6]}line {no}" for no in range(200)))
    record = taker.record(meeting)
    assert [point.text for point in record.points] == [f"line {no}" for no in range(200)]
    assert taker.focus.objectName() == "minutes.editor"
    taker.press(Qt.Key.Key_Z, Ctrl)
    assert len(taker.record(meeting).points) == 199


def test_a_correction_is_compared_printed_and_verified(
    taker: NoteTaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = taker.open_record("mt9")
    first = taker.record(meeting)
    assert first.status is RecordStatus.APPROVED
    taker.window.actions_registry.trigger("record.correct")
    details = taker.dialog(record_actions.DetailsDialog)
    details.form.edit("correction").set_value("The host's name was misspelt.")
    details.save()
    taker.settle()
    tab = taker.window.page.detail.record  # type: ignore[union-attr]
    taker.window.activateWindow()
    taker.settle()
    tab.select_point(taker.record(meeting).points[0].id)
    taker.press(Qt.Key.Key_F2)
    taker.type(" And more.")
    taker.press(Qt.Key.Key_Return)
    taker.window.actions_registry.trigger("record.versions")
    shown = taker.dialog(VersionsDialog)
    assert "And more." in shown.changes.toPlainText()
    shown.accept()
    taker.window.actions_registry.trigger("record.send")
    taker.dialog(FormDialog).submit()
    taker.settle()
    monkeypatch.setattr(record_actions, "ask_text", lambda *_a, **_p: "YAMADA Haruo, Minister")
    taker.window.actions_registry.trigger("record.approve")
    taker.settle()
    second = taker.record(meeting)
    assert (second.reference, second.version_text) == (first.reference, "2")
    text = words_of(paper(taker, meeting, "record"), tmp_path)
    assert "The host's name was misspelt." in text

    # the printed digits of the older paper say that it was replaced
    taker.press(Qt.Key.Key_K, Ctrl)
    taker.type("verify a printed")
    taker.wait_for_line()
    taker.press(Qt.Key.Key_Return)
    asked = taker.dialog(VerifyDialog)
    asked.line.setText(f"SHA-256 {first.sha256[:12]}")
    taker.settle()
    assert asked.chip.text() == "superseded"
    asked.line.setText(second.sha256[:12])
    taker.settle()
    assert asked.chip.text() == "genuine"
    QTest.keyClick(asked.line, Qt.Key.Key_Return)
    taker.settle()
    route = taker.window.desk.navigation.route
    assert route is not None
    assert (route.page, route.id, route.part) == ("meetings", meeting, "record")


def test_the_log_says_who_got_which_copy(taker: NoteTaker) -> None:
    meeting = taker.open_record("mt9")
    paper(taker, meeting, "record", Edition.COUNTERPART)
    taker.desk.services.papers.produce(
        PaperOrder("record", meeting, edition=Edition.COUNTERPART, recipient="Ministry of Mines", channel=Way.BY_HAND,
                   numbered=True)
    )  # fmt: skip
    taker.press(Qt.Key.Key_8, Ctrl)
    page = taker.window.page
    assert isinstance(page, DocumentsPage)
    page.tabs.open("copies")
    taker.settle()
    assert [(row.recipient, row.copy_no) for row in page.copies.rows[:2]] == [("Ministry of Mines", 3), ("somebody", 2)]


@pytest.mark.parametrize("lang", ["en", "ja", "hi"])
def test_the_same_record_in_three_formats(taker: NoteTaker, tmp_path: Path, lang: str) -> None:
    meeting = taker.open_record("mt9")
    pdf = words_of(paper(taker, meeting, "record", lang=lang), tmp_path)
    word = tmp_path / "record.docx"
    word.write_bytes(paper(taker, meeting, "record", lang=lang, format="docx"))
    plain = paper(taker, meeting, "record", lang=lang, format="txt").decode("utf-8")
    reference = taker.record(meeting).reference
    assert reference in pdf
    assert reference in plain
    assert any(reference in part.text for part in Document(str(word)).paragraphs)
    assert max(len(line) for line in plain.splitlines()) <= 140
    QApplication.processEvents()
