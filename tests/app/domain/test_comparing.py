"""What changed between two versions, word by word, in every script; and which lines moved."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.comparing import Change, Line, Run, compare, compare_lines, words

K, A, R = Change.KEPT, Change.ADDED, Change.REMOVED
text = st.text(alphabet="ab c.日本।क\u093f,\n", max_size=60)


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        ("Send the list.", "Send the whole list.", [(K, "Send the "), (A, "whole "), (K, "list.")]),
        ("資料を送付する。", "資料を送付した。", [(K, "資料を送付"), (R, "する"), (A, "した"), (K, "。")]),
        ("सूची हिन्दी में भेजी", "सूची हिंदी में भेजी", [(K, "सूची "), (R, "हिन्दी "), (A, "हिंदी "), (K, "में भेजी")]),
        ("Rs 3,500 crore", "Rs 3,600 crore", [(K, "Rs "), (R, "3,500 "), (A, "3,600 "), (K, "crore")]),
        ("Both agreed", "Both agreed and more", [(K, "Both agreed"), (A, " and more")]),
        ("Both agreed and more", "Both agreed", [(K, "Both agreed"), (R, " and more")]),
        ("The list.\nSent.", "The list. Sent.", [(K, "The list."), (R, "\n"), (A, " "), (K, "Sent.")]),
        ("same", "same", [(K, "same")]),
        ("", "new", [(A, "new")]),
        ("old", "", [(R, "old")]),
    ],
)
def test_words_as_a_reader_takes_them(old: str, new: str, runs: list[tuple[Change, str]]) -> None:
    assert [(run.change, run.text) for run in compare(old, new)] == runs


@given(text, text)
def test_kept_and_removed_are_the_old_text_kept_and_added_the_new_one(old: str, new: str) -> None:
    runs = compare(old, new)
    assert "".join(run.text for run in runs if run.change is not A) == old
    assert "".join(run.text for run in runs if run.change is not R) == new
    assert "".join(words(old)) == old
    assert all(one.change is not two.change for one, two in pairwise(runs))


def test_a_change_in_a_line_of_fifty_thousand_letters_is_its_own_length() -> None:
    long = "の資料を" * 12_500
    runs = compare(long, long[:20_000] + "変更" + long[20_000:])
    assert [len(run.text) for run in runs if run.change is not K] == [2]


def lines(*texts: str) -> list[Line]:
    return [Line(word[0], word[0], word) for word in texts]


def shown(old: list[Line], new: list[Line]) -> list[tuple[Change, str, bool]]:
    return [(one.change, (one.new or one.old or lines("?")[0]).text, one.moved) for one in compare_lines(old, new)]


def test_lines_stand_in_reading_order_with_the_removed_ones_where_they_stood() -> None:
    found = shown(lines("a one", "b two", "c three"), lines("a one", "c 3", "d four"))
    assert found == [
        (Change.KEPT, "a one", False),
        (Change.REMOVED, "b two", False),
        (Change.CHANGED, "c 3", False),
        (Change.ADDED, "d four", False),
    ]


def test_a_line_that_moved_is_not_one_removed_and_one_added() -> None:
    found = shown(lines("a", "b", "c", "d"), lines("d", "a", "b", "c"))
    assert found == [(Change.KEPT, "d", True), *((Change.KEPT, word, False) for word in "abc")]
    other = [Line("a", "1.1", "a", "item 2"), Line("b", "1.1", "b")]
    assert [one.moved for one in compare_lines(lines("a", "b"), other)] == [True, False]


def test_lines_without_a_common_key_are_matched_by_their_words() -> None:
    old = [Line("x1", "1", "The two sides agreed to exchange lists."), Line("x2", "2", "Nothing more was said.")]
    new = [Line("y1", "1", "The two sides agreed to exchange contact lists."), Line("y2", "2", "Finance was raised.")]
    found = compare_lines(old, new)
    assert [one.change for one in found] == [Change.CHANGED, Change.ADDED, Change.REMOVED]
    assert Run(Change.ADDED, "contact ") in found[0].runs
