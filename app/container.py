"""The composition root: one store opened, its doors and lanes made, handed to whoever starts (window or command
line)."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.core.changes import ChangeFeed
from app.core.clock import Clock, StoryClock, SystemClock
from app.core.errors import StoreFault
from app.core.settings import Settings
from app.db import maintenance, upgrade
from app.db.unit_of_work import Store
from app.jobs.lanes import InlineLanes, Lane, Lanes, Progress
from app.queries.address import AddressQueries
from app.queries.carry_over import CarryOverQueries
from app.queries.choices import ChoiceQueries
from app.queries.conflicts import ConflictQueries
from app.queries.contact import ContactQueries
from app.queries.dashboard import DashboardQueries
from app.queries.delegations import DelegationQueries
from app.queries.dispatches import DispatchQueries
from app.queries.documents import DocumentQueries
from app.queries.facets import FacetQueries
from app.queries.facts import FactQueries
from app.queries.followups import FollowupQueries
from app.queries.meetings import MeetingQueries
from app.queries.minutes import MinutesQueries
from app.queries.mission import MissionQueries
from app.queries.network import NetworkQueries
from app.queries.organisation_tree import OrganisationTree
from app.queries.organisations import OrganisationQueries
from app.queries.people import PeopleQueries
from app.queries.places import PlaceQueries
from app.queries.posts import PostQueries
from app.queries.record_register import RegisterQueries
from app.queries.search import SearchQueries
from app.queries.stakeholders import StakeholderQueries
from app.queries.timeline import TimelineQueries
from app.queries.topics import ClaimQueries, SourceQueries, TopicQueries
from app.queries.versions import VersionQueries
from app.queries.visits import VisitQueries
from app.services.attendance import AttendanceService
from app.services.carry_over import CarryOverService
from app.services.deeds import DeedService
from app.services.delegations import DelegationService
from app.services.dispatches import DispatchService
from app.services.documents import DocumentService, UnsavedTextService
from app.services.events import EventService
from app.services.exporting import ExportingService
from app.services.followups import FollowupService
from app.services.history import HistoryService
from app.services.importing import ImportingService
from app.services.live import LiveService
from app.services.locks import LockService
from app.services.meetings import MeetingService
from app.services.merging import MergingService
from app.services.minutes import MinutesService
from app.services.mission import MissionService
from app.services.organisations import OrganisationService
from app.services.papers import Papers
from app.services.people import PeopleService
from app.services.photos import PhotoService
from app.services.pictures import PictureService
from app.services.places import PlaceService
from app.services.presence import PresenceService
from app.services.quick import QuickService
from app.services.references import ReferenceService
from app.services.stakeholders import StakeholderService
from app.services.timer import TimerService
from app.services.topics import ClaimService, SourceService, TopicService
from app.services.visits import VisitService

log = logging.getLogger(__name__)


class Services:
    """The doors that write, by noun."""

    def __init__(self, store: Store, documents: DocumentQueries) -> None:
        self.mission = MissionService(store)
        self.organisations = OrganisationService(store)
        self.people = PeopleService(store)
        self.photos = PhotoService(store)
        self.merging = MergingService(store)
        self.delegations = DelegationService(store)
        self.places = PlaceService(store)
        self.topics = TopicService(store)
        self.sources = SourceService(store)
        self.claims = ClaimService(store)
        self.stakeholders = StakeholderService(store)
        self.events = EventService(store)
        self.meetings = MeetingService(store)
        self.attendance = AttendanceService(store)
        self.minutes = MinutesService(store)
        self.references = ReferenceService(store)
        self.carry_over = CarryOverService(store)
        self.presence = PresenceService(store)
        self.timer = TimerService(store)
        self.locks = LockService(store)
        self.dispatches = DispatchService(store)
        self.followups = FollowupService(store)
        self.visits = VisitService(store)
        self.documents = DocumentService(store)
        self.unsaved = UnsavedTextService(store)
        self.live = LiveService(store, self.minutes, self.unsaved)
        self.history = HistoryService(store)
        self.deeds = DeedService(store, self.history)
        self.importing = ImportingService(store)
        self.exporting = ExportingService(store)
        self.papers = Papers(documents, self.dispatches)
        self.pictures = PictureService(store)
        self.quick = QuickService(store)


class Queries:
    """The doors that read, by noun."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.mission = MissionQueries(store)
        self.organisations = OrganisationQueries(store, clock)
        self.organisation_tree = OrganisationTree(store)
        self.posts = PostQueries(store)
        self.facets = FacetQueries(store)
        self.people = PeopleQueries(store, clock)
        self.contact = ContactQueries(store, clock)
        self.address = AddressQueries(store, clock)
        self.delegations = DelegationQueries(store)
        self.places = PlaceQueries(store)
        self.topics = TopicQueries(store)
        self.sources = SourceQueries(store)
        self.claims = ClaimQueries(store)
        self.stakeholders = StakeholderQueries(store)
        self.facts = FactQueries(store)
        self.network = NetworkQueries(store, clock)
        self.meetings = MeetingQueries(store)
        self.minutes = MinutesQueries(store)
        self.versions = VersionQueries(store)
        self.register = RegisterQueries(store)
        self.dispatches = DispatchQueries(store)
        self.carry_over = CarryOverQueries(store)
        self.followups = FollowupQueries(store, clock)
        self.timeline = TimelineQueries(store, self.followups)
        self.visits = VisitQueries(store)
        self.documents = DocumentQueries(store, clock, self.meetings)
        self.dashboard = DashboardQueries(store, clock, self.meetings, self.followups, self.visits)
        self.choices = ChoiceQueries(store)
        self.conflicts = ConflictQueries(store)
        self.search = SearchQueries(store, clock)


