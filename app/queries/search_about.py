"""What tells two records of one name apart in the answers of the search box: a person's post, a meeting's day."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from app.core.formats import date_long
from app.core.i18n import language
from app.core.ltext import pick
from app.queries.people import FIRST_POSITION

_POSTS = text(
    "SELECT p.id, h.title, o.shown_name FROM person p "
    f"JOIN position h ON h.id = {FIRST_POSITION.format(person='p.id')} "
    "LEFT JOIN organisation o ON o.id = h.organisation_id WHERE p.id IN :ids AND NOT p.is_sealed"
).bindparams(bindparam("ids", expanding=True))
_DAYS = text("SELECT id, starts_at, time_zone FROM meeting WHERE id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)


def abouts(session: Session, found: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """A few words for each of `found` (kind, id) that has some: "CEO · LOHUM", "Wed 2 July 2025".

    Nothing is said of sealed people. One question for each kind, whatever the number of answers.
    """
    people = [id for kind, id in found if kind == "person"]
    meetings = [id for kind, id in found if kind == "meeting"]
    said: dict[str, str] = {}
    if people:
        for id, title, organisation in session.execute(_POSTS, {"ids": people}):
            parts = (pick(json.loads(title) if title else None, language()), organisation)
            said[id] = " · ".join(part for part in parts if part)
    if meetings:
        for id, starts_at, zone in session.execute(_DAYS, {"ids": meetings}):
            if starts_at:
                said[id] = date_long(datetime.fromisoformat(starts_at).astimezone(ZoneInfo(zone)).date())
    return said
