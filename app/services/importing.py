"""Files of other people brought into the register: read, shown, settled, and written as one unit of work.

    reading = importing.read("replies.xlsx", data, ImportKind.PEOPLE)      # what the file is, how its columns are meant
    reading = importing.remap(reading, reading.mapping.with_field(3, "title"))
    plan = importing.plan(reading, ImportSettings(side="JP"))              # the dry run: nothing is written
    plan = plan.settle(17, same_as(0))                                     # every unsure row is somebody's decision
    done = importing.apply(plan)                                           # all of it or nothing; one Undo

A record that is in the store already only gains what it lacks (another e-mail, another spelling, a post); what differs
is listed and left as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.exchange.fields import FIELDS, Field, ImportKind
from app.exchange.mapping import Column, ColumnMapping
from app.jobs.lanes import Progress
from app.services.base import Service
from app.services.importing_plan import (
    AS_NEW,
    LEAVE_OUT,
    Candidate,
    Choice,
    ChoiceKind,
    Counts,
    Fact,
    Imported,
    ImportSettings,
    Plan,
    PlannedRow,
    Reading,
    Reason,
    Verdict,
    same_as,
)

__all__ = [
    "AS_NEW",
    "FIELDS",
    "LEAVE_OUT",
    "Candidate",
    "Choice",
    "ChoiceKind",
    "Column",
    "ColumnMapping",
    "Counts",
    "Fact",
    "Field",
    "ImportKind",
    "ImportSettings",
    "Imported",
    "ImportingService",
    "Plan",
    "PlannedRow",
    "Reading",
    "Reason",
    "Verdict",
    "same_as",
]


class ImportingService(Service):
    """Reads files, plans imports, writes them."""

    def read(self, name: str, data: bytes, kind: ImportKind, progress: Progress | None = None) -> Reading:
        """What a file holds and how its columns are understood. `name` is the file's name (its ending is a hint).

        The table with most rows that can be mapped is chosen; another by `choose_table`. Raises Refused with one
        sentence for a file that cannot be read at all. For the `work` lane: a large file takes seconds.
        """
        raise NotImplementedError

    def read_pasted(self, text: str, kind: ImportKind) -> Reading:
        """The same for a pasted table or pasted lines. Raises Refused when there is nothing in it."""
        raise NotImplementedError

    def choose_table(self, reading: Reading, table: int) -> Reading:
        """The reading of another sheet of the same file, guessed (or remembered) anew."""
        raise NotImplementedError

    def remap(self, reading: Reading, mapping: ColumnMapping | Mapping[str, str]) -> Reading:
        """The reading with other meanings of its columns; a mapping file's header -> field is taken too. Raises Refused
        for a field there is not."""
        raise NotImplementedError

    def settings(self, reading: Reading) -> ImportSettings:
        """The settings a reading starts with: the mission's zone, the receiving state's side for hosts."""
        raise NotImplementedError

    def plan(self, reading: Reading, settings: ImportSettings | None = None, progress: Progress | None = None) -> Plan:
        """The dry run: each row's verdict, with candidates and reasons. Nothing is written.

        Raises Refused when no column names anybody, Cancelled when `progress` was cancelled. For the `work` lane.
        """
        raise NotImplementedError

    def apply(self, plan: Plan, progress: Progress | None = None) -> Imported:
        """Write a plan as one unit of work: all of it or nothing, one Undo (`services.history.undo(done.batch)`).

        The mapping is remembered for the next file of this source. Raises Refused while rows are unsure, when there is
        nothing to write, and when a record that rows are the same as is gone meanwhile; Cancelled. For the `db` lane.
        """
        raise NotImplementedError

    def refused_workbook(self, plan: Plan) -> bytes:
        """An XLSX of the rows that were refused or left out: the file's own columns, then row, column and reason."""
        raise NotImplementedError
