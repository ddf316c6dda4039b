"""The sample story: an embassy's conference of July 2025, built through the services into an empty store.

It is the first thing a new user sees and the standard world of the tests. The data stand in `resources/samples/story`
(see its README for what is real and what is invented); here is only the order in which they become records. Everything
is one unit of work: a store holds the whole story or nothing of it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from app.core.enums import (
    Answer,
    Assessed,
    DelegationStatus,
    MemberCategory,
    NdaPolicy,
    OrgKind,
    OrgNameKind,
    PhonePolicy,
    PhotoPolicy,
    VisitStatus,
)
from app.core.errors import Refused
from app.core.i18n import N_
from app.db.unit_of_work import Store
from app.queries.mission import MissionQueries
from app.services import story_people
from app.services.delegations import DelegationDraft, DelegationService, MemberDraft
from app.services.events import EventDraft, EventService
from app.services.joined import JoinedStore
from app.services.mission import MissionDraft, MissionService
from app.services.organisations import OrganisationDraft, OrganisationService, OrgNameDraft
from app.services.people import PeopleService
from app.services.places import PlaceService, RoomDraft, VenueDraft
from app.services.stakeholders import AssessmentDraft, StakeholderService
from app.services.story import PRESENT, Cast, Data, instant, read, texts
from app.services.story_meetings import MeetingTeller
from app.services.topics import ClaimDraft, ClaimService, SourceDraft, SourceService, TopicDraft, TopicService
from app.services.visits import VisitDraft, VisitService

BEGUN = datetime(2025, 6, 17, 5, 0, tzinfo=UTC)
"""When the desk in the story begins to prepare: the day the delegation was announced."""

NOT_EMPTY = N_(
    "This store is already in use. The sample story needs an empty one, so that nothing of yours is mixed with it."
)

_SCRIPTS = {"en": "Latn", "ja": "Jpan", "hi": "Deva"}


class HasMission(Protocol):
    """What the story needs of the program's services: any of them, to find the store they write to."""

    @property
    def mission(self) -> MissionService: ...


class ReadsMission(Protocol):
    """What the story needs of the program's queries: whether the store has a mission already."""

    @property
    def mission(self) -> MissionQueries: ...


def build(services: HasMission, queries: ReadsMission) -> None:
    """Tell the whole story into the store behind `services`. Raises Refused unless the store is empty."""
    if queries.mission.current() is not None:
        raise Refused(NOT_EMPTY)
    store = services.mission.store
    with store.write(by="sample") as work:
        joined = JoinedStore(store, work)
        joined.at(BEGUN)
        _tell(joined)


def _tell(store: JoinedStore) -> None:
    cast = Cast()
    _mission(store)
    _sources_and_topics(store, cast)
    _organisations(store, cast)
    _people(store, cast)
    _places(store, cast)
    people, meetings = read("people"), read("meetings")
    _delegation(store, cast, people["delegation"])
    _event(store, cast, meetings["event"])
    teller = MeetingTeller(store, cast)
    for entry in meetings["meeting"]:
        teller.schedule(entry)
    records = read("records")
    _visit(store, cast, records["visit"])
    teller.hold(meetings["meeting"])
    store.at(instant(date(2025, 7, 3), "20:00"))
    VisitService(store).move(cast.visits[records["visit"]["code"]], VisitStatus.DONE)
    teller.promise_and_record(read("followups")["followup"], records["record"], next(iter(cast.visits.values())))
    store.at(PRESENT)
    teller.follow(meetings["meeting"])
    _assessments(store, cast)
    _claims(store, cast)


def _mission(store: Store) -> None:
    data = dict(read("mission"))
    MissionService(store).set_up(MissionDraft(**data, is_sample=True))


def _sources_and_topics(store: Store, cast: Cast) -> None:
    sources, topics = SourceService(store), TopicService(store)
    for entry in read("sources")["source"]:
        cast.sources[entry["code"]] = sources.create(SourceDraft(**entry)).id
    for entry in read("topics")["topic"]:
        draft = TopicDraft(texts(entry), entry["code"], description=entry.get("description", ""))
        cast.topics[entry["code"]] = topics.create(draft).id


def _organisations(store: Store, cast: Cast) -> None:
    service = OrganisationService(store)
    data = read("organisations")
    later: dict[str, str] = {}
    for entry in data["organisation"]:
        parent = entry.get("parent", "")
        if parent and parent not in cast.organisations:
            later[entry["code"]] = parent
        draft = OrganisationDraft(
            names=tuple(_organisation_name(*name) for name in entry["names"]),
            kind=OrgKind(entry["kind"]),
            side=entry["side"],
            country=entry.get("country", ""),
            parent_id=cast.organisations.get(parent),
            is_group=entry.get("group", False),
            sectors=tuple(entry.get("sectors", ())),
            notes=entry.get("notes", ""),
            code=entry["code"],
            source_codes=tuple(entry.get("sources", ())),
        )
        cast.organisations[entry["code"]] = service.create(draft).id
    for code, parent in later.items():
        id = cast.organisations[code]
        service.update(id, replace(service.draft(id), parent_id=cast.organisations[parent]))
    series = data["series"]
    for no in range(1, series["count"] + 1):
        code, side = f"O{series['first'] + no - 1}", "IN" if no % 2 else "JP"
        names = tuple(
            OrgNameDraft(
                series[lang].format(no=no), lang, script, OrgNameKind.LEGAL if lang == "en" else OrgNameKind.NATIVE
            )
            for lang, script in _SCRIPTS.items()
        )
        draft = OrganisationDraft(names, side=side, country=side, is_fictional=True, notes=series["notes"], code=code)
        cast.organisations[code] = service.create(draft).id


