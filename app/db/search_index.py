"""What each kind of record is found by, and the index that is rewritten in the transaction that changed it.

One text for each record: its names in every script, and a body of the words people remember it by. Folding is
`core.text` (one function for index and query), so 電池, ﾔﾏﾀﾞ and Tōkyō are found however they are typed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.core.text import index_text
from app.db.engine import dump

RECIPE = 2
"""The number of the rules below and of `core.text`'s folding: count it up with every change of what a record is found
by. A store indexed by other rules is indexed anew when it is opened."""

Entry = tuple[str, str]
"""(name as shown, body: other words it is found by)."""

_LIVE = "SELECT id FROM {table} WHERE deleted_at IS NULL"


def _rows(session: Session, sql: str, ids: Iterable[str]) -> Sequence[Any]:
    statement = sql.replace(":ids", "(SELECT value FROM json_each(?))")
    return session.connection().exec_driver_sql(statement, (dump(list(ids)),)).all()


def _collect(session: Session, sql: str, ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id, *words in _rows(session, sql, ids):
        found.setdefault(id, []).extend(str(word) for word in words if word)
    return found


def _json_values(column: str) -> str:
    return f"(SELECT group_concat(value, char(10)) FROM json_each({column}))"


def _build(session: Session, ids: Sequence[str], head: str, *bodies: str) -> dict[str, Entry]:
    names = _rows(session, head, ids)
    parts = [_collect(session, sql, ids) for sql in bodies]
    return {id: (name or "", "\n".join(word for part in parts for word in part.get(id, []))) for id, name in names}


def _people(session: Session, ids: Sequence[str]) -> dict[str, Entry]:
    return _build(
        session,
        ids,
        "SELECT id, shown_name FROM person WHERE id IN :ids AND deleted_at IS NULL",
        "SELECT person_id, full, reading, given, family FROM person_name WHERE person_id IN :ids ORDER BY position",
        f"SELECT p.person_id, {_json_values('p.title')}, o.shown_name FROM position p "
        "LEFT JOIN organisation o ON o.id = p.organisation_id WHERE p.person_id IN :ids ORDER BY p.order_no",
        "SELECT p.person_id, n.text FROM position p JOIN organisation_name n ON n.organisation_id = p.organisation_id "
        "WHERE p.person_id IN :ids ORDER BY p.order_no, n.position",
        "SELECT person_id, value, label FROM person_contact WHERE person_id IN :ids ORDER BY position",
        "SELECT id, code, notes FROM person WHERE id IN :ids",
    )


def _organisations(session: Session, ids: Sequence[str]) -> dict[str, Entry]:
    return _build(
        session,
        ids,
        "SELECT id, shown_name FROM organisation WHERE id IN :ids AND deleted_at IS NULL",
        "SELECT organisation_id, text FROM organisation_name WHERE organisation_id IN :ids ORDER BY position",
        f"SELECT id, code, website, {_json_values('identifiers')}, {_json_values('sectors')}, notes "
        "FROM organisation WHERE id IN :ids",
        "SELECT organisation_id, value, label FROM organisation_contact WHERE organisation_id IN :ids "
        "ORDER BY position",
    )


def _delegations(session: Session, ids: Sequence[str]) -> dict[str, Entry]:
    return _build(
        session,
        ids,
        "SELECT id, shown_name FROM delegation WHERE id IN :ids AND deleted_at IS NULL",
        f"SELECT d.id, d.code, {_json_values('d.name')}, d.purpose, d.notes, o.shown_name FROM delegation d "
        "LEFT JOIN organisation o ON o.id = d.organisation_id WHERE d.id IN :ids",
        "SELECT DISTINCT delegation_id, part FROM delegation_member WHERE delegation_id IN :ids",
    )


def _meetings(session: Session, ids: Sequence[str]) -> dict[str, Entry]:
    return _build(
        session,
        ids,
        "SELECT id, title FROM meeting WHERE id IN :ids AND deleted_at IS NULL",
        f"SELECT m.id, m.code, m.place, m.purpose, m.notes, {_json_values('r.name')} FROM meeting m "
        "LEFT JOIN room r ON r.id = m.room_id WHERE m.id IN :ids",
        "SELECT meeting_id, title FROM agenda_item WHERE meeting_id IN :ids ORDER BY position",
        f"SELECT mt.meeting_id, {_json_values('t.name')} FROM meeting_topic mt "
        "JOIN topic t ON t.id = mt.topic_id WHERE mt.meeting_id IN :ids ORDER BY t.code",
        "SELECT p.meeting_id, p.shown_name, o.shown_name FROM participation p "
        "LEFT JOIN organisation o ON o.id = p.organisation_id "
        "WHERE p.meeting_id IN :ids ORDER BY p.side, p.order_in_side",
    )


def _records(session: Session, ids: Sequence[str]) -> dict[str, Entry]:
    return _build(
        session,
        ids,
        "SELECT r.id, m.title FROM meeting_record r JOIN meeting m ON m.id = r.meeting_id "
        "WHERE r.id IN :ids AND r.deleted_at IS NULL",
        "SELECT id, reference, summary, summary_second, matters_arising, comment FROM meeting_record WHERE id IN :ids",
        "SELECT record_id, text, text_second FROM record_point WHERE record_id IN :ids ORDER BY seq",
    )


def _followups(session: Session, ids: Sequence[str]) -> dict[str, Entry]:
    return _build(
        session,
        ids,
        "SELECT id, title FROM followup WHERE id IN :ids AND deleted_at IS NULL",
        "SELECT f.id, f.code, f.owner_text, f.next_step, f.evidence, f.reference, p.shown_name, o.shown_name "
        "FROM followup f LEFT JOIN person p ON p.id = f.owner_person_id "
        "LEFT JOIN organisation o ON o.id = f.owner_organisation_id WHERE f.id IN :ids",
    )


def _visits(session: Session, ids: Sequence[str]) -> dict[str, Entry]:
    return _build(
        session,
        ids,
        "SELECT id, title FROM facility_visit WHERE id IN :ids AND deleted_at IS NULL",
        "SELECT v.id, v.code, v.site, v.gate, v.contact_text, v.notes, o.shown_name FROM facility_visit v "
        "LEFT JOIN organisation o ON o.id = v.host_organisation_id WHERE v.id IN :ids",
    )


_PAPERS = (
    "(SELECT id, deleted_at, file_name AS name FROM attachment WHERE owner_kind <> 'person.photo' UNION ALL "
    "SELECT id, deleted_at, coalesce(nullif(reference, ''), document) FROM dispatch)"
)


def _documents(session: Session, ids: Sequence[str]) -> dict[str, Entry]:
    return _build(
        session,
        ids,
        f"SELECT id, name FROM {_PAPERS} WHERE id IN :ids AND deleted_at IS NULL",
        "SELECT id, recipient, document, version_text, note FROM dispatch WHERE id IN :ids",
    )


INDEXERS: Mapping[str, tuple[str, Callable[[Session, Sequence[str]], dict[str, Entry]]]] = {
    "person": ("person", _people),
    "organisation": ("organisation", _organisations),
    "delegation": ("delegation", _delegations),
    "meeting": ("meeting", _meetings),
    "record": ("meeting_record", _records),
    "followup": ("followup", _followups),
    "visit": ("facility_visit", _visits),
    "document": (_PAPERS, _documents),
}
"""kind -> (root table, or what stands in its place, builder). A kind that is not here cannot be searched."""

FOUND_AS: Mapping[str, str] = {"attachment": "document", "dispatch": "document"}
"""Records that are found under another kind than their own: files and copies that left are papers to who looks."""

DEPENDENTS: Mapping[str, Sequence[tuple[str, str]]] = {
    "person": (("followup", "SELECT id FROM followup WHERE owner_person_id IN :ids"),),
    "organisation": (
        ("person", "SELECT person_id FROM position WHERE organisation_id IN :ids"),
        ("delegation", "SELECT id FROM delegation WHERE organisation_id IN :ids"),
        ("meeting", "SELECT meeting_id FROM participation WHERE organisation_id IN :ids"),
        ("followup", "SELECT id FROM followup WHERE owner_organisation_id IN :ids"),
        ("visit", "SELECT id FROM facility_visit WHERE host_organisation_id IN :ids"),
    ),
    "meeting": (("record", "SELECT id FROM meeting_record WHERE meeting_id IN :ids"),),
    "topic": (("meeting", "SELECT meeting_id FROM meeting_topic WHERE topic_id IN :ids"),),
    "venue": (("meeting", "SELECT m.id FROM meeting m JOIN room r ON r.id = m.room_id WHERE r.venue_id IN :ids"),),
}
"""Whose entries also hold words of a changed record: an organisation's new name is found on its meetings too."""

