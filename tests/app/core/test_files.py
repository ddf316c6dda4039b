"""A file that somebody named is written whole or stays as it was; what is no file is not replaced."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from app.core.files import write_whole


def test_a_new_file_and_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    write_whole(path, b"one")
    path.chmod(0o640)
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["minutes.pdf"]


def test_a_name_as_long_as_names_may_be(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    write_whole(path, b"one")
    assert path.read_bytes() == b"one"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    write_whole(tmp_path / "link", b"one")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"one"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")
def test_a_pipe_is_written_into_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    read: list[bytes] = []
    os.mkfifo(pipe)
    reader = threading.Thread(target=_read, args=(pipe, read))
    reader.start()
    write_whole(pipe, b"one")
    reader.join()
    assert read == [b"one"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def _read(path: Path, into: list[bytes]) -> None:
    into.append(path.read_bytes())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_is_an_error_and_the_device_stays() -> None:
    with pytest.raises(OSError, match="No space"):
        write_whole(Path("/dev/full"), b"one")
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_file_marked_read_only_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(b"old")
    path.chmod(0o444)
    if os.access(path, os.W_OK):  # this user may write everything
        monkeypatch.setattr(os, "access", _nothing_allowed)
    with pytest.raises(PermissionError):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["signed.pdf"]


def _nothing_allowed(_path: object, _mode: int) -> bool:
    return False
