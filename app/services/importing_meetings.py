"""Meetings of a register: what a row makes, whether it is one we know, and who took part."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from app.core.enums import MeetingKind, MeetingStatus, Script
from app.core.i18n import N_
from app.core.text import clean, clean_line, fold
from app.core.zones import is_zone
from app.exchange.match_keys import name_key
from app.exchange.person_names import script_of, spelled, without_honorific
from app.exchange.records import MeetingRecord
from app.exchange.table_meetings import LENGTH, LONGEST_TITLE
from app.queries.exchange import MeetingTraits
from app.services.importing_plan import Candidate, Fact, ImportSettings, Reason
from app.services.people import PersonDraft, PersonNameDraft

_KINDS, _STATUSES = frozenset(MeetingKind), frozenset(MeetingStatus)
PERSON = "~"
"""What a reference to a person begins with whom the store does not know: the key of the name follows."""
SAME_MEETING = N_("Same day, same subject, the same sides.")
SAME_DAY_AND_SIDES = N_("Same day and the same sides, another subject.")
SAME_CODE = N_("The code is the same: {code}.")


@dataclass(frozen=True, slots=True)
class MeetingPlanned:
    """A meeting as a row makes it. `host` and `others` are references: ids, or marks for ones to be made."""

    title: str
    day: date
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    kind: MeetingKind
    status: MeetingStatus
    place: str
    purpose: str
    notes: str
    code: str
    hosts: tuple[str, ...]
    others: tuple[str, ...]
    timed: bool

    @property
    def members(self) -> frozenset[str]:
        return frozenset((*self.hosts, *self.others))


class People:
    """People whom a register names: known ones by the one who is called so, others to be made."""

    def __init__(self, by_name: dict[str, str]) -> None:
        self._by_name = by_name
        self.unknown: dict[str, PersonDraft] = {}
        self.names: dict[str, str] = {}

    def ref(self, text: str, side: str) -> str:
        """The id of whoever alone is called so, or a mark for somebody to be made; "" for no name."""
        taken = without_honorific(text)
        key = name_key(taken.name)
        if not key:
            return ""
        known = self._by_name.get(key)
        if known:
            return known
        mark = PERSON + key
        if mark not in self.unknown:
            name = spelled(taken.name)
            script = Script(name.script)
            self.unknown[mark] = PersonDraft(
                names=(PersonNameDraft(full=name.full, script=script, lang=name.lang),),
                honorific=taken.honorific,
                side=side,
            )
            self.names[mark] = name.full
        return mark


def is_person(text: str) -> bool:
    """Whether a name stands with an honorific, as only humans' names do ("Sir Keir Starmer", "山田太郎氏")."""
    return bool(without_honorific(text).honorific) and script_of(text) is not Script.OTHER


@dataclass(frozen=True, slots=True)
class Refs:
    """How names of a register become references: organisations and people by (name, side)."""

    organisation: Callable[[str, str], str]
    person: Callable[[str, str], str]

    def of(self, text: str, side: str) -> str:
        """A name that may be a person's or an organisation's."""
        return self.person(text, side) if is_person(text) else self.organisation(text, side)


def planned_of(record: MeetingRecord, refs: Refs, settings: ImportSettings) -> MeetingPlanned:
    """The meeting a row makes."""
    zone = settings.time_zone if is_zone(settings.time_zone) else "UTC"
    starts_at, ends_at = record.starts_at, record.ends_at
    timed = starts_at is not None
    if starts_at is not None and is_zone(getattr(starts_at.tzinfo, "key", "")):
        zone = getattr(starts_at.tzinfo, "key", zone)
    if starts_at is None:
        assert record.day is not None
        starts_at = _instant(record.day, settings.at, zone)
    starts_at = starts_at.astimezone(UTC)
    if ends_at is None or ends_at <= starts_at:
        ends_at = starts_at + LENGTH
    ends_at = min(ends_at.astimezone(UTC), starts_at + timedelta(days=14))
    hosts = [refs.of(record.host, settings.host_side)] if record.host else []
    hosts += [refs.person(name, settings.host_side) for name in record.host_people]
    others = [refs.of(name, settings.side) for name in record.counterparts]
    others += [refs.person(name, settings.side) for name in record.counterpart_people]
    kept_hosts = tuple(dict.fromkeys(filter(None, hosts)))
    notes = [clean(record.notes), *(f"{key}: {value}" for key, value in record.extra.items())]
    return MeetingPlanned(
        title=title_of(record),
        day=record.day or starts_at.astimezone(ZoneInfo(zone)).date(),
        starts_at=starts_at,
        ends_at=ends_at,
        time_zone=zone,
        kind=MeetingKind(record.kind) if record.kind in _KINDS else MeetingKind.BILATERAL,
        status=MeetingStatus(record.status) if record.status in _STATUSES else MeetingStatus.HELD,
        place=clean_line(record.venue),
        purpose=clean(record.purpose),
        notes="\n".join(note for note in notes if note),
        code=clean_line(record.code),
        hosts=kept_hosts,
        others=tuple(dict.fromkeys(ref for ref in others if ref and ref not in kept_hosts)),
        timed=timed,
    )


