"""The column beside the record: what stands before the approval, and who is present, side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core.enums import Attendance, ParticipantRole
from app.core.formats import clock_time
from app.core.i18n import N_, language, ntr, tr
from app.core.ltext import pick
from app.core.wording import label, side_name
from app.core.zones import local
from app.queries.meetings import MeetingDetail, ParticipantRow
from ui.kit.card import Card
from ui.kit.text import Label
from ui.minutes.loading import Loaded
from ui.minutes.side_list import SideItem, SideList
from ui.theme import theme

WIDTH = 264
_ABSENT = (Attendance.ABSENT, Attendance.DECLINED, Attendance.PRESUMED_DECLINED)


class _ListCard(Card):
    """A card whose rows go to its edges."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__(title, name=name)
        self.list = SideList(f"{name}.list")
        self.count = Label("", "secondary")
        self.set_corner(self.count)
        self.add(self.list)
        self.edges()
        theme.notifier().changed.connect(self.edges)

    @Slot()
    def edges(self) -> None:
        """The list reaches the card's lines at the sides."""
        side = theme.px(16)
        self._outer.setContentsMargins(1, theme.px(12), 1, theme.px(10))
        self.heading.setContentsMargins(side - 1, 0, 0, 0)
        self.count.setContentsMargins(0, 0, side - 1, 0)


class SideColumn(QScrollArea):
    """Both cards. `led` says where a row leads: "point:<id>" or a field of the record or the meeting."""

    led = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("minutes.side")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.present = _ListCard(N_("Present"), "minutes.present")
        self.checks = _ListCard(N_("Before approval"), "minutes.checks")
        self.present.list.setAccessibleName(tr("Present"))
        self.checks.list.setAccessibleName(tr("Before approval"))
        for card in (self.checks, self.present):
            card.list.led.connect(self.led)
            card.list.came_to.connect(self._follow)
        inner = QWidget()
        inner.setProperty("role", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.checks)
        column.addWidget(self.present)
        column.addStretch(1)
        self.setWidget(inner)
        self.fit()
        theme.notifier().changed.connect(self.fit)

    @Slot()
    def _follow(self) -> None:
        """Scroll to the row under the hand."""
        rows, inner = self.sender(), self.widget()
        if isinstance(rows, SideList) and rows.hasFocus() and inner is not None:
            rect = rows.visualRect(rows.currentIndex())
            place = rows.mapTo(inner, rect.center())
            self.ensureVisible(0, place.y(), 0, rect.height())

    @Slot()
    def fit(self) -> None:
        """Its width at the text's size in force."""
        self.setFixedWidth(theme.px(WIDTH))

    def show_loaded(self, data: Loaded) -> None:
        """Fill both cards."""
        rows = data.meeting.participants
        came = [row for row in rows if row.status not in _ABSENT]
        self.present.count.set_data(tr("{present} of {listed}", present=len(came), listed=len(rows)) if rows else "")
        self.present.list.fill(people_of(data.meeting))
        items = checks_of(data)
        self.checks.setVisible(data.is_open)
        missing = len(data.problems)
        self.checks.count.set_data(ntr("{n} missing", "{n} missing", missing) if missing else "")
        self.checks.list.fill(items)


def people_of(meeting: MeetingDetail) -> list[SideItem]:
    """Rows of the card, ours first, each side in its order, with what was noted of their coming and going."""
    items: list[SideItem] = []
    for side, rows in meeting.sides:
        items.append(SideItem(side_name(side), "label"))
        items += [_person(row, meeting.time_zone) for row in rows]
    return items or [SideItem(tr("Nobody is listed yet."), "check", tone="amber", target="participants")]


def _person(row: ParticipantRow, zone: str) -> SideItem:
    lang = language()
    organisation, title = pick(row.person.organisation, lang), pick(row.person.title, lang)
    name = row.person.shown()
    detail = ", ".join(part for part in (organisation if organisation != name else "", title) if part)
    return SideItem(name, detail=detail, note=_note(row, zone), tone="faint" if row.status in _ABSENT else "soft")


def _note(row: ParticipantRow, zone: str) -> str:
    if row.status in (*_ABSENT, Attendance.WALK_IN):
        return label(row.status).lower()
    if row.left_at is not None:
        return tr("left {time}", time=clock_time(local(row.left_at, zone)))
    if row.arrived_at is not None:
        return tr("arrived {time}", time=clock_time(local(row.arrived_at, zone)))
    if row.role in (ParticipantRole.MEMBER,):
        return ""
    return label(row.role).lower()


def checks_of(data: Loaded) -> list[SideItem]:
    """What an approval refuses in red, what a colleague would ask in amber, or that nothing is missing."""
    items = [SideItem(str(problem), "check", tone="red", target=problem.field) for problem in data.problems]
    items += [SideItem(str(problem), "check", tone="amber", target=problem.field) for problem in data.advice]
    return items or [SideItem(tr("Nothing is missing."), "check", tone="green")]
