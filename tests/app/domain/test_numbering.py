"""Reference numbers: what a pattern writes, and which patterns could not tell two numbers apart."""

from __future__ import annotations

import pytest

from app.core.enums import RecordKind
from app.domain.numbering import DEFAULT, SHORT, pattern_of, problems, written


@pytest.mark.parametrize(
    ("pattern", "reference"),
    [
        (DEFAULT, "EOJ/MIN/2025/0007"),
        ("{prefix}/ECON/{kind}/{yy}/{no}", "EOJ/ECON/MIN/25/7"),
        ("在印経議第{no}号（令和{reiwa}年）", "在印経議第7号（令和7年）"),
        ("भादू/{year}/{no:3}", "भादू/2025/007"),
    ],
)
def test_a_pattern_is_written_out(pattern: str, reference: str) -> None:
    assert problems(pattern) == []
    assert written(pattern, prefix="EOJ", kind=RecordKind.MINUTES, year=2025, no=7) == reference


@pytest.mark.parametrize(
    "pattern",
    [
        "{prefix}/{year}",
        "{prefix}/{no}",
        "{year}/{no}/{no}",
        "{year}/{no}/{month}",
        "{year}/{no}}",
        "",
        "{year}{no}" * 2,
    ],
)
def test_a_pattern_that_could_repeat_a_number_or_means_nothing_is_refused(pattern: str) -> None:
    found = problems(pattern)
    assert found
    assert all(str(problem) for problem in found)


def test_a_pattern_for_all_kinds_says_the_kind() -> None:
    assert problems("{year}/{no}") == []
    assert problems("{year}/{no}", for_all=True)


def test_a_kind_has_its_own_pattern_before_the_common_one() -> None:
    patterns = {"minutes": "議事録第{no}号/{year}", "": "X/{kind}/{year}/{no}"}
    assert pattern_of(patterns, RecordKind.MINUTES).startswith("議事録")
    assert pattern_of(patterns, RecordKind.PRESS_LINE).startswith("X/")
    assert pattern_of({}, RecordKind.PRESS_LINE) == DEFAULT
    assert set(SHORT) == set(RecordKind)
    assert len(set(SHORT.values())) == len(SHORT)
