"""The other kinds' material, made of the rich minutes: records in two languages, an agenda, a sheet, a list.

`SECRET` stands in everything that is internal: it must be in no byte of a copy that leaves.
"""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta

from app.core.enums import (
    Attribution,
    Bilingual,
    Confirmation,
    FollowupKind,
    LanguageMode,
    MeetingRule,
    OutcomeKind,
    OutwardList,
    PointKind,
    RecordKind,
    RecordStatus,
    Script,
)
from app.core.names import Name, PersonSnapshot
from app.documents import data as d
from tests.app.documents import samples

SECRET = "Zinnober"
SEALED = PersonSnapshot(
    (Name("Gauri Menon", Script.LATIN, "given-first", "Menon", "Gauri"),), {"en": "Under-Secretary"}
)
HOKUTO, SURYODAYA = "org-hokuto", "org-suryodaya"
HASH = "3fa94c1e8b7d2056a1c4e97f3b60d85512ab77e04c98f1d6e3a5b2c47d8091fe"

_K = PointKind
_BOTH = {
    "en": "The Indian side set out its plan for a first line of 2 GWh a year and asked for a partner in testing.",
    "ja": "インド側は、年産2ギガワット時の第一ライン計画を説明し、試験分野の協力相手を求めた。",
    "hi": "भारतीय पक्ष ने प्रतिवर्ष 2 GWh की पहली लाइन की योजना रखी और परीक्षण में साझेदार माँगा।",
}
_AGREED = {
    "en": "to exchange lists of accredited test laboratories, in both languages.",
    "ja": "認定試験所の一覧を両言語で交換すること。",
    "hi": "मान्यता प्राप्त परीक्षण प्रयोगशालाओं की सूचियाँ दोनों भाषाओं में साझा करना।",
}
_RESERVED = {
    "en": "reserved its position on the local-content threshold until the notification is published.",
    "ja": "現地調達比率については、告示の公布まで立場を留保した。",
    "hi": "अधिसूचना प्रकाशित होने तक स्थानीय सामग्री की सीमा पर अपना मत सुरक्षित रखा।",
}
_ACCEPTED = {
    "en": "The Japanese side will receive three engineers at its laboratory in Osaka.\nThe visit lasts two weeks.\n"
    "Each side bears its own cost.",
    "ja": "日本側は、大阪の試験所に技術者三名を受け入れる。\n滞在は二週間とする。\n費用は各自の負担とする。",
    "hi": "जापानी पक्ष ओसाका की अपनी प्रयोगशाला में तीन अभियंताओं को आमंत्रित करेगा।\nदौरा दो सप्ताह का होगा।\n"
    "प्रत्येक पक्ष अपना व्यय स्वयं वहन करेगा।",
}
_TITLE = {"en": "Cell testing", "ja": "電池セルの試験", "hi": "सेल परीक्षण"}
_TITLE_2 = {"en": "Training and visits", "ja": "研修と訪問", "hi": "प्रशिक्षण और दौरे"}

