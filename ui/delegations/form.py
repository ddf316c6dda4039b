"""The form of a delegation, declared, and the way to and from a draft. Its members are edited in their list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.core.enums import DelegationStatus
from app.core.formats import date_long, date_plain
from app.core.i18n import N_, ntr
from app.core.problems import Problem
from app.core.when import parse_date
from app.core.wording import label
from app.services.delegations import DelegationDraft
from ui.delegations import words
from ui.kit.choices import Search
from ui.kit.form import Field
from ui.kit.record import Clash

_PLAIN = ("code", "side", "status", "purpose", "notes")


@dataclass(frozen=True, slots=True)
class Doors:
    """What the form needs of its page: the mission's day, its sides, and the organisations."""

    today: Callable[[], date]
    sides: tuple[str, ...]
    organisations: Search


def fields(doors: Doors) -> tuple[Field, ...]:
    """The form."""
    days = _Days(doors.today)
    return (
        Field("name", N_("&Name"), "ltext", required=True),
        Field("organisation_id", N_("Sent &by"), "reference", search=doors.organisations),
        Field("side", N_("&Side"), "choice", values=("", *doors.sides), choice_label=words.side),
        Field("status", N_("S&tatus"), "choice", values=tuple(DelegationStatus), choice_label=label),
        Field("list_version", N_("&List version"), "number", minimum=1, maximum=999),
        Field("announced_size", N_("Announced si&ze"), "number", maximum=100_000, suffix=N_("people"),
              hint=N_("The number the sender gave; the people listed are counted beside it.")),
        Field("arrives_on", N_("&Arrives"), "date", parse=days, show=date_long, placeholder=N_("30 June 2025")),
        Field("leaves_on", N_("Lea&ves"), "date", parse=days, show=date_long, placeholder=N_("4 July 2025")),
        Field("purpose", N_("&Purpose"), "multiline", lines=3),
        Field("notes", N_("N&otes for the mission"), "multiline", lines=3, hint=N_("Never printed.")),
        Field("code", N_("N&o."), max_length=30),
    )  # fmt: skip


class _Days:
    """Reads a day as typed; a class so that the form keeps no page alive."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today

    def __call__(self, text: str) -> date:
        return parse_date(text, self._today())


def values_of(draft: DelegationDraft, beside: Any) -> dict[str, Any]:
    """What the fields show; `beside` is what the sending organisation is called."""
    return {
        **{key: getattr(draft, key) for key in (*_PLAIN, "list_version", "announced_size", "arrives_on", "leaves_on")},
        "name": dict(draft.name),
        "organisation_id": (draft.organisation_id, str(beside or draft.organisation_id))
        if draft.organisation_id
        else None,
    }


def draft_from(values: Mapping[str, Any], base: DelegationDraft) -> tuple[DelegationDraft, list[Problem]]:
    """The draft the fields say, made on `base`, and what stands in its way."""
    draft = replace(
        base,
        **{key: values[key] for key in _PLAIN},
        name=dict(values["name"]),
        organisation_id=str(values["organisation_id"]) if values["organisation_id"] else None,
        list_version=int(values["list_version"] or 1),
        announced_size=int(values["announced_size"] or 0),
        arrives_on=values["arrives_on"] if isinstance(values["arrives_on"], date) else None,
        leaves_on=values["leaves_on"] if isinstance(values["leaves_on"], date) else None,
    )
    return draft, draft.problems()


def said(field: str, value: Any, clash: Clash) -> str:
    """A value of a conflict in words."""
    if field == "organisation_id":
        theirs = clash.theirs
        if value == theirs.draft.organisation_id:
            return str(theirs.beside or "")
        return clash.called.get(value or "", "")
    if field == "side":
        return words.side(value)
    if field == "status":
        return label(value)
    if isinstance(value, date):
        return date_plain(value)
    if isinstance(value, Mapping):
        return "\n".join(value.values())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ntr("{n} person", "{n} people", len(value))
    return "" if value is None else str(value)
