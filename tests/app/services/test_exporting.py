"""What leaves as a file comes back as it was, and what has to stay inside stays."""

from __future__ import annotations

import io
import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select

from app.core.changes import ChangeFeed
from app.core.clock import SystemClock
from app.core.enums import Consent, ContactKind, LevelBand, MeetingRule, NameOrder, OrgKind, OrgNameKind, Script
from app.db.unit_of_work import Store
from app.domain.documents import Attachment
from app.domain.organisations import Organisation
from app.domain.people import Person
from app.exchange.fields import ImportKind
from app.services import organisations, people
from app.services.attendance import ParticipantDraft
from app.services.contacts import ContactDraft
from app.services.exporting import ENDINGS, ExportFormat, ExportingService
from app.services.importing import AS_NEW, ImportingService
from app.services.meetings import MeetingDraft, MeetingService
from app.services.organisations import OrganisationDraft, OrganisationService, OrgNameDraft
from app.services.people import PeopleService, PersonDraft, PersonNameDraft, PositionDraft
from app.services.photos import PhotoService

FILES = [form for form in ExportFormat if form is not ExportFormat.PDF]
"""What comes back: a paper does not."""
LINES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=24).map(
    lambda text: " ".join(text.split()) or "x"
)
WORDS = st.text("abcdeéüőABC", min_size=2, max_size=9)
DAYS = st.none() | st.dates(date(1960, 1, 1), date(2040, 1, 1))
WAYS = st.sampled_from(
    (
        ContactDraft(ContactKind.EMAIL, "h.yamada@meti.go.jp"),
        ContactDraft(ContactKind.EMAIL, "other@example.com", "private"),
        ContactDraft(ContactKind.MOBILE, "+81 90-1234-5678", is_gatekeeper=True),
        ContactDraft(
            ContactKind.MOBILE,
            "+91 98765 43210",
            "Delhi",
            Consent.GIVEN,
            "=card, handed over; 2 July",
            date(2025, 7, 2),
            date(2025, 9, 1),
        ),
        ContactDraft(ContactKind.OFFICE, "=HYPERLINK(1)", "Delhi office"),
        ContactDraft(ContactKind.FAX, "03-3501-1512", consent=Consent.REFUSED, verified_on=date(2024, 1, 31)),
        ContactDraft(ContactKind.POST, "1-3-1 Kasumigaseki; Tokyo, 100"),
    )
)
TITLES = st.dictionaries(st.sampled_from(("en", "ja", "hi")), LINES, min_size=1, max_size=3)


@st.composite
def persons(draw: st.DrawFn) -> PersonDraft:
    names = [PersonNameDraft(f"{draw(WORDS)} {draw(WORDS)}", Script.LATIN, NameOrder.SINGLE)]
    if draw(st.booleans()):
        names = [
            PersonNameDraft(
                "Yamada Haruo", Script.LATIN, NameOrder.FAMILY_FIRST, "Yamada", "Haruo",
                as_in_passport=draw(st.booleans()),
            )
        ]  # fmt: skip
    if draw(st.booleans()):
        names.append(
            PersonNameDraft("山田春男", Script.JAPANESE, NameOrder.FAMILY_FIRST, "山田", "春男", "やまだ はるお", "ja")
        )
    if draw(st.booleans()):
        names.append(PersonNameDraft("यामादा हारुओ", Script.DEVANAGARI, NameOrder.SINGLE, lang="hi"))
    positions = draw(
        st.lists(
            st.builds(
                PositionDraft,
                st.none(),
                TITLES,
                st.none() | st.sampled_from(LevelBand),
                held_from=DAYS,
                precedence_article=st.none() | st.integers(1, 60),
                precedence_date=DAYS,
            ),
            max_size=3,
        )
    )
    contacts = tuple(sorted(draw(st.lists(WAYS, unique=True)), key=lambda one: list(ContactKind).index(one.kind)))
    return PersonDraft(
        names=tuple(names),
        positions=tuple(positions),
        side=draw(st.sampled_from(("", "JP", "IN"))),
        nationality=draw(st.sampled_from(("", "JP", "DE"))),
        honorific=draw(st.sampled_from(("", "H.E. Mr.", "Dr."))),
        languages=draw(st.sampled_from(((), ("ja", "en")))),
        notes=draw(st.sampled_from(("", "met in Delhi\nsecond line", "'=1+1", "x" * 40000))),
        code=draw(st.sampled_from(("", "P12"))),
        contacts=contacts,
        address_forms=draw(st.sampled_from(({}, {"en": "Your Excellency", "ja": "閣下"}))),
        relationship_owner=draw(st.sampled_from(("", "Economic section, desk 2"))),
        cadence_days=draw(st.sampled_from((0, 90))),
        is_interpreter=draw(st.booleans()),
        do_not_contact=draw(st.booleans()),
        source_codes=draw(st.sampled_from(((), ("S3", "S5")))),
    )