POINTS = (
    d.PointData(_K.STATEMENT, _BOTH, "IN", organisations=(SURYODAYA,)),
    d.PointData(_K.NOTING, f"{SECRET}: their figures do not add up.", "", internal=True),
    d.PointData(_K.RESERVATION, _RESERVED, "IN", speaker=samples.KANIMOZHI),
    d.PointData(
        _K.STATEMENT,
        "“We cannot pay for this alone.”",
        "IN",
        anonymised=True,
        is_quote=True,
        outward_label={"en": "an official of the ministry", "ja": "同省関係者", "hi": "मंत्रालय के एक अधिकारी"},
    ),
    d.PointData(
        _K.STATEMENT,
        "“Testing comes first.”",
        "JP",
        speaker=samples.SAEKI,
        is_quote=True,
        public_source="Jiji Press, 3 July 2025",
    ),
    d.PointData(_K.AGREEMENT, _AGREED, organisations=(SURYODAYA, HOKUTO)),
)
POINTS_2 = (
    d.PointData(_K.STATEMENT, _ACCEPTED, "JP", organisations=(HOKUTO,)),
    d.PointData(_K.COMMITMENT, "to send the non-disclosure agreement for the pilot plant.", "IN", ref="C1"),
    d.PointData(
        _K.PRESS_LINE,
        {
            "en": "The two sides had a useful exchange on batteries and recycling and will meet again.",
            "ja": "双方は電池とリサイクルについて有益な意見交換を行い、引き続き協議することとした。",
            "hi": "दोनों पक्षों ने बैटरी और पुनर्चक्रण पर उपयोगी चर्चा की और फिर मिलेंगे।",
        },
    ),
)
ITEMS = (
    d.AgendaItemData("1", _TITLE, "Indian side", 25, POINTS, conclusion="Testing comes before money."),
    d.AgendaItemData("2", _TITLE_2, "Japanese side", 20, POINTS_2),
)
SUMMARY = {
    "en": "India wants a partner for cell testing and offers land and power. Japan made mutual recognition of test"
    " reports its condition. Both agreed to exchange lists of laboratories. Local content stays open."
    " The next talk is in Tokyo in September.",
    "ja": "インドは電池セル試験の協力相手を求め、用地と電力を提示した。日本は試験報告書の相互承認を条件とした。"
    "双方は試験所一覧の交換で一致した。現地調達比率は未決。次回は九月に東京で行う。",
    "hi": "भारत को सेल परीक्षण के लिए साझेदार चाहिए। जापान ने परीक्षण रिपोर्टों की पारस्परिक मान्यता की शर्त रखी।"
    " दोनों पक्ष प्रयोगशालाओं की सूचियाँ साझा करने पर सहमत हुए।",
}
SIDES = (
    d.SideData(
        "JP",
        (
            *(dataclasses.replace(one, organisation_id=HOKUTO) for one in samples.PEOPLE_JP[:3]),
            *samples.PEOPLE_JP[5:],
        ),
    ),
    d.SideData(
        "IN",
        (
            *(dataclasses.replace(one, organisation_id=SURYODAYA) for one in samples.PEOPLE_IN[:4]),
            d.ParticipantData(
                SEALED,
                sealed=True,
                outward_label={"en": "One more official", "ja": "関係者一名", "hi": "एक और अधिकारी"},
            ),
            samples.PEOPLE_IN[6],
        ),
    ),
)
COMMITMENTS = (
    d.FollowupData(
        "C1",
        "Send the non-disclosure agreement for the pilot plant",
        FollowupKind.COMMITMENT,
        "IN",
        samples.CHAUHAN,
        due=date(2025, 7, 11),
        organisations=(SURYODAYA,),
    ),
    d.FollowupData(
        "C2",
        "Receive three engineers in Osaka",
        FollowupKind.COMMITMENT,
        "JP",
        samples.YOSHINO,
        due=date(2025, 10, 1),
        organisations=(HOKUTO,),
    ),
    d.FollowupData("C3", f"{SECRET}: find the money", FollowupKind.COMMITMENT, "JP", samples.SAEKI, internal=True),
)
APPROVED = dataclasses.replace(
    samples.CONTROL,
    version="1",
    status=RecordStatus.APPROVED,
    content_hash=HASH,
    tlp="",
    reference="EOJ/ECON/2025/0043",
)


def record(kind: RecordKind = RecordKind.RECORD_OF_DISCUSSION, **changes: object) -> d.MinutesData:
    """A record with internal lines, a sealed participant, an anonymous quotation and texts in three languages."""
    fields: dict[str, object] = {
        "record_kind": kind,
        "control": APPROVED,
        "attribution": Attribution.FULL,
        "sides": SIDES,
        "our_side": "JP",
        "items": ITEMS,
        "summary": SUMMARY,
        "comment": f"{SECRET}: the Joint Secretary wants this, her Director does not.",
        "matters_arising": (d.PointData(_K.NOTING, f"{SECRET} arising", internal=True),),
        "decisions": (
            d.DecisionData(
                "D1", "A working group on cell testing is set up.", date(2025, 7, 2), organisations=(HOKUTO,)
            ),
            d.DecisionData("D2", f"{SECRET} is decided", internal=True),
        ),
        "actions": (
            dataclasses.replace(samples.actions(1)[0], organisations=(HOKUTO,)),
            samples.actions(2)[1],
            d.FollowupData("A9", f"{SECRET} is to be done", internal=True),
        ),
        "commitments": COMMITMENTS,
        "addressee": {"en": "Ministry of Mines, New Delhi", "ja": "インド鉱山省", "hi": "खान मंत्रालय, नई दिल्ली"},
        "annexes": (
            d.AnnexData("I", "Draft standard", "DOC 21/14"),
            d.AnnexData("II", f"{SECRET} paper", internal=True),
        ),
        "signatories": (
            d.SignatoryData(
                "JP",
                "ARIMA Naoto",
                {"en": "Minister (Economic)", "ja": "経済公使"},
                {"en": "Embassy of Japan in India", "ja": "在インド日本国大使館"},
            ),
            d.SignatoryData("IN", "Meera Iyer", "Joint Secretary", {"en": "Ministry of Mines", "ja": "インド鉱山省"}),
        ),
        "signed_place": {"en": "New Delhi", "ja": "ニューデリー", "hi": "नई दिल्ली"},
        "signed_on": date(2025, 7, 2),
        "venue": {"en": "Embassy of Japan, New Delhi", "ja": "在インド日本国大使館", "hi": "जापान का दूतावास, नई दिल्ली"},
        "confirmation": d.ConfirmationData(Confirmation.CONFIRMED, "Ministry of Mines", date(2025, 7, 4)),
        "approval": d.SignedData(samples.HEAD_JP, samples.CONTROL.issued_at),
        "withheld": (SEALED,),
    }
    fields.update(changes)
    return samples.minutes(**fields)  # type: ignore[arg-type]


def two_languages(kind: RecordKind, how: Bilingual, second: str = "ja", **changes: object) -> d.MinutesData:
    """The record in English and `second`."""
    return record(kind, second_language=second, first_language="en", bilingual=how, prevailing_language="en", **changes)


