"""A process killed in the middle of an import leaves nothing of it, and a whole store."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.core.changes import ChangeFeed
from app.core.clock import SystemClock
from app.db import maintenance
from app.db.unit_of_work import Store
from tests.app.services.test_history import dump

ROOT = Path(maintenance.__file__).resolve().parents[2]
_IMPORT = """
import sys
from pathlib import Path
from app.container import build
from app.core.settings import Settings
from app.services.importing import ImportKind
desk = build(Path(sys.argv[1]), settings=Settings(None))
rows = ["Name,Organisation,E-mail"]
rows += [f"Sample Person{no},Firm {no % 70},p{no}@firm{no % 70}.example" for no in range(6000)]
service = desk.services.importing
plan = service.plan(service.read("big.csv", "\\n".join(rows).encode(), ImportKind.PEOPLE))
print("writing", flush=True)
service.apply(plan)
print("written", flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that nobody can catch")
@pytest.mark.parametrize("seconds", [0.1, 0.8])
def test_a_killed_import_leaves_nothing(tmp_path: Path, empty_store_file: Path, seconds: float) -> None:
    path = tmp_path / "chancery.db"
    path.write_bytes(empty_store_file.read_bytes())
    with subprocess.Popen(
        [sys.executable, "-c", _IMPORT, str(path)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as writer:  # fmt: skip
        assert writer.stdout is not None
        assert writer.stdout.readline() == "writing\n"
        threading.Timer(seconds, writer.send_signal, [signal.SIGKILL]).start()
        told = writer.stdout.read()
    store = Store(path, feed=ChangeFeed(), clock=SystemClock())
    people = len(dump(store)["person"])
    assert people in ((6000,) if told else (0, 6000)), "all of it or nothing"
    assert maintenance.check(store) == []
    store.close()
