"""The lines of a record: added, changed, moved, joined and split; a promise's line carries its follow-up with it.

A promise is one object: the record line holds its words, its follow-up holds side, owner and due date; they are written
together and linked both ways (4.6, 19).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from app.core.changes import Written
from app.core.enums import PROMISE_KINDS, DuePrecision, PointKind, QuoteConsent
from app.core.errors import Conflict, FieldConflict, NotFound, Refused
from app.core.i18n import N_
from app.core.problems import Problem
from app.core.text import clean
from app.db.unit_of_work import Work
from app.domain.followups import Followup
from app.domain.meetings import AgendaItem
from app.domain.minutes import MeetingRecord, RecordPoint
from app.services.base import Service, merge
from app.services.joining import joined
from app.services.promises import end_promise, keep_promise
from app.services.records import open_record


@dataclass(frozen=True, slots=True)
class PointDraft:
    """One line of a record. The owner and due fields count only for a promise (action, commitment, request).

    `said_at` (UTC) is the moment the line was begun while people talked; the other fields are those of `RecordPoint`.
    """

    text: str = ""
    kind: PointKind = PointKind.STATEMENT
    agenda_item_id: str | None = None
    side: str = ""
    speaker_id: str | None = None
    speaker_org_id: str | None = None
    topic_ids: tuple[str, ...] = ()
    anonymised: bool = False
    source_id: str | None = None
    owner_person_id: str | None = None
    owner_organisation_id: str | None = None
    owner_text: str = ""
    due_on: date | None = None
    due_precision: DuePrecision = DuePrecision.DATE
    due_text: str = ""
    no_due_reason: str = ""
    text_second: str = ""
    internal: bool = False
    departmental_view: bool = False
    is_quote: bool = False
    quote_consent: QuoteConsent = QuoteConsent.NOT_ASKED
    said_at: datetime | None = None

    @property
    def is_promise(self) -> bool:
        return self.kind in PROMISE_KINDS


_SAME = ("kind", "side", "agenda_item_id", "speaker_id", "speaker_org_id", "anonymised", "source_id", "internal",
         "departmental_view", "is_quote", "quote_consent", "said_at")  # fmt: skip
_PROMISED = ("owner_person_id", "owner_organisation_id", "owner_text", "due_on", "due_precision", "due_text",
             "no_due_reason")  # fmt: skip


def point_draft_of(row: RecordPoint, promise: Followup | None) -> PointDraft:
    """The draft that would make `row` and its promise."""
    draft = PointDraft(
        text=row.text,
        text_second=row.text_second,
        topic_ids=tuple(row.topic_ids or ()),
        **{name: getattr(row, name) for name in _SAME},
    )
    return replace(draft, **{name: getattr(promise, name) for name in _PROMISED}) if promise is not None else draft


class RecordPoints(Service):
    """Writes the lines of records."""

    def point(self, point_id: str) -> PointDraft:
        """The line an editor starts from. Raises NotFound."""
        with self.store.read() as session:
            row = session.get(RecordPoint, point_id)
            if row is None:
                raise NotFound(GONE)
            return point_draft_of(row, session.scalar(select(Followup).where(Followup.source_point_id == point_id)))

    def add_point(self, record_id: str, draft: PointDraft, *, after: str | None = None) -> Written:
        """Write a new line; `after` None puts it at the end of its agenda item. Gives the point's id.

        Raises Refused for an empty line or an approved record.
        """
        _refuse_empty(draft)
        with self.store.write() as work:
            record = open_record(work, record_id)
            row = RecordPoint(record_id=record_id)
            points = list(record.points)
            points.insert(_place(points, draft.agenda_item_id, after, _items(work, record)), row)
            _fill(row, draft)
            record.points.append(row)
            _number(points)
            work.session.flush()
            keep_promise(work, record, row, draft)
            work.touch(record)
        return work.written(row.id)

    def update_point(self, point_id: str, draft: PointDraft, base: PointDraft | None = None) -> Written:
        """Save an edit of a line made on `base`. Raises Refused, NotFound, Conflict."""
        _refuse_empty(draft)
        with self.store.write() as work:
            row, record = _load(work, point_id)
            promise = work.session.scalar(select(Followup).where(Followup.source_point_id == point_id))
            merged = merge("record", record, point_draft_of(row, promise), draft, base)
            _fill(row, merged)
            keep_promise(work, record, row, merged)
            work.touch(record)
        return work.written(point_id)

    def move_point(self, point_id: str, by: int) -> Written:
        """Move a line up (by < 0) or down among the lines; past the edge of its agenda item it changes the item."""
        with self.store.write() as work:
            row, record = _load(work, point_id)
            items = _items(work, record)
            points = list(record.points)
            at = points.index(row)
            neighbour = points[at + by] if 0 <= at + by < len(points) else None
            if neighbour is not None and neighbour.agenda_item_id == row.agenda_item_id:
                points.insert(at + by, points.pop(at))
            else:
                slot = items.index(row.agenda_item_id) + (1 if by > 0 else -1)
                if not 0 <= slot < len(items):
                    return Written(point_id, work.changes)
                row.agenda_item_id = items[slot]
                points.remove(row)
                same = [no for no, point in enumerate(points) if point.agenda_item_id == items[slot]]
                earlier = [no for no, point in enumerate(points) if items.index(point.agenda_item_id) < slot]
                start = same[0] if same else (earlier[-1] + 1 if earlier else 0)
                points.insert(start if by > 0 else (same[-1] + 1 if same else start), row)
            _number(points)
            work.touch(record)
        return work.written(point_id)

    def move_to_item(self, point_id: str, item: str | None) -> Written:
        """Put a line at the end of another agenda item (None: before the first). Raises Refused, NotFound."""
        with self.store.write() as work:
            row, record = _load(work, point_id)
            points = [point for point in record.points if point is not row]
            points.insert(_place(points, item, None, _items(work, record)), row)
            row.agenda_item_id = item
            _number(points)
            work.touch(record)
        return work.written(point_id)

    def merge_points(self, first_id: str, second_id: str) -> Written:
        """Make one line of two: the second's words follow the first's. A promise among them stays one, under the id of
        its own line, in the first's place; two promises are refused. Gives the id of the line that is left."""
        with self.store.write() as work:
            first, record = _load(work, first_id)
            second, other = _load(work, second_id)
            if other is not record or first is second:
                raise Refused(N_("Choose two lines of one record."))
            one, two = (_draft(work, row) for row in (first, second))
            draft = joined(one, two)
            kept, gone = (second, first) if two.is_promise else (first, second)
            points = [kept if point is first else point for point in record.points if point is not second]
            record.points.remove(gone)
            _fill(kept, draft)
            _number(points)
            work.session.flush()
            keep_promise(work, record, kept, draft)
            work.touch(record)
        return work.written(kept.id)

    def split_point(self, point_id: str, at: int, of: str | None = None) -> Written:
        """Cut a line before its character `at`, counted in the text `of` (None: as it stands). A promise stays with the
        first part; the second becomes a line of its own after it. Gives the new line's id.

        Raises Refused when a part would be empty, Conflict when the text changed meanwhile, NotFound.
        """
        with self.store.write() as work:
            row, record = _load(work, point_id)
            if of is not None and of != row.text:
                raise Conflict("record", record.id, record.version, [FieldConflict("text", of, row.text)])
            before, after = row.text[:at].strip(), row.text[at:].strip()
            if not before or not after:
                raise Refused(N_("Put the cursor inside the line, where it is to be cut."))
            draft = _draft(work, row)
            rest = replace(draft, text=after, text_second="")
            if draft.is_promise:
                rest = replace(rest, kind=PointKind.STATEMENT, speaker_id=None, speaker_org_id=None)
            made = RecordPoint(record_id=record.id)
            _fill(made, rest)
            points = list(record.points)
            points.insert(points.index(row) + 1, made)
            first = replace(draft, text=before)
            _fill(row, first)
            record.points.append(made)
            _number(points)
            work.session.flush()
            keep_promise(work, record, row, first)
            work.touch(record)
        return work.written(made.id)

    def remove_point(self, point_id: str) -> Written:
        """Delete a line; an untouched promise goes with it, one that was worked on must be dropped first (4.6, 19)."""
        with self.store.write() as work:
            row, record = _load(work, point_id)
            end_promise(work, record, row)
            record.points.remove(row)
            _number(list(record.points))
            work.touch(record)
        return work.written(point_id)


