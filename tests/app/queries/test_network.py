"""Pictures' data, from the story: who met whom, how often, and where people stand on the grid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from app.container import Container, build
from app.core.clock import FixedClock
from app.core.enums import Assessed, Quadrant, Stance
from app.core.settings import Settings
from app.queries.network import GridPoint, NetworkFilter, NetworkQueries
from app.queries.stakeholders import StakeholderQueries
from app.services import demo
from app.services.stakeholders import AssessmentDraft, StakeholderService
from tests.app.conftest import STORY_NOW


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    folder = tmp_path_factory.mktemp("story")
    desk = build(folder / "chancery.db", settings=Settings(folder / "s.json"), clock=FixedClock(STORY_NOW))
    demo.build(desk.services, desk.queries)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def network(story: Container) -> NetworkQueries:
    return NetworkQueries(story.store, story.clock)


def test_edges_join_only_nodes_that_are_drawn_and_come_from_meetings_held(network: NetworkQueries) -> None:
    picture = network.network(NetworkFilter(limit=60))
    ids = {node.id for node in picture.nodes}
    assert len(ids) == 60
    assert picture.left_out > 0
    assert {edge.kind for edge in picture.edges} == {"met", "belongs", "part-of"}
    assert all({edge.a, edge.b} <= ids for edge in picture.edges)
    weights = [node.weight for node in picture.nodes]
    assert weights == sorted(weights, reverse=True)
    day_before_the_story = network.network(NetworkFilter(until=date(2025, 6, 30)))
    assert (day_before_the_story.nodes, day_before_the_story.edges) == ((), ())


def test_two_who_sat_together_once_are_joined_once(story: Container, network: NetworkQueries) -> None:
    with story.store.read() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT p.meeting_id, p.person_id, p.side FROM participation p JOIN meeting m ON m.id = p.meeting_id "
            "WHERE m.status = 'held' AND m.deleted_at IS NULL AND p.person_id IS NOT NULL "
            "AND p.status NOT IN ('declined', 'presumed-declined', 'absent')"
        )
        rooms: dict[str, dict[str, str]] = {}
        for meeting, person, side in rows:
            rooms.setdefault(meeting, {})[person] = side
        sizes = dict(
            session.connection()
            .exec_driver_sql("SELECT meeting_id, count(*) FROM participation GROUP BY 1")
            .tuples()
            .all()
        )
    picture = network.network(NetworkFilter(limit=500, opposite=True))
    people = {node.id for node in picture.nodes if node.kind == "person"}
    met = {(edge.a, edge.b): edge.weight for edge in picture.edges if edge.kind == "met" and edge.a in people}
    assert met
    for (a, b), weight in met.items():
        together = [m for m, there in rooms.items() if a in there and b in there and there[a] != there[b]]
        assert weight == len([m for m in together if sizes[m] <= 40])


def test_a_printed_picture_knows_no_sealed_person(story: Container, network: NetworkQueries) -> None:
    id = next(node.id for node in network.network(NetworkFilter(limit=500)).nodes if node.kind == "person")
    people = story.services.people
    people.update(id, replace(people.draft(id), is_sealed=True, outward_label={"en": "an official"}))
    inside = network.network(NetworkFilter(limit=500))
    assert {node.id for node in inside.nodes if node.is_sealed} == {id}
    printed = network.network(NetworkFilter(limit=500, sealed=False))
    assert id not in {node.id for node in printed.nodes}
    assert id not in {end for edge in printed.edges for end in (edge.a, edge.b)}
    story.services.history.undo()


def test_around_somebody_are_those_who_met_them(story: Container, network: NetworkQueries) -> None:
    centre = network.network(NetworkFilter(limit=1)).nodes[0]
    near = network.network(NetworkFilter(around_id=centre.id, limit=500))
    assert centre.id in {node.id for node in near.nodes}
    assert len(near.nodes) <= len(network.network(NetworkFilter(limit=500)).nodes)
    nobody = network.network(NetworkFilter(around_id="nobody"))
    assert nobody.nodes == ()


def test_engagement_adds_up_by_month_and_by_organisation(network: NetworkQueries) -> None:
    table = network.engagement(date(2025, 5, 1), date(2025, 7, 31))
    assert table.months == (date(2025, 5, 1), date(2025, 6, 1), date(2025, 7, 1))
    assert table.totals[:2] == (0, 0)
    assert table.totals[2] > 0
    assert all(sum(row.counts) == row.total <= sum(table.totals) for row in table.rows)
    totals = [row.total for row in table.rows]
    assert totals == sorted(totals, reverse=True)
    assert network.engagement(date(2020, 1, 1), date(2020, 1, 31)).rows == ()


def test_a_bound_far_away_makes_no_thousand_empty_months(network: NetworkQueries) -> None:
    assert network.engagement(date.min, date.max).months == (date(2025, 7, 1),)


def test_movement_over_the_grid(story: Container, network: NetworkQueries) -> None:
    service, reading = StakeholderService(story.store), StakeholderQueries(story.store)
    id = network.network(NetworkFilter(limit=1, people=False)).nodes[0].id

    def judge(about: Assessed, value: str, day: date) -> str:
        return service.add(
            AssessmentDraft("organisation", id, about, value, "said so in the plenary", day, "N. Rao")
        ).id

    judge(Assessed.POWER, "5", date(2025, 1, 10))

    def point_of(since: date | None = None, until: date | None = None) -> GridPoint | None:
        return next((one for one in network.power_interest(since, until).points if one.id == id), None)

    assert point_of() is None
    assert id in [one[1] for one in network.power_interest().unplaced]
    judge(Assessed.INTEREST, "2", date(2025, 2, 10))
    judge(Assessed.INTEREST, "4", date(2025, 7, 2))
    last = judge(Assessed.STANCE, "supporter", date(2025, 7, 3))
    point = point_of()
    assert point is not None
    assert (point.power, point.interest, point.quadrant, point.stance) == (
        5,
        4,
        Quadrant.MANAGE_CLOSELY,
        Stance.SUPPORTER,
    )
    assert point.path == ((date(2025, 2, 10), 5, 2), (date(2025, 7, 2), 5, 4))
    before = point_of(until=date(2025, 6, 30))
    assert before is not None
    assert before.quadrant is Quadrant.KEEP_SATISFIED
    from_june = point_of(since=date(2025, 6, 1))
    assert from_june is not None
    assert from_june.path == point.path  # where they stood when the period began is its first place
    profile = reading.profile("organisation", id)
    assert profile.quadrant is Quadrant.MANAGE_CLOSELY
    assert profile.interest is not None
    assert profile.interest.value == "4"
    assert [row.value for row in profile.history] == ["supporter", "4", "2", "5"]
    service.remove(last)
    assert reading.profile("organisation", id).stance is None
