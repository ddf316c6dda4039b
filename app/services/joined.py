"""Many services' calls as one unit of work: all of it or nothing, one batch in the audit trail, one write to the disk.

For work that is one deed to the person who asks for it (building the sample story). What a service would commit is only
flushed; the real store commits at the end. Reads inside see what was written so far.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.db.unit_of_work import Store, Work


class JoinedStore(Store):
    """A store that hands every caller the same running unit of work. It opens and closes nothing itself."""

    def __init__(self, store: Store, work: Work) -> None:
        # Not Store.__init__: the engine, its connections and the feed stay the real store's.
        self.path, self.feed, self.clock, self.actor = store.path, store.feed, store.clock, store.actor
        self._work = work
        # A session lets go of rows that nobody holds and reads them again; here the next caller comes at once.
        self._held: set[object] = set()
        event.listen(work.session, "pending_to_persistent", self._hold)
        event.listen(work.session, "loaded_as_persistent", self._hold)

    def _hold(self, _session: Session, row: object) -> None:
        self._held.add(row)

    @contextmanager
    def write(self, *, by: str | None = None) -> Iterator[Work]:  # noqa: ARG002  (the actor is the joined work's)
        """The running unit of work; its end is a flush, so that the next caller finds what was written."""
        yield self._work
        self._work.session.flush()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """The running session: what was written so far is there, although nothing is committed yet."""
        self._work.session.flush()
        yield self._work.session

    def at(self, instant: datetime) -> None:
        """Let what follows have happened at `instant` (aware): it stamps rows, the audit trail and approvals."""
        self._work.at = instant
        self._work.session.info["at"] = instant

    def close(self) -> None:
        """Nothing to let go: the real store is closed by whoever opened it."""
