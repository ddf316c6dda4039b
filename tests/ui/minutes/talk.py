"""A meeting like those of the sample story, with people on two sides, an agenda and topics, in a store on disk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.container import Container, build
from app.core.clock import FixedClock
from app.core.enums import (
    Attendance,
    LanguageMode,
    MeetingKind,
    MeetingRule,
    MeetingStatus,
    NameOrder,
    ParticipantRole,
    Script,
)
from app.core.settings import Settings
from app.jobs.lanes import InlineLanes, Lanes
from app.services.attendance import ParticipantDraft
from app.services.meetings import AgendaDraft, MeetingDraft
from app.services.mission import MissionDraft
from app.services.organisations import OrganisationDraft, OrgNameDraft
from app.services.people import PersonDraft, PersonNameDraft, PositionDraft
from app.services.topics import TopicDraft
from ui.desk import Desk
from ui.minutes import RecordTab
from ui.shell.page import PageBase
from ui.shell.pages import PageSpec
from ui.shell.route import Route

STARTS = datetime(2025, 7, 2, 12, 15, tzinfo=UTC)
"""Wednesday 2 July 2025, 17:45 in New Delhi."""


@dataclass
class Talk:
    """Ids of what the tests speak of."""

    container: Container
    meeting: str
    items: tuple[str, ...]
    sato: str
    yamada: str
    rao: str
    jbic: str
    tata: str
    topic: str

    @property
    def clock(self) -> FixedClock:
        clock = self.container.clock._clock
        assert isinstance(clock, FixedClock)
        return clock


def open_container(path: Path, lanes: Lanes | None = None) -> Container:
    """A store at `path` whose clock stands at the end of the talk."""
    settings = Settings(path.with_suffix(".settings.json"))
    return build(path, settings=settings, lanes=lanes or InlineLanes(), clock=FixedClock(STARTS.replace(minute=59)))


def tell(container: Container) -> Talk:
    """Fill an empty store."""
    s = container.services
    s.mission.set_up(
        MissionDraft(
            name={"en": "Embassy of Japan in India", "ja": "在インド日本国大使館", "hi": "भारत में जापान का दूतावास"},
            sending_state="JP", receiving_state="IN", city={"en": "New Delhi"}, time_zone="Asia/Kolkata",
            home_time_zone="Asia/Tokyo", reference_prefix="EOJ",
        )
    )  # fmt: skip
    bodies = {
        name: s.organisations.create(OrganisationDraft(tuple(OrgNameDraft(n) for n in names), side=side)).id
        for name, side, names in (
            ("meti", "JP", ("METI", "Ministry of Economy, Trade and Industry")),
            ("mof", "JP", ("Ministry of Finance",)),
            ("jbic", "JP", ("JBIC", "Japan Bank for International Cooperation")),
            ("mines", "IN", ("Ministry of Mines",)),
            ("tata", "IN", ("Tata Capital",)),
            ("arci", "IN", ("ARCI",)),
        )
    }

    def person(family: str, first: str, body: str, title: str, side: str, native: str = "") -> str:
        names = [PersonNameDraft(family=family, given=first, order=NameOrder.FAMILY_FIRST, lang="en")]
        if not first:
            names = [PersonNameDraft(full=family)]
        if native:
            names.append(PersonNameDraft(full=native, script=Script.JAPANESE, lang="ja"))
        post = (PositionDraft(bodies[body], {"en": title} if title else {}),)
        return s.people.create(PersonDraft(tuple(names), post, side=side, is_fictional=True)).id

    yamada = person("Yamada", "Haruo", "meti", "Deputy Director", "JP", "山田春男")
    sato = person("Sato", "Emi", "mof", "", "JP", "佐藤恵美")
    ono = person("Ono", "Ken", "jbic", "", "JP", "小野健")
    vidya = person("Vidya Sharma", "", "mines", "Joint Secretary", "IN")
    rao = person("S. K. Rao", "", "tata", "", "IN")
    kani = person("Kanimozhi", "", "arci", "", "IN")
    absent = person("Mehta", "", "tata", "", "IN")
    topic = s.topics.create(TopicDraft(name={"en": "Finance", "ja": "金融", "hi": "वित्त"}, code="FIN")).id
    came = Attendance.ATTENDED
    people = (
        ParticipantDraft(yamada, role=ParticipantRole.HEAD, status=came),
        ParticipantDraft(sato, status=came),
        ParticipantDraft(ono, status=came, arrived_at=STARTS.replace(minute=28)),
        ParticipantDraft(vidya, role=ParticipantRole.HEAD, status=came),
        ParticipantDraft(rao, status=came),
        ParticipantDraft(kani, status=came),
        ParticipantDraft(absent, status=Attendance.ABSENT),
    )
    meeting = s.meetings.create(
        MeetingDraft(
            title="Closed-door: cell manufacturing and finance", kind=MeetingKind.CLOSED_DOOR, starts_at=STARTS,
            ends_at=STARTS.replace(hour=13), time_zone="Asia/Kolkata", place="Room 2", marking="IN CONFIDENCE",
            language_mode=LanguageMode.CONSECUTIVE, languages=("ja", "en"), rule=MeetingRule.NONE, topic_ids=(topic,),
        ),
        people,
        agenda=(
            AgendaDraft("Cell manufacturing: where Japanese firms want partners", minutes=20),
            AgendaDraft("Finance", minutes=20),
            AgendaDraft("Next steps", minutes=10),
        ),
    ).id  # fmt: skip
    for status in (MeetingStatus.CONFIRMED, MeetingStatus.HELD):
        s.meetings.move(meeting, status)
    items = tuple(item.id for item in container.queries.meetings.get(meeting).agenda)
    return Talk(container, meeting, items, sato, yamada, rao, bodies["jbic"], bodies["tata"], topic)


STORY: tuple[tuple[int, str], ...] = (
    (0, "IN: The Indian side described capacity plans for two sites and asked for cathode supply terms."),
    (0, "d The two sides agreed to exchange lists of materials for joint testing."),
    (0, "c us: The Japanese side undertook to share its published support-scheme conditions in English. >18 July"),
    (1, "r @yamada 経済産業省は、融資条件の公表時期について留保した。"),
    (1, "a Arrange follow-up talks with five firms >31 July"),
    (1, "@vidya खान मंत्रालय ने बैटरी पुनर्चक्रण के लिए वित्तपोषण की शर्तें पूछीं। #finance"),
)


def take(talk: Talk) -> str:
    """Write the story's lines; the record's id."""
    s = talk.container.services
    record = s.minutes.open(talk.meeting).id
    for item, line in STORY:
        s.live.add(record, talk.meeting, line, talk.items[item], None, "line:")
    return record


class HostPage(PageBase):
    """A page that holds nothing but the tab."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(desk, parent)
        self.tab = RecordTab(desk, self)
        column = QVBoxLayout(self)
        column.addWidget(self.tab)
        self.setFocusProxy(self.tab)

    def open(self, route: Route) -> None:
        if route.id:
            self.tab.open(route.id, route.extra.get("point", ""))

    def flush(self) -> None:
        self.tab.flush()

    def unsaved(self) -> dict[str, str]:
        return self.tab.unsaved()

    def restore_unsaved(self, texts: dict[str, str]) -> None:
        self.tab.restore_unsaved(texts)


HOST = (PageSpec("meetings", "Meetings", "meetings", HostPage, "Ctrl+3", ("meeting",)),)
"""The side bar of a test: one page with the tab."""