class DeskClock:
    """The clock everybody is handed: the machine's, or the sample story's once the store says so."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return self._clock.now()

    def follow(self, clock: Clock) -> None:
        """Take the time from another clock from now on."""
        self._clock = clock


@dataclass(slots=True)
class Container:
    """Everything one running program needs."""

    store: Store
    services: Services
    queries: Queries
    lanes: Lanes
    settings: Settings
    clock: DeskClock
    feed: ChangeFeed
    indexing: Progress = field(default_factory=Progress)

    def follow_story(self) -> None:
        """A sample store lives at its own time: take it over once the store holds the story."""
        mission = self.queries.mission.current()
        if mission is not None and mission.story_now is not None:
            self.clock.follow(StoryClock(mission.story_now))

    def keep_index(self) -> None:
        """Index an older program's store anew: at once for a script, beside the work for a window."""

        def job(progress: Progress) -> None:
            try:
                maintenance.keep_index(self.store, progress.check)
            except StoreFault as fault:
                log.info("the search index was not renewed: %s", fault.fault)

        self.lanes.submit(Lane.WORK, job, self.indexing)

    def close(self) -> None:
        """Finish the lanes' work, then let the store go."""
        self.indexing.cancel()
        self.lanes.close()
        self.store.close()


def build(
    path: Path,
    *,
    settings: Settings,
    lanes: Lanes | None = None,
    clock: Clock | None = None,
    key: bytes | None = None,
    backups: Path | None = None,
) -> Container:
    """Open the store at `path` (made when missing, upgraded when old) and put everything together.

    `clock` fixed by a caller wins over a story's time. Raises StoreFault.
    """
    upgrade.prepare(path, key=key, backups=backups)
    feed = ChangeFeed()
    desk_clock = DeskClock(clock or SystemClock())
    store = Store(path, feed=feed, clock=desk_clock, key=key)
    queries = Queries(store, desk_clock)
    services = Services(store, queries.documents)
    container = Container(store, services, queries, lanes or InlineLanes(), settings, desk_clock, feed)
    if clock is None:
        container.follow_story()
    container.keep_index()
    return container