GONE = N_("This line is not in the record any more.")


def _load(work: Work, point_id: str) -> tuple[RecordPoint, MeetingRecord]:
    row = work.session.get(RecordPoint, point_id)
    if row is None:
        raise NotFound(GONE)
    return row, open_record(work, row.record_id)


def _draft(work: Work, row: RecordPoint) -> PointDraft:
    return point_draft_of(row, work.session.scalar(select(Followup).where(Followup.source_point_id == row.id)))


def _refuse_empty(draft: PointDraft) -> None:
    if not clean(draft.text).strip():
        raise Refused(problems=[Problem("text", N_("The line is empty."))])


def _fill(row: RecordPoint, draft: PointDraft) -> None:
    row.text, row.text_second = clean(draft.text).strip(), clean(draft.text_second).strip()
    row.topic_ids = list(draft.topic_ids)
    for name in _SAME:
        setattr(row, name, getattr(draft, name))


def _items(work: Work, record: MeetingRecord) -> list[str | None]:
    ids = work.session.scalars(
        select(AgendaItem.id).where(AgendaItem.meeting_id == record.meeting_id).order_by(AgendaItem.position)
    )
    return [None, *ids]


def _place(points: list[RecordPoint], item: str | None, after: str | None, items: list[str | None]) -> int:
    for no, point in enumerate(points):
        if point.id == after:
            return no + 1
    if item not in items:
        raise Refused(N_("This agenda item does not exist any more."))
    slot = items.index(item)
    before = [no for no, point in enumerate(points) if items.index(point.agenda_item_id) <= slot]
    return before[-1] + 1 if before else 0


def _number(points: list[RecordPoint]) -> None:
    for no, point in enumerate(points, start=1):
        if point.seq != no:
            point.seq = no
