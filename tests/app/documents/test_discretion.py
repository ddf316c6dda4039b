"""Who is named: by side as a rule, by name only where the field allows it, nobody under the Chatham House Rule."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.enums import Attribution, MeetingRule, PointKind
from app.documents import catalogue
from app.documents import data as d
from app.documents.kinds.discretion import people
from tests.app.documents import samples

SPEAKER = samples.KANIMOZHI


def record_of(point: d.PointData, **changes: object) -> str:
    item = d.AgendaItemData("1", "Item", points=(point,))
    side = d.SideData("IN", (d.ParticipantData(samples.HEAD_IN),))
    data = samples.minutes(sides=(side,), items=(item,), actions=(), commitments=(), matters_arising=(), **changes)
    return next(
        line for line in catalogue.build("minutes", data, "en").as_text().splitlines() if line.startswith("1.1")
    )


@pytest.mark.parametrize(
    ("attribution", "point", "expected"),
    [
        (Attribution.BY_SIDE, {}, "1.1  Indian side: said so."),
        (Attribution.BY_SIDE, {"kind": PointKind.DISSENT}, "1.1  Dissent (Kanimozhi, Indian side): said so."),
        (Attribution.BY_SIDE, {"departmental_view": True}, "1.1  Departmental view (Kanimozhi, Indian side): said so."),
        (Attribution.FULL, {}, "1.1  Kanimozhi, Indian side: said so."),
        (Attribution.FULL, {"anonymised": True}, "1.1  Indian side: said so."),
        (Attribution.FULL, {"is_quote": True}, "1.1  Indian side: said so."),
        (Attribution.FULL, {"is_quote": True, "quote_consent": True}, "1.1  Kanimozhi, Indian side: said so."),
        (Attribution.NONE, {"kind": PointKind.RESERVATION}, "1.1  Reservation: said so."),
        (Attribution.NONE, {}, "1.1  said so."),
    ],
)
def test_attribution(attribution: Attribution, point: dict[str, object], expected: str) -> None:
    fields = {"kind": PointKind.STATEMENT, "text": "said so.", "side": "IN", "speaker": SPEAKER, **point}
    assert record_of(d.PointData(**fields), attribution=attribution) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["en", "ja", "hi"])
@pytest.mark.parametrize("attribution", list(Attribution))
def test_chatham_house_hides_every_name(lang: str, attribution: Attribution) -> None:
    texts = (
        "As Ms. Iyer and SAEKI Yumi said, Kanimozhi-ji and Yumi  Saeki agreed with Mr Saeki; "
        "佐伯由美、佐伯 由美、有馬公使。",
        "श्रीमती अय्यर और विक्रम चौहान ने कहा; Arima-san and Arima, Naoto noted it.",
    )
    items = (
        *samples.ITEMS,
        d.AgendaItemData("4", texts[0], texts[0], 5, (d.PointData(PointKind.DISSENT, texts[1], "JP"),)),
    )
    data = samples.minutes(
        rule=MeetingRule.CHATHAM_HOUSE,
        attribution=attribution,
        items=items,
        subject=texts[0],
        venue=texts[1],
        previous_minutes=texts[0],
        regrets=(samples.YOSHINO,),
        distribution=texts,
        approval=d.SignedData(samples.HEAD_JP, samples.START),
        decisions=(d.DecisionData("D1", texts[0]),),
        actions=(dataclasses.replace(samples.actions(1)[0], text=texts[1], due_note=texts[0]),),
        next_meeting=d.NextMeetingData(note=texts[0], venue=texts[1]),
        annexes=(d.AnnexData("I", texts[0]),),
    )
    text = catalogue.build("minutes", data, lang).as_text()
    for person in people(data):
        for name in person.names:
            for spelling in (name.full, name.shown(), *filter(None, (name.family,))):
                assert spelling.casefold() not in text.casefold(), spelling
        assert "Iyer" not in text
        assert not [org for org in person.organisation.values() if org and f"| {org} |" in text]


def test_chatham_house_is_said_at_the_top_and_leaves_the_outcome() -> None:
    text = catalogue.build("minutes", samples.minutes(rule=MeetingRule.CHATHAM_HOUSE), "en").as_text()
    assert text.index("Chatham House Rule") < text.index("Subject:")
    assert "Draw up the terms of reference" in text
    assert "[name withheld]" not in text


def test_a_family_name_that_is_an_ordinary_word_is_not_touched() -> None:
    side = d.SideData("JP", (d.ParticipantData(samples.person("LONG Ada")),))
    point = d.PointData(PointKind.STATEMENT, "A long wait; Mr Long was told.")
    data = samples.minutes(
        rule=MeetingRule.CHATHAM_HOUSE, sides=(side,), items=(d.AgendaItemData("1", "Long view", points=(point,)),)
    )
    text = catalogue.build("minutes", data, "en").as_text()
    assert "1.1  A long wait; [name withheld] was told." in text
    assert "### 1 Long view" in text


@given(st.permutations(samples.PEOPLE_JP))
@settings(max_examples=20, deadline=None)
def test_head_first_and_unranked_last_whatever_the_order(participants: list[d.ParticipantData]) -> None:
    data = samples.minutes(sides=(d.SideData("JP", tuple(participants)),))
    text = catalogue.build("minutes", data, "en").as_text()
    rows = [
        line for line in text.split("### Japanese side")[1].split("[note]")[0].splitlines() if line.startswith("|")
    ][1:]
    assert rows[0].startswith("| 1 | ARIMA Naoto")
    assert all(row.startswith("| –") for row in rows[-2:])
    ranked = [one.person.shown() for one in participants if one.role in ("member",)]
    assert [row.split(" | ")[1].split(" / ")[0] for row in rows[1:-2]] == ranked
