"""What the filters of a search mean for each kind of record, as conditions on the index.

A period lets through what happened in it: meetings and their records, visits, promises due, papers sent, and the people
and organisations that were met then. An organisation stands for all under it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.core.search_words import Asked
from app.core.text import fts_query
from app.domain.mission import Mission
from app.queries.contact import SUBTREE
from app.queries.lister import Where
from app.queries.periods import EVERYBODY_WHO_CAME, mission_zone, within

MOST_ORGANISATIONS = 200
"""Organisations that a word after "org:" may mean before the rest is left out."""

_BY_ORGANISATION: Mapping[str, str] = {
    "person": "SELECT person_id FROM position WHERE organisation_id IN ({orgs})",
    "organisation": "{orgs}",
    "delegation": "SELECT id FROM delegation WHERE organisation_id IN ({orgs})",
    "meeting": "SELECT meeting_id FROM participation WHERE organisation_id IN ({orgs})",
    "record": (
        "SELECT r.id FROM participation p JOIN meeting_record r ON r.meeting_id = p.meeting_id "
        "WHERE p.organisation_id IN ({orgs})"
    ),
    "followup": (
        "SELECT id FROM followup WHERE owner_organisation_id IN ({orgs}) OR owner_person_id IN "
        "(SELECT person_id FROM position WHERE organisation_id IN ({orgs}))"
    ),
    "visit": "SELECT id FROM facility_visit WHERE host_organisation_id IN ({orgs})",
    "document": (
        "SELECT id FROM dispatch WHERE organisation_id IN ({orgs}) UNION ALL "
        "SELECT id FROM attachment WHERE owner_kind = 'organisation' AND owner_id IN ({orgs})"
    ),
}
_BY_SIDE: Mapping[str, str] = {
    "person": "SELECT id FROM person WHERE side = :side",
    "organisation": "SELECT id FROM organisation WHERE side = :side",
    "delegation": "SELECT id FROM delegation WHERE side = :side",
    "meeting": "SELECT meeting_id FROM participation WHERE side = :side",
    "record": "SELECT record_id FROM record_point WHERE side = :side",
    "followup": "SELECT id FROM followup WHERE side = :side",
    "visit": (
        "SELECT v.id FROM facility_visit v JOIN organisation o ON o.id = v.host_organisation_id WHERE o.side = :side"
    ),
}
_MET = (
    "SELECT p.{kind}_id FROM meeting m JOIN participation p ON p.meeting_id = m.id "
    f"WHERE {{m.starts_at}} AND p.{{kind}}_id IS NOT NULL AND p.status NOT IN {EVERYBODY_WHO_CAME}"
)
_BY_PERIOD: Mapping[str, str] = {
    "person": _MET.replace("{kind}", "person"),
    "organisation": _MET.replace("{kind}", "organisation"),
    "delegation": "SELECT id FROM delegation WHERE {arrives_on}",
    "meeting": "SELECT m.id FROM meeting m WHERE {m.starts_at}",
    "record": "SELECT r.id FROM meeting m JOIN meeting_record r ON r.meeting_id = m.id WHERE {m.starts_at}",
    "followup": "SELECT id FROM followup WHERE {due_on}",
    "visit": "SELECT id FROM facility_visit WHERE {visit_on}",
    "document": ("SELECT id FROM dispatch WHERE {sent_at} UNION ALL SELECT id FROM attachment WHERE {created_at}"),
}
"""Kind -> the ids that a filter lets through. A column in braces stands for its being within the period."""

_INSTANTS, _DAYS = ("m.starts_at", "sent_at", "created_at"), ("arrives_on", "due_on", "visit_on")


def conditions(session: Session, asked: Asked) -> Where:
    """The conditions on an entry `e` of the index, and their parameters; nothing asked, no condition."""
    where: list[str] = []
    params: dict[str, Any] = {}
    if asked.kinds:
        where.append("e.kind IN (" + ",".join(f":kind{no}" for no in range(len(asked.kinds))) + ")")
        params.update({f"kind{no}": kind for no, kind in enumerate(asked.kinds)})
    if asked.organisation:
        ids = _organisations(session, asked.organisation)
        params.update({f"org{no}": id for no, id in enumerate(ids)})
        listed = "SELECT NULL WHERE 0" if not ids else " UNION ALL ".join(f"SELECT :org{no}" for no in range(len(ids)))
        where.append(_by_kind({kind: sql.replace("{orgs}", listed) for kind, sql in _BY_ORGANISATION.items()}))
    if asked.side:
        where.append(_by_kind(_BY_SIDE))
        params["side"] = _side(session, asked.side)
    if asked.since or asked.until:
        bounds, own = _period(session, asked)
        params.update(own)
        where.append(_by_kind({kind: _filled(sql, bounds) for kind, sql in _BY_PERIOD.items()}))
    return where, params


def _by_kind(ids: Mapping[str, str]) -> str:
    return "(" + " OR ".join(f"(e.kind = '{kind}' AND e.entity_id IN ({sql}))" for kind, sql in ids.items()) + ")"


def _filled(sql: str, bounds: Mapping[str, str]) -> str:
    for column, condition in bounds.items():
        sql = sql.replace(f"{{{column}}}", condition)
    return sql


def _period(session: Session, asked: Asked) -> tuple[dict[str, str], dict[str, Any]]:
    zone = mission_zone(session)
    bounds: dict[str, str] = {}
    params: dict[str, Any] = {}
    for column in _INSTANTS:
        found, own = within(column, asked.since, asked.until, zone)
        bounds[column] = " AND ".join(found)
        params.update(own)
    for column in _DAYS:
        found = []
        for name, day, sign in (("since_day", asked.since, ">="), ("until_day", asked.until, "<=")):
            if day:
                found.append(f"{column} {sign} :{name}")
                params[name] = day.isoformat()
        bounds[column] = " AND ".join(found)
    return bounds, params


def _organisations(session: Session, words: str) -> list[str]:
    """The organisations that a name means, each with all that stands under it."""
    match = fts_query(words)
    if not match:
        return []
    sql = text(
        "SELECT e.entity_id FROM search_fts JOIN search_entry e ON e.id = search_fts.rowid "
        "WHERE search_fts MATCH :match AND e.kind = 'organisation' LIMIT :limit"
    )
    found = dict.fromkeys(session.execute(sql, {"match": match, "limit": MOST_ORGANISATIONS}).scalars())
    for id in tuple(found):
        found.update(dict.fromkeys(session.execute(text(SUBTREE), {"top": id}).scalars()))
    return list(found)[:MOST_ORGANISATIONS]


def _side(session: Session, side: str) -> str:
    if side not in ("us", "them"):
        return side
    mission = session.execute(select(Mission.sending_state, Mission.receiving_state)).first()
    return (mission[0] if side == "us" else mission[1]) if mission else side
