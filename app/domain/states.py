"""The state machines of the field (domain.md 6.2): which move is allowed, what it asks for, and the refusal in words.

A move that is not listed is refused; staying where one is, is no move. Overdue is computed and therefore no state.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from app.core.enums import Attendance, FollowupStatus, MeetingStatus, RecordStatus, VisitStatus
from app.core.errors import Refused
from app.core.i18n import N_
from app.core.problems import Problem
from app.core.wording import label

S = TypeVar("S", bound=StrEnum)

_M, _R, _F, _V, _A = MeetingStatus, RecordStatus, FollowupStatus, VisitStatus, Attendance

_MEETING: Mapping[StrEnum, tuple[StrEnum, ...]] = {
    _M.REQUESTED: (_M.TENTATIVE, _M.POSTPONED, _M.CANCELLED),
    _M.TENTATIVE: (_M.CONFIRMED, _M.POSTPONED, _M.CANCELLED),
    _M.CONFIRMED: (_M.HELD, _M.POSTPONED, _M.CANCELLED),
    # A postponed meeting comes back with a new time, which has to be agreed again.
    _M.POSTPONED: (_M.REQUESTED, _M.TENTATIVE, _M.CANCELLED),
    _M.HELD: (),
    _M.CANCELLED: (),
}

_RECORD: Mapping[StrEnum, tuple[StrEnum, ...]] = {
    _R.DRAFT: (_R.UNDER_REVIEW,),
    # Until it is approved a record may always go back to its author.
    _R.UNDER_REVIEW: (_R.SENT, _R.APPROVED, _R.DRAFT),
    # Straight to approved: the other side refused or could not confirm, which the record prints.
    _R.SENT: (_R.CONFIRMED, _R.APPROVED, _R.DRAFT),
    _R.CONFIRMED: (_R.APPROVED, _R.DRAFT),
    # Approved text never changes: a correction is a new version, which supersedes this one.
    _R.APPROVED: (_R.ISSUED, _R.SUPERSEDED),
    _R.ISSUED: (_R.SUPERSEDED,),
    _R.SUPERSEDED: (),
}

_FOLLOWUP: Mapping[StrEnum, tuple[StrEnum, ...]] = {
    _F.OPEN: (_F.IN_HAND, _F.DONE, _F.DROPPED, _F.SUPERSEDED),
    _F.IN_HAND: (_F.DONE, _F.DROPPED, _F.SUPERSEDED),
    _F.DONE: (),
    _F.DROPPED: (),
    _F.SUPERSEDED: (),
}

_VISIT: Mapping[StrEnum, tuple[StrEnum, ...]] = {
    _V.PLANNED: (_V.CONFIRMED, _V.CANCELLED),
    _V.CONFIRMED: (_V.DONE, _V.CANCELLED),
    _V.DONE: (),
    _V.CANCELLED: (),
}

_ON_THE_DAY: tuple[StrEnum, ...] = (_A.ATTENDED, _A.ABSENT)
_ATTENDANCE: Mapping[StrEnum, tuple[StrEnum, ...]] = {
    _A.INVITED: (_A.ACCEPTED, _A.TENTATIVE, _A.DECLINED, _A.PRESUMED_DECLINED, *_ON_THE_DAY),
    _A.TENTATIVE: (_A.ACCEPTED, _A.DECLINED, _A.PRESUMED_DECLINED, *_ON_THE_DAY),
    _A.ACCEPTED: (_A.TENTATIVE, _A.DECLINED, *_ON_THE_DAY),
    _A.DECLINED: (_A.ACCEPTED, _A.TENTATIVE, *_ON_THE_DAY),
    # An answer that comes after the 48 hours opens the seat again.
    _A.PRESUMED_DECLINED: (_A.ACCEPTED, _A.TENTATIVE, _A.DECLINED, *_ON_THE_DAY),
    # The desk at the door ticks the wrong row now and then.
    _A.ATTENDED: (_A.LEFT_EARLY, _A.ABSENT, _A.ACCEPTED),
    _A.ABSENT: (_A.ATTENDED, _A.ACCEPTED),
    _A.LEFT_EARLY: (_A.ATTENDED, _A.ABSENT),
    _A.WALK_IN: (_A.LEFT_EARLY,),
}

_MACHINES: Mapping[type[StrEnum], Mapping[StrEnum, tuple[StrEnum, ...]]] = {
    MeetingStatus: _MEETING,
    RecordStatus: _RECORD,
    FollowupStatus: _FOLLOWUP,
    VisitStatus: _VISIT,
    Attendance: _ATTENDANCE,
}

# By vocabulary: the members of two vocabularies are equal as text ("cancelled").
_STARTS: Mapping[type[StrEnum], tuple[StrEnum, ...]] = {
    MeetingStatus: (_M.REQUESTED, _M.TENTATIVE, _M.CONFIRMED),
    RecordStatus: (_R.DRAFT,),
    FollowupStatus: (_F.OPEN, _F.IN_HAND),
    VisitStatus: (_V.PLANNED,),
    Attendance: (_A.INVITED, _A.ACCEPTED, _A.TENTATIVE, _A.DECLINED, _A.WALK_IN),
}
_REASON: Mapping[type[StrEnum], frozenset[StrEnum]] = {
    MeetingStatus: frozenset({_M.POSTPONED, _M.CANCELLED}),
    FollowupStatus: frozenset({_F.DROPPED}),
    VisitStatus: frozenset({_V.CANCELLED}),
}
_EVIDENCE: Mapping[type[StrEnum], frozenset[StrEnum]] = {FollowupStatus: frozenset({_F.DONE})}


def starts(kind: type[S]) -> tuple[S, ...]:
    """The states in which a new record may be made, the usual one first."""
    return tuple(kind(state) for state in _STARTS[kind])


def moves(from_: S) -> tuple[S, ...]:
    """The states that can follow `from_`, in the order a menu offers them; empty for a final one."""
    kind = type(from_)
    return tuple(kind(state) for state in _MACHINES[kind][from_])


def allowed(from_: S, to: S) -> bool:
    """Whether `to` can follow `from_`. Both are members of one vocabulary."""
    if type(from_) is not type(to):
        raise TypeError(f"{type(from_).__name__} and {type(to).__name__} are two machines")
    return to in _MACHINES[type(from_)][from_]


def is_final(state: StrEnum) -> bool:
    """Whether nothing follows `state`."""
    return not moves(state)


def needs_reason(to: StrEnum) -> bool:
    """Whether a move to `to` must say why."""
    return to in _REASON.get(type(to), frozenset())


def needs_evidence(to: StrEnum) -> bool:
    """Whether a move to `to` must say by what it can be shown."""
    return to in _EVIDENCE.get(type(to), frozenset())


def check_move(from_: S, to: S, *, reason: str = "", evidence: str = "") -> None:
    """Raise `Refused` unless `to` can follow `from_` and what the move asks for was given.

    A missing reason or evidence is a `Problem` of the field "reason" or "evidence".
    """
    if not allowed(from_, to):
        raise Refused(_why_not(from_, to), state=label(from_), to=label(to))
    problems: list[Problem] = []
    if needs_reason(to) and not reason.strip():
        problems.append(Problem("reason", N_("Say why: the reason is kept with the record.")))
    if needs_evidence(to) and not evidence.strip():
        problems.append(Problem("evidence", N_("Say by what it can be shown that this is done.")))
    if problems:
        raise Refused(problems=problems)


def check_start(state: StrEnum) -> None:
    """Raise `Refused` unless a new record may be made in `state`."""
    if state not in _STARTS[type(state)]:
        raise Refused(N_("A new entry cannot begin as “{state}”."), state=label(state))


def _why_not(from_: StrEnum, to: StrEnum) -> str:
    if from_ == to:
        return N_("It is “{state}” already.")
    if isinstance(from_, MeetingStatus) and from_ is _M.HELD:
        return N_("A meeting that was held stays held; it cannot become “{to}”.")
    if isinstance(from_, RecordStatus) and from_ in (_R.APPROVED, _R.ISSUED):
        return N_("An approved record never changes. Make a new version that says what was corrected.")
    if is_final(from_):
        return N_("“{state}” is final and cannot become “{to}”.")
    return N_("“{state}” cannot become “{to}” in one step.")
