"""Opening files that are no store, older stores and stores in bad places: one sentence, and the file as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.core.errors import Fault, StoreFault
from app.db import faults, upgrade
from app.db.engine import connect


def fault_of(path: Path, key: bytes | None = None) -> StoreFault:
    with pytest.raises(StoreFault) as caught:
        upgrade.prepare(path, key=key)
    assert str(caught.value).strip()
    assert "{" not in str(caught.value)
    return caught.value


def test_a_new_store_is_made_with_todays_schema(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "chancery.db"
    assert upgrade.prepare(path) == 0
    assert upgrade.inspect(path) == upgrade.HEAD
    assert [one.name for one in path.parent.iterdir()] == ["chancery.db"]


@pytest.mark.parametrize(
    "content",
    [
        b"just some text",
        b"\x00" * 4096,
        "電池".encode() * 900,
        b"SQLite format 3\x00",
        b"SQLite format 3\x00" + b"\xff" * 8000,
    ],
)
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "chancery.db"
    path.write_bytes(content)
    assert fault_of(path).fault in (Fault.NOT_A_STORE, Fault.CORRUPT)
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "chancery.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
        other.commit()
    before = path.read_bytes()
    assert fault_of(path).fault is Fault.NOT_A_STORE
    with closing(sqlite3.connect(path)) as other:
        assert [row[0] for row in other.execute("SELECT name FROM sqlite_master")] == ["recipes"]
    assert len(path.read_bytes()) == len(before)


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    (tmp_path / "chancery.db").mkdir()
    assert fault_of(tmp_path / "chancery.db").fault is Fault.IS_DIRECTORY


def test_a_store_from_a_newer_version_is_refused_and_untouched(tmp_path: Path, empty_store_file: Path) -> None:
    path = tmp_path / "chancery.db"
    shutil.copyfile(empty_store_file, path)
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9042'")
        newer.commit()
    before = path.read_bytes()
    assert fault_of(path).fault is Fault.NEWER
    assert path.read_bytes() == before


def test_a_damaged_store_is_refused_with_words(tmp_path: Path, empty_store_file: Path) -> None:
    path = tmp_path / "chancery.db"
    content = bytearray(empty_store_file.read_bytes())
    content[100:4000] = os.urandom(3900)
    path.write_bytes(content)
    assert fault_of(path).fault in (Fault.CORRUPT, Fault.NOT_A_STORE)
    assert path.read_bytes() == bytes(content)


def test_the_key_decides(tmp_path: Path) -> None:
    path, key = tmp_path / "chancery.db", b"k" * 32
    upgrade.prepare(path, key=key)
    assert b"SQLite format" not in path.read_bytes()[:100]
    assert upgrade.inspect(path, key) == upgrade.HEAD
    assert fault_of(path, b"x" * 32).fault is Fault.WRONG_KEY
    assert fault_of(path).fault is Fault.NOT_A_STORE


@pytest.mark.skipif(os.name != "posix" or not hasattr(os, "geteuid"), reason="needs POSIX rights")
def test_a_read_only_folder(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o500)
    try:
        if os.access(folder, os.W_OK):
            pytest.skip("this user may write everywhere")
        assert fault_of(folder / "chancery.db").fault is Fault.READ_ONLY
    finally:
        folder.chmod(0o700)


def test_a_file_in_the_way_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    assert fault_of(tmp_path / "data" / "chancery.db").fault is Fault.READ_ONLY


def test_network_shares_are_told_by_their_mount() -> None:
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt/my\\040share nfs4 rw 0 0\n"
        "//s/p /mnt/p cifs rw 0 0\n/dev/sdb /mnt/p/disk ext4 rw 0 0\n"
    )
    assert faults.network_type(Path("/mnt/my share/a/chancery.db"), mounts) == "nfs4"
    assert faults.network_type(Path("/mnt/p/chancery.db"), mounts) == "cifs"
    assert faults.network_type(Path("/mnt/p/disk/chancery.db"), mounts) == ""
    assert faults.network_type(Path("/home/x/chancery.db"), mounts) == ""


def test_a_store_held_by_another_program(
    tmp_path: Path, empty_store_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "chancery.db"
    shutil.copyfile(empty_store_file, path)
    with closing(connect(path, None)) as holder, closing(connect(path, None, busy_seconds=0.05)) as second:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreFault) as caught, faults.faults_in_words():
            second.execute("BEGIN IMMEDIATE")
        holder.execute("ROLLBACK")
    assert caught.value.fault is Fault.LOCKED


_OLD = """
import sys
sys.path[:0] = {path!r}
from pathlib import Path
from app.db import upgrade
upgrade.MIGRATIONS = Path({migrations!r})
upgrade.HEAD = {head}
{extra}
upgrade.prepare(Path({store!r}))
"""


NEXT = f"{upgrade.HEAD + 1:04d}"
"""The number of the migration that these tests add to the project's."""


