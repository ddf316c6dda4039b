"""The list's columns, cards and filters, declared; and the way from filter values to the query."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from app.core.enums import OrgKind
from app.core.i18n import N_, language
from app.core.ltext import pick
from app.core.wording import country_name, label, labels
from app.queries.facets import Facets
from app.queries.organisations import OrganisationFilter, OrganisationRow
from ui.desk import MissionRow
from ui.kit.filter_bar import Filter
from ui.kit.table_model import CardText, Column
from ui.organisations import words
from ui.register.words import side_cell


def columns() -> tuple[Column, ...]:
    """Name, own script, kind, side, country, what stands above, people."""
    return (
        Column("name", N_("Name"), 0, _name),
        Column("native", N_("Own script"), 200, _native, sortable=False),
        Column("kind", N_("Kind"), 136, _kind),
        Column("side", N_("Side"), 152, _side),
        Column("country", N_("Country"), 88, _country),
        Column("parent", N_("Part of"), 160, _parent, sortable=False),
        Column("people", N_("People"), 72, _people, align="right", sortable=False),
    )


def card(row: OrganisationRow) -> CardText:
    """An organisation beside an open one: the chip is the side."""
    what = words.joined(_kind(row), _country(row))
    beside = row.native or row.parent
    return CardText(row.name, beside or what, what if beside else "", _side(row), "neutral")


def filters(mission: MissionRow | None, facets: Callable[[], Facets]) -> tuple[Filter, ...]:
    """Kind, side, and what is in use of countries, sectors and topics; any words are added by the page."""
    sides = (mission.sending_state, mission.receiving_state) if mission else ()

    def kinds() -> list[tuple[Any, str]]:
        return list(labels(OrgKind).items())

    def choices() -> list[tuple[Any, str]]:
        return [(code, words.side(code)) for code in sides]

    def countries() -> list[tuple[Any, str]]:
        return [(code, country_name(code) or code) for code in facets().countries]

    def sectors() -> list[tuple[Any, str]]:
        return [(sector, sector) for sector in facets().sectors]

    def topics() -> list[tuple[Any, str]]:
        return [(id, pick(name, language())) for id, name in facets().topics]

    return (
        Filter("kind", N_("Any kind"), kinds),
        Filter("side", N_("All sides"), choices),
        Filter("country", N_("Any country"), countries),
        Filter("sector", N_("Any sector"), sectors),
        Filter("topic", N_("Any topic"), topics),
        Filter("met", N_("Met or not"), (("yes", N_("Has meetings")), ("no", N_("Without meetings")))),
        Filter("contact", N_("Any contact"), CONTACT),
    )


CONTACT = (("due", N_("Contact due")), ("90", N_("Not met for 90 days")), ("365", N_("Not met for a year")))
"""What can be asked of the last contact: (value, msgid)."""


def filter_of(values: Mapping[str, Any], today: date) -> OrganisationFilter:
    """What the filter bar says, as the query takes it."""
    met, contact = values.get("met"), str(values.get("contact") or "")
    return OrganisationFilter(
        text=str(values.get("text") or ""),
        kind=str(values.get("kind") or ""),
        side=str(values.get("side") or ""),
        country=str(values.get("country") or ""),
        sector=str(values.get("sector") or ""),
        topic_id=str(values.get("topic") or ""),
        has_meetings=None if met is None else met == "yes",
        contact_due_on=today if contact == "due" else None,
        silent_since=today - timedelta(days=int(contact)) if contact.isdigit() else None,
    )


def _name(row: OrganisationRow) -> str:
    return row.name


def _native(row: OrganisationRow) -> str:
    return row.native


def _kind(row: OrganisationRow) -> str:
    return label(row.kind)


def _side(row: OrganisationRow) -> str:
    return side_cell(row.side)


def _country(row: OrganisationRow) -> str:
    return country_name(row.country) or row.country


def _parent(row: OrganisationRow) -> str:
    return row.parent


def _people(row: OrganisationRow) -> str:
    return str(row.people) if row.people else ""