_UPSERT = (
    "INSERT INTO search_entry (kind, entity_id, name, body, name_tokens, body_tokens) VALUES {rows} "
    "ON CONFLICT (kind, entity_id) DO UPDATE SET name = excluded.name, body = excluded.body, "
    "name_tokens = excluded.name_tokens, body_tokens = excluded.body_tokens "
    "WHERE name <> excluded.name OR body <> excluded.body "
    "OR name_tokens <> excluded.name_tokens OR body_tokens <> excluded.body_tokens"
)
_DELETE = "DELETE FROM search_entry WHERE kind = ? AND entity_id IN (SELECT value FROM json_each(?))"
_CHUNK = 2000
"""Records of one statement. One for each record would cost four times as much: FTS5 writes out what it holds in memory
before every statement of a transaction."""


def entries(session: Session, kind: str, ids: Iterable[str]) -> dict[str, Entry]:
    """What the index should say of these records; deleted ones are missing."""
    _, build = INDEXERS[kind]
    return build(session, list(ids))


def live_ids(session: Session, kind: str) -> list[str]:
    """Every record of a kind that should be found."""
    table, _ = INDEXERS[kind]
    return [row[0] for row in session.execute(text(_LIVE.format(table=table)))]


def reindex(session: Session, kinds: Mapping[str, Iterable[str]]) -> None:
    """Bring the entries of the changed records, and of those that show their words, up to date."""
    wanted: dict[str, set[str]] = {kind: set(ids) for kind, ids in kinds.items()}
    for kind, ids in kinds.items():
        if kind in FOUND_AS:
            wanted.setdefault(FOUND_AS[kind], set()).update(ids)
        for dependent, sql in DEPENDENTS.get(kind, ()):
            wanted.setdefault(dependent, set()).update(row[0] for row in _rows(session, sql, ids) if row[0])
    for kind in INDEXERS:
        ids_of_kind = sorted(wanted.get(kind, ()))
        for start in range(0, len(ids_of_kind), _CHUNK):
            _write(session, kind, ids_of_kind[start : start + _CHUNK])


