"""Import, export and undo as scripts use them: codes, sentences, JSON, files that come back."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from app import cli
from app.exchange import formats

Run = Callable[..., tuple[int, str, str]]
PEOPLE = (
    "Name,Organisation,Title,E-mail\r\n"
    "Dr. (Ms.) Sunita Rao,Ministry of Power,Joint Secretary,s.rao@power.in\r\n"
    ",Nobody Ltd,,\r\n"
    "YAMADA Haruo,METI,Deputy Director,h.yamada@meti.go.jp\r\n"
)
UNSURE = PEOPLE + "Haruo Yamada,JICA,,\r\n"


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command over an empty store: (exit code, standard output, standard error)."""

    def call(*arguments: str) -> tuple[int, str, str]:
        try:
            code = cli.main(["--data-dir", str(tmp_path / "desk"), *arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str], str]:
    def write(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return str(path)

    return write


def names(run: Run, kind: str = "people") -> list[str]:
    code, out, err = run("list", kind, "--json")
    assert (code, err) == (0, "")
    return [row["name"] for row in json.loads(out)]


def test_a_dry_run_in_json_says_everything_and_writes_nothing(run: Run, file: Callable[[str, str], str]) -> None:
    code, out, err = run("import", "people", file("a.csv", PEOPLE), "--dry-run", "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert {key: told[key] for key in ("read", "new", "matched", "unsure", "written")} == {
        "read": 3, "new": 2, "matched": 0, "unsure": 0, "written": False,
    }  # fmt: skip
    assert told["refused"] == [{"row": 3, "column": "Name", "reason": "There is no name in this row."}]
    assert names(run) == []


def test_an_import_is_undone_by_another_process_and_never_doubles(run: Run, file: Callable[[str, str], str]) -> None:
    path = file("a.csv", PEOPLE)
    assert run("import", "people", path)[0] == 0
    assert names(run) == ["Sunita Rao", "YAMADA Haruo"]
    code, out, _ = run("import", "people", path, "--json")
    told = json.loads(out)
    assert (code, told["new"], told["matched"], told["batch"]) == (0, 0, 2, "")
    code, out, err = run("undo")
    assert (code, out, err) == (0, "The import of “a.csv” was undone.\n", "")
    assert (names(run), names(run, "organisations")) == ([], [])
    code, out, err = run("undo")
    assert (code, out, err) == (1, "", "There is no import and no merge to undo.\n")
    assert run("check")[0] == 0


def test_unsure_rows_stop_the_import_until_somebody_decides(run: Run, file: Callable[[str, str], str]) -> None:
    path = file("a.csv", UNSURE)
    code, out, err = run("import", "people", path, "--json")
    assert (code, json.loads(out)["unsure"], json.loads(out)["written"]) == (1, 1, False)
    assert err.startswith("Nothing was written. Rows that may be records of the register: 1. ")
    assert names(run) == []
    assert run("import", "people", path, "--on-unsure", "skip")[0] == 0
    assert names(run) == ["Sunita Rao", "YAMADA Haruo"]
    assert run("import", "people", path, "--on-unsure", "new")[0] == 0
    assert len(names(run)) == 3


def test_one_row_is_no_rows(run: Run, file: Callable[[str, str], str]) -> None:
    path = file("one.csv", "Name\r\nSato Ken\r\n")
    said = run("import", "people", path, "--dry-run")[1]
    assert said.startswith("1 row read: 1 new, 0 known, 0 unsure, 0 refused.")


def test_a_mapping_file_says_what_columns_mean(run: Run, file: Callable[[str, str], str]) -> None:
    path = file("b.csv", "Who,House\r\nSato Ken,JETRO\r\n")
    mapping = file("m.json", json.dumps({"Who": "name", "House": "organisation"}))
    assert run("import", "people", path, "--mapping", mapping)[0] == 0
    assert (names(run), names(run, "organisations")) == (["Sato Ken"], ["JETRO"])
    for bad in ("no json", "[1]", json.dumps({"Who": "nonsense"})):
        code, out, err = run("import", "people", path, "--mapping", file("bad.json", bad))
        assert (code, out) == (1, "")
        assert err.count("\n") == 1


def test_pasted_lines_are_read_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Name\tCompany\nSato Ken\tSony\nMori Aki\tSony\n"))
    assert run("import", "people", "-")[0] == 0
    assert names(run) == ["Mori Aki", "Sato Ken"]


def test_what_cannot_be_read_is_one_sentence(run: Run, file: Callable[[str, str], str], tmp_path: Path) -> None:
    for path in (str(tmp_path), str(tmp_path / "none.csv"), file("empty.csv", ""), file("x.pdf", "%PDF-1.7 ")):
        code, out, err = run("import", "people", path)
        assert (code, out) == (1, "")
        assert err.count("\n") == 1
        assert "Traceback" not in err
    assert run("import", "cats", "x")[0] == 2


def test_the_refused_rows_are_a_workbook_to_mend(run: Run, file: Callable[[str, str], str], tmp_path: Path) -> None:
    book = tmp_path / "refused.xlsx"
    assert run("import", "people", file("a.csv", PEOPLE), "--refused", str(book))[0] == 0
    source = formats.read(book.name, book.read_bytes())
    assert [row for table in source.tables for row in table.rows if "Nobody Ltd" in row]


@pytest.mark.parametrize("form", ["xlsx", "csv", "vcf"])
def test_an_exported_list_comes_back(run: Run, file: Callable[[str, str], str], tmp_path: Path, form: str) -> None:
    assert run("import", "people", file("a.csv", PEOPLE))[0] == 0
    out = tmp_path / f"list.{form}"
    code, told, err = run("export", "people", "--format", form, "--out", str(out), "--query", "yamada")
    assert (code, told, err) == (0, f"{out}\n", "")
    assert run("undo")[0] == 0
    assert run("import", "people", str(out))[0] == 0
    assert names(run) == ["YAMADA Haruo"]
    assert names(run, "organisations") == ["METI"]


def test_meetings_are_no_address_cards(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "m.vcf"
    code, told, err = run("export", "meetings", "--format", "vcf", "--out", str(out))
    assert (code, told) == (1, "")
    assert err == "Meetings cannot be written as address cards. Choose a workbook or a CSV file.\n"
    assert not out.exists()


def test_encoding_delimiter_and_headings_are_named_where_the_guess_is_wrong(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("Guests;of the day\nName;Organisation\nJosé;Peña\n".encode("cp1252"))
    command = ("import", "people", str(path), "--encoding", "koi8-r", "--delimiter", "semicolon", "--header-row", "2")
    assert run(*command)[0] == 0
    assert (names(run), names(run, "organisations")) == (["JosИ"], ["PeЯa"])
    monkeypatch.setattr("sys.stdin", io.StringIO("Name/House\nSato Ken/JETRO\n"))
    assert run("import", "people", "-", "--delimiter", "/", "--header-row", "0", "--on-unsure", "new")[0] == 0
    assert "Name" in names(run)


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--encoding", "klingon", "There is no encoding “klingon”."),
        ("--delimiter", "ab", "“ab” divides no columns."),
        ("--header-row", "77", "has no row 77 that could hold the headings."),
        ("--header-row", "-1", "has no row -1 that could hold the headings."),
    ],
)
def test_a_way_to_read_that_there_is_not_is_refused(
    run: Run, file: Callable[[str, str], str], option: str, value: str, said: str
) -> None:
    code, out, err = run("import", "people", file("a.csv", PEOPLE), option, value)
    assert (code, out) == (1, "")
    assert said in err


def test_a_workbook_says_itself_how_it_is_written(run: Run, file: Callable[[str, str], str], tmp_path: Path) -> None:
    assert run("import", "people", file("a.csv", PEOPLE))[0] == 0
    book = str(tmp_path / "list.xlsx")
    assert run("export", "people", "--format", "xlsx", "--out", book)[0] == 0
    for option, value in (("--encoding", "utf-8"), ("--delimiter", ";")):
        code, _, err = run("import", "people", book, option, value)
        assert (code, err.count("\n")) == (1, 1)


def test_a_list_on_paper_is_logged_with_its_receiver(run: Run, file: Callable[[str, str], str], tmp_path: Path) -> None:
    assert run("import", "people", file("a.csv", PEOPLE))[0] == 0
    out = tmp_path / "list.pdf"
    code, said, err = run(
        "export", "people", "--format", "pdf", "--query", "Rao", "--lang", "ja", "--to", "MEA", "--out", str(out)
    )
    assert (code, said, err) == (0, f"{out}\n", "")
    text = "\n".join(page.extract_text() for page in PdfReader(out).pages)
    assert "Sunita Rao" in text
    assert "“Rao”" in text
    assert "YAMADA" not in text
    assert run("export", "people", "--format", "csv", "--out", str(tmp_path / "no" / "list.csv"))[0] == 1
    with sqlite3.connect(tmp_path / "desk" / "chancery.db") as store:
        rows = store.execute(
            "SELECT document, format, language, recipient, deleted_at IS NULL FROM dispatch"
        ).fetchall()
    assert rows[0] == ("list-of-people", "pdf", "ja", "MEA", 1)
    assert [row[-1] for row in rows[1:]] == [0]
