"""Topics, sources and claims: two versions of a fact stand side by side until an officer picks one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.core.errors import NotFound, Refused
from app.db.unit_of_work import Store
from app.queries.topics import ClaimQueries, SourceQueries, TopicQueries
from app.services.topics import ClaimDraft, ClaimService, SourceDraft, SourceService, TopicDraft, TopicService


def test_two_dates_stand_until_one_is_chosen(store: Store) -> None:
    sources, claims, queries = SourceService(store), ClaimService(store), ClaimQueries(store)
    jiji = sources.create(SourceDraft("Jiji Press, 3 July 2025", "S3", published_on=date(2025, 7, 3))).id
    ani = sources.create(SourceDraft("ANI, 4 July 2025", "S5")).id
    second = claims.create(ClaimDraft("event", "e1", "date", "2025-07-02", jiji), chosen=True).id
    third = claims.create(ClaimDraft("event", "e1", "date", "2025-07-03", ani)).id
    other = claims.create(ClaimDraft("event", "e1", "place", "New Delhi", ani), chosen=True).id
    assert [(c.value, c.source_code, c.chosen) for c in queries.claims("event", "e1")] == [
        ("2025-07-02", "S3", True),
        ("2025-07-03", "S5", False),
        ("New Delhi", "S5", True),
    ]
    claims.choose(third)
    chosen = {c.id for c in queries.claims("event", "e1") if c.chosen}
    assert chosen == {third, other}
    claims.remove(second)
    assert [c.id for c in queries.claims("event", "e1")] == [third, other]
    with pytest.raises(NotFound):
        claims.choose(second)
    with pytest.raises(Refused, match="ANI"):
        sources.remove(ani)
    sources.remove(jiji)
    assert [source.code for source in SourceQueries(store).all()] == ["S5"]


def test_a_claim_says_what_and_about_what(store: Store) -> None:
    assert [problem.field for problem in ClaimDraft().problems()] == ["about", "value"]
    with pytest.raises(NotFound):
        ClaimService(store).create(ClaimDraft("event", "e1", "date", "2025", "no-such-source"))


def test_topics_stand_under_topics_and_never_under_themselves(store: Store) -> None:
    service = TopicService(store)
    above = service.create(TopicDraft({"en": "Supply chain", "ja": "供給網"}, "T11")).id
    below = service.create(TopicDraft({"en": "Recycling"}, "T2", above)).id
    with pytest.raises(Refused) as refused:
        service.update(above, replace(service.draft(above), parent_id=below))
    assert [problem.field for problem in refused.value.problems] == ["parent_id"]
    assert [(topic.code, topic.parent_id) for topic in TopicQueries(store).all()] == [("T11", ""), ("T2", above)]
