"""Two records that are one: what would move, field by field choice, and the merge itself as one undoable deed.

The kept record takes over every link, so that nothing dangles; the other's names stay as variants and find it; the
other is removed softly and `merged_into_id` leads on to the kept one. Lists of meetings that were held keep the names
of the day. It never merges by itself: somebody looked at the preview.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Written
from app.core.enums import DeedKind, OrgNameKind
from app.core.errors import Refused
from app.core.i18n import N_, tr
from app.core.text import clean_line, sort_key
from app.db.unit_of_work import Work
from app.domain.exchange import Deed
from app.domain.organisations import Organisation
from app.domain.people import Person
from app.domain.topics import Claim
from app.queries.people import photo_of
from app.services import organisations, people
from app.services.base import Service, find, refuse_if
from app.services.contacts import EMAIL_KINDS, PHONE_KINDS, first_of
from app.services.merge_fields import BOTH, FIELDS, KEEP, OTHER, FieldChoice, choices_of, chosen
from app.services.merge_links import ROOTS, links, move_in_json
from app.services.merge_meetings import SharedMeeting, join_members, join_participations, shared_meetings
from app.services.merge_parts import merge_organisation_parts, merge_people_parts
from app.services.photos import photos
from app.services.snapshots import refresh, refresh_organisations

__all__ = ["BOTH", "KEEP", "KINDS", "MOVED", "OTHER", "FieldChoice", "MergePreview", "MergingService", "SharedMeeting"]

KINDS = ("person", "organisation")
"""What can be merged."""

MOVED: Mapping[str, str] = {
    "names": N_("Names"),
    "contacts": N_("Ways to reach"),
    "positions": N_("Positions"),
    "participation": N_("Meetings"),
    "delegation_member": N_("Delegations, as a member"),
    "delegation": N_("Delegations sent"),
    "followup": N_("Follow-ups"),
    "record_point": N_("Lines of records"),
    "facility_visit": N_("Visits"),
    "claim": N_("Facts from sources"),
    "assessment": N_("Judgements"),
    "attachment": N_("Files"),
    "organisation": N_("Organisations under it"),
    "person": N_("Merged earlier"),
    "event": N_("Events hosted"),
    "venue": N_("Venues"),
    "dispatch": N_("Copies sent"),
    "meeting_record": N_("Signatures"),
}
"""What moves, in words (msgids); a table without a word goes by its own name."""


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do. `moves` counts by kind (keys of `MOVED`), what is 0 left out; `fields` are all fields with
    both values and a proposal; `meetings` list both and will list one."""

    kind: str
    keep_id: str
    other_id: str
    keep_name: str
    other_name: str
    moves: Mapping[str, int]
    fields: tuple[FieldChoice, ...]
    meetings: tuple[SharedMeeting, ...]

    def suggested(self) -> dict[str, str]:
        """The proposal as choices for `merge`."""
        return {field.name: field.suggested for field in self.fields}


def words_for(moved: str) -> str:
    """What a key of `MergePreview.moves` is called in the interface's language."""
    return tr(MOVED[moved]) if moved in MOVED else moved


class MergingService(Service):
    """Merges people, and organisations."""

    def preview(self, kind: str, keep_id: str, other_id: str) -> MergePreview:
        """What merging `other` into `keep` would do; nothing is written. Raises NotFound, and Refused for one record
        with itself."""
        with self.store.read() as session:
            keep, other = _both(session, kind, keep_id, other_id)
            fields = (*choices_of(kind, keep, other), *_whole_choices(session, kind, keep, other))
            return MergePreview(
                kind=kind,
                keep_id=keep.id,
                other_id=other.id,
                keep_name=keep.shown_name,
                other_name=other.shown_name,
                moves={name: count for name, count in _counts(session, kind, other).items() if count},
                fields=fields,
                meetings=shared_meetings(session, kind, keep.id, other.id),
            )

    def merge(
        self,
        kind: str,
        keep_id: str,
        other_id: str,
        choices: Mapping[str, str] | None = None,
        *,
        variants: OrgNameKind = OrgNameKind.PRESS_VARIANT,
    ) -> Written:
        """Merge `other` into `keep`; gives the kept id. `choices` maps a field of the preview to "keep", "other" or
        "both"; what is not chosen is as proposed. A second legal name of an organisation becomes one of kind `variants`
        (a former name, when it was renamed).

        One unit of work, one deed: the undo restores both as they were. Raises NotFound, Refused.
        """
        with self.store.write() as work:
            keep, other = _both(work.session, kind, keep_id, other_id)
            fields = (*choices_of(kind, keep, other), *_whole_choices(work.session, kind, keep, other))
            wanted = {field.name: (choices or {}).get(field.name, field.suggested) for field in fields}
            if unknown := (choices or {}).keys() - wanted.keys():
                raise Refused(N_("There is no such choice for {field}."), field=min(unknown))
            title = f"{other.shown_name} → {keep.shown_name}"
            values = {field.name: _value(kind, field, wanted[field.name]) for field in fields}
            _apply_fields(work.session, kind, keep, other, values)
            _move_everything(work.session, kind, keep.id, other.id)
            other.deleted_at, other.merged_into_id = work.at, keep.id
            if isinstance(keep, Person) and isinstance(other, Person):
                _merge_people(work, keep, other, wanted)
                _keep_one_photo(work, keep.id, values["photo"])
            elif isinstance(keep, Organisation) and isinstance(other, Organisation):
                _merge_organisations(work, keep, other, wanted, variants)
            work.touch(keep)
            deed = Deed(batch=work.batch, kind=DeedKind.MERGE, title=clean_line(title), at=work.at, actor=work.actor)
            work.session.add(deed)
        return work.written(keep.id)


