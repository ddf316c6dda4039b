"""Field by field: what two records say, what is proposed, and what comes of a choice.

Nothing is lost by a proposal: lists and texts of both are put together, a warning of either (sealed, do not contact)
stays, and otherwise the record that is kept wins where it says anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.errors import Refused
from app.core.i18n import N_

KEEP, OTHER, BOTH = "keep", "other", "both"


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """One field with both values, as the drafts hold them. `options` are the choices there are ("keep", "other" and,
    where both can stand together, "both"); `suggested` is one of them."""

    name: str
    keep: Any
    other: Any
    suggested: str
    options: tuple[str, ...] = (KEEP, OTHER)

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.keep != self.other)


Combine = str
"""How two values can stand together: "list", "map", "text", "either" (a warning that stays), "" not at all."""

FIELDS: Mapping[str, Mapping[str, Combine]] = {
    "person": {
        "side": "",
        "nationality": "",
        "honorific": "",
        "languages": "list",
        "is_fictional": "",
        "is_interpreter": "either",
        "is_sealed": "either",
        "outward_label": "map",
        "do_not_contact": "either",
        "notes": "text",
        "code": "",
        "source_codes": "list",
        "address_forms": "map",
        "relationship_owner": "",
        "cadence_days": "",
    },
    "organisation": {
        "kind": "",
        "side": "",
        "country": "",
        "parent_id": "",
        "is_group": "",
        "is_fictional": "",
        "sectors": "list",
        "website": "",
        "notes": "text",
        "code": "",
        "source_codes": "list",
        "identifiers": "map",
        "topic_ids": "list",
        "relationship_owner": "",
        "cadence_days": "",
    },
}
"""The columns that are chosen one by one. Names, positions and contacts are combined; what is derived follows."""


def choices_of(kind: str, keep: object, other: object) -> tuple[FieldChoice, ...]:
    """Both values of every field of two rows, with a proposal."""
    return tuple(_choice(name, how, getattr(keep, name), getattr(other, name)) for name, how in FIELDS[kind].items())


def _choice(name: str, how: Combine, keep: Any, other: Any) -> FieldChoice:
    options: tuple[str, ...] = (KEEP, OTHER, BOTH) if how in ("list", "map", "text") else (KEEP, OTHER)
    if keep == other or not other:
        suggested = KEEP
    elif not keep or how == "either":
        suggested = OTHER
    else:
        suggested = BOTH if BOTH in options else KEEP
    return FieldChoice(name, keep, other, suggested, options)


def chosen(choice: FieldChoice, wanted: str, how: Combine) -> Any:
    """The value a choice makes. Raises Refused for a choice that this field does not have."""
    if wanted not in choice.options:
        raise Refused(N_("There is no such choice for {field}."), field=choice.name)
    if wanted == KEEP:
        return choice.keep
    if wanted == OTHER:
        return choice.other
    if how == "list":
        return _both_lists(choice.keep or [], choice.other or [])
    if how == "map":
        return {**(choice.other or {}), **(choice.keep or {})}
    return _both_texts(choice.keep, choice.other)


def _both_lists(keep: Sequence[Any], other: Sequence[Any]) -> list[Any]:
    return [*keep, *(one for one in other if one not in keep)]


def _both_texts(keep: str, other: str) -> str:
    if not other or other in keep:
        return keep
    return f"{keep}\n\n{other}" if keep else other
