"""Whether a store is whole: pages, links, approved versions, search index and audit trail. Says what is wrong and
changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Column, text
from sqlalchemy import inspect as inspect_mapper
from sqlalchemy.orm import Session

from app.core.i18n import N_
from app.core.text import index_text
from app.db import frozen_check, search_index, trail
from app.db.findings import Finding
from app.db.unit_of_work import Store
from app.domain.audit import AuditEvent
from app.domain.base import BOOKKEEPING
from app.domain.tables import Base

MOST = 50
"""Findings reported for each check; a damaged store would otherwise fill the screen."""


RENEWED_AT_ONCE = 500
"""Records indexed anew in one unit of work: a fraction of a second."""


def _no_step() -> None:
    """Nobody watches."""


def check(store: Store) -> list[Finding]:
    """Every finding, empty when the store is whole. Raises StoreFault when it cannot be read at all."""
    with store.read() as session:
        found = [*_capped(_integrity(session)), *_capped(_links(session))]
        if not found:
            found = [*_capped(frozen_check.findings(session)), *_capped(_index(session)), *_capped(_audit(session))]
    return found


def keep_index(store: Store, step: Callable[[], None] = _no_step) -> bool:
    """Index the store anew if an older program's rules made its index. Gives whether it was needed.

    Works in short units of work, so that nobody who saves meanwhile has to wait; `step` is called between them and may
    raise to stop: the next start begins again.
    """
    with store.read() as session:
        if search_index.is_current(session):
            return False
        wanted = {kind: search_index.live_ids(session, kind) for kind in search_index.INDEXERS}
    for kind, ids in wanted.items():
        for start in range(0, len(ids), RENEWED_AT_ONCE):
            step()
            with store.write() as work:
                search_index.renew(work.session, kind, ids[start : start + RENEWED_AT_ONCE])
    with store.write() as work:
        search_index.finish_renewal(work.session)
    return True


def _capped(findings: Iterator[Finding]) -> Iterator[Finding]:
    for no, finding in enumerate(findings):
        if no == MOST:
            return
        yield finding


def _integrity(session: Session) -> Iterator[Finding]:
    for (lines,) in session.execute(text("PRAGMA integrity_check(20)")):
        for line in lines.splitlines():
            if line != "ok" and not line.startswith("***"):  # SQLite's heading over the findings of one file
                yield Finding("integrity", N_("The file is damaged: {detail}"), {"detail": line})


def _links(session: Session) -> Iterator[Finding]:
    for table, rowid, parent, _ in session.execute(text("PRAGMA foreign_key_check")):
        yield Finding(
            "links",
            N_("{table}, row {row}: its {parent} is missing."),
            {"table": table, "row": rowid, "parent": parent},
        )


def _index(session: Session) -> Iterator[Finding]:
    """The index says of every live record exactly what its data say, and of nothing else anything."""
    for kind in search_index.INDEXERS:
        ids = search_index.live_ids(session, kind)
        rows = session.execute(
            text("SELECT entity_id, name, body, name_tokens, body_tokens FROM search_entry WHERE kind = :kind"),
            {"kind": kind},
        )
        stored = {row[0]: tuple(row[1:]) for row in rows}
        for start in range(0, len(ids), 500):
            for id, (name, body) in search_index.entries(session, kind, ids[start : start + 500]).items():
                if stored.get(id) != (name, body, index_text(name), index_text(body)):
                    yield Finding(
                        "search", N_("{kind} {id} is not found by what it says now."), {"kind": kind, "id": id}
                    )
        for id in stored.keys() - set(ids):
            yield Finding(
                "search", N_("{kind} {id} is in the search index but not in the data."), {"kind": kind, "id": id}
            )
    try:
        # rank 1 makes FTS5 compare its own index with the rows it was made from
        session.execute(text("INSERT INTO search_fts (search_fts, rank) VALUES ('integrity-check', 1)"))
    except Exception as error:  # noqa: BLE001  (whatever FTS5 objects to is the finding)
        yield Finding(
            "search", N_("The search index is damaged: {detail}"), {"detail": str(getattr(error, "orig", error))}
        )


def _audit(session: Session) -> Iterator[Finding]:
    """Replaying the audit trail row by row ends in exactly the data that stand there."""
    final = _replayed(session)
    for mapper in Base.registry.mappers:
        table = mapper.class_
        if table.trail is None:
            continue
        columns = {
            attr.key: attr.columns[0] for attr in inspect_mapper(table).column_attrs if attr.key not in BOOKKEEPING
        }
        seen = set()
        for row in session.execute(table.__table__.select()).mappings():
            seen.add(row["id"])
            expected = final.get((table.__tablename__, row["id"]))
            if expected is None:
                yield Finding("audit", N_("{table} {id}: the audit trail knows nothing of this row."),
                              {"table": table.__tablename__, "id": row["id"]})  # fmt: skip
                continue
            for name, column in columns.items():
                if not _same(trail.encode(row[column.name]), expected.get(name) or _as_added(column)):
                    yield Finding("audit", N_("{table} {id}: {field} differs from what the audit trail says."),
                                  {"table": table.__tablename__, "id": row["id"], "field": name})  # fmt: skip
        gone = {id for (name, id), values in final.items() if name == table.__tablename__ and values} - seen
        for id in gone:
            yield Finding("audit", N_("{table} {id} is gone, but the audit trail says nothing of its removal."),
                          {"table": table.__tablename__, "id": id})  # fmt: skip


def _as_added(column: Column[Any]) -> list[Any]:
    """What a later version's column holds in rows that nobody wrote since: the trail does not know of it yet."""
    default: Any = column.default
    if default is None:
        return trail.encode(None)
    return trail.encode(default.arg(None) if default.is_callable else default.arg)


def _replayed(session: Session) -> dict[tuple[str, str], dict[str, Any]]:
    final: dict[tuple[str, str], dict[str, Any]] = {}
    statement = AuditEvent.__table__.select().order_by(AuditEvent.seq)
    for event in session.execute(statement).mappings():
        key = (event["table_name"], event["row_id"])
        if event["after"] is None:
            final.pop(key, None)
        else:
            final[key] = {**(final.get(key) or {}), **event["after"]}
    return final


def _same(found: list[Any], expected: list[Any] | None) -> bool:
    return expected is not None and (found == expected or json.dumps(found[1:]) == json.dumps(expected[1:]))
