"""The whole start and the whole end, over a real store on the disk."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.errors import Fault, StoreFault
from app.core.i18n import language
from app.core.paths import Paths, find_paths
from app.core.settings import LANGUAGE, LAST_PAGE, SCHEME, Settings
from app.jobs.lanes import Cancelled, Lane, Progress
from app.services.mission import MissionDraft
from tests.ui.shell.world import note, note_pages
from ui.application import Program, open_store, write_story
from ui.shell.errors import rescued_files, write_rescue
from ui.shell.first_run import FirstRunDialog
from ui.shell.main_window import Container
from ui.shell.pages import PAGES
from ui.shell.store_errors import Choice, Way

ROOT = Path(__file__).resolve().parents[2]

DRAFT = MissionDraft(
    name={"en": "Embassy of Japan in India", "ja": "在インド日本国大使館"},
    sending_state="JP",
    receiving_state="IN",
    time_zone="Asia/Kolkata",
    home_time_zone="Asia/Tokyo",
)


def tell_story(container: Any, progress: Progress) -> None:
    progress.step(1, 2)
    container.services.mission.set_up(
        MissionDraft(**{**{f: getattr(DRAFT, f) for f in DRAFT.__slots__}, "is_sample": True})
    )


Start = Callable[..., Program]


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path) -> Iterator[Start]:
    """Makes a program over `tmp_path`; its parts are closed at the end whatever happened."""
    made: list[Program] = []

    def make(**changes: Any) -> Program:
        paths = changes.pop("paths", find_paths(tmp_path / "desk"))
        settings = changes.pop("settings", Settings(paths.settings))
        opener = changes.pop("opener", open_store)
        options = {"tell_story": tell_story, "pages": note_pages(), "lang": "en", **changes}
        program = Program(opener, settings, paths, **options)
        made.append(program)
        return program

    yield make
    for program in made:
        if program.window is not None:
            program.window.leave_unsaved = lambda _texts: True
            program.window.close()
            program.window.deleteLater()
        program.end()
    QApplication.processEvents()


def _answered(monkeypatch: pytest.MonkeyPatch, act: Callable[[FirstRunDialog], None]) -> list[int]:
    asked: list[int] = []

    def ask(_program: Program, dialog: FirstRunDialog) -> None:
        asked.append(1)
        act(dialog)

    monkeypatch.setattr(Program, "ask_first_run", ask)
    return asked


def _fill(dialog: FirstRunDialog) -> None:
    for name in ("name", "sending_state", "receiving_state", "time_zone", "home_time_zone"):
        dialog.field(name).set_value(getattr(DRAFT, name))
    dialog.start.click()


def test_a_new_desk_is_set_up_once(start: Start, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    asked = _answered(monkeypatch, _fill)
    program = start()
    assert program.start()
    assert program.window is not None
    assert program.window.side.mission["ja"].text() == "在インド日本国大使館"
    with qtbot.waitSignal(program.window.closed):
        program.window.close()
    program.end()
    again = start()
    assert again.start()
    assert asked == [1]


def test_the_sample_story_is_told_and_says_that_it_is_one(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    _answered(monkeypatch, lambda dialog: dialog.sample.click())
    program = start()
    assert program.start()
    assert program.window is not None
    assert program.window.status.banner.text()


def test_cancelling_the_story_opens_no_window(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    def cancelled(_container: Any, _progress: Progress) -> None:
        raise Cancelled

    _answered(monkeypatch, lambda dialog: dialog.sample.click())
    assert not start(tell_story=cancelled).start()


def test_quitting_the_first_run_opens_no_window(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    _answered(monkeypatch, lambda dialog: dialog.reject())
    program = start()
    assert not program.start()
    assert program.window is None


def test_a_store_that_cannot_be_opened_can_be_tried_again_or_left_for_another_folder(
    start: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _answered(monkeypatch, _fill)
    tries: list[Path] = []

    def opener(paths: Paths, settings: Settings) -> Container:
        tries.append(paths.data)
        if len(tries) < 3:
            raise StoreFault(Fault.LOCKED, "Another program uses the store.")
        return open_store(paths, settings)

    answers = [Choice(Way.AGAIN), Choice(Way.FOLDER, tmp_path / "other")]
    monkeypatch.setattr(Program, "ask_about", lambda _program, _fault: answers.pop(0))
    program = start(opener=opener)
    assert program.start()
    assert tries == [tmp_path / "desk", tmp_path / "desk", tmp_path / "other"]
    assert (tmp_path / "other" / "chancery.db").exists()
    program.end()
    remembered = start(settings=Settings(find_paths(tmp_path / "desk").settings))
    assert remembered.paths.data == tmp_path / "other"


def test_giving_up_on_the_store_ends_without_a_window(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    def opener(_paths: Paths, _settings: Settings) -> Container:
        raise StoreFault(Fault.CORRUPT, "The file is damaged.")

    monkeypatch.setattr(Program, "ask_about", lambda _program, _fault: Choice(Way.QUIT))
    assert not start(opener=opener).start()


def test_another_language_keeps_the_place_and_what_is_typed(
    start: Start, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    _answered(monkeypatch, _fill)
    program = start()
    assert program.start()
    window = program.window
    assert window is not None
    window.navigation.open("meeting", "m1", "record")
    page = note(window, "meetings")
    page.saves = False
    page.field.setText("half a sentence")
    window.status.languages["ja"].click()
    qtbot.waitUntil(lambda: note(window, "meetings") is not page)
    assert language() == "ja"
    assert program.settings.get(LANGUAGE) == "ja"
    again = note(window, "meetings")
    assert again.field.text() == "half a sentence"
    assert (again.routes[-1].id, again.routes[-1].part) == ("m1", "record")
    assert "年" in window.top.clocks.date.text()
    again.field.clear()
    with qtbot.waitSignal(window.closed):
        window.close()
    program.end()
    program.languages.speak("en")
    kept = Settings(program.paths.settings)
    assert (kept.get(LANGUAGE), kept.get(LAST_PAGE)) == ("ja", "meetings"), "both were kept, neither over the other"


def test_a_language_for_one_run_is_not_remembered(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start(lang="hi")
    assert language() == "hi"
    assert program.settings.get(LANGUAGE) == ""


def test_a_save_under_way_is_finished_before_the_window_goes(
    start: Start, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    _answered(monkeypatch, _fill)
    program = start()
    assert program.start()
    window = program.window
    assert window is not None
    go_on, saved = threading.Event(), []
    window.tasks.run(Lane.DB, lambda: go_on.wait(10), saved.append)
    window.close()
    assert window.isVisible()
    with qtbot.waitSignal(window.closed):
        go_on.set()
    assert saved == [True]


def test_text_rescued_last_time_is_offered(start: Start, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    _answered(monkeypatch, _fill)
    program = start()
    write_rescue(program.paths.rescued, {"Note": "half a sentence"})
    assert program.start()
    window = program.window
    assert window is not None
    qtbot.waitUntil(lambda: bool(window.notices.shown))
    assert "kept" in window.notices.shown[0].text


def test_a_bug_in_a_job_keeps_what_is_typed_elsewhere(
    start: Start, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, log_lines: list[str]
) -> None:
    _answered(monkeypatch, _fill)
    program = start()
    assert program.start()
    window = program.window
    assert window is not None
    shown: list[str] = []
    program.guard.show = lambda report, _file: shown.append(report)
    page = note(window, "today")
    page.saves = False
    page.field.setText("half a sentence")
    window.tasks.run(Lane.DB, lambda: 1 // 0)
    qtbot.waitUntil(lambda: bool(shown))
    (file,) = rescued_files(program.paths.rescued)
    assert "half a sentence" in file.read_text()
    assert "ZeroDivisionError" in shown[0]
    log_lines.clear()
    page.field.clear()


def test_the_sample_is_opened_without_a_question_and_at_its_own_time(
    start: Start, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked = _answered(monkeypatch, _fill)
    program = start(tell_story=write_story, sample=True)
    assert program.start()
    window = program.window
    assert window is not None
    assert asked == []
    assert window.side.mission["en"].text() == "Embassy of Japan in India"
    assert "July 2025" in window.top.clocks.date.text()
    window.palette_box.summon()
    window.top.search.setText("attero")
    window.top.search.textEdited.emit("attero")
    qtbot.waitUntil(lambda: any("Attero" in row.text for row in window.palette_box.model.rows), timeout=30_000)


@pytest.mark.parametrize("key", ["calendar", "documents"])
def test_pages_that_are_still_empty_lead_on(start: Start, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    _answered(monkeypatch, _fill)
    real = {spec.key: spec for spec in PAGES}
    program = start(pages=[real.get(s.key, s) if s.key == key else s for s in note_pages()])
    assert program.start()
    window = program.window
    assert window is not None
    window.navigation.open(key)
    page = window.page
    assert page is not None
    assert page.title()
    button = page.findChild(object, f"{key}.empty.action")
    button.click()
    meetings = note(window, "meetings")
    assert window.page is meetings
    assert meetings.calls == (["new"] if key == "calendar" else [])


OPEN_AND_CLOSE = """
import builtins, sys
plain = builtins.__import__
from pathlib import Path
import ui.application as application
assert builtins.__import__ is plain, "PySide's import hook is still in place"
from PySide6.QtCore import QTimer
from tests.ui.test_application import DRAFT, tell_story
from tests.ui.shell.world import note_pages
from app.core.paths import find_paths
from app.core.settings import Settings
application.PAGES = note_pages()
application.Program.__init__.__kwdefaults__["pages"] = note_pages()
paths = find_paths(Path(sys.argv[1]))
container = application.open_store(paths, Settings(None))
container.services.mission.set_up(DRAFT)
container.close()
start = application.Program.start
def started(self):
    shown = start(self)
    QTimer.singleShot(0, self.window.close)
    return shown
application.Program.start = started
code = application.run(application.open_store, Settings(paths.settings), paths, tell_story=tell_story)
print("closed", code, flush=True)
application.leave(code)
"""


def test_a_process_opens_closes_and_leaves_all_in_order(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", OPEN_AND_CLOSE, str(tmp_path)],
        capture_output=True, text=True, timeout=60, env=environment, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "closed 0"
    assert not (tmp_path / "chancery.db-wal").exists(), "the store was let go"
    assert Settings(find_paths(tmp_path).settings).get(SCHEME) == "system"
    log = (tmp_path / "logs" / "chancery.log").read_text()
    assert "WARNING" not in log
    assert "ERROR" not in log
