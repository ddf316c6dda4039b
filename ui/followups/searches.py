"""What the pickers of this page find, and the editor of an owner: a person, an organisation, or words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.i18n import N_, ptr
from app.core.problems import Problem
from app.jobs.lanes import Lane
from app.queries.choices import Choice as Found
from ui.kit.choices import Choice, Done
from ui.kit.picker import ReferenceEdit
from ui.tasks import Tasks

MOST = 20
TEXT = "text"
"""Kind of an owner who is only words."""


class Finder:
    """A picker's `search` over one of the store's choices; ids are kept, or written "kind:id" where kinds mix."""

    def __init__(
        self, tasks: Tasks, find: Callable[[str, int], list[Found]], owner: QObject, *, mixed: bool = False
    ) -> None:
        self._tasks, self._find, self._owner, self._mixed = tasks, find, owner, mixed

    def __call__(self, text: str, done: Done) -> None:
        self._tasks.run(Lane.DB, partial(self._find, text, MOST), partial(self._give, done), owner=self._owner)

    def _give(self, done: Done, found: Sequence[Found]) -> None:
        done([self._choice(one) for one in found])

    def _choice(self, found: Found) -> Choice:
        if not self._mixed:
            return Choice(found.id, found.title, found.detail)
        words = ptr("kind", "Person") if found.kind == "person" else ptr("kind", "Organisation")
        return Choice(f"{found.kind}:{found.id}", found.title, found.detail, words)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who has to keep a promise. `kind` is "person", "organisation", "text" (the name is withheld) or "" for nobody."""

    kind: str = ""
    id: str = ""
    title: str = ""

    @classmethod
    def of(cls, person_id: str | None, organisation_id: str | None, text: str, title: str) -> Owner:
        """From a draft's fields; `title` is what the record is called."""
        if person_id:
            return cls("person", person_id, title)
        if organisation_id:
            return cls("organisation", organisation_id, title)
        return cls(TEXT, "", text) if text else cls()

    @property
    def person_id(self) -> str | None:
        return self.id if self.kind == "person" else None

    @property
    def organisation_id(self) -> str | None:
        return self.id if self.kind == "organisation" else None

    @property
    def text(self) -> str:
        return self.title if self.kind == TEXT else ""


class OwnerEdit(QWidget):
    """One line: choose a record, or take what was typed as it stands. `value()` is an `Owner`."""

    edited = Signal()

    def __init__(self, search: Callable[[str, Done], None], name: str, placeholder: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}.owner")
        self.line = ReferenceEdit(search, name, N_("Keep “{text}” as written"), self._as_written, placeholder)
        self.line.edited.connect(self.edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)

    def value(self) -> Owner:
        """Who is chosen."""
        id = self.line.value()
        if id is None:
            return Owner()
        kind, _, rest = str(id).partition(":")
        return Owner(kind, "" if kind == TEXT else rest, self.line.title())

    def set_value(self, owner: Any) -> None:
        """Show an `Owner` (None: nobody) without telling anybody."""
        if not isinstance(owner, Owner) or not owner.kind:
            self.line.set_value(None)
        else:
            self.line.set_value(f"{owner.kind}:{owner.id}", owner.title)

    def control(self) -> QLineEdit:
        """The line itself."""
        return self.line.control()

    def problem(self, key: str) -> Problem | None:
        """Said when there is text that was not chosen."""
        return self.line.problem(key)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    @Slot(str)
    def _as_written(self, text: str) -> None:
        self.line.choose(f"{TEXT}:", text)
