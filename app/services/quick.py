"""A meeting from one typed line: what was understood, what was assumed, what cannot be; then saved as it was shown.

The line itself is read by `domain.quickline`; here the names meet the store: people and organisations by the search
index, rooms among the venues', clashes by overlap. Understanding writes nothing, so it may run at every pause of the
typing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from app.core.changes import Written
from app.core.enums import LanguageMode, MeetingKind, MeetingRule
from app.core.errors import Refused
from app.core.formats import date_long, duration, time_range
from app.core.i18n import N_, language, tr
from app.core.ltext import pick
from app.core.problems import Problem
from app.core.text import fold
from app.core.wording import label
from app.core.zones import BadWhen, local, to_utc
from app.db.unit_of_work import Store
from app.domain.organisations import Organisation
from app.domain.people import Person
from app.domain.quickline import QuickMeeting, parse_quick
from app.queries.choices import Choice, ChoiceQueries
from app.queries.conflicts import ConflictQueries, Overlap
from app.queries.mission import MissionQueries
from app.queries.places import PlaceQueries, RoomInfo
from app.services.attendance import Added, AttendanceService, ParticipantDraft
from app.services.base import Service
from app.services.joined import JoinedStore
from app.services.meetings import MeetingDraft, MeetingService
from app.services.pasted import LineMatch, NewPerson, likely, match_lines, person_of
from app.services.people import PeopleService

__all__ = ["Chip", "LineMatch", "NewPerson", "QuickService", "Understanding", "Unsure"]

NAMESAKES = 12


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that was understood, in words. `what`: who, day, time, length, room, language, rule, kind, purpose.

    `assumed` was not typed; `doubtful` was typed and fits nothing, or more than one thing, that the store knows.
    """

    what: str
    text: str
    assumed: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Unsure:
    """A name that fits several records: nobody is added for it until a person says who is meant."""

    typed: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a line means. `problems` cannot be (29 February 2027), `missing` was not typed yet.

    `overlaps` are meetings that want the same room or person at that time: a warning, no refusal.
    """

    text: str
    draft: MeetingDraft
    participants: tuple[ParticipantDraft, ...] = ()
    chips: tuple[Chip, ...] = ()
    unsure: tuple[Unsure, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    problems: tuple[Problem, ...] = ()
    missing: tuple[Problem, ...] = ()

    @property
    def can_save(self) -> bool:
        """Whether it is a whole meeting."""
        return not self.problems and not self.missing


class QuickService(Service):
    """Understands lines and makes meetings of them; settles pasted lists of names."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._choices, self._places = ChoiceQueries(store), PlaceQueries(store)
        self._mission, self._conflicts = MissionQueries(store), ConflictQueries(store)
        self._meetings = MeetingService(store)

    def understand(self, text: str) -> Understanding:
        """What `text` means at this moment, on the mission's clocks. Never raises for what was typed."""
        mission = self._mission.current()
        zone = mission.time_zone if mission else "UTC"
        home = mission.home_time_zone if mission else ""
        rooms = self._places.rooms()
        names = [name for room in rooms for name in (*room.name.values(), *room.venue.values()) if name]
        now = self.store.clock.now()
        quick = parse_quick(text, now, zone, list(dict.fromkeys(names)))
        home, zone = (zone if quick.zone not in ("", zone) else home), quick.zone or zone
        day, assumed_day = _day(quick, now, zone)
        start, late = _start(day, quick, zone)
        end = start + timedelta(minutes=quick.minutes or 60) if start else None
        people, who, unsure = self._who(quick)
        room, where = _room(quick, rooms)
        draft = MeetingDraft(
            title=quick.title,
            kind=quick.kind or MeetingKind.BILATERAL,
            starts_at=start,
            ends_at=end,
            time_zone=zone,
            room_id=room.id if room else None,
            place="" if room else quick.room,
            language_mode=quick.language_mode or _mode(quick),
            languages=quick.languages,
            rule=quick.rule or MeetingRule.NONE,
            purpose=quick.leftover,
        )
        problems = (*quick.problems, *late)
        return Understanding(
            text=text,
            draft=draft,
            participants=people,
            chips=(*who, *_when_chips(quick, day, assumed_day, draft, home), *where, *_manner(quick, draft)),
            unsure=unsure,
            overlaps=self._overlaps(draft, people),
            problems=problems,
            missing=_missing(quick, day) if not problems else (),
        )

    def create(self, understanding: Understanding) -> Written:
        """Save the meeting as it was understood, tentative, with those who were recognised. Raises Refused."""
        if not understanding.can_save:
            raise Refused(problems=[*understanding.problems, *understanding.missing])
        return self._meetings.create(understanding.draft, understanding.participants)

    def match_lines(self, lines: Sequence[str]) -> tuple[LineMatch, ...]:
        """What each line of a pasted list of names may mean (see `services.pasted`)."""
        return match_lines(self._choices, lines)

    def add_people(self, meeting_id: str, chosen: Sequence[Choice | NewPerson], side: str) -> Added:
        """Add what was settled for pasted lines to a meeting, making people where they are new.

        Whoever has a side of their own keeps it, the others go to `side`. Raises Refused, NotFound.
        """
        with self.store.write() as work:
            joined = JoinedStore(self.store, work)
            drafts = []
            for one in chosen:
                if isinstance(one, NewPerson):
                    made = PeopleService(joined).create(person_of(one, side))
                    drafts.append(ParticipantDraft(person_id=made.id, side=side))
                    continue
                person = one.kind == "person"
                row = work.session.get(Person, one.id) if person else work.session.get(Organisation, one.id)
                own = row.side if row is not None else ""
                drafts.append(
                    ParticipantDraft(
                        person_id=one.id if person else None,
                        organisation_id=None if person else one.id,
                        side=own or side,
                    )
                )
            added = AttendanceService(joined).add(meeting_id, drafts)
        return Added(work.written(meeting_id), added.added, added.present)

    def arrange(
        self, meeting_id: str, side: str, order: Sequence[str], newcomers: Mapping[str, ParticipantDraft]
    ) -> Written:
        """Bring participations over to `side` (`newcomers`: id -> what they are there) and set that side's order, as
        one step. Raises Refused, NotFound."""
        with self.store.write() as work:
            attendance = AttendanceService(JoinedStore(self.store, work))
            for id, draft in newcomers.items():
                attendance.update(id, draft)
            attendance.reorder(meeting_id, side, order)
        return work.written(meeting_id)

    def _who(self, quick: QuickMeeting) -> tuple[tuple[ParticipantDraft, ...], tuple[Chip, ...], tuple[Unsure, ...]]:
        drafts: list[ParticipantDraft] = []
        chips: list[Chip] = []
        unsure: list[Unsure] = []
        for typed in quick.who:
            found, rest = self._record(typed)
            if len(found) == 1:
                one = found[0]
                person = one.kind == "person"
                drafts.append(
                    ParticipantDraft(
                        person_id=one.id if person else None,
                        organisation_id=None if person else one.id,
                        remarks=rest,
                    )
                )
                more = rest or (one.detail if person else "")
                chips.append(Chip("who", tr("{name} – {more}", name=one.title, more=more) if more else one.title))
            elif found:
                unsure.append(Unsure(typed, tuple(found)))
                chips.append(Chip("who", tr("“{typed}” fits several records", typed=typed), doubtful=True))
        return tuple(drafts), tuple(chips), tuple(unsure)

    def _record(self, typed: str) -> tuple[list[Choice], str]:
        """The records a name may mean, and what of it was not used.

        People by their names come first, then organisations, then people by what they are: "Attero" is the company,
        "Attero CEO" its chief, and where nobody is known as that, Attero with "CEO" left over.
        """
        found = likely(self._choices, typed, NAMESAKES)
        exact = [one for one in found if sorted(fold(one.title).split()) == sorted(fold(typed).split())]
        if found:
            return (exact if len(exact) == 1 else found), ""
        words = typed.split()
        for count in range(len(words) - 1, 0, -1):
            found = self._choices.organisations(" ".join(words[:count]), NAMESAKES)
            if len(found) == 1:
                return found, " ".join(words[count:])
        return [], ""

    def _overlaps(self, draft: MeetingDraft, people: Sequence[ParticipantDraft]) -> tuple[Overlap, ...]:
        if draft.starts_at is None or draft.ends_at is None:
            return ()
        ids = [one.person_id for one in people if one.person_id]
        return tuple(self._conflicts.overlapping(draft.starts_at, draft.ends_at, room_id=draft.room_id, person_ids=ids))


