"""The engine: SQLite through sqlcipher3, encrypted with a raw key or plain, with transactions that are really ours.

The driver is in autocommit; we say BEGIN ourselves (IMMEDIATE for writers, so that the wait for a lock happens at the
start and never in the middle), which makes DDL and savepoints transactional too.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

BUSY_SECONDS = 8.0
"""How long a writer waits for another process before the store is said to be locked."""

APPLICATION_ID = 0x43484E43
"""'CHNC' in the file's header tells a Chancery store from any other SQLite file."""


dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
"""One encoder for all: `json.dumps` would make a new one for every value."""


def connect(
    path: Path,
    key: bytes | None,
    *,
    read_only: bool = False,
    keep_journal: bool = False,
    busy_seconds: float = BUSY_SECONDS,
) -> Any:
    """A bare connection with every pragma set. `key` is 32 raw bytes or None for a plain file.

    `keep_journal` leaves the way of journalling as the file has it: until something is written, no byte changes.

    Raises sqlcipher3.DatabaseError when the file is not a database or the key is wrong.
    """
    if key is not None and len(key) != 32:
        raise ValueError("the store's key is 32 bytes")
    target = f"file:{_uri_path(path)}?mode={'ro' if read_only else 'rwc'}"
    connection = sqlcipher.connect(
        target, uri=True, timeout=busy_seconds, check_same_thread=False, isolation_level=None
    )
    cursor = connection.cursor()
    try:
        cursor.execute("PRAGMA cipher_log_level = NONE")
        if key is not None:
            cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            cursor.execute("PRAGMA cipher_memory_security = OFF")
        cursor.execute("PRAGMA foreign_keys = ON")
        if not read_only and not keep_journal:
            cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute("PRAGMA trusted_schema = OFF")
        cursor.execute("PRAGMA cache_size = -32768")
        cursor.execute(f"PRAGMA busy_timeout = {int(busy_seconds * 1000)}")
    except sqlcipher.DatabaseError:
        cursor.close()
        connection.close()
        raise
    cursor.close()
    return connection


def _uri_path(path: Path) -> str:
    text = os.fspath(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    # A backslash is a letter like any other in a name on Linux and macOS.
    return text.replace("\\", "/") if sys.platform == "win32" else text


def make_engine(path: Path, key: bytes | None = None) -> Engine:
    """The engine over `path`. Writers ask for `execution_options(write=True)`."""

    def creator() -> Any:
        return connect(path, key)

    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=creator,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=8,
        hide_parameters=True,
        json_serializer=dump,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine
