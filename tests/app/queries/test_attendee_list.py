"""The people on the attendee list and the sign-in sheet: somebody sealed later stands there by the label alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.container import Queries, Services
from app.core.enums import Edition, MeetingStatus
from app.db.unit_of_work import Store
from app.documents import catalogue
from app.documents.data import Options
from app.services.attendance import ParticipantDraft
from tests.app.services.test_approval import set_up
from tests.app.services.test_meetings import DRAFT, person


@pytest.mark.parametrize("edition", [Edition.COUNTERPART, Edition.INTERNAL])
def test_a_name_sealed_after_the_meeting_is_on_no_list(store: Store, edition: Edition) -> None:
    set_up(store)
    queries = Queries(store, store.clock)
    services = Services(store, queries.documents)
    late, other = person(store, "Hidden Nameson", phone="+91 98000 11111"), person(store, "Vidya Sharma")
    meeting = services.meetings.create(DRAFT, [ParticipantDraft(late), ParticipantDraft(other)]).id
    for state in (MeetingStatus.CONFIRMED, MeetingStatus.HELD):
        services.meetings.move(meeting, state)
    draft = services.people.draft(late)
    services.people.update(late, replace(draft, is_sealed=True, outward_label={"en": "A senior official"}), draft)

    data = {
        "attendee-list": queries.documents.attendee_list(meeting),
        "signin-sheet": queries.documents.signin_sheet(meeting),
    }
    for kind, given in data.items():
        text = catalogue.build(kind, given, "en", Options(edition=edition)).as_text()
        assert "Nameson" not in text
        assert "98000 11111" not in text
        assert "| A senior official |" in text
        assert "Vidya Sharma" in text