def _one_more_migration(folder: Path, body: str) -> Path:
    """The project's migrations and one more that does `body`."""
    shutil.copytree(upgrade.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / f"{NEXT}_more.py").write_text(
        "import os\nimport signal\nfrom alembic import op\n"
        f"revision = '{NEXT}'\ndown_revision = '{upgrade.HEAD:04d}'\n"
        "branch_labels = None\ndepends_on = None\n\n\ndef upgrade():\n"
        + textwrap.indent(body, "    ")
        + "\n\n\ndef downgrade():\n    pass\n",
        encoding="utf-8",
    )
    return folder


def _upgrade_with(tmp_path: Path, store: Path, body: str) -> subprocess.CompletedProcess[str]:
    migrations = _one_more_migration(tmp_path / "migrations", body)
    root = str(Path(upgrade.__file__).parents[2])
    script = _OLD.format(path=[root], migrations=str(migrations), store=str(store), head=upgrade.HEAD + 1, extra="")
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)


def test_an_upgrade_keeps_a_verified_copy(tmp_path: Path, empty_store_file: Path) -> None:
    path = tmp_path / "chancery.db"
    shutil.copyfile(empty_store_file, path)
    done = _upgrade_with(tmp_path, path, "op.execute('CREATE TABLE more (id TEXT)')")
    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(path)) as after:
        assert after.execute("SELECT version_num FROM alembic_version").fetchone() == (NEXT,)
        assert after.execute("SELECT count(*) FROM more").fetchone() == (0,)
    (kept,) = (tmp_path / "backups").iterdir()
    assert upgrade.inspect(kept) == upgrade.HEAD
    assert not list(tmp_path.glob("chancery.db.*"))


@pytest.mark.parametrize("end", ["raise RuntimeError('half done')", "os.kill(os.getpid(), signal.SIGKILL)"])
def test_a_half_finished_upgrade_leaves_the_old_file_as_it_was(
    tmp_path: Path, empty_store_file: Path, end: str
) -> None:
    path = tmp_path / "chancery.db"
    shutil.copyfile(empty_store_file, path)
    done = _upgrade_with(tmp_path, path, f"op.execute('CREATE TABLE more (id TEXT)')\n{end}")
    assert done.returncode != 0
    assert upgrade.inspect(path) == upgrade.HEAD
    with closing(sqlite3.connect(path)) as after:
        names = {row[0] for row in after.execute("SELECT name FROM sqlite_master")}
        assert "more" not in names
        assert "meeting" in names
    assert upgrade.prepare(path) == upgrade.HEAD


def test_an_upgrade_waits_for_nobody_who_still_writes(tmp_path: Path, empty_store_file: Path) -> None:
    path = tmp_path / "chancery.db"
    shutil.copyfile(empty_store_file, path)
    with closing(connect(path, None)) as window:
        window.execute("INSERT INTO alembic_version VALUES ('0001x')")
        window.execute("DELETE FROM alembic_version WHERE version_num = '0001x'")
        done = _upgrade_with(tmp_path, path, "op.execute('CREATE TABLE more (id TEXT)')")
        assert "Fault.LOCKED" in done.stderr or "in use by another program" in done.stderr
        # the window's file is still the store: what it writes now is not written into a file that nobody will open
        window.execute(f"UPDATE alembic_version SET version_num = '{upgrade.HEAD:04d}'")
    assert upgrade.inspect(path) == upgrade.HEAD


