"""A follow-up's fields, and the way between them and the draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.core.enums import DuePrecision, FollowupKind
from app.core.i18n import N_
from app.core.wording import label, side_name
from app.queries.followups import FollowupDetail
from app.services.followups import FollowupDraft
from ui.desk import Desk
from ui.followups.due import Due, DueReader
from ui.followups.searches import Finder, Owner, OwnerEdit
from ui.kit.form import Field, Form, custom

PREFIX = "followups.form"

LABELS: dict[str, str] = {
    "title": N_("Promise"),
    "kind": N_("Kind"),
    "side": N_("Side"),
    "owner": N_("Owner"),
    "due_on": N_("Due"),
    "no_due_reason": N_("Reason for no date"),
    "next_step": N_("Next step"),
    "reference": N_("Reference"),
    "meeting_id": N_("Meeting"),
}
OWNER_FIELDS = ("owner_person_id", "owner_organisation_id", "owner_text")
DUE_FIELDS = ("due_on", "due_precision", "due_text")


def make_form(desk: Desk, reader: DueReader, owner: QObject) -> Form:
    """The declared form. `owner` ends the searches with itself."""
    choices = desk.queries.choices
    people = Finder(desk.tasks, choices.people_and_organisations, owner, mixed=True)
    sides = (desk.mission.sending_state, desk.mission.receiving_state) if desk.mission else ("JP", "IN")
    return Form(
        (
            Field("title", LABELS["title"], "multiline", required=True, lines=2),
            Field("kind", LABELS["kind"], "choice", values=tuple(FollowupKind), choice_label=label),
            Field("side", LABELS["side"], "choice", required=True, values=(*sides, "other"), choice_label=side_name),
            custom(
                "owner", LABELS["owner"], _owner_edit(people), required=True,
                hint=N_("A person or an organisation; where the name is withheld, words in their place."),
            ),
            Field(
                "due_on", LABELS["due_on"], "date", parse=reader.parse, show=reader.show,
                placeholder=N_("11 July, Friday, in 2 weeks"),
                hint=N_("A day, or “asap”, “before the visit”, “Q3”."),
            ),
            Field("no_due_reason", LABELS["no_due_reason"], max_length=300),
            Field("next_step", LABELS["next_step"], "multiline", lines=2),
            Field("reference", LABELS["reference"], max_length=120),
            Field("meeting_id", LABELS["meeting_id"], "reference",
                  search=Finder(desk.tasks, choices.meetings, owner)),
        ),
        PREFIX,
    )  # fmt: skip


def values_of(draft: FollowupDraft, detail: FollowupDetail | None) -> dict[str, Any]:
    """What the form shows; names of what the draft only points at come from `detail`."""
    name = detail.row.owner if detail else ""
    due = Due(draft.due_on, draft.due_precision, draft.due_text)
    meeting = detail.row.meeting if detail else ""
    return {
        "title": draft.title,
        "kind": draft.kind,
        "side": draft.side or None,
        "owner": Owner.of(draft.owner_person_id, draft.owner_organisation_id, draft.owner_text, name),
        "due_on": due if _says_something(due) else None,
        "no_due_reason": draft.no_due_reason,
        "next_step": draft.next_step,
        "reference": draft.reference,
        "meeting_id": (draft.meeting_id, meeting) if draft.meeting_id else None,
    }


def draft_of(values: Mapping[str, Any], base: FollowupDraft) -> FollowupDraft:
    """`base` with what the form says."""
    owner = values["owner"]
    due = values["due_on"]
    if not isinstance(due, Due):
        as_it_was = Due(base.due_on, base.due_precision, base.due_text)
        due = Due() if _says_something(as_it_was) else as_it_was
    return replace(
        base,
        title=values["title"],
        kind=values["kind"] or base.kind,
        side=values["side"] or "",
        owner_person_id=owner.person_id,
        owner_organisation_id=owner.organisation_id,
        owner_text=owner.text,
        due_on=due.on,
        due_precision=due.precision,
        due_text=due.text,
        no_due_reason=values["no_due_reason"],
        next_step=values["next_step"],
        reference=values["reference"],
        meeting_id=values["meeting_id"] or None,
    )


def key_of(field: str) -> str:
    """The form's key for a draft's field."""
    return "owner" if field in OWNER_FIELDS else "due_on" if field in DUE_FIELDS else field


def _says_something(due: Due) -> bool:
    """Whether a due date stands in the field; "date" or "none" without a day is an empty field."""
    return bool(due.on or due.text or due.precision not in (DuePrecision.DATE, DuePrecision.NONE))


def _owner_edit(search: Finder) -> Callable[[], QWidget]:
    def build() -> QWidget:
        return OwnerEdit(search, f"{PREFIX}.owner", N_("Type a name"))

    return build
