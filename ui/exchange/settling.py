"""One unsure row at a time: the file's row and the records it may be, side by side, decided by one key.

1 to 3 say which record it is, N that it is somebody new, S that it is left out; arrows go to the row before and after.
The likeness is explained: each reason with its points, each fact equal (=), added (+) or different (≠).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.core.i18n import N_, ntr, tr
from app.services.importing import AS_NEW, LEAVE_OUT, Candidate, Choice, Fact, Plan, PlannedRow, Verdict, same_as
from ui.exchange import words
from ui.kit.chip import Chip
from ui.kit.flow import FlowLayout
from ui.kit.scroll import ScrollPage
from ui.kit.text import Button, Label, PlainLabel, SectionLabel
from ui.theme import theme

SHOWN = 3
"""Candidates side by side."""


class SettleView(QWidget):
    """See the module. `decided` carries a row's number and what somebody says of it."""

    decided = Signal(int, object)
    all_decided = Signal(object)
    left = Signal()
    """Nothing is unsure any more, and somebody pressed Enter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import.settle")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._plan: Plan | None = None
        self._order: tuple[int, ...] = ()
        self._no: int | None = None
        self.where = Label("", "heading")
        self.where.setObjectName("import.settle.where")
        self.chip = Chip()
        self._sheet = _Sheet()
        self._sheet.setProperty("role", "card")
        self._sheet.setObjectName("import.settle.sheet")
        self._grid = QGridLayout(self._sheet)
        self.new = Button(N_("New (N)"), "", "new-item", "import.settle.new")
        self.leave = Button(N_("Leave out (S)"), "", "", "import.settle.leave-out")
        self.before = Button(N_("Back (←)"), "quiet", "", "import.settle.before")
        self.after = Button(N_("Next (→)"), "quiet", "", "import.settle.after")
        self.rest_new = Button(N_("All the rest as new"), "link", name="import.settle.rest-new")
        self.rest_out = Button(N_("Leave all the rest out"), "link", name="import.settle.rest-out")
        self._lay_out()
        self.new.clicked.connect(self._as_new)
        self.leave.clicked.connect(self._leave_out)
        self.before.clicked.connect(self.go_back)
        self.after.clicked.connect(self.go_on)
        self.rest_new.clicked.connect(self._rest_new)
        self.rest_out.clicked.connect(self._rest_out)

    # ---- what is shown -----------------------------------------------------------------------------------------------

    def show_plan(self, plan: Plan | None, order: Sequence[int]) -> None:
        """The plan of now; `order` are the rows to be settled."""
        self._plan, self._order = plan, tuple(order)
        rows = len(plan.rows) if plan is not None else 0
        if self._no is None or self._no >= rows or plan is None:
            self._no = next((row.no for row in plan.unsure()), None) if plan is not None else None
        self._show()

    def go_to(self, no: int) -> None:
        """Row `no`, whether it is unsure or not."""
        self._no = no
        if no not in self._order:
            self._order = tuple(sorted({*self._order, no}))
        self._show()

    def current(self) -> int | None:
        """The row shown."""
        return self._no

    @Slot()
    def go_on(self) -> None:
        """The next row of those to be settled."""
        self._step(1)

    @Slot()
    def go_back(self) -> None:
        """The row before it."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self._no in self._order:
            at = self._order.index(self._no) + by
            if 0 <= at < len(self._order):
                self._no = self._order[at]
                self._show()

    def _row(self) -> PlannedRow | None:
        return self._plan.rows[self._no] if self._plan is not None and self._no is not None else None

    # ---- deciding ----------------------------------------------------------------------------------------------------

    def decide(self, choice: Choice) -> None:
        """Say it of the row shown, and go on to the next that is unsure."""
        no = self._no
        if no is None:
            return
        self.decided.emit(no, choice)
        if self._plan is not None and self._plan.rows[no].verdict is not Verdict.UNSURE:
            waiting = [row.no for row in self._plan.unsure()]
            following = next((other for other in waiting if other > no), waiting[0] if waiting else no)
            self._no = following
            self._show()

    @Slot()
    def _as_new(self) -> None:
        self.decide(AS_NEW)

    @Slot()
    def _leave_out(self) -> None:
        self.decide(LEAVE_OUT)

    @Slot()
    def _rest_new(self) -> None:
        self.all_decided.emit(AS_NEW)

    @Slot()
    def _rest_out(self) -> None:
        self.all_decided.emit(LEAVE_OUT)

    @Slot()
    def _same(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.decide(same_as(int(button.property("candidate"))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self._row()
        plain = not (event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
        number = key - Qt.Key.Key_1
        if not plain or row is None:
            super().keyPressEvent(event)
        elif 0 <= number < min(SHOWN, len(row.candidates)):
            self.decide(same_as(number))
        elif key == Qt.Key.Key_N:
            self.decide(AS_NEW)
        elif key == Qt.Key.Key_S:
            self.decide(LEAVE_OUT)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.go_on()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.go_back()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._plan is not None and self._plan.is_settled:
                self.left.emit()
            else:
                self.go_on()
        else:
            super().keyPressEvent(event)

    # ---- looks -------------------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(QColor(theme.tokens().accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.where)
        head.addWidget(self.chip)
        head.addStretch(1)
        head.addWidget(self.before)
        head.addWidget(self.after)
        acts = QWidget()
        row = FlowLayout(acts, gap=8, line_gap=6)
        for button in (self.new, self.leave, self.rest_new, self.rest_out):
            row.addWidget(button)
        edge = theme.px(14)
        self._grid.setContentsMargins(edge, edge, edge, edge)
        self._grid.setHorizontalSpacing(theme.px(18))
        self._grid.setVerticalSpacing(theme.px(7))
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, theme.px(10), edge, edge)
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addWidget(acts)
        column.addWidget(ScrollPage(self._sheet, 1400), 1)

    def _show(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        row = self._row()
        waiting = sum(1 for _ in self._plan.unsure()) if self._plan is not None else 0
        for button in (self.new, self.leave):
            button.setEnabled(row is not None)
        for button in (self.rest_new, self.rest_out):
            button.setVisible(waiting > 1)
        at = self._order.index(self._no) if self._no in self._order else -1
        self.before.setEnabled(at > 0)
        self.after.setEnabled(0 <= at < len(self._order) - 1)
        self._sheet.setVisible(row is not None)
        self.chip.setVisible(row is not None)
        if row is None:
            self.where.set_message(N_("Nothing is unsure"))
            self.setAccessibleName(tr("Nothing is unsure"))
            return
        text, tone = words.VERDICTS[row.verdict]
        self.chip.set_chip(tr(text), tone)
        self.where.set_message(N_("{at} of {count}, row {line}"), at=at + 1, count=len(self._order), line=row.line)
        self._fill(row)
        self.setAccessibleName(self._said(row, waiting))

    def _fill(self, row: PlannedRow) -> None:
        shown = row.candidates[:SHOWN]
        self._put(0, 1, SectionLabel(N_("In the file")))
        self._put(1, 1, _words(row.name, "strong"))
        for at, candidate in enumerate(shown):
            self._head(at, candidate, row)
        line = 3
        for label, theirs, ours in _facts(shown):
            self._put(line, 0, _words(tr(label), "secondary"))
            self._put(line, 1, _words(theirs))
            for at, fact in enumerate(ours):
                if fact is not None:
                    self._put(line, 2 + at, _fact(fact))
            line += 1
        if not shown:
            self._put(line, 1, _words(" · ".join(cell for cell in row.cells if cell.strip()), "secondary"))
        for at, candidate in enumerate(shown):
            reasons = QWidget()
            column = QVBoxLayout(reasons)
            column.setContentsMargins(0, theme.px(8), 0, 0)
            column.setSpacing(theme.px(3))
            column.addWidget(SectionLabel(N_("Why it may be")))
            for reason in candidate.reasons:
                column.addWidget(_words(tr("{points}: {reason}", points=f"{reason.points:+d}", reason=str(reason))))
            column.addStretch(1)
            self._put(line, 2 + at, reasons)
        for number in range(self._grid.rowCount()):
            self._grid.setRowStretch(number, 0)
        for number in range(self._grid.columnCount()):
            self._grid.setColumnStretch(number, 0 if number == 0 else 1 if number < 2 + len(shown) else 0)
        self._grid.setRowStretch(line + 1, 1)

    def _head(self, at: int, candidate: Candidate, row: PlannedRow) -> None:
        chosen = row.chosen is not None and row.chosen == candidate
        button = QPushButton(tr("{number}: this one", number=at + 1))
        button.setObjectName(f"import.settle.same.{at + 1}")
        button.setAccessibleName(tr("{number}: it is {name}", number=at + 1, name=candidate.name))
        button.setProperty("candidate", at)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if chosen:
            button.setProperty("role", "primary")
        button.clicked.connect(self._same)
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(button)
        tone = "green" if candidate.score >= 90 else "amber" if candidate.score >= 70 else "neutral"
        line.addWidget(Chip(tr("{score} of 100", score=candidate.score), tone))
        line.addStretch(1)
        self._put(0, 2 + at, head)
        self._put(1, 2 + at, _words(candidate.name, "strong"))
        where = tr("row {row} of this file", row=self._line_of(candidate)) if candidate.row >= 0 else candidate.detail
        self._put(2, 2 + at, _words(where, "secondary"))

    def _line_of(self, candidate: Candidate) -> int:
        return self._plan.rows[candidate.row].line if self._plan is not None else 0

    def _put(self, line: int, column: int, widget: QWidget) -> None:
        self._grid.addWidget(widget, line, column, Qt.AlignmentFlag.AlignTop)

    def _said(self, row: PlannedRow, waiting: int) -> str:
        """For who hears it: the row, each candidate with its number, what is left to do."""
        told = [tr("Row {row}: {name}", row=row.line, name=row.name)]
        for at, one in enumerate(row.candidates[:SHOWN]):
            told.append(tr("{number}: {name}, {score} of 100", number=at + 1, name=one.name, score=one.score))
        told.append(ntr("{n} row is unsure.", "{n} rows are unsure.", waiting))
        return "; ".join(told)


class _Sheet(QFrame):
    """As high as its words need at the width they have; Qt would ask for the height at their narrowest."""

    def minimumSizeHint(self) -> QSize:
        hint, layout = super().minimumSizeHint(), self.layout()
        if layout is not None and layout.hasHeightForWidth() and self.width() > 0:
            hint.setHeight(layout.totalHeightForWidth(self.width()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def _words(text: str, role: str = "body") -> PlainLabel:
    label = PlainLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setMinimumWidth(theme.px(90))
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def _fact(fact: Fact) -> PlainLabel:
    """What the record says, with a sign for how it stands to the file."""
    if fact.adds:
        said = tr("{ours} + {theirs}", ours=fact.ours, theirs=fact.theirs) if fact.ours else f"+ {fact.theirs}"
        return _words(said)
    if fact.differs:
        label = _words(f"≠ {fact.ours}")
        label.setToolTip(tr("What stands in the register stays."))
        return label
    return _words(f"= {fact.ours}" if fact.ours and fact.ours == fact.theirs else fact.ours, "soft")


def _facts(candidates: Sequence[Candidate]) -> list[tuple[str, str, list[Fact | None]]]:
    """Lines of the table: label, what the file says, what each candidate says."""
    labels = list(dict.fromkeys(fact.label for one in candidates for fact in one.facts))
    out = []
    for label in labels:
        found = [next((fact for fact in one.facts if fact.label == label), None) for one in candidates]
        theirs = next((fact.theirs for fact in found if fact is not None and fact.theirs), "")
        out.append((label, theirs, found))
    return out
