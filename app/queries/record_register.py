"""The register of records: every version and every draft of every meeting, as one long list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text

from app.core.enums import RecordKind, RecordStatus
from app.db.unit_of_work import Store
from app.queries.lister import ListQueries, ListSpec, Where, text_condition
from app.queries.values import as_instant


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What the list is narrowed by. `status` is a `RecordStatus` or "open" for whatever is not approved yet."""

    text: str = ""
    kind: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One version of one record; `version_text` as paper carries it, `sha256` "" while it is not approved."""

    rowid: int
    id: str
    meeting_id: str
    meeting: str
    held_at: datetime
    time_zone: str
    kind: RecordKind
    status: RecordStatus
    reference: str
    edition: int
    version_text: str
    marking: str
    approved_by: str
    approved_at: datetime | None
    changed_at: datetime
    sha256: str


def _row(rowid: int, *values: Any) -> RegisterRow:
    (id, meeting_id, meeting, held, zone, kind, status, reference, edition, draft_no, marking, by, at, changed,
     sha256) = values  # fmt: skip
    return RegisterRow(
        rowid=rowid,
        id=id,
        meeting_id=meeting_id,
        meeting=meeting or "",
        held_at=as_instant(held),
        time_zone=zone,
        kind=RecordKind(kind),
        status=RecordStatus(status),
        reference=reference,
        edition=edition,
        version_text=str(edition) if edition else f"0.{draft_no}",
        marking=marking,
        approved_by=by,
        approved_at=as_instant(at) if at else None,
        changed_at=as_instant(changed),
        sha256=sha256 or "",
    )


_SPEC = ListSpec(
    table="meeting_record",
    alias="r",
    columns=(
        "r.id, r.meeting_id, m.title, m.starts_at, m.time_zone, r.kind, r.status, r.reference, r.edition, r.draft_no, "
        "r.marking, r.approved_by, r.approved_at, r.updated_at, f.sha256"
    ),
    joins="JOIN meeting m ON m.id = r.meeting_id LEFT JOIN frozen_record f ON f.record_id = r.id",
    make=_row,
    sorts={
        "changed": "coalesce(r.approved_at, r.updated_at)",
        "reference": "r.reference || printf('%06d', r.edition)",
        "kind": "r.kind",
        "status": "r.status",
        "version": "r.edition * 1000000 + r.draft_no",
    },
    search_kind="record",
)


class RegisterQueries(ListQueries[RegisterFilter, RegisterRow]):
    """Reads the register."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, _SPEC, _where)

    def of_meeting(self, meeting_id: str) -> tuple[tuple[RecordKind, int], ...]:
        """The kind and edition of every record of a meeting, minutes before other kinds, the newest version first."""
        sql = text(
            "SELECT kind, edition FROM meeting_record WHERE meeting_id = :meeting AND deleted_at IS NULL "
            "ORDER BY edition DESC, id DESC"
        )
        with self._store.read() as session:
            rows = [(RecordKind(kind), edition) for kind, edition in session.execute(sql, {"meeting": meeting_id})]
        order = list(RecordKind)
        return tuple(sorted(rows, key=lambda row: order.index(row[0])))


def _where(flt: RegisterFilter) -> Where:
    conditions, params = text_condition("record", "r", flt.text)
    if flt.kind:
        conditions.append("r.kind = :kind")
        params["kind"] = flt.kind
    if flt.status == "open":
        conditions.append("r.status NOT IN ('approved', 'issued', 'superseded')")
    elif flt.status:
        conditions.append("r.status = :status")
        params["status"] = flt.status
    return conditions, params
