"""One window for each data folder; a second start wakes the first."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from ui.shell.instance import Instance, server_name

ROOT = Path(__file__).resolve().parents[3]

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.shell.instance import Instance
application = QCoreApplication([])
print(Instance(Path(sys.argv[1])).claim(sys.argv[2]), flush=True)
"""

KILLED = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.shell.instance import Instance
application = QCoreApplication([])
instance = Instance(Path(sys.argv[1]))
print(instance.claim(), flush=True)
os.kill(os.getpid(), 9)
"""


def _start(code: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True, env=environment
    )


def test_a_second_start_hands_over_its_wish_and_ends(qtbot: QtBot, tmp_path: Path) -> None:
    first = Instance(tmp_path)
    assert first.claim()
    with qtbot.waitSignal(first.wished, timeout=20_000) as wished:
        second = _start(SECOND, str(tmp_path), "meetings/m1/record?x=佐藤")
    assert wished.args == ["meetings/m1/record?x=佐藤"]
    output, _ = second.communicate(timeout=20)
    assert output.strip() == "False"
    first.release()


def test_another_folder_is_another_desk(qtbot: QtBot, tmp_path: Path) -> None:
    one, other = Instance(tmp_path / "one"), Instance(tmp_path / "other")
    assert one.claim()
    assert other.claim()
    one.release()
    other.release()
    assert server_name(tmp_path / "one") == server_name(tmp_path / "one" / ".." / "one")
    assert server_name(tmp_path / "one") != server_name(tmp_path / "other")


def test_a_killed_window_leaves_nothing_in_the_way(qtbot: QtBot, tmp_path: Path) -> None:
    killed = _start(KILLED, str(tmp_path))
    output, _ = killed.communicate(timeout=20)
    assert output.strip() == "True"
    assert killed.returncode == -9
    assert (tmp_path / "window.lock").exists()
    next_one = Instance(tmp_path)
    assert next_one.claim()
    with qtbot.waitSignal(next_one.wished, timeout=20_000):
        second = _start(SECOND, str(tmp_path), "people")
    second.communicate(timeout=20)
    next_one.release()


def test_after_release_the_next_is_first(qtbot: QtBot, tmp_path: Path) -> None:
    first = Instance(tmp_path)
    assert first.claim()
    first.release()
    first.release()
    second = Instance(tmp_path)
    assert second.claim()
    second.release()


def test_a_folder_that_cannot_hold_a_lock_does_not_stop_the_start(qtbot: QtBot, tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("x")
    assert Instance(blocker / "data").claim()


def test_rubbish_on_the_socket_is_survived(qtbot: QtBot, tmp_path: Path) -> None:
    first = Instance(tmp_path)
    assert first.claim()
    socket = QLocalSocket()
    socket.connectToServer(server_name(tmp_path))
    assert socket.waitForConnected(2000)
    socket.write(b"\xff" * 100_000)
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    with qtbot.waitSignal(first.wished, timeout=20_000):
        second = _start(SECOND, str(tmp_path), "")
    second.communicate(timeout=20)
    first.release()
