"""Kept content read back: what an approved version prints, with what happened to it since, and a draft as it was
sent."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.data import MinutesData
from app.domain.frozen import canonical, restored
from app.domain.minutes import CirculatedDraft, FrozenRecord, MeetingRecord
from app.queries.letterhead import mission_data
from app.queries.meetings import MeetingDetail, meeting_detail
from app.queries.minutes import RecordDetail, live_detail
from app.queries.record_paper import record_paper

FORMAT = 1
"""The shape of frozen content; a program that changes it must still read every older one."""


def content_of(session: Session, meeting: MeetingDetail, row: MeetingRecord) -> dict[str, object]:
    """What an approval freezes: the record as data, and all that it prints."""
    record = live_detail(session, row)
    return {"format": FORMAT, "record": record, "paper": record_paper(session, meeting, record)}


def frozen_paper(session: Session, frozen: FrozenRecord) -> MinutesData:
    """What the version prints: its frozen content, its digest, and whether it is issued or superseded by now."""
    paper = restored(MinutesData, json.loads(frozen.content)["paper"])
    row = session.get(MeetingRecord, frozen.record_id)
    status = row.status if row is not None else paper.control.status
    return replace(paper, control=replace(paper.control, content_hash=frozen.sha256, status=status))


def draft_content(session: Session, row: MeetingRecord) -> str:
    """What is kept of a draft that is sent: the same as of a version, but for the emblem, which would make each draft
    as large as itself."""
    content = content_of(session, meeting_detail(session, row.meeting_id), row)
    paper = content["paper"]
    assert isinstance(paper, MinutesData)
    return canonical({**content, "paper": replace(paper, mission=replace(paper.mission, emblem_png=None))})


def latest_draft(session: Session, record_id: str) -> CirculatedDraft | None:
    """The draft that was sent last."""
    return session.scalar(
        select(CirculatedDraft)
        .where(CirculatedDraft.record_id == record_id)
        .order_by(CirculatedDraft.draft_no.desc())
        .limit(1)
    )


def says_the_same(one: str, other: str) -> bool:
    """Whether two drafts' papers differ in nothing but number, state and the other side's answer."""
    return _said(one) == _said(other)


def _said(content: str) -> dict[str, Any]:
    paper: dict[str, Any] = json.loads(content)["paper"]
    control = {
        name: value for name, value in paper["control"].items() if name not in ("version", "status", "issued_at")
    }
    return {**paper, "control": control, "confirmation": None}


def draft_paper(session: Session, draft: CirculatedDraft) -> MinutesData:
    """What the draft printed when it was sent, under the letterhead's emblem of now."""
    paper = restored(MinutesData, json.loads(draft.content)["paper"])
    return replace(paper, mission=replace(paper.mission, emblem_png=mission_data(session).emblem_png))


def draft_record(draft: CirculatedDraft) -> RecordDetail:
    """The record as it was when the draft was sent."""
    return restored(RecordDetail, json.loads(draft.content)["record"])
