"""The distribution log: every copy that left, numbered for its version, kept for good; and what no copy ever says."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from app.container import Queries, Services
from app.core.enums import DispatchChannel, Edition, MeetingStatus, PointKind
from app.core.errors import NotFound, Refused
from app.db import maintenance
from app.db.unit_of_work import Store
from app.services.attendance import ParticipantDraft
from app.services.dispatches import CopyNumberTaken, DispatchDraft
from app.services.minutes import PointDraft
from app.services.papers import PaperOrder
from app.services.people import PersonDraft, PersonNameDraft, PositionDraft
from tests.app.services.test_approval import set_up
from tests.app.services.test_meetings import DRAFT, organisation, person

SECRETS = ("Hidden Nameson", "NAMESON", "our fallback position", "impression of weakness", "internal decision text")


class Office:
    """A held meeting with a record that has things in it that must never leave."""

    def __init__(self, store: Store) -> None:
        set_up(store)
        queries = Queries(store, store.clock)
        self.store, self.queries, self.services = store, queries, Services(store, queries.documents)
        self.body = organisation(store, "Tata Capital")
        self.other = organisation(store, "Attero")
        names = (PersonNameDraft(full="Hidden Nameson", family="Nameson"),)
        label = {"en": "a senior official", "ja": "高官"}
        sealed = self.services.people.create(
            PersonDraft(names=names, side="IN", is_sealed=True, outward_label=label)
        ).id
        posts = (PositionDraft(self.body, {"en": "Director"}),)
        self.speaker = person(store, "Vidya Sharma", positions=posts)
        self.meeting = self.services.meetings.create(
            DRAFT,
            [ParticipantDraft(self.speaker), ParticipantDraft(sealed), ParticipantDraft(organisation_id=self.other)],
        ).id
        minutes = self.services.minutes
        self.record = minutes.open(self.meeting).id
        head = replace(minutes.head(self.record), marking="IN CONFIDENCE", recorder="EXAMPLE Sakura")
        minutes.set_head(self.record, replace(head, comment="Our impression of weakness."))
        common = {"side": "IN", "due_on": date(2025, 7, 18)}
        for draft in (
            PointDraft("Hidden Nameson said that capacity doubles.", speaker_id=sealed, side="IN"),
            PointDraft("This is our fallback position.", internal=True),
            PointDraft("An internal decision text.", PointKind.DECISION, internal=True),
            PointDraft("Lists will be exchanged.", PointKind.DECISION),
            PointDraft("Send terms.", PointKind.ACTION, owner_organisation_id=self.body, **common),  # type: ignore[arg-type]
            PointDraft("Send samples.", PointKind.ACTION, owner_organisation_id=self.other, **common),  # type: ignore[arg-type]
        ):
            minutes.add_point(self.record, draft)

    def approve(self) -> str:
        self.services.minutes.circulate(self.record)
        for state in (MeetingStatus.CONFIRMED, MeetingStatus.HELD):
            self.services.meetings.move(self.meeting, state)
        return self.services.minutes.approve(self.record, "Ambassador").sha256

    def order(self, edition: Edition = Edition.COUNTERPART, **more: object) -> PaperOrder:
        return PaperOrder("minutes", self.meeting, edition=edition, **{"recipient": "The ministry", **more})  # type: ignore[arg-type]


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def everything_in(content: bytes, format: str) -> str:
    """All words of a file with its metadata, whatever is packed in it."""
    if format == "pdf":
        reader = PdfReader(io.BytesIO(content))
        return "".join(page.extract_text() for page in reader.pages) + str(reader.metadata) + content.decode("latin-1")
    if format == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return content.decode("utf-8")


@pytest.mark.parametrize("format", ["pdf", "docx", "txt"])
@pytest.mark.parametrize("edition", [Edition.COUNTERPART, Edition.EXCERPT])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_no_byte_that_leaves_says_anything_internal(office: Office, format: str, edition: Edition, lang: str) -> None:
    whose = {"organisation_id": office.body} if edition is Edition.EXCERPT else {}
    made = office.services.papers.produce(office.order(edition, format=format, lang=lang, **whose))
    said = everything_in(made.content, format)
    assert [secret for secret in (*SECRETS, "tester") if secret.lower() in said.lower()] == []
    flat = " ".join(said.split())
    assert "Send terms." in flat
    assert ("Send samples." in flat) is (edition is Edition.COUNTERPART)
    inside = office.services.papers.produce(office.order(Edition.INTERNAL, format=format, lang=lang, recipient=""))
    flat = " ".join(everything_in(inside.content, format).split())
    assert "our fallback position" in flat
    assert "impression of weakness" in flat
    assert "Nameson" not in flat, "sealed even in our own file"


def test_a_frozen_version_leaves_no_more_than_a_draft(office: Office) -> None:
    sha256 = office.approve()
    said = everything_in(office.services.papers.produce(office.order()).content, "pdf")
    assert [secret for secret in SECRETS if secret.lower() in said.lower()] == []
    assert sha256[:12] in said


def test_a_draft_that_was_sent_is_printed_as_it_was(office: Office) -> None:
    minutes, papers = office.services.minutes, office.services.papers
    minutes.circulate(office.record)
    minutes.back_to_draft(office.record)
    minutes.add_point(office.record, PointDraft("A later thought.", PointKind.DECISION))
    office.approve()
    made = papers.produce(office.order(draft=2, format="txt"))
    said = made.content.decode("utf-8")
    assert "DRAFT v0.2" in said
    assert "Lists will be exchanged." in said
    assert "A later thought." not in said
    assert [secret for secret in SECRETS if secret.lower() in said.lower()] == []
    log = {row.id: row for row in office.queries.dispatches.of_record(office.record)}
    assert (log[made.dispatch_id].version_text, log[made.dispatch_id].record_hash) == ("0.2", "")
    assert "A later thought." in papers.produce(office.order(draft=3, format="txt")).content.decode("utf-8")
    with pytest.raises(NotFound):
        papers.produce(office.order(draft=7))


def test_every_copy_is_in_the_log_with_the_digest_of_its_bytes(office: Office) -> None:
    sha256 = office.approve()
    papers = office.services.papers
    first = papers.produce(office.order(numbered=True))
    second = papers.produce(office.order(Edition.EXCERPT, organisation_id=office.body, recipient=""))
    inside = papers.produce(office.order(Edition.INTERNAL, channel=DispatchChannel.PRINT, recipient="file"))
    log = {row.id: row for row in office.queries.dispatches.of_record(office.record)}
    assert [log[one.dispatch_id].copy_no for one in (first, second, inside)] == [1, 2, 0]
    row = log[first.dispatch_id]
    assert row.sha256 == hashlib.sha256(first.content).hexdigest()
    assert (row.record_hash, row.version_text, row.marking) == (sha256, "1", "IN CONFIDENCE")
    assert (row.recipient, row.by) == ("The ministry", "tester")
    assert log[second.dispatch_id].recipient == "Tata Capital"
    assert [one.id for one in office.queries.dispatches.of_organisation(office.body)] == [second.dispatch_id]
    assert len(office.queries.dispatches.of_meeting(office.meeting)) == 3
    assert "Copy 1" in everything_in(first.content, "pdf")
    found = office.queries.versions.verify(file_bytes=first.content)
    assert found.copy is not None
    assert (found.copy.recipient, found.versions[0].sha256) == ("The ministry", sha256)
    assert maintenance.check(office.store) == []


def test_copies_count_anew_for_each_version(office: Office) -> None:
    office.approve()
    assert office.services.papers.produce(office.order()).copy_no == 1
    minutes = office.services.minutes
    new = minutes.correct(office.record).id
    assert office.services.papers.produce(office.order()).copy_no == 1
    minutes.set_head(new, replace(minutes.head(new), correction="A date."))
    minutes.circulate(new)
    minutes.approve(new, "Ambassador")
    assert [office.services.papers.produce(office.order()).copy_no for _ in range(2)] == [1, 2]
    assert office.services.papers.produce(office.order(version=1)).copy_no == 2


def test_a_copy_for_nobody_does_not_leave(office: Office) -> None:
    with pytest.raises(Refused):
        office.services.papers.produce(office.order(recipient=" "))
    with pytest.raises(Refused):
        office.services.papers.produce(office.order(Edition.EXCERPT))
    assert office.queries.dispatches.all() == []


def test_a_number_given_meanwhile_is_not_given_twice(office: Office) -> None:
    made = office.services.papers.produce(office.order())
    draft = DispatchDraft(
        "minutes",
        b"x",
        "X",
        edition=Edition.COUNTERPART,
        record_id=office.record,
        version_text="0.1",
        copy_no=made.copy_no,
    )
    with pytest.raises(CopyNumberTaken):
        office.services.dispatches.log(draft)
    assert office.services.papers.produce(office.order()).copy_no == made.copy_no + 1


def test_an_entry_is_annotated_but_not_undone(office: Office) -> None:
    made = office.services.papers.produce(office.order())
    latest = office.services.history.latest()
    office.services.dispatches.annotate(made.dispatch_id, "Called back on 9 July.")
    (row,) = office.queries.dispatches.all()
    assert row.note == "Called back on 9 July."
    assert office.services.history.latest() == latest, "Ctrl+Z goes past the log to the work itself"
    entered = office.services.dispatches.log(DispatchDraft("list", b"names", "X", DispatchChannel.CLIPBOARD))
    with pytest.raises(Refused):
        office.services.history.undo(entered.changes.batch)
    assert len(office.queries.dispatches.all()) == 2


def test_a_copy_that_was_not_delivered_frees_its_number(office: Office) -> None:
    made = office.services.papers.produce(office.order())
    office.services.dispatches.not_delivered(made.dispatch_id)
    assert office.queries.dispatches.all() == []
    assert office.services.papers.produce(office.order()).copy_no == made.copy_no
    assert maintenance.check(office.store) == []


def test_several_records_leave_as_one_file_each_in_the_log(office: Office) -> None:
    made = office.services.papers.produce_bundle([office.order(), replace(office.order(), kind="agenda")])
    rows = office.queries.dispatches.all()
    assert {row.document for row in rows} == {"minutes", "agenda"}
    assert {row.sha256 for row in rows} == {hashlib.sha256(made.content).hexdigest()}
    assert len(PdfReader(io.BytesIO(made.content)).pages) >= 3
    with pytest.raises(Refused):
        office.services.papers.produce_bundle([])
