"""A random user at the services: whatever they do, the store stays whole and the rules of domain.md 4.6 hold."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from app.container import Queries, Services
from app.core.changes import ChangeFeed
from app.core.clock import FixedClock
from app.core.enums import (
    PROMISE_KINDS,
    UNRANKED_ROLES,
    Answer,
    Edition,
    FollowupStatus,
    MeetingStatus,
    NdaPolicy,
    ParticipantRole,
    PhonePolicy,
    PhotoPolicy,
    PointKind,
    QuoteConsent,
    VisitStatus,
)
from app.core.errors import AppError
from app.db import maintenance
from app.db.unit_of_work import Store
from app.db.upgrade import prepare
from app.queries.followups import FollowupFilter
from app.queries.lister import Sort
from app.queries.meetings import MeetingFilter
from app.services.attendance import ParticipantDraft
from app.services.meetings import AgendaDraft, MeetingDraft
from app.services.minutes import PointDraft, RecordDraft
from app.services.organisations import OrganisationDraft, OrgNameDraft
from app.services.papers import PaperOrder
from app.services.people import PersonDraft, PersonNameDraft, PositionDraft
from app.services.visits import VisitDraft

START = datetime(2025, 7, 10, 9, 30, tzinfo=UTC)
words = st.text(min_size=1, max_size=30)
days = st.dates(date(2025, 7, 1), date(2026, 1, 1))
items = st.integers(-1, 1)
sides = st.sampled_from(["JP", "IN", ""])
presences = st.sampled_from(["arrived", "left", "absent"])
editions = st.sampled_from([Edition.INTERNAL, Edition.COUNTERPART])


def act(**given: object):  # type: ignore[no-untyped-def]
    """A rule of the random user: what was refused, or undone meanwhile, ends it with a sentence; nothing else may."""

    def decorate(body):  # type: ignore[no-untyped-def]
        @functools.wraps(body)
        def attempt(self, **values):  # type: ignore[no-untyped-def]
            try:
                return body(self, **values)
            except AppError as error:
                said = str(error)
            assert said.strip()
            return multiple() if "target" in given else None

        return rule(**given)(attempt)

    return decorate


class RandomUser(RuleBasedStateMachine):
    """Each rule is one thing a person may do; a refusal is fine, a broken store never is."""

    organisations, people, meetings, points, visits = (
        Bundle(name) for name in ("organisations", "people", "meetings", "points", "visits")
    )

    @initialize(target=meetings)
    def open(self) -> object:
        """A store with two meetings of three people, so that records are written from the first step on."""
        self.folder = Path(tempfile.mkdtemp())
        path = self.folder / "chancery.db"
        shutil.copyfile(_empty_store(), path)
        self.clock = FixedClock(datetime(2025, 7, 7, 12, 22, tzinfo=UTC))
        self.store = Store(path, feed=ChangeFeed(), clock=self.clock, actor="random")
        self.queries = Queries(self.store, self.clock)
        self.services = Services(self.store, self.queries.documents)
        self.frozen: dict[str, tuple[object, ...]] = {}
        self.approved: dict[str, object] = {}
        self.copies: dict[str, bytes] = {}
        who = [self.services.people.create(PersonDraft((PersonNameDraft(name),), side=side)).id
               for name, side in (("Kanimozhi", "IN"), ("YAMADA Haruo", "JP"), ("S. K. Rao", "IN"))]  # fmt: skip
        agenda, listed = [AgendaDraft("One"), AgendaDraft("Two")], [ParticipantDraft(person_id=id) for id in who]
        made = []
        for days in (0, 7):
            start = START + timedelta(days=days)
            draft = MeetingDraft(f"Talk {days}", starts_at=start, ends_at=start + timedelta(hours=1),
                                 time_zone="Asia/Kolkata", place="Room 1")  # fmt: skip
            made.append(self.services.meetings.create(draft, listed, agenda=agenda).id)
        return multiple(*made)

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    @act(target=organisations, name=words, side=sides)
    def add_organisation(self, name: str, side: str) -> object:
        return self.services.organisations.create(OrganisationDraft(names=(OrgNameDraft(name),), side=side)).id

    @act(target=people, name=words, side=sides, organisation=organisations, title=words)
    def add_person(self, name: str, side: str, organisation: str, title: str) -> object:
        position = PositionDraft(organisation_id=organisation, title={"en": title})
        draft = PersonDraft(names=(PersonNameDraft(full=name),), side=side, positions=(position,))
        return self.services.people.create(draft).id

    @act(person=people, title=words)
    def change_job(self, person: str, title: str) -> None:
        draft = self.services.people.draft(person)
        position = replace(draft.positions[0], title={"en": title})
        self.services.people.update(person, replace(draft, positions=(position,)))

    @act(target=meetings, title=words, length=st.integers(-5, 600), who=st.lists(people, max_size=4))
    def schedule(self, title: str, length: int, who: list[str]) -> object:
        end = START + timedelta(minutes=length)
        draft = MeetingDraft(title=title, starts_at=START, ends_at=end, time_zone="Asia/Kolkata", place="Room 1")
        agenda = [AgendaDraft("One"), AgendaDraft("Two")]
        return self.services.meetings.create(draft, [ParticipantDraft(person_id=id) for id in who], agenda=agenda).id

    @act(meeting=meetings, status=st.sampled_from(MeetingStatus), reason=st.sampled_from(["", "ill"]))
    def move_meeting(self, meeting: str, status: MeetingStatus, reason: str) -> None:
        self.services.meetings.move(meeting, status, reason)
        detail = self.queries.meetings.get(meeting)
        if detail.status is MeetingStatus.HELD:
            for row in detail.participants:
                self.frozen.setdefault(row.id, (row.person, row.side))

    @act(meeting=meetings, person=people, role=st.sampled_from(ParticipantRole), side=sides)
    def list_somebody(self, meeting: str, person: str, role: ParticipantRole, side: str) -> None:
        self.services.attendance.add(meeting, [ParticipantDraft(person_id=person, role=role, side=side)])

    @act(meeting=meetings, seed=st.randoms(use_true_random=False))
    def reorder(self, meeting: str, seed: Random) -> None:
        for side, rows in self.queries.meetings.get(meeting).sides:
            ids = [row.id for row in rows]
            seed.shuffle(ids)
            self.services.attendance.reorder(meeting, side, ids)
            assert [row.id for row in dict(self.queries.meetings.get(meeting).sides)[side]] == ids

    @act(target=points, meeting=meetings, text=words, kind=st.sampled_from(PointKind), side=sides, item=items)
    def write_line(self, meeting: str, text: str, kind: PointKind, side: str, item: int) -> object:
        record = self.services.minutes.open(meeting).id
        agenda = self.queries.meetings.get(meeting).agenda
        draft = PointDraft(text, kind, None if item < 0 else agenda[item].id, side=side)
        return self.services.minutes.add_point(record, draft).id

    @act(point=points, text=words, owner=st.one_of(st.none(), people), due=st.one_of(st.none(), days))
    def complete_line(self, point: str, text: str, owner: str | None, due: date | None) -> None:
        draft = self.services.minutes.point(point)
        self.services.minutes.update_point(point, replace(draft, text=text, owner_person_id=owner, due_on=due))

    @act(point=points, by=st.sampled_from([-1, 1]))
    def move_line(self, point: str, by: int) -> None:
        self.services.minutes.move_point(point, by)

    @act(point=points)
    def join_lines(self, point: str) -> None:
        _, record = self.queries.minutes.point_place(point)
        ids = [row.id for row in self.queries.minutes.get(record).points]
        if point in ids and point != ids[-1]:
            self.services.minutes.merge_points(point, ids[ids.index(point) + 1])

    @act(target=points, point=points, at=st.integers(-1, 20))
    def cut_line(self, point: str, at: int) -> object:
        return self.services.minutes.split_point(point, at).id

    @act(point=points, consent=st.sampled_from(QuoteConsent), internal=st.booleans(), quote=st.booleans())
    def mark_line(self, point: str, consent: QuoteConsent, internal: bool, quote: bool) -> None:
        draft = self.services.minutes.point(point)
        marked = replace(draft, quote_consent=consent, internal=internal, is_quote=quote)
        self.services.minutes.update_point(point, marked, draft)

    @act(point=consumes(points))
    def remove_line(self, point: str) -> None:
        self.services.minutes.remove_point(point)

    @act(meeting=meetings, complete=st.booleans())
    def approve(self, meeting: str, complete: bool) -> None:
        record = self.services.minutes.open(meeting).id
        if complete:
            self.complete(record)
        for status in (MeetingStatus.CONFIRMED, MeetingStatus.HELD):
            with contextlib.suppress(AppError):
                self.services.meetings.move(meeting, status)
        self.services.minutes.set_head(record, RecordDraft(marking="IN CONFIDENCE", correction="Corrected."))
        with contextlib.suppress(AppError):
            self.services.minutes.circulate(record)
        self.services.minutes.approve(record, "Ambassador")
        detail = self.queries.minutes.get(record)
        if not detail.is_open:
            self.approved.setdefault(record, [(p.id, p.kind, p.text, p.seq) for p in detail.points])

    def complete(self, record: str) -> None:
        """Write what an approval would ask for."""
        minutes = self.services.minutes
        minutes.add_point(record, PointDraft("Agreed.", PointKind.AGREEMENT, side="IN"))
        for point in self.queries.minutes.get(record).points:
            draft = minutes.point(point.id)
            side = draft.side or "IN"
            done = replace(draft, side=side, quote_consent=QuoteConsent.GIVEN)
            if point.missing:
                done = replace(done, owner_text="desk", owner_person_id=None, due_on=date(2025, 8, 1))
            minutes.update_point(point.id, done, draft)

    @act(meeting=meetings)
    def correct(self, meeting: str) -> None:
        written = [row for row in self.queries.minutes.all_of(meeting) if not row.is_open]
        if written:
            self.services.minutes.correct(written[0].id)

    @act(meeting=meetings)
    def throw_a_correction_away(self, meeting: str) -> None:
        self.services.minutes.discard(self.services.minutes.open(meeting).id)

    @act(no=st.integers(0, 20), why=st.sampled_from(["", "wrong meeting"]))
    def cancel_a_number(self, no: int, why: str) -> None:
        numbers = self.queries.versions.numbers()
        if numbers:
            self.services.references.cancel(numbers[no % len(numbers)].reference, why)

    @act(
        meeting=meetings,
        no=st.integers(0, 9),
        how=st.sampled_from(["arrived", "left", "absent"]),
        at=st.integers(-30, 90),
    )
    def note_presence(self, meeting: str, no: int, how: str, at: int) -> None:
        rows = self.queries.meetings.get(meeting).participants
        if rows:
            when = () if how == "absent" else (START + timedelta(minutes=at),)
            getattr(self.services.presence, how)([rows[no % len(rows)].id], *when)

    @act(meeting=meetings, name=words, side=sides)
    def walk_in(self, meeting: str, name: str, side: str) -> None:
        self.services.presence.walk_in(meeting, side or "IN", name=name)

    @act(meeting=meetings, before=meetings)
    def follow(self, meeting: str, before: str) -> None:
        self.services.carry_over.follow(meeting, before)

    @act(
        meeting=meetings,
        edition=st.sampled_from([Edition.INTERNAL, Edition.COUNTERPART]),
        to=st.sampled_from(["", "X"]),
    )
    def let_a_copy_leave(self, meeting: str, edition: Edition, to: str) -> None:
        order = PaperOrder("minutes", meeting, format="txt", edition=edition, recipient=to)
        made = self.services.papers.produce(order)
        self.copies[made.dispatch_id] = made.content

    @act(
        no=st.integers(0, 50), how=st.sampled_from(["start", "done", "drop", "remove"]), why=st.sampled_from(["", "x"])
    )
    def work_on_a_promise(self, no: int, how: str, why: str) -> None:
        rows = self.queries.followups.all(FollowupFilter(), Sort("due"))
        if rows:
            arguments = (why,) if how in ("done", "drop") else ()
            getattr(self.services.followups, how)(rows[no % len(rows)].id, *arguments)

    @act(target=visits, title=words, host=organisations)
    def plan_visit(self, title: str, host: str) -> object:
        draft = VisitDraft(title=title, host_organisation_id=host, visit_on=date(2025, 7, 3))
        return self.services.visits.create(draft).id

    @act(visit=visits, ppe=st.sampled_from(Answer), photos=st.sampled_from(PhotoPolicy), nda=st.sampled_from(NdaPolicy))
    def answer_rules(self, visit: str, ppe: Answer, photos: PhotoPolicy, nda: NdaPolicy) -> None:
        draft = replace(self.services.visits.draft(visit), ppe=ppe, photos=photos, nda=nda, phones=PhonePolicy.KEEP)
        self.services.visits.update(visit, draft)

    @act(visit=visits)
    def confirm_visit(self, visit: str) -> None:
        self.services.visits.move(visit, VisitStatus.CONFIRMED)

    @act()
    def undo(self) -> None:
        self.services.history.undo()

    @act()
    def redo(self) -> None:
        self.services.history.redo()

    @invariant()
    def the_store_is_whole(self) -> None:
        if hasattr(self, "store"):
            assert [str(finding) for finding in maintenance.check(self.store)] == []

    @invariant()
    def the_rules_hold(self) -> None:
        if not hasattr(self, "store"):
            return
        for row in self.queries.meetings.all(MeetingFilter(), Sort("starts_at")):
            assert row.ends_at > row.starts_at
            detail = self.queries.meetings.get(row.id)
            for _, rows in detail.sides:
                assert sum(one.role is ParticipantRole.HEAD for one in rows) <= 1
                assert [one.no for one in rows if one.role not in UNRANKED_ROLES] == list(
                    range(1, 1 + sum(one.role not in UNRANKED_ROLES for one in rows))
                )
            for one in detail.participants:
                if one.frozen and one.id in self.frozen:
                    assert (one.person, one.side) == self.frozen[one.id], "as on the day, for good (1)"
        for id, points in self.approved.items():
            record = self.queries.minutes.get(id)
            assert [(p.id, p.kind, p.text, p.seq) for p in record.points] == points, "approved text never changes (17)"
            for point in record.points:
                assert not point.missing, "every promise has a side, an owner, a date (18)"
                assert point.kind not in PROMISE_KINDS or point.followup_id, "linked both ways (19)"
                assert not point.is_quote or point.quote_consent is QuoteConsent.GIVEN or point.source_id, "(21)"
            assert record.marking, "an approved record has its marking (15)"
            assert record.reference, "numbered (22)"
            assert record.sha256, "frozen (17)"
        for promise in self.queries.followups.all(FollowupFilter(), Sort("due")):
            detail = self.queries.followups.get(promise.id)
            if promise.status is FollowupStatus.DONE:
                assert detail.evidence
            if promise.status is FollowupStatus.DROPPED:
                assert detail.closure_note

    @invariant()
    def numbers_have_no_gap_and_every_copy_is_known(self) -> None:
        if not hasattr(self, "store"):
            return
        numbers = sorted((row.kind, row.year, row.no) for row in self.queries.versions.numbers())
        for kind, year in {(kind, year) for kind, year, _ in numbers}:
            counted = [no for one, other, no in numbers if (one, other) == (kind, year)]
            assert counted == list(range(1, len(counted) + 1)), "gapless for each kind and year (22)"
        log = {row.id: row for row in self.queries.dispatches.all()}
        for id, content in self.copies.items():
            assert log[id].sha256 == hashlib.sha256(content).hexdigest(), "no copy leaves unlogged (36)"
        outward = [
            (row.record_id, row.version_text, row.copy_no) for row in log.values() if row.record_id and row.copy_no
        ]
        assert len(outward) == len(set(outward)), "no two copies of a version bear one number"

    @invariant()
    def no_visit_is_confirmed_unanswered(self) -> None:
        if not hasattr(self, "store"):
            return
        with self.store.read() as session:
            confirmed = session.connection().exec_driver_sql(
                "SELECT count(*) FROM facility_visit "
                "WHERE status = 'confirmed' AND 'unanswered' IN (ppe, photos, phones, nda)"
            )
            assert confirmed.scalar_one() == 0


_made: list[Path] = []


def _empty_store() -> Path:
    if not _made:
        path = Path(tempfile.mkdtemp()) / "empty.db"
        prepare(path)
        _made.append(path)
    return _made[0]


RandomUser.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # a failure is reported as found: shrinking a whole day of work would take minutes
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
TestRandomUser = pytest.mark.slow(RandomUser.TestCase)
