"""The mission's set-up, as the first run and the settings do it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.core.errors import NotFound, Refused
from app.db.unit_of_work import Store
from app.queries.mission import MissionQueries
from app.services.mission import MissionDraft, MissionService

DELHI = MissionDraft(
    name={"en": "Embassy of Japan in India", "ja": "在インド日本国大使館", "hi": ""},
    sending_state="jp",
    receiving_state="IN",
    city={"en": "New Delhi"},
    address={"en": "50-G Sample Road\nNew Delhi"},
    time_zone="Asia/Kolkata",
    home_time_zone="Asia/Tokyo",
)


def test_a_store_has_one_mission(store: Store) -> None:
    service, queries = MissionService(store), MissionQueries(store)
    assert queries.current() is None
    with pytest.raises(NotFound):
        service.draft()
    service.set_up(DELHI)
    current = queries.current()
    assert current is not None
    assert (current.sending_state, current.time_zone, current.paper) == ("JP", "Asia/Kolkata", "A4")
    assert current.name == {"en": "Embassy of Japan in India", "ja": "在インド日本国大使館"}
    assert current.address == {"en": "50-G Sample Road\nNew Delhi"}
    with pytest.raises(Refused, match="already"):
        service.set_up(DELHI)


@pytest.mark.parametrize(
    "zone", ["", "Asia", "Asia/Kolkatta", "../etc/passwd", "/etc/passwd", "Asia/Kolkata\0", "UTC+5"]
)
def test_an_unknown_zone_is_refused_beside_its_field(zone: str) -> None:
    assert [problem.field for problem in replace(DELHI, home_time_zone=zone).problems()] == ["home_time_zone"]


def test_what_is_missing_is_said_field_by_field() -> None:
    fields = [problem.field for problem in MissionDraft(paper="A7", fiscal_year_start="02-30").problems()]
    assert fields == [
        "name",
        "sending_state",
        "receiving_state",
        "time_zone",
        "home_time_zone",
        "paper",
        "fiscal_year_start",
    ]
    assert [problem.field for problem in replace(DELHI, sending_state="IN").problems()] == ["receiving_state"]


def test_settings_change_the_mission_and_keep_what_another_window_changed(store: Store) -> None:
    service = MissionService(store)
    service.set_up(DELHI)
    base = service.draft()
    service.update(replace(base, paper="Letter"), base)
    service.update(replace(base, story_now=datetime(2025, 7, 7, 12, 22, tzinfo=UTC), is_sample=True), base)
    now = service.draft()
    assert (now.paper, now.is_sample, now.story_now) == ("Letter", True, datetime(2025, 7, 7, 12, 22, tzinfo=UTC))
