"""The sample story's meetings as they went: scheduled, attended, held, recorded, and what was promised in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.core.enums import (
    Attendance,
    Attribution,
    Bilingual,
    Channel,
    Confirmation,
    DispatchChannel,
    Edition,
    FollowupKind,
    LanguageMode,
    MeetingKind,
    MeetingRule,
    MeetingStatus,
    OutcomeKind,
    ParticipantRole,
    PointKind,
    RecordKind,
)
from app.documents.catalogue import RECORD_KEYS
from app.queries.documents import DocumentQueries
from app.queries.meetings import MeetingQueries
from app.queries.minutes import MinutesQueries, Signatory
from app.services.attendance import AttendanceService, ParticipantDraft
from app.services.carry_over import CarryOverService
from app.services.dispatches import DispatchService
from app.services.followups import FollowupDraft, FollowupService
from app.services.joined import JoinedStore
from app.services.meetings import AgendaDraft, MeetingDraft, MeetingService
from app.services.minutes import MinutesService, PointDraft, RecordDraft
from app.services.papers import PaperOrder, Papers
from app.services.presence import PresenceService
from app.services.story import PRESENT, ZONE, Cast, Data, instant

_IN_TWO_HANDS = (
    "second_language", "prevailing_language", "preamble", "addressee", "signed_at_place",
)  # fmt: skip
"""What only papers for the other side, or signed by both, have."""
_RANGE = re.compile(r"O(\d+)-O(\d+)(?:/(\d+))?")


class MeetingTeller:
    """Writes the meetings of the story, in the order in which the story's desk did."""

    def __init__(self, store: JoinedStore, cast: Cast) -> None:
        self._store, self._cast = store, cast
        self._meetings, self._attendance = MeetingService(store), AttendanceService(store)
        self._minutes, self._followups = MinutesService(store), FollowupService(store)
        self._read, self._written = MeetingQueries(store), MinutesQueries(store)

    def schedule(self, entry: Data) -> None:
        """One confirmed meeting with its agenda and its people."""
        cast = self._cast
        draft = MeetingDraft(
            title=entry["title"],
            kind=MeetingKind(entry["kind"]),
            starts_at=instant(entry["day"], entry["from"]),
            ends_at=instant(entry["day"], entry["to"]),
            time_zone=ZONE,
            room_id=cast.rooms[entry["room"]] if "room" in entry else None,
            place=entry.get("place", ""),
            language_mode=LanguageMode(entry.get("mode", "one-language")),
            languages=tuple(entry["languages"]),
            rule=MeetingRule(entry["rule"]),
            marking=entry.get("marking", ""),
            channel=Channel(entry.get("channel", "direct")),
            channel_reference=entry.get("reference", ""),
            purpose=entry["purpose"],
            notes=entry.get("notes", ""),
            code=entry["code"],
            event_id=next(iter(cast.events.values())),
            delegation_id=cast.delegations.get(entry.get("delegation", "")),
            topic_ids=tuple(cast.topics[code] for code in entry["topics"]),
        )
        agenda = [
            AgendaDraft(title, lead, minutes, OutcomeKind(outcome))
            for title, lead, minutes, outcome in entry.get("agenda", ())
        ]
        written = self._meetings.create(draft, status=MeetingStatus.CONFIRMED, agenda=agenda)
        cast.meetings[entry["code"]] = written.id
        heads = {cast.series[key][0] for key in entry.get("heads", ())}
        for side in ("jp", "in"):
            for item in entry[side]:
                self._invite(written.id, item, side.upper(), heads)

    def hold(self, entries: Sequence[Data]) -> None:
        """Let every meeting whose time has come be held, each at its end."""
        for entry in entries:
            if "status" not in entry:
                self._store.at(instant(entry["day"], entry["to"]))
                self._presence(entry)
                self._meetings.move(self._cast.meetings[entry["code"]], MeetingStatus.HELD)

    def promise_and_record(self, promises: Sequence[Data], records: Sequence[Data], visit_id: str) -> None:
        """The records with the promises that stand in them, then the other promises, then what became of each."""
        by_code = {promise["code"]: promise for promise in promises}
        ids: dict[str, str] = {}
        record_ids = []
        for entry in records:
            record_ids.append(self._record(entry, by_code, ids))
        for promise in promises:
            if promise["code"] not in ids:
                self._store.at(min(self._end_of(promise["meeting"]), PRESENT))
                ids[promise["code"]] = self._followups.create(self._promised(promise, visit_id)).id
            else:
                kept = self._followups.draft(ids[promise["code"]])
                said = self._promised(promise, visit_id)
                changed = replace(
                    kept, code=said.code, next_step=said.next_step, reference=said.reference, visit_id=said.visit_id
                )
                self._followups.update(ids[promise["code"]], changed)
        for entry, id in zip(records, record_ids, strict=True):
            if "approved" in entry:
                self._store.at(entry["approved"])
                self._minutes.circulate(id)
                self._minutes.approve(id, entry["approved_by"])
                self._send(entry, entry.get("copies", {}))
        for promise in promises:
            self._follow_up(ids[promise["code"]], promise)

    def follow(self, entries: Sequence[Data]) -> None:
        """What is still open is on the table of the meeting that follows."""
        service = CarryOverService(self._store)
        for entry in entries:
            if "follows" in entry:
                service.follow(self._cast.meetings[entry["code"]], self._cast.meetings[entry["follows"]])

    def _presence(self, entry: Data) -> None:
        """Who came late and who left early, by their codes."""
        service = PresenceService(self._store)
        rows = {row.person_id: row.id for row in self._read.get(self._cast.meetings[entry["code"]]).participants}
        for times, note in ((entry.get("came", {}), service.arrived), (entry.get("went", {}), service.left)):
            for code, clock in times.items():
                note([rows[self._cast.people[code]]], instant(entry["day"], clock))

    def _send(self, entry: Data, copies: Data) -> None:
        """The copies of an approved record that left: made, numbered and logged as any other."""
        papers = Papers(DocumentQueries(self._store, self._store.clock, self._read), DispatchService(self._store))
        for edition, copy in copies.items():
            self._store.at(copy["at"])
            order = PaperOrder(
                kind=RECORD_KEYS[RecordKind(entry["kind"])],
                meeting_id=self._cast.meetings[entry["meeting"]],
                edition=Edition(edition),
                recipient=copy["recipient"],
                channel=DispatchChannel(copy["channel"]),
                note=copy["note"],
                numbered=edition != Edition.INTERNAL.value,
            )
            papers.produce(order)

    def _invite(self, meeting_id: str, item: str, side: str, heads: set[str]) -> None:
        code, *more = item.split(":")
        if code in self._cast.delegations:
            self._attendance.add_delegation(meeting_id, self._cast.delegations[code], status=Attendance.ATTENDED)
            return
        if code in self._cast.series:
            codes = self._cast.series[code][: int(more[0])] if more else self._cast.series[code]
            role, status = ParticipantRole.MEMBER, Attendance.ATTENDED
        else:
            codes = list(_organisations(code)) or [code]
            role = ParticipantRole(more[0]) if more else ParticipantRole.MEMBER
            status = Attendance(more[1]) if len(more) > 1 else Attendance.ATTENDED
        drafts = [
            ParticipantDraft(
                person_id=self._cast.people.get(code),
                organisation_id=self._cast.organisations.get(code),
                side=side,
                role=ParticipantRole.HEAD if code in heads else role,
                status=status,
            )
            for code in codes
        ]
        self._attendance.add(meeting_id, drafts)

    def _record(self, entry: Data, promises: Mapping[str, Data], ids: dict[str, str]) -> str:
        self._store.at(entry["written"])
        meeting_id = self._cast.meetings[entry["meeting"]]
        items: list[str | None] = [None, *self._agenda_of(meeting_id)]
        record_id = self._minutes.open(meeting_id, RecordKind(entry["kind"])).id
        head = RecordDraft(
            kind=RecordKind(entry["kind"]),
            marking=entry["marking"],
            attribution=Attribution(entry["attribution"]),
            confirmation=Confirmation(entry["confirmation"]),
            confirmation_note=entry.get("confirmation_note", ""),
            recorder=entry["recorder"],
            closed_at=self._end_of(entry["meeting"], entry["closed"]),
            distribution=tuple(entry["distribution"]),
            summary=entry.get("summary", ""),
            comment=entry.get("comment", ""),
            no_press_line=entry.get("no_press_line", False),
            confirmed_by=entry.get("confirmed_by", ""),
            confirmed_on=entry.get("confirmed_on"),
            **{name: entry[name] for name in _IN_TWO_HANDS if name in entry},
            bilingual=Bilingual(entry.get("bilingual", "stacked")),
            signatories=tuple(self._signatory(one) for one in entry.get("signatories", ())),
        )
        self._minutes.set_head(record_id, head)
        point_of: dict[str, str] = {}
        for point in entry["points"]:
            said = (
                {**promises[point["cm"]], **point, "text": promises[point["cm"]]["title"]} if "cm" in point else point
            )
            point_id = self._minutes.add_point(record_id, self._point(said, items)).id
            if "cm" in point:
                point_of[point_id] = point["cm"]
        for row in self._written.get(record_id).points:
            if row.id in point_of and row.followup_id:
                ids[point_of[row.id]] = row.followup_id
        return record_id

    def _signatory(self, entry: Data) -> Signatory:
        values = {name: value for name, value in entry.items() if name != "person"}
        return Signatory(**values, person_id=self._cast.people[entry["person"]])

    def _point(self, entry: Data, items: Sequence[str | None]) -> PointDraft:
        person, organisation = self._owner(entry)
        return PointDraft(
            text=entry["text"],
            text_second=entry.get("second", ""),
            kind=PointKind(entry["kind"]),
            agenda_item_id=items[entry["item"]],
            side=entry.get("side", ""),
            speaker_id=self._cast.people.get(entry.get("speaker", "")),
            source_id=self._cast.sources.get(entry.get("source", "")),
            owner_person_id=person,
            owner_organisation_id=organisation,
            owner_text=entry.get("owner_text", ""),
            due_on=entry.get("due"),
        )

    def _promised(self, entry: Data, visit_id: str) -> FollowupDraft:
        person, organisation = self._owner(entry)
        return FollowupDraft(
            title=entry["title"],
            kind=FollowupKind(entry["kind"]),
            side=entry["side"],
            owner_person_id=person,
            owner_organisation_id=organisation,
            owner_text=entry.get("owner_text", ""),
            due_on=entry["due"],
            next_step=entry.get("next_step", ""),
            reference=entry.get("reference", ""),
            meeting_id=self._cast.meetings[entry["meeting"]],
            visit_id=visit_id if entry.get("visit") else None,
            code=entry["code"],
        )

    def _follow_up(self, id: str, entry: Data) -> None:
        status = entry.get("status", "open")
        if status == "in-hand":
            self._store.at(self._end_of(entry["meeting"]) + timedelta(days=2))
            self._followups.start(id)
        elif status == "done":
            self._store.at(min(instant(entry["closed"], "17:00"), PRESENT))
            self._followups.done(id, entry["evidence"], entry["closed"])

    def _owner(self, entry: Data) -> tuple[str | None, str | None]:
        code = entry.get("owner", "")
        return self._cast.people.get(code), self._cast.organisations.get(code)

    def _agenda_of(self, meeting_id: str) -> list[str]:
        return [item.id for item in self._read.get(meeting_id).agenda]

    def _end_of(self, code: str, clock: str = "") -> datetime:
        draft = self._meetings.draft(self._cast.meetings[code])
        assert draft.ends_at is not None
        return instant(draft.ends_at.date(), clock) if clock else draft.ends_at


def _organisations(code: str) -> Iterator[str]:
    """The codes of a range ("O31-O69/2"), none for anything else."""
    found = _RANGE.fullmatch(code)
    if found:
        first, last, step = (int(part or 1) for part in found.groups())
        yield from (f"O{no}" for no in range(first, last + 1, step))
