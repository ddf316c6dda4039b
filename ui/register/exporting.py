"""A list, or what is chosen in it, as a file of another program. Every copy that leaves is entered in the distribution
log before it is written (domain.md 4.6, 36); one that could not be written is taken out again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.core.changes import Written
from app.core.enums import DispatchChannel, Edition
from app.core.errors import AppError, ToolFault
from app.core.files import write_whole
from app.core.formats import number
from app.core.i18n import N_, language, ntr, tr
from app.jobs.lanes import Lane, Progress
from app.services.dispatches import DispatchDraft
from app.services.exporting import ENDINGS, ExportFormat
from app.services.exporting_paper import DOCUMENTS
from app.services.importing import ImportKind
from ui.desk import Desk
from ui.kit.form import Field
from ui.kit.form_dialog import FormDialog

CHOSEN, LIST = "chosen", "list"

_KINDS = {"person": ImportKind.PEOPLE, "organisation": ImportKind.ORGANISATIONS}
_TITLES = {"person": N_("Export people"), "organisation": N_("Export organisations")}
_FORMATS = {
    ExportFormat.XLSX: N_("Excel workbook (.xlsx)"),
    ExportFormat.CSV: N_("Table of text (.csv)"),
    ExportFormat.VCARD: N_("Address cards, vCard 4.0 (.vcf)"),
    ExportFormat.VCARD_3: N_("Address cards, vCard 3.0 (.vcf)"),
    ExportFormat.PDF: N_("List on paper (.pdf)"),
}

Ids = Callable[[], Sequence[str]]
"""Gives the ids of records in their order; called away from the window."""


class ExportDialog(FormDialog):
    """What is to be written, as what, and for whom. `chosen` counts the chosen records (0: the list alone)."""

    def __init__(self, kind: str, chosen: int, listed: int, parent: QWidget) -> None:
        self._counts = {CHOSEN: chosen, LIST: listed}
        whats = (CHOSEN, LIST) if chosen else (LIST,)
        super().__init__(
            parent,
            _TITLES[kind],
            (
                Field("what", N_("&What"), "choice", values=whats, choice_label=self._what),
                Field("format", N_("&As"), "choice", values=tuple(ExportFormat), choice_label=_format),
                Field("recipient", N_("&For"), max_length=200, placeholder=N_("name of the receiver"),
                      hint=N_("Stands in the distribution log. Judgements never leave.")),
            ),
            N_("Choose the file…"),
            "register.export",
        )  # fmt: skip
        self.answer_values: dict[str, Any] = {}
        self.wanted.connect(self._take)
        self.fill({"what": whats[0], "format": ExportFormat.XLSX, "recipient": ""})

    def _what(self, value: str) -> str:
        n = self._counts[value]
        if value == LIST:
            return ntr("The list as it is filtered ({count})", "The list as it is filtered ({count})", n,
                       count=number(n))  # fmt: skip
        return ntr("The one that is chosen", "The {count} that are chosen", n, count=number(n))

    def _take(self, values: dict[str, Any]) -> None:
        self.answer_values = values
        self.accept()


def _format(value: str) -> str:
    return tr(_FORMATS[ExportFormat(value)])


class ExportFlow(QObject):
    """Begun by a page with Ctrl+E."""

    def __init__(self, desk: Desk, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._kind, self._parent = desk, kind, parent

    def begin(
        self, chosen: Ids, chosen_count: int, listed: Ids, listed_count: int, filters: Sequence[str] = ()
    ) -> None:
        """Ask what, as what, and where; then write. `filters` says what narrowed the list, as its paper will."""
        dialog = ExportDialog(self._kind, chosen_count, listed_count, self._parent)
        answered, values = self.ask(dialog), dialog.answer_values
        dialog.deleteLater()
        if not answered:
            return
        form = ExportFormat(values["format"])
        path = self.ask_path(form)
        if path is not None:
            ids = chosen if values["what"] == CHOSEN else listed
            covers = (
                "" if values["what"] == CHOSEN or not filters else tr("Filter: {filters}", filters="; ".join(filters))
            )
            self.write(ids, form, path, str(values["recipient"]), covers)

    def write(self, ids: Ids, form: ExportFormat, path: Path, recipient: str, covers: str = "") -> None:
        """Write the records to `path`."""
        job = partial(_content, self._desk, _KINDS[self._kind], ids, form, language(), covers)
        done = partial(self._made, form, path, recipient)
        self._desk.tasks.run_long(Lane.WORK, job, done, owner=self, title=tr("Writing {name}", name=path.name))

    def _made(self, form: ExportFormat, path: Path, recipient: str, made: tuple[int, bytes]) -> None:
        count, content = made
        draft = DispatchDraft(
            document=DOCUMENTS[_KINDS[self._kind]], content=content, recipient=recipient, channel=DispatchChannel.FILE,
            edition=Edition.INTERNAL, language=language(), format=form.value,
        )  # fmt: skip
        done = partial(self._logged, count, path, content)
        self._desk.tasks.run(Lane.DB, partial(self._desk.services.dispatches.log, draft), done, owner=self)

    def _logged(self, count: int, path: Path, content: bytes, written: Written) -> None:
        failed = partial(self._not_written, written.id)
        self._desk.tasks.run(
            Lane.WORK, partial(_write, path, content), partial(self._written, count, path), failed, self
        )

    def _written(self, count: int, path: Path, _none: None) -> None:
        said = ntr("{n} record was written to {name}.", "{n} records were written to {name}.", count, name=path.name)
        self._desk.notices.done(said)

    def _not_written(self, dispatch_id: str, error: AppError) -> None:
        self._desk.notices.error(error)
        self._desk.tasks.run(Lane.DB, partial(self._desk.services.dispatches.not_delivered, dispatch_id), owner=self)

    def ask(self, dialog: QDialog) -> bool:
        """Show the window and wait; whether it was answered."""
        return dialog.exec() == QDialog.DialogCode.Accepted

    def ask_path(self, form: ExportFormat) -> Path | None:
        """Where to write; None for Esc."""
        stem = tr("List of people") if self._kind == "person" else tr("List of organisations")
        kinds = f"{_format(form)} (*{ENDINGS[form]})"
        path, _ = QFileDialog.getSaveFileName(self._parent, tr("Export to"), f"{stem}{ENDINGS[form]}", kinds)
        return Path(path) if path else None


def _content(
    desk: Desk, kind: ImportKind, ids: Ids, form: ExportFormat, lang: str, covers: str, progress: Progress
) -> tuple[int, bytes]:
    wanted = ids()
    progress.check()
    return len(wanted), desk.services.exporting.content(kind, wanted, form, progress, lang=lang, covers=covers)


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except OSError as error:
        raise ToolFault(
            N_("{name} could not be written: {reason}. Choose another folder."), name=path.name,
            reason=error.strerror or "",
        ) from error  # fmt: skip
