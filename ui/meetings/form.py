"""The form of a meeting, declared, and the way between its fields and a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import available_timezones

from app.core.enums import Channel, LanguageMode, MeetingKind, MeetingRule
from app.core.formats import date_long
from app.core.i18n import N_
from app.core.problems import Problem
from app.core.text import fold
from app.core.wording import label
from app.core.zones import BadWhen, local, parse_date, to_utc
from app.services.meetings import MeetingDraft
from ui.kit.choices import Choice, Done, Search
from ui.kit.form import Field
from ui.kit.searches import LANGUAGE_NAMES, find_language

FIELD_OF: Mapping[str, str] = {"starts_at": "start", "ends_at": "end"}
"""Draft's field -> the form's, where they differ."""


@dataclass(frozen=True, slots=True)
class Titles:
    """What the ids of a draft are called: the room, and the topics as (id, name)."""

    room: str = ""
    topics: tuple[tuple[str, str], ...] = ()


def fields(today: Callable[[], date], rooms: Search, topics: Search) -> tuple[Field, ...]:
    """The form. `today` is the mission's, for dates without a year; the searches ask the store."""
    return (
        Field("title", N_("&Title"), required=True, max_length=300),
        Field("kind", N_("&Kind"), "choice", values=tuple(MeetingKind), choice_label=label),
        Field("topics", N_("To&pics"), "references", search=topics),
        Field("", N_("When and where"), "section"),
        Field("date", N_("&Date"), "date", True, parse=_Days(today), show=date_long, placeholder=N_("2 July 2025")),
        Field("start", N_("&Starts"), "time", True, placeholder=N_("15:00")),
        Field("end", N_("&Ends"), "time", True, placeholder=N_("16:00")),
        Field("last_day", N_("Last day"), "date", False, N_("Only when it ends on another day."),
              parse=_Days(today), show=date_long),
        Field("time_zone", N_("Time &zone"), "reference", True, search=find_zone),
        Field("room_id", N_("&Room"), "reference", search=rooms),
        Field("place", N_("P&lace"), hint=N_("Where it is no room of ours; it is printed instead of the room."),
              max_length=300),
        Field("", N_("How it is held"), "section"),
        Field("language_mode", N_("&Interpretation"), "choice", values=tuple(LanguageMode), choice_label=label),
        Field("languages", N_("La&nguages"), "references", search=find_language),
        Field("rule", N_("R&ule"), "choice", values=tuple(MeetingRule), choice_label=label,
              hint=N_("What may be said outside about what was said inside.")),
        Field("marking", N_("&Marking"), placeholder=N_("IN CONFIDENCE, TLP:AMBER, 取扱注意"), max_length=120),
        Field("channel", N_("Asked &through"), "choice", values=tuple(Channel), choice_label=label),
        Field("channel_reference", N_("Re&ference of the request"), max_length=200),
        Field("", N_("Content"), "section"),
        Field("purpose", N_("Pu&rpose"), "multiline", lines=3),
        Field("notes", N_("Notes for the &mission"), "multiline", lines=4, hint=N_("Never printed.")),
    )  # fmt: skip


class _Days:
    """Reads a day as typed; a class so that the form keeps no page alive."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today

    def __call__(self, text: str) -> date:
        return parse_date(text, self._today())


def find_zone(text: str, done: Done) -> None:
    """Time zones by any part of their IANA name; without a text, those the desk uses most."""
    wanted = fold(text).replace(" ", "_").split("/")[-1]
    usual = ("Asia/Kolkata", "Asia/Tokyo", "UTC")
    names = [*usual, *sorted(available_timezones() - set(usual))] if wanted else list(usual)
    done([Choice(name, name) for name in names if wanted in fold(name)][:30])


def values_of(draft: MeetingDraft, titles: Titles) -> dict[str, Any]:
    """What the fields show of a draft, on the clocks of its own zone."""
    values: dict[str, Any] = {
        key: getattr(draft, key)
        for key in (
            "title", "kind", "place", "language_mode", "rule", "marking", "channel", "channel_reference", "purpose",
            "notes",
        )
    }  # fmt: skip
    values["topics"] = list(titles.topics)
    values["time_zone"] = (draft.time_zone, draft.time_zone) if draft.time_zone else None
    values["room_id"] = (draft.room_id, titles.room or draft.room_id) if draft.room_id else None
    values["languages"] = [(code, LANGUAGE_NAMES.get(code, code)) for code in draft.languages]
    zone = draft.time_zone or "UTC"
    start = local(draft.starts_at, zone) if draft.starts_at else None
    end = local(draft.ends_at, zone) if draft.ends_at else None
    values["date"] = start.date() if start else None
    values["start"] = start.time() if start else None
    values["end"] = end.time() if end else None
    values["last_day"] = end.date() if start and end and end.date() != start.date() else None
    return values


def draft_from(values: Mapping[str, Any], base: MeetingDraft) -> tuple[MeetingDraft, list[Problem]]:
    """The draft the fields say, made on `base`, and what stands in its way (by the form's field names)."""
    problems: list[Problem] = []
    zone = str(values["time_zone"] or "")
    day, last = values["date"], values["last_day"]
    if not isinstance(day, date):
        problems.append(Problem("date", N_("Enter the day.")))
    if not zone:
        problems.append(Problem("time_zone", N_("Choose a time zone.")))
    starts = _instant("start", day, values["start"], zone, problems)
    ends = _instant("end", last if isinstance(last, date) else day, values["end"], zone, problems)
    if starts and base.starts_at and starts == base.starts_at.replace(second=0):
        starts = base.starts_at  # an hour that happens twice keeps the one that was meant
    if ends and base.ends_at and ends == base.ends_at.replace(second=0):
        ends = base.ends_at
    draft = replace(
        base,
        **{key: values[key] for key in (
            "title", "kind", "place", "language_mode", "rule", "marking", "channel", "channel_reference", "purpose",
            "notes",
        )},
        starts_at=starts,
        ends_at=ends,
        time_zone=zone,
        room_id=str(values["room_id"]) if values["room_id"] else None,
        languages=tuple(str(code) for code in values["languages"]),
        topic_ids=tuple(str(id) for id in values["topics"]),
    )  # fmt: skip
    told = {problem.field for problem in problems}
    if told & {"date", "time_zone"}:
        told |= {"start", "end"}
    for problem in draft.problems():
        field = FIELD_OF.get(problem.field, problem.field)
        if field not in told:
            problems.append(Problem(field, problem.message, problem.params))
    return draft, problems


def _instant(field: str, day: object, at: object, zone: str, problems: list[Problem]) -> datetime | None:
    if not isinstance(day, date) or not isinstance(at, time) or not zone:
        return None
    try:
        return to_utc(day, at, zone)
    except BadWhen as error:
        problems.append(Problem(field, error.message, dict(error.params)))
        return None


def moved_end(old_start: object, old_end: object, new_start: time) -> time | None:
    """Where the end goes when the start moves: the meeting keeps its length. None when that is not known."""
    if not isinstance(old_start, time) or not isinstance(old_end, time):
        return None
    any_day = date(2000, 1, 3)
    length = datetime.combine(any_day, old_end) - datetime.combine(any_day, old_start)
    if length <= timedelta():
        return None
    return (datetime.combine(any_day, new_start) + length).time()
