"""The command line as scripts use it: real processes' words and codes, JSON that parses, files that open."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
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


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [("organisations", "tata capital", "O14"), ("organisations", "लोहम", "O17"), ("people", "山田春男", "PE34")],
)
def test_a_whole_name_is_as_good_as_an_id(run: Run, kind: str, name: str, code: str) -> None:
    assert parsed(run, "show", kind, name, "--json")["code"] == code


def test_a_name_that_two_people_bear_is_asked_about(run: Run) -> None:
    twice = next(row["name"] for row in parsed(run, "list", "people", "--json") if row["code"] == "PE42")
    code, _, err = run("show", "people", twice)
    assert code == 1
    assert "fits several" in err


@pytest.mark.parametrize("text", ["電池", "池", "लोहम", "lohum", "ONO Keiichi", "kanimozhi", "山田", "ﾔﾏﾀﾞ", "mt6"])
def test_search_finds_in_any_script(run: Run, text: str) -> None:
    hits = parsed(run, "search", text, "--json")
    assert hits
    assert set(hits[0]) == {"kind", "id", "name", "snippet"}


@pytest.mark.parametrize("text", ["", '"', "***", "a" * 10_000, "\u202e", "'; DROP TABLE meeting; --", "zzzzqqq"])
def test_search_survives_anything(run: Run, text: str) -> None:
    assert isinstance(parsed(run, "search", text, "--json"), list)


NAMED = {"minutes", "record", "attendee-list", "signin-sheet"}
"""Documents of MT9 that name its people."""
KEPT_BY = {"note-for-file": "MT10"}
"""Kinds of record that MT9 does not have, and which meeting of the story does."""


@pytest.mark.parametrize("document", sorted({*records.DOCUMENTS} - {"agreed-minutes", "aide-memoire"}))
@pytest.mark.parametrize("lang", ["en", "ja", "hi"])
def test_documents_are_exported(run: Run, tmp_path: Path, document: str, lang: str) -> None:
    target, meeting = tmp_path / "paper.pdf", KEPT_BY.get(document, "MT9")
    code, out, err = run("export", document, "--meeting", meeting, "--lang", lang, "--out", str(target))
    assert (code, out.strip(), err) == (0, str(target), "")
    words = "".join(page.extract_text() for page in PdfReader(target).pages)
    assert words.strip()
    assert "YAMADA Haruo" in words or document not in NAMED
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


# -- records: editions, versions, approval, verification


def words_of(path: Path) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(path).pages).split())


def a_copy(folder: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    return copy


def logged(folder: Path) -> list[tuple[object, ...]]:
    """The distribution log, oldest first."""
    store = sqlite3.connect(folder / "chancery.db")
    columns = "edition, recipient, format, copy_no, length(sha256)"
    rows = store.execute(f"SELECT {columns} FROM dispatch WHERE deleted_at IS NULL ORDER BY rowid").fetchall()
    store.close()
    return rows


def test_what_leaves_says_nothing_internal_and_is_in_the_log(run: Run, story_folder: Path, tmp_path: Path) -> None:
    folder = a_copy(story_folder, tmp_path)
    inside, outside, text = tmp_path / "in.pdf", tmp_path / "out.pdf", tmp_path / "out.txt"
    common, before = ("export", "record", "--meeting", "MT9"), logged(folder)
    assert run(*common, "--edition", "internal", "--out", str(inside), folder=folder)[0] == 0
    assert run(*common, "--to", "Ministry", "--numbered", "--out", str(outside), folder=folder)[0] == 0
    assert run(*common, "--to", "Ministry", "--format", "txt", "--out", str(text), folder=folder)[0] == 0
    secret = "should be asked for again in writing"
    assert secret in words_of(inside)
    assert secret not in words_of(outside) + text.read_text(encoding="utf-8")
    assert secret.encode() not in outside.read_bytes()
    first, second, third = logged(folder)[len(before) :]
    assert first == ("internal", "", "pdf", 0, 64)
    assert (second[:3], third[:3]) == (("counterpart", "Ministry", "pdf"), ("counterpart", "Ministry", "txt"))
    assert third[3] == int(str(second[3])) + 1
    assert f"Copy {second[3]}" in words_of(outside)
    assert run("check", folder=folder)[0] == 0


def test_a_copy_that_was_never_written_is_in_no_log(run: Run, story_folder: Path, tmp_path: Path) -> None:
    folder = a_copy(story_folder, tmp_path)
    before = logged(folder)
    assert run("export", "record", "--meeting", "MT9", "--out", str(tmp_path), folder=folder)[0] == 1
    assert logged(folder) == before


def test_an_excerpt_is_for_one_organisation(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "excerpt.docx"
    code, _, err = run(
        "export", "record", "--meeting", "MT9", "--edition", "O1", "--format", "docx", "--out", str(target)
    )
    assert (code, err) == (0, "")
    assert target.read_bytes()[:2] == b"PK"
    refused = run("export", "agenda", "--meeting", "MT9", "--edition", "O1", "--out", str(target))
    assert refused[0] == 1


def test_a_password_keeps_the_file_closed(run: Run, tmp_path: Path) -> None:
    target, word = tmp_path / "closed.pdf", tmp_path / "word"
    word.write_text("山と川\n", encoding="utf-8")
    common = ("export", "record", "--meeting", "MT9", "--password-file", str(word), "--out", str(target))
    assert run(*common)[0] == 0
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(target)
    with pikepdf.open(target, password="山と川") as opened:
        assert opened.encryption.R == 6
    word.write_text("\n", encoding="utf-8")
    assert run(*common)[0] == 1
    assert run(*common, "--format", "docx")[0] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "agreed-minutes", "--meeting", "MT9"),
        ("export", "record", "--meeting", "MT9", "--version", "7"),
        ("export", "record", "--meeting", "MT9", "--version", "0.7"),
        ("export", "record", "--meeting", "MT9", "--password-file", "/nowhere"),
    ],
)
def test_a_paper_that_is_not_there_is_refused(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments, "--out", str(tmp_path / "x.pdf"))
    assert (code, out) == (1, "")
    assert err.strip()
    assert list(tmp_path.iterdir()) == []


def test_a_record_is_approved_or_every_line_that_lacks_something_is_said(
    run: Run, story_folder: Path, tmp_path: Path
) -> None:
    folder = a_copy(story_folder, tmp_path)
    code, out, err = run("approve", "--record", "MT6", folder=folder)
    assert (code, out) == (1, "")
    assert [line.split(":")[0] for line in err.splitlines()] == ["point"]
    code, out, err = run("approve", "--record", "MT10", "--by", "ONO Keiichi, Ambassador", folder=folder)
    assert (code, err) == (0, "")
    reference, edition, sha256 = out.strip().split("\t")
    assert (reference, edition, len(sha256)) == ("EOJ/ECON/NFF/2025/0001", "1", 64)
    target = tmp_path / "nff.pdf"
    run(
        "export",
        "note-for-file",
        "--meeting",
        "MT10",
        "--version",
        "1",
        "--to",
        "X",
        "--out",
        str(target),
        folder=folder,
    )
    assert sha256[:12] in words_of(target)
    code, out, _ = run("verify", "--hash", sha256[:12].upper(), folder=folder)
    assert (code, out.split("\t")[:3]) == (0, [reference, "1", "approved"])
    code, out, _ = run("verify", "--file", str(target), folder=folder)
    assert code == 0
    assert out.splitlines()[1].split("\t")[:3] == ["X", "file", "1"]
    assert run("verify", folder=folder)[0] == 0


@pytest.mark.parametrize("wrong", ["12", "0123456789abcdef", "not a hash at all"])
def test_a_hash_that_is_none_of_ours_is_refused(run: Run, wrong: str) -> None:
    code, out, err = run("verify", "--hash", wrong)
    assert (code, out) == (1, "")
    assert len(err.strip().splitlines()) == 1


def test_one_changed_byte_of_an_approved_version_is_named(run: Run, story_folder: Path, tmp_path: Path) -> None:
    folder = a_copy(story_folder, tmp_path)
    store = sqlite3.connect(folder / "chancery.db")
    (content,) = store.execute("SELECT content FROM frozen_record").fetchone()
    store.execute("DROP TRIGGER frozen_record_no_update")
    store.execute("UPDATE frozen_record SET content = ?", (content.replace("thanked", "thonked", 1),))
    store.commit()
    store.close()
    for command in ("verify", "check"):
        code, out, err = run(command, folder=folder)
        assert (code, out) == (1, "")
        assert "EOJ/ECON/ROD/2025/0001" in err


def test_the_register_of_numbers_and_how_they_are_written(run: Run, story_folder: Path, tmp_path: Path) -> None:
    folder = a_copy(story_folder, tmp_path)
    code, out, _ = run("numbers", folder=folder)
    assert (code, out.split("\t")[:2]) == (0, ["EOJ/ECON/ROD/2025/0001", "used"])
    assert run("numbers", "--pattern", "{prefix}/{no}", folder=folder)[0] == 1
    assert (
        run("numbers", "--pattern", "在印経記第{no}号（令和{reiwa}年）", "--kind", "note-for-file", folder=folder)[0]
        == 0
    )
    code, out, _ = run("approve", "--record", "MT10", "--by", "A", folder=folder)
    assert (code, out.split("\t")[0]) == (0, "在印経記第1号（令和7年）")
    assert len(parsed_in(run, folder, "numbers", "--year", "2025", "--json")) == 2


def parsed_in(run: Run, folder: Path, *arguments: str) -> Any:
    code, out, err = run(*arguments, folder=folder)
    assert (code, err) == (0, "")
    return json.loads(out)
