"""The Import page: how the file is read, what would happen, what is unsure; then one key takes it in.

What it does; it is laid out in `frame`, and the ifs stand in `session`. Leaving asks nothing: the session waits.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QWidget,
)

from app.core.changes import Changes
from app.core.errors import AppError, ToolFault
from app.core.files import write_whole
from app.core.formats import number
from app.core.i18n import N_, ntr, tr
from app.jobs.lanes import Lane
from app.services.importing import Choice, Imported, ImportKind, Plan
from ui.desk import Desk
from ui.exchange import words
from ui.exchange.frame import TABS, ImportFrame
from ui.shell.route import Route

_PAGE_KINDS = {
    "people": ImportKind.PEOPLE,
    "organisations": ImportKind.ORGANISATIONS,
    "meetings": ImportKind.MEETINGS,
}
FILES = N_("Tables and cards (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.xlsb *.ods *.vcf *.eml *.json);;All files (*)")


class Page(ImportFrame):
    """See the module."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, self.ask_file, self.paste, self._plan, parent)
        self._shown = self.session.reading
        self.start.go.clicked.connect(self._show_imported)
        self._wire()
        self._show_reading()
        self._show_plan()
        self._show_busy()
        self._take_keys()

    def _plan(self) -> Plan | None:
        return self.session.plan

    # ---- what the frame asks ---------------------------------------------------------------------------------------

    def open(self, route: Route) -> None:
        kind = _PAGE_KINDS.get(route.extra.get("kind", ""))
        if kind is not None and self.session.reading is None:
            self._choose_kind(kind)
        path = route.extra.get("file", "")
        if path and route.extra.get("drop", "") != self._dropped:
            self._dropped = route.extra.get("drop", "")
            self.session.forget()
            if kind is not None:
                self._choose_kind(kind)
            self.session.open_file(Path(path))

    _dropped = ""
    """The drop that was read last: going back to it must not read the file once more."""

    @Slot()
    def new(self) -> None:
        self.ask_file()

    def title(self) -> str:
        return tr("Import {name}", name=self.session.name) if self.session.name else tr("Import")

    def export(self) -> None:
        if self.refused.isEnabled():
            self.save_refused()
        else:
            super().export()

    def help(self) -> list[tuple[str, str]]:
        return [
            ("Ctrl+N", tr("Choose a file")),
            ("Ctrl+V", tr("Import what was copied: a table or lines")),
            ("Ctrl+Tab", tr("The next step")),
            ("Return", tr("On a column: choose what it is imported as")),
            ("1", tr("On an unsure row: it is the first record; also 2 and 3")),
            ("N", tr("On an unsure row: somebody new")),
            ("S", tr("On an unsure row: leave it out")),
            ("Left", tr("On an unsure row: the one before; right the one after")),
            ("Ctrl+Return", tr("Import")),
            ("Ctrl+E", tr("Save the refused rows")),
            ("Ctrl+Z", tr("After the import: take all of it back")),
        ]

    # ---- bringing a file -------------------------------------------------------------------------------------------

    @Slot()
    def ask_file(self) -> None:
        """The system's dialog."""
        path = self.ask_path()
        if path is not None:
            self.take_file(path)

    def ask_path(self) -> Path | None:
        """Which file; None for Esc."""
        path, _ = QFileDialog.getOpenFileName(self, tr("Import a file"), "", tr(FILES))
        return Path(path) if path else None

    def take_file(self, path: Path) -> None:
        """Read a file as the kind that is chosen."""
        self.start.say_done("")
        if path.suffix.casefold() in (".vcf", ".vcard"):
            self._choose_kind(ImportKind.PEOPLE)
        self.session.open_file(path)

    @Slot()
    def paste(self) -> None:
        """Read what was copied: a file, a table or lines."""
        data = QGuiApplication.clipboard().mimeData()
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.take_file(files[0])
        else:
            self.start.say_done("")
            self.session.paste(data.text())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if any(url.isLocalFile() for url in data.urls()) or data.hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if len(files) > 1:
            self.desk.notices.info(tr("One file at a time: {name} is read first.", name=files[0].name))
        if files:
            self.take_file(files[0])
        elif data.hasText():
            self.session.paste(data.text())
        event.acceptProposedAction()

    # ---- showing ---------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_keys()

    @Slot()
    def _show_reading(self) -> None:
        session, reading = self.session, self.session.reading
        self._kind_group[session.kind].setChecked(True)
        self.work.setCurrentWidget(self.start if reading is None else self.desk_of_work)
        self.again.setVisible(reading is not None)
        if reading is None:
            self.file.set_data("")
            return
        self.file.set_data(session.name)
        chips = [(tr("as last time"), "violet")] if reading.remembered else []
        self.facts.set_facts(words.read_as(reading), chips)
        self.read_as.show_reading()

    @Slot()
    def _show_plan(self) -> None:
        self.read_as.show_remarks()
        self.rows.fill()
        self.settle.show_plan(self.session.plan, self.session.doubted)
        self._show_counts()

    @Slot(int)
    def _row_changed(self, no: int) -> None:
        self.rows.put(no)
        self.settle.show_plan(self.session.plan, self.session.doubted)
        self._show_counts()

    def _show_counts(self) -> None:
        plan = self.session.plan
        self.tabs.setTabVisible(2, plan is not None and bool(self.session.doubted))
        if plan is None:
            self.tabs.set_count("rows", None)
            self.tabs.set_count("unsure", None)
            self.counts.set_facts([])
            self.refused.hide()
            self.go.set_message(N_("Import"))
            self.go.setEnabled(False)
            return
        counts = plan.counts
        self.counts.set_facts(*words.counted(counts))
        self.tabs.set_count("rows", counts.read)
        self.tabs.set_count("unsure", counts.unsure)
        self.refused.setVisible(counts.refused + counts.left_out > 0)
        self.refused.setEnabled(counts.refused + counts.left_out > 0)
        if counts.unsure:
            unsure = number(counts.unsure)
            self.go.setText(ntr("Settle {n} unsure row", "Settle {n} unsure rows", counts.unsure, n=unsure))
            self.go.setEnabled(not self.session.busy)
        else:
            n = counts.new + counts.matched
            self.go.setText(ntr("Import {n} row", "Import {n} rows", n, n=number(n)))
            self.go.setEnabled(self.session.can_write())
        self.go.setAccessibleName(self.go.text())

    @Slot()
    def _show_busy(self) -> None:
        busy = self.session.busy
        self.busy.set_data(tr("{what}…", what=busy) if busy else "")
        self.busy.setVisible(bool(busy))
        self.stop.setVisible(bool(busy))
        for button in self._kind_group.values():
            button.setEnabled(not busy)
        self._show_counts()

    @Slot(object)
    def _failed(self, error: AppError) -> None:
        """What hinders the dry run stands beside the columns, for there it is mended; the rest is a notice."""
        if self.session.reading is not None and self.session.plan is None:
            self._show_plan()
            self.read_as.show_problem(str(error))
        else:
            self.desk.notices.error(error)

    def _take_keys(self) -> None:
        """The hand goes to where the work is."""
        if self.session.reading is None:
            self.setFocusProxy(self.start)
        else:
            widget = {"columns": self.read_as.table, "rows": self.rows.view, "unsure": self.settle}[self.tabs.current()]
            self.setFocusProxy(widget)

    @Slot()
    def _read(self) -> None:
        """A file came, or went: the hand follows. Where only its meaning changed, it stays where it is."""
        fresh, self._shown = (self.session.reading is None) != (self._shown is None), self.session.reading
        if fresh and self.session.reading is not None:
            # Cards have no columns to be looked at: what would happen is the first that there is to see.
            self.tabs.open("columns" if self.session.reading.table >= 0 else "rows")
        self._take_keys()
        if fresh and self.isVisible():
            self.setFocus()

    @Slot(str)
    def _tab_opened(self, key: str) -> None:
        self.steps.setCurrentIndex([tab for tab, _ in TABS].index(key))
        self._take_keys()

    @Slot(str)
    def _into_step(self, _key: str) -> None:
        self.setFocus()

    @Slot(int)
    def _decide_anew(self, no: int) -> None:
        self.tabs.setTabVisible(2, True)
        self.settle.go_to(no)
        self.tabs.open("unsure")
        self.settle.setFocus()

    # ---- taking in -------------------------------------------------------------------------------------------------

    @Slot()
    def write(self) -> None:
        """Import, or first go where something is unsure."""
        plan = self.session.plan
        if plan is None or self.session.busy:
            return
        if not plan.is_settled:
            following = self.session.next_unsure()
            if following is not None:
                self._decide_anew(following)
        elif self.session.can_write():
            self._writing = self.session.kind
            self.session.write()

    _writing = ImportKind.PEOPLE

    @Slot(object)
    def _written(self, done: Imported) -> None:
        if not done.batch:
            self.desk.notices.info(tr("The register knows all of this already: nothing was written."))
            return
        said = words.imported(self._writing, done)
        changes = Changes(batch=done.batch)
        self.desk.undo.remember(said, changes)
        self.desk.notices.done(said, changes)
        self.start.say_done(said)
        self._take_keys()
        self.start.go.setFocus()

    @Slot()
    def _show_imported(self) -> None:
        self.desk.navigation.open(self._writing.value)

    @Slot()
    def save_refused(self) -> None:
        """Ask for a file and write the workbook of rows that were not taken."""
        plan = self.session.plan
        if plan is None:
            return
        stem = Path(self.session.name).stem or "import"
        path = self.ask_target(tr("{name}-refused.xlsx", name=stem))
        if path is not None:
            job = partial(_save, self.desk, plan, path)
            self.desk.tasks.run(Lane.WORK, job, partial(self._saved, path.name), owner=self)

    def ask_target(self, name: str) -> Path | None:
        """Where to write the workbook; None for Esc."""
        path, _ = QFileDialog.getSaveFileName(self, tr("Save the refused rows"), name, tr("Excel workbook (*.xlsx)"))
        return Path(path) if path else None

    def _saved(self, name: str, _none: None) -> None:
        self.desk.notices.done(tr("Saved as {name}.", name=name))

    # ---- choices ---------------------------------------------------------------------------------------------------

    def _choose_kind(self, kind: ImportKind) -> None:
        self._kind_group[kind].setChecked(True)
        self.session.choose_kind(kind)

    @Slot()
    def _kind_chosen(self) -> None:
        kind = next(kind for kind, button in self._kind_group.items() if button.isChecked())
        self.session.choose_kind(kind)

    @Slot(int, object)
    def _decided(self, no: int, choice: Choice) -> None:
        self.session.settle(no, choice)

    @Slot(object)
    def _all_decided(self, choice: Choice) -> None:
        self.session.settle_all(choice)
        self.settle.setFocus()

    @Slot()
    def _settled_all(self) -> None:
        self.go.setFocus()

    def _wire(self) -> None:
        session = self.session
        session.reading_changed.connect(self._show_reading)
        session.reading_changed.connect(self._read)
        session.plan_changed.connect(self._show_plan)
        session.row_changed.connect(self._row_changed)
        session.busy_changed.connect(self._show_busy)
        session.failed.connect(self._failed)
        session.written.connect(self._written)
        self.kinds.buttonClicked.connect(self._kind_chosen)
        self.again.clicked.connect(session.forget)
        self.stop.clicked.connect(session.cancel)
        self.tabs.opened.connect(self._tab_opened)
        self.tabs.stepped.connect(self._into_step)
        self.rows.opened.connect(self._decide_anew)
        self.settle.decided.connect(self._decided)
        self.settle.all_decided.connect(self._all_decided)
        self.settle.left.connect(self._settled_all)
        self.refused.clicked.connect(self.save_refused)
        self.go.clicked.connect(self.write)
        for keys, act in (("Ctrl+V", self.paste), ("Ctrl+Return", self.write), ("Ctrl+Enter", self.write)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)


def _save(desk: Desk, plan: Plan, path: Path) -> None:
    content = desk.services.importing.refused_workbook(plan)
    try:
        write_whole(path, content)
    except OSError as error:
        message = N_("{name} could not be written: {reason}. Choose another folder.")
        raise ToolFault(message, name=path.name, reason=error.strerror or "") from error
