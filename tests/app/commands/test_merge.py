"""`merge` as a script uses it: counts, refusals in a sentence, and nothing written by a dry run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from app import cli
from app.container import build
from app.core.clock import FixedClock
from app.core.settings import Settings
from app.services import demo
from tests.app.conftest import STORY_NOW


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("story")
    desk = build(folder / "chancery.db", settings=Settings(folder / "s.json"), clock=FixedClock(STORY_NOW))
    demo.build(desk.services, desk.queries)
    desk.close()
    return folder


@pytest.fixture
def folder(story: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(story, tmp_path / "data"))


def run(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        code = cli.main(["--data-dir", str(folder), *arguments])
    except SystemExit as end:
        code = int(end.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


def shown(folder: Path, capsys: pytest.CaptureFixture[str], kind: str, id: str) -> Any:
    code, out, err = run(folder, capsys, "show", kind, id, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_a_merge_says_what_moved_and_the_other_is_no_longer_listed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(folder, capsys, "merge", "people", "PE1", "pe3", "--dry-run", "--json")
    said = json.loads(out)
    assert (code, err, said["written"]) == (0, "", False)
    assert said["moved"]["names"] == 1
    assert shown(folder, capsys, "people", "PE3")["id"] == said["merged"]
    code, out, err = run(folder, capsys, "merge", "people", "PE1", "PE3", "--json")
    assert (code, json.loads(out)["moved"]) == (0, said["moved"])
    names = [name["full"] for name in shown(folder, capsys, "people", "PE1")["names"]]
    assert "Rahul Bharti" in names
    assert run(folder, capsys, "show", "people", "PE3")[0] == 1
    assert run(folder, capsys, "check")[0] == 0


@pytest.mark.parametrize(
    "words", [("people", "PE1", "PE1"), ("people", "PE1", "O1"), ("organisations", "O1", "nothing")]
)
def test_what_cannot_be_merged_is_said_in_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    code, out, err = run(folder, capsys, "merge", *words)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1


def test_the_plain_answer_is_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(folder, capsys, "merge", "organisation", "O1", "O2")
    assert code == 0
    assert out.splitlines()[0].startswith("Names\t")
    assert "is now part of" in out.splitlines()[-1]