def _both(session: Session, kind: str, keep_id: str, other_id: str) -> tuple[Any, Any]:
    if kind not in KINDS:
        raise Refused(N_("Only people and organisations can be merged."))
    if keep_id == other_id:
        raise Refused(N_("A record cannot be merged with itself."))
    return find(session, ROOTS[kind], keep_id), find(session, ROOTS[kind], other_id)


def _whole_choices(session: Session, kind: str, keep: Any, other: Any) -> tuple[FieldChoice, ...]:
    """What is chosen as a whole: whose names come first, and a person's photo."""
    said = tuple(tuple(name.full if kind == "person" else name.text for name in one.names) for one in (keep, other))
    names = FieldChoice("names", said[0], said[1], KEEP)
    if kind != "person":
        return (names,)
    mine, theirs = photo_of(session, keep.id), photo_of(session, other.id)
    return names, FieldChoice("photo", mine, theirs, OTHER if theirs and not mine else KEEP)


def _counts(session: Session, kind: str, other: Any) -> dict[str, int]:
    counts = {"names": len(other.names), "contacts": len(other.contacts)}
    if kind == "person":
        counts["positions"] = len(other.positions)
    for link in links(kind):
        name = "positions" if link.table == "position" else link.table
        counts[name] = counts.get(name, 0) + link.count(session, other.id)
    return counts


def _value(kind: str, field: FieldChoice, wanted: str) -> Any:
    return chosen(field, wanted, FIELDS[kind].get(field.name, ""))


def _apply_fields(session: Session, kind: str, keep: Any, other: Any, values: Mapping[str, Any]) -> None:
    for name in FIELDS[kind]:
        value = values[name]
        if name == "parent_id":
            value = _above(session, keep, other, value)
        if value != getattr(keep, name):
            setattr(keep, name, value)
    session.flush()


def _above(session: Session, keep: Organisation, other: Organisation, wanted: str | None) -> str | None:
    """What the kept organisation stands under: as wanted, unless that is under one of the two itself."""
    for candidate in (wanted, keep.parent_id, other.parent_id):
        above: str | None = candidate
        while above and above not in (keep.id, other.id):
            row = session.get(Organisation, above)
            above = row.parent_id if row is not None else None
        if above is None:
            return candidate
    return None


def _move_everything(session: Session, kind: str, keep_id: str, other_id: str) -> None:
    join_participations(session, kind, keep_id, other_id)
    if kind == "person":
        join_members(session, keep_id, other_id)
    _one_chosen_claim(session, kind, keep_id, other_id)
    for link in links(kind):
        link.move(session, other_id, keep_id)
        session.flush()
    move_in_json(session, kind, other_id, keep_id)


def _one_chosen_claim(session: Session, kind: str, keep_id: str, other_id: str) -> None:
    """Of each field one version is relied on: the kept record's, where it has one."""
    chosen_claims = select(Claim).where(
        Claim.subject_kind == kind, Claim.subject_id.in_((keep_id, other_id)), Claim.chosen, Claim.deleted_at.is_(None)
    )
    found = session.scalars(chosen_claims).all()
    settled = {claim.about for claim in found if claim.subject_id == keep_id}
    for claim in found:
        if claim.subject_id == other_id and claim.about in settled:
            claim.chosen = False


def _merge_people(work: Work, keep: Person, other: Person, wanted: Mapping[str, str]) -> None:
    merge_people_parts(keep, other, other_first=wanted["names"] == OTHER)
    work.session.flush()
    work.session.refresh(keep, ["names", "positions", "contacts"])
    draft = people.draft_of(keep)
    refuse_if(draft.problems())
    keep.shown_name, keep.sort_name = people.list_name(draft.names), people.list_key(draft.names)
    keep.email, keep.phone = first_of(draft.contacts, EMAIL_KINDS), first_of(draft.contacts, PHONE_KINDS)
    work.session.flush()
    refresh(work, [keep.id])


def _keep_one_photo(work: Work, person_id: str, photo_id: str) -> None:
    for row in photos(work.session, person_id):
        if row.id != photo_id:
            row.deleted_at = work.at


def _merge_organisations(
    work: Work, keep: Organisation, other: Organisation, wanted: Mapping[str, str], variants: OrgNameKind
) -> None:
    merge_organisation_parts(keep, other, other_first=wanted["names"] == OTHER, variants=variants)
    work.session.flush()
    work.session.refresh(keep, ["names", "contacts"])
    draft = organisations.draft_of(keep)
    refuse_if(draft.problems())
    keep.shown_name = organisations.list_name(draft.names)
    keep.sort_name = sort_key(keep.shown_name)
    work.session.flush()
    refresh_organisations(work, [keep.id])