def fresh(empty: Path, folder: Path, name: str) -> Store:
    path = folder / name
    shutil.copyfile(empty, path)
    return Store(path, feed=ChangeFeed(), clock=SystemClock(), actor="tester")


def plain(draft: PersonDraft, name_of: dict[str, str]) -> PersonDraft:
    """A draft without what differs by nature between two stores: the ids of organisations."""
    positions = tuple(replace(one, organisation_id=name_of.get(one.organisation_id or "")) for one in draft.positions)
    return replace(draft, positions=positions)


@pytest.mark.parametrize("form", FILES)
@given(draft=persons(), where=st.sampled_from(("", "METI", "(株)ダイキン工業")))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_people_come_back_without_loss(
    empty_store_file: Path, form: ExportFormat, draft: PersonDraft, where: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = (fresh(empty_store_file, Path(folder), name) for name in ("a.db", "b.db"))
        if where and draft.positions:
            id = OrganisationService(first).create(OrganisationDraft(names=(OrgNameDraft(where),))).id
            draft = replace(draft, positions=(replace(draft.positions[0], organisation_id=id), *draft.positions[1:]))
        made = PeopleService(first).create(draft).id
        data = ExportingService(first).content(ImportKind.PEOPLE, [made], form)
        service = ImportingService(second)
        service.apply(service.plan(service.read(f"list{ENDINGS[form]}", data, ImportKind.PEOPLE)))
        assert _person(second, None) == _person(first, made)
        first.close()
        second.close()


def _person(store: Store, id: str | None) -> PersonDraft:
    with store.read() as session:
        rows = session.scalars(select(Person)).all()
        assert len(rows) == 1 or id
        row = next(row for row in rows if id in (None, row.id))
        name_of = {one.id: one.shown_name for one in session.scalars(select(Organisation))}
        return plain(people.draft_of(row), name_of)


@pytest.mark.parametrize("form", FILES)
def test_organisations_come_back_without_loss(
    store: Store, empty_store_file: Path, tmp_path: Path, form: ExportFormat
) -> None:
    service = OrganisationService(store)
    parent = service.create(
        OrganisationDraft(names=(OrgNameDraft("Ministry of Heavy Industries"),), kind=OrgKind.MINISTRY, country="IN")
    ).id
    child = service.create(
        OrganisationDraft(
            names=(
                OrgNameDraft("Steel Authority of India Limited"),
                OrgNameDraft("SAIL", kind=OrgNameKind.ABBREVIATION, preferred_for=("list", "badge")),
                OrgNameDraft("स्टील अथॉरिटी ऑफ इंडिया", "hi", "Deva", OrgNameKind.NATIVE),
            ),
            side="IN",
            country="IN",
            parent_id=parent,
            sectors=("steel", "mining"),
            website="https://sail.example",
            identifiers={"CIN": "L27109DL1973GOI006454"},
            notes="founded 1973\nstate owned",
            code="O7",
            contacts=(
                ContactDraft(
                    ContactKind.OFFICE,
                    "+91 11 2436 7481",
                    "switchboard",
                    Consent.GIVEN,
                    "website",
                    None,
                    date(2025, 3, 1),
                    True,
                ),
            ),
            relationship_owner="Commercial section",
            cadence_days=180,
            is_group=True,
            source_codes=("S1",),
        )
    ).id
    data = ExportingService(store).content(ImportKind.ORGANISATIONS, [child, parent], form)
    other = fresh(empty_store_file, tmp_path, "b.db")
    importing = ImportingService(other)
    importing.apply(
        importing.plan(importing.read("o" + ENDINGS[form], data, ImportKind.ORGANISATIONS)).settle_all(AS_NEW)
    )
    assert _organisations(other) == _organisations(store)
    other.close()


def _organisations(store: Store) -> dict[str, tuple[OrganisationDraft, str]]:
    with store.read() as session:
        rows = {row.id: row for row in session.scalars(select(Organisation))}
        return {
            row.shown_name: (
                replace(organisations.draft_of(row), parent_id=None),
                rows[row.parent_id].shown_name if row.parent_id else "",
            )
            for row in rows.values()
        }


def test_the_order_asked_is_the_order_written(store: Store) -> None:
    service = PeopleService(store)
    ids = [service.create(PersonDraft(names=(PersonNameDraft(name),))).id for name in ("Ana", "Bea", "Cleo")]
    records = ExportingService(store).records(ImportKind.PEOPLE, [ids[2], ids[0], "gone"])
    assert [record.names[0].full for record in records] == ["Cleo", "Ana"]  # type: ignore[union-attr]


@pytest.mark.parametrize("form", list(ExportFormat))
def test_a_sealed_person_leaves_under_the_outward_label_alone(store: Store, form: ExportFormat) -> None:
    draft = PersonDraft(
        names=(PersonNameDraft("Secret Source"),),
        is_sealed=True,
        outward_label={"en": "a senior trade official"},
        contacts=(ContactDraft(ContactKind.EMAIL, "secret@source.jp"),),
        notes="knows everything",
        positions=(PositionDraft(None, {"en": "Hidden Title"}),),
    )
    id = PeopleService(store).create(draft).id
    (record,) = ExportingService(store).records(ImportKind.PEOPLE, [id])
    assert "a senior trade official" in str(record)
    for hidden in ("Secret", "secret@", "knows", "Hidden"):
        assert hidden not in str(record)
        content = ExportingService(store).content(ImportKind.PEOPLE, [id], form)
        assert hidden.encode() not in content
        assert form is not ExportFormat.PDF or hidden not in on_paper(content)


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 60), "teal").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("form", [ExportFormat.VCARD, ExportFormat.VCARD_3])
def test_a_photo_leaves_in_a_card_and_comes_back(
    store: Store, empty_store_file: Path, tmp_path: Path, form: ExportFormat
) -> None:
    id = PeopleService(store).create(PersonDraft(names=(PersonNameDraft("Sunita Rao"),))).id
    PhotoService(store).set(id, picture())
    data = ExportingService(store).content(ImportKind.PEOPLE, [id], form)
    other = fresh(empty_store_file, tmp_path, "b.db")
    importing = ImportingService(other)
    importing.apply(importing.plan(importing.read("list.vcf", data, ImportKind.PEOPLE)))
    with other.read() as session:
        (attachment,) = session.scalars(select(Attachment)).all()
        assert attachment.owner_id == session.scalars(select(Person.id)).one()
        with Image.open(io.BytesIO(attachment.content)) as kept:
            assert kept.size == (40, 60)
    other.close()