def test_a_failing_upgrade_changes_no_byte(tmp_path: Path, empty_store_file: Path) -> None:
    path = tmp_path / "chancery.db"
    shutil.copyfile(empty_store_file, path)
    _upgrade_with(tmp_path, path, "op.execute('CREATE TABLE more (id TEXT)')\nraise RuntimeError('half done')")
    assert path.read_bytes() == empty_store_file.read_bytes()


@pytest.mark.parametrize("offset", [16, 24, 40, 44, 56, 96, 100, 2000, 4096, 9000])
def test_damage_anywhere_is_said_in_words(tmp_path: Path, empty_store_file: Path, offset: int) -> None:
    path = tmp_path / "chancery.db"
    content = bytearray(empty_store_file.read_bytes())
    content[offset : offset + 16] = b"\x99" * 16
    path.write_bytes(content)
    # None: what lies in unused bytes of a page harms nobody
    assert _found(path) in (Fault.CORRUPT, Fault.NOT_A_STORE, Fault.NEWER, None)
    assert path.read_bytes()[128:] == bytes(content)[128:]


def _found(path: Path) -> Fault | None:
    try:
        upgrade.prepare(path)
        upgrade.verify(path, None)
    except StoreFault as fault:
        return fault.fault
    return None


@pytest.mark.parametrize("number", ["²", "", "abc", "-1", "99"])
def test_a_schema_number_nobody_knows_is_a_newer_one(tmp_path: Path, empty_store_file: Path, number: str) -> None:
    path = tmp_path / "chancery.db"
    shutil.copyfile(empty_store_file, path)
    with closing(sqlite3.connect(path)) as strange:
        strange.execute("UPDATE alembic_version SET version_num = ?", (number,))
        strange.commit()
    assert fault_of(path).fault is Fault.NEWER


@pytest.mark.skipif(sys.platform == "win32", reason="names that Windows does not allow")
@pytest.mark.parametrize("name", ["a b", "100%25", "q?mode=ro", "h#ash", "日本語", "back\\slash", "new\nline", "&<b>"])
def test_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name / "chancery.db"
    assert upgrade.prepare(path) == 0
    assert upgrade.prepare(path) == upgrade.HEAD
    assert [one.name for one in tmp_path.iterdir()] == [name]
    assert [one.name for one in path.parent.iterdir()] == ["chancery.db"]


@pytest.mark.parametrize("folder", ["x" * 300, "x/" * 3000])
def test_a_folder_with_too_long_a_name(tmp_path: Path, folder: str) -> None:
    assert fault_of(tmp_path / folder / "chancery.db").fault is Fault.READ_ONLY


def test_the_log_of_a_store_that_is_gone_is_not_played_into_a_new_one(tmp_path: Path, empty_store_file: Path) -> None:
    path = tmp_path / "chancery.db"
    shutil.copyfile(empty_store_file, path)
    with closing(connect(path, None)) as lost:
        lost.execute("CREATE TABLE lost (id TEXT)")
        log = path.with_name("chancery.db-wal").read_bytes()
    path.unlink()
    path.with_name("chancery.db-wal").write_bytes(log)
    assert upgrade.prepare(path) == 0
    with closing(sqlite3.connect(path)) as fresh:
        assert fresh.execute("SELECT count(*) FROM sqlite_master WHERE name = 'lost'").fetchone() == (0,)
    (kept,) = tmp_path.glob("chancery.db-wal-left-*")
    assert kept.read_bytes() == log


def test_no_room_for_the_shared_memory_is_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def usage(_path: object) -> object:
        return type("Usage", (), {"free": 0})

    error = sqlcipher.OperationalError("disk I/O error")
    plain = faults.as_fault(error, tmp_path / "chancery.db")
    assert plain is not None
    assert plain.fault is Fault.IO
    monkeypatch.setattr(shutil, "disk_usage", usage)
    full = faults.as_fault(error, tmp_path / "chancery.db")
    assert full is not None
    assert full.fault is Fault.DISK_FULL
