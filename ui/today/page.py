"""The first thing in the morning: what is on, what comes, what is owed, what is not written up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.formats import number
from app.core.i18n import N_, ntr, tr
from app.jobs.lanes import Lane
from ui.desk import Desk
from ui.kit.card import Card, FactsLine
from ui.kit.flow import FlowLayout
from ui.kit.scroll import ScrollPage
from ui.kit.text import Button, Label, Title
from ui.shell.page import PageBase
from ui.theme import theme
from ui.today import presenter
from ui.today.lines import LineList
from ui.today.presenter import Line, Zones

EVERY_MS = 30_000
NARROW = 1000
MEASURE = 1560


class LinesCard(Card):
    """A card with a list, or one sentence and the one action that fills it.

    Object names: `today.<key>` for the list, then `.card`, `.corner`, `.empty`, `.action`, `.more`. At most `most`
    lines stand there; what is behind them is counted on a link that goes where all of them are.
    """

    def __init__(
        self,
        key: str,
        words: tuple[str, str, str],
        on_action: Callable[[], None],
        on_more: Callable[[], None],
        lead: int = 0,
        most: int = 12,
    ) -> None:
        title, empty, action = words
        super().__init__(title, name=f"today.{key}.card")
        self.list = LineList(f"today.{key}", lead)
        self.corner = Label("", "secondary")
        self.corner.setObjectName(f"today.{key}.corner")
        self.set_corner(self.corner)
        self._act, self._all, self._most = on_action, on_more, most
        self.empty = QWidget()
        self.empty.setObjectName(f"today.{key}.empty")
        self.button = Button(action, "link", name=f"today.{key}.action")
        self.button.clicked.connect(self._do)
        row = FlowLayout(self.empty)
        row.addWidget(Label(empty, "soft"))
        row.addWidget(self.button)
        self.more = QPushButton()
        self.more.setObjectName(f"today.{key}.more")
        self.more.setProperty("role", "link")
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._show_all)
        self.add(self.list)
        self.add(self.empty)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.name_list()

    def show_lines(self, lines: list[Line], total: int | None = None) -> None:
        """Show `lines` of `total`, or the sentence when there are none; the focus never falls into the dark."""
        had_focus = self.list.hasFocus() or self.button.hasFocus()
        behind = max(len(lines), total or 0) - self._most
        lines = lines[: self._most]
        self.list.fill(lines)
        self.more.setVisible(behind > 0)
        self.more.setText(ntr("{n} more", "{n} more", behind) if behind > 0 else "")
        self.more.setAccessibleName(self.more.text())
        self.more.setAccessibleDescription(self.heading.text())
        self.list.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        if had_focus:
            (self.list if lines else self.button).setFocus()

    def need(self) -> int:
        """About how high it wants to be: its lines and what stands around them. Its layout learns of them later."""
        rows = self.list.maximumHeight() if self.list.lines.rows else theme.px(24)
        return rows + theme.px(60) + (0 if self.more.isHidden() else theme.px(28))

    def name_list(self) -> None:
        """Give the list the card's name."""
        self.list.setAccessibleName(self.heading.text())

    @Slot()
    def _do(self) -> None:
        self._act()

    @Slot()
    def _show_all(self) -> None:
        self._all()