def _day(quick: QuickMeeting, now: datetime, zone: str) -> tuple[date | None, bool]:
    """The day, and whether it was assumed: a time alone is the next such time."""
    if quick.date is not None or quick.time is None or any(problem.field == "date" for problem in quick.problems):
        return quick.date, False
    here = local(now, zone)
    return here.date() + timedelta(days=0 if quick.time > here.time() else 1), True


def _start(day: date | None, quick: QuickMeeting, zone: str) -> tuple[datetime | None, tuple[Problem, ...]]:
    if quick.start_local is not None:
        return quick.start_local.astimezone(UTC), ()
    if day is None or quick.time is None or quick.date is not None:
        return None, ()
    try:
        return to_utc(day, quick.time, zone), ()
    except BadWhen as why:
        return None, (Problem("time", why.message, dict(why.params)),)


def _room(quick: QuickMeeting, rooms: Sequence[RoomInfo]) -> tuple[RoomInfo | None, tuple[Chip, ...]]:
    """The room that was meant. One that nobody knows is kept as the place, and said so."""
    if not quick.room:
        return None, ()
    wanted = fold(quick.room)
    fitting = [room for room in rooms if wanted in _folded(room.name)] or [
        room for room in rooms if wanted in _folded(room.venue) and len(_of_venue(rooms, room)) == 1
    ]
    lang = language()
    if len(fitting) == 1:
        return fitting[0], (Chip("room", _named(fitting[0], lang)),)
    if fitting:
        several = tr("{room}, of several with this name", room=_named(fitting[0], lang))
        return fitting[0], (Chip("room", several, doubtful=True),)
    if any(wanted in _folded(room.venue) for room in rooms):
        return None, (Chip("room", quick.room),)
    return None, (Chip("room", tr("“{room}” is no room we know: kept as the place", room=quick.room), doubtful=True),)


