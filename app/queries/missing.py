"""What stands between a draft and its approval, and what a colleague would ask before it: each leads to its line.

`before_approval` is the approval's own rule (4.6, 15, 18, 21; 5.2 and 5.3 for each kind), read from rows, so that the
window shows what the approval would refuse. `indirect_identification` looks for what tells who spoke although nobody
is named (2.1: under the Chatham House Rule neither identity nor affiliation may be revealed).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.core.enums import (
    PROMISE_KINDS,
    Attribution,
    Confirmation,
    LanguageMode,
    MeetingRule,
    MeetingStatus,
    OrgKind,
    ParticipantRole,
    PointKind,
    QuoteConsent,
    RecordKind,
    ReviewState,
)
from app.core.i18n import N_
from app.core.names import is_named
from app.core.problems import Problem
from app.core.text import fold
from app.core.wording import country_name, label, side_name
from app.queries.meetings import MeetingDetail, ParticipantRow
from app.queries.minutes import PointRow, RecordDetail, Trait

_OUTCOMES = PROMISE_KINDS | {PointKind.DECISION, PointKind.AGREEMENT, PointKind.NOTING}
_NEEDS_OUTCOME = frozenset(RecordKind) - {RecordKind.PRESS_LINE, RecordKind.AIDE_MEMOIRE}
_NEEDS_PEOPLE = frozenset(RecordKind) - {RecordKind.PRESS_LINE, RecordKind.AIDE_MEMOIRE}
_WORDS = {
    "side": N_("“{text}” has no responsible side."),
    "owner": N_("“{text}” has no owner."),
    "due": N_("“{text}” has no due date."),
}
_SHOWN = 60


def before_approval(record: RecordDetail, meeting: MeetingDetail) -> list[Problem]:
    """What an approval refuses, each with the line (`point:<id>`) or the field it leads to."""
    return [*_head(record, meeting), *_own_needs(record, meeting), *_lines(record), *_reviews(record)]


def _head(record: RecordDetail, meeting: MeetingDetail) -> Iterator[Problem]:
    if meeting.status is not MeetingStatus.HELD:
        yield Problem("status", N_("The meeting is not marked as held yet."))
    if not (meeting.room_id or any(meeting.place.values())):
        yield Problem("place", N_("The place is missing."))
    if not record.marking:
        yield Problem("marking", N_("The marking is missing."))
    if record.kind in _NEEDS_PEOPLE:
        if not meeting.participants:
            yield Problem("participants", N_("Nobody is listed as present."))
        for row in meeting.participants:
            if not row.side:
                yield Problem("participants", N_("{name} is on no side yet."), {"name": row.person.shown()})
    if meeting.language_mode is not LanguageMode.ONE_LANGUAGE and len(meeting.languages) < 2:
        yield Problem("languages", N_("It was interpreted, but between which languages is not recorded."))
    outcomes = _OUTCOMES if record.kind in _NEEDS_OUTCOME else frozenset(PointKind)
    if not any(point.kind in outcomes for point in record.points):
        if record.kind in _NEEDS_OUTCOME:
            yield Problem("points", N_("The record has no outcome yet: a decision, an agreement, an action."))
        else:
            yield Problem("points", N_("Nothing is written in it yet."))
    if record.previous_id and not record.correction.strip():
        yield Problem("correction", N_("Say what this version corrects."))
    if record.confirmation in (Confirmation.CONFIRMED, Confirmation.CONFIRMED_WITH_CHANGES) and not (
        record.confirmed_by.strip() or record.confirmation_note.strip()
    ):
        yield Problem("confirmed_by", N_("Say who confirmed it for the other side."))


def _own_needs(record: RecordDetail, meeting: MeetingDetail) -> Iterator[Problem]:
    """What the kind of record asks for (domain.md 2.1, 5.2, 5.3)."""
    if record.kind is RecordKind.RECORD_OF_DISCUSSION:
        if not record.summary.strip():
            yield Problem("summary", N_("The summary is missing: five lines that can be read alone."))
        if not record.no_press_line and all(point.kind is not PointKind.PRESS_LINE for point in record.points):
            yield Problem("press_line", N_("Write the press line that was agreed, or say that there is none."))
    if record.kind is RecordKind.AIDE_MEMOIRE and not record.addressee.strip():
        yield Problem("addressee", N_("Say to whom the aide-mémoire is addressed."))
    if record.kind is RecordKind.PRESS_LINE and all(point.kind is not PointKind.PRESS_LINE for point in record.points):
        yield Problem("points", N_("The press line itself is missing."))
    if record.kind is RecordKind.AGREED_MINUTES:
        signing = {one.side for one in record.signatories if one.name.strip()}
        for code, _ in meeting.sides:
            if code not in signing:
                yield Problem("signatories", N_("Nobody signs for this side: {side}."), {"side": side_name(code)})
        if len(signing) < 2 and len(meeting.sides) < 2:
            yield Problem("signatories", N_("Agreed minutes are signed by both sides."))
        if record.second_language and not record.prevailing_language:
            yield Problem("prevailing_language", N_("Say which text prevails if the two differ."))
    if record.second_language:
        if record.second_language == record.language:
            yield Problem("second_language", N_("The second language is the same as the first."))
        if record.summary.strip() and not record.summary_second.strip():
            yield Problem("summary_second", N_("The summary is not written in the second language."))
        for point in record.points:
            if not point.text_second.strip() and not point.internal:
                yield _of(point, N_("“{text}” is not written in the second language."))


def _lines(record: RecordDetail) -> Iterator[Problem]:
    for point in record.points:
        for what in point.missing:
            yield _of(point, _WORDS[what])
        if point.is_quote and not point.source_id:
            if point.quote_consent is QuoteConsent.REFUSED:
                yield _of(point, N_("“{text}” is a quotation that the speaker refused. Write it in other words."))
            elif point.quote_consent is not QuoteConsent.GIVEN:
                yield _of(point, N_("“{text}” is a quotation: ask the speaker, or name its public source."))
            elif not (point.speaker_id or point.speaker_org_id or point.side):
                yield _of(point, N_("“{text}” is a quotation and nobody is named who said it."))
        if point.departmental_view and not (point.speaker_id or point.speaker_org_id):
            yield _of(point, N_("“{text}” is a departmental view: say whose."))
        if point.kind in (PointKind.RESERVATION, PointKind.DISSENT) and not (
            point.side or point.speaker_id or point.speaker_org_id
        ):
            yield _of(point, N_("“{text}” does not say which side."))


def _reviews(record: RecordDetail) -> Iterator[Problem]:
    for review in record.reviews:
        if review.state is ReviewState.CHANGES_REQUESTED:
            yield Problem(f"review:{review.id}", N_("{who} asks for changes."), {"who": review.reviewer})


def _of(point: PointRow, message: str, **params: object) -> Problem:
    return Problem(f"point:{point.id}", message, {"text": point.ref or point.text[:_SHOWN], **params})


def open_questions(record: RecordDetail, meeting: MeetingDetail) -> list[Problem]:
    """What does not stand in the way of an approval, but a colleague would ask."""
    found = [
        Problem(f"review:{review.id}", N_("{who} has not answered yet."), {"who": review.reviewer})
        for review in record.reviews
        if review.state is ReviewState.ASKED
    ]
    if not meeting.languages:
        found.append(Problem("languages", N_("The language of the meeting is not recorded.")))
    found += advice(meeting, record)
    there = [name for row in meeting.participants for name in row.person.names]
    if record.recorder and not is_named(record.recorder, there):
        words = N_("Recorded by “{name}”: is that the name to print? Nobody of this name is listed.")
        found.append(Problem("recorder", words, {"name": record.recorder}))
    return found


def advice(meeting: MeetingDetail, record: RecordDetail) -> list[Problem]:
    """What the record's head leaves open (2.1; 4.6, 16, 20 and 21)."""
    found: list[Problem] = []
    if meeting.rule is MeetingRule.CHATHAM_HOUSE and record.attribution is not Attribution.NONE:
        found.append(Problem("attribution", N_("Under the Chatham House Rule nobody may be named.")))
    interpreted = meeting.language_mode is not LanguageMode.ONE_LANGUAGE
    if interpreted and all(row.role is not ParticipantRole.INTERPRETER for row in meeting.participants):
        found.append(Problem("interpreter", N_("The interpreter is not recorded.")))
    if record.confirmation is Confirmation.NOT_SOUGHT:
        found.append(Problem("confirmation", N_("The counterpart was not asked to confirm.")))
    if not record.recorder:
        found.append(Problem("recorder", N_("Nobody is named as recorder.")))
    return found


