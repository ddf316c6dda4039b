"""Frozen content read back: what an approved version prints, with what happened to it since."""

from __future__ import annotations

import json
from dataclasses import replace

from sqlalchemy.orm import Session

from app.documents.data import MinutesData
from app.domain.frozen import restored
from app.domain.minutes import FrozenRecord, MeetingRecord
from app.queries.meetings import MeetingDetail
from app.queries.minutes import live_detail
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
