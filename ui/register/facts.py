"""What the sources say of somebody, field by field: both versions stand side by side until an officer picks one."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.i18n import tr
from app.queries.facts import Fact


def source_facts(facts: Sequence[Fact]) -> list[tuple[str, str]]:
    """What the sources say, field by field; where they disagree and nobody chose, that is said."""
    found = []
    for fact in facts:
        chosen = fact.chosen
        text = fact.text()
        if fact.disputed and chosen is not None:
            text = tr("{versions}. Relied on: {value}", versions=text, value=chosen.value)
        elif fact.disputed:
            text = tr("{versions}. The sources disagree.", versions=text)
        found.append((fact.about, text))
    return found
