"""One import under way: what was read, how it is meant, what would happen. The ifs of the page; no widget here.

Everything long runs on a lane; a question that was overtaken by a newer one is dropped. Nothing is written before
`write`. The session outlives the page (a change of language builds the page anew), so that nothing settled is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal, Slot

from app.core.errors import AppError, Refused
from app.core.i18n import N_, tr
from app.jobs.lanes import Lane, Progress
from app.services.foreign_files import read_foreign
from app.services.importing import Choice, Imported, ImportingService, ImportKind, ImportSettings, Plan, Reading
from ui.desk import Desk
from ui.tasks import Task

KINDS: tuple[tuple[ImportKind, str], ...] = (
    (ImportKind.PEOPLE, N_("People")),
    (ImportKind.ORGANISATIONS, N_("Organisations")),
    (ImportKind.MEETINGS, N_("Meetings")),
)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What somebody chose over the guess of how the file is to be read; it holds when the file is read once more."""

    encoding: str = ""
    delimiter: str = ""
    header_row: int | None = None


class Session(QObject):
    """See the module. Signals say what to show anew; the page reads the attributes."""

    reading_changed = Signal()
    plan_changed = Signal()
    """Another dry run."""
    row_changed = Signal(int)
    """A row of the plan was settled."""
    busy_changed = Signal()
    failed = Signal(object)
    """An `AppError` to show; what was read before stays."""
    written = Signal(object)
    """The `Imported` that was written; the session is empty again."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.kind = ImportKind.PEOPLE
        self.name = ""
        self.reading: Reading | None = None
        self.settings: ImportSettings | None = None
        self.plan: Plan | None = None
        self.doubted: tuple[int, ...] = ()
        """Rows that were unsure when the dry run came, in the file's order: they can be settled again."""
        self.busy = ""
        """What is under way, in words; "" for nothing."""
        self._again: Callable[[], None] | None = None
        self._chosen = _Chosen()
        self._task: Task | None = None
        self._asked = 0
        desk.tasks.finished.connect(self._task_over)

    # ---- reading ---------------------------------------------------------------------------------------------------

    def open_file(self, path: Path) -> None:
        """Read a file from the disk."""
        self._chosen = _Chosen()
        self._open(path)

    def _open(self, path: Path) -> None:
        self._again = partial(self._open, path)
        service, kind, chosen = self._desk.services.importing, self.kind, self._chosen

        def job(progress: Progress) -> Reading:
            data = read_foreign(path)
            progress.check()
            return _as_chosen(service, service.read(path.name, data, kind, progress), chosen)

        self._start(Lane.WORK, job, self._read, tr("Reading {name}", name=path.name))

    def paste(self, text: str) -> None:
        """Read a pasted table or pasted lines."""
        if not text.strip():
            self.failed.emit(Refused(N_("There is no text to paste.")))
            return
        self._chosen = _Chosen()
        self._paste(text)

    def _paste(self, text: str) -> None:
        self._again = partial(self._paste, text)
        service, kind, chosen = self._desk.services.importing, self.kind, self._chosen

        def job(progress: Progress) -> Reading:
            progress.check()
            return _as_chosen(service, service.read_pasted(text, kind), chosen)

        self._start(Lane.WORK, job, self._read, tr("Reading what was pasted"))

    def choose_kind(self, kind: ImportKind) -> None:
        """People, organisations or meetings; what was read is read anew."""
        if kind is self.kind:
            return
        self.kind = kind
        if self._again is not None and (self.reading is not None or self.busy):
            self._again()

    def choose_table(self, table: int) -> None:
        """Another sheet."""
        if self.reading is not None and table != self.reading.table:
            service, reading = self._desk.services.importing, self.reading
            self._chosen = replace(self._chosen, header_row=None)
            job = partial(_quick, partial(service.choose_table, reading, table))
            self._start(Lane.WORK, job, self._read, tr("Reading the table"))

    def read_otherwise(
        self, *, encoding: str | None = None, delimiter: str | None = None, header_row: int | None = None
    ) -> None:
        """By another encoding, another delimiter ("" for the guess), another row of headings (0 for none)."""
        if self.reading is None:
            return
        wished: dict[str, Any] = {"encoding": encoding, "delimiter": delimiter, "header_row": header_row}
        changes = {key: value for key, value in wished.items() if value is not None}
        job = partial(_quick, partial(self._desk.services.importing.reread, self.reading, **changes))
        self._start(Lane.WORK, job, partial(self._read_otherwise, changes), tr("Reading the table"))

    def _read_otherwise(self, changes: dict[str, Any], reading: Reading) -> None:
        self._chosen = replace(self._chosen, **{"header_row": None, **changes})
        self._read(reading)

    def choose_field(self, column: int, key: str) -> None:
        """Column `column` means `key` ("" for nothing)."""
        if self.reading is not None and self.reading.mapping.columns[column].field != key:
            service, mapping = self._desk.services.importing, self.reading.mapping.with_field(column, key)
            self.reading = service.remap(self.reading, mapping)
            self.reading_changed.emit()
            self._make_plan()

    def set_settings(self, **changes: Any) -> None:
        """Side, day first and the rest of what the file does not say."""
        if self.settings is not None:
            settings = replace(self.settings, **changes)
            if settings != self.settings:
                self.settings = settings
                self._make_plan()

    def _read(self, reading: Reading) -> None:
        self.reading, self.name, self.kind = reading, reading.source.name, reading.kind
        self.plan, self.doubted, self.settings = None, (), None
        self.reading_changed.emit()
        self.plan_changed.emit()
        self._desk.tasks.run(
            Lane.DB, partial(self._desk.services.importing.settings, reading), self._with_settings, self._fail, self
        )

    def _with_settings(self, settings: ImportSettings) -> None:
        self.settings = settings
        self.reading_changed.emit()
        self._make_plan()

    # ---- the dry run -----------------------------------------------------------------------------------------------

    def _make_plan(self) -> None:
        if self.reading is None:
            return
        if self.plan is not None:
            self.plan, self.doubted = None, ()
            self.plan_changed.emit()
        job = partial(_plan, self._desk.services.importing, self.reading, self.settings)
        self._start(Lane.WORK, job, self._planned, tr("Comparing with the register"))

    def _planned(self, plan: Plan) -> None:
        self.plan = plan
        self.doubted = tuple(row.no for row in plan.unsure())
        self.plan_changed.emit()

    def settle(self, no: int, choice: Choice) -> None:
        """What somebody says of a row."""
        if self.plan is not None:
            try:
                self.plan = self.plan.settle(no, choice)
            except Refused as error:
                self.failed.emit(error)
                return
            self.row_changed.emit(no)

    def settle_all(self, choice: Choice) -> None:
        """The same for all that are still unsure."""
        if self.plan is not None:
            self.plan = self.plan.settle_all(choice)
            self.row_changed.emit(-1)

    def next_unsure(self, after: int = -1) -> int | None:
        """The next row to settle after row `after`, then from the top; None when nothing is left."""
        waiting = [row.no for row in self.plan.unsure()] if self.plan is not None else []
        return next((no for no in waiting if no > after), waiting[0] if waiting else None)

    def can_write(self) -> bool:
        """Whether there is something to write and nothing left to ask."""
        if self.plan is None or self.busy or not self.plan.is_settled:
            return False
        counts = self.plan.counts
        return counts.new + counts.matched > 0

    # ---- writing ---------------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Write the plan as one unit of work."""
        if self.can_write() and self.plan is not None:
            job = partial(self._desk.services.importing.apply, self.plan)
            self._start(Lane.DB, job, self._applied, tr("Importing {name}", name=self.name))

    def _applied(self, done: Imported) -> None:
        self.forget()
        self.written.emit(done)

    @Slot()
    def forget(self) -> None:
        """Start over; what was read is let go."""
        self.cancel()
        self.reading = self.plan = self.settings = self._again = None
        self.name, self.doubted = "", ()
        self.reading_changed.emit()
        self.plan_changed.emit()

    # ---- under way -------------------------------------------------------------------------------------------------

    @Slot()
    def cancel(self) -> None:
        """Stop what is under way; what was there before stays."""
        task = self._task
        self._over()
        if task is not None:
            task.cancel()

    def _start(self, lane: Lane, job: Callable[[Progress], Any], done: Callable[[Any], None], title: str) -> None:
        self.cancel()
        number = self._asked
        self._set_busy(title)
        answered, failed = partial(self._done, number, done), partial(self._fail_if, number)
        task = self._desk.tasks.run_long(lane, job, answered, failed, self, title=title)
        if number == self._asked:  # a lane without threads has answered by now
            self._task = task

    def _done(self, number: int, done: Callable[[Any], None], answer: Any) -> None:
        if number == self._asked:
            self._over()
            done(answer)

    def _fail_if(self, number: int, error: AppError) -> None:
        if number == self._asked:
            self._fail(error)

    def _fail(self, error: AppError) -> None:
        self._over()
        self.failed.emit(error)

    def _over(self) -> None:
        self._asked += 1
        self._task = None
        self._set_busy("")

    @Slot(object)
    def _task_over(self, task: Task) -> None:
        """It was cancelled from the status line."""
        if task is self._task and task.progress.cancelled:
            self._over()

    def _set_busy(self, title: str) -> None:
        if title != self.busy:
            self.busy = title
            self.busy_changed.emit()


def _as_chosen(service: ImportingService, reading: Reading, chosen: _Chosen) -> Reading:
    """The reading by what somebody chose over its guess."""
    if chosen == _Chosen():
        return reading
    header = chosen.header_row if reading.table >= 0 else None
    return service.reread(
        reading, encoding=chosen.encoding or None, delimiter=chosen.delimiter or None, header_row=header
    )


def _quick(job: Callable[[], Any], progress: Progress) -> Any:
    progress.check()
    return job()


def _plan(service: Any, reading: Reading, settings: ImportSettings | None, progress: Progress) -> Plan:
    plan: Plan = service.plan(reading, settings, progress)
    return plan


_sessions: WeakKeyDictionary[QObject, Session] = WeakKeyDictionary()


def session_of(desk: Desk) -> Session:
    """The desk's import; it lives as long as the window does."""
    session = _sessions.get(desk.tasks)
    if session is None:
        session = _sessions[desk.tasks] = Session(desk, desk.tasks)
    return session
