"""The list's columns, cards and filters, declared; and the way from filter values to the query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.enums import DelegationStatus
from app.core.i18n import N_
from app.core.wording import labels
from app.queries.delegations import DelegationFilter, DelegationRow
from ui.delegations import words
from ui.desk import MissionRow
from ui.kit.filter_bar import Filter
from ui.kit.table_model import CardText, Column


def columns() -> tuple[Column, ...]:
    """Name, sending body, side, head, days, people, status."""
    return (
        Column("name", N_("Name"), 0, _name),
        Column("organisation", N_("Sent by"), 176, _organisation, sortable=False),
        Column("side", N_("Side"), 112, _side),
        Column("head", N_("Head"), 136, _head, sortable=False),
        Column("arrives", N_("Days"), 136, _days),
        Column("members", N_("People"), 160, _size, tone=_size_tone, sortable=False),
        Column("status", N_("Status"), 136, _status, tone=_status_tone),
    )


def card(row: DelegationRow) -> CardText:
    """A delegation beside an open one: the chip is the list's status."""
    people = words.size(row.announced_size, row.members)
    return CardText(row.name, _days(row) or _side(row), words.joined(people, row.head), _status(row), _status_tone(row))


def filters(mission: MissionRow | None) -> tuple[Filter, ...]:
    """Status and side by menu; any words are added by the page."""
    sides = (mission.sending_state, mission.receiving_state) if mission else ()

    def statuses() -> list[tuple[Any, str]]:
        return list(labels(DelegationStatus).items())

    def choices() -> list[tuple[Any, str]]:
        return [(code, words.side(code)) for code in sides]

    return (Filter("status", N_("Any status"), statuses), Filter("side", N_("All sides"), choices))


def filter_of(values: Mapping[str, Any]) -> DelegationFilter:
    """What the filter bar says, as the query takes it."""
    return DelegationFilter(
        text=str(values.get("text") or ""), side=str(values.get("side") or ""), status=str(values.get("status") or "")
    )


def _name(row: DelegationRow) -> str:
    return row.name


def _organisation(row: DelegationRow) -> str:
    return row.organisation


def _side(row: DelegationRow) -> str:
    return words.side(row.side)


def _head(row: DelegationRow) -> str:
    return row.head


def _days(row: DelegationRow) -> str:
    return words.days(row.arrives_on, row.leaves_on)


def _size(row: DelegationRow) -> str:
    return words.size(row.announced_size, row.members)


def _size_tone(row: DelegationRow) -> str | None:
    return words.size_tone(row.announced_size, row.members)


def _status(row: DelegationRow) -> str:
    return words.status(row.status, row.list_version)


def _status_tone(row: DelegationRow) -> str:
    return words.DELEGATION_TONES[row.status]
