"""Files come into a real store: planned without a trace, written as one step, undone exactly, and never doubled."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.enums import (
    Attendance,
    ContactKind,
    LevelBand,
    MeetingStatus,
    NameOrder,
    OrgKind,
    OrgNameKind,
    Script,
)
from app.core.errors import Refused
from app.db import maintenance
from app.db.unit_of_work import Store
from app.domain.meetings import Meeting
from app.domain.organisations import Organisation
from app.domain.people import Person
from app.exchange import formats
from app.jobs.lanes import Cancelled, Progress
from app.services.contacts import ContactDraft
from app.services.deeds import DeedService
from app.services.history import HistoryService
from app.services.importing import (
    AS_NEW,
    LEAVE_OUT,
    ImportingService,
    ImportKind,
    ImportSettings,
    Plan,
    Reason,
    Verdict,
    same_as,
)
from app.services.importing_writing import insert_organisations, insert_people
from app.services.organisations import OrganisationDraft, OrganisationService, OrgNameDraft
from app.services.people import PeopleService, PersonDraft, PersonNameDraft, PositionDraft
from tests.app.services.test_history import dump

DELEGATES = (
    ("Name", "Organisation", "Title", "E-mail", "Phone"),
    ("H.E. Mr. YAMADA Haruo", "METI", "Deputy Director", "h.yamada@meti.go.jp", "+81-3-3501-1511"),
    (
        "Dr. (Ms.) Sunita Rao",
        "Ministry of Power",
        "Joint Secretary",
        "s.rao@power.in",
        "011-2371-0071; 011-2371-0072 F",
    ),
    ("", "Nobody Ltd", "", "", ""),
    ("Kanimozhi", "", "", "", ""),
    ("Haruo Yamada", "METI", "Deputy Director", "haruo@home.jp", ""),
)


def sheet(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def plan(store: Store, rows: Iterable[Iterable[str]], kind: ImportKind = ImportKind.PEOPLE, **settings: object) -> Plan:
    service = ImportingService(store)
    reading = service.read("replies.csv", sheet(rows), kind)
    return service.plan(reading, ImportSettings(**settings))


def verdicts(found: Plan) -> list[Verdict]:
    return [row.verdict for row in found.rows]


def without_deeds(store: Store) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows for name, rows in dump(store).items() if name != "deed"}


def yamada(store: Store) -> tuple[str, str]:
    meti = OrganisationService(store).create(OrganisationDraft(names=(OrgNameDraft("METI"),))).id
    draft = PersonDraft(
        names=(PersonNameDraft("YAMADA Haruo", Script.LATIN, NameOrder.FAMILY_FIRST, "Yamada", "Haruo"),),
        positions=(PositionDraft(meti, {"en": "Deputy Director"}),),
        contacts=(ContactDraft(ContactKind.EMAIL, "h.yamada@meti.go.jp"),),
        email="h.yamada@meti.go.jp",
    )
    return PeopleService(store).create(draft).id, meti


def test_a_dry_run_says_what_each_row_would_do_and_writes_nothing(store: Store) -> None:
    yamada(store)
    before = dump(store)
    found = plan(store, DELEGATES)
    assert verdicts(found) == [Verdict.SAME, Verdict.NEW, Verdict.REFUSED, Verdict.NEW, Verdict.SAME]
    counts = found.counts
    assert (counts.read, counts.new, counts.matched, counts.unsure, counts.refused) == (5, 2, 2, 0, 1)
    refused = found.rows[2].refused
    assert refused is not None
    assert (refused.place.row, refused.place.column, refused.reason) == (4, "Name", "There is no name in this row.")
    assert [(fact.theirs, fact.adds) for fact in found.rows[4].adds] == [("haruo@home.jp", True)]
    assert dump(store) == before


def test_an_import_is_one_step_that_undo_takes_back_exactly(store: Store) -> None:
    yamada(store)
    before = without_deeds(store)
    history = HistoryService(store)
    done = ImportingService(store).apply(plan(store, DELEGATES))
    assert (done.new, done.matched, done.changed, done.made) == (2, 2, 1, 1)
    after = without_deeds(store)
    assert maintenance.check(store) == []
    history.undo(done.batch)
    assert without_deeds(store) == before
    assert maintenance.check(store) == []
    history.redo()
    assert without_deeds(store) == after
    assert maintenance.check(store) == []


def test_who_is_known_only_gains_what_was_missing(store: Store) -> None:
    person, _ = yamada(store)
    rows = (
        ("Name", "Name (Japanese)", "Reading", "Organisation", "Title", "E-mail", "Mobile", "Country"),
        (
            "YAMADA Haruo",
            "山田春男",
            "ヤマダ ハルオ",
            "METI",
            "Director",
            "h.yamada@meti.go.jp",
            "090-1234-5678",
            "Japan",
        ),
    )
    found = plan(store, rows)
    assert verdicts(found) == [Verdict.SAME]
    assert [(fact.ours, fact.theirs) for fact in found.rows[0].differs] == [("Deputy Director, METI", "Director, METI")]
    ImportingService(store).apply(found)
    draft = PeopleService(store).draft(person)
    assert [(name.printed(), name.reading) for name in draft.names] == [
        ("YAMADA Haruo", ""), ("山田春男", "ヤマダ ハルオ"),
    ]  # fmt: skip
    assert [dict(position.title) for position in draft.positions] == [{"en": "Deputy Director"}]
    assert [contact.value for contact in draft.contacts] == ["h.yamada@meti.go.jp", "090-1234-5678"]
    assert (draft.email, draft.nationality) == ("h.yamada@meti.go.jp", "JP")


def test_names_honorifics_and_ways_stand_as_their_writer_marked_them(store: Store) -> None:
    ImportingService(store).apply(plan(store, DELEGATES))
    with store.read() as session:
        rao = session.scalars(select(Person).where(Person.shown_name == "Sunita Rao")).one()
        assert rao.honorific == "Dr. (Ms.)"
        assert [(one.kind.value, one.value) for one in rao.contacts] == [
            ("email", "s.rao@power.in"), ("office", "011-2371-0071"), ("fax", "011-2371-0072"),
        ]  # fmt: skip
        made = session.scalars(select(Organisation.kind).where(Organisation.shown_name == "Ministry of Power")).one()
        assert made.value == "ministry"
        haruo = session.scalars(select(Person).where(Person.shown_name == "YAMADA Haruo")).one()
        assert [(name.family, name.given, name.order) for name in haruo.names] == [
            ("Yamada", "Haruo", NameOrder.FAMILY_FIRST)
        ]
        assert [one.value for one in haruo.contacts if one.kind is ContactKind.EMAIL] == [
            "h.yamada@meti.go.jp", "haruo@home.jp",
        ]  # fmt: skip


def test_a_card_keeps_its_title_beside_its_department_and_its_honorific_beside_its_name(store: Store) -> None:
    lines = (
        "BEGIN:VCARD", "VERSION:3.0", "N:Rao;Anita;;Dr.;", "FN:Dr. Anita Rao", "ORG:Rao Lithium Limited;R&D",
        "TITLE:Head\\, Materials", "END:VCARD",
    )  # fmt: skip
    service = ImportingService(store)
    reading = service.read("one.vcf", "\r\n".join(lines).encode(), ImportKind.PEOPLE)
    service.apply(service.plan(reading, ImportSettings()))
    with store.read() as session:
        rao = session.scalars(select(Person)).one()
        assert (rao.shown_name, rao.honorific) == ("Anita Rao", "Dr.")
        assert [position.title for position in rao.positions] == [{"en": "Head, Materials, R&D"}]


def test_people_among_the_organisations_are_noticed(store: Store) -> None:
    people = (("Name", "Designation", "Company"), ("Anita Rao", "Director", "Rao Metals"))
    bodies = (("Organisation", "Ambassador", "Title", "Tel"), ("Embassy of Japan", "Ono Keiichi", "Ambassador", "1"))
    noticed = "This looks like a list of people, with titles and organisations. Is it to be imported as people?"
    for rows, kind, told in (
        (people, ImportKind.ORGANISATIONS, [noticed]),
        (people, ImportKind.PEOPLE, []),
        (bodies, ImportKind.ORGANISATIONS, []),
    ):
        assert [message for message, _ in plan(store, rows, kind).remarks] == told


def test_a_file_brought_in_twice_doubles_nobody(store: Store) -> None:
    service = ImportingService(store)
    service.apply(plan(store, DELEGATES))
    before = dump(store)
    again = plan(store, DELEGATES)
    assert verdicts(again) == [Verdict.SAME, Verdict.SAME, Verdict.REFUSED, Verdict.SAME, Verdict.SAME]
    assert not any(row.adds for row in again.rows)
    assert service.apply(again).batch == ""
    assert dump(store) == before


def test_unsure_rows_are_settled_one_by_one(store: Store) -> None:
    person, _ = yamada(store)
    rows = (("Name", "Organisation"), ("YAMADA Haruo", "JOGMEC"), ("Haruo Yamada", "JICA"))
    found = plan(store, rows)
    assert verdicts(found) == [Verdict.UNSURE, Verdict.UNSURE]
    (candidate,) = found.rows[0].candidates
    assert candidate.id == person
    assert [str(reason) for reason in candidate.reasons] == [
        "The name is the same.",
        "The organisation is another one: METI and JOGMEC.",
    ]
    service = ImportingService(store)
    with pytest.raises(Refused, match="not settled"):
        service.apply(found)
    settled = found.settle(0, same_as(0)).settle(1, LEAVE_OUT)
    assert verdicts(found) == [Verdict.UNSURE, Verdict.UNSURE], "a plan never changes"
    done = service.apply(settled)
    assert (done.new, done.matched, done.left_out) == (0, 1, 1)
    assert len(PeopleService(store).draft(person).positions) == 2
    book = formats.read("refused.xlsx", service.refused_workbook(settled))
    assert any("Haruo Yamada" in row for row in book.tables[0].rows)


def test_a_row_that_is_an_earlier_row_follows_its_fate(store: Store) -> None:
    yamada(store)
    rows = (
        ("Name", "Organisation", "E-mail"),
        ("YAMADA Haruo", "JICA", "y@jica.jp"),
        ("Yamada Haruo", "", "y@jica.jp"),
    )
    found = plan(store, rows)
    assert verdicts(found) == [Verdict.UNSURE, Verdict.SAME]
    service = ImportingService(store)
    assert service.apply(found.settle(0, AS_NEW)).new == 1
    with store.read() as session:
        assert len(session.scalars(select(Person)).all()) == 2


def test_the_columns_of_a_source_are_remembered(store: Store) -> None:
    service = ImportingService(store)
    rows = (("Person in charge", "House"), ("Sato Ken", "JETRO"))
    reading = service.read("a.csv", sheet(rows), ImportKind.PEOPLE)
    mapped = service.remap(reading, {"Person in charge": "name", "House": "organisation"})
    service.apply(service.plan(mapped))
    again = service.read("b.csv", sheet((("PERSON IN CHARGE", "House"), ("Mori Aki", "JICA"))), ImportKind.PEOPLE)
    assert again.remembered
    assert [column.field for column in again.mapping.columns] == ["name", "organisation"]


def test_a_plan_that_was_overtaken_is_refused_whole(store: Store) -> None:
    person, _ = yamada(store)
    found = plan(store, DELEGATES)
    PeopleService(store).remove(person)
    before = dump(store)
    with pytest.raises(Refused, match="removed meanwhile"):
        ImportingService(store).apply(found)
    assert dump(store) == before


def test_an_import_that_is_stopped_leaves_nothing(store: Store) -> None:
    found = plan(store, DELEGATES)
    progress = Progress(lambda seen: seen.cancel() if seen.total else None)
    before = dump(store)
    with pytest.raises(Cancelled):
        ImportingService(store).apply(found, progress)
    assert dump(store) == before


def test_an_import_that_was_worked_on_since_is_not_undone(store: Store) -> None:
    done = ImportingService(store).apply(plan(store, DELEGATES))
    with store.read() as session:
        id = session.scalars(select(Person.id).where(Person.shown_name == "Kanimozhi")).one()
    people = PeopleService(store)
    people.update(id, PersonDraft(names=(PersonNameDraft("Kanimozhi"),), notes="met"))
    with pytest.raises(Refused, match="worked on since"):
        HistoryService(store).undo(done.batch)


def test_a_large_import_is_undone_only_while_nothing_points_at_it(store: Store) -> None:
    rows = [("Name", "E-mail"), *((f"Sample Person{no:03}", f"p{no}@x.jp") for no in range(120))]
    done = ImportingService(store).apply(plan(store, rows))
    history = HistoryService(store)
    history.undo(done.batch)
    assert maintenance.check(store) == []
    history.redo()
    assert maintenance.check(store) == []
    again = ImportingService(store).apply(
        plan(
            store,
            (("Date", "Host", "Counterpart"), ("2025-07-02", "Embassy", "Mr. Person007 Sample")),
            ImportKind.MEETINGS,
        )
    )
    deeds = DeedService(store, history)
    assert [deed.title for deed in deeds.all()][:1] == ["replies.csv"]
    with pytest.raises(Refused, match="worked on since"):
        history.undo(history._done[-2])
    history.undo(again.batch)


REGISTER = (
    ("Date", "Minister", "Organisation met", "Purpose of meeting", "Place"),
    ("02/07/2025", "Premier", "Daikin Industries, Ltd.", "Heat pumps", "Sydney"),
    ("25/07/2025", "Sir Keir Starmer", "Daikin Industries Ltd", "Heat pumps again", ""),
    ("30/02/2025", "Premier", "Sony", "Nothing", ""),
    ("03/01/2007", "Premier", "Nil return", "", ""),
    ("03/01/2007", "Premier", "Sony", "Music; film", ""),
    ("02/07/2025", "Premier", "Daikin Industries, Ltd.", "Heat pumps", "Sydney"),
)


def test_a_register_of_meetings_becomes_meetings_that_were_held(store: Store) -> None:
    found = plan(store, REGISTER, ImportKind.MEETINGS, time_zone="Asia/Kolkata", host_side="IN", side="JP")
    assert [str(one) for one in verdicts(found)] == ["new", "new", "refused", "refused", "new", "same"]
    reasons = [(row.line, row.refused.place.column, row.refused.reason) for row in found.rows if row.refused]
    assert reasons == [
        (4, "Date", "“{text}” is not a date."),
        (5, "Organisation met", "This row says that there was nothing to report."),
    ]
    done = ImportingService(store).apply(found)
    assert (done.new, done.matched, done.made) == (3, 1, 4)
    with store.read() as session:
        meetings = session.scalars(select(Meeting).order_by(Meeting.starts_at)).all()
        assert [one.title for one in meetings] == [
            "Sony: Music; film", "Daikin Industries, Ltd.: Heat pumps", "Daikin Industries Ltd: Heat pumps again",
        ]  # fmt: skip
        assert [one.starts_at for one in meetings][1] == datetime(2025, 7, 2, 3, 30, tzinfo=UTC)
        assert {one.status for one in meetings} == {MeetingStatus.HELD}
        assert [
            (one.side, one.shown_name, one.status, one.frozen_at is not None) for one in meetings[2].participants
        ] == [
            ("IN", "Keir Starmer", Attendance.ATTENDED, True),
            ("JP", "Daikin Industries, Ltd.", Attendance.ATTENDED, True),
        ]
    assert maintenance.check(store) == []
    again = plan(store, REGISTER, ImportKind.MEETINGS, time_zone="Asia/Kolkata", host_side="IN", side="JP")
    assert again.counts.matched == 4
    HistoryService(store).undo(done.batch)
    assert dump(store)["meeting"] == []
    assert maintenance.check(store) == []


def test_days_are_read_as_the_whole_column_is_and_asked_about_when_it_does_not_say(store: Store) -> None:
    service = ImportingService(store)
    both = sheet((("Date", "Counterpart"), ("03/04/2025", "Sony")))
    reading = service.read("r.csv", both, ImportKind.MEETINGS)
    assert reading.asks_day_first
    found = service.plan(reading)
    assert [message for message, _ in found.remarks if "day first" in message]
    assert found.rows[0].record.day == date(2025, 4, 3)  # type: ignore[union-attr]
    american = service.plan(reading, ImportSettings(day_first=False))
    assert american.rows[0].record.day == date(2025, 3, 4)  # type: ignore[union-attr]
    told = sheet((("Date", "Counterpart"), ("03/04/2025", "Sony"), ("04/25/2025", "Sony")))
    reading = service.read("r.csv", told, ImportKind.MEETINGS)
    assert not reading.asks_day_first
    assert [row.record.day for row in service.plan(reading).rows] == [date(2025, 3, 4), date(2025, 4, 25)]  # type: ignore[union-attr]


def test_organisations_find_their_parents_in_the_file_and_in_the_store(store: Store) -> None:
    OrganisationService(store).create(OrganisationDraft(names=(OrgNameDraft("Suzuki Motor Corporation"),)))
    rows = (
        ("Name", "Parent", "Country", "ISIN"),
        ("Maruti Suzuki India Limited", "Suzuki Motor Corp.", "India", "INE585B01010"),
        ("Asia Division", "Foreign Ministry", "", ""),
        ("Foreign Ministry", "Foreign Ministry", "Japan", ""),
        ("Maruti Suzuki India Ltd", "", "India", "INE585B01010"),
    )
    found = plan(store, rows, ImportKind.ORGANISATIONS)
    assert [str(one) for one in verdicts(found)] == ["new", "new", "new", "same"]
    ImportingService(store).apply(found)
    with store.read() as session:
        rows_of = {one.shown_name: one for one in session.scalars(select(Organisation))}
        assert rows_of["Maruti Suzuki India Limited"].parent_id == rows_of["Suzuki Motor Corporation"].id
        assert rows_of["Asia Division"].parent_id == rows_of["Foreign Ministry"].id
        assert rows_of["Foreign Ministry"].parent_id is None
        assert rows_of["Maruti Suzuki India Limited"].identifiers == {"ISIN": "INE585B01010"}
        assert len(rows_of) == 4
    assert maintenance.check(store) == []


def test_pasted_lines_are_people(store: Store) -> None:
    service = ImportingService(store)
    found = service.plan(service.read_pasted("YAMADA Haruo\tMETI\nSunita Rao\tMoP\n", ImportKind.PEOPLE))
    assert [row.name for row in found.rows] == ["YAMADA Haruo", "Sunita Rao"]


def test_a_line_that_counts_the_list_is_nobody(store: Store) -> None:
    names = ("Total", "25 persons", "Total: 25", "計25名", "कुल २५ लोग", "12 Anita Sharma", "Total Rao", "Jun Totalas")
    rows = plan(store, (("Name", "Organisation"), *((name, "Embassy") for name in names))).rows
    assert [row.name if row.refused is None else "" for row in rows][:5] == [""] * 5
    assert all(row.refused is None for row in rows[5:])
    refused = rows[1].refused
    assert refused is not None
    assert (refused.place.column, refused.params) == ("Name", {"name": "25 persons"})


def test_a_reason_that_ends_with_an_abbreviation_has_one_stop() -> None:
    said = "The organisation is another one: {ours} and {theirs}."
    assert str(Reason(said, {"ours": "A", "theirs": "Sample Pvt. Ltd."})).endswith("A and Sample Pvt. Ltd.")
    assert str(Reason(said, {"ours": "A", "theirs": "B"})).endswith("A and B.")


def test_a_vacant_post_and_a_card_of_a_house_are_nobody(store: Store) -> None:
    (row,) = plan(store, (("Name", "Organisation"), ("VACANT", "Embassy"))).rows
    assert row.refused is not None
    assert row.refused.reason == "The post is vacant: there is nobody to bring in."
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:;;;;\r\nFN:Sony\r\nORG:Sony\r\nEND:VCARD\r\n"
    service = ImportingService(store)
    (row,) = service.plan(service.read("a.vcf", card, ImportKind.PEOPLE)).rows
    assert row.refused is not None
    assert row.refused.reason.startswith("This names an organisation and nobody in it.")
    (row,) = service.plan(service.read("a.vcf", card, ImportKind.ORGANISATIONS)).rows
    assert (row.verdict, row.name) == (Verdict.NEW, "Sony")


SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
REAL = (
    ("2_people/everypolitician_2015/data/India/Lok_Sabha/term-16.csv", ImportKind.PEOPLE, 541, 0),
    ("2_people/everypolitician_2015/data/Japan/House_of_Representatives/term-46.csv", ImportKind.PEOPLE, 475, 0),
    ("2_people/everypolitician_2015/data/South_Korea/National_Assembly/sources/morph/data.csv",
     ImportKind.PEOPLE, 298, 0),
    ("2_people/ifg_ministers/person.csv", ImportKind.PEOPLE, 1337, 0),
    ("3_orgs/nse_equity/EQUITY_L.csv", ImportKind.ORGANISATIONS, 2384, 0),
    ("3_orgs/jpx_json/all_stocks.json", ImportKind.ORGANISATIONS, 4626, 0),
    ("3_orgs/uk_government_organisation/government-organisation/government-organisation.tsv",
     ImportKind.ORGANISATIONS, 981, 0),
    ("1_meetings/nsw_ministerial_diaries/diaries-tidied.csv.gz", ImportKind.MEETINGS, 26562, 0),
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("path", "kind", "read", "refused"), REAL)
def test_real_files_are_planned_with_the_counts_they_hold(
    store: Store, path: str, kind: ImportKind, read: int, refused: int
) -> None:
    file = SHARED / path
    if not file.exists():
        pytest.skip(f"{file} is not here")
    service = ImportingService(store)
    counts = service.plan(service.read(file.name, file.read_bytes(), kind)).counts
    assert (counts.read, counts.refused) == (read, refused)
    assert counts.new > read * 0.85
    assert counts.unsure < read * 0.01


def test_the_nil_returns_of_a_register_are_no_meetings(store: Store) -> None:
    file = SHARED / "1_meetings/uk_gifts_odysseus/uk_gifts_index.json"
    if not file.exists():
        pytest.skip(f"{file} is not here")
    spelled = Counter(one["provider"] for one in json.loads(file.read_bytes())["hospitality"])
    nil = spelled["Nil Return"] + spelled["Nil return"]
    assert (spelled["Nil Return"], spelled["Nil return"]) == (178, 18), "the list itself says so 196 times"
    service = ImportingService(store)
    found = service.plan(service.read(file.name, file.read_bytes(), ImportKind.MEETINGS))
    reasons = [row.refused.reason for row in found.rows if row.refused]
    assert found.counts.read == 1178
    assert reasons.count("This row says that there was nothing to report.") == nil
    assert reasons.count("“{text}” is not a date.") == 9, "rows whose cells stand a column too far to the right"
    assert reasons.count("There is no date in this row.") == 1, "a footnote"
    assert found.counts.refused == nil + 10


def test_what_is_written_in_bulk_is_what_the_services_would_write(store: Store) -> None:
    """Every field of both drafts is filled, so that a new one that is forgotten in the bulk is noticed here."""
    where = OrganisationService(store).create(OrganisationDraft(names=(OrgNameDraft("METI"),))).id
    contact = ContactDraft(ContactKind.EMAIL, "a@b.jp", "desk", is_gatekeeper=True)
    person = PersonDraft(
        names=(
            PersonNameDraft("Yamada Haruo", Script.LATIN, NameOrder.FAMILY_FIRST, "Yamada", "Haruo", "x", "en", True),
        ),
        positions=(PositionDraft(where, {"en": "Director"}, LevelBand.DIRECTOR, date(2020, 1, 1), None, 8),),
        side="JP",
        nationality="JP",
        honorific="Dr.",
        languages=("ja",),
        is_fictional=True,
        is_interpreter=True,
        is_sealed=True,
        outward_label={"en": "an official"},
        do_not_contact=True,
        email="a@b.jp",
        phone="",
        notes="n",
        code="P1",
        source_codes=("S1",),
        contacts=(contact,),
        address_forms={"en": "Director Yamada"},
        relationship_owner="me",
        cadence_days=30,
    )
    body = OrganisationDraft(
        names=(OrgNameDraft("A", "ja", "Jpan", OrgNameKind.NATIVE, ("list",)),),
        kind=OrgKind.BANK,
        side="JP",
        country="JP",
        parent_id=where,
        is_group=True,
        is_fictional=True,
        sectors=("s",),
        website="a.jp",
        notes="n",
        code="O1",
        source_codes=("S1",),
        contacts=(contact,),
        identifiers={"LEI": "1"},
        relationship_owner="me",
        cadence_days=7,
    )
    blank = {"phone", "topic_ids"}
    for draft in (person, body):
        assert {one.name for one in fields(draft) if not getattr(draft, one.name)} <= blank
    with store.write() as work:
        insert_people(work, {"p": person})
        insert_organisations(work, {"o": body})
    assert (
        PeopleService(store).draft("p") == PeopleService(store).draft(PeopleService(store).create(person).id) == person
    )
    assert OrganisationService(store).draft("o") == body
    assert maintenance.check(store) == []