def _organisation_name(lang: str, kind: str, text: str, preferred: str = "") -> OrgNameDraft:
    return OrgNameDraft(text, lang, _SCRIPTS[lang], OrgNameKind(kind), (preferred,) if preferred else ())


def _people(store: Store, cast: Cast) -> None:
    service = PeopleService(store)
    people = story_people.read(read("people"), cast.organisations)
    for draft in people.drafts:
        cast.people[draft.code] = service.create(draft).id
    cast.series = people.series


def _places(store: Store, cast: Cast) -> None:
    service = PlaceService(store)
    for entry in read("places")["venue"]:
        draft = VenueDraft(
            name=entry["name"],
            address=entry["address"],
            organisation_id=cast.organisations[entry["organisation"]],
            gate_notes=entry["gate_notes"],
            rooms=tuple(RoomDraft(room["name"], room["layout"], room["capacity"]) for room in entry["rooms"]),
        )
        made = service.draft(service.create(draft).id)
        for room, stored in zip(entry["rooms"], made.rooms, strict=True):
            assert stored.id is not None
            cast.rooms[room["key"]] = stored.id


def _delegation(store: Store, cast: Cast, entry: Data) -> None:
    members = tuple(
        MemberDraft(cast.people[code], MemberCategory(part["category"]), part=part["name"])
        for part in entry["part"]
        for code in story_people.members(part, cast.series)
    )
    head = replace(members[0], category=MemberCategory.PRINCIPAL, is_head=True)
    draft = DelegationDraft(
        name=entry["name"],
        code=entry["code"],
        side=entry["side"],
        organisation_id=cast.organisations[entry["organisation"]],
        status=DelegationStatus.REVISED,
        list_version=entry["list_version"],
        announced_size=entry["announced_size"],
        arrives_on=entry["arrives_on"],
        leaves_on=entry["leaves_on"],
        purpose=entry["purpose"],
        notes=entry["notes"],
        members=(head, *members[1:]),
    )
    cast.delegations[entry["code"]] = DelegationService(store).create(draft).id


def _event(store: Store, cast: Cast, entry: Data) -> None:
    draft = EventDraft(
        title=entry["title"],
        code=entry["code"],
        starts_on=entry["starts_on"],
        ends_on=entry["ends_on"],
        organisation_id=cast.organisations[entry["organisation"]],
        description=entry["description"],
    )
    cast.events[entry["code"]] = EventService(store).create(draft).id


def _visit(store: JoinedStore, cast: Cast, entry: Data) -> None:
    service = VisitService(store)
    draft = VisitDraft(
        title=entry["title"],
        host_organisation_id=cast.organisations[entry["host"]],
        site=entry["site"],
        gate=entry["gate"],
        contact_person_id=cast.people[entry["contact"]],
        visit_on=entry["visit_on"],
        arrives_at=instant(entry["visit_on"], entry["arrives"]),
        leaves_at=instant(entry["visit_on"], entry["leaves"]),
        delegation_id=cast.delegations[entry["delegation"]],
        meeting_id=cast.meetings[entry["meeting"]],
        ppe=Answer(entry["ppe"]),
        ppe_items=tuple(entry["ppe_items"]),
        photos=PhotoPolicy(entry["photos"]),
        phones=PhonePolicy(entry["phones"]),
        nda=NdaPolicy(entry["nda"]),
        group_size=entry["group_size"],
        notes=entry["notes"],
        code=entry["code"],
    )
    id = service.create(draft).id
    store.at(BEGUN + timedelta(days=13))
    service.move(id, VisitStatus.CONFIRMED)
    cast.visits[entry["code"]] = id


def _assessments(store: Store, cast: Cast) -> None:
    """Invented bodies and people alone: nobody real is judged."""
    service = StakeholderService(store)
    for entry in read("assessments")["assessment"]:
        kind = "person" if "person" in entry else "organisation"
        subject = (cast.people if kind == "person" else cast.organisations)[entry[kind]]
        draft = AssessmentDraft(
            kind, subject, Assessed(entry["about"]), entry["value"], entry["evidence"], entry["on"], entry["by"]
        )
        service.add(draft)


def _claims(store: Store, cast: Cast) -> None:
    service = ClaimService(store)
    subjects = {
        "event": cast.events,
        "visit": cast.visits,
        "meeting": cast.meetings,
        "delegation": cast.delegations,
        "organisation": cast.organisations,
        "person": cast.people,
    }
    for entry in read("claims")["claim"]:
        kind = next(kind for kind, codes in subjects.items() if entry["of"] in codes)
        draft = ClaimDraft(
            subject_kind=kind,
            subject_id=subjects[kind][entry["of"]],
            about=entry["about"],
            value=entry["value"],
            source_id=cast.sources[entry["source"]],
            note=entry.get("note", ""),
        )
        service.create(draft, chosen=entry.get("chosen", False))
