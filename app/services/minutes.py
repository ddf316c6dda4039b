"""The record of a meeting: one door to its head, its lines and its way to approval.

Each part stands in a module of its own (`records`, `points`, `approval`); who writes a record meets them together.
"""

from __future__ import annotations

from app.services.approval import Approved, RecordApproval
from app.services.points import PointDraft, RecordPoints, point_draft_of
from app.services.records import RecordDraft, RecordHeads, record_draft_of

__all__ = ["Approved", "MinutesService", "PointDraft", "RecordDraft", "point_draft_of", "record_draft_of"]


class MinutesService(RecordHeads, RecordPoints, RecordApproval):
    """Writes records, their lines and their approval."""
