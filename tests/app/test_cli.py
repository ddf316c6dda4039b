"""The command line as scripts use it: real processes' words and codes, JSON that parses, files that open."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app import cli
from app.commands import records
from app.db import maintenance

ROOT = Path(cli.__file__).resolve().parents[1]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def story_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample story's data folder, built once by the command itself; copy it before writing."""
    folder = tmp_path_factory.mktemp("story")
    done = subprocess.run(
        [sys.executable, "main.py", "--data-dir", str(folder), "demo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def run(story_folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command over the story: (exit code, standard output, standard error)."""

    def call(*arguments: str, folder: Path = story_folder) -> tuple[int, str, str]:
        try:
            code = cli.main(["--data-dir", str(folder), *arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


def parsed(run: Run, *arguments: str) -> Any:
    code, out, err = run(*arguments)
    assert (code, err) == (0, "")
    return json.loads(out)


@pytest.mark.parametrize("kind", cli.KINDS)
def test_every_kind_is_listed_and_shown(run: Run, kind: str) -> None:
    rows = parsed(run, "list", kind, "--json")
    assert rows
    assert all(row["id"] and row["name"] for row in rows)
    assert parsed(run, "show", kind, rows[0]["id"], "--json")["id"] == rows[0]["id"]
    assert len(parsed(run, "list", kind, "--limit", "1", "--json")) == 1
    code, out, _ = run("list", kind)
    assert code == 0
    assert len(out.splitlines()) == len(rows)


def test_the_story_is_all_there(run: Run) -> None:
    meetings = parsed(run, "list", "meetings", "--json")
    assert [row["code"] for row in meetings] == [f"MT{no}" for no in range(1, 14)]
    assert meetings[5]["starts_at"] == "2025-07-02T12:15:00Z"
    assert meetings[5]["time_zone"] == "Asia/Kolkata"
    assert len(parsed(run, "list", "organisations", "--json")) == 70
    (delegation,) = parsed(run, "list", "delegations", "--json")
    assert delegation["members"] == 74


def test_follow_ups_say_side_owner_due_and_computed_status(run: Run) -> None:
    rows = {row["code"]: row for row in parsed(run, "list", "followups", "--json")}
    assert rows["CM9"]["status"] == "overdue"
    assert rows["CM9"]["stored_status"] in ("open", "in-hand")
    assert (rows["CM1"]["side"], rows["CM1"]["due"], rows["CM1"]["status"]) == ("IN", "2025-07-16", "open")
    assert {rows[code]["status"] for code in ("CM6", "CM7", "CM8", "CM12")} == {"done"}
    assert rows["CM10a"]["side"] == "JP"
    assert rows["CM10b"]["side"] == "IN"


def test_a_meeting_shows_its_people_by_side_in_order_its_agenda_and_points(run: Run) -> None:
    meeting = parsed(run, "show", "meetings", "mt6", "--json")
    sides = [row["side"] for row in meeting["participants"]]
    assert sides == sorted(sides, reverse=True), "ours first"
    ranked = [row["order"] for row in meeting["participants"] if row["side"] == "IN" and row["order"]]
    assert ranked == list(range(1, len(ranked) + 1))
    assert meeting["agenda"]
    kinds = {point["kind"] for point in meeting["points"]}
    assert {"decision", "commitment", "action"} <= kinds
    assert any("owner" in point["missing"] for point in meeting["points"]), "the negative sample"


@pytest.mark.parametrize("text", ["電池", "池", "लोहम", "lohum", "ONO Keiichi", "kanimozhi", "山田", "ﾔﾏﾀﾞ", "mt6"])
def test_search_finds_in_any_script(run: Run, text: str) -> None:
    hits = parsed(run, "search", text, "--json")
    assert hits
    assert set(hits[0]) == {"kind", "id", "name", "snippet"}


@pytest.mark.parametrize("text", ["", '"', "***", "a" * 10_000, "\u202e", "'; DROP TABLE meeting; --", "zzzzqqq"])
def test_search_survives_anything(run: Run, text: str) -> None:
    assert isinstance(parsed(run, "search", text, "--json"), list)


@pytest.mark.parametrize("document", records.DOCUMENTS)
@pytest.mark.parametrize("lang", ["en", "ja", "hi"])
def test_documents_are_exported(run: Run, tmp_path: Path, document: str, lang: str) -> None:
    target = tmp_path / "paper.pdf"
    code, out, err = run("export", document, "--meeting", "MT9", "--lang", lang, "--out", str(target))
    assert (code, out.strip(), err) == (0, str(target), "")
    words = "".join(page.extract_text() for page in PdfReader(target).pages)
    assert "YAMADA Haruo" in words
    assert [one.name for one in tmp_path.iterdir()] == ["paper.pdf"]


def test_the_same_record_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        run("export", "minutes", "--meeting", "MT9", "--out", str(tmp_path / name))
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_chatham_house_minutes_name_nobody(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "mt6.pdf"
    run("export", "minutes", "--meeting", "MT6", "--out", str(target))
    words = "".join(page.extract_text() for page in PdfReader(target).pages)
    for row in parsed(run, "show", "meetings", "MT6", "--json")["participants"]:
        assert row["name"] not in words


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("show", "meetings", "MT99"), "MT99"),
        (("show", "people", "01a2"), "01a2"),
        (("export", "minutes", "--meeting", "nope", "--out", "x.pdf"), "nope"),
        (("export", "minutes", "--meeting", "MT6", "--out", "/"), "/"),
        (("export", "minutes", "--meeting", "MT6", "--out", "/nowhere/at/all/x.pdf"), "/nowhere/at/all/x.pdf"),
        (("demo",), "already in use"),
    ],
)
def test_a_refusal_is_one_sentence_and_exit_1(run: Run, arguments: tuple[str, ...], word: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert word in err
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments",
    [("list",), ("list", "spoons"), ("show", "meetings"), ("fly",), ("list", "people", "--limit", "x"),
     ("list", "people", "--limit", "-1"), ("export", "minutes"), ("--lang", "fr", "version")],
)  # fmt: skip
def test_wrong_words_are_usage_and_exit_2(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.strip()
    assert "Traceback" not in err


def test_check_says_the_store_is_whole_or_what_is_wrong(run: Run, story_folder: Path, tmp_path: Path) -> None:
    assert run("check")[0] == 0
    folder = tmp_path / "copy"
    shutil.copytree(story_folder, folder)
    from app.db.engine import connect

    connection = connect(folder / "chancery.db", None)
    connection.execute("UPDATE meeting SET title = 'Forged' WHERE code = 'MT6'")
    connection.close()
    code, _, err = run("check", folder=folder)
    assert code == 1
    assert "meeting" in err


def test_version_names_the_parts(run: Run) -> None:
    code, out, _ = run("version")
    assert code == 0
    assert out.startswith("Chancery ")
    assert "SQLAlchemy" in out


@pytest.mark.parametrize("lang", ["ja", "hi"])
def test_refusals_speak_the_language(run: Run, lang: str) -> None:
    assert run("--lang", lang, "show", "meetings", "MT99")[2] != run("show", "meetings", "MT99")[2]


def test_bad_stores_are_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "chancery.db").write_text("not a database at all, just text")
    code, _, err = run("list", "people", folder=tmp_path)
    assert code == 1
    assert "not a Chancery store" in err
    (tmp_path / "file").write_text("x")
    code, _, err = run("list", "people", folder=tmp_path / "file")
    assert code == 1
    assert len(err.strip().splitlines()) == 1


def test_a_command_needs_no_qt() -> None:
    script = "import sys; from app import cli; cli.main(['version']); sys.exit('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_reader_that_goes_away_is_no_failure(story_folder: Path) -> None:
    command = f'"{sys.executable}" main.py --data-dir "{story_folder}" list people --json | head -c 20'
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""


def command(
    *arguments: str | bytes, output: int | None = None, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """A real process: what a shell sees."""
    return subprocess.run(
        [sys.executable, "main.py", *arguments],
        cwd=ROOT, check=False, stdout=subprocess.PIPE if output is None else output, stderr=subprocess.PIPE,
        env={**os.environ, **(environment or {})},
    )  # fmt: skip


def test_bytes_that_are_no_text_find_nothing(story_folder: Path) -> None:
    asked: list[tuple[list[str | bytes], int]] = [
        (["search", b"\xff\xfe"], 0),
        (["show", "people", b"\xff\xfe"], 1),
        (["list", "people", b"--query=\xff"], 0),
    ]
    for words, code in asked:
        done = command("--data-dir", str(story_folder), *words)
        assert done.returncode == code
        assert len(done.stderr.splitlines()) == code  # one sentence, and never more


def test_a_terminal_without_our_letters_still_gets_an_answer(story_folder: Path) -> None:
    plain = {"PYTHONIOENCODING": "ascii"}
    done = command("--data-dir", str(story_folder), "list", "people", "--json", environment=plain)
    assert done.returncode == 0
    assert any(not row["native"].isascii() for row in json.loads(done.stdout))
    done = command("--data-dir", str(story_folder), "--lang", "ja", "show", "people", "nobody", environment=plain)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("words", [["list", "people", "--json"], ["version"]])
def test_an_answer_that_cannot_be_written_is_said(story_folder: Path, words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = command("--data-dir", str(story_folder), *words, output=full.fileno())
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == ["The answer could not be written: No space left on device"]


def test_our_own_fault_is_one_sentence_and_an_outline_in_the_log(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log_lines: list[str]
) -> None:
    def broken(_store: object) -> None:
        raise ZeroDivisionError("YAMADA Haruo")

    monkeypatch.setattr(maintenance, "check", broken)
    code, out, err = run("check", folder=tmp_path)
    assert (code, out) == (1, "")
    assert err.splitlines() == ["Chancery failed and changed nothing (ZeroDivisionError). The details are in its log."]
    logged = (tmp_path / "logs" / "chancery.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in logged
    assert "YAMADA" not in logged
    log_lines.clear()


@pytest.mark.parametrize("number", ["-1", "1.5", "", "1e3", "²"])
def test_a_limit_that_is_no_number_is_usage(run: Run, number: str) -> None:
    code, _, err = run("list", "meetings", f"--limit={number}")
    assert code == 2
    assert len(err.splitlines()) == 1


def test_a_limit_of_any_size(run: Run) -> None:
    assert run("list", "meetings", "--limit", "0")[:2] == (0, "")
    assert len(run("list", "meetings", "--limit", "9" * 30)[1].splitlines()) == 13


def test_a_home_of_nobody_is_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("list", "meetings", folder=Path("~nobody-of-that-name"))[:2] == (0, "")
    assert (tmp_path / "~nobody-of-that-name" / "chancery.db").exists()


def test_damage_that_is_found_is_a_sentence_each(run: Run, story_folder: Path, tmp_path: Path) -> None:
    content = bytearray((story_folder / "chancery.db").read_bytes())
    content[32:40] = b"\x00\x00\x00\x05\x7f\xff\xff\xff"  # a list of free pages that leads into pages in use
    (tmp_path / "chancery.db").write_bytes(bytes(content))
    code, out, err = run("check", folder=tmp_path)
    assert (code, out) == (1, "")
    assert err.splitlines()
    assert all(line.startswith("The ") and line.strip() == line for line in err.splitlines())
