"""The head of a record: what it is, how it is marked, who may be named, whether the other side confirmed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.changes import Written
from app.core.enums import RecordKind
from app.core.errors import AppError, Conflict, FieldConflict, Refused
from app.core.i18n import N_, tr
from app.core.zones import local
from app.jobs.lanes import Lane
from app.queries.meetings import MeetingDetail
from app.queries.minutes import RecordDetail
from app.services.minutes import RecordDraft
from ui.desk import Desk
from ui.kit.dialogs import ConflictDialog
from ui.kit.form import Form
from ui.kit.text import Button, Heading
from ui.minutes.head_form import LABELS, draft_from, head_fields, heads_of, in_words, shown_fields, values_of
from ui.theme import theme


def ask_conflict(parent: QWidget, found: Sequence[FieldConflict], zone: str = "") -> list[str] | None:
    """Mine or theirs for each field, None when the user goes on editing."""
    rows = [
        (tr(LABELS.get(item.field, N_("Field"))), in_words(item.mine, zone), in_words(item.theirs, zone))
        for item in found
    ]
    dialog = ConflictDialog(rows, parent, "minutes.conflict")
    chosen = dialog.choices() if dialog.exec() == QDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    return chosen


class DetailsDialog(QDialog):
    """Ctrl+Enter saves, Esc leaves. What somebody else changed meanwhile is asked about field by field."""

    def __init__(self, desk: Desk, meeting: MeetingDetail, record: RecordDetail, field: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("minutes.details")
        self.setModal(True)
        self.setWindowTitle(tr("Record details"))
        self._desk, self._meeting, self._record_id, self._field = desk, meeting, record.id, field
        self._corrects = bool(record.previous_id)
        self._base = RecordDraft()
        sides = tuple(code for code, _ in meeting.sides)
        self.form = Form(head_fields(sides, self._today), "minutes.head")
        self.form.changed.connect(self._edited)
        page = QWidget()
        page.setProperty("role", "page")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, theme.px(8), 0)
        inside.addWidget(self.form)
        self.area = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        self.save_button = Button(N_("Save"), "primary", name="minutes.details.save")
        cancel = Button(N_("Cancel"), name="minutes.details.cancel")
        self.save_button.setDefault(True)  # Enter in a line is never another button
        self.save_button.clicked.connect(self.save)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.save_button)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, theme.px(20), margin, theme.px(20))
        column.setSpacing(theme.px(12))
        column.addWidget(Heading(N_("Record details")))
        column.addWidget(scroll, 1)
        column.addLayout(row)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        self.resize(theme.px(600), min(theme.px(640), max(theme.px(420), parent.window().height() - theme.px(60))))
        desk.tasks.run(Lane.DB, partial(desk.services.minutes.head, record.id), self._loaded, owner=self)

    def _loaded(self, draft: RecordDraft) -> None:
        self._base = draft
        self.form.set_values(values_of(draft, self._meeting))
        self._show_fields()
        wanted = "kind"
        if self._field == "press_line":
            wanted = "no_press_line"
        elif self._field in {item.name for item in fields(draft)}:
            wanted = self._field
        control = self.form.edit(wanted).control()
        control.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(control, 0, theme.px(80))

    def _today(self) -> date:
        return local(self._desk.clock.now(), self._meeting.time_zone).date()

    @Slot(str)
    def _edited(self, key: str) -> None:
        if key in ("kind", "second_language"):
            self._show_fields()

    def _show_fields(self) -> None:
        """What this kind of record asks for. Whoever makes it agreed minutes finds the heads ready to sign."""
        values = self.form.values()
        kind = values["kind"]
        shown = shown_fields(kind, values["second_language"], correction=bool(self._base.correction or self._corrects))
        for name, wanted in shown.items():
            self.form.set_shown(name, wanted)
        if kind is RecordKind.AGREED_MINUTES and not values["signatories"]:
            self.form.edit("signatories").set_value(heads_of(self._meeting))

    @Slot()
    def save(self) -> None:
        """Save what was changed."""
        values = self.form.collect()
        if values is None:
            return
        try:
            draft = draft_from(values, self._meeting, self._base)
        except Refused as error:
            self.form.show_problems(error.problems)
            return
        self._write(draft, self._base)

    def _write(self, draft: RecordDraft, base: RecordDraft) -> None:
        job = partial(self._desk.services.minutes.set_head, self._record_id, draft, base)
        self._desk.tasks.run(Lane.DB, job, self._saved, partial(self._failed, draft, base), self)

    def _saved(self, written: Written) -> None:
        self._desk.undo.remember(tr("The details of the record were changed."), written.changes)
        self.accept()

    def _failed(self, draft: RecordDraft, base: RecordDraft, error: AppError) -> None:
        if isinstance(error, Conflict):
            chosen = ask_conflict(self, error.fields, self._meeting.time_zone)
            if chosen is not None:
                theirs: dict[str, Any] = {item.field: item.theirs for item in error.fields}
                kept: dict[str, Any] = {item.field: item.theirs for item, way in zip(error.fields, chosen, strict=True)
                        if way == "theirs"}  # fmt: skip
                self._write(replace(draft, **kept), replace(base, **theirs))
        elif isinstance(error, Refused) and error.problems:
            self.form.show_problems(error.problems)
        else:
            self._desk.notices.error(error)
