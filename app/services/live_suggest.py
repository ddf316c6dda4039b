"""What may follow "@", ">" or "#" in a record's line, best first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.enums import DuePrecision
from app.core.errors import AppError
from app.core.formats import date_long, date_plain, due_shown
from app.core.i18n import language, tr
from app.core.ltext import pick
from app.core.text import fold
from app.domain.duewords import parse_due
from app.domain.topics import Topic
from app.services.live_names import elsewhere, meant, present

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the completion: its words, a second line, a word for its kind, and what stands in the line then."""

    title: str
    detail: str
    kind: str
    insert: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class ReadDue:
    """The words after ">": the day (None without one) and how they are understood; `shown` "" and `problem` the
    sentence when they are not."""

    words: str
    on: date | None
    precision: DuePrecision
    shown: str
    problem: str = ""


def read_due(words: str, day: date) -> ReadDue:
    """What due words mean on `day`."""
    try:
        read = parse_due(words, day)
    except AppError as error:
        return ReadDue(words, None, DuePrecision.DATE, "", str(error))
    if read.precision is DuePrecision.NONE:
        return ReadDue(words, None, read.precision, tr("no date"))
    return ReadDue(words, read.date, read.precision, due_shown(read.date, read.precision, read.text, today=day))


def topic_word(topic: Topic) -> str:
    return pick(topic.name, language()) or topic.code


def word_after_mark(name: str) -> str:
    """A name as it can stand after a mark: the quotation mark is the mark's own."""
    return " ".join(name.replace('"', "'").split())


def _token(sign: str, name: str) -> str:
    word = word_after_mark(name)
    return f"{sign}{word}" if re.fullmatch(r"\w+", word) else f'{sign}"{word}"'


def people(session: Session, meeting_id: str, typed: str) -> list[Suggestion]:
    here = present(session, meeting_id)
    found = meant(here, typed) if typed.strip() else here
    if typed.strip():
        rest = elsewhere(session, typed, here)
        close = meant(rest, typed)
        found = [*found, *close, *(one for one in rest if one not in close)]
    return [
        Suggestion(one.title, one.detail, _KINDS[one.kind, one.here](), _token("@", one.title), f"{one.kind}:{one.id}")
        for one in found[:_SHOWN]
    ]


def _person_here() -> str:
    return tr("present")


def _person() -> str:
    return tr("person")


def _organisation_here() -> str:
    return tr("present, organisation")


def _organisation() -> str:
    return tr("organisation")


_KINDS = {
    ("person", True): _person_here,
    ("person", False): _person,
    ("organisation", True): _organisation_here,
    ("organisation", False): _organisation,
}


def topics(session: Session, typed: str) -> list[Suggestion]:
    wanted = fold(typed).strip()
    topics = session.scalars(select(Topic).where(Topic.deleted_at.is_(None)).order_by(Topic.code)).all()
    fits = [t for t in topics if any(wanted in fold(name) for name in (t.code, *(t.name or {}).values()))]
    fits.sort(key=lambda t: not any(fold(name).startswith(wanted) for name in (t.code, *(t.name or {}).values())))
    return [Suggestion(topic_word(t), t.code, tr("topic"), _token("#", topic_word(t)), t.id) for t in fits[:_SHOWN]]


def dues(day: date, typed: str) -> list[Suggestion]:
    """The words as they are understood; with nothing typed, the days that are promised most often."""
    if typed.strip():
        read = read_due(typed.strip(), day)
        return [Suggestion(read.shown, read.words, tr("due"), f">{read.words}")] if read.shown else []
    friday = day + timedelta(days=(4 - day.weekday()) % 7 or 7)
    month_end = (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    offered = (
        (friday, tr("this Friday") if friday - day < timedelta(days=5) else tr("next Friday")),
        (day + timedelta(days=7), tr("in a week")),
        (day + timedelta(days=14), tr("in two weeks")),
        (month_end, tr("end of the month")),
    )
    return [Suggestion(date_long(on), words, tr("due"), f">{date_plain(on)}") for on, words in offered]
