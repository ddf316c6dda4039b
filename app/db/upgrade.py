"""Opening a store: what kind of file it is, and bringing an older one to today's schema without ever risking it.

An upgrade works on a verified copy, migration by migration, each in its own transaction; only a copy that passed its
checks takes the old file's place, and the old file is kept among the backups. Whatever happens before that (kill, full
disk, a failing migration), the old file is as it was.
"""

from __future__ import annotations

import glob
import os
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from app.core.errors import Fault, StoreFault
from app.core.i18n import N_
from app.db import faults
from app.db.engine import APPLICATION_ID, connect, make_engine

HEAD = 2
"""The schema this program writes: the number of the newest migration."""

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
_MAGIC = b"SQLite format 3\x00"

NOT_A_STORE = N_("{name} is not a Chancery store. It was left as it is; choose another folder.")
NEWER = N_(
    "{name} was written by a newer version of Chancery. It was left as it is; install the newer version to open it."
)
IS_DIRECTORY = N_("{name} is a folder, where a store file is expected. Rename the folder or choose another place.")
NO_FOLDER = N_("{name} is a file, where a folder for the store is expected. Choose another folder.")
NETWORK = N_(
    "{name} lies on a network share ({kind}). A store on a share can be damaged, so it was not opened; "
    "copy it to a disk of this computer."
)
WRONG_KEY = N_("{name} cannot be opened: the passphrase is wrong, or the file is damaged. It was left as it is.")
UPGRADE_FAILED = N_(
    "{name} could not be brought up to date. It was left as it was; a report of the fault can be saved."
)


def prepare(path: Path, *, key: bytes | None = None, backups: Path | None = None, now: datetime | None = None) -> int:
    """Make `path` a store of today's schema: create it, upgrade it, or find it in order. Gives the schema found (0
    = new).

    `backups` is the folder for the copy kept before an upgrade (default: `backups` beside the file).
    Raises StoreFault for a directory, a foreign or damaged file, a newer schema, a lock, a share, a read-only place.
    """
    _check_place(path)
    if not path.exists() or path.stat().st_size == 0:
        with faults.faults_in_words(path):
            try:
                made = _create(path, key)
            except OSError as error:
                raise faults.of_system(error) from error
        if made:
            return 0
    found = inspect(path, key)
    if found > HEAD:
        raise StoreFault(Fault.NEWER, NEWER, name=path.name)
    if found < HEAD:
        with faults.faults_in_words(path):
            try:
                _upgrade(path, key, found, backups or path.parent / "backups", now)
            except OSError as error:
                raise faults.of_system(error) from error
    return found


def inspect(path: Path, key: bytes | None = None) -> int:
    """The schema number of an existing file, 0 for an empty database. Raises StoreFault when it is no store of ours."""
    try:
        with path.open("rb") as file:
            plain = file.read(16) == _MAGIC
    except OSError as error:
        raise StoreFault(Fault.READ_ONLY, faults.READ_ONLY) from error
    if key is None and not plain:
        raise StoreFault(Fault.NOT_A_STORE, NOT_A_STORE, name=path.name)
    try:
        # read-only: a file that turns out not to be ours, or newer, must not change by a byte
        with closing(connect(path, key, read_only=True)) as connection:
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not tables:
                return 0
            if "alembic_version" not in tables or "audit_event" not in tables:
                raise StoreFault(Fault.NOT_A_STORE, NOT_A_STORE, name=path.name)
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlcipher.DatabaseError as error:
        if key is not None and "not a database" in str(error):
            raise StoreFault(Fault.WRONG_KEY, WRONG_KEY, name=path.name) from error
        fault = faults.as_fault(error, path)
        if fault is None:
            raise
        raise fault from error
    number = row[0] if row else ""
    return int(number) if str(number).isdecimal() else HEAD + 1


def _check_place(path: Path) -> None:
    try:
        folder = path.is_dir()
        kind = "" if folder else faults.network_type(path)
        if not folder and not kind:
            path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise StoreFault(Fault.READ_ONLY, NO_FOLDER, name=path.parent.name) from error
    except OSError as error:
        # a name too long, a disk that is gone, a file in the middle of the path, no right to look
        raise StoreFault(Fault.READ_ONLY, faults.READ_ONLY) from error
    if folder:
        raise StoreFault(Fault.IS_DIRECTORY, IS_DIRECTORY, name=path.name)
    if kind:
        raise StoreFault(Fault.NETWORK_SHARE, NETWORK, name=path.name, kind=kind)
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.R_OK | os.W_OK)):
        raise StoreFault(Fault.READ_ONLY, faults.READ_ONLY)


