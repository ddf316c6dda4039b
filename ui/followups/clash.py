"""After a conflict: which fields are asked about, and the draft that follows from the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from app.core.errors import Conflict
from ui.kit.dialogs import MINE


@dataclass(frozen=True, slots=True)
class Clash:
    """`asked` are the form's keys in the order of the question, each with one of its draft's fields."""

    asked: dict[str, str]
    base: Any
    mine: Any
    theirs: Any
    group_of: Callable[[str], str]

    @classmethod
    def of(cls, conflict: Conflict, base: Any, mine: Any, theirs: Any, group_of: Callable[[str], str]) -> Clash:
        """Fields of one key (an owner's three) are asked about once: they are kept or given up together."""
        asked: dict[str, str] = {}
        for one in conflict.fields:
            asked.setdefault(group_of(one.field), one.field)
        return cls(asked, base, mine, theirs, group_of)

    def settled(self, choices: Sequence[str]) -> Any:
        """Theirs, with mine where it was chosen and where only mine changed."""
        kept = dict(zip(self.asked, choices, strict=True))
        changed = {}
        for item in fields(self.mine):
            value, group = getattr(self.mine, item.name), self.group_of(item.name)
            touched = value != getattr(self.base, item.name)
            if kept[group] == MINE if group in kept else touched:
                changed[item.name] = value
        return replace(self.theirs, **changed)
