"""A small embassy with a week of meetings in a real store, and the real window with the Meetings page in front."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.container import Container, build
from app.core.clock import FixedClock
from app.core.enums import (
    LanguageMode,
    MeetingKind,
    MeetingStatus,
    NameOrder,
    OrgKind,
    ParticipantRole,
    Script,
)
from app.core.settings import Settings
from app.jobs.lanes import InlineLanes, Lanes
from app.services.attendance import ParticipantDraft
from app.services.delegations import DelegationDraft, MemberDraft
from app.services.meetings import AgendaDraft, MeetingDraft
from app.services.mission import MissionDraft
from app.services.organisations import OrganisationDraft, OrgNameDraft
from app.services.people import PersonDraft, PersonNameDraft, PositionDraft
from app.services.places import RoomDraft, VenueDraft
from ui.meetings.detail import Detail
from ui.meetings.page import Page
from ui.shell.main_window import MainWindow
from ui.shell.pages import PAGES
from ui.shell.route import Route

NOW = datetime(2025, 7, 7, 12, 22, tzinfo=UTC)
"""Monday 7 July 2025, 17:52 in New Delhi."""


@dataclass
class World:
    """Ids by what the tests call them."""

    container: Container
    ids: dict[str, str] = field(default_factory=dict)

    @classmethod
    def make(cls, path: Path) -> World:
        """Tell it into a new store at `path`."""
        world = cls(open_store(path))
        world._tell()
        return world

    def _tell(self) -> None:
        services = self.container.services
        services.mission.set_up(
            MissionDraft(
                name={"en": "Embassy of Japan in India", "ja": "在インド日本国大使館"},
                sending_state="JP",
                receiving_state="IN",
                city={"en": "New Delhi"},
                time_zone="Asia/Kolkata",
                home_time_zone="Asia/Tokyo",
            )
        )
        venue = VenueDraft(
            name={"en": "Embassy", "ja": "大使館"},
            rooms=(RoomDraft({"en": "Room 1", "ja": "第一会議室"}), RoomDraft({"en": "Room 2", "ja": "第二会議室"})),
        )
        services.places.create(venue)
        for room in self.container.queries.places.rooms():
            self.ids[room.name["en"]] = room.id
        self._people()
        self.meeting(
            "Cell manufacturing", NOW + timedelta(days=2), room="Room 2", kind=MeetingKind.CLOSED_DOOR,
            people=(("yamada", "JP"), ("sato", "JP"), ("ito", "JP"), ("gupta", "IN"), ("kanimozhi", "IN")),
            heads=("yamada", "gupta"),
        )  # fmt: skip
        self.meeting("Courtesy call", NOW - timedelta(days=10), kind=MeetingKind.COURTESY_CALL, people=(("rao", "IN"),))
        self.meeting("Working lunch", NOW + timedelta(days=20), kind=MeetingKind.WORKING_LUNCH)

    def _people(self) -> None:
        services = self.container.services
        for key, text, side, kind in (
            ("attero", "Attero", "IN", OrgKind.COMPANY),
            ("meti", "METI", "JP", OrgKind.MINISTRY),
            ("tata", "Tata Capital", "IN", OrgKind.BANK),
        ):
            names = (OrgNameDraft(text),)
            self.ids[key] = services.organisations.create(OrganisationDraft(names=names, side=side, kind=kind)).id
        japanese = NameOrder.FAMILY_FIRST
        for key, family, given, kanji in (
            ("yamada", "Yamada", "Haruo", "山田春男"),
            ("sato", "Sato", "Emi", "佐藤恵美"),
            ("ito", "Ito", "Ken", "伊藤健"),
            ("satoj", "Sato", "Jiro", "佐藤次郎"),
        ):
            self.ids[key] = services.people.create(
                PersonDraft(
                    names=(
                        PersonNameDraft(family=family, given=given, order=japanese),
                        PersonNameDraft(kanji, Script.JAPANESE, lang="ja"),
                    ),
                    positions=(PositionDraft(self.ids["meti"], {"en": "Director", "ja": "課長"}),),
                    side="JP",
                )
            ).id
        for key, name, organisation, title, side in (
            ("gupta", "Nitin Gupta", "attero", "CEO", "IN"),
            ("kanimozhi", "Kanimozhi", "attero", "Engineer", "IN"),
            ("rao", "S. K. Rao", "tata", "Adviser", ""),
        ):
            self.ids[key] = services.people.create(
                PersonDraft(
                    names=(PersonNameDraft(name),),
                    positions=(PositionDraft(self.ids[organisation], {"en": title}),),
                    side=side,
                )
            ).id
        members = (MemberDraft(self.ids["satoj"], is_head=True), MemberDraft(self.ids["ito"]))
        self.ids["delegation"] = services.delegations.create(
            DelegationDraft(name={"en": "Battery mission"}, side="JP", members=members)
        ).id

    def meeting(
        self,
        title: str,
        start: datetime,
        *,
        room: str = "",
        kind: MeetingKind = MeetingKind.BILATERAL,
        people: tuple[tuple[str, str], ...] = (),
        heads: tuple[str, ...] = (),
        agenda: tuple[AgendaDraft, ...] = (),
        mode: LanguageMode = LanguageMode.ONE_LANGUAGE,
        minutes: int = 60,
    ) -> str:
        """A confirmed meeting; its id is kept under its title."""
        drafts = [
            ParticipantDraft(
                person_id=self.ids[key],
                side=side,
                role=ParticipantRole.HEAD if key in heads else ParticipantRole.MEMBER,
            )
            for key, side in people
        ]
        draft = MeetingDraft(
            title=title,
            kind=kind,
            starts_at=start,
            ends_at=start + timedelta(minutes=minutes),
            time_zone="Asia/Kolkata",
            room_id=self.ids[room] if room else None,
            language_mode=mode,
        )
        made = self.container.services.meetings.create(draft, drafts, status=MeetingStatus.CONFIRMED, agenda=agenda)
        self.ids[title] = made.id
        return made.id


def open_store(path: Path, lanes: Lanes | None = None) -> Container:
    """The container over the store at `path`, standing still at NOW; every job is done at once without `lanes`."""
    return build(path, settings=Settings(None), lanes=lanes or InlineLanes(), clock=FixedClock(NOW))


class Screen:
    """The window with the Meetings page, and a person's hands."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.container = world.container
        specs = [spec for spec in PAGES if spec.key == "meetings"]
        self.window = MainWindow(world.container, world.container.queries.mission.current(), specs)
        self.window.leave_unsaved = _leave
        self.window.resize(1366, 768)
        self.window.start(Route("meetings"))
        self.window.show()
        self.activate()

    @property
    def page(self) -> Page:
        page = self.window.page
        assert isinstance(page, Page)
        return page

    @property
    def detail(self) -> Detail:
        detail = self.page.detail
        assert detail is not None
        return detail

    def open(self, title: str, part: str = "") -> Detail:
        """Go to a meeting by its title."""
        self.window.navigation.open("meeting", self.world.ids[title], part)
        self.activate()
        return self.detail

    def activate(self) -> None:
        """Bring the window to the front: shortcuts are heard in an active window only."""
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        settle()

    def end(self) -> None:
        """Close the window, and let nothing of it live on."""
        self.window.close()
        settle()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
        settle()

    def titles(self) -> list[str]:
        """What the list shows, from the top."""
        model = self.page.model
        return [str(model.index(row, 1).data()) for row in range(model.rowCount())]

    def said(self) -> list[str]:
        """What the notices say."""
        return [notice.text for notice in self.window.notices.shown]

    def undo(self) -> None:
        """Press Undo in the latest notice."""
        button = self.window.notices.shown[-1].button
        assert button is not None
        button.click()
        settle()


def settle() -> None:
    """Let queued changes arrive and be shown."""
    for _ in range(6):
        QApplication.processEvents()


def press(widget: QWidget, *keys: Qt.Key | str, alt: bool = False, ctrl: bool = False) -> None:
    """Press keys on a widget; a text is typed letter by letter."""
    modifiers = Qt.KeyboardModifier.NoModifier
    if alt:
        modifiers |= Qt.KeyboardModifier.AltModifier
    if ctrl:
        modifiers |= Qt.KeyboardModifier.ControlModifier
    for key in keys:
        if isinstance(key, str):
            for letter in key:  # as an input method sends them: QTest knows only ASCII
                QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, 0, modifiers, letter))
        else:
            QTest.keyClick(widget, key, modifiers)
    settle()


def _leave(_texts: dict[str, str]) -> bool:
    return True
