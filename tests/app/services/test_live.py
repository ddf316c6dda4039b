"""What a line typed during a meeting means: names, sides, due words and topics, and the line back again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.core.enums import DuePrecision, LanguageMode, MeetingRule, NameOrder, PointKind, Script
from app.core.errors import Conflict
from app.core.text import clean
from app.db.unit_of_work import Store
from app.queries.meetings import MeetingQueries
from app.queries.minutes import MinutesQueries
from app.services.attendance import ParticipantDraft
from app.services.documents import UnsavedTextService
from app.services.live import LiveService, advice
from app.services.live_letters import join_line, split_line
from app.services.meetings import AgendaDraft, MeetingDraft, MeetingService
from app.services.minutes import MinutesService, PointDraft
from app.services.mission import MissionDraft, MissionService
from app.services.organisations import OrganisationDraft, OrganisationService, OrgNameDraft
from app.services.people import PeopleService, PersonDraft, PersonNameDraft, PositionDraft
from app.services.topics import TopicDraft, TopicService

WEDNESDAY = datetime(2025, 7, 2, 12, 15, tzinfo=UTC)


@dataclass
class World:
    store: Store
    live: LiveService
    minutes: MinutesService
    meeting: str
    record: str
    item: str
    sato: str
    yamada: str
    rao: str
    jbic: str
    tata: str
    topic: str

    def draft(self, line: str) -> PointDraft:
        return self.live.read(self.meeting, line).draft


def person(store: Store, family: str, given_name: str, side: str, organisation: str | None, *native: str) -> str:
    names = [PersonNameDraft(family=family, given=given_name, order=NameOrder.FAMILY_FIRST, lang="en")]
    names += [PersonNameDraft(full=text, script=Script.JAPANESE, lang="ja") for text in native]
    posts = (PositionDraft(organisation, {"en": "Director"}),) if organisation else ()
    return PeopleService(store).create(PersonDraft(names=tuple(names), positions=posts, side=side)).id


def organisation(store: Store, side: str, *names: str) -> str:
    return OrganisationService(store).create(OrganisationDraft(names=tuple(map(OrgNameDraft, names)), side=side)).id


@pytest.fixture
def world(store: Store) -> World:
    MissionService(store).set_up(
        MissionDraft(
            name={"en": "Embassy"}, sending_state="JP", receiving_state="IN", city={"en": "New Delhi"},
            time_zone="Asia/Kolkata", home_time_zone="Asia/Tokyo",
        )
    )  # fmt: skip
    jbic = organisation(store, "JP", "Japan Bank for International Cooperation", "JBIC")
    tata = organisation(store, "IN", "Tata Capital")
    sato = person(store, "Sato", "Emi", "JP", jbic, "佐藤恵美")
    yamada = person(store, "Yamada", "Haruo", "JP", None, "山田春男")
    rao = PeopleService(store).create(PersonDraft(names=(PersonNameDraft(full="S. K. Rao"),), side="IN")).id
    person(store, "Yamada", "Jiro", "JP", None)  # a namesake who is not at the table
    topic = TopicService(store).create(TopicDraft(name={"en": "Finance", "ja": "金融"}, code="FIN")).id
    meetings = MeetingService(store)
    meeting = meetings.create(
        MeetingDraft(
            title="Cells and finance", starts_at=WEDNESDAY, ends_at=WEDNESDAY.replace(hour=13), time_zone="Asia/Kolkata"
        ),
        (ParticipantDraft(sato), ParticipantDraft(yamada), ParticipantDraft(organisation_id=tata)),
        agenda=(AgendaDraft("Finance", minutes=20),),
    ).id
    minutes = MinutesService(store)
    record = minutes.open(meeting).id
    item = MeetingQueries(store).get(meeting).agenda[0].id
    live = LiveService(store, minutes, UnsavedTextService(store))
    return World(store, live, minutes, meeting, record, item, sato, yamada, rao, jbic, tata, topic)


def test_plain_text_is_a_statement_and_letters_choose_the_kind(world: World) -> None:
    assert world.draft("The two sides met.") == PointDraft(text="The two sides met.")
    assert world.draft("d to exchange lists").kind is PointKind.DECISION
    assert world.draft("決定 双方は資料を交換する").kind is PointKind.DECISION
    assert world.draft(r"\a list was given") == PointDraft(text="a list was given")


def test_owner_side_and_due_of_a_promise(world: World) -> None:
    draft = world.draft("c @jbic will send an overview of financing tools >fri #finance")
    assert (draft.kind, draft.text) == (PointKind.COMMITMENT, "will send an overview of financing tools")
    assert draft.owner_organisation_id == world.jbic
    assert draft.owner_person_id is None
    assert draft.side == "JP"  # nobody typed it: the owner's
    assert draft.due_on == date(2025, 7, 4)  # the Friday after the meeting's Wednesday
    assert draft.topic_ids == (world.topic,)


@pytest.mark.parametrize("typed", ["sato", "Emi", "佐藤恵美", '"Sato Emi"'])
def test_a_person_is_found_by_any_part_in_any_script(world: World, typed: str) -> None:
    assert world.draft(f"a @{typed} to write").owner_person_id == world.sato


def test_a_whole_name_needs_no_quotation_marks(world: World) -> None:
    PeopleService(world.store).create(PersonDraft(names=(PersonNameDraft(full="Sato Ken"),), side="JP"))
    for typed in (
        "a @Sato Emi to write >fri",
        "a @sato emi, to write",
        "a @S. K. Rao to write",
        "a @Tata Capital: to write",
    ):
        read = world.live.read(world.meeting, typed)
        assert read.names[0].found is not None, typed
        assert read.draft.text == "to write", typed
    assert world.draft("a @Sato Emi to write").owner_person_id == world.sato
    assert world.draft("a @S. K. Rao to write").owner_person_id == world.rao
    assert world.draft("a @tata wrote").text == "wrote"  # no more than the name is taken
    assert world.draft("q ask @Sato Emi to write").text == "ask Sato Emi to write"


def test_who_sits_at_the_table_is_meant_before_a_namesake_elsewhere(world: World) -> None:
    assert world.draft("a @yamada to write").owner_person_id == world.yamada


def test_people_and_bodies_outside_the_meeting_are_found(world: World) -> None:
    assert world.draft("q @rao to send the list").owner_person_id == world.rao


def test_a_name_that_may_mean_several_or_nobody_stays_in_words(world: World) -> None:
    person(world.store, "Ito", "Ken", "JP", None)
    person(world.store, "Ito", "Mai", "JP", None)
    read = world.live.read(world.meeting, "a @ito to write")
    assert (read.names[0].found, read.names[0].count) == (None, 2)
    assert read.draft.owner_text == "ito"
    nobody = world.live.read(world.meeting, "a @zzyzx to write")
    assert nobody.names[0].count == 0
    assert nobody.draft.owner_text == "zzyzx"
    assert "zzyzx" in world.draft("@zzyzx spoke of plans").text
    assert "YAMADA Haruo" in world.draft("a @sato @yamada to write").text


def test_a_side_that_is_typed_wins(world: World) -> None:
    assert world.draft("a them: @sato to write").side == "IN"
    assert world.draft("r us: on publication").side == "JP"
    assert world.draft("@tata described its plans").side == "IN"
    assert world.draft("@tata described its plans").speaker_org_id == world.tata


def test_due_words_that_are_no_day(world: World) -> None:
    assert world.draft("a @sato to write >asap").due_precision is DuePrecision.ASAP
    before = world.draft("a @sato to write >before the visit")
    assert (before.due_precision, before.due_text) == (DuePrecision.BEFORE_EVENT, "before the visit")
    unread = world.live.read(world.meeting, "a @sato to write >when pigs fly")
    assert unread.due is not None
    assert unread.due.problem
    assert (unread.draft.due_on, unread.draft.due_text) == (None, "when pigs fly")
    assert world.draft("The chair spoke >fri").text == "The chair spoke >fri"


def test_an_unknown_topic_stays_in_the_text(world: World) -> None:
    read = world.live.read(world.meeting, "n the report #battery #finance")
    assert read.topics == (("battery", False), ("finance", True))
    assert read.draft.text == "the report #battery"


LINES = [
    "The two sides met.",
    "c @jbic will send an overview >fri #finance",
    "a them: @sato to write >31 July 2025",
    "a @zzyzx to write >before the visit",
    "r us: on publication",
    r"\a list was given",
    "@sato said <b>no</b> & left \\@home",
    "q @rao to send it >asap",
    "d two lines\nof text",
    "a >none",
    "a send it >when pigs fly",
    "n about #battery",
    'a @"Yamada Jiro" to write',
]


@pytest.mark.parametrize("line", LINES)
def test_a_point_gives_back_a_line_that_makes_it(world: World, line: str) -> None:
    id = world.live.add(
        world.record, world.meeting, line if line != "a >none" else "a x >none", world.item, None, "f"
    ).id
    text, base = world.live.for_editing(world.meeting, id)
    assert world.live.read(world.meeting, text, base).draft == base
    world.live.change(id, world.meeting, text, base, "f")
    assert world.minutes.point(id) == base


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(list(PointKind)), text=st.text(min_size=1, max_size=60))
def test_any_text_survives_an_edit_that_changes_nothing(world: World, kind: PointKind, text: str) -> None:
    assume(clean(text).strip())
    id = world.minutes.add_point(world.record, PointDraft(text, kind, world.item)).id
    line, base = world.live.for_editing(world.meeting, id)
    assert world.live.read(world.meeting, line, base).draft == base
    letter, rest, plain = split_line(line)
    assert world.live.read(world.meeting, join_line(letter, rest, plain=plain), base).draft == base


def test_an_edit_of_the_words_keeps_a_namesake_owner(world: World) -> None:
    id = world.minutes.add_point(world.record, PointDraft("to write", PointKind.ACTION, world.item, "JP")).id
    jiro = person(world.store, "Ito", "Ken", "JP", None)
    person(world.store, "Ito", "Ken", "JP", None)
    world.live.alter(id, owner_person_id=jiro)
    line, base = world.live.for_editing(world.meeting, id)
    world.live.change(id, world.meeting, line.replace("to write", "to call"), base, "f")
    assert world.minutes.point(id).owner_person_id == jiro
    assert world.minutes.point(id).text == "to call"


def test_two_edits_of_one_line_are_a_conflict(world: World) -> None:
    id = world.live.add(world.record, world.meeting, "d first words", world.item, None, "f").id
    _, base = world.live.for_editing(world.meeting, id)
    world.minutes.update_point(id, replace(base, text="theirs"), base)
    with pytest.raises(Conflict):
        world.live.change(id, world.meeting, "d mine", base, "f")


def test_turning_a_statement_into_a_promise_and_back(world: World) -> None:
    id = world.live.add(world.record, world.meeting, "@sato will look into it", world.item, None, "f").id
    world.live.turn(id, PointKind.ACTION)
    assert world.minutes.point(id).owner_person_id == world.sato
    assert MinutesQueries(world.store).get(world.record).points[0].ref == "A1"
    world.live.turn(id, PointKind.STATEMENT)
    assert world.minutes.point(id).speaker_id == world.sato


def test_adding_forgets_the_kept_text(world: World) -> None:
    unsaved = UnsavedTextService(world.store)
    unsaved.keep("record", world.meeting, "line:", "d half")
    world.live.add(world.record, world.meeting, "d half and whole", world.item, None, "line:")
    assert unsaved.all("record", world.meeting) == []


def test_suggestions(world: World) -> None:
    offered = world.live.suggest(world.meeting, "@", "")
    assert [one.title for one in offered[:2]] == ["SATO Emi", "YAMADA Haruo"]
    assert "Tata Capital" in [one.title for one in offered]
    namesakes = world.live.suggest(world.meeting, "@", "yam")
    assert [one.title for one in namesakes] == ["YAMADA Haruo", "YAMADA Jiro"]
    assert world.draft(f"a {namesakes[1].insert} to write").owner_person_id not in (None, world.yamada)
    assert world.live.suggest(world.meeting, "#", "fin")[0].id == world.topic
    assert world.live.suggest(world.meeting, "#", "金")[0].id == world.topic
    assert world.live.suggest(world.meeting, ">", "fri")[0].title == "Fri 4 July"
    assert world.live.suggest(world.meeting, ">", "xyz") == []
    for due in world.live.suggest(world.meeting, ">", ""):
        assert world.draft(f"a x {due.insert}").due_on is not None


def test_sides_ours_first(world: World) -> None:
    assert world.live.sides(world.meeting) == ("JP", "IN")


def test_advice_before_approval(world: World) -> None:
    meeting, record = MeetingQueries(world.store).get(world.meeting), MinutesQueries(world.store).get(world.record)
    assert [problem.field for problem in advice(meeting, record)] == ["confirmation"]
    closed = replace(meeting, rule=MeetingRule.CHATHAM_HOUSE, language_mode=LanguageMode.CONSECUTIVE)
    assert [problem.field for problem in advice(closed, record)] == ["attribution", "interpreter", "confirmation"]


def test_each_desk_keeps_its_own_text(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people who type in one item: neither reads, overwrites nor forgets what the other has not saved."""
    mine, theirs = UnsavedTextService(world.store, "aaaa"), UnsavedTextService(world.store, "bbbb")
    field = f"line:{world.item}"
    mine.keep("record", world.meeting, field, "d my half")
    theirs.keep("record", world.meeting, field, "a their half")
    assert [(one.field, one.text) for one in mine.all("record", world.meeting)] == [(field, "d my half")]
    theirs.forget("record", world.meeting, field)
    assert theirs.all("record", world.meeting) == []
    assert [one.text for one in mine.all()] == ["d my half"]
    later = world.store.clock.now() + timedelta(days=2)
    monkeypatch.setattr(type(world.store.clock), "now", lambda _self: later)
    assert [one.text for one in theirs.all()] == ["d my half"]  # nobody came back to it
    theirs.keep("record", world.meeting, field, "")
    assert mine.all() == []
