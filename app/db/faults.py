"""What SQLite's errors mean to a person: the environment's faults as `StoreFault`, everything else stays a bug."""

from __future__ import annotations

import errno
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from app.core.errors import Fault, StoreFault
from app.core.i18n import N_

LOCKED = N_("The store is in use by another program. Nothing was changed; close the other program and try again.")
DISK_FULL = N_("The disk is full. Nothing was changed; free some space and try again.")
READ_ONLY = N_("The store cannot be written: the file or its folder is read-only. Nothing was changed.")
CORRUPT = N_("The store is damaged and cannot be read safely. Nothing was changed; open a backup copy instead.")
GONE = N_(
    "The store's file was moved, deleted or replaced while it was open. Nothing was saved; put the file back, or close "
    "Chancery and open the store again."
)
IO = N_("The disk reported an error. Nothing was changed; check the disk and try again.")

_BY_TEXT: tuple[tuple[str, Fault, str], ...] = (
    ("database is locked", Fault.LOCKED, LOCKED),
    ("database table is locked", Fault.LOCKED, LOCKED),
    ("database or disk is full", Fault.DISK_FULL, DISK_FULL),
    ("readonly database", Fault.READ_ONLY, READ_ONLY),
    ("unable to open database file", Fault.READ_ONLY, READ_ONLY),
    ("malformed", Fault.CORRUPT, CORRUPT),
    ("file is not a database", Fault.CORRUPT, CORRUPT),
    ("unsupported file format", Fault.CORRUPT, CORRUPT),
    ("disk I/O error", Fault.IO, IO),
)


def as_fault(error: BaseException, path: Path | None = None) -> StoreFault | None:
    """The environment's fault behind a driver's error over the store at `path`, or None when the error is ours."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if not isinstance(cause, sqlcipher.DatabaseError):
        return None
    text = str(cause)
    found = next(((fault, message) for part, fault, message in _BY_TEXT if part in text), None)
    if found is None:
        return None
    if found[0] is Fault.IO and path is not None and _no_room(path):
        found = (Fault.DISK_FULL, DISK_FULL)
    return StoreFault(*found)


_ROOM = 128 * 1024
"""Bytes. The memory that WAL shares between processes is a file of 32 kB or more beside the store; when it has no room
SQLite speaks of an I/O error."""


def _no_room(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _ROOM
    except OSError:
        return False


def of_system(error: OSError) -> StoreFault:
    """What the system said about a file or folder of the store."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreFault(Fault.DISK_FULL, DISK_FULL)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StoreFault(Fault.READ_ONLY, READ_ONLY)
    return StoreFault(Fault.IO, IO)


@contextmanager
def faults_in_words(path: Path | None = None) -> Iterator[None]:
    """Raise `StoreFault` in place of a driver's error that speaks of the environment."""
    try:
        yield
    except (DBAPIError, sqlcipher.DatabaseError) as error:
        fault = as_fault(error, path)
        if fault is None:
            raise
        raise fault from error


def identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at `path`: another one of the same name has another identity; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


_NETWORK_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afs", "9p", "fuse.rclone", "davfs", "fuse.davfs2", "ceph"}
)


def network_type(path: Path, mounts: str | None = None) -> str:
    """The file system's type when `path` lies on a network share, else "".

    WAL needs memory shared on one host (sqlite.org/wal), so a share corrupts. `mounts` is the text of /proc/mounts;
    on Windows a UNC path is a share.
    """
    text = str(path.absolute())
    if sys.platform == "win32":
        return "unc" if text.startswith("\\\\") else ""
    if mounts is None:
        table = Path("/proc/mounts")
        mounts = table.read_text(encoding="utf-8", errors="replace") if table.exists() else ""
    best, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        mount = parts[1].replace("\\040", " ")
        inside = text == mount or text.startswith(mount.rstrip("/") + "/")
        if inside and len(mount) >= len(best):
            best, kind = mount, parts[2]
    return kind if kind in _NETWORK_TYPES else ""
