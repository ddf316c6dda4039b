"""The store: one door to write (a unit of work that says what changed), one to read.

A unit of work is one transaction: rows, audit trail and search index together. Its `Changes` are published after the
commit. A service never commits inside another's transaction: services that need each other share a `Work`.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.core.changes import ChangeFeed, Changes, Written
from app.core.clock import Clock
from app.core.errors import AppError, Fault, StoreFault
from app.core.i18n import N_
from app.core.ids import new_id
from app.db import search_index, trail
from app.db.engine import connect, make_engine
from app.db.faults import GONE, faults_in_words, identity
from app.domain.base import Edited


@dataclass(slots=True)
class Work:
    """A running unit of work: its session, its instant (UTC) and, once committed, its changes."""

    session: Session
    batch: str
    at: datetime
    actor: str
    changes: Changes = field(default_factory=Changes)

    def touch(self, root: Edited) -> None:
        """Count a change of a part as a change of its root: the root's version guards all of it."""
        root.updated_at, root.updated_by = self.at, self.actor

    def written(self, id: str) -> Written:
        """What a service gives back, after the commit."""
        return Written(id, self.changes)


class Store:
    """One store file. Thread-safe: each call has its own session and connection."""

    def __init__(
        self, path: Path, *, feed: ChangeFeed, clock: Clock, key: bytes | None = None, actor: str | None = None
    ) -> None:
        self.path, self.feed, self.clock = path, feed, clock
        self.actor = actor or _user_name()
        self._key = key
        self._file = identity(path)
        self.engine: Engine = make_engine(path, key)
        self._writer = self.engine.execution_options(write=True)
        self._watcher: Any = None
        self._data_version = 0
        self._seen_seq = 0
        self._own: set[str] = set()

    @contextmanager
    def write(self, *, by: str | None = None) -> Iterator[Work]:
        """One unit of work: commits at the end, rolls back on any error, then publishes what changed.

        Raises StoreFault for the environment's faults and AppError when a row changed under our feet.
        """
        self._still_there()
        batch, at, actor = new_id(), self.clock.now(), by or self.actor
        with faults_in_words(self.path), Session(self._writer, autoflush=True, expire_on_commit=False) as session:
            kinds: dict[str, set[str]] = {}
            session.info.update(batch=batch, at=at, actor=actor, kinds=kinds)
            trail.watch(session)
            work = Work(session, batch, at, actor)
            try:
                yield work
                session.flush()
                search_index.reindex(session, kinds)
                session.commit()
            except StaleDataError as error:
                raise AppError(
                    N_("This record was changed elsewhere meanwhile. Open it again and repeat the change.")
                ) from error
        work.changes = Changes(_frozen(kinds), by=actor, batch=batch)
        if kinds:
            self._own.add(batch)
            self.feed.publish(work.changes)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A consistent view of the store. Nothing that happens in it is written."""
        with faults_in_words(self.path), Session(self.engine, autoflush=False) as session:
            yield session

    def _still_there(self) -> None:
        """Raise StoreFault when the file was taken away: SQLite goes on writing into what nobody finds again."""
        now = identity(self.path)
        if self._file is None:
            self._file = now
        elif now != self._file:
            raise StoreFault(Fault.MISSING, GONE)

    def changed_elsewhere(self) -> bool:
        """Whether another process wrote since the last call.

        Asks SQLite's data_version first (no file is read for it); our own units of work are told apart by their batch.
        """
        with faults_in_words(self.path):
            if self._watcher is None:
                self._watcher = connect(self.path, self._key)
                self._seen_seq = self._watcher.execute("SELECT coalesce(max(seq), 0) FROM audit_event").fetchone()[0]
            version = int(self._watcher.execute("PRAGMA data_version").fetchone()[0])
            if version == self._data_version:
                return False
            self._data_version = version
            news = self._watcher.execute(
                "SELECT seq, batch FROM audit_event WHERE seq > ? ORDER BY seq", (self._seen_seq,)
            ).fetchall()
        if not news:
            return False
        self._seen_seq = news[-1][0]
        foreign = {batch for _, batch in news} - self._own
        self._own.clear()
        return bool(foreign)

    def close(self) -> None:
        """Let the file go. The last connection folds the write-ahead log back into it."""
        if self._watcher is not None:
            self._watcher.close()
            self._watcher = None
        self.engine.dispose()


def _frozen(kinds: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return {kind: frozenset(ids) for kind, ids in kinds.items()}


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "user"