def _create(path: Path, key: bytes | None) -> bool:
    """Build the whole schema in a file beside, then put it in place: a half-made store is never seen.

    False when another process was first: its store stands and is not touched.
    """
    draft = path.with_name(f"{path.name}.new-{os.getpid()}")
    _remove(draft)
    _sweep(path)
    try:
        run_migrations(draft, key)
        _settle(draft, key)
        return _place(draft, path)
    finally:
        _remove(draft)


def _place(draft: Path, path: Path) -> bool:
    if path.exists() and path.stat().st_size:
        return False
    _set_aside(path)
    if path.exists():  # an empty file
        os.replace(draft, path)
        return True
    try:
        os.link(draft, path)  # unlike a renaming it never takes the place of what came there meanwhile
    except FileExistsError:
        return False
    except OSError:  # a disk without links
        if path.exists():
            return False
        os.rename(draft, path)
    return True


_LEFT_SECONDS = 3600
"""After which a draft that a killed process left is swept away; nobody works an hour on an empty store."""


def _sweep(path: Path) -> None:
    for left in path.parent.glob(f"{glob.escape(path.name)}.new-*"):
        if time.time() - left.stat().st_mtime > _LEFT_SECONDS:
            left.unlink(missing_ok=True)


def _set_aside(path: Path) -> None:
    """A write-ahead log whose store is gone would be played into the new file; it is kept under another name."""
    for suffix in ("-wal", "-journal"):
        orphan = path.with_name(path.name + suffix)
        if orphan.exists() and orphan.stat().st_size:
            os.replace(orphan, orphan.with_name(f"{orphan.name}-left-{time.strftime('%Y%m%d-%H%M%S')}"))
    path.with_name(path.name + "-shm").unlink(missing_ok=True)


def _upgrade(path: Path, key: bytes | None, found: int, backups: Path, now: datetime | None) -> None:
    stamp = (now or datetime.now()).strftime("%Y%m%d-%H%M%S")
    backups.mkdir(parents=True, exist_ok=True)
    kept = backups / f"{path.stem}-schema{found:04d}-{stamp}{path.suffix}"
    draft = path.with_name(f"{path.name}.upgrade-{os.getpid()}")
    try:
        with closing(connect(path, key, keep_journal=True)) as live:
            live.execute("BEGIN IMMEDIATE")  # nobody writes, or upgrades, while the copy is brought up to date
            for left in path.parent.glob(f"{glob.escape(path.name)}.upgrade*"):
                left.unlink(missing_ok=True)
            with closing(connect(path, key, read_only=True)) as source:
                copy(source, kept, key)
            verify(kept, key)
            with closing(connect(kept, key, read_only=True)) as source:
                copy(source, draft, key)
            _settle(kept, key)
            _migrate(path, draft, key)
        _settle(path, key)  # refused as locked while another program still has the store open
        if _written(path, key) != _written(kept, key):
            raise StoreFault(Fault.LOCKED, faults.LOCKED)
        os.replace(draft, path)
    finally:
        _remove(draft)


def _migrate(path: Path, draft: Path, key: bytes | None) -> None:
    try:
        run_migrations(draft, key)
        _settle(draft, key)
        verify(draft, key)
    except Exception as error:
        fault = faults.as_fault(error, path)
        if fault is not None:
            raise fault from error
        raise StoreFault(Fault.UPGRADE_FAILED, UPGRADE_FAILED, name=path.name) from error


def _written(path: Path, key: bytes | None) -> int:
    """How much was ever written into a store: its last audit entry."""
    with closing(connect(path, key, read_only=True)) as connection:
        return int(connection.execute("SELECT coalesce(max(seq), 0) FROM audit_event").fetchone()[0])


def copy(source: Any, target: Path, key: bytes | None) -> None:
    """Copy a live database page by page (SQLite's online backup), with the same key."""
    _remove(target)
    with closing(connect(target, key)) as destination:
        source.backup(destination)
    _settle(target, key)


def verify(path: Path, key: bytes | None) -> None:
    """Raise StoreFault unless the file is sound: pages, indexes and foreign keys."""
    with closing(connect(path, key)) as connection:
        words = [row[0] for row in connection.execute("PRAGMA quick_check(5)")]
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if words != ["ok"] or broken:
        raise StoreFault(Fault.CORRUPT, faults.CORRUPT)


def run_migrations(path: Path, key: bytes | None, target: str = "head") -> None:
    """Run Alembic's migrations up to `target` on a file that nobody else uses, one transaction each."""
    # Alembic costs 70-190 ms to import and is needed only when a schema changes.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    engine = make_engine(path, key)
    try:
        with engine.execution_options(write=True).connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, target)
        with closing(connect(path, key)) as raw:
            raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        engine.dispose()


def _settle(path: Path, key: bytes | None) -> None:
    """Fold the write-ahead log into the file, so that the file alone is the store."""
    with closing(connect(path, key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
