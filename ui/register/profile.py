"""What the mission thinks of somebody: power, interest, stance and nearness, each with its evidence; and how it moved.

Never on a paper that leaves (domain.md 4.6, 37); the part says so itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Written
from app.core.enums import Assessed
from app.core.formats import date_plain
from app.core.i18n import N_, tr
from app.core.settings import ASSESSOR
from app.core.wording import label
from app.jobs.lanes import Lane
from app.queries.stakeholders import AssessmentRow, Profile
from app.services.stakeholders import AssessmentDraft
from ui.desk import Desk
from ui.kit.card import Card
from ui.kit.chip import Chip
from ui.kit.line_list import LINE_ROLE, LineList, ListCard, ListLine
from ui.kit.scroll import ScrollPage
from ui.kit.text import Button, Label, PlainLabel
from ui.register import words
from ui.register.judgement import JudgementDialog
from ui.theme import icons, theme

_TITLES = {
    Assessed.POWER: N_("Power"),
    Assessed.INTEREST: N_("Interest"),
    Assessed.STANCE: N_("Stance"),
    Assessed.RELATIONSHIP: N_("Relationship"),
}


class _Judged:
    """One line of the card: the kind (a button that adds or corrects), the value, and what it rests on."""

    def __init__(self, about: Assessed, act: Callable[[], None]) -> None:
        self.button = Button(_TITLES[about], "link", name=f"register.profile.{about.value}")
        self.button.clicked.connect(act)
        self.value = Chip("")
        self.moved = Label("", "secondary")
        self.evidence = PlainLabel()
        self.evidence.setWordWrap(True)
        self.source = Label("", "secondary")


class ProfilePart(QWidget):
    """Object names: `register.profile`, `.add`, `.history`, and one button for each kind of judgement."""

    def __init__(self, desk: Desk, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("register.profile")
        self._desk, self._today = desk, today
        self._kind = self._id = self._name = ""
        self._asked = 0
        self._profile: Profile | None = None
        self.add = Button(N_("Add a judgement"), "", "add", "register.profile.add")
        self.add.clicked.connect(self._add)
        self.quadrant = Chip("", "violet")
        self.judged = {about: _Judged(about, partial(self._judge, about)) for about in Assessed}
        self.history = ListCard(
            N_("How it moved"), LineList("register.profile.history", 14), N_("Nothing has been judged yet."),
            "register.profile.card.history",
        )  # fmt: skip
        self.history.lines.opened.connect(self._opened)
        self._build()

    def _build(self) -> None:
        inner = QWidget()
        inner.setProperty("role", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.px(4), theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(self._warning())
        self.card = Card(N_("What we think of them"), name="register.profile.card.now")
        self.card.set_corner(self.quadrant)
        self.card.set_corner(self.add)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(2))
        grid.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, one in enumerate(self.judged.values()):
            grid.addWidget(one.button, row, 0, top | Qt.AlignmentFlag.AlignLeft)
            for place, parts in ((1, (one.value, one.moved)), (2, (one.evidence, one.source))):
                cell = QVBoxLayout()
                cell.setSpacing(theme.px(2))
                cell.setContentsMargins(0, theme.px(2), 0, theme.px(8))
                for part in parts:
                    cell.addWidget(part)
                cell.addStretch(1)
                grid.addLayout(cell, row, place)
        self.card.add(grid)
        column.addWidget(self.card)
        column.addWidget(self.history)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollPage(inner))
        self.setFocusProxy(self.judged[Assessed.POWER].button)

    def _warning(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "card")
        frame.setObjectName("register.profile.internal")
        picture = PlainLabel()
        icons_shown = icons.pixmap("locked", "amber", 15)
        picture.setPixmap(icons_shown)
        self._lock = picture
        said = Label(N_("Internal. No paper, export or list of the mission ever shows this page."), "strong")
        said.setWordWrap(True)
        row = QHBoxLayout(frame)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        row.setSpacing(theme.px(8))
        row.addWidget(picture)
        row.addWidget(said, 1)
        theme.notifier().changed.connect(self._recolour)
        return frame

    @Slot()
    def _recolour(self) -> None:
        self._lock.setPixmap(icons.pixmap("locked", "amber", 15))

    # ---- showing ---------------------------------------------------------------------------------------------------

    def show_subject(self, kind: str, id: str, name: str) -> None:
        """Show what is thought of a "person" or an "organisation"; the same one again is read anew."""
        if (kind, id) != (self._kind, self._id):
            self._profile = None
            self._say()
        self._kind, self._id, self._name = kind, id, name
        self._asked += 1
        job = partial(self._desk.queries.stakeholders.profile, kind, id)
        self._desk.tasks.run(Lane.DB, job, partial(self._read, self._asked), owner=self)

    def _read(self, asked: int, profile: Profile) -> None:
        if asked == self._asked:
            self._profile = profile
            self._say()

    def _say(self) -> None:
        profile = self._profile
        history = profile.history if profile is not None else ()
        quadrant = profile.quadrant if profile is not None else None
        self.quadrant.setVisible(quadrant is not None)
        if quadrant is not None:
            self.quadrant.set_chip(label(quadrant), "violet")
        for about, one in self.judged.items():
            rows = [row for row in history if row.about is about]
            now, before = (rows[0] if rows else None), (rows[1] if len(rows) > 1 else None)
            stored = now.value if now is not None else ""
            one.value.set_chip(words.value(about, stored), words.tone(about, stored))
            one.moved.set_data(words.moved(about, before.value, stored) if before is not None else "")
            one.evidence.setText(now.evidence if now is not None else "")
            one.source.set_data(_source(now) if now is not None else "")
            told = words.value(about, stored)
            for words_shown in (one.moved, one.evidence, one.source):
                words_shown.setVisible(bool(words_shown.text()))
            one.button.setAccessibleDescription(f"{told}. {now.evidence}" if now is not None else told)
        self.history.fill([_line(row, _before(history, no)) for no, row in enumerate(history)])

    # ---- judging ---------------------------------------------------------------------------------------------------

    @Slot()
    def _add(self) -> None:
        self.judge(Assessed.POWER)

    def _judge(self, about: Assessed) -> None:
        self.judge(about)

    def judge(self, about: Assessed) -> None:
        """Note a new judgement; the present one stays as what it was before."""
        if self._id:
            draft = AssessmentDraft(self._kind, self._id, about, "", "", self._today(), self._assessor())
            assessor = self._ask(JudgementDialog(self._desk, draft, self._name, self._today, "", self))
            if assessor:
                self._desk.settings.set(ASSESSOR, assessor)

    def _assessor(self) -> str:
        """Who judges, as offered: whoever judged last at this desk, anybody; else who judged this one last."""
        last: str = self._desk.settings.get(ASSESSOR)
        return last or next((row.assessor for row in self._profile.history), "") if self._profile else last

    @Slot(str, str)
    def _opened(self, _kind: str, id: str) -> None:
        """Correct a judgement that was noted wrongly."""
        row = next((row for row in self._profile.history if row.id == id), None) if self._profile else None
        if row is not None:
            draft = AssessmentDraft(
                self._kind, self._id, row.about, row.value, row.evidence, row.assessed_on, row.assessor
            )
            self._ask(JudgementDialog(self._desk, draft, self._name, self._today, id, self))

    def _ask(self, dialog: JudgementDialog) -> str:
        """Whoever stands as the assessor in what was stored; "" when nothing was."""
        assessor = str(dialog.form.values()["assessor"]).strip() if self.ask(dialog) else ""
        dialog.deleteLater()
        return assessor

    def ask(self, dialog: QDialog) -> bool:
        """Show the window and wait; whether something was stored."""
        return dialog.exec() == QDialog.DialogCode.Accepted

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.history.lines.hasFocus():
            line = self.history.lines.currentIndex().data(LINE_ROLE)
            if isinstance(line, ListLine) and line.target is not None:
                job = partial(self._desk.services.stakeholders.remove, line.target[1])
                self._desk.tasks.run(Lane.DB, job, self._removed, owner=self)
        else:
            super().keyPressEvent(event)

    def _removed(self, written: Written) -> None:
        said = tr("A judgement of {name} was taken away.", name=self._name)
        self._desk.notices.done(said, written.changes)


def _source(row: AssessmentRow) -> str:
    """Since when it is thought, and by whom."""
    return " · ".join(part for part in (date_plain(row.assessed_on), row.assessor) if part)


def _before(history: tuple[AssessmentRow, ...], no: int) -> str:
    about = history[no].about
    return next((row.value for row in history[no + 1 :] if row.about is about), "")


def _line(row: AssessmentRow, before: str) -> ListLine:
    told = tr("{kind}: {value}", kind=label(row.about), value=words.value(row.about, row.value))
    moved = words.moved(row.about, before, row.value)
    detail = " · ".join(part for part in (_source(row), " ".join(row.evidence.split())) if part)
    return ListLine(told, detail, "", moved, "neutral", ("assessment", row.id))
