"""One record of any kind: read, created, saved without overwriting anybody, removed. Knows no widget and no entity.

The feature gives the doors; a draft is any frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from app.core.changes import Changes, Written
from app.core.errors import AppError, Conflict, Refused
from app.core.i18n import tr
from ui.kit.list_feed import Run


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record as it was read: its id and name, what is shown, the draft an edit starts from, and what is beside it
    (what the draft's ids are called, for one)."""

    id: str
    name: str
    detail: Any
    draft: Any
    beside: Any = None


@dataclass(frozen=True, slots=True)
class Clash:
    """A save that met another's: `mine` was typed on `base`, `theirs` is stored now; `conflict` names the fields.

    `called` says what the ids in the form are called.
    """

    conflict: Conflict
    mine: Any
    base: Any
    theirs: Loaded
    called: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordDoors:
    """How one record is read and written; all called away from the window. `name_of(draft)` for sentences."""

    kind: str
    read: Callable[[str], Loaded]
    create: Callable[[Any], Written]
    update: Callable[[str, Any, Any], Written]
    remove: Callable[[str], Written]
    name_of: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Sayings:
    """Sentences (msgids with a `{name}` place) for what was done."""

    created: str
    saved: str
    deleted: str


class Teller(Protocol):
    """Where outcomes are said: the window's notices."""

    def info(self, text: str, action: tuple[str, Callable[[], None]] | None = None) -> None: ...
    def done(self, text: str, changes: Changes | None = None) -> None: ...
    def error(self, error: AppError) -> None: ...


class RecordKeeper(QObject):
    """Reads and writes the record that is open. A save is silent; `remember` gets its words for when it is undone."""

    loaded = Signal(object)
    """A `Loaded`: another record, or the same one changed."""
    gone = Signal(str)
    """This record is not there any more."""
    refused = Signal(object)
    """A tuple of `Problem`s with the draft's field names."""
    clashed = Signal(object)
    """A `Clash` to be settled."""
    saved = Signal(str)
    """Id of the record that was written."""
    not_saved = Signal()
    """A save came to nothing; why was said."""

    def __init__(
        self,
        doors: RecordDoors,
        sayings: Sayings,
        run: Run,
        teller: Teller,
        remember: Callable[[str, Changes], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._doors, self._sayings, self._run = doors, sayings, run
        self._teller, self._remember = teller, remember
        self.id = ""
        self.current: Loaded | None = None

    def open(self, id: str) -> None:
        """Show another record."""
        self.id, self.current = id, None
        self.reload()

    def close(self) -> None:
        """No record is open."""
        self.id, self.current = "", None

    def reload(self) -> None:
        """Read the open record again."""
        if self.id:
            done, failed = partial(self._read, self.id), partial(self._not_read, self.id)
            self._run(partial(self._doors.read, self.id), done, failed, self)

    def create(self, draft: Any) -> None:
        """Store a new record."""
        self._run(partial(self._doors.create, draft), partial(self._created, draft), self._not_created, self)

    def save(self, id: str, draft: Any, base: Any) -> None:
        """Store what was typed on `base`."""
        failed = partial(self._not_updated, id, draft, base)
        self._run(partial(self._doors.update, id, draft, base), partial(self._updated, draft), failed, self)

    def settle(self, clash: Clash, keep_mine: set[str]) -> None:
        """Save again after the conflict: my value for the fields in `keep_mine`, theirs for the others in conflict.

        What I did not touch is taken as it stands now.
        """
        fought = {one.field for one in clash.conflict.fields}
        changes: dict[str, Any] = {}
        for item in fields(clash.mine):
            mine = getattr(clash.mine, item.name)
            touched = mine != getattr(clash.base, item.name)
            if touched and (item.name not in fought or item.name in keep_mine):
                changes[item.name] = mine
        self.save(clash.theirs.id, replace(clash.theirs.draft, **changes), clash.theirs.draft)

    def remove(self, id: str, name: str) -> None:
        """Take a record off the lists; the notice offers to undo it."""
        self._run(partial(self._doors.remove, id), partial(self._removed, id, name), self._teller.error, self)

    # ---- answers ---------------------------------------------------------------------------------------------------

    def _read(self, id: str, answer: Loaded) -> None:
        if id == self.id:
            self.current = answer
            self.loaded.emit(answer)

    def _not_read(self, id: str, error: AppError) -> None:
        if id == self.id:
            self.close()
            self._teller.error(error)
            self.gone.emit(id)

    def _created(self, draft: Any, written: Written) -> None:
        self._teller.done(tr(self._sayings.created, name=self._doors.name_of(draft)), written.changes)
        self.saved.emit(written.id)

    def _updated(self, draft: Any, written: Written) -> None:
        self._remember(tr(self._sayings.saved, name=self._doors.name_of(draft)), written.changes)
        self.saved.emit(written.id)

    def _not_created(self, error: AppError) -> None:
        if isinstance(error, Refused) and error.problems:
            self.refused.emit(error.problems)
        else:
            self._teller.error(error)
        self.not_saved.emit()

    def _not_updated(self, id: str, draft: Any, base: Any, error: AppError) -> None:
        if isinstance(error, Conflict):
            done = partial(self._met, error, draft, base)
            self._run(partial(self._doors.read, id), done, self._not_created, self)
        else:
            self._not_created(error)

    def _met(self, conflict: Conflict, draft: Any, base: Any, theirs: Loaded) -> None:
        self.clashed.emit(Clash(conflict, draft, base, theirs))

    def _removed(self, id: str, name: str, written: Written) -> None:
        self._teller.done(tr(self._sayings.deleted, name=name), written.changes)
        if id == self.id:
            self.close()
            self.gone.emit(id)
