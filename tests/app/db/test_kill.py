"""A process killed while it writes loses nothing that it said was saved, and leaves a whole store."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from app.core.changes import ChangeFeed
from app.core.clock import SystemClock
from app.db import maintenance
from app.db.engine import connect
from app.db.unit_of_work import Store

ROOT = Path(maintenance.__file__).resolve().parents[2]
_WRITER = """
import sys
from pathlib import Path
from app.container import build
from app.core.settings import Settings
from app.services.organisations import OrganisationDraft, OrgNameDraft
desk = build(Path(sys.argv[1]), settings=Settings(None))
for number in range(100_000):
    name = f"Firm {sys.argv[2]}-{number}"
    desk.services.organisations.create(OrganisationDraft(names=(OrgNameDraft(name),)))
    print(name, flush=True)
"""


def _written_until_killed(path: Path, run: int, seconds: float) -> list[str]:
    """What a process acknowledged before it was killed, `seconds` after its first save."""
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path), str(run)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as writer:  # fmt: skip
        assert writer.stdout is not None
        first = writer.stdout.readline()
        assert first.startswith("Firm")
        threading.Timer(seconds, writer.send_signal, [signal.SIGKILL]).start()
        # the last line may be half written
        return [line[:-1] for line in [first, *writer.stdout] if line.endswith("\n")]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that nobody can catch")
def test_killed_writers_lose_nothing_they_acknowledged(tmp_path: Path, empty_store_file: Path) -> None:
    path = tmp_path / "chancery.db"
    path.write_bytes(empty_store_file.read_bytes())
    moments = random.Random(20)
    acknowledged: list[str] = []
    for run in range(6):
        acknowledged += _written_until_killed(path, run, moments.random() / 3)
        store = Store(path, feed=ChangeFeed(), clock=SystemClock())
        assert maintenance.check(store) == []
        store.close()
    with closing(connect(path, None, read_only=True)) as connection:
        kept = {row[0] for row in connection.execute("SELECT shown_name FROM organisation")}
    assert set(acknowledged) <= kept


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that nobody can catch")
def test_two_processes_write_at_once(tmp_path: Path, empty_store_file: Path) -> None:
    path = tmp_path / "chancery.db"
    path.write_bytes(empty_store_file.read_bytes())
    told: dict[int, list[str]] = {}

    def write(run: int) -> None:
        told[run] = _written_until_killed(path, run, 0.8)

    both = [threading.Thread(target=write, args=(run,)) for run in (1, 2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert all(told[run] for run in (1, 2))
    store = Store(path, feed=ChangeFeed(), clock=SystemClock())
    assert maintenance.check(store) == []
    store.close()


@pytest.mark.slow
def test_processes_that_make_one_store_at_once_end_with_one(tmp_path: Path) -> None:
    """Whoever is first makes it; nobody's store takes the place of another's."""
    path = tmp_path / "chancery.db"
    told: dict[int, subprocess.CompletedProcess[str]] = {}

    def demo(run: int) -> None:
        told[run] = subprocess.run(
            [sys.executable, "main.py", "--data-dir", str(tmp_path), "demo"],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip

    runs = [threading.Thread(target=demo, args=(run,)) for run in range(3)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert sorted(one.returncode for one in told.values()) == [0, 1, 1]
    assert all(len(one.stderr.splitlines()) == one.returncode for one in told.values())
    store = Store(path, feed=ChangeFeed(), clock=SystemClock())
    assert maintenance.check(store) == []
    store.close()
    assert [one.name for one in tmp_path.iterdir() if not one.name.endswith(("-wal", "-shm"))] == ["chancery.db"]
