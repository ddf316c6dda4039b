"""The mission: who we are, where, in which zones and on which paper; one row in each store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Written
from app.core.errors import NotFound, Refused
from app.core.i18n import LANGUAGES, N_
from app.core.problems import Problem
from app.core.text import clean, clean_line
from app.core.zones import is_zone
from app.domain.mission import Mission
from app.services.base import Service, merge, refuse_if
from app.services.drafts import clean_texts, has_text, no_text

PAPERS = ("A4", "Letter")


@dataclass(frozen=True, slots=True)
class MissionDraft:
    """What is asked at the first run and edited in the settings. States are ISO 3166-1 alpha-2, zones IANA names.

    `letterhead` holds the lines above the text, `letterhead_image` a PNG or JPEG; `fiscal_year_start` is month-day;
    `story_now` (UTC) is set only in a sample store.
    """

    name: Mapping[str, str] = field(default_factory=no_text)
    sending_state: str = ""
    receiving_state: str = ""
    city: Mapping[str, str] = field(default_factory=no_text)
    address: Mapping[str, str] = field(default_factory=no_text)
    time_zone: str = ""
    home_time_zone: str = ""
    letterhead: str = ""
    letterhead_image: bytes | None = None
    paper: str = "A4"
    reference_prefix: str = ""
    marking_ceiling: str = ""
    fiscal_year_start: str = "04-01"
    languages: tuple[str, ...] = LANGUAGES
    is_sample: bool = False
    story_now: datetime | None = None

    def problems(self) -> list[Problem]:
        """What is missing or wrong, before the store is asked."""
        found = []
        if not has_text(self.name):
            found.append(Problem("name", N_("Enter a name.")))
        for name in ("sending_state", "receiving_state"):
            code = getattr(self, name)
            if not (len(code) == 2 and code.isascii() and code.isalpha()):
                found.append(Problem(name, N_("Choose a state.")))
        if self.sending_state and self.sending_state.upper() == self.receiving_state.upper():
            found.append(Problem("receiving_state", N_("A mission is sent to another state.")))
        for name in ("time_zone", "home_time_zone"):
            if not is_zone(getattr(self, name)):
                found.append(Problem(name, N_("Choose a time zone.")))
        if self.paper not in PAPERS:
            found.append(Problem("paper", N_("Choose a paper size.")))
        if not _is_month_day(self.fiscal_year_start):
            found.append(Problem("fiscal_year_start", N_("Enter a month and a day.")))
        return found


def _is_month_day(text: str) -> bool:
    try:
        date.fromisoformat(f"2025-{text}")
    except ValueError:
        return False
    return len(text) == 5


def draft_of(row: Mission) -> MissionDraft:
    """The draft that would make `row`."""
    return MissionDraft(
        name=dict(row.name or {}),
        sending_state=row.sending_state,
        receiving_state=row.receiving_state,
        city=dict(row.city or {}),
        address=dict(row.address or {}),
        time_zone=row.time_zone,
        home_time_zone=row.home_time_zone,
        letterhead=row.letterhead,
        letterhead_image=row.letterhead_image,
        paper=row.paper,
        reference_prefix=row.reference_prefix,
        marking_ceiling=row.marking_ceiling,
        fiscal_year_start=row.fiscal_year_start,
        languages=tuple(row.languages or ()),
        is_sample=row.is_sample,
        story_now=row.story_now,
    )


class MissionService(Service):
    """Writes the mission."""

    def draft(self) -> MissionDraft:
        """The draft an editor starts from. Raises NotFound before the first run is done."""
        with self.store.read() as session:
            return draft_of(_the_mission(session))

    def set_up(self, draft: MissionDraft) -> Written:
        """Make the mission. Raises Refused for a draft with problems or when the store has its mission already."""
        refuse_if(draft.problems())
        with self.store.write() as work:
            if work.session.scalar(select(Mission.id).limit(1)):
                raise Refused(N_("This store already belongs to a mission."))
            row = Mission()
            _apply(row, draft)
            work.session.add(row)
        return work.written(row.id)

    def update(self, draft: MissionDraft, base: MissionDraft | None = None) -> Written:
        """Save an edit made on `base`. Raises Refused, NotFound, Conflict."""
        with self.store.write() as work:
            row = _the_mission(work.session)
            merged = merge("mission", row, draft_of(row), draft, base)
            refuse_if(merged.problems())
            _apply(row, merged)
        return work.written(row.id)


def _the_mission(session: Session) -> Mission:
    row = session.scalar(select(Mission).where(Mission.deleted_at.is_(None)).order_by(Mission.id).limit(1))
    if row is None:
        raise NotFound(N_("The mission is not set up yet."))
    return row


def _apply(row: Mission, draft: MissionDraft) -> None:
    row.name, row.city = clean_texts(draft.name), clean_texts(draft.city)
    row.address = clean_texts(draft.address, lines=True)
    row.sending_state, row.receiving_state = draft.sending_state.upper(), draft.receiving_state.upper()
    row.time_zone, row.home_time_zone = draft.time_zone, draft.home_time_zone
    row.letterhead, row.letterhead_image = clean(draft.letterhead), draft.letterhead_image
    row.paper, row.reference_prefix = draft.paper, clean_line(draft.reference_prefix)
    row.marking_ceiling, row.fiscal_year_start = clean_line(draft.marking_ceiling), draft.fiscal_year_start
    row.languages = list(draft.languages)
    row.is_sample, row.story_now = draft.is_sample, draft.story_now
