"""One line becomes a meeting: what is understood, assumed, doubted and refused, against a real store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.core.clock import FixedClock
from app.core.enums import Attendance, LanguageMode, MeetingKind, MeetingRule, MeetingStatus, NameOrder, Script
from app.core.errors import Refused
from app.core.i18n import set_language
from app.db.unit_of_work import Store
from app.queries.lister import Sort
from app.queries.meetings import MeetingQueries, ParticipantRow
from app.queries.people import PeopleQueries, PersonFilter
from app.queries.places import PlaceQueries
from app.services.attendance import AttendanceService, ParticipantDraft
from app.services.history import HistoryService
from app.services.meetings import MeetingDraft, MeetingService
from app.services.mission import MissionDraft, MissionService
from app.services.organisations import OrganisationDraft, OrganisationService, OrgNameDraft
from app.services.pasted import split_line
from app.services.people import PeopleService, PersonDraft, PersonNameDraft, PositionDraft
from app.services.places import PlaceService, RoomDraft, VenueDraft
from app.services.quick import NewPerson, QuickService, Understanding

THURSDAY_15 = datetime(2025, 7, 10, 9, 30, tzinfo=UTC)


class Desk:
    """A mission in New Delhi with two rooms, three organisations and five people."""

    def __init__(self, store: Store) -> None:
        self.store = store
        MissionService(store).set_up(
            MissionDraft(
                name={"en": "Embassy"}, sending_state="JP", receiving_state="IN", city={"en": "New Delhi"},
                time_zone="Asia/Kolkata", home_time_zone="Asia/Tokyo",
            )
        )  # fmt: skip
        rooms = (RoomDraft({"en": "Room 1"}), RoomDraft({"en": "Room 2", "ja": "第二会議室"}))
        PlaceService(store).create(VenueDraft(name={"en": "Chancery building"}, rooms=rooms))
        self.rooms = {room.name["en"]: room.id for room in PlaceQueries(store).rooms()}
        organisations, people = OrganisationService(store), PeopleService(store)
        self.ids = {
            name: organisations.create(OrganisationDraft(names=(OrgNameDraft(name),), side=side)).id
            for name, side in (("Attero", "IN"), ("Tata Capital", "IN"), ("Tata Group", "IN"), ("METI", "JP"))
        }
        for name, organisation, title, side in (
            ("Nitin Gupta", "Attero", "CEO", "IN"),
            ("Kanimozhi", "Attero", "Engineer", "IN"),
            ("S. K. Rao", "Tata Capital", "Adviser", ""),
        ):
            self.ids[name] = people.create(
                PersonDraft(
                    names=(PersonNameDraft(name),),
                    positions=(PositionDraft(self.ids[organisation], {"en": title}),), side=side,
                )
            ).id  # fmt: skip
        for family, given, kanji in (("Sato", "Emi", "佐藤恵美"), ("Sato", "Jiro", "佐藤次郎")):
            self.ids[f"{family} {given}"] = people.create(
                PersonDraft(
                    names=(
                        PersonNameDraft(family=family, given=given, order=NameOrder.FAMILY_FIRST),
                        PersonNameDraft(kanji, Script.JAPANESE, lang="ja"),
                    ),
                    positions=(PositionDraft(self.ids["METI"], {"en": "Director"}),), side="JP",
                )
            ).id  # fmt: skip
        self.quick = QuickService(store)
        self.meetings = MeetingQueries(store)

    def meeting(self, room: str = "", people: tuple[str, ...] = (), start: datetime = THURSDAY_15) -> str:
        draft = MeetingDraft(
            title="Other talk", starts_at=start, ends_at=start + timedelta(hours=1), time_zone="Asia/Kolkata",
            room_id=self.rooms[room] if room else None,
        )  # fmt: skip
        return MeetingService(self.store).create(draft, [ParticipantDraft(person_id=self.ids[p]) for p in people]).id

    def order(self, meeting_id: str, side: str) -> list[ParticipantRow]:
        return list(dict(self.meetings.get(meeting_id).sides).get(side, ()))


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def chips(understood: Understanding) -> list[str]:
    return [chip.text for chip in understood.chips]


def test_the_line_of_the_story_is_understood_whole(desk: Desk) -> None:
    understood = desk.quick.understand("Attero CEO, Thu 15:00, 60 min, room 2, JA-EN consecutive, Chatham House")
    draft = understood.draft
    assert understood.can_save
    assert (draft.title, draft.starts_at, draft.room_id) == ("Attero CEO", THURSDAY_15, desk.rooms["Room 2"])
    assert draft.ends_at == THURSDAY_15 + timedelta(minutes=60)
    assert (draft.language_mode, draft.languages) == (LanguageMode.CONSECUTIVE, ("ja", "en"))
    assert draft.rule is MeetingRule.CHATHAM_HOUSE
    assert [one.person_id for one in understood.participants] == [desk.ids["Nitin Gupta"]]
    assert chips(understood) == [
        "Nitin Gupta – CEO · Attero",
        "Thu 10 July 2025",
        "15:00–16:00 IST (18:30 JST)",
        "1 h",
        "Room 2 (Chancery building)",
        "Consecutive JA–EN",
        "Chatham House Rule",
        "Bilateral meeting",
    ]
    assert [chip.what for chip in understood.chips if chip.assumed] == ["kind"]


def test_creating_saves_what_was_shown(desk: Desk) -> None:
    id = desk.quick.create(desk.quick.understand("Courtesy call by Nitin Gupta, Thu 15:00, room 1")).id
    meeting = desk.meetings.get(id)
    assert (meeting.kind, meeting.status) == (MeetingKind.COURTESY_CALL, MeetingStatus.TENTATIVE)
    assert meeting.place == {"en": "Room 1"}
    assert [(side, [row.person.shown() for row in rows]) for side, rows in meeting.sides] == [("IN", ["Nitin Gupta"])]


def test_a_company_alone_is_the_company_and_what_is_left_of_a_name_is_kept(desk: Desk) -> None:
    [company] = desk.quick.understand("Attero, Thu 15:00").participants
    assert (company.organisation_id, company.person_id) == (desk.ids["Attero"], None)
    [body] = desk.quick.understand("METI minister, Thu 15:00").participants
    assert (body.organisation_id, body.remarks) == (desk.ids["METI"], "minister")


def test_a_name_that_fits_two_adds_nobody_and_says_so(desk: Desk) -> None:
    understood = desk.quick.understand("Sato, Thu 15:00")
    assert understood.participants == ()
    assert {choice.id for choice in understood.unsure[0].choices} == {desk.ids["Sato Emi"], desk.ids["Sato Jiro"]}
    assert understood.chips[0].doubtful
    assert understood.can_save


def test_a_whole_name_in_its_own_script_settles_it(desk: Desk) -> None:
    [sato] = desk.quick.understand("佐藤恵美, Thu 15:00").participants
    assert sato.person_id == desk.ids["Sato Emi"]


def test_an_impossible_day_is_refused_in_words(desk: Desk) -> None:
    understood = desk.quick.understand("Attero, 29 Feb 2027 15:00")
    assert [str(problem) for problem in understood.problems] == [
        "29 February 2027 does not exist: February 2027 has 28 days."
    ]
    assert not understood.missing
    with pytest.raises(Refused):
        desk.quick.create(understood)


@pytest.mark.parametrize(
    ("line", "fields"),
    [("", ["title", "date"]), ("Attero", ["date"]), ("Attero, Thu", ["time"]), ("Thu 15:00", ["title"])],
)
def test_what_is_missing_is_no_error_until_it_is_saved(desk: Desk, line: str, fields: list[str]) -> None:
    understood = desk.quick.understand(line)
    assert ([problem.field for problem in understood.missing], understood.problems) == (fields, ())
    assert not understood.can_save


def test_a_time_alone_is_the_next_such_time(desk: Desk, clock: FixedClock) -> None:
    late = desk.quick.understand("Attero 10:00")
    assert late.draft.starts_at == datetime(2025, 7, 8, 4, 30, tzinfo=UTC)
    assert [chip.what for chip in late.chips if chip.assumed] == ["day", "length", "kind"]
    assert desk.quick.understand("Attero 19:00").draft.starts_at == datetime(2025, 7, 7, 13, 30, tzinfo=UTC)


def test_a_room_nobody_knows_is_kept_as_the_place(desk: Desk) -> None:
    understood = desk.quick.understand("Attero, Thu 15:00, room 9")
    assert (understood.draft.room_id, understood.draft.place) == (None, "room 9")
    assert any(chip.doubtful and "room 9" in chip.text for chip in understood.chips)
    assert understood.can_save


def test_the_same_room_or_person_at_that_time_is_a_warning(desk: Desk) -> None:
    id = desk.meeting("Room 2", ("Nitin Gupta",))
    [both] = desk.quick.understand("Attero CEO, Thu 15:30, room 2").overlaps
    assert (both.meeting_id, both.room, both.who) == (id, True, ("Nitin Gupta",))
    [person] = desk.quick.understand("Attero CEO, Thu 15:30, room 1").overlaps
    assert (person.room, person.who) == (False, ("Nitin Gupta",))
    assert desk.quick.understand("Attero CEO, Thu 15:30, room 2").can_save


def test_back_to_back_cancelled_and_declined_are_no_clash(desk: Desk) -> None:
    id = desk.meeting("Room 2", ("Nitin Gupta",))
    assert desk.quick.understand("Attero CEO, Thu 16:00, room 2").overlaps == ()
    assert desk.quick.understand("Attero CEO, Thu 14:00, 60 min, room 2").overlaps == ()
    [row] = desk.order(id, "IN")
    AttendanceService(desk.store).set_status([row.id], Attendance.DECLINED)
    assert desk.quick.understand("Attero CEO, Thu 15:30, room 1").overlaps == ()
    MeetingService(desk.store).move(id, MeetingStatus.CANCELLED, "The guest is ill.")
    assert desk.quick.understand("Attero, Thu 15:30, room 2").overlaps == ()


@pytest.mark.parametrize(
    "line", ["<b>x</b> & 'y' OR 1=1 --", "\x00\x07", "مرحبا 🎌", "x" * 10_000, ",,,;;、", "{name}"]
)
def test_no_line_breaks_it(desk: Desk, line: str) -> None:
    understood = desk.quick.understand(line)
    assert not understood.can_save
    if "<b>" in line:
        id = desk.quick.create(desk.quick.understand(f"{line}, Thu 15:00")).id
        assert "<b>x</b>" in desk.meetings.get(id).title


def test_the_words_are_the_windows(desk: Desk) -> None:
    set_language("ja")
    assert desk.quick.understand("Attero, Thu 15:00").chips[1].text == "2025年7月10日（木）"


# ---- pasted lists ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("1. SATO Emi, Director, METI", ("SATO Emi", "Director, METI")),
        ("Vidya Sharma <vidya@example.in>", ("Vidya Sharma", "vidya@example.in")),
        ("- Mr. Nitin Gupta (CEO)", ("Nitin Gupta", "CEO")),
        ("12) H.E. Dr. Kanimozhi\tAttero", ("Kanimozhi", "Attero")),
        ("佐藤恵美様、経済産業省", ("佐藤恵美", "経済産業省")),
        ("S. K. Rao – Tata Capital", ("S. K. Rao", "Tata Capital")),
        ("Jean-Luc Picard", ("Jean-Luc Picard", "")),
    ],
)
def test_a_line_is_a_name_and_the_rest(line: str, parts: tuple[str, str]) -> None:
    assert split_line(line) == parts


def test_lines_find_people_in_any_order_and_script(desk: Desk) -> None:
    found = desk.quick.match_lines(["1. Emi SATO", "佐藤次郎", "Nobody Atall, Nowhere Ltd", "", "Sato", "tata capital"])
    assert [match.sure for match in found] == [True, True, False, False, True]
    assert [match.found[0].id if match.found else None for match in found] == [
        desk.ids["Sato Emi"], desk.ids["Sato Jiro"], None, found[3].found[0].id, desk.ids["Tata Capital"],
    ]  # fmt: skip
    assert len(found[3].found) == 2


def test_settled_lines_are_added_in_one_step_that_can_be_undone(desk: Desk, store: Store) -> None:
    history = HistoryService(store)
    id = desk.meeting()
    [sato, rao] = [match.found[0] for match in desk.quick.match_lines(["Emi Sato", "S. K. Rao"])]
    added = desk.quick.add_people(id, [sato, rao, NewPerson("अनिल उदाहरण", "Engineer")], "IN")
    assert (added.added, added.present) == (3, 0)
    assert [row.person.shown() for row in desk.order(id, "JP")] == ["SATO Emi"]
    assert [row.person.shown() for row in desk.order(id, "IN")] == ["S. K. Rao", "अनिल उदाहरण"]
    history.undo(added.written.changes.batch)
    assert desk.meetings.get(id).participants == ()
    people = PeopleQueries(store).all(PersonFilter(), Sort("name"))
    assert "अनिल उदाहरण" not in [row.name for row in people]


def test_bringing_someone_over_sets_side_and_order_in_one_step(desk: Desk, store: Store) -> None:
    history = HistoryService(store)
    id = desk.meeting(people=("Nitin Gupta", "Kanimozhi", "Sato Emi"))
    before = [row.id for row in desk.order(id, "IN")]
    [sato] = desk.order(id, "JP")
    newcomer = {sato.id: ParticipantDraft(person_id=sato.person_id, side="IN")}
    written = desk.quick.arrange(id, "IN", [before[0], sato.id, before[1]], newcomer)
    assert [row.person.shown() for row in desk.order(id, "IN")] == ["Nitin Gupta", "SATO Emi", "Kanimozhi"]
    history.undo(written.changes.batch)
    assert [row.id for row in desk.order(id, "IN")] == before
    assert [row.id for row in desk.order(id, "JP")] == [sato.id]
