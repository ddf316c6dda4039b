"""The versions of a record, and what changed between two of them, word by word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.enums import Attribution, Confirmation
from app.core.formats import date_time
from app.core.i18n import N_, tr
from app.core.wording import label
from app.jobs.lanes import Lane
from app.queries.versions import Comparison, FieldChange, VersionRow
from ui.desk import Desk
from ui.kit.line_list import LineList, ListCard, ListLine
from ui.kit.text import Button, Heading, Label
from ui.minutes.changes_view import ChangedLine, ChangesView, counted
from ui.minutes.head_form import LABELS
from ui.theme import theme


class VersionsDialog(QDialog):
    """The list above, the comparison beneath. N and P go from change to change, Esc closes."""

    def __init__(self, desk: Desk, record_id: str, zone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("minutes.versions")
        self.setModal(True)
        self.setWindowTitle(tr("Versions and what changed"))
        self._desk, self._record_id, self._zone = desk, record_id, zone
        self._rows: list[VersionRow] = []
        self._asked = 0
        self.list = LineList("minutes.versions.list", 4)
        self.card = ListCard(N_("All versions"), self.list, N_("There is no version yet."), "minutes.versions.card")
        self.old, self.new = QComboBox(), QComboBox()
        for combo, name, words in (
            (self.old, "minutes.versions.old", tr("Older version")),
            (self.new, "minutes.versions.new", tr("Newer version")),
        ):
            combo.setObjectName(name)
            combo.setAccessibleName(words)
            combo.activated.connect(self.compare)
        self.unchanged = QCheckBox(tr("Show lines that did not &change"))
        self.unchanged.setObjectName("minutes.versions.unchanged")
        self.count = Label("", "soft")
        self.count.setObjectName("minutes.versions.count")
        self.changes = ChangesView("minutes.versions.changes")
        self.unchanged.toggled.connect(self.changes.show_unchanged)
        self._lay_out()
        for keys, slot in (("N", self.changes.next_change), ("P", self.changes.previous_change)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        height = parent.window().height() - theme.px(60)
        self.resize(theme.px(860), min(theme.px(760), max(theme.px(420), height)))
        self.finished.connect(self.deleteLater)
        job = partial(desk.queries.versions.of_record, record_id)
        desk.tasks.run(Lane.DB, job, self._loaded, owner=self)

    def _lay_out(self) -> None:
        pick = QHBoxLayout()
        pick.setSpacing(theme.px(8))
        pick.addWidget(self.old, 1)
        pick.addWidget(Label("→", "soft"))
        pick.addWidget(self.new, 1)
        below = QHBoxLayout()
        below.addWidget(self.count, 1)
        below.addWidget(self.unchanged)
        close = Button(N_("Close"), "primary", name="minutes.versions.close")
        close.clicked.connect(self.accept)
        last = QHBoxLayout()
        last.addWidget(Label(N_("N next change   P change before"), "secondary"))
        last.addStretch(1)
        last.addWidget(close)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, theme.px(20), margin, theme.px(20))
        column.setSpacing(theme.px(10))
        column.addWidget(self.card)
        column.addWidget(Heading(N_("What changed")))
        column.addLayout(pick)
        column.addLayout(below)
        column.addWidget(self.changes, 1)
        column.addLayout(last)

    def _loaded(self, rows: Sequence[VersionRow]) -> None:
        self._rows = list(rows)
        self.card.fill([self._line(row) for row in rows], str(len(rows)))
        for combo in (self.old, self.new):
            for row in rows:
                combo.addItem(_named(row), row.id)
        several = len(rows) > 1
        for widget in (self.old, self.new, self.unchanged):
            widget.setEnabled(several)
        if not several:
            self.count.set_message(N_("There is one version only; a correction makes the next."))
            return
        at = next((no for no, row in enumerate(rows) if row.id == self._record_id), 0)
        at = min(at, len(rows) - 2)
        self.new.setCurrentIndex(at)
        self.old.setCurrentIndex(_before(rows, at))
        self.changes.setFocus(Qt.FocusReason.OtherFocusReason)
        self.compare()

    def _line(self, row: VersionRow) -> ListLine:
        told = [row.correction.splitlines()[0] if row.correction else "", row.short_hash]
        parts = [_came(row, self._zone), *(() if row.draft_id else told)]
        return ListLine(_named(row), " · ".join(part for part in parts if part), "", label(row.status), "neutral")

    @Slot()
    def compare(self) -> None:
        """Read what changed between the two that are chosen."""
        old, new = self.old.currentData(), self.new.currentData()
        if old and new:
            self._asked += 1
            job = partial(self._desk.queries.versions.compare, old, new)
            self._desk.tasks.run(Lane.DB, job, partial(self._compared, self._asked), owner=self)

    def _compared(self, asked: int, found: Comparison) -> None:
        if asked == self._asked:
            lines = changed_lines(found)
            self.changes.show_lines(lines)
            self.count.set_data(counted(lines))


def _before(rows: Sequence[VersionRow], at: int) -> int:
    """What a version is compared with at first: the version before it, else the draft that was sent last."""
    others = (no for no in range(at + 1, len(rows)) if rows[no].record_id != rows[at].record_id)
    return next(others, at + 1)


def _named(row: VersionRow) -> str:
    if row.draft_id:
        return tr("Draft {number}, as it was sent", number=row.version_text)
    return tr("Version {number}", number=row.version_text)


def _came(row: VersionRow, zone: str) -> str:
    """What made it a version: approved, sent, or still being written."""
    if row.frozen_at is not None:
        return tr("approved by {name}, {time}", name=row.frozen_by, time=date_time(row.frozen_at, zone))
    if row.sent_at is None:
        return tr("being written")
    values = {"name": row.sent_by, "time": date_time(row.sent_at, zone)}
    if row.to_counterpart:
        return tr("sent to the other side by {name}, {time}", **values)
    return tr("sent for comment by {name}, {time}", **values)


def changed_lines(found: Comparison) -> list[ChangedLine]:
    """A comparison as it is shown: the head's fields, then the lines."""
    head = [ChangedLine(tr(LABELS.get(one.field, N_("Field"))), "changed", _runs_of(one)) for one in found.head]
    lines = []
    for one in found.lines:
        line = one.new or one.old
        runs = tuple((run.change.value, run.text) for run in one.runs)
        lines.append(ChangedLine(line.label if line else "", one.change.value, runs, one.moved))
    return [*head, *lines]


_CHOSEN: Mapping[str, type[StrEnum]] = {"attribution": Attribution, "confirmation": Confirmation}


def _runs_of(change: FieldChange) -> tuple[tuple[str, str], ...]:
    """A field's change; what is chosen from a list is said in its words, the old and the new whole."""
    runs = tuple((run.change.value, run.text) for run in change.runs)
    if change.field not in _CHOSEN:
        return runs
    old = "".join(text for kind, text in runs if kind != "added")
    new = "".join(text for kind, text in runs if kind != "removed")
    chosen = _CHOSEN[change.field]
    return (("removed", f"{label(chosen(old))} "), ("added", label(chosen(new))))