def renew(session: Session, kind: str, ids: Sequence[str]) -> None:
    """Write the entries of these records by today's rules, whatever stands there."""
    _write(session, kind, ids)


def finish_renewal(session: Session) -> None:
    """Every record was renewed: drop entries of records that are gone, and note by which rules the index was made."""
    for kind in INDEXERS:
        known = {row[0] for row in _entity_ids(session, kind)}
        _delete(session, kind, known - set(live_ids(session, kind)))
    session.connection().exec_driver_sql(f"PRAGMA user_version = {RECIPE}")


def _entity_ids(session: Session, kind: str) -> Sequence[Any]:
    return session.execute(text("SELECT entity_id FROM search_entry WHERE kind = :kind"), {"kind": kind}).all()


def is_current(session: Session) -> bool:
    """Whether the store was indexed by today's rules."""
    return bool(session.connection().exec_driver_sql("PRAGMA user_version").scalar() == RECIPE)


def _write(session: Session, kind: str, ids: Sequence[str]) -> None:
    found = entries(session, kind, ids)
    values: list[str] = []
    for id, (name, body) in found.items():
        values += (kind, id, name, body, index_text(name), index_text(body))
    if values:
        rows = ", ".join(["(?, ?, ?, ?, ?, ?)"] * len(found))
        session.connection().exec_driver_sql(_UPSERT.format(rows=rows), tuple(values))
    _delete(session, kind, [id for id in ids if id not in found])


def _delete(session: Session, kind: str, ids: Collection[str]) -> None:
    if ids:
        session.connection().exec_driver_sql(_DELETE, (kind, dump(list(ids))))
