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

from collections.abc import Callable, Mapping
from dataclasses import replace

from app.core.errors import Refused
from app.core.i18n import N_
from app.db.unit_of_work import Store, Work
from app.exchange.collecting import no_collection
from app.exchange.fields import FIELDS, Field, ImportKind
from app.exchange.mapping import Column, ColumnMapping, remembered
from app.exchange.records import Place, RefusedRow
from app.exchange.write_tables import write_refused
from app.jobs.lanes import Progress
from app.queries import exchange
from app.services import importing_origin
from app.services.base import Service
from app.services.importing_meetings_writing import write_meetings
from app.services.importing_origin import DELIMITERS, ENCODINGS, Origin
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
from app.services.importing_planning import planned
from app.services.importing_reading import CARDS, best_table, check, of_table, records, with_mapping
from app.services.importing_writing import Tally, note_deed, remember, write_organisations, write_people

__all__ = [
    "AS_NEW",
    "DELIMITERS",
    "ENCODINGS",
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
    "Origin",
    "Plan",
    "PlannedRow",
    "Reading",
    "Reason",
    "Verdict",
    "same_as",
]


_WRITERS: Mapping[ImportKind, Callable[[Store, Work, Plan, Progress], Tally]] = {
    ImportKind.PEOPLE: write_people,
    ImportKind.ORGANISATIONS: write_organisations,
    ImportKind.MEETINGS: write_meetings,
}


class ImportingService(Service):
    """Reads files, plans imports, writes them."""

    def read(
        self,
        name: str,
        data: bytes,
        kind: ImportKind,
        progress: Progress | None = None,
        *,
        encoding: str = "",
        delimiter: str = "",
    ) -> Reading:
        """What a file holds and how its columns are understood. `name` is the file's name (its ending is a hint).

        The table that can be mapped best is chosen; another by `choose_table`. `encoding` and `delimiter` are guessed
        unless given. Raises Refused with one sentence for a file that cannot be read at all. For the `work` lane: a
        large file takes seconds.
        """
        with no_collection():
            origin = importing_origin.of_file(name, data, encoding, delimiter)
            if progress is not None:
                progress.check()
            return replace(best_table(origin.source, kind, self._recall(kind)), origin=origin)

    def read_pasted(self, text: str, kind: ImportKind) -> Reading:
        """The same for a pasted table or pasted lines. Raises Refused when there is nothing in it."""
        origin = importing_origin.of_pasted(text)
        return replace(best_table(origin.source, kind, self._recall(kind)), origin=origin)

    def reread(
        self,
        reading: Reading,
        *,
        encoding: str | None = None,
        delimiter: str | None = None,
        header_row: int | None = None,
    ) -> Reading:
        """The same file read otherwise, its columns guessed (or remembered) anew.

        `encoding` and `delimiter` are what somebody sees to be right ("" for the guess), `header_row` is the number of
        the row that holds the headings (0 for none); None leaves one as it is. Raises Refused for what cannot be
        chosen. For the `work` lane.
        """
        origin, kind, recall = reading.origin, reading.kind, self._recall(reading.kind)
        if origin is None:
            return reading
        with no_collection():
            if encoding is not None or delimiter is not None:
                origin = origin.otherwise(encoding, delimiter)
                if 0 <= reading.table < len(origin.source.tables):
                    reading = of_table(origin.source, kind, reading.table, recall)
                else:
                    reading = best_table(origin.source, kind, recall)
            if header_row is not None:
                reading = of_table(origin.with_header(reading.table, header_row), kind, reading.table, recall)
            return replace(reading, origin=origin)

    def choose_table(self, reading: Reading, table: int) -> Reading:
        """The reading of another sheet of the same file, guessed (or remembered) anew."""
        found = of_table(reading.source, reading.kind, table, self._recall(reading.kind))
        return replace(found, origin=reading.origin)

    def remap(self, reading: Reading, mapping: ColumnMapping | Mapping[str, str]) -> Reading:
        """The reading with other meanings of its columns; a mapping file's header -> field is taken too.

        Raises Refused for a field there is not.
        """
        if reading.table == CARDS:
            return reading
        if not isinstance(mapping, ColumnMapping):
            mapping = remembered(reading.source.tables[reading.table], reading.kind, mapping)
        return with_mapping(reading, mapping, is_remembered=True)

    def settings(self, reading: Reading) -> ImportSettings:
        """The settings a reading starts with: the mission's zone, the receiving state's side for hosts."""
        with self.store.read() as session:
            mission = exchange.mission(session)
        if reading.kind is ImportKind.MEETINGS:
            return ImportSettings(time_zone=mission.time_zone, host_side=mission.receiving_state)
        return ImportSettings(time_zone=mission.time_zone)

    def plan(self, reading: Reading, settings: ImportSettings | None = None, progress: Progress | None = None) -> Plan:
        """The dry run: each row's verdict, with candidates and reasons. Nothing is written.

        Raises Refused when no column names anybody, Cancelled when `progress` was cancelled. For the `work` lane.
        """
        check(reading)
        settings = settings or self.settings(reading)
        with no_collection():
            found, remarks = records(reading, settings)
            with self.store.read() as session:
                rows = planned(session, reading.kind, found, settings, progress or Progress())
        return Plan(reading, settings, tuple(rows), tuple(remarks))

    def apply(self, plan: Plan, progress: Progress | None = None) -> Imported:
        """Write a plan as one unit of work: all of it or nothing, one Undo (`services.history.undo(done.batch)`).

        The mapping is remembered for the next file of this source. A plan that would change nothing writes nothing and
        has no `batch`. Raises Refused while rows are unsure and when a record that rows are the same as is gone
        meanwhile; Cancelled. For the `db` lane.
        """
        if not plan.is_settled:
            raise Refused(UNSETTLED, count=plan.counts.unsure)
        progress = progress or Progress()
        with no_collection():
            try:
                with self.store.write() as work:
                    tally = _WRITERS[plan.kind](self.store, work, plan, progress)
                    if not tally.touched:
                        raise _NothingToWrite
                    remember(work, plan)
                    note_deed(work, plan)
                    progress.check()
            except _NothingToWrite:
                return _imported(plan, Tally(), "")
        return _imported(plan, tally, work.batch)

    def refused_workbook(self, plan: Plan) -> bytes:
        """An XLSX of the rows that were refused or left out: the file's own columns, then row, column and reason."""
        rows = [
            row.refused or RefusedRow(Place(row.line), LEFT_OUT_BY_HAND, {}, row.cells)
            for row in plan.rows
            if row.verdict in (Verdict.REFUSED, Verdict.LEFT_OUT)
        ]
        header = () if plan.reading.table == CARDS else plan.reading.source.tables[plan.reading.table].header
        return write_refused(rows, header)

    def _recall(self, kind: ImportKind) -> Callable[[str], dict[str, str] | None]:
        def recall(signature: str) -> dict[str, str] | None:
            with self.store.read() as session:
                return exchange.mapping(session, kind.value, signature)

        return recall


UNSETTLED = N_("{count} rows are not settled yet: say of each whether it is new or whom it is.")
LEFT_OUT_BY_HAND = N_("This row was left out.")


class _NothingToWrite(Exception):
    """Takes a unit of work back that would have been empty."""


def _imported(plan: Plan, tally: Tally, batch: str) -> Imported:
    counts = plan.counts
    return Imported(
        batch=batch,
        new=counts.new,
        matched=counts.matched,
        changed=tally.changed,
        left_out=counts.left_out,
        refused=counts.refused,
        made=tally.made,
    )