# -- who could be recognised

_PLACES = re.compile(r"[\s,.;:()\[\]/、。・（）]+")
_COMMON = frozenset(
    {
        "the", "of", "and", "for", "in", "to", "limited", "ltd", "inc", "co", "company", "corporation", "group", "bank",
        "india", "japan", "ministry", "department", "embassy", "private", "pvt", "llp", "plc", "kk", "director",
        "manager", "officer", "secretary", "head", "chair", "member",
    }
)  # fmt: skip
"""Words of names and titles that tell nobody from another."""
_KIND_WORDS: dict[OrgKind, tuple[str, ...]] = {
    OrgKind.BANK: ("bank", "lender", "銀行", "बैंक"),
    OrgKind.UNIVERSITY: ("university", "professor", "大学", "विश्वविद्यालय"),
    OrgKind.REGULATOR: ("regulator", "規制当局", "नियामक"),
    OrgKind.INVESTOR: ("investor", "fund", "投資家", "निवेशक"),
    OrgKind.ASSOCIATION: ("association", "chamber", "協会", "संघ"),
    OrgKind.RESEARCH_INSTITUTE: ("institute", "laboratory", "研究所", "संस्थान"),
    OrgKind.STATE_GOVERNMENT: ("state government", "州政府", "राज्य सरकार"),
    OrgKind.MINISTRY: ("ministry", "minister", "省", "मंत्रालय"),
    OrgKind.MEDIA: ("journalist", "newspaper", "記者", "पत्रकार"),
}
_ONLY = re.compile(
    r"\bthe (?:only|sole|single|one)\b|\bthe (?:largest|biggest|oldest|first)\b|唯一|最大手|एकमात्र|इकलौत", re.IGNORECASE
)


