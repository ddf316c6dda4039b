"""Which moves the state machines allow, and how they refuse the others."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise

import pytest

from app.core.enums import Attendance, FollowupStatus, MeetingStatus, RecordStatus, VisitStatus
from app.core.errors import Refused
from app.domain import states

MACHINES: list[type[StrEnum]] = [MeetingStatus, RecordStatus, FollowupStatus, VisitStatus, Attendance]
M, R, F, V, A = MeetingStatus, RecordStatus, FollowupStatus, VisitStatus, Attendance


@pytest.mark.parametrize("kind", MACHINES)
def test_every_state_is_known_and_can_be_reached(kind: type[StrEnum]) -> None:
    reached = set(states.starts(kind))
    while True:
        following = reached | {to for state in reached for to in states.moves(state)}
        if following == reached:
            break
        reached = following
    assert reached == set(kind)


@pytest.mark.parametrize("kind", MACHINES)
def test_a_move_passes_exactly_when_it_is_listed(kind: type[StrEnum]) -> None:
    for from_ in kind:
        for to in kind:
            if to in states.moves(from_):
                assert states.allowed(from_, to)
                states.check_move(from_, to, reason="because", evidence="letter of 3 July")
            else:
                assert not states.allowed(from_, to)
                with pytest.raises(Refused):
                    states.check_move(from_, to, reason="because", evidence="letter of 3 July")


def test_the_meeting_chain_is_the_fields() -> None:
    for from_, to in ((M.REQUESTED, M.TENTATIVE), (M.TENTATIVE, M.CONFIRMED), (M.CONFIRMED, M.HELD)):
        assert states.allowed(from_, to)
    assert states.moves(M.HELD) == ()
    assert not states.allowed(M.REQUESTED, M.HELD)
    for status in (M.REQUESTED, M.TENTATIVE, M.CONFIRMED):
        assert {M.POSTPONED, M.CANCELLED} <= set(states.moves(status))


def test_the_record_chain_is_the_fields() -> None:
    for chain in (
        (R.DRAFT, R.UNDER_REVIEW, R.APPROVED, R.ISSUED, R.SUPERSEDED),
        (R.DRAFT, R.UNDER_REVIEW, R.SENT, R.CONFIRMED, R.APPROVED),
        (R.SENT, R.APPROVED),
    ):
        assert all(states.allowed(a, b) for a, b in pairwise(chain))
    assert not states.allowed(R.DRAFT, R.APPROVED)
    assert not states.allowed(R.APPROVED, R.DRAFT)


def test_an_answer_after_48_hours_opens_the_seat_again() -> None:
    assert states.allowed(A.PRESUMED_DECLINED, A.ACCEPTED)
    assert not states.allowed(A.ACCEPTED, A.INVITED)


@pytest.mark.parametrize(
    ("from_", "to", "sentence"),
    [
        (M.HELD, M.CANCELLED, "A meeting that was held stays held; it cannot become “Cancelled”."),
        (M.REQUESTED, M.HELD, "“Requested” cannot become “Held” in one step."),
        (M.HELD, M.HELD, "It is “Held” already."),
        (R.APPROVED, R.DRAFT, "An approved record never changes. Make a new version that says what was corrected."),
        (F.DONE, F.OPEN, "“Done” is final and cannot become “Open”."),
    ],
)
def test_the_refusal_says_why(from_: StrEnum, to: StrEnum, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        states.check_move(from_, to)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("from_", "to", "field"),
    [
        (M.CONFIRMED, M.CANCELLED, "reason"),
        (M.CONFIRMED, M.POSTPONED, "reason"),
        (V.PLANNED, V.CANCELLED, "reason"),
        (F.OPEN, F.DROPPED, "reason"),
        (F.IN_HAND, F.DONE, "evidence"),
    ],
)
def test_what_a_move_asks_for_is_asked_beside_the_field(from_: StrEnum, to: StrEnum, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        states.check_move(from_, to, reason=" ", evidence="\n")
    assert [problem.field for problem in refusal.value.problems] == [field]
    assert states.needs_reason(to) == (field == "reason")
    assert states.needs_evidence(to) == (field == "evidence")


def test_equal_texts_of_two_machines_are_not_confused() -> None:
    assert V.DONE == F.DONE
    assert states.needs_evidence(F.DONE)
    assert not states.needs_evidence(V.DONE)
    with pytest.raises(TypeError):
        states.allowed(V.DONE, F.DONE)


def test_a_new_entry_begins_at_a_beginning() -> None:
    states.check_start(M.CONFIRMED)
    with pytest.raises(Refused, match="cannot begin as “Held”"):
        states.check_start(M.HELD)
