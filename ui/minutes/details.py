"""The head of a record: what it is, how it is marked, who may be named, whether the other side confirmed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime, time
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.changes import Written
from app.core.enums import Attribution, Confirmation, RecordKind
from app.core.errors import AppError, Conflict, FieldConflict, Refused
from app.core.formats import clock_time
from app.core.i18n import LANGUAGES, N_, NATIVE_NAMES, tr
from app.core.wording import label
from app.core.zones import local, to_utc
from app.jobs.lanes import Lane
from app.queries.meetings import MeetingDetail
from app.services.minutes import RecordDraft
from ui.desk import Desk
from ui.kit.dialogs import ConflictDialog
from ui.kit.form import Field, Form
from ui.kit.text import Button, Heading
from ui.theme import theme

LABELS: Mapping[str, str] = {
    "kind": N_("Kind"),
    "language": N_("Language"),
    "marking": N_("Marking"),
    "attribution": N_("Attribution"),
    "confirmation": N_("Confirmation"),
    "confirmation_note": N_("Note on the confirmation"),
    "recorder": N_("Recorder"),
    "closed_at": N_("Closed at"),
    "distribution": N_("Distribution"),
    "matters_arising": N_("Matters arising"),
    "text": N_("Text"),
    "side": N_("Side"),
    "owner_person_id": N_("Owner, person"),
    "owner_organisation_id": N_("Owner, organisation"),
    "owner_text": N_("Owner, in words"),
    "due_on": N_("Due date"),
    "due_text": N_("Due, in words"),
    "due_precision": N_("How exact the date is"),
    "no_due_reason": N_("Reason for no date"),
    "speaker_id": N_("Speaker"),
    "speaker_org_id": N_("Speaker, organisation"),
    "topic_ids": N_("Topics"),
}
"""Words for the fields of a record and of its lines, for the question who wins."""


def _language(code: str) -> str:
    return NATIVE_NAMES.get(code, code)


def head_fields() -> tuple[Field, ...]:
    """The form."""
    return (
        Field("kind", N_("&Kind"), "choice", values=tuple(RecordKind), choice_label=label),
        Field("language", N_("&Language"), "choice", values=LANGUAGES, choice_label=_language),
        Field("marking", N_("&Marking"), placeholder=N_("IN CONFIDENCE, TLP:AMBER, 取扱注意"), max_length=120),
        Field(
            "attribution", N_("&Attribution"), "choice", values=tuple(Attribution), choice_label=label,
            hint=N_("Who may be named in the printed record."),
        ),
        Field("confirmation", N_("&Confirmation"), "choice", values=tuple(Confirmation), choice_label=label),
        Field("confirmation_note", N_("&Note on it"), max_length=500),
        Field("recorder", N_("&Recorder"), max_length=200),
        Field("closed_at", N_("Close&d at"), "time", hint=N_("Local time, when the meeting was closed.")),
        Field("distribution", N_("D&istribution"), "multiline", lines=3, hint=N_("One receiver on each line.")),
        Field("matters_arising", N_("Matters ari&sing"), "multiline", lines=3),
    )  # fmt: skip


def values_of(draft: RecordDraft, meeting: MeetingDetail) -> dict[str, Any]:
    """A head as the form shows it: the closing time on the meeting's clocks, receivers line by line."""
    values = {item.name: getattr(draft, item.name) for item in fields(draft)}
    values["closed_at"] = local(draft.closed_at, meeting.time_zone).time() if draft.closed_at else None
    values["distribution"] = "\n".join(draft.distribution)
    return values


def draft_from(values: Mapping[str, Any], meeting: MeetingDetail, base: RecordDraft) -> RecordDraft:
    """The head that the form says. A closing time before the start belongs to the next day's early hours: refused by
    nobody, so the meeting's own last day is taken. Raises BadWhen for a time that the clocks skip."""
    at: time | None = values["closed_at"]
    closed: datetime | None = None
    if at is not None:
        kept = base.closed_at
        if kept is not None and local(kept, meeting.time_zone).time().replace(microsecond=0) == at:
            closed = kept
        else:
            closed = to_utc(local(meeting.ends_at, meeting.time_zone).date(), at, meeting.time_zone)
    lines = tuple(line.strip() for line in values["distribution"].splitlines() if line.strip())
    return replace(base, **{**values, "closed_at": closed, "distribution": lines})


def in_words(value: object, zone: str = "") -> str:
    """A field's value as the conflict shows it."""
    if isinstance(value, datetime):
        return clock_time(local(value, zone)) if zone else value.isoformat()
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    if isinstance(value, (RecordKind, Attribution, Confirmation)):
        return label(value)
    return "" if value is None else str(value)


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

    def __init__(self, desk: Desk, meeting: MeetingDetail, record_id: str, field: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("minutes.details")
        self.setModal(True)
        self.setWindowTitle(tr("Record details"))
        self._desk, self._meeting, self._record_id, self._field = desk, meeting, record_id, field
        self._base = RecordDraft()
        self.form = Form(head_fields(), "minutes.head")
        page = QWidget()
        page.setProperty("role", "page")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, theme.px(8), 0)
        inside.addWidget(self.form)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        self.save_button = Button(N_("Save"), "primary", name="minutes.details.save")
        cancel = Button(N_("Cancel"), name="minutes.details.cancel")
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
        desk.tasks.run(Lane.DB, partial(desk.services.minutes.head, record_id), self._loaded, owner=self)

    def _loaded(self, draft: RecordDraft) -> None:
        self._base = draft
        self.form.set_values(values_of(draft, self._meeting))
        known = {item.name for item in fields(draft)}
        if self._field in known:
            self.form.edit(self._field).control().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.form.focus_first()

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