def agenda(**changes: object) -> d.AgendaData:
    """An agenda with interpretation, papers and our aims."""
    fields: dict[str, object] = {
        "mission": samples.MISSION,
        "control": dataclasses.replace(samples.CONTROL, status=RecordStatus.ISSUED, version="2"),
        "subject": {"en": "Closed-door meeting on cell testing", "ja": "電池セル試験に関する非公開会合"},
        "starts_at": samples.START,
        "ends_at": samples.START + timedelta(hours=1),
        "time_zone": "Asia/Kolkata",
        "venue": "Embassy of Japan, New Delhi",
        "room": "Room 2",
        "meeting_rule": MeetingRule.CHATHAM_HOUSE,
        "language_mode": LanguageMode.CONSECUTIVE,
        "interpretation": ("en", "ja"),
        "items": (
            d.AgendaEntry(
                "1",
                _TITLE,
                "Indian side",
                15,
                ("DOC 21/14",),
                OutcomeKind.DISCUSSION,
                purpose="Find out whether both sides accept each other's test reports.",
                state_of_play=f"{SECRET}: two laboratories have been named.",
                objective=f"{SECRET}: mutual recognition for the pilot phase.",
                possible_outcome=f"{SECRET}: a working group with a term of six months.",
            ),
            d.AgendaEntry("2", _TITLE_2, "Japanese side", 12, (), OutcomeKind.DECISION),
            d.AgendaEntry("3", {"en": "Press line", "ja": "プレスライン"}, "", 5, (), OutcomeKind.INFORMATION),
        ),
        "co_chairs": (samples.HEAD_JP, samples.HEAD_IN),
        "secretariat": "Economic Section, +91 11 0000 0000",
    }
    fields.update(changes)
    return d.AgendaData(**fields)  # type: ignore[arg-type]


def signin(count: int = 45, **changes: object) -> d.SigninData:
    """A sheet for `count` guests, given in the order they were invited."""
    guests = tuple(
        d.GuestData(
            samples.attendee(n, n % 3 != 2).person, f"{'Hokuto' if n % 2 else 'Suryodaya'} Works No. {n % 9 + 1}"
        )
        for n in range(count)
    )
    fields: dict[str, object] = {
        "mission": samples.MISSION,
        "control": dataclasses.replace(samples.CONTROL, markings=("Personal data",), tlp="", version="1"),
        "event": "Conference on critical minerals and battery recycling",
        "starts_at": datetime(2025, 7, 2, 4, 0, tzinfo=UTC),
        "ends_at": datetime(2025, 7, 2, 12, 0, tzinfo=UTC),
        "time_zone": "Asia/Kolkata",
        "venue": "Embassy of Japan, New Delhi",
        "desk": "Desk A-M",
        "guests": guests,
    }
    fields.update(changes)
    return d.SigninData(**fields)  # type: ignore[arg-type]


def listing(count: int = 60) -> d.ListData:
    """A list of people with two scripts and a number."""
    people = [samples.attendee(n, n % 2 == 0).person for n in range(count)]
    return d.ListData(
        mission=samples.MISSION,
        control=dataclasses.replace(samples.CONTROL, reference="", tlp=""),
        title={"en": "People", "ja": "人物", "hi": "व्यक्ति"},
        columns=(
            d.ListColumn({"en": "Name", "ja": "氏名", "hi": "नाम"}, 2),
            d.ListColumn({"en": "In their own script", "ja": "現地表記", "hi": "मूल लिपि में"}, 2),
            d.ListColumn({"en": "Title", "ja": "役職", "hi": "पदनाम"}, 2),
            d.ListColumn({"en": "Meetings", "ja": "会合", "hi": "बैठकें"}, 1, numeric=True),
        ),
        rows=tuple(
            (one.shown(), one.native(), dict(one.title), str(n * 7 % 23)) for n, one in enumerate(people, start=1)
        ),
        as_of=datetime(2025, 7, 1, 8, 30, tzinfo=UTC),
        time_zone="Asia/Kolkata",
        note="Filter: side is Japanese or Indian",
    )


OUTWARD = {
    "minutes": record(RecordKind.MINUTES),
    "record": record(),
    "agreed-minutes": record(RecordKind.AGREED_MINUTES),
    "note-for-file": record(RecordKind.NOTE_FOR_FILE),
    "aide-memoire": record(RecordKind.AIDE_MEMOIRE),
    "press-line": record(RecordKind.PRESS_LINE),
    "agenda": agenda(),
    "annotated-agenda": agenda(),
    "attendee-list": samples.attendee_list(12),
    "signin-sheet": signin(),
    "list": listing(),
}
"""Material of every kind, each with something internal in it if the kind can hold any."""
WITHOUT_NAMES = record(RecordKind.MINUTES, outward_list=OutwardList.NONE)
WITH_COUNTS = record(RecordKind.MINUTES, outward_list=OutwardList.COUNTS)