class Page(PageBase):
    """See the module. Refreshed by each change, and each half minute while it is on the screen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("today.page")
        self._stale = True
        self.heading = Title()
        self.heading.setObjectName("today.heading")
        self.facts = FactsLine()
        self.facts.setObjectName("today.facts")
        schedule, meetings = N_("Schedule a meeting"), partial(self._go, "meetings")
        self.next = LinesCard(
            "next", (N_("Next 24 hours"), N_("Nothing in the next 24 hours."), schedule), self.new, meetings, 74
        )
        self.later = LinesCard(
            "later", (N_("Later this week"), N_("Nothing else this week."), schedule), self.new, meetings, 74, 8
        )
        self.due = LinesCard(
            "due", (N_("Promised and due"), N_("Nothing is promised and open."), N_("Add a follow-up")),
            partial(self._begin, "followups"), partial(self._go, "followups"), 52, 6,
        )  # fmt: skip
        self.unwritten = LinesCard(
            "unwritten", (N_("Not written up"), N_("Every meeting held has its record."), N_("Open the meetings")),
            meetings, meetings, most=4,
        )  # fmt: skip
        self.visits = LinesCard(
            "visits", (N_("Visits to confirm"), N_("No visit waits for an answer."), N_("Plan a facility visit")),
            partial(self._begin, "visit"), partial(self._go, "visit"), most=4,
        )  # fmt: skip
        people = partial(self._go, "people")
        self.contacts = LinesCard(
            "contacts", (N_("Contact due"), N_("No contact is due."), N_("Open the people")), people, people, most=4
        )
        self.contacts.hide()  # nobody need set a cadence: the card stands only while somebody's turn has come
        self.cards = (self.next, self.later, self.due, self.unwritten, self.visits)
        self._build()
        for card in (*self.cards, self.contacts):
            card.list.chosen.connect(self._chosen)
            card.list.came_to.connect(self._follow)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        desk.bridge.changed.connect(self._changed)
        theme.notifier().changed.connect(self._arrange)
        self.setFocusProxy(self.next.list)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.facts, 1, Qt.AlignmentFlag.AlignBottom)
        left, right = self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for column, cards in ((left, self.cards[:2]), (right, (*self.cards[2:], self.contacts))):
            column.setSpacing(16)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        self._columns.addLayout(left, 5)
        self._columns.addLayout(right, 4)
        inner = QWidget()
        self._outer = QVBoxLayout(inner)
        self._outer.setSpacing(16)
        self._outer.addLayout(head)
        self._outer.addLayout(self._columns, 1)
        self.page_scroll = ScrollPage(inner, MEASURE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.page_scroll)
        self._arrange()

    # ---- the frame's side ------------------------------------------------------------------------------------------

    def new(self) -> None:
        self.desk.navigation.new("meetings")

    def title(self) -> str:
        return tr("Today")

    def help(self) -> list[tuple[str, str]]:
        return [
            ("Tab", tr("Go to the next card")),
            ("Down", tr("Go to the next line")),
            ("Return", tr("Open the line")),
            ("Ctrl+N", tr("Schedule a meeting")),
        ]

    # ---- reading and showing ---------------------------------------------------------------------------------------

    @Slot()
    def refresh(self) -> None:
        """Read and show anew."""
        self._stale = False
        self.desk.tasks.run(Lane.DB, partial(presenter.read, self.desk.queries), self._show)

    def _show(self, read: presenter.Desk) -> None:
        mission, today = self.desk.mission, read.today
        zones = Zones.of(mission)
        self.heading.set_data(presenter.day_words(zones.day(today.now)))
        self.facts.set_facts(presenter.facts(read))
        self.next.show_lines(presenter.next_lines(read, mission))
        self.later.show_lines(presenter.later_lines(today, mission))
        self.due.show_lines(presenter.due_lines(today, mission), read.unclosed)
        self.unwritten.show_lines(presenter.unwritten_lines(today))
        self.visits.show_lines(presenter.visit_lines(today, mission))
        self.contacts.show_lines(presenter.contact_lines(read.contacts, zones.day(today.now)))
        self.contacts.setVisible(bool(read.contacts))
        names = "  ".join(name for name in zones.names(today.now) if name)
        for card in (self.next, self.later):
            card.corner.set_data(names if card.list.lines.rows else "")
        self.due.corner.set_data(number(read.unclosed) if today.due else "")
        for card, lines in (
            (self.unwritten, today.unwritten),
            (self.visits, today.visits),
            (self.contacts, read.contacts),
        ):
            card.corner.set_data(number(len(lines)) if lines else "")
        self._balance()
        self._prefer_focus()

    def _balance(self) -> None:
        """What is not written up stands under the days ahead when they leave room for it, else under the promises.

        So a quiet week shows everything without scrolling, and a full one keeps its days together.
        """
        days = self.next.need() + self.later.need()
        promises, visits, extra = self.due.need(), self.visits.need(), self.unwritten.need()
        visits += 0 if self.contacts.isHidden() else self.contacts.need()
        balanced = max(days + extra, promises + visits) < max(days, promises + extra + visits)
        under_days = balanced and not self._one_column
        column = self._left if under_days else self._right
        if column.indexOf(self.unwritten) < 0:
            (self._right if under_days else self._left).removeWidget(self.unwritten)
            column.insertWidget(2 if under_days else 1, self.unwritten)
        order = (self.next, self.later, self.unwritten, self.due, self.visits) if under_days else self.cards
        stops = [one for card in (*order, self.contacts) for one in (card.list, card.button, card.more)]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _prefer_focus(self) -> None:
        """The page's keys go to the first card that has something."""
        full = next((card.list for card in self.cards if card.list.lines.rows), None)
        self.setFocusProxy(full or self.next.button)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if not self.isVisible():
            self._stale = True
        elif changes.everything or changes.kinds:
            self.refresh()

    # ---- going places ----------------------------------------------------------------------------------------------

    @Slot(object)
    def _chosen(self, line: Line) -> None:
        kind, id, part = line.route
        self.desk.navigation.open(kind, id, part)

    def _begin(self, page_or_kind: str) -> None:
        self.desk.navigation.new(page_or_kind)

    def _go(self, page: str) -> None:
        self.desk.navigation.open(page)

    @Slot()
    def _follow(self) -> None:
        """Scroll to the line under the hand."""
        sender = self.sender()
        inner = self.page_scroll.widget()
        if isinstance(sender, LineList) and sender.hasFocus() and inner is not None:
            rect = sender.line_rect()
            place = sender.mapTo(inner, QPoint(0, rect.center().y()))
            self.page_scroll.ensureVisible(place.x(), place.y(), 0, rect.height())

    # ---- size and time ---------------------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(240))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self._arrange()
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for card in (*self.cards, self.contacts):
                card.name_list()
            if self.isVisible():
                self.refresh()

    @property
    def _one_column(self) -> bool:
        return self.window().width() < theme.px(NARROW)

    @Slot()
    def _arrange(self) -> None:
        one = self._one_column
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if one else QBoxLayout.Direction.LeftToRight)
        self._columns.setStretch(0, 0 if one else 5)
        self._columns.setStretch(1, 1 if one else 4)
        self._balance()
        side = theme.px(24)
        self._outer.setContentsMargins(side, theme.px(20), side, side)
