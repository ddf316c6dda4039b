"""Everything that happened with somebody, newest first, and what each side promised the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from app.container import Container, build
from app.core.clock import FixedClock
from app.core.enums import Assessed, OrgKind
from app.core.settings import Settings
from app.queries.timeline import KINDS, PAGE, TimelineEntry, TimelineFilter, TimelineQueries
from app.services import demo
from app.services.organisations import OrganisationDraft, OrgNameDraft
from app.services.stakeholders import AssessmentDraft
from app.services.topics import ClaimDraft
from tests.app.conftest import STORY_NOW


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    folder = tmp_path_factory.mktemp("story")
    desk = build(folder / "chancery.db", settings=Settings(folder / "s.json"), clock=FixedClock(STORY_NOW))
    demo.build(desk.services, desk.queries)
    yield desk
    desk.close()


@pytest.fixture
def timeline(story: Container) -> TimelineQueries:
    return TimelineQueries(story.store, story.queries.followups)


def ask(story: Container, sql: str, **params: Any) -> list[Any]:
    with story.store.read() as session:
        return list(session.execute(text(sql), params).scalars())


def everything(timeline: TimelineQueries, kind: str, id: str, **more: Any) -> list[TimelineEntry]:
    found: list[TimelineEntry] = []
    after = ""
    while True:
        page = timeline.page(kind, id, TimelineFilter(**more), after)
        assert len(page.entries) <= PAGE
        found += page.entries
        if not page.next:
            return found
        after = page.next


def test_a_person_finds_every_meeting_line_and_promise_of_theirs(story: Container, timeline: TimelineQueries) -> None:
    checked = 0
    for id in ask(story, "SELECT id FROM person WHERE deleted_at IS NULL ORDER BY code LIMIT 60"):
        lines = everything(timeline, "person", id)
        by_kind = {kind: {line.id for line in lines if line.kind == kind} for kind in KINDS}
        met = ask(story, "SELECT meeting_id FROM participation WHERE person_id = :id", id=id)
        assert by_kind["meeting"] == set(met)
        assert by_kind["point"] == set(ask(story, "SELECT id FROM record_point WHERE speaker_id = :id", id=id))
        theirs = {line.id for line in lines if line.direction == "theirs"}
        assert theirs == set(ask(story, "SELECT id FROM followup WHERE owner_person_id = :id", id=id))
        ats = [line.at.isoformat() if line.at else line.on.isoformat() for line in lines]
        assert ats == sorted(ats, reverse=True)
        assert len({(line.kind, line.id) for line in lines}) == len(lines)
        checked += len(lines)
    assert checked > 100


def test_an_organisation_has_what_stands_under_it_and_says_whose_it_is(
    story: Container, timeline: TimelineQueries
) -> None:
    organisations = story.services.organisations
    (low,) = ask(
        story,
        "SELECT organisation_id FROM participation WHERE organisation_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC "
        "LIMIT 1",
    )
    own = everything(timeline, "organisation", low)
    assert {line.kind for line in own} >= {"meeting", "followup"}
    assert {line.whose for line in own if line.kind == "meeting"} == {""}
    top = organisations.create(OrganisationDraft((OrgNameDraft("Holding"),), kind=OrgKind.GROUP)).id
    draft = organisations.draft(low)
    parent = ask(story, "SELECT parent_id FROM organisation WHERE id = :id", id=low)[0]
    organisations.update(parent or low, replace(organisations.draft(parent or low), parent_id=top))
    above = everything(timeline, "organisation", top)
    assert {(line.kind, line.id) for line in own} <= {(line.kind, line.id) for line in above}
    name = draft.names[0].text
    assert name in {line.whose for line in above if line.kind == "meeting"}


def test_the_timeline_is_narrowed_by_kind_and_by_local_days(story: Container, timeline: TimelineQueries) -> None:
    (id,) = ask(story, "SELECT person_id FROM participation WHERE person_id IS NOT NULL GROUP BY 1 "
                       "ORDER BY count(*) DESC LIMIT 1")  # fmt: skip
    lines = everything(timeline, "person", id)
    days = sorted({line.on for line in lines})
    assert len(days) > 1
    first = everything(timeline, "person", id, since=days[0], until=days[0])
    assert first == [line for line in lines if line.on == days[0]]
    later = everything(timeline, "person", id, since=days[1])
    assert later == [line for line in lines if line.on >= days[1]]
    assert everything(timeline, "person", id, kinds=("meeting",)) == [line for line in lines if line.kind == "meeting"]


def test_facts_files_and_judgements_stand_in_it(story: Container, timeline: TimelineQueries) -> None:
    (id,) = ask(story, "SELECT id FROM organisation ORDER BY code LIMIT 1")
    story.services.claims.create(ClaimDraft("organisation", id, "seats", "40", as_of=date(2025, 6, 2)))
    story.services.documents.attach("organisation", id, "profile.pdf", b"%PDF")
    story.services.stakeholders.add(
        AssessmentDraft("organisation", id, Assessed.POWER, "4", "size", date(2025, 6, 3), "N. Rao")
    )
    lines = everything(timeline, "organisation", id, kinds=("claim", "document", "assessment"))
    assert [(line.kind, line.title, line.on) for line in lines] == [
        ("document", "profile.pdf", date(2025, 7, 7)),
        ("assessment", "4", date(2025, 6, 3)),
        ("claim", "40", date(2025, 6, 2)),
    ]


def test_a_long_timeline_is_read_page_by_page(story: Container, timeline: TimelineQueries) -> None:
    id = story.services.organisations.create(OrganisationDraft((OrgNameDraft("Busy"),))).id
    for no in range(PAGE + 30):
        story.services.claims.create(ClaimDraft("organisation", id, "headcount", str(no), as_of=date(2025, 1, 1)))
    page = timeline.page("organisation", id)
    assert (len(page.entries), bool(page.next)) == (PAGE, True)
    rest = timeline.page("organisation", id, after=page.next)
    assert (len(rest.entries), rest.next) == (30, "")
    assert len({line.id for line in (*page.entries, *rest.entries)}) == PAGE + 30


def test_promises_by_side(story: Container, timeline: TimelineQueries) -> None:
    ours = ask(story, "SELECT sending_state FROM mission")[0]
    seen = {"theirs": 0, "ours": 0}
    for id in ask(story, "SELECT id FROM organisation WHERE deleted_at IS NULL ORDER BY code LIMIT 40"):
        promises = timeline.promises("organisation", id)
        assert all(row.side == ours for row in promises.ours)
        open_first = [row.status.value in ("open", "in-hand") for row in promises.theirs]
        assert open_first == sorted(open_first, reverse=True)
        direct = set(ask(story, "SELECT id FROM followup WHERE owner_organisation_id = :id", id=id))
        assert direct <= {row.id for row in promises.theirs}
        seen["theirs"] += len(promises.theirs)
        seen["ours"] += len(promises.ours)
    assert min(seen.values()) > 0
