"""A facility visit's fields, and the way between them and the draft. Times are on the mission's clocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.core.errors import Refused
from app.core.formats import date_long
from app.core.i18n import N_
from app.core.problems import Problem
from app.core.when import BadWhen, parse_date
from app.core.zones import local, to_utc
from app.queries.visits import VisitDetail
from app.services.visits import VisitDraft
from ui.desk import Desk
from ui.followups.gate_card import LABELS as GATE_LABELS
from ui.followups.gate_card import PREFIX
from ui.followups.searches import Finder, Owner, OwnerEdit
from ui.kit.form import Field, Form, custom

LABELS: dict[str, str] = {
    "title": N_("What is visited"),
    "host_organisation_id": N_("Host"),
    "site": N_("Site"),
    "gate": N_("Gate"),
    "contact": N_("Contact at the host"),
    "visit_on": N_("Day"),
    "arrives_at": N_("Arrival"),
    "leaves_at": N_("Departure"),
    "group_size": N_("Group size"),
    "delegation_id": N_("Delegation"),
    "meeting_id": N_("Meeting"),
    "notes": N_("Notes"),
    **GATE_LABELS,
}
_FIELD_OF = {"contact_person_id": "contact", "contact_text": "contact"}


def make_form(desk: Desk, zone: str, owner: QObject) -> Form:
    """The declared form without the gate's rules. `zone` is the mission's."""
    choices = desk.queries.choices
    people = Finder(desk.tasks, choices.people, owner, mixed=True)
    return Form(
        (
            Field("title", LABELS["title"], required=True, max_length=200),
            Field("host_organisation_id", LABELS["host_organisation_id"], "reference", required=True,
                  search=Finder(desk.tasks, choices.organisations, owner)),
            Field("site", LABELS["site"], max_length=200),
            Field("gate", LABELS["gate"], max_length=120),
            custom("contact", LABELS["contact"], _contact_edit(people)),
            Field("visit_on", LABELS["visit_on"], "date", required=True, parse=partial(_day, desk, zone),
                  show=date_long, placeholder=N_("8 July")),
            Field("arrives_at", LABELS["arrives_at"], "time", placeholder=N_("14:05")),
            Field("leaves_at", LABELS["leaves_at"], "time", placeholder=N_("17:30"),
                  hint=N_("On the clocks at the mission.")),
            Field("group_size", LABELS["group_size"], "number", maximum=5000, optional=True),
            Field("delegation_id", LABELS["delegation_id"], "reference",
                  search=Finder(desk.tasks, choices.delegations, owner)),
            Field("meeting_id", LABELS["meeting_id"], "reference",
                  search=Finder(desk.tasks, choices.meetings, owner)),
            Field("notes", LABELS["notes"], "multiline", lines=3),
        ),
        PREFIX,
    )  # fmt: skip


def values_of(draft: VisitDraft, detail: VisitDetail | None, zone: str) -> dict[str, Any]:
    """What both forms show; names of what the draft only points at come from `detail`."""
    return {
        "title": draft.title,
        "host_organisation_id": _pair(draft.host_organisation_id, detail.host if detail else ""),
        "site": draft.site,
        "gate": draft.gate,
        "contact": Owner.of(draft.contact_person_id, None, draft.contact_text, detail.contact if detail else ""),
        "visit_on": draft.visit_on,
        "arrives_at": _on_the_clock(draft.arrives_at, zone),
        "leaves_at": _on_the_clock(draft.leaves_at, zone),
        "group_size": draft.group_size or None,
        "delegation_id": _pair(draft.delegation_id, detail.delegation if detail else ""),
        "meeting_id": _pair(draft.meeting_id, detail.meeting if detail else ""),
        "notes": draft.notes,
        "ppe": draft.ppe,
        "ppe_items": ", ".join(draft.ppe_items),
        "photos": draft.photos,
        "phones": draft.phones,
        "nda": draft.nda,
    }


def draft_of(values: Mapping[str, Any], base: VisitDraft, zone: str) -> VisitDraft:
    """`base` with what the forms say. Raises Refused for times without a day, or that no clock shows that day."""
    day = values["visit_on"]
    contact = values["contact"]
    items = tuple(one.strip() for one in str(values["ppe_items"]).replace("、", ",").split(",") if one.strip())
    return replace(
        base,
        title=values["title"],
        host_organisation_id=values["host_organisation_id"] or None,
        site=values["site"],
        gate=values["gate"],
        contact_person_id=contact.person_id,
        contact_text=contact.text,
        visit_on=day,
        arrives_at=_instant("arrives_at", day, values["arrives_at"], base.arrives_at, zone),
        leaves_at=_instant("leaves_at", day, values["leaves_at"], base.leaves_at, zone),
        group_size=values["group_size"] or 0,
        delegation_id=values["delegation_id"] or None,
        meeting_id=values["meeting_id"] or None,
        notes=values["notes"],
        ppe=values["ppe"] or base.ppe,
        ppe_items=items,
        photos=values["photos"] or base.photos,
        phones=values["phones"] or base.phones,
        nda=values["nda"] or base.nda,
    )


def key_of(field: str) -> str:
    """The form's key for a draft's field."""
    return _FIELD_OF.get(field, field)


def _instant(key: str, day: date | None, at: time | None, before: datetime | None, zone: str) -> datetime | None:
    if at is None:
        return None
    if day is None:
        raise Refused(problems=[Problem("visit_on", N_("Enter the day of the visit."))])
    if before is not None and local(before, zone).date() == day and _on_the_clock(before, zone) == at:
        return before  # seconds and the second of two equal hours stay as they are
    try:
        return to_utc(day, at, zone)
    except BadWhen as error:
        raise Refused(problems=[Problem(key, error.message, dict(error.params))]) from error


def _on_the_clock(instant: datetime | None, zone: str) -> time | None:
    return local(instant, zone).time().replace(second=0, microsecond=0) if instant else None


def _pair(id: str | None, title: str) -> tuple[str, str] | None:
    return (id, title) if id else None


def _day(desk: Desk, zone: str, text: str) -> date:
    return parse_date(text, local(desk.clock.now(), zone).date())


def _contact_edit(search: Finder) -> Callable[[], QWidget]:
    def build() -> QWidget:
        return OwnerEdit(search, f"{PREFIX}.contact", N_("Type a name"))

    return build
