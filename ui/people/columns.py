"""The list's columns, cards and filters, declared; and the way from filter values to the query."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from app.core.i18n import N_
from app.queries.people import PersonFilter, PersonRow
from ui.desk import MissionRow
from ui.kit.filter_bar import Filter
from ui.kit.table_model import CardText, Column
from ui.people import words
from ui.register.words import side_cell


def columns() -> tuple[Column, ...]:
    """Name, own script, reading, title, organisation, side, marks."""
    return (
        Column("name", N_("Name"), 208, _name),
        Column("native", N_("Own script"), 136, _native, sortable=False),
        Column("reading", N_("Reading"), 112, _reading),
        Column("title", N_("Job title"), 0, _title, sortable=False),
        Column("organisation", N_("Organisation"), 232, _organisation),
        Column("side", N_("Side"), 136, _side),
        Column("mark", N_("Mark"), 128, _mark, tone=_mark_tone, sortable=False),
    )


def card(row: PersonRow) -> CardText:
    """A person beside an open one: the chip is the mark, else the side."""
    found = words.mark(row)
    chip, tone = found if found and found[1] != "neutral" else (_side(row), "neutral")
    return CardText(row.name, row.native or row.honorific, words.joined(row.title, row.organisation), chip, tone)


def filters(mission: MissionRow | None) -> tuple[Filter, ...]:
    """Side and interpreters by menu; organisation and any words are added by the page."""
    sides = (mission.sending_state, mission.receiving_state) if mission else ()

    def choices() -> list[tuple[Any, str]]:
        return [(code, words.side(code)) for code in sides]

    return (
        Filter("side", N_("All sides"), choices),
        Filter(
            "interpreter",
            N_("Everybody"),
            (("yes", N_("Interpreters only")), ("no", N_("Without interpreters"))),
        ),
        Filter("contact", N_("Any contact"), CONTACT),
    )


CONTACT = (("due", N_("Contact due")), ("90", N_("Not met for 90 days")), ("365", N_("Not met for a year")))
"""What can be asked of the last contact: (value, msgid)."""


def filter_of(values: Mapping[str, Any], today: date) -> PersonFilter:
    """What the filter bar says, as the query takes it."""
    organisation = values.get("organisation")
    interpreter, contact = values.get("interpreter"), str(values.get("contact") or "")
    return PersonFilter(
        text=str(values.get("text") or ""),
        side=str(values.get("side") or ""),
        organisation_id=str(organisation[0]) if isinstance(organisation, (list, tuple)) and organisation else "",
        interpreter=None if interpreter is None else interpreter == "yes",
        contact_due_on=today if contact == "due" else None,
        silent_since=today - timedelta(days=int(contact)) if contact.isdigit() else None,
    )


def _name(row: PersonRow) -> str:
    return row.name


def _native(row: PersonRow) -> str:
    return row.native


def _reading(row: PersonRow) -> str:
    return row.reading


def _title(row: PersonRow) -> str:
    return row.title


def _organisation(row: PersonRow) -> str:
    return row.organisation


def _side(row: PersonRow) -> str:
    return side_cell(row.side)


def _mark(row: PersonRow) -> str:
    found = words.mark(row)
    return found[0] if found else ""


def _mark_tone(row: PersonRow) -> str | None:
    found = words.mark(row)
    return found[1] if found else None
