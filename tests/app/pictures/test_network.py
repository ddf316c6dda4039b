"""The network's layout: always the same, nothing on top of anything, in counted work, also with 500 in it."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import pytest

from app.core.drawing import Disc, Drawing, Stroke, Target, Words
from app.pictures import layout
from app.pictures.layout import Body, Pull, Work, arrange
from app.pictures.measure import elided, in_lines, text_width
from app.pictures.network import Knot, Tie, draw
from app.pictures.paper import A3, A4, room_for
from tests.app.pictures.world import SIDES, network

SIZES = [(1, 0, 0), (2, 1, 1), (70, 80, 150), (200, 300, 700), (500, 0, 1500), (0, 40, 60), (1, 499, 300)]


def drawn(size: tuple[int, int, int]) -> Drawing:
    knots, ties = network(*size)
    return draw(knots, ties, SIDES, room_for(len(knots)), "en")


@pytest.mark.parametrize("size", SIZES)
def test_no_circle_stands_on_another_and_none_is_outside(size: tuple[int, int, int]) -> None:
    drawing = drawn(size)
    spots = [spot for spot in drawing.spots() if isinstance(spot, Disc)]
    assert len(spots) == size[0] + size[1]
    for one, other in combinations(spots, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= one.r + other.r - 1e-3, (one.name, other.name)
    for spot in spots:
        assert spot.r > 1.2
        assert spot.r <= spot.x <= drawing.width - spot.r
        assert spot.r <= spot.y <= drawing.height - spot.r


@pytest.mark.parametrize("size", SIZES)
def test_no_name_stands_on_another_or_on_a_foreign_circle(size: tuple[int, int, int]) -> None:
    drawing = drawn(size)
    names = [words for words in drawing.shapes if isinstance(words, Words)]
    for one, other in combinations(names, 2):
        (l1, t1, r1, b1), (l2, t2, r2, b2) = one.box(), other.box()
        assert not (l1 < r2 and l2 < r1 and t1 < b2 and t2 < b1), (one.text, other.text)
    discs = {spot.target: spot for spot in drawing.spots() if isinstance(spot, Disc)}
    for words in names:
        if words.target is None:
            continue
        left, top, right, bottom = words.box()
        for target, disc in discs.items():
            if target != words.target:
                near = math.hypot(disc.x - min(max(disc.x, left), right), disc.y - min(max(disc.y, top), bottom))
                assert near >= disc.r - 1e-6, (words.text, disc.name)


def test_the_weighty_are_named_at_any_size() -> None:
    knots, ties = network(200, 300, 700)
    drawing = draw(knots, ties, SIDES, A3, "en")
    named = {words.target for words in drawing.shapes if isinstance(words, Words)}
    bodies = sorted((k for k in knots if k.target.kind == "organisation"), key=lambda k: -k.weight)
    assert sum(knot.target in named for knot in bodies[:20]) >= 16
    assert len(named) >= 60


def test_equal_data_give_an_equal_drawing() -> None:
    assert drawn((70, 80, 150)) == drawn((70, 80, 150))


def disc(r: float, band: int = 0, x: float = 0.0) -> Body:
    return Body(((0.0, 0.0, r),), band, x)


def test_500_bodies_cost_a_bounded_number_of_comparisons() -> None:
    bodies = [disc(4 + n % 7, n % 3) for n in range(500)]
    pulls = [Pull(n, (n * 7 + 3) % 500, 1 + n % 4) for n in range(500)]
    work = arrange(bodies, pulls, 1.6, 7.0)
    assert layout.overlapping(bodies, 7.0) == []
    assert work.steps <= layout.STEPS + layout.SWEEPS * 3
    assert work.pairs / work.steps < 500 * 12, "neighbours alone are compared, not everybody with everybody"


def test_a_heap_on_one_spot_comes_apart() -> None:
    bodies = [disc(5.0) for _ in range(40)]
    layout._part(bodies, 2.0, Work())
    assert layout.overlapping(bodies, 2.0) == []


def test_overlapping_bodies_are_found() -> None:
    with_name = Body(((0.0, 0.0, 5.0), (12.0, 9.0, 5.0)), x=18)
    assert layout.overlapping([disc(5), disc(5, x=9), with_name, disc(5, x=60)]) == [(0, 1), (1, 2)]


def test_the_sides_stand_apart_and_are_named() -> None:
    drawing = drawn((70, 80, 150))
    texts = list(drawing.texts())
    assert {"Japanese side", "Indian side", "Other sides"} <= set(texts)
    knots, _ = network(70, 80, 150)
    side = {knot.target: knot.side for knot in knots if knot.target.kind == "organisation"}
    where = {spot.target: spot.x for spot in drawing.spots() if spot.target in side}
    left = [x for target, x in where.items() if side[target] == "JP"]
    right = [x for target, x in where.items() if side[target] == "IN"]
    assert max(left) < min(right)


def test_people_stand_beside_their_organisation_and_their_lines_are_quiet() -> None:
    home, other = Target("organisation", "o"), Target("organisation", "x")
    a, b = Target("person", "a"), Target("person", "b")
    knots = [
        Knot(home, "Tokai Metals", "JP", 3),
        Knot(other, "Ministry of Mines", "IN", 3),
        Knot(a, "山田 太郎", "JP", 2, home),
        Knot(b, "राजेश शर्मा", "IN", 2, other),
    ]
    drawing = draw(knots, [Tie(a, b, 2), Tie(home, other, 3)], SIDES, A4, "en")
    spots = {spot.target: spot for spot in drawing.spots() if isinstance(spot, Disc)}

    def apart(one: Target, two: Target) -> float:
        return math.hypot(spots[one].x - spots[two].x, spots[one].y - spots[two].y)

    assert apart(a, home) < apart(a, other)
    lines = {frozenset(s.ends or ()): s.quiet for s in drawing.shapes if isinstance(s, Stroke) and s.ends}
    assert lines == {frozenset({home, other}): False, frozenset({a, b}): True}
    assert "Tokai Metals" in spots[a].said
    assert "2 meetings" in spots[a].said


def test_ties_to_nobody_in_the_picture_are_left_out() -> None:
    home = Target("organisation", "o")
    drawing = draw([Knot(home, "Tokai", "JP", 1)], [Tie(home, Target("person", "gone"))], SIDES, A4, "en")
    assert not [s for s in drawing.shapes if isinstance(s, Stroke) and s.ends]


def test_nobody_at_all_is_an_empty_picture() -> None:
    assert draw([], [], SIDES, A4, "en").spots() == ()


NAMES = (
    "उदाहरण उद्योग समूह",
    "Ministry of Economy, Trade and Industry",
    "電池サプライチェーン協議会",
    "ARCI",
    "अंतर्राष्ट्रीय चूर्ण धातुकर्म एवं नव पदार्थ प्रगत अनुसंधान केंद्र",
)


@pytest.mark.parametrize(("count", "people"), [(84, 30), (110, 0), (150, 40)])
def test_long_names_do_not_drive_the_board_apart(count: int, people: int) -> None:
    knots, ties = network(count, people, 120)
    named = [replace(knot, name=f"{NAMES[at % 5]} {at:02}") for at, knot in enumerate(knots)]
    drawing = draw(named, ties, SIDES, room_for(len(named)), "hi")
    discs = [spot for spot in drawing.spots() if isinstance(spot, Disc) and spot.target]
    assert min(disc.r for disc in discs) > 1.5


def test_a_name_keeps_the_number_that_tells_it_apart() -> None:
    homes = [
        Knot(Target("organisation", str(n)), f"Sample Industries of Greater Noida {n:02}", "JP", 3) for n in (1, 2)
    ]
    drawing = draw(homes, [], SIDES, A4, "en")
    for n in (1, 2):
        lines = [
            words.text for words in drawing.shapes if isinstance(words, Words) and words.target == homes[n - 1].target
        ]
        assert len(lines) == 2
        assert lines[-1].endswith(f"{n:02}")


@pytest.mark.parametrize(
    "text", ["Sample Industries 01", "電池サプライチェーン協議会 12", "उत्तर प्रदेश सरकार 07", "x" * 300 + "9"]
)
@pytest.mark.parametrize("room", [30.0, 60.0, 100.0, 400.0])
def test_a_name_that_is_cut_keeps_both_its_ends_and_its_room(text: str, room: float) -> None:
    shown = elided(text, 9, room)
    assert text_width(shown, 9) <= room + 0.01
    assert shown[-1] == text[-1]
    for line in in_lines(text, 9, room):
        assert text_width(line, 9) <= room + 0.01
        assert not line.startswith(("ि", "ा", "्", " "))
    assert in_lines(text, 9, room)[-1][-1] == text[-1]