@pytest.mark.parametrize("form", list(ExportFormat))
def test_the_photo_of_a_sealed_person_and_one_that_was_taken_away_leave_nowhere(
    store: Store, form: ExportFormat
) -> None:
    sealed = PersonDraft(names=(PersonNameDraft("X"),), is_sealed=True, outward_label={"en": "an official"})
    ids = [PeopleService(store).create(draft).id for draft in (sealed, PersonDraft(names=(PersonNameDraft("Rao"),)))]
    for id in ids:
        PhotoService(store).set(id, picture())
    PhotoService(store).remove(ids[1])
    content = ExportingService(store).content(ImportKind.PEOPLE, ids, form)
    assert b"PHOTO" not in content
    assert form is not ExportFormat.PDF or not [
        image for page in PdfReader(io.BytesIO(content)).pages for image in page.images
    ]


def on_paper(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_a_list_on_paper_lies_on_its_side_and_holds_no_way_that_was_refused(store: Store) -> None:
    organisation = OrganisationService(store).create(OrganisationDraft(names=(OrgNameDraft("METI"),))).id
    ways = (
        ContactDraft(ContactKind.EMAIL, "refused@meti.example", consent=Consent.REFUSED),
        ContactDraft(ContactKind.EMAIL, "open@meti.example"),
        ContactDraft(ContactKind.MOBILE, "+81 90 1111 2222"),
    )
    names = (
        PersonNameDraft("Yamada Haruo", Script.LATIN, NameOrder.FAMILY_FIRST, "Yamada", "Haruo"),
        PersonNameDraft("山田春男", Script.JAPANESE, NameOrder.FAMILY_FIRST, "山田", "春男", "", "ja"),
    )
    draft = PersonDraft(
        names=names,
        positions=(PositionDraft(organisation, {"en": "Director <b>bold</b>", "ja": "課長"}),),
        side="JP",
        contacts=ways,
        notes="NOT ON PAPER",
        relationship_owner="Economic section",
    )
    ids = [PeopleService(store).create(draft).id]
    silent = replace(draft, names=(PersonNameDraft("Left Alone"),), do_not_contact=True)
    ids.append(PeopleService(store).create(silent).id)
    said = on_paper(ExportingService(store).content(ImportKind.PEOPLE, ids, ExportFormat.PDF, covers="Filter: all"))
    for shown in ("List of people", "YAMADA Haruo", "山田春男", "<b>bold</b>", "METI", "Filter: all", "Left Alone"):
        assert shown in said
    assert said.count("open@meti.example") == said.count("+81 90 1111 2222") == 1
    for hidden in ("refused@", "NOT ON PAPER", "Economic section"):
        assert hidden not in said
    assert "INTERNAL" in said
    content = ExportingService(store).content(ImportKind.PEOPLE, ids, ExportFormat.PDF, lang="ja")
    assert "課長" in on_paper(content)
    width, height = PdfReader(io.BytesIO(content)).pages[0].mediabox.upper_right
    assert width > height


def test_a_list_of_meetings_on_paper_bears_their_strictest_marking_and_is_silent_where_they_are(
    store: Store,
) -> None:
    host = OrganisationService(store).create(OrganisationDraft(names=(OrgNameDraft("Tata Group"),))).id
    service, start = MeetingService(store), datetime(2025, 7, 2, 4, 30, tzinfo=UTC)
    ids = [
        service.create(
            MeetingDraft(
                title=title, starts_at=start, ends_at=start + timedelta(hours=1), time_zone="Asia/Kolkata",
                marking=marking, rule=rule,
            ),
            [ParticipantDraft(organisation_id=host)],
        ).id
        for title, marking, rule in (
            ("Cells", "", MeetingRule.NONE),
            ("Talks", "India RESTRICTED", MeetingRule.CHATHAM_HOUSE),
        )
    ]  # fmt: skip
    said = on_paper(ExportingService(store).content(ImportKind.MEETINGS, ids, ExportFormat.PDF))
    assert said.count("Tata Group") == 1
    assert "RESTRICTED" in said
    assert ("Cells" in said, "Talks" in said, "10:00–11:00" in said) == (True, True, True)
    alone = on_paper(ExportingService(store).content(ImportKind.MEETINGS, ids[:1], ExportFormat.PDF))
    assert "RESTRICTED" not in alone


def test_an_empty_list_is_a_sheet_that_says_so(store: Store) -> None:
    said = on_paper(ExportingService(store).content(ImportKind.ORGANISATIONS, [], ExportFormat.PDF))
    assert "List of organisations" in said
    assert "0 entries" in said
