"""What `make run` and every target's set-up promise: nothing twice, nothing half-made, no foreign store. Run for real,
in a folder of their own, with a stand-in for the interpreter that notes what it was asked for."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the scripts of make; elsewhere the README's commands")

_PYTHON = """#!/bin/sh
echo "$*" >>"$CALLS"
case "$*" in
  *demo*) [ -z "${DEMO_FAILS:-}" ] || exit 1; : >"$3/chancery.db" ;;
  *-I*) exit 1 ;;
esac
"""


class House:
    """A checkout in small: the scripts, two locks and an interpreter that only takes notes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(ROOT / "packaging", root / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
        (root / ".venv" / "bin").mkdir(parents=True)
        for lock in ("requirements.txt", "requirements-dev.txt"):
            (root / lock).write_text(f"# {lock}\n")
        python = root / ".venv" / "bin" / "python"
        python.write_text(_PYTHON)
        python.chmod(0o755)

    def call(self, script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run one of the scripts with no display unless `environment` names one."""
        return subprocess.run(
            [self.root / "packaging" / script, *arguments],
            env={"PATH": os.environ["PATH"], "CALLS": str(self.root / "calls"), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def calls(self) -> list[str]:
        """What the interpreter was asked since the last time."""
        notes = self.root / "calls"
        lines = notes.read_text().splitlines() if notes.exists() else []
        notes.unlink(missing_ok=True)
        return lines


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "house with a space")


def test_without_a_display_the_sample_is_built_once_and_the_minutes_each_time(house: House) -> None:
    first = house.call("run.sh")
    assert first.returncode == 0, first.stderr
    assert "There is no display" in first.stdout
    assert [line for line in house.calls() if "demo" in line]
    assert (house.root / ".cache" / "sample" / "chancery.db").exists()

    second = house.call("run.sh")
    calls = house.calls()
    assert not [line for line in calls if "demo" in line]
    assert [line.split("--lang ")[1].split()[0] for line in calls if "export minutes" in line] == ["en", "ja"]
    for printed in (first.stdout, second.stdout):
        assert str(house.root / "build" / "minutes-MT6-en.pdf") in printed


def test_every_call_names_the_samples_own_folder(house: House) -> None:
    house.call("run.sh")
    house.call("run.sh", QT_QPA_PLATFORM="offscreen")
    calls = house.calls()
    assert len(calls) == 4
    assert all(line.startswith(f"main.py --data-dir {house.root}/.cache/sample") for line in calls)


def test_a_sample_that_fails_leaves_nothing_half_made(house: House) -> None:
    assert house.call("run.sh", DEMO_FAILS="1").returncode != 0
    assert not (house.root / ".cache" / "sample").exists()
    assert house.call("run.sh").returncode == 0


def test_with_a_platform_of_qts_the_window_opens_on_the_sample(house: House) -> None:
    assert house.call("run.sh", QT_QPA_PLATFORM="offscreen").returncode == 0
    assert [line.endswith("--sample") for line in house.calls()] == [True]


def test_a_display_that_does_not_answer_is_no_display(house: House) -> None:
    (house.root / ".venv" / ".qt-loads").touch()
    done = house.call("run.sh", DISPLAY=":987")
    assert "The display :987 does not answer" in done.stdout
    assert [line for line in house.calls() if "export minutes" in line]


def test_set_up_does_nothing_while_the_lock_is_as_it_was(house: House) -> None:
    venv = house.root / ".venv"
    (venv / ".qt-loads").touch()
    (venv / ".installed-run").write_text(hashlib.sha256(b"# requirements.txt\n").hexdigest() + "\n")
    assert house.call("bootstrap.sh", "run").returncode == 0
    assert house.calls() == []


def test_set_up_installs_with_hashes_when_the_lock_changed_and_then_rests(house: House) -> None:
    (house.root / ".venv" / ".qt-loads").touch()
    assert house.call("bootstrap.sh", "dev").returncode == 0
    installs = [line for line in house.calls() if "pip install" in line]
    assert len(installs) == 1
    assert "--require-hashes -r requirements-dev.txt" in installs[0]

    assert house.call("bootstrap.sh", "dev").returncode == 0
    assert house.call("bootstrap.sh", "run").returncode == 0, "the larger lock holds the smaller"
    assert house.calls() == []

    (house.root / "requirements-dev.txt").write_text("# another\n")
    assert house.call("bootstrap.sh", "dev").returncode == 0
    assert len([line for line in house.calls() if "pip install" in line]) == 1


def test_an_unknown_set_up_is_refused(house: House) -> None:
    assert house.call("bootstrap.sh", "everything").returncode == 2
