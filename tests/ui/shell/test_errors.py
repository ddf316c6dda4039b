"""A bug of ours never costs what somebody typed, and its report never quotes it."""

from __future__ import annotations

import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.shell.errors import CrashGuard, rescued_files, write_rescue
from ui.shell.report import ReportDialog, RescuedDialog, UnsavedDialog

TYPED = "The minister agreed to 佐藤's proposal"


@pytest.fixture
def guard(qtbot: QtBot, tmp_path: Path, log_lines: list[str]) -> Iterator[CrashGuard]:
    made = CrashGuard(tmp_path / "rescued", lambda: "Chancery 0.1")
    yield made
    made.uninstall()
    log_lines.clear()


def _bug(words: str = TYPED) -> BaseException:
    try:
        raise KeyError(words)
    except KeyError as error:
        return error


def test_typed_text_is_on_the_disk_before_anything_else_happens(guard: CrashGuard, tmp_path: Path) -> None:
    guard.unsaved = lambda: {"Meetings: Note": TYPED, "Empty": "  "}
    guard.take(_bug())
    (file,) = rescued_files(tmp_path / "rescued")
    text = file.read_text(encoding="utf-8")
    assert TYPED in text
    assert "Meetings: Note" in text
    assert "Empty" not in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_report_names_the_place_and_none_of_the_text(guard: CrashGuard, qtbot: QtBot) -> None:
    shown: list[tuple[str, Path | None]] = []
    guard.unsaved = lambda: {"Note": TYPED}
    guard.show = lambda report, file: shown.append((report, file))
    guard.take(_bug())
    assert not shown, "not from the middle of whatever failed"
    qtbot.waitUntil(lambda: bool(shown))
    report, file = shown[0]
    assert "KeyError" in report
    assert "test_errors.py" in report
    assert "Chancery 0.1" in report
    assert TYPED not in report
    assert file is not None
    assert file.exists()


def test_the_same_bug_is_shown_once_however_often_it_comes(guard: CrashGuard, qtbot: QtBot) -> None:
    shown: list[str] = []
    guard.show = lambda report, _file: shown.append(report)
    for _ in range(5):
        guard.take(_bug())
    qtbot.waitUntil(lambda: len(shown) == 1)
    guard.take(ValueError())
    qtbot.waitUntil(lambda: len(shown) == 2)


def test_a_bug_on_another_thread_reaches_the_guard_and_the_text_is_kept(
    guard: CrashGuard, qtbot: QtBot, tmp_path: Path
) -> None:
    shown: list[str] = []
    asked_on: list[bool] = []

    def unsaved() -> dict[str, str]:
        asked_on.append(threading.current_thread() is threading.main_thread())
        return {"Note": TYPED}

    guard.unsaved = unsaved
    guard.show = lambda report, _file: shown.append(report)
    guard.install()
    thread = threading.Thread(target=lambda: {}["missing"])
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(shown))
    assert asked_on == [True], "widgets are asked only on their own thread"
    assert rescued_files(tmp_path / "rescued")


def test_what_fails_while_rescuing_does_not_stop_the_rest(guard: CrashGuard, tmp_path: Path) -> None:
    saved: list[int] = []

    def broken() -> dict[str, str]:
        raise RuntimeError("the page is half built")

    guard.unsaved = broken
    guard.save_now = lambda: saved.append(1)
    guard.take(_bug())
    assert saved == [1]
    assert rescued_files(tmp_path / "rescued") == []


def test_ctrl_c_is_no_bug(guard: CrashGuard, log_lines: list[str]) -> None:
    guard.take(KeyboardInterrupt())
    assert log_lines == []


def test_qts_warnings_go_to_the_log_and_the_hooks_are_given_back(guard: CrashGuard, log_lines: list[str]) -> None:
    before = sys.excepthook
    guard.install()
    qWarning("something of Qt's")
    assert any("something of Qt's" in line for line in log_lines)
    guard.uninstall()
    assert sys.excepthook is sys.__excepthook__
    sys.excepthook = before


def test_the_same_text_is_kept_once_and_a_full_disk_is_survived(
    tmp_path: Path, log_lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "rescued"
    assert write_rescue(folder, {"Note": TYPED}) == write_rescue(folder, {"Note": TYPED})
    assert len(rescued_files(folder)) == 1
    assert write_rescue(folder, {}) is None
    blocker = tmp_path / "file"
    blocker.write_text("x")
    assert write_rescue(blocker / "rescued", {"Note": TYPED}) is None
    assert TYPED not in "".join(log_lines)
    log_lines.clear()


def _button(dialog: object, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)  # type: ignore[attr-defined]
    assert isinstance(found, QPushButton)
    return found


def test_the_report_can_be_saved_and_a_folder_that_refuses_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ReportDialog("report text", tmp_path / "unsaved-1.txt")
    qtbot.addWidget(dialog)
    assert "unsaved-1.txt" in dialog.words.text()
    dialog.save_to(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text() == "report text"
    dialog.save_to(tmp_path / "report.txt" / "below")
    assert "could not be written" in dialog.said.text()
    _button(dialog, "report.quit").click()
    assert dialog.quit_chosen


def test_rescued_text_is_shown_and_thrown_away_only_when_told(qtbot: QtBot, tmp_path: Path) -> None:
    write_rescue(tmp_path, {"Note": TYPED})
    dialog = RescuedDialog(rescued_files(tmp_path))
    qtbot.addWidget(dialog)
    assert TYPED in dialog.view.toPlainText()
    _button(dialog, "rescued.keep").click()
    assert len(rescued_files(tmp_path)) == 1
    _button(dialog, "rescued.delete").click()
    assert rescued_files(tmp_path) == []


def test_unsaved_text_is_shown_before_quitting(qtbot: QtBot) -> None:
    dialog = UnsavedDialog({"Meetings: Note": TYPED})
    qtbot.addWidget(dialog)
    assert TYPED in dialog.view.toPlainText()
    _button(dialog, "unsaved.quit").click()
    assert dialog.result() == UnsavedDialog.DialogCode.Accepted
