"""What one copy of a record may hold, decided before a line of it is written (issue of editions; domain.md 5.2, 7).

The internal edition holds everything. What leaves the mission holds no internal line, no impressions and nothing of how
the paper came about; an excerpt holds what concerns one organisation alone. Everything after this step works on what is
left, so a layout cannot forget the rule.

Paragraphs keep one number in every edition: internal lines are counted apart ("2.3a" stands after "2.3"), so that a
copy without them shows no gap, and an excerpt cites the paragraphs of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from app.core.enums import Edition, OutwardList
from app.core.names import PersonSnapshot, is_named
from app.documents.data import (
    AgendaItemData,
    DecisionData,
    FollowupData,
    MinutesData,
    Options,
    ParticipantData,
    PointData,
    SideData,
)

_T = TypeVar("_T", PointData, DecisionData, FollowupData)


def for_copy(data: MinutesData, options: Options) -> MinutesData:
    """`data` as this edition may hold it, its paragraphs numbered."""
    data = _sealed(data)
    items = tuple(replace(item, points=numbered(item.points, f"{item.no}.")) for item in data.items)
    matters = numbered(data.matters_arising, "")
    if options.edition is Edition.INTERNAL:
        return replace(data, items=items, matters_arising=matters)
    outward = replace(
        data,
        comment="",
        items=tuple(replace(item, points=_open(item.points)) for item in items),
        matters_arising=_open(matters),
        decisions=_open(data.decisions),
        actions=_open(data.actions),
        commitments=_open(data.commitments),
        annexes=tuple(annex for annex in data.annexes if not annex.internal),
    )
    return _excerpt(outward, options.excerpt_of) if options.edition is Edition.EXCERPT else outward


def _sealed(data: MinutesData) -> MinutesData:
    """`data` without titles and organisations of people whose names are withheld, wherever they still stand."""
    names = {name.full for person in data.withheld for name in person.names}
    if not names:
        return data

    def hidden(person: PersonSnapshot | None) -> bool:
        return person is not None and any(name.full in names for name in person.names)

    def participant(one: ParticipantData) -> ParticipantData:
        other = one.represented_by
        if other is not None and hidden(other):
            other = PersonSnapshot(other.names)
        return replace(one, sealed=one.sealed or hidden(one.person), represented_by=other)

    def promise(row: FollowupData) -> FollowupData:
        if not hidden(row.owner) or row.owner is None:
            return row
        return replace(row, owner=PersonSnapshot(row.owner.names), owner_organisation="")

    return replace(
        data,
        sides=tuple(replace(side, participants=tuple(map(participant, side.participants))) for side in data.sides),
        regrets=tuple(person for person in data.regrets if not hidden(person)),
        actions=tuple(map(promise, data.actions)),
        commitments=tuple(map(promise, data.commitments)),
        recorder=None if data.recorder and _is_withheld(data.recorder.person, data) else data.recorder,
    )


def _is_withheld(person: PersonSnapshot, data: MinutesData) -> bool:
    """Whether a typed name, with or without a post behind it, is one that is withheld."""
    withheld = [name for one in data.withheld for name in one.names]
    return any(is_named(name.full, withheld) for name in person.names)


def numbered(points: Iterable[PointData], prefix: str) -> tuple[PointData, ...]:
    """The points with their paragraph numbers: "2.3", internal ones "2.3a"; those that have a number keep it."""
    out = []
    count, inside = 0, 0
    for point in points:
        if point.internal:
            inside += 1
            no = f"{prefix}{count}{_letters(inside)}"
        else:
            count, inside = count + 1, 0
            no = f"{prefix}{count}"
        out.append(point if point.no else replace(point, no=no))
    return tuple(out)


def _letters(number: int) -> str:
    """1 "a", 26 "z", 27 "aa"."""
    out = ""
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("a") + rest) + out
    return out


def _open(rows: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(row for row in rows if not row.internal)


def _excerpt(data: MinutesData, organisation: str) -> MinutesData:
    """What concerns one organisation; nothing that was said or concluded for all, and nobody else's names."""

    items: list[AgendaItemData] = []
    for item in data.items:
        if points := _own(item.points, organisation):
            items.append(replace(item, points=points, lead="", summing_up="", conclusion=""))
    return replace(
        data,
        sides=tuple(_own_people(side, organisation) for side in data.sides)
        if data.outward_list is OutwardList.FULL
        else data.sides,
        regrets=(),
        previous_minutes="",
        summary="",
        preamble="",
        matters_arising=_own(data.matters_arising, organisation),
        items=tuple(items),
        decisions=_own(data.decisions, organisation),
        actions=_own(data.actions, organisation),
        commitments=_own(data.commitments, organisation),
        recorder=None,
        distribution=(),
        annexes=(),
    )


def _own(rows: Iterable[_T], organisation: str) -> tuple[_T, ...]:
    return tuple(row for row in rows if organisation in row.organisations)


def _own_people(side: SideData, organisation: str) -> SideData:
    return replace(side, participants=tuple(one for one in side.participants if one.organisation_id == organisation))
