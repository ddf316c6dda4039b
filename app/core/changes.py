"""A write says what changed; whoever shows it decides whether to refresh."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """What one unit of work changed: kind ("meeting", "person"...) -> ids of root records, and by whom.

    `batch` identifies the unit of work in the audit trail: it is what Undo takes. `everything` is true when another
    process wrote, so that nobody knows what changed.
    """

    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    by: str = ""
    batch: str = ""
    everything: bool = False

    def touches(self, *kinds: str) -> bool:
        """Whether any of `kinds` changed."""
        return self.everything or any(kind in self.kinds for kind in kinds)

    def has(self, kind: str, id: str) -> bool:
        """Whether this very record changed (or may have)."""
        return self.everything or id in self.kinds.get(kind, frozenset())


@dataclass(frozen=True, slots=True)
class Written:
    """What a service's write gives back: the root record's id and what changed."""

    id: str
    changes: Changes


Listener = Callable[[Changes], None]


class ChangeFeed:
    """Ordered, Qt-free: listeners are called on the writer's thread, after the commit, in order of subscription."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._lock = threading.RLock()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear of every commit; the returned function ends it."""
        with self._lock:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return unsubscribe

    def publish(self, changes: Changes) -> None:
        """Tell everyone. Held under one lock so that two writers' changes arrive whole and in order."""
        with self._lock:
            for listener in tuple(self._listeners):
                listener(changes)
