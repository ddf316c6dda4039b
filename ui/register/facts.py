"""What the sources say of somebody, field by field: both versions stand side by side until an officer picks one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.core.i18n import N_, tr
from app.queries.facts import Fact
from ui.kit.searches import LANGUAGE_NAMES

_FIELDS: Mapping[str, str] = {
    "arrival": N_("Arrival"),
    "companies-present": N_("Companies present"),
    "date": N_("Day"),
    "departure": N_("Departure"),
    "investment-as-stated": N_("Investment, as stated"),
    "members": N_("Members"),
    "name": N_("Name"),
    "press-statement": N_("Said to the press"),
    "size": N_("Size"),
}
"""What a claim calls its field -> the words; any other stands as it was written."""


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
        found.append((field_name(fact.about), text))
    return found


def field_name(about: str) -> str:
    """What a claim is about, as it is read: "name-hi" is "Name (हिन्दी)", "plant_capacity" "Plant capacity"."""
    if about in _FIELDS:
        return tr(_FIELDS[about])
    field, _, lang = about.rpartition("-")
    if field in _FIELDS and lang in LANGUAGE_NAMES:
        return tr("{field} ({language})", field=tr(_FIELDS[field]), language=LANGUAGE_NAMES[lang])
    words = about.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:] if words.islower() else about
