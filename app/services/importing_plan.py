"""What an import would do, row by row, before anything is written: the plan that people look at and settle.

All of it is frozen and knows no store. A plan says of every row of the file one of five things: it is new, it is the
same as a record (or as an earlier row), it may be the same and somebody has to say so, it cannot be taken, or somebody
left it out. Settling a row gives a new plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from app.core.errors import Refused
from app.core.i18n import N_, tr
from app.exchange.fields import ImportKind
from app.exchange.mapping import ColumnMapping
from app.exchange.records import Record, RefusedRow, Source
from app.services.importing_origin import Origin

Remark = tuple[str, Mapping[str, Any]]
"""(msgid, params)."""


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    SAME = "same"
    UNSURE = "unsure"
    REFUSED = "refused"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a match: `message` is a msgid, `params` fill it, `points` is its share of the score (0 to 100)."""

    message: str
    params: Mapping[str, Any] = field(default_factory=dict)
    points: int = 0

    def __str__(self) -> str:
        told = tr(self.message, **self.params)
        # "... and Sample Pvt. Ltd." has its stop already.
        return told[:-1] if told.endswith("..") and not told.endswith("...") else told


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a side-by-side view: `label` is a msgid, `ours` what the record says, `theirs` what the file says.

    `adds` says that the record would gain what the file says. What `differs` is left as it stands in the record.
    """

    label: str
    ours: str
    theirs: str
    adds: bool = False

    @property
    def differs(self) -> bool:
        """Whether both say something, and the file's is neither the record's nor added to it."""
        return bool(self.ours and self.theirs and not self.adds and self.ours != self.theirs)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record (`id`) or an earlier row of the file (`row` of the plan) that a row may be. `score` is 0 to 100."""

    id: str
    name: str
    detail: str
    score: int
    reasons: tuple[Reason, ...]
    facts: tuple[Fact, ...] = ()
    row: int = -1


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of the file. `no` is its place in the plan, `record` what was understood (None when refused).

    `candidates` are those it may be, best first; `chosen` is the one it is (SAME). `settled` says that somebody
    decided.
    """

    no: int
    verdict: Verdict
    name: str = ""
    detail: str = ""
    record: Record | None = None
    candidates: tuple[Candidate, ...] = ()
    chosen: Candidate | None = None
    refused: RefusedRow | None = None
    settled: bool = False

    @property
    def adds(self) -> tuple[Fact, ...]:
        """What the record it is the same as would gain."""
        return tuple(fact for fact in self.chosen.facts if fact.adds) if self.chosen else ()

    @property
    def differs(self) -> tuple[Fact, ...]:
        """What the record and the file say differently: it is left as it stands."""
        return tuple(fact for fact in self.chosen.facts if fact.differs) if self.chosen else ()

    @property
    def line(self) -> int:
        """The row's number in the file."""
        place = self.record.place if self.record is not None else self.refused.place if self.refused else None
        return place.row if place is not None else 0

    @property
    def cells(self) -> tuple[str, ...]:
        """What stood in the file's row."""
        return self.record.cells if self.record is not None else self.refused.cells if self.refused else ()


class ChoiceKind(StrEnum):
    """What somebody says of a row."""

    SAME = "same"
    NEW = "new"
    LEAVE_OUT = "leave-out"


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer for one row; `candidate` is the number of the candidate it is the same as."""

    kind: ChoiceKind
    candidate: int = 0


AS_NEW = Choice(ChoiceKind.NEW)
LEAVE_OUT = Choice(ChoiceKind.LEAVE_OUT)


def same_as(candidate: int) -> Choice:
    """The row is its candidate of that number, counted from 0."""
    return Choice(ChoiceKind.SAME, candidate)


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """What a file does not say by itself.

    `side` and `country` are for records that name none; `day_first` says how 03/04/2025 is meant (None: as the whole
    column suggests); `keep_rest` puts columns that mean no field into the notes; `time_zone` (IANA) and `at` ("09:00",
    where a register gives no time) are for meetings, `host` where no column names one, `host_side` the hosts' side.
    """

    side: str = ""
    country: str = ""
    day_first: bool | None = None
    keep_rest: bool = False
    time_zone: str = ""
    at: str = "09:00"
    host: str = ""
    host_side: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read and how its columns are understood. `table` is the number of the chosen sheet, -1 for cards
    (a vCard needs no columns; `mapping` is then empty). `remembered` says that the mapping is the one somebody used for
    this source before; `asks_day_first` that dates can be read both ways."""

    source: Source
    kind: ImportKind
    table: int
    mapping: ColumnMapping
    remembered: bool = False
    asks_day_first: bool = False
    origin: Origin | None = None
    """What it was read from, for reading it otherwise."""

    @property
    def count(self) -> int:
        """Rows or cards there are to import."""
        return len(self.source.people) if self.table < 0 else len(self.source.tables[self.table].rows)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows were read and what becomes of them."""

    read: int = 0
    new: int = 0
    matched: int = 0
    unsure: int = 0
    refused: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """The dry run: what `apply` would do. Nothing of it is written."""

    reading: Reading
    settings: ImportSettings
    rows: tuple[PlannedRow, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def kind(self) -> ImportKind:
        return self.reading.kind

    @property
    def counts(self) -> Counts:
        """How many rows of each verdict."""
        found = dict.fromkeys(Verdict, 0)
        for row in self.rows:
            found[row.verdict] += 1
        return Counts(
            len(self.rows),
            found[Verdict.NEW],
            found[Verdict.SAME],
            found[Verdict.UNSURE],
            found[Verdict.REFUSED],
            found[Verdict.LEFT_OUT],
        )

    def unsure(self) -> Iterator[PlannedRow]:
        """The rows somebody still has to settle, in the file's order."""
        return (row for row in self.rows if row.verdict is Verdict.UNSURE)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to ask."""
        return not any(True for _ in self.unsure())

    def settle(self, no: int, choice: Choice) -> Plan:
        """The plan in which row `no` is what `choice` says. A settled row may be settled again. Raises Refused for a
        row that cannot be taken at all, and for a candidate there is not."""
        rows = list(self.rows)
        rows[no] = settled(rows[no], choice)
        return replace(self, rows=tuple(rows))

    def settle_all(self, choice: Choice) -> Plan:
        """The same answer for every row that is still unsure."""
        rows = tuple(settled(row, choice) if row.verdict is Verdict.UNSURE else row for row in self.rows)
        return replace(self, rows=rows)


def settled(row: PlannedRow, choice: Choice) -> PlannedRow:
    """The row as `choice` has it. Raises Refused."""
    if row.record is None:
        raise Refused(N_("Row {row} cannot be taken: mend it in the file."), row=row.line)
    if choice.kind is ChoiceKind.LEAVE_OUT:
        return replace(row, verdict=Verdict.LEFT_OUT, chosen=None, settled=True)
    if choice.kind is ChoiceKind.NEW:
        return replace(row, verdict=Verdict.NEW, chosen=None, settled=True)
    if not 0 <= choice.candidate < len(row.candidates):
        raise Refused(N_("Row {row} has no such candidate."), row=row.line)
    return replace(row, verdict=Verdict.SAME, chosen=row.candidates[choice.candidate], settled=True)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. `batch` is the unit of work that one Undo takes back; `made` are organisations that people or
    meetings of the file named and that were new."""

    batch: str
    new: int
    matched: int
    changed: int
    left_out: int
    refused: int
    made: int