@lru_cache(maxsize=65536)
def _instant(day: date, at: str, zone: str) -> datetime:
    hour, _, minute = at.partition(":")
    local = datetime(day.year, day.month, day.day, int(hour), int(minute or 0), tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)


def title_of(record: MeetingRecord) -> str:
    """The line lists show: the subject; without one with whom and about what."""
    if clean_line(record.title):
        return clean_line(record.title)[:LONGEST_TITLE]
    purpose = clean_line(record.purpose)
    who = ", ".join((*record.counterparts, *record.counterpart_people)) or record.host
    line = clean_line(f"{who}: {purpose}" if who and purpose else who or purpose)
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class _Known:
    id: str
    title: str
    day: date
    members: frozenset[str]
    code: str
    row: int = -1


class Meetings:
    """Every meeting a row may be: the store's and those of the file so far."""

    def __init__(self, traits: Iterable[MeetingTraits]) -> None:
        self._by_title: dict[tuple[date, str], list[_Known]] = {}
        self._by_day: dict[date, list[_Known]] = {}
        self._by_code: dict[str, _Known] = {}
        for one in traits:
            self._add(_Known(one.id, one.title, _local_day(one), frozenset(one.members), one.code))

    def _add(self, known: _Known) -> None:
        self._by_title.setdefault((known.day, fold(known.title)), []).append(known)
        if known.row < 0:
            self._by_day.setdefault(known.day, []).append(known)
        if known.code:
            self._by_code.setdefault(known.code, known)

    def add_row(self, row: int, meeting: MeetingPlanned) -> None:
        """A row that is new, so that a second one like it is found."""
        self._add(_Known("", meeting.title, meeting.day, meeting.members, meeting.code, row))

    def judge(self, meeting: MeetingPlanned) -> tuple[bool, tuple[Candidate, ...]]:
        """(whether it is the first candidate for certain, the candidates)."""
        by_code = self._by_code.get(meeting.code) if meeting.code else None
        if by_code and fold(by_code.title) == fold(meeting.title):
            return True, (_candidate(by_code, 100, Reason(SAME_CODE, {"code": meeting.code}, 100)),)
        alike = self._by_title.get((meeting.day, fold(meeting.title)), [])
        same = [known for known in alike if known.members == meeting.members]
        if not same:
            same = [known for known in alike if known.row < 0 and meeting.members <= known.members]
        if same:
            return True, (_candidate(same[0], 100, Reason(SAME_MEETING, points=100)),)
        near = [
            known for known in self._by_day.get(meeting.day, ()) if meeting.members and meeting.members == known.members
        ]
        return False, tuple(_candidate(known, 60, Reason(SAME_DAY_AND_SIDES, points=60)) for known in near[:6])


def _local_day(one: MeetingTraits) -> date:
    instant = datetime.strptime(one.starts_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return instant.astimezone(ZoneInfo(one.time_zone)).date()


def _candidate(known: _Known, score: int, reason: Reason) -> Candidate:
    return Candidate(known.id, known.title, known.day.isoformat(), score, (reason,), row=known.row)


def facts_of(known: Candidate, meeting: MeetingPlanned, place: str, purpose: str, notes: str) -> tuple[Fact, ...]:
    """Both side by side; `place`, `purpose` and `notes` are what our meeting says."""
    facts = (
        Fact(N_("Subject"), known.name, meeting.title),
        Fact(N_("Venue"), place, meeting.place, bool(meeting.place and not place)),
        Fact(N_("Purpose"), purpose, meeting.purpose, bool(meeting.purpose and not purpose)),
        Fact(N_("Notes"), notes, meeting.notes, bool(meeting.notes and not notes)),
    )
    return tuple(fact for fact in facts if fact.ours or fact.theirs)
