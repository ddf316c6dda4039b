"""The Details tab: the declared form, a line that says what is unsaved, and the way out of a conflict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.enums import Channel, LanguageMode, MeetingKind, MeetingRule
from app.core.formats import date_time
from app.core.i18n import N_, tr
from app.core.problems import Problem
from app.core.wording import label
from app.core.zones import local
from app.jobs.lanes import Lane
from app.queries.conflicts import Overlap
from app.services.meetings import MeetingDraft
from ui.desk import Desk
from ui.kit.card import Card
from ui.kit.dialogs import MINE, ConflictDialog
from ui.kit.form import MEASURE, Form
from ui.kit.form_texts import label_of
from ui.kit.scroll import ScrollPage
from ui.kit.text import Button, Label
from ui.meetings import searches, unsaved, words
from ui.meetings.form import FIELD_OF, draft_from, fields, moved_end, values_of
from ui.meetings.presenter import Clash, Loaded, MeetingPresenter
from ui.theme import theme

OVERLAP_MS = 150
"""Rest of the typing before it is looked up who would be wanted twice."""
KINDS: Mapping[str, type[StrEnum]] = {
    "kind": MeetingKind,
    "language_mode": LanguageMode,
    "rule": MeetingRule,
    "channel": Channel,
}


class DetailsTab(QWidget):
    """Filled by `show_meeting`; saves through the presenter. A form being edited is not refilled under the hand."""

    dirty_changed = Signal(bool)
    done = Signal()
    """Ctrl+Enter: all is saved, and the person goes back to the list."""

    def __init__(self, desk: Desk, presenter: MeetingPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meetings.details")
        self._desk, self._presenter = desk, presenter
        self._loaded: Loaded | None = None
        self._times: tuple[object, object] = (None, None)
        self._dirty = False
        self._closing = False
        self._asked = 0
        self.fields = fields(
            self._today,
            searches.of(desk, desk.queries.choices.rooms, self),
            searches.of(desk, desk.queries.choices.topics, self),
        )
        self.form = Form(self.fields, "meetings.details")
        self.form.changed.connect(self._edited)
        self._build()
        presenter.refused.connect(self._refused)
        presenter.clashed.connect(self._clashed)
        presenter.saved.connect(self._saved)
        for keys, slot in (
            ("Ctrl+S", self.save),
            ("Ctrl+Return", self.save_and_close),
            ("Ctrl+Enter", self.save_and_close),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(OVERLAP_MS)
        self._pause.timeout.connect(self.look_for_overlaps)

    def _build(self) -> None:
        card = Card(name="meetings.details.card")
        card.add(self.form)
        inner = QWidget()
        inner.setProperty("role", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, theme.px(16))
        column.addWidget(card)
        column.addStretch(1)
        # Wider than this the eye loses the line between a label and its field.
        self.page_scroll = ScrollPage(inner, MEASURE + 220)
        self.page_scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.bar = QFrame()
        self.bar.setProperty("role", "status")
        self.bar.setObjectName("meetings.details.bar")
        self.state = Label(N_("Not saved yet"), "strong")
        self.preview = Label("", "soft")
        self.preview.setObjectName("meetings.details.when")
        self.warning = Label("", "secondary")
        self.warning.setObjectName("meetings.details.warning")
        self.warning.setWordWrap(True)
        self.warning.hide()
        self.discard = Button(N_("Discard changes"), "quiet", name="meetings.details.discard")
        self.discard.clicked.connect(self.revert)
        self.button = Button(N_("Save"), "primary", name="meetings.details.save")
        self.button.setToolTip(tr("Ctrl+S"))
        self.button.clicked.connect(self.save)
        over = QVBoxLayout(self.bar)
        over.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        over.setSpacing(theme.px(4))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        over.addWidget(self.warning)
        over.addLayout(row)
        for widget in (self.state, self.preview):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.discard)
        row.addWidget(self.button)
        self.bar.hide()
        theme.notifier().changed.connect(self._restyle)
        self._restyle()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.page_scroll, 1)
        whole.addWidget(self.bar)
        self.setFocusProxy(self.form.edit("title"))

    # ---- filling ---------------------------------------------------------------------------------------------------

    def show_meeting(self, loaded: Loaded) -> None:
        """Show a meeting. The same one again leaves unsaved edits, and what they were made on, as they are."""
        same = self._loaded is not None and self._loaded.detail.id == loaded.detail.id
        if same and self._dirty:
            return
        self._fill(loaded)

    def is_dirty(self) -> bool:
        """Whether something is typed and not saved."""
        return self._dirty

    def texts(self) -> dict[str, str]:
        """The unsaved fields, readable."""
        return unsaved.texts_of(self.form, self.fields) if self._dirty else {}

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Unsaved fields of an earlier `texts`, as edits."""
        unsaved.put(self.form, self.fields, texts, KINDS)

    @Slot()
    def revert(self) -> None:
        """Forget what was typed and show the meeting as it is stored."""
        if self._presenter.current is not None:
            self._fill(self._presenter.current)

    @Slot()
    def save(self) -> None:
        """Store what was typed, or say beside the fields what is wrong."""
        self._closing = False
        self._save()

    @Slot()
    def save_and_close(self) -> None:
        """Store what was typed and go back to the list; what cannot be stored keeps the form open."""
        self._closing = True
        if self._loaded is not None and not self._dirty:
            self._finish()
        else:
            self._save()

    def _save(self) -> None:
        if self._loaded is None or not self._dirty:
            return
        values = self.form.collect()
        if values is None:
            self.page_scroll.show_problem()
            return
        draft, problems = draft_from(values, self._loaded.draft)
        self.form.show_problems(problems)
        self.page_scroll.show_problem()
        if not problems:
            self._presenter.save(draft, self._loaded.draft)

    def _finish(self) -> None:
        closing, self._closing = self._closing, False
        if closing:
            self.done.emit()

    @Slot()
    def look_for_overlaps(self) -> None:
        """Say, without refusing anything, who or what the typed time would want twice."""
        self._pause.stop()
        self._asked += 1
        draft = self._whole_draft()
        if draft is None or self._loaded is None or draft.starts_at is None or draft.ends_at is None:
            self._warn(self._asked, [])
            return
        people = [row.person_id for row in self._loaded.detail.participants if row.person_id]
        job = partial(
            self._desk.queries.conflicts.overlapping, draft.starts_at, draft.ends_at, room_id=draft.room_id,
            person_ids=people, but=self._loaded.detail.id,
        )  # fmt: skip
        self._desk.tasks.run(Lane.DB, job, partial(self._warn, self._asked), owner=self)

    def _warn(self, asked: int, found: Sequence[Overlap]) -> None:
        if asked == self._asked:
            self.warning.set_data("\n".join(words.overlap(one) for one in found))
            self.warning.setVisible(bool(found))

    def _whole_draft(self) -> MeetingDraft | None:
        """What the form says, when it says a whole meeting that differs from the stored one."""
        if self._loaded is None or not self.form.dirty() or self.form.problems():
            return None
        draft, _problems = draft_from(self.form.values(), self._loaded.draft)
        return draft

    def _fill(self, loaded: Loaded) -> None:
        self._loaded = loaded
        values = values_of(loaded.draft, loaded.titles)
        self.form.set_values(values)
        self._times = (values["start"], values["end"])
        self._tell()

    # ---- what happens ----------------------------------------------------------------------------------------------

    @Slot(str)
    def _edited(self, key: str) -> None:
        if key == "start":
            start = self.form.edit("start").value()
            if isinstance(start, time):
                end = moved_end(*self._times, start)
                if end is not None and self.form.edit("end").value() == self._times[1]:
                    self.form.edit("end").set_value(end)
                    self._times = (start, end)
        elif key == "end":
            self._times = (self.form.edit("start").value(), self.form.edit("end").value())
        self._tell()

    def _tell(self) -> None:
        dirty, draft = self.form.dirty(), self._whole_draft()
        self.bar.setVisible(dirty)
        self.preview.set_data(self._when(draft) if draft is not None else "")
        self._pause.start()
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)

    def _when(self, draft: MeetingDraft) -> str:
        if draft.starts_at is None or draft.ends_at is None or draft.ends_at <= draft.starts_at:
            return ""
        mission = self._desk.mission
        others = (mission.home_time_zone, mission.time_zone) if mission else ()
        return words.when_whole(draft.starts_at, draft.ends_at, draft.time_zone, others)

    @Slot(object)
    def _refused(self, problems: Sequence[Problem]) -> None:
        self.form.show_problems(problems)
        self.page_scroll.show_problem()

    @Slot(object)
    def _saved(self, _draft: MeetingDraft) -> None:
        # What was typed is stored now; the reload that follows shows it as it was cleaned.
        self.form.mark_clean()
        self.form.show_problems(())
        self._tell()
        self._finish()

    @Slot(object)
    def _clashed(self, clash: Clash) -> None:
        dialog = ConflictDialog(self.conflict_words(clash), self, "meetings.conflict")
        if self.ask(dialog):
            names = [field.field for field in clash.conflict.fields]
            mine = {name for name, choice in zip(names, dialog.choices(), strict=True) if choice == MINE}
            self._presenter.settle(clash, mine)
        dialog.deleteLater()

    def ask(self, dialog: QDialog) -> bool:
        """Show the question and wait; whether it was answered with anything but "go on editing"."""
        return dialog.exec() == QDialog.DialogCode.Accepted

    def conflict_words(self, clash: Clash) -> list[tuple[str, str, str]]:
        """(field, mine, theirs) in words for each field that both changed."""
        named = {field.key: label_of(field) for field in self.fields}
        shown = partial(self._words_of, clash)
        return [
            (
                named.get(FIELD_OF.get(one.field, one.field), one.field),
                shown(one.field, one.mine, mine=True),
                shown(one.field, one.theirs, mine=False),
            )
            for one in clash.conflict.fields
        ]

    def _words_of(self, clash: Clash, field: str, value: Any, *, mine: bool) -> str:
        if field == "room_id" and value:
            return self.form.edit("room_id").control().text() if mine else clash.theirs.titles.room  # type: ignore[attr-defined]
        if field == "topic_ids" and not mine:
            return ", ".join(name for _, name in clash.theirs.titles.topics)
        if field == "topic_ids":
            return ", ".join(self.form.edit("topics").widget.titles())  # type: ignore[attr-defined]
        if isinstance(value, StrEnum):
            return label(value)
        if isinstance(value, datetime):
            draft = clash.mine if mine else clash.theirs.draft
            return date_time(value, draft.time_zone)
        if isinstance(value, tuple):
            return ", ".join(map(str, value))
        return str(value) if value else tr("(empty)")

    def _today(self) -> date:
        mission = self._desk.mission
        return local(self._desk.clock.now(), mission.time_zone if mission else "UTC").date()

    @Slot()
    def _restyle(self) -> None:
        self.warning.setStyleSheet(f"color: {theme.tokens().amber};")