def indirect_identification(record: RecordDetail, meeting: MeetingDetail, room: Iterable[Trait] = ()) -> list[Problem]:
    """Lines that tell who spoke although nobody is named; only for a meeting under the Chatham House Rule.

    `room` are the organisations taking part: a kind, a sector or a country that only one of them has points at it, as a
    role does that only one participant has. The lines are read in both languages of the record.
    """
    if meeting.rule is not MeetingRule.CHATHAM_HOUSE:
        return []
    names = list(_named(meeting.participants))
    unique = [*_unique(room), *_unique_roles(meeting.participants)]
    found: list[Problem] = []
    for point in record.points:
        said = f"{point.text}\n{point.text_second}"
        spoken = fold(said)
        words = f" {_folded(said)} "
        telling = next((one for one in names if _stands_in(one.folded, words, spoken)), None)
        if telling:
            found.append(_of(point, telling.message, name=telling.name))
        only = next((word for word in unique if _stands_in(word, words, spoken)), None)
        if only:
            found.append(_of(point, N_("“{text}” may tell who it was: only one in the room is “{word}”."), word=only))
        if _ONLY.search(said):
            found.append(_of(point, N_("“{text}” may tell who it was: it speaks of the only one of its kind.")))
        if point.is_quote:
            found.append(_of(point, N_("“{text}” quotes: the words may tell who said them.")))
    return found


def _stands_in(name: str, words: str, spoken: str) -> bool:
    """Whether a folded name stands in a text: as words of their own, or as letters where the script has no blanks."""
    return f" {name} " in words or (not name.isascii() and name in spoken)


_PERSON = N_("“{text}” names a participant: {name}.")
_BODY = N_("“{text}” names an organisation in the room: {name}.")
_TITLE = N_("“{text}” gives a participant's title: {name}.")


@dataclass(frozen=True, slots=True)
class _Telling:
    """Words that name somebody in the room: what the line does with them, as they are compared, as they are written."""

    message: str
    folded: str
    name: str


def _named(participants: Iterable[ParticipantRow]) -> Iterator[_Telling]:
    """Every name, organisation and title in the room that tells one from another."""
    titles = Counter(_folded(title) for row in participants for title in set(row.person.title.values()))
    for row in participants:
        for name in row.person.names:
            for spelling in dict.fromkeys((name.full, name.family)):
                folded = _folded(spelling)
                if len(folded) > 2 or (folded and not folded.isascii()):
                    yield _Telling(_PERSON, folded, spelling)
        for body in dict.fromkeys(row.person.organisation.values()):
            if _folded(body) and _folded(body) not in _COMMON:
                yield _Telling(_BODY, _folded(body), body)
        for title in dict.fromkeys(row.person.title.values()):
            folded = _folded(title)
            if folded and folded not in _COMMON and titles[folded] == 1:
                yield _Telling(_TITLE, folded, title)


def _folded(words: str) -> str:
    return " ".join(part for part in _PLACES.split(fold(words)) if part)


def _unique(room: Iterable[Trait]) -> Iterator[str]:
    """Words for a kind, a sector or a country that exactly one organisation in the room has."""
    rows = list(room)
    for kind, count in Counter(row.kind for row in rows).items():
        if count == 1:
            yield from (fold(word) for word in (*_KIND_WORDS.get(kind, ()), label(kind)))
    for country, count in Counter(row.country for row in rows).items():
        if count == 1 and country_name(country):
            yield _folded(country_name(country))
    for sector, count in Counter(_folded(sector) for row in rows for sector in set(row.sectors)).items():
        if count == 1 and sector:
            yield sector
            if sector.endswith("ing"):
                yield f"{sector.removesuffix('ing')}er"


def _unique_roles(participants: Iterable[ParticipantRow]) -> Iterator[str]:
    """Words for a role that exactly one participant has; being a member or a head tells nobody from another."""
    for role, count in Counter(row.role for row in participants).items():
        if count == 1 and role not in (ParticipantRole.MEMBER, ParticipantRole.HEAD):
            yield _folded(label(role))
