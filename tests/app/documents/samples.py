"""A rich record and a long list, all people invented: the material of the document tests."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from app.core.enums import (
    Attendance,
    Attribution,
    Confirmation,
    DuePrecision,
    FollowupKind,
    FollowupStatus,
    LanguageMode,
    MeetingRule,
    MemberCategory,
    NameOrder,
    ParticipantRole,
    PointKind,
    RecordStatus,
    Script,
)
from app.core.names import Name, PersonSnapshot
from app.documents import data as d


def person(
    latin: str, native: str = "", title: str = "", organisation: str = "", *, script: str = Script.JAPANESE
) -> PersonSnapshot:
    """A snapshot; "FAMILY Given" in capitals is a family-first name, anything else stands as it is."""
    family, _, given = latin.partition(" ")
    if family.isalpha() and family.isupper() and given:
        name = Name(f"{given} {family.title()}", Script.LATIN, NameOrder.FAMILY_FIRST, family.title(), given)
    else:
        name = Name(latin)
    names = [name]
    if native:
        first, _, last = native.partition(" ")
        order = NameOrder.FAMILY_FIRST if script == Script.JAPANESE else NameOrder.GIVEN_FIRST
        family, given = (first, last) if script == Script.JAPANESE else (last, first)
        names.append(Name(native, script, order, family, given))
    return PersonSnapshot(tuple(names), {"en": title}, {"en": organisation})


def hindi(latin: str, native: str, title: str, organisation: str) -> PersonSnapshot:
    return person(latin, native, title, organisation, script=Script.DEVANAGARI)


HEAD_JP = person("ARIMA Naoto", "有馬 直人", "Minister (Economic)", "Embassy of Japan in India")
HEAD_IN = hindi("Meera Iyer", "मीरा अय्यर", "Joint Secretary", "Ministry of Mines")
SAEKI = person("SAEKI Yumi", "佐伯 由美", "First Secretary", "Embassy of Japan in India")
YOSHINO = person("YOSHINO Ken", "𠮷野 健", "General Manager, Battery Materials", "Hokuto Metals Co., Ltd.")
KANIMOZHI = person("Kanimozhi", title="Director", organisation="Ministry of Heavy Industries")
CHAUHAN = hindi("Vikram Chauhan", "विक्रम चौहान", "Chief Executive", "Suryodaya Cells Pvt. Ltd. & Sons")

PEOPLE_JP = (
    d.ParticipantData(SAEKI),
    d.ParticipantData(HEAD_JP, ParticipantRole.HEAD),
    d.ParticipantData(YOSHINO),
    d.ParticipantData(person("HONDA Aki", "本田 亜紀", "Deputy Director", "Agency for Resources (fictional)")),
    d.ParticipantData(person("TSUDA Kei", "津田 慧", "Researcher", "Institute for Circular Metals")),
    d.ParticipantData(person("ENDO Rika", "遠藤 理香", "", "Freelance"), ParticipantRole.INTERPRETER),
    d.ParticipantData(
        person("KUBO Sho", "久保 翔", "Third Secretary", "Embassy of Japan in India"), ParticipantRole.NOTE_TAKER
    ),
)
PEOPLE_IN = (
    d.ParticipantData(HEAD_IN, ParticipantRole.HEAD),
    d.ParticipantData(KANIMOZHI, status=Attendance.LEFT_EARLY),
    d.ParticipantData(CHAUHAN),
    d.ParticipantData(person("S. K. Rao", title="Adviser", organisation="Federation of Cell Makers")),
    d.ParticipantData(hindi("Anita Kulkarni", "अनिता कुलकर्णी", "Vice President", "Punaravartan Recycling Ltd.")),
    d.ParticipantData(
        person("Farid Khan", title="Section Officer", organisation="Ministry of Mines"), in_attendance=True
    ),
    d.ParticipantData(
        hindi("Rajesh Tripathi", "राजेश त्रिपाठी", "Secretary", "Ministry of Mines"),
        status=Attendance.DECLINED,
        represented_by=HEAD_IN,
    ),
    d.ParticipantData(hindi("Kshitij Sharma", "क्षितिज शर्मा", "Interpreter", ""), ParticipantRole.INTERPRETER),
)
MISSION = d.MissionData(
    name={"en": "Embassy of Japan in India", "ja": "在インド日本国大使館", "hi": "भारत में जापान का दूतावास"},
    address={"en": "50-G, Shantipath, Chanakyapuri, New Delhi 110021"},
    section={"en": "Economic Section", "ja": "経済部", "hi": "आर्थिक अनुभाग"},
    contact="Telephone +91 11 0000 0000",
    sending_state="JP",
    receiving_state="IN",
    time_zone="Asia/Kolkata",
    home_time_zone="Asia/Tokyo",
    sample=True,
)
CONTROL = d.ControlData(
    reference="EOJ/ECON/MIN/2025/0042",
    version="0.3",
    status=RecordStatus.DRAFT,
    issued_at=datetime(2025, 7, 4, 6, 30, tzinfo=UTC),
    markings=("In confidence",),
    tlp="TLP:AMBER",
)
START = datetime(2025, 7, 2, 12, 15, tzinfo=UTC)

_K = PointKind
POINTS_1 = (
    d.PointData(
        _K.STATEMENT,
        "The side set out its plan for a first line of 2 GWh a year, with the second to follow when the "
        "power supply at the site is settled. It stated the cost as Rs 860-3,500 crore, depending on the chemistry.",
        "IN",
    ),
    d.PointData(
        _K.DISCUSSION,
        "Both sides compared what is known of the demand for cells in two- and three-wheelers. It was common "
        "ground that imported cells would remain cheaper until at least the third year of production, and that the "
        "decision therefore turned on the length of the offtake agreements rather than on the subsidy.",
    ),
    d.PointData(_K.NOTING, "The sides took note of the draft standard on second-life batteries.", ""),
    d.PointData(
        _K.RESERVATION,
        "reserved its position on the local-content threshold until the notification is published.",
        "IN",
        speaker=KANIMOZHI,
    ),
    d.PointData(_K.AGREEMENT, "to exchange lists of accredited test laboratories, in both languages."),
    d.PointData(
        _K.DECISION, "A joint working group on cell testing is set up, with one chair from each side.", ref="D1"
    ),
)
POINTS_2 = (
    d.PointData(
        _K.STATEMENT,
        "The Ministry of Economy regards traceability of black mass as a condition of any support.",
        "JP",
        speaker=SAEKI,
        departmental_view=True,
    ),
    d.PointData(
        _K.DISSENT,
        "did not agree that a levy on exports of black mass would keep material in the country.",
        "JP",
        speaker=YOSHINO,
    ),
    d.PointData(_K.COMMITMENT, "to send the non-disclosure agreement for the pilot plant.", "IN", ref="C1"),
    d.PointData(_K.REQUEST, "for a site with at least 40 MVA and its own water treatment.", "JP", ref="C2"),
    d.PointData(_K.ACTION, "to draw up the terms of reference of the working group.", "JP", ref="A1"),
)
POINTS_3 = (
    d.PointData(_K.PRESS_LINE, "“The two sides had a useful exchange on batteries and recycling and will meet again.”"),
    d.PointData(_K.NEXT_MEETING, "in Tokyo in September, by invitation of the Japanese side."),
)
ITEMS = (
    d.AgendaItemData(
        "1",
        "Cell manufacturing and its finance",
        "Indian side",
        25,
        POINTS_1,
        summing_up="The chair noted that the sides differ on the pace, not on the aim.",
        conclusion="Testing comes first: without mutual recognition of test reports neither side will commit money.",
    ),
    d.AgendaItemData("2", "Recycling and black mass", "Japanese side", 20, POINTS_2),
    d.AgendaItemData("3", "Press line and next meeting", "", 10, POINTS_3),
)


def actions(count: int) -> tuple[d.FollowupData, ...]:
    """`count` actions: with and without owner, date and reason."""
    texts = (
        "Draw up the terms of reference of the working group and send them for comment",
        "Send the list of accredited test laboratories",
        "Share the draft standard on second-life batteries with the industry, with a note on what is open",
        "Arrange the visit to the pilot plant",
    )
    out = []
    for n in range(count):
        owner = (SAEKI, CHAUHAN, None, HEAD_IN)[n % 4]
        out.append(
            d.FollowupData(
                no=f"A{n + 1}",
                text=texts[n % 4],
                side=("JP", "IN")[n % 2],
                owner=owner,
                due=date(2025, 7, 15) + timedelta(days=3 * n) if n % 5 else None,
                due_precision=DuePrecision.ASAP if n == 5 else DuePrecision.DATE,
                status=(FollowupStatus.OPEN, FollowupStatus.IN_HAND, FollowupStatus.DONE)[n % 3],
            )
        )
    return tuple(out)


def minutes(*, count: int = 12, rule: MeetingRule = MeetingRule.NONE, **changes: object) -> d.MinutesData:
    """The rich minutes: 7 + 8 people, three items, every kind of point, `count` actions."""
    fields: dict[str, object] = {
        "mission": MISSION,
        "control": CONTROL,
        "subject": {
            "en": "Closed-door meeting on cell manufacturing, finance and recycling",
            "ja": "電池セル製造・資金調達・リサイクルに関する非公開会合",
            "hi": "सेल निर्माण, वित्त और पुनर्चक्रण पर बंद कमरे में बैठक",
        },
        "starts_at": START,
        "ends_at": START + timedelta(hours=1),
        "time_zone": "Asia/Kolkata",
        "venue": "Embassy of Japan, New Delhi",
        "room": "Room 2",
        "meeting_rule": rule,
        "attribution": Attribution.BY_SIDE,
        "language_mode": LanguageMode.CONSECUTIVE,
        "interpretation": ("en", "ja", "hi"),
        "sides": (d.SideData("JP", PEOPLE_JP), d.SideData("IN", PEOPLE_IN)),
        "previous_minutes": "The minutes of 21 May 2025 (EOJ/ECON/MIN/2025/0031) were confirmed without change.",
        "matters_arising": (
            d.PointData(_K.STATEMENT, "Paragraph 2.3: the list of contacts was sent on 30 May. Closed.", "JP"),
        ),
        "items": ITEMS,
        "decisions": (
            d.DecisionData(
                "D1",
                "A joint working group on cell testing is set up, with one chair from each side.",
                date(2025, 7, 2),
                date(2026, 1, 15),
            ),
            d.DecisionData("D2", "Test reports of laboratories on both lists are accepted for the pilot phase."),
        ),
        "actions": actions(count),
        "commitments": (
            d.FollowupData(
                "C1",
                "Send the non-disclosure agreement for the pilot plant",
                FollowupKind.COMMITMENT,
                "IN",
                CHAUHAN,
                due=date(2025, 7, 11),
            ),
            d.FollowupData(
                "C2",
                "Name a site with at least 40 MVA",
                FollowupKind.REQUEST,
                "IN",
                None,
                "Ministry of Mines",
                due_precision=DuePrecision.QUARTER,
                due_note="Q2 2025-26 (July-September)",
            ),
        ),
        "next_meeting": d.NextMeetingData(
            datetime(2025, 9, 17, 1, 0, tzinfo=UTC),
            datetime(2025, 9, 17, 2, 30, tzinfo=UTC),
            "Asia/Tokyo",
            "Tokyo, to be announced",
        ),
        "closed_at": START + timedelta(minutes=68),
        "recorder": d.SignedData(PEOPLE_JP[-1].person, datetime(2025, 7, 3, 4, 0, tzinfo=UTC)),
        "confirmation": d.ConfirmationData(Confirmation.SENT, "Ministry of Mines", date(2025, 7, 4)),
        "distribution": (
            "Ambassador",
            "Economic Section",
            "Ministry of Foreign Affairs, Tokyo (Southwest Asia Division)",
            "Ministry of Mines, New Delhi",
        ),
        "annexes": (
            d.AnnexData("I", "Attendance sheet"),
            d.AnnexData("II", "Draft standard on second-life batteries", "DOC 21/14"),
        ),
    }
    fields.update(changes)
    return d.MinutesData(**fields)  # type: ignore[arg-type]


_FAMILY = ("ARAI", "BABA", "CHIBA", "DOI", "ETO", "FUJII", "GOTO", "HARA", "IDE", "JINNO", "KAI", "MORI")
_FAMILY_JP = ("新井", "馬場", "千葉", "土井", "江藤", "藤井", "後藤", "原", "井手", "神野", "甲斐", "森")
_GIVEN = ("Akira", "Emi", "Haruo", "Jun", "Kaoru", "Mio", "Nao")
_GIVEN_JP = ("明", "恵美", "春夫", "純", "薫", "澪", "直")
_FIRST = ("Asha", "Dev", "Gita", "Hari", "Kiran", "Lata", "Mohan")
_FIRST_HI = ("आशा", "देव", "गीता", "हरि", "किरण", "लता", "मोहन")
_LAST = ("Joshi", "Mehta", "Pillai", "Reddy", "Sinha")
_LAST_HI = ("जोशी", "मेहता", "पिल्लै", "रेड्डी", "सिन्हा")
_CATEGORIES = (MemberCategory.GOVERNMENT, MemberCategory.INDUSTRY, MemberCategory.INDUSTRY, MemberCategory.PRESS)
_ANSWERS = (Attendance.ACCEPTED, Attendance.TENTATIVE, Attendance.PRESUMED_DECLINED)


def attendee(n: int, japanese: bool) -> d.AttendeeData:
    if japanese:
        who = person(
            f"{_FAMILY[n % 12]} {_GIVEN[n % 7]}",
            f"{_FAMILY_JP[n % 12]} {_GIVEN_JP[n % 7]}",
            "Manager, Overseas Planning",
        )
    else:
        who = hindi(f"{_FIRST[n % 7]} {_LAST[n % 5]}", f"{_FIRST_HI[n % 7]} {_LAST_HI[n % 5]}", "Director", "")
    role = ParticipantRole.HEAD if n == 0 else ParticipantRole.MEMBER
    return d.AttendeeData(who, role, _CATEGORIES[n % 4], _ANSWERS[n % 3], f"+91 98000 {n:05d}")


def attendee_list(count: int, rule: MeetingRule = MeetingRule.NONE) -> d.AttendeeListData:
    """`count` people on two sides, three delegations, ten organisations."""
    japanese = count * 2 // 3

    def organisations(first: int, last: int, side: bool) -> tuple[d.OrganisationGroup, ...]:
        size = max(1, (last - first) // 5)
        starts = range(first, last, size)
        return tuple(
            d.OrganisationGroup(
                f"{'Hokuto' if side else 'Suryodaya'} Works No. {n + 1}",
                tuple(attendee(k, side) for k in range(start, min(start + size, last))),
            )
            for n, start in enumerate(starts)
        )

    return d.AttendeeListData(
        mission=MISSION,
        control=CONTROL,
        event="Conference on critical minerals and battery recycling",
        as_of=datetime(2025, 7, 1, 8, 30, tzinfo=UTC),
        time_zone="Asia/Kolkata",
        starts_at=datetime(2025, 7, 2, 4, 0, tzinfo=UTC),
        ends_at=datetime(2025, 7, 3, 12, 0, tzinfo=UTC),
        venue="Embassy of Japan, New Delhi",
        meeting_rule=rule,
        sides=(
            d.SideGroup(
                "JP",
                (
                    d.DelegationGroup("Government delegation", organisations(0, japanese // 3, True)),
                    d.DelegationGroup("Battery industry delegation", organisations(japanese // 3, japanese, True)),
                ),
            ),
            d.SideGroup("IN", (d.DelegationGroup("Indian participants", organisations(0, count - japanese, False)),)),
        ),
    )
