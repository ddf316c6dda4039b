"""The column beside the record: what stands before the approval, and who is present, side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core.enums import Attendance, ParticipantRole, ReviewState
from app.core.formats import clock_time, due_shown
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
        self.title = title
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
    """The cards. `led` says where a row leads: "point:<id>" or a field of the record or the meeting."""

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
        self.telling = _ListCard(N_("Who could be recognised"), "minutes.telling")
        self.approvers = _ListCard(N_("Approvers"), "minutes.approvers")
        self.matters = _ListCard(N_("Matters arising"), "minutes.matters")
        cards = (self.checks, self.telling, self.approvers, self.matters, self.present)
        for card in cards:
            card.list.setAccessibleName(tr(card.title))
            card.list.led.connect(self.led)
            card.list.came_to.connect(self._follow)
        inner = QWidget()
        inner.setProperty("role", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for card in cards:
            column.addWidget(card)
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
        came = [row for row in rows if row.status not in _ABSENT and not row.represented_by]
        self.present.count.set_data(tr("{present} of {listed}", present=len(came), listed=len(rows)) if rows else "")
        self.present.list.fill(people_of(data.meeting, can_note=data.is_open))
        items = checks_of(data)
        self.checks.setVisible(data.is_open)
        missing = len(data.problems)
        self.checks.count.set_data(ntr("{n} missing", "{n} missing", missing) if missing else "")
        self.checks.list.fill(items)
        told = [SideItem(str(one), "check", tone="amber", target=one.field) for one in data.telling]
        self.telling.setVisible(bool(told))
        self.telling.count.set_data(str(len(told)))
        self.telling.list.fill(told)
        asked = approvers_of(data)
        self.approvers.setVisible(bool(asked))
        self.approvers.list.fill(asked)
        arising = matters_of(data)
        self.matters.setVisible(bool(arising))
        self.matters.count.set_data(str(len(data.matters)) if data.matters else "")
        self.matters.list.fill(arising)


def people_of(meeting: MeetingDetail, *, can_note: bool = False) -> list[SideItem]:
    """Rows of the card, ours first, each side in its order, with what was noted of their coming and going; `can_note`
    lets Enter note more."""
    items: list[SideItem] = []
    for side, rows in meeting.sides:
        items.append(SideItem(side_name(side), "label"))
        items += [_person(row, meeting.time_zone, can_note) for row in rows]
    return items or [SideItem(tr("Nobody is listed yet."), "check", tone="amber", target="participants")]


def _person(row: ParticipantRow, zone: str, can_note: bool) -> SideItem:
    lang = language()
    organisation, title = pick(row.person.organisation, lang), pick(row.person.title, lang)
    name = row.person.shown()
    detail = ", ".join(part for part in (organisation if organisation != name else "", title) if part)
    away = row.status in _ABSENT or bool(row.represented_by)
    target = f"who:{row.id}" if can_note else ""
    return SideItem(name, detail=detail, note=_note(row, zone), tone="faint" if away else "soft", target=target)


def _note(row: ParticipantRow, zone: str) -> str:
    if row.represented_by:
        return tr("{name} instead", name=row.represented_by)
    if row.status in (*_ABSENT, Attendance.WALK_IN):
        return label(row.status).lower()
    if row.left_at is not None:
        return tr("left {time}", time=clock_time(local(row.left_at, zone)))
    if row.arrived_at is not None:
        return tr("arrived {time}", time=clock_time(local(row.arrived_at, zone)))
    if row.role in (ParticipantRole.MEMBER,):
        return ""
    return label(row.role).lower()


def approvers_of(data: Loaded) -> list[SideItem]:
    """Who was asked to approve, what they answered; Enter answers for one while the record is open."""
    tones = {ReviewState.APPROVED: "green", ReviewState.CHANGES_REQUESTED: "red", ReviewState.ASKED: "soft"}
    record = data.record
    return [
        SideItem(
            one.reviewer,
            detail=one.comment,
            note=label(one.state).lower(),
            tone=tones[one.state],
            target=f"review:{one.id}" if data.is_open else "",
        )
        for one in (record.reviews if record is not None else ())
    ]


def matters_of(data: Loaded) -> list[SideItem]:
    """Promises of the meetings before that are on this one's table; and, where none was named, which meeting this one
    may follow."""
    today = data.day
    items = []
    for one in data.matters:
        due = due_shown(one.due_on, one.due_precision, one.due_text, today=today)
        told = [one.owner or tr("owner missing"), tr("due {day}", day=due) if due else "", one.note]
        items.append(
            SideItem(one.title, detail=" · ".join(part for part in told if part), note=label(one.status).lower(),
                     target=f"matter:{one.mention_id}")
        )  # fmt: skip
    if data.is_open and data.follows:
        best = data.follows[0]
        words = ntr(
            "May follow “{title}”: {n} promise is open. Take it up",
            "May follow “{title}”: {n} promises are open. Take them up",
            best.open,
            title=best.title,
        )
        items.append(SideItem(words, "check", tone="amber", target=f"follow:{best.meeting_id}"))
    return items


def checks_of(data: Loaded) -> list[SideItem]:
    """What an approval refuses in red, what a colleague would ask in amber, or that nothing is missing."""
    items = [SideItem(str(problem), "check", tone="red", target=problem.field) for problem in data.problems]
    items += [SideItem(str(problem), "check", tone="amber", target=problem.field) for problem in data.advice]
    return items or [SideItem(tr("Nothing is missing."), "check", tone="green")]
