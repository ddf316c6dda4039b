"""What a draft still lacks leads to its line; and what tells who spoke although nobody is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.core.enums import LanguageMode, MeetingRule, OrgKind, ParticipantRole, PointKind
from app.db.unit_of_work import Store
from app.queries.meetings import MeetingQueries
from app.queries.minutes import MinutesQueries
from app.queries.missing import before_approval, indirect_identification, open_questions
from app.services.attendance import ParticipantDraft
from app.services.meetings import MeetingService
from app.services.minutes import MinutesService, PointDraft
from app.services.organisations import OrganisationDraft, OrganisationService, OrgNameDraft
from app.services.people import PeopleService, PersonDraft, PersonNameDraft, PositionDraft
from tests.app.services.test_meetings import DRAFT


class Table:
    """A meeting under the Chatham House Rule: two companies, one of them the only bank, and its record."""

    def __init__(self, store: Store) -> None:
        self.store, self.minutes = store, MinutesService(store)
        bodies = [
            OrganisationService(store).create(OrganisationDraft((OrgNameDraft(name),), kind=kind, sectors=sectors)).id
            for name, kind, sectors in (
                ("Himalaya Lending", OrgKind.BANK, ("finance",)),
                ("Attero", OrgKind.COMPANY, ("recycling", "batteries")),
                ("Lohum Cleantech", OrgKind.COMPANY, ("batteries",)),
            )
        ]
        names = (("Vidya Sharma", "Chief Risk Officer"), ("S. K. Rao", "Director"), ("佐藤恵美", "Director"))
        drafts = []
        for body, (name, title) in zip(bodies, names, strict=True):
            person = PersonDraft((PersonNameDraft(name),), (PositionDraft(body, {"en": title}),), side="IN")
            drafts.append(ParticipantDraft(PeopleService(store).create(person).id))
        drafts[2] = replace(drafts[2], role=ParticipantRole.CHAIR)
        self.meeting = MeetingService(store).create(replace(DRAFT, rule=MeetingRule.CHATHAM_HOUSE), drafts).id
        self.record = self.minutes.open(self.meeting).id

    def telling(self, text: str, **more: object) -> list[str]:
        id = self.minutes.add_point(self.record, PointDraft(text, **more)).id  # type: ignore[arg-type]
        queries = MinutesQueries(self.store)
        found = indirect_identification(
            queries.get(self.record), MeetingQueries(self.store).get(self.meeting), queries.traits(self.meeting)
        )
        return [str(problem) for problem in found if problem.field == f"point:{id}"]


@pytest.fixture
def table(store: Store) -> Table:
    return Table(store)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Vidya Sharma would wait.", "Vidya Sharma"),
        ("佐藤恵美氏は慎重だった。", "佐藤恵美"),
        ("Lohum Cleantech offered samples.", "Lohum Cleantech"),
        ("The Chief Risk Officer asked for more.", "Chief Risk Officer"),
        ("The bank asked for guarantees.", "bank"),
        ("A recycler asked for black mass.", "recycler"),
        ("The chair summed up.", "chair"),
        ("The only refiner present disagreed.", "only one of its kind"),
        ("唯一の企業が反対した。", "only one of its kind"),
    ],
)
def test_what_tells_who_spoke_is_said_with_its_line(table: Table, text: str, word: str) -> None:
    found = table.telling(text)
    assert found
    assert any(word in sentence.replace("“", "") for sentence in found)


@pytest.mark.parametrize(
    "text", ["Participants compared offtake agreements.", "A director asked for time.", "Batteries were discussed."]
)
def test_what_several_could_have_said_is_not_held_up(table: Table, text: str) -> None:
    assert table.telling(text) == []


def test_a_quotation_tells_by_its_words(table: Table) -> None:
    assert table.telling("“We never lend without security.”", is_quote=True)


def test_only_the_rule_asks_for_it(table: Table) -> None:
    table.telling("Vidya Sharma spoke.")
    record, meeting = MinutesQueries(table.store).get(table.record), MeetingQueries(table.store).get(table.meeting)
    assert indirect_identification(record, replace(meeting, rule=MeetingRule.NONE)) == []


def test_every_gap_leads_to_its_line_or_field(table: Table) -> None:
    bare = table.minutes.add_point(table.record, PointDraft("Arrange talks", PointKind.COMMITMENT)).id
    record, meeting = MinutesQueries(table.store).get(table.record), MeetingQueries(table.store).get(table.meeting)
    found = [problem.field for problem in before_approval(record, replace(meeting, room_id=None, place={}))]
    assert found == ["status", "place", "marking", *[f"point:{bare}"] * 3]
    interpreted = replace(meeting, language_mode=LanguageMode.CONSECUTIVE, languages=("en",))
    assert "languages" in [problem.field for problem in before_approval(record, interpreted)]
    assert "interpreter" in [problem.field for problem in open_questions(record, interpreted)]
    assert "languages" in [problem.field for problem in open_questions(record, meeting)]


def test_a_record_nobody_wrote_in_has_no_outcome(table: Table) -> None:
    record, meeting = MinutesQueries(table.store).get(table.record), MeetingQueries(table.store).get(table.meeting)
    assert "points" in [problem.field for problem in before_approval(record, meeting)]


def test_a_recorder_whom_nobody_knows_is_asked_about(table: Table) -> None:
    """Whoever opens a record is its recorder; the login of the computer is no name for paper."""
    queries, meetings = MinutesQueries(table.store), MeetingQueries(table.store)

    def asked() -> list[str]:
        found = open_questions(queries.get(table.record), meetings.get(table.meeting))
        return [str(one) for one in found if one.field == "recorder"]

    assert asked() == ["Recorded by “tester”: is that the name to print? Nobody of this name is listed."]
    for name in ("S. K. Rao", "佐藤恵美", "s. k. rao, Director", "佐藤恵美（記録）"):
        table.minutes.set_head(table.record, replace(table.minutes.head(table.record), recorder=name))
        assert asked() == [], name
    table.minutes.set_head(table.record, replace(table.minutes.head(table.record), recorder=""))
    assert asked() == ["Nobody is named as recorder."]
