"""The main job through the real window by keyboard: schedule, list who comes, take minutes, print, follow up."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.enums import PointKind
from app.queries.followups import FollowupFilter
from app.queries.lister import Sort
from app.queries.meetings import MeetingDetail, MeetingFilter
from tests.journeys.conftest import Open, close
from ui.application import Program
from ui.shell.main_window import MainWindow

W = TypeVar("W", bound=QWidget)
Ctrl, Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Officer:
    """Two hands on the keyboard in front of the real window."""

    def __init__(self, program: Program) -> None:
        assert program.window is not None
        assert program.container is not None
        self.program, self.window, self.desk = program, program.window, program.container
        self.window.show()
        self.window.activateWindow()
        self.keys = 0
        self.settle()

    def settle(self) -> None:
        for _ in range(5):
            QApplication.processEvents()

    @property
    def focus(self) -> QWidget:
        """Where the keys go: the active window's focus (a screen without a window manager may forget who is active)."""
        return QApplication.focusWidget() or self.window.focusWidget() or self.window

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        # as the system does: while a list of choices is open, it hears the keys first
        QTest.keyClick(QApplication.activePopupWidget() or self.focus, key, modifier)
        self.keys += 1
        self.settle()

    def type(self, text: str) -> None:
        """Type into whatever has the focus; other scripts arrive as an input method delivers them: whole."""
        if text.isascii():
            QTest.keyClicks(self.focus, text)
        else:
            from PySide6.QtGui import QInputMethodEvent

            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(self.focus, event)
        self.keys += len(text)
        self.settle()

    def see(self, kind: type[W], name: str) -> W:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def wait_for_line(self) -> None:
        """The quick line answers a moment after the last key."""
        QTest.qWait(300)
        self.settle()

    def meeting(self, title: str) -> MeetingDetail:
        rows = self.desk.queries.meetings.all(MeetingFilter(text=title), Sort("starts_at", descending=True))
        return self.desk.queries.meetings.get(rows[0].id)


@pytest.fixture
def officer(open_program: Open) -> Officer:
    return Officer(open_program())


def test_the_main_job_from_scheduling_to_printed_minutes(officer: Officer, open_program: Open, tmp_path: Path) -> None:
    # schedule, with one line
    officer.press(Qt.Key.Key_3, Ctrl)
    officer.press(Qt.Key.Key_N, Ctrl)
    assert officer.focus.objectName() == "meetings.quick"
    before = officer.keys
    officer.type("Battery talk with Attero, Thu 15:00, 60 min, room 2")
    officer.wait_for_line()
    officer.press(Qt.Key.Key_Return)
    assert officer.keys - before < 75, "under 25 seconds at three keys a second"
    meeting = officer.meeting("Battery talk")
    assert meeting.starts_at.isoformat() == "2025-07-10T09:30:00+00:00", "15:00 in New Delhi on Thursday"
    assert (meeting.ends_at - meeting.starts_at).total_seconds() == 3600
    assert meeting.place["en"] == "Room 2"
    assert [row.person.organisation["en"] for row in meeting.participants] == ["Attero"]

    # who comes, by any part of any name in any script
    officer.window.desk.navigation.open("meeting", meeting.id, "people")
    officer.settle()
    for typed in ("kanimozhi", "山田春男"):
        officer.see(QWidget, "meetings.people.add").setFocus()
        officer.type(typed)
        officer.wait_for_line()
        officer.press(Qt.Key.Key_Return)
    sides = {code: [row.person.shown() for row in rows] for code, rows in officer.meeting("Battery talk").sides}
    assert sides["JP"] == ["YAMADA Haruo"]
    assert "Kanimozhi" in sides["IN"]

    # the minutes, as they are said
    officer.window.desk.navigation.open("meeting", meeting.id, "record")
    officer.settle()
    if officer.desk.queries.minutes.of_meeting(meeting.id) is None:
        officer.press(Qt.Key.Key_Return)  # the empty record offers to begin, and has the focus
        officer.settle()
    officer.see(QWidget, "minutes.editor").setFocus()
    lines = (
        "Both sides welcomed the talk",
        "d The two sides agreed to exchange lists of materials",
        "a @kanimozhi send the list >31 July",
        "c us: share the published conditions >in 2 weeks",
    )
    for line in lines:
        officer.type(line)
        officer.press(Qt.Key.Key_Escape) if "@" in line and officer.focus.objectName() != "minutes.editor" else None
        officer.press(Qt.Key.Key_Return)
    record = officer.desk.queries.minutes.of_meeting(meeting.id)
    assert record is not None
    assert [point.kind for point in record.points] == [
        PointKind.STATEMENT, PointKind.DECISION, PointKind.ACTION, PointKind.COMMITMENT,
    ]  # fmt: skip
    assert (record.points[2].owner, str(record.points[2].due_on)) == ("Kanimozhi", "2025-07-31")
    assert record.points[3].missing == ("owner",)

    # the paper
    data = officer.desk.services.papers.data("minutes", meeting.id)
    target = tmp_path / "minutes.pdf"
    target.write_bytes(officer.desk.services.papers.pdf("minutes", data, "en"))
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(target).pages).split())
    for text in ("YAMADA Haruo", "Kanimozhi", "exchange lists of materials", "owner to be named", "31 July 2025"):
        assert text in words
    officer.window.desk.navigation.open("meeting", meeting.id, "documents")
    officer.settle()

    # what was promised stands in one list, and leads back to its line
    promises = officer.desk.queries.followups.all(FollowupFilter(meeting_id=meeting.id), Sort("due"))
    assert sorted(row.title for row in promises) == ["send the list", "share the published conditions"]

    # nothing is lost by closing
    close(officer.program)
    again = Officer(open_program(again=True))
    assert len(again.desk.queries.minutes.of_meeting(meeting.id).points) == 4  # type: ignore[union-attr]


def test_undo_takes_back_a_whole_step_from_anywhere(officer: Officer) -> None:
    officer.press(Qt.Key.Key_3, Ctrl)
    officer.press(Qt.Key.Key_N, Ctrl)
    officer.type("Short call, tomorrow 9:00")
    officer.wait_for_line()
    officer.press(Qt.Key.Key_Return)
    assert officer.desk.queries.meetings.all(MeetingFilter(text="short call"), Sort("starts_at"))
    officer.press(Qt.Key.Key_7, Ctrl)
    officer.press(Qt.Key.Key_Z, Ctrl)
    assert officer.desk.queries.meetings.all(MeetingFilter(text="short call"), Sort("starts_at")) == []


def test_the_box_goes_to_anything_by_any_name(officer: Officer) -> None:
    for typed, page in (("電池サプライ", "organisations"), ("kanimozhi", "people"), ("mt6", "meetings")):
        officer.press(Qt.Key.Key_K, Ctrl)
        officer.type(typed)
        officer.wait_for_line()
        officer.press(Qt.Key.Key_Return)
        route = officer.window.desk.navigation.route
        assert route is not None
        assert (route.page, bool(route.id)) == (page, True), typed


def test_both_themes_and_every_zoom_keep_the_window_whole(officer: Officer) -> None:
    window: MainWindow = officer.window
    for _ in range(6):
        officer.press(Qt.Key.Key_Plus, Ctrl)
    assert window.grab().width() > 0
    for _ in range(6):
        officer.press(Qt.Key.Key_Minus, Ctrl)
    officer.press(Qt.Key.Key_0, Ctrl)
    assert window.minimumSizeHint().width() <= 1366
