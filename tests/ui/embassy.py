"""A small embassy in a real store, and a real desk over it: for the tests of Today and of the follow-ups."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.container import Container, build
from app.core.clock import FixedClock
from app.core.enums import (
    FollowupKind,
    MeetingKind,
    MeetingRule,
    MeetingStatus,
    NameOrder,
    OrgKind,
    PointKind,
    Script,
)
from app.core.settings import Settings
from app.jobs.lanes import InlineLanes, Lanes
from app.services.attendance import ParticipantDraft
from app.services.followups import FollowupDraft
from app.services.meetings import AgendaDraft, MeetingDraft
from app.services.minutes import PointDraft
from app.services.mission import MissionDraft
from app.services.organisations import OrganisationDraft, OrgNameDraft
from app.services.people import PersonDraft, PersonNameDraft
from app.services.visits import VisitDraft
from ui.bridge import Bridge
from ui.desk import Desk
from ui.shell.actions import Actions
from ui.shell.navigation import Navigation
from ui.shell.notices import Notices
from ui.shell.pages import PAGES
from ui.shell.route import Route
from ui.shell.undo import UndoStack
from ui.tasks import Tasks

NOW = datetime(2025, 7, 7, 12, 22, tzinfo=UTC)
"""Monday 7 July 2025, 17:52 in New Delhi and 21:22 in Tokyo."""
DAY = date(2025, 7, 7)


@dataclass
class Embassy:
    """One store with its desk. `arrived` are the places that were asked for, `host` the widget pages stand in."""

    container: Container
    clock: FixedClock
    host: QWidget
    desk: Desk
    notices: Notices
    arrived: list[Route] = field(default_factory=list)

    @classmethod
    def open(cls, path: Path, empty: Path, host: QWidget, lanes: Lanes | None = None) -> Embassy:
        """A copy of the empty store at `path`, with its mission; without `lanes` each job is done at once."""
        shutil.copyfile(empty, path)
        clock = FixedClock(NOW)
        container = build(path, settings=Settings(None), lanes=lanes or InlineLanes(), clock=clock)
        container.services.mission.set_up(
            MissionDraft(
                name={"en": "Embassy of Japan in India", "ja": "在インド日本国大使館"},
                sending_state="JP",
                receiving_state="IN",
                city={"en": "New Delhi"},
                time_zone="Asia/Kolkata",
                home_time_zone="Asia/Tokyo",
            )
        )
        bridge = Bridge(container.feed, host)
        tasks = Tasks(container.lanes, bridge, host)
        notices = Notices(host)
        notices.place(host.rect())
        undo = UndoStack(_history(container), tasks, notices, host)
        notices.undo_batch, notices.remember = undo.undo_batch, undo.remember
        tasks.on_error = notices.error
        desk = Desk(
            services=container.services,
            queries=container.queries,
            tasks=tasks,
            bridge=bridge,
            navigation=Navigation(PAGES, host),
            notices=notices,
            undo=undo,
            actions=Actions(host),
            settings=container.settings,
            clock=container.clock,
            store=container.store,
            mission=container.queries.mission.current(),
        )
        embassy = cls(container, clock, host, desk, notices)
        desk.navigation.arrived.connect(embassy.arrived.append)
        return embassy

    def close(self) -> None:
        self.desk.bridge.close()
        self.container.close()

    @property
    def last(self) -> Route | None:
        """The place asked for last."""
        return self.arrived[-1] if self.arrived else None

    def said(self) -> list[str]:
        """What the notices on the screen say."""
        return [notice.text for notice in self.notices.shown]

    # ---- what is in the store --------------------------------------------------------------------------------------

    def organisation(self, name: str, side: str = "IN", kind: OrgKind = OrgKind.COMPANY) -> str:
        names = (OrgNameDraft(name),)
        return self.container.services.organisations.create(OrganisationDraft(names=names, side=side, kind=kind)).id

    def person(self, name: str, side: str = "IN") -> str:
        names = (PersonNameDraft(full=name, script=Script.LATIN, order=NameOrder.SINGLE),)
        return self.container.services.people.create(PersonDraft(names=names, side=side)).id

    def meeting(
        self,
        title: str,
        starts: timedelta,
        minutes: int = 60,
        *,
        people: dict[str, str] | None = None,
        agenda: tuple[str, ...] = (),
        status: MeetingStatus = MeetingStatus.CONFIRMED,
        kind: MeetingKind = MeetingKind.CLOSED_DOOR,
        rule: MeetingRule = MeetingRule.NONE,
        place: str = "Room 2",
        code: str = "",
    ) -> str:
        """A meeting that starts at NOW + `starts`; `people` are person ids with their side."""
        start = NOW + starts
        draft = MeetingDraft(
            title=title, kind=kind, starts_at=start, ends_at=start + timedelta(minutes=minutes),
            time_zone="Asia/Kolkata", rule=rule, place=place, code=code,
        )  # fmt: skip
        listed = [ParticipantDraft(person_id=id, side=side) for id, side in (people or {}).items()]
        items = [AgendaDraft(title=one) for one in agenda]
        return self.container.services.meetings.create(draft, listed, status=status, agenda=items).id

    def promise(
        self, title: str, due: int | None = 5, side: str = "JP", owner: str = "Economic section", **more
    ) -> str:
        """A follow-up due in so many days; None for no date, with its reason."""
        draft = FollowupDraft(
            title=title,
            side=side,
            owner_text=owner,
            due_on=None if due is None else DAY + timedelta(days=due),
            no_due_reason="" if due is not None else "waits for the ministry",
            **more,
        )
        return self.container.services.followups.create(draft).id

    def recorded_promise(self, meeting: str, text: str, due: int = 7, kind: PointKind = PointKind.ACTION) -> str:
        """A promise typed in the record of a meeting: the follow-up's id."""
        record = self.container.services.minutes.open(meeting).id
        draft = PointDraft(
            text=text, kind=kind, side="JP", owner_text="Economic section", due_on=DAY + timedelta(days=due)
        )
        self.container.services.minutes.add_point(record, draft)
        found = self.container.queries.minutes.of_meeting(meeting)
        assert found is not None
        return next(point.followup_id for point in found.points if point.text == text and point.followup_id)

    def visit(self, title: str, **more) -> str:
        return self.container.services.visits.create(VisitDraft(title=title, **more)).id

    def story(self) -> None:
        """Enough of everything for a picture: two sides, a day of meetings, promises, a visit."""
        ours = {self.person(name, "JP"): "JP" for name in ("YAMADA Haruo", "SATO Emi", "ONO Ken")}
        theirs = {self.person(name): "IN" for name in ("Vidya Sharma", "S. K. Rao", "Kanimozhi")}
        both, hours = {**ours, **theirs}, timedelta(hours=1)
        self.meeting("Opening", -8 * hours, people=both, code="MT1", place="Hall")
        held = self.meeting("Panel: recycling", -6 * hours, people=both, code="MT3", place="Hall")
        self.recorded_promise(held, "Send the list of battery materials wanted for joint testing", due=-3)
        now = self.meeting(
            "Closed-door: cell manufacturing and finance", -hours / 8, people=both, agenda=("Cells",), code="MT6",
            rule=MeetingRule.CHATHAM_HOUSE,
        )  # fmt: skip
        self.recorded_promise(now, "Share the published support-scheme conditions in English", due=11)
        self.meeting("Working dinner", 1.6 * hours, people=both, kind=MeetingKind.DINNER, place="Residence")
        self.meeting("Closed-door: catalytic converters", 15.1 * hours, people=both, code="MT7", place="Room 1")
        self.meeting(
            "ARCI technology session", 16.4 * hours, agenda=("List of technologies",), status=MeetingStatus.TENTATIVE
        )
        self.meeting("経済産業省 次世代電池産業戦略に関する日印官民合同ラウンドテーブル・セッション", 17.6 * hours,
                     people=both, agenda=("議題",), place="サロン")  # fmt: skip
        self.meeting("LOHUM plant visit, Greater Noida", 18.6 * hours, 420, kind=MeetingKind.SITE_VISIT, place="Gate 2")
        self.meeting("Call with Tokyo", 40 * hours, people=ours, kind=MeetingKind.CALL, place="Video")
        self.meeting("Ambassador: call on the Chief Minister, Lucknow", 62 * hours, people=both, place="Lucknow")
        self.meeting("भारतीय उद्योग परिसंघ के साथ बैठक", 66 * hours, status=MeetingStatus.REQUESTED, place="सभागार")
        lohum, delhi = self.organisation("LOHUM Cleantech"), self.organisation("JETRO New Delhi", "JP", OrgKind.AGENCY)
        self.promise("Bilingual record of the finance session for confirmation", -3, code="CM9")
        self.promise("Thank-you letters (12)", 0, code="CM7")
        self.promise("Photo permission, two pictures", 2, "IN", "", owner_organisation_id=lohum, code="CM6")
        self.promise("Draft NDA for samples", 4, "JP", "", owner_organisation_id=delhi, code="CM4")
        self.promise("Second visit of six engineers: dates", 70, "IN", "plant liaison", code="CM10b")
        self.promise("Confirm plant capacity figures", 8, "IN", "plant liaison", code="CM5", kind=FollowupKind.REQUEST)
        self.promise("Follow-up talks with five firms", None, code="CM3")
        done = self.promise("Note verbale to MEA on the courtesy call", -2, code="CM8")
        self.container.services.followups.done(done, "EOJ/ECON/NV/2025/0187")
        self.visit("LOHUM plant, Greater Noida", host_organisation_id=lohum, site="Greater Noida, plot 12",
                   gate="Gate 2", visit_on=date(2025, 7, 8), group_size=74, contact_text="plant liaison")  # fmt: skip


def _history(container: Container) -> Callable[[], object]:
    def history() -> object:
        return container.services.history

    return history
