"""The sample story's people as drafts: those its data file writes out, and those generated from lists of names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.core.enums import Consent, ContactKind, LevelBand, NameOrder, Script
from app.services.contacts import ContactDraft
from app.services.people import PersonDraft, PersonNameDraft, PositionDraft
from app.services.story import Data, texts

FICTIONAL = "Fictional person of the sample story."
_SCRIPTS = {"ja": Script.JAPANESE, "hi": Script.DEVANAGARI}


@dataclass(slots=True)
class StoryPeople:
    """Drafts in the order of their codes; `series` lists the codes that each generated series got."""

    drafts: list[PersonDraft] = field(default_factory=list)
    series: dict[str, list[str]] = field(default_factory=dict)


def read(data: Data, organisations: Mapping[str, str]) -> StoryPeople:
    """`data` is people.toml, `organisations` code -> id. Codes of generated people follow on from the last one."""
    people = StoryPeople([_written_out(entry, organisations) for entry in data["person"]])
    names = {"JP": _japanese(data["names"]), "IN": _indian(data["names"])}
    for series in data["series"]:
        codes = people.series.setdefault(series["key"], [])
        for no, at in enumerate(list(series["at"]) * series["times"]):
            title = series["titles"][no % len(series["titles"])]
            code = f"PE{len(people.drafts) + 1}"
            draft = PersonDraft(
                names=next(names[series["side"]]),
                positions=(_position({**title, "at": at}, organisations),),
                side=series["side"],
                nationality=series["side"],
                is_fictional=True,
                notes=FICTIONAL,
                code=code,
            )
            people.drafts.append(draft)
            codes.append(code)
    return people


def _written_out(entry: Data, organisations: Mapping[str, str]) -> PersonDraft:
    fictional = not entry.get("real", False)
    notes = [FICTIONAL] if fictional else []
    return PersonDraft(
        names=_names(entry),
        positions=tuple(_position(post, organisations) for post in entry.get("posts", ())),
        side=entry["side"],
        nationality=entry.get("nationality", entry["side"] if fictional else ""),
        honorific=entry.get("honorific", ""),
        languages=tuple(entry.get("languages", ())),
        is_fictional=fictional,
        is_interpreter=entry.get("interpreter", False),
        is_sealed=entry.get("sealed", False),
        outward_label=entry.get("label", {}),
        phone=entry.get("phone", ""),
        contacts=tuple(_way(*way) for way in entry.get("ways", ())),
        cadence_days=entry.get("cadence", 0),
        notes=" ".join([*notes, entry["notes"]] if entry.get("notes") else notes),
        code=entry["code"],
        source_codes=tuple(entry.get("sources", ())),
    )


def _way(kind: str, value: str) -> ContactDraft:
    return ContactDraft(
        ContactKind(kind),
        value,
        consent=Consent.GIVEN,
        consent_basis="Card handed over at the conference (invented)",
        consent_on=date(2025, 7, 2),
        verified_on=date(2025, 7, 4),
    )


def _names(entry: Data) -> tuple[PersonNameDraft, ...]:
    if "jp" in entry:
        return _japanese_name(*entry["jp"])
    if "given_family" in entry:
        return _indian_name(*entry["given_family"])
    latin = PersonNameDraft(entry["latin"], lang="en")
    if "native" not in entry:
        return (latin,)
    lang, text = entry["native"]
    return (latin, PersonNameDraft(text, _SCRIPTS[lang], lang=lang))


def _japanese_name(
    family: str, given: str, own_family: str, own_given: str, reading: str
) -> tuple[PersonNameDraft, ...]:
    first = NameOrder.FAMILY_FIRST
    return (
        PersonNameDraft(order=first, family=family, given=given, lang="en"),
        PersonNameDraft("", Script.JAPANESE, first, own_family, own_given, reading, "ja"),
    )


def _indian_name(given: str, family: str, own_given: str, own_family: str) -> tuple[PersonNameDraft, ...]:
    order = NameOrder.GIVEN_FIRST
    return (
        PersonNameDraft(order=order, family=family, given=given, lang="en"),
        PersonNameDraft("", Script.DEVANAGARI, order, own_family, own_given, "", "hi"),
    )


def _position(post: Data, organisations: Mapping[str, str]) -> PositionDraft:
    return PositionDraft(
        organisation_id=organisations[post["at"]] if post.get("at") else None,
        title=texts(post),
        level_band=LevelBand(post["band"]) if post.get("band") else None,
        held_from=post.get("from"),
        held_to=post.get("to"),
    )


def _japanese(names: Data) -> Iterator[tuple[PersonNameDraft, ...]]:
    for given, own_given, given_reading in names["jp_givens"]:
        for family, own_family, reading in names["jp_families"]:
            yield _japanese_name(family, given, own_family, own_given, f"{reading} {given_reading}")


def _indian(names: Data) -> Iterator[tuple[PersonNameDraft, ...]]:
    for given, own_given in names["in_givens"]:
        for family, own_family in names["in_families"]:
            yield _indian_name(given, family, own_given, own_family)


def members(part: Data, series: Mapping[str, Sequence[str]]) -> list[str]:
    """The codes of a list that names people and series ("PE6", "meti")."""
    return [code for item in part["members"] for code in series.get(item, [item])]
