"""From one meeting to the next: what is still open is offered, taken up, spoken of, and keeps its history."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.enums import MeetingStatus
from app.services.attendance import ParticipantDraft
from app.services.meetings import MeetingDraft
from tests.ui.minutes.conftest import Desk
from tests.ui.minutes.talk import STARTS, Talk
from ui.minutes import record_actions


@pytest.fixture
def following(talk: Talk) -> str:
    """A week later, with the same bank; the first talk left a promise of it."""
    services = talk.container.services
    record = services.minutes.open(talk.meeting).id
    services.live.add(record, talk.meeting, "c @tata send the terms of the loan >fri", None, None, "line:")
    week = timedelta(days=7)
    draft = MeetingDraft(
        title="Second talk on finance", starts_at=STARTS + week, ends_at=STARTS + week + timedelta(hours=1),
        time_zone="Asia/Kolkata", place="Room 2", marking="IN CONFIDENCE",
    )  # fmt: skip
    meeting = services.meetings.create(draft, (ParticipantDraft(talk.rao), ParticipantDraft(talk.sato))).id
    for status in (MeetingStatus.CONFIRMED, MeetingStatus.HELD):
        services.meetings.move(meeting, status)
    return meeting


def test_open_promises_are_offered_taken_up_and_spoken_of(
    desk: Desk, talk: Talk, following: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.container.services.minutes.open(following)
    desk.window.navigation.open("meeting", following)
    desk.meeting = following
    desk.settle()
    matters = desk.tab.side.matters.list
    (offer,) = matters.rows.items
    assert offer.title == "May follow “Closed-door: cell manufacturing and finance”: 1 promise is open. Take it up"
    matters.setFocus()
    QTest.keyClick(matters, Qt.Key.Key_Return)
    desk.settle()
    (row,) = matters.rows.items
    assert (row.title, row.note) == ("send the terms of the loan", "open")
    assert row.detail == "Tata Capital · due Fri 4 July"
    monkeypatch.setattr(record_actions, "ask_text", lambda *_a, **_p: "They ask for two more weeks.")
    matters.setFocus()
    QTest.keyClick(matters, Qt.Key.Key_Return)
    desk.settle()
    assert matters.rows.items[0].detail.endswith("They ask for two more weeks.")
    (matter,) = talk.container.queries.carry_over.matters(following)
    history = talk.container.queries.carry_over.history(matter.followup_id)
    assert [(one.meeting, one.made_here, one.note) for one in history] == [
        ("Closed-door: cell manufacturing and finance", True, ""),
        ("Second talk on finance", False, "They ask for two more weeks."),
    ]


def test_nothing_is_offered_where_nothing_is_open(desk: Desk) -> None:
    assert not desk.tab.side.matters.isVisible()
