"""Lists and selections as a paper that is read and not edited: the same records as in the files, fewer columns.

A way that somebody refused us, and every way of somebody who is not to be contacted, is on no paper. Judgements are not
among what a file tells, so that no paper can tell them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.enums import (
    Consent,
    ContactKind,
    Edition,
    MeetingStatus,
    NameOrder,
    OrgKind,
    RecordStatus,
    Script,
)
from app.core.formats import clock_time, date_plain
from app.core.ltext import pick
from app.core.names import Name
from app.core.spoken import In
from app.core.wording import country_name, label, side_name
from app.documents import catalogue
from app.documents.data import ControlData, ListColumn, ListData, Options
from app.domain.markings import Marking, find_marking
from app.domain.meetings import Meeting
from app.exchange.fields import ImportKind
from app.exchange.records import MeetingRecord, OrganisationRecord, PersonRecord, Record, Way, WrittenName
from app.queries.letterhead import markings_of, mission_data

DOCUMENTS: Mapping[ImportKind, str] = {
    ImportKind.PEOPLE: "list-of-people",
    ImportKind.ORGANISATIONS: "list-of-organisations",
    ImportKind.MEETINGS: "list-of-meetings",
}
"""What a list is called in the distribution log, whatever file it is."""
_PHONES = (ContactKind.OFFICE, ContactKind.MOBILE, ContactKind.OFFICE_OF)
_SCRIPTS = {"ja": Script.JAPANESE, "hi": Script.DEVANAGARI}

Cells = tuple[str, ...]
Columns = Sequence[tuple[str, float]]
"""(title in the paper's language, share of the width)."""


def pdf(data: ListData, lang: str) -> bytes:
    """The list on paper, marked as the mission's own. Needs no store. Raises ToolFault when a font is missing."""
    return catalogue.render(catalogue.build("list", data, lang, Options(edition=Edition.INTERNAL)), "pdf")


def list_data(
    session: Session, kind: ImportKind, ids: Sequence[str], records: Sequence[Record], lang: str, covers: str
) -> Callable[[datetime], ListData]:
    """What the paper needs, but for the moment at which the list stood; `covers` says what was filtered."""
    say = In(lang)
    columns, rows = _TABLES[kind](records, say)
    used = [at for at in range(len(columns)) if at == 0 or any(row[at] for row in rows)]
    mission = mission_data(session)
    markings, tlp = _markings(session, ids) if kind is ImportKind.MEETINGS else ((), "")
    shown = tuple(ListColumn(*columns[at]) for at in used)
    told = tuple(tuple(row[at] for at in used) for row in rows)

    def at(now: datetime) -> ListData:
        return ListData(
            mission=mission,
            control=ControlData("", "1", RecordStatus.ISSUED, now, markings, tlp),
            title=_title(kind, say),
            columns=shown,
            rows=told,
            as_of=now,
            time_zone=mission.time_zone,
            note=covers,
        )

    return at


def _title(kind: ImportKind, say: In) -> str:
    match kind:
        case ImportKind.PEOPLE:
            return say.tr("List of people")
        case ImportKind.ORGANISATIONS:
            return say.tr("List of organisations")
        case ImportKind.MEETINGS:
            return say.tr("List of meetings")


def _markings(session: Session, ids: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """The strictest marking of the meetings, and the strictest label of the Traffic Light Protocol."""
    texts = session.scalars(select(Meeting.marking).where(Meeting.id.in_(ids), Meeting.marking != "").distinct()).all()
    ranked = sorted(texts, key=lambda text: found.rank if isinstance(found := find_marking(text), Marking) else 99)
    markings: tuple[str, ...] = ()
    tlp = ""
    for text in ranked:
        own, light = markings_of(text)
        markings, tlp = own or markings, light or tlp
    return markings, tlp


# ---- people --------------------------------------------------------------------------------------------------------


def _people(records: Iterable[Record], say: In) -> tuple[Columns, list[Cells]]:
    columns = (
        (say.tr("Name"), 2.1),
        (say.tr("Own script"), 1.4),
        (say.tr("Job title"), 2.1),
        (say.tr("Organisation"), 2.1),
        (say.tr("Side"), 1.3),
        (say.tr("E-mail"), 3.0),
        (say.tr("Phone"), 2.2),
    )
    return columns, [_person(one, say) for one in records if isinstance(one, PersonRecord)]


def _person(person: PersonRecord, say: In) -> Cells:
    name, other = _names(person.names, say.lang)
    ways = () if person.do_not_contact else _allowed(person.ways)
    return (
        name,
        other,
        pick(dict(person.title), say.lang),
        person.organisation,
        _side(person.side, say),
        _first(ways, (ContactKind.EMAIL, ContactKind.ASSISTANT_EMAIL)),
        _first(ways, _PHONES),
    )


def _names(names: Sequence[WrittenName], lang: str) -> tuple[str, str]:
    """The name in the paper's script, else in Latin letters as lists print it, and in the person's own script."""
    spelled = [
        Name(
            one.full,
            one.script or Script.LATIN,
            one.order or NameOrder.SINGLE,
            one.family,
            " ".join(part for part in (one.given, one.middle) if part),
        ).shown()
        for one in names
    ]
    scripts = [one.script or Script.LATIN for one in names]
    wanted = _SCRIPTS.get(lang, Script.LATIN)
    at = next((scripts.index(script) for script in (wanted, Script.LATIN) if script in scripts), 0)
    if not spelled:
        return "", ""
    own: tuple[Script, ...] = (Script.JAPANESE, Script.DEVANAGARI, Script.KANA, Script.OTHER)
    if wanted is not Script.LATIN and at < len(scripts) and scripts[at] == wanted:
        own = (Script.LATIN,)  # beside its own script, the name in Latin letters
    return spelled[at], next((text for text, script in zip(spelled, scripts, strict=True) if script in own), "")


def _allowed(ways: Iterable[Way]) -> tuple[Way, ...]:
    return tuple(way for way in ways if way.consent != Consent.REFUSED)


def _first(ways: Sequence[Way], kinds: Iterable[ContactKind]) -> str:
    return next((way.value for kind in kinds for way in ways if way.kind == kind), "")


def _side(code: str, say: In) -> str:
    return side_name(code, say.lang) if code else ""


# ---- organisations -------------------------------------------------------------------------------------------------


def _organisations(records: Iterable[Record], say: In) -> tuple[Columns, list[Cells]]:
    columns = (
        (say.tr("Name"), 3.0),
        (say.tr("Own script"), 1.8),
        (say.tr("Kind"), 1.5),
        (say.tr("Part of"), 2.2),
        (say.tr("Side"), 1.3),
        (say.tr("Country"), 1.2),
        (say.tr("Phone"), 1.6),
        (say.tr("Website"), 2.2),
    )
    return columns, [_organisation(one, say) for one in records if isinstance(one, OrganisationRecord)]


def _organisation(organisation: OrganisationRecord, say: In) -> Cells:
    names = organisation.names
    first = next((one for one in names if one.lang == say.lang), names[0] if names else None)
    native = next((one.text for one in names if one is not first and one.lang in _SCRIPTS), "")
    return (
        first.text if first else "",
        native,
        label(OrgKind(organisation.kind), say.lang) if organisation.kind else "",
        organisation.parent,
        _side(organisation.side, say),
        country_name(organisation.country, say.lang) or organisation.country,
        _first(_allowed(organisation.ways), _PHONES),
        organisation.website.removeprefix("https://").removeprefix("http://").rstrip("/"),
    )


# ---- meetings ------------------------------------------------------------------------------------------------------


def _meetings(records: Iterable[Record], say: In) -> tuple[Columns, list[Cells]]:
    columns = (
        (say.tr("Date"), 1.5),
        (say.tr("Time"), 1.35),
        (say.tr("Subject"), 3.4),
        (say.tr("Hosted by"), 1.8),
        (say.tr("Counterpart"), 2.6),
        (say.tr("Place"), 1.8),
        (say.tr("Status"), 1.1),
    )
    return columns, [_meeting(one, say) for one in records if isinstance(one, MeetingRecord)]


def _meeting(meeting: MeetingRecord, say: In) -> Cells:
    moments = [clock_time(moment) for moment in (meeting.starts_at, meeting.ends_at) if moment]
    return (
        date_plain(meeting.day, say.lang) if meeting.day else "",
        "–".join(moments),
        meeting.title,
        meeting.host or _several(meeting.host_people, say),
        _several(meeting.counterparts or meeting.counterpart_people, say),
        meeting.venue,
        label(MeetingStatus(meeting.status), say.lang) if meeting.status else "",
    )


def _several(names: Sequence[str], say: In) -> str:
    """The first names, one a line, and how many there are beside them."""
    more = len(names) - _NAMED
    if more < 2:
        return "\n".join(names)
    return "\n".join((*names[:_NAMED], say.ntr("and {n} more", "and {n} more", more)))


_NAMED = 5
"""Names of a conference that a line of a list holds."""
_TABLES: Mapping[ImportKind, Callable[[Iterable[Record], In], tuple[Columns, list[Cells]]]] = {
    ImportKind.PEOPLE: _people,
    ImportKind.ORGANISATIONS: _organisations,
    ImportKind.MEETINGS: _meetings,
}