def _named(room: RoomInfo, lang: str) -> str:
    venue = pick(room.venue, lang)
    return tr("{room} ({venue})", room=pick(room.name, lang), venue=venue) if venue else pick(room.name, lang)


def _of_venue(rooms: Sequence[RoomInfo], room: RoomInfo) -> list[RoomInfo]:
    return [other for other in rooms if other.venue_id == room.venue_id]


def _folded(names: Mapping[str, str]) -> set[str]:
    return {fold(name) for name in names.values()}


def _mode(quick: QuickMeeting) -> LanguageMode:
    return LanguageMode.CONSECUTIVE if len(quick.languages) > 1 else LanguageMode.ONE_LANGUAGE


def _when_chips(
    quick: QuickMeeting, day: date | None, assumed_day: bool, draft: MeetingDraft, home: str
) -> tuple[Chip, ...]:
    chips = []
    if day is not None:
        chips.append(Chip("day", date_long(day), assumed=assumed_day))
    if draft.starts_at is not None and draft.ends_at is not None:
        chips.append(Chip("time", time_range(draft.starts_at, draft.ends_at, draft.time_zone, home)))
        assumed = any(part.what == "minutes" and part.assumed for part in quick.understood)
        chips.append(Chip("length", duration(round((draft.ends_at - draft.starts_at).total_seconds() / 60)), assumed))
    elif isinstance(quick.time, time):
        chips.append(Chip("time", f"{quick.time:%H:%M}"))
    return tuple(chips)


def _manner(quick: QuickMeeting, draft: MeetingDraft) -> tuple[Chip, ...]:
    chips = []
    if quick.language_mode is not None or quick.languages:
        codes = "–".join(code.upper() for code in draft.languages)
        mode = label(draft.language_mode)
        words = tr("{mode} {languages}", mode=mode, languages=codes) if codes else mode
        chips.append(Chip("language", words, assumed=quick.language_mode is None))
    if quick.rule is not None:
        chips.append(Chip("rule", label(quick.rule)))
    if quick.title:
        chips.append(Chip("kind", label(draft.kind), assumed=quick.kind is None))
    if quick.leftover:
        chips.append(Chip("purpose", tr("Purpose: {text}", text=quick.leftover)))
    return tuple(chips)


def _missing(quick: QuickMeeting, day: date | None) -> tuple[Problem, ...]:
    missing = []
    if not quick.title:
        missing.append(Problem("title", N_("Say with whom, or what it is about.")))
    if day is None and quick.time is None:
        missing.append(Problem("date", N_("Say when: a day and a time, such as Thu 15:00.")))
    elif quick.time is None:
        missing.append(Problem("time", N_("Say at what time, such as 15:00.")))
    return tuple(missing)
