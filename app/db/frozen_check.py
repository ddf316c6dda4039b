"""Whether approved versions are what they were: each content has its digest, the chain is whole, the rows say the same,
and the register of numbers has no gap. Each finding names its row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.enums import RecordStatus
from app.core.i18n import N_
from app.db.findings import Finding
from app.domain.frozen import chained, digest, plain
from app.domain.meetings import Meeting
from app.domain.minutes import CirculatedDraft, FrozenRecord, MeetingRecord, ReferenceNumber
from app.domain.organisations import Organisation
from app.domain.people import Person

_HEAD = ("kind", "language", "marking", "attribution", "confirmation", "confirmation_note", "reference", "edition",
         "matters_arising", "recorder", "approved_by", "approved_at", "closed_at", "distribution", "previous_id",
         "correction", "summary", "summary_second", "comment", "addressee", "preamble", "second_language", "bilingual",
         "prevailing_language", "signatories", "signed_at_place", "signed_on", "confirmed_by", "confirmed_on",
         "outward_list", "no_press_line")  # fmt: skip
_POINT = ("seq", "agenda_item_id", "kind", "text", "text_second", "side", "speaker_id", "speaker_org_id", "topic_ids",
          "anonymised", "source_id", "internal", "departmental_view", "is_quote", "quote_consent",
          "said_at")  # fmt: skip
"""What a version and its rows must both say. A merge of two entries of one person moves the link to a speaker, which is
followed, while the version keeps the name of the day."""


def is_intact(row: FrozenRecord) -> bool:
    """Whether a version's content still has its digest."""
    return digest(row.content) == row.sha256


def findings(session: Session) -> Iterator[Finding]:
    """Every finding about versions and numbers."""
    yield from _versions(session)
    yield from _drafts(session)
    yield from _approved(session)
    yield from _numbers(session)


def _versions(session: Session) -> Iterator[Finding]:
    previous, seq = "", 0
    for row in session.scalars(select(FrozenRecord).order_by(FrozenRecord.seq)):
        shown = {"no": row.seq, "reference": row.reference, "edition": row.edition}
        if row.seq != seq + 1:
            yield Finding("chain", N_("The chain of approved versions lacks version {no}."), {"no": seq + 1})
        if not is_intact(row):
            words = N_("Approved version {no} ({reference}, version {edition}): its content was changed.")
            yield Finding("versions", words, shown)
        chain = chained(
            row.previous,
            seq=row.seq,
            record_id=row.record_id,
            reference=row.reference,
            edition=row.edition,
            sha256=row.sha256,
            at=row.frozen_at,
            by=row.frozen_by,
        )
        if row.previous != previous or row.chain != chain:
            words = N_("Approved version {no} ({reference}, version {edition}): the chain is broken here.")
            yield Finding("chain", words, shown)
        previous, seq = row.chain, row.seq


def _drafts(session: Session) -> Iterator[Finding]:
    rows = session.execute(
        select(CirculatedDraft, Meeting.title)
        .join(MeetingRecord, MeetingRecord.id == CirculatedDraft.record_id)
        .join(Meeting, Meeting.id == MeetingRecord.meeting_id)
    ).tuples()
    for row, meeting in rows:
        if digest(row.content) != row.sha256:
            words = N_("Draft {draft} of “{meeting}”, sent for comment: its content was changed.")
            yield Finding("versions", words, {"draft": f"0.{row.draft_no}", "meeting": meeting})


def _approved(session: Session) -> Iterator[Finding]:
    """Every approved record has its frozen version and still says what that says."""
    frozen = dict(session.execute(select(FrozenRecord.record_id, FrozenRecord.seq)).tuples().all())
    closed = (RecordStatus.APPROVED, RecordStatus.ISSUED, RecordStatus.SUPERSEDED)
    merged = _merged(session)
    for row in session.scalars(select(MeetingRecord).where(MeetingRecord.deleted_at.is_(None))):
        shown = {"reference": row.reference or row.id}
        if row.status not in closed:
            if row.id in frozen:
                yield Finding("versions", N_("Record {reference}: it was approved, and is open again."), shown)
            continue
        if row.id not in frozen:
            words = N_(
                "Record {reference}: there is no frozen version of it. It was approved before versions were kept, or "
                "its version was taken away."
            )
            yield Finding("versions", words, shown)
            continue
        kept = session.get(FrozenRecord, frozen[row.id])
        assert kept is not None
        yield from _differences(row, kept, merged)


def _merged(session: Session) -> dict[str, str]:
    """Who was merged into whom since: a link that followed a merge still says what was approved."""
    into: dict[str, str] = {}
    for table in (Person, Organisation):
        pairs = select(table.id, table.merged_into_id).where(table.merged_into_id.is_not(None))
        into.update({old: new or "" for old, new in session.execute(pairs).tuples()})
    return into


def _followed(value: Any, into: Mapping[str, str]) -> Any:
    """`value` with every id of somebody who was merged as the one they live under now."""
    if isinstance(value, list):
        return [_followed(one, into) for one in value]
    if isinstance(value, dict):
        return {name: _followed(one, into) for name, one in value.items()}
    seen = set()
    while isinstance(value, str) and value in into and value not in seen:
        seen.add(value)
        value = into[value]
    return value


def _differences(row: MeetingRecord, kept: FrozenRecord, into: Mapping[str, str]) -> Iterator[Finding]:
    shown = {"reference": row.reference}
    try:
        record = json.loads(kept.content)["record"]
        points = {point["id"]: point for point in record["points"]}
    except (ValueError, KeyError, TypeError):
        return  # its content was changed, which is said already
    for name in _HEAD:
        if name in record and _followed(record[name], into) != _followed(plain(getattr(row, name)), into):
            words = N_("Record {reference}: {field} differs from what was approved.")
            yield Finding("versions", words, {**shown, "field": name})
    for point in row.points:
        said = points.pop(point.id, None)
        if said is None:
            yield Finding("versions", N_("Record {reference}: line {id} was added after the approval."),
                          {**shown, "id": point.id})  # fmt: skip
            continue
        for name in _POINT:
            if name in said and _followed(said[name], into) != _followed(plain(getattr(point, name)), into):
                words = N_("Record {reference}, line {id}: {field} differs from what was approved.")
                yield Finding("versions", words, {**shown, "id": point.id, "field": name})
    for id in points:
        yield Finding("versions", N_("Record {reference}: line {id} is gone since the approval."),
                      {**shown, "id": id})  # fmt: skip


def _without_links(value: Any) -> Any:
    """A value of the head without the ids of people: see `_POINT`."""
    if isinstance(value, list):
        return [_without_links(one) for one in value]
    return {k: v for k, v in value.items() if k != "person_id"} if isinstance(value, dict) else value


def _numbers(session: Session) -> Iterator[Finding]:
    counted: dict[tuple[str, int], int] = {}
    known = set()
    rows = session.scalars(
        select(ReferenceNumber).order_by(ReferenceNumber.series, ReferenceNumber.year, ReferenceNumber.no)
    )
    for row in rows:
        known.add(row.reference)
        key = (row.series, row.year)
        for no in range(counted.get(key, 0) + 1, row.no):
            words = N_("The register of numbers has a gap: {kind} {year}, number {no}.")
            yield Finding("numbers", words, {"kind": row.series, "year": row.year, "no": no})
        counted[key] = row.no
    if not known:
        return
    frozen = session.scalars(select(FrozenRecord.reference).distinct())
    for reference in frozen:
        if reference not in known:
            yield Finding("numbers", N_("The number {reference} is in no register."), {"reference": reference})
