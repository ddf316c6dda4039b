"""The parts of two records put together: names, contacts and positions, what both have standing once.

A part that only the other record has is moved, never copied, so that its own history goes with it. What both have stays
where it is and takes over what it lacks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from app.core.enums import Consent, OrgNameKind
from app.core.text import fold
from app.domain.organisations import Organisation, OrganisationName
from app.domain.people import Person, PersonName, Position

P = TypeVar("P", bound=Any)

_PUNCTUATION = re.compile(r"[\s\-().]+")


def combine(
    keep: list[P], other: list[P], key: Callable[[P], Any], take: Callable[[P, P], None], *, other_first: bool = False
) -> list[P]:
    """The parts in the order wanted, one of each key: of two alike the kept record's own, after it took over from the
    other what it lacks (`take`)."""
    own = {key(part): part for part in reversed(keep)}
    result: list[P] = []
    for part in [*other, *keep] if other_first else [*keep, *other]:
        known = own.get(key(part))
        if known is None:
            own[key(part)] = known = part
        elif known is not part and part in other:
            take(known, part)
        if known not in result:
            result.append(known)
    for part in keep:  # what a record says twice stays twice
        if part not in result:
            result.append(part)
    return result


def number(parts: Sequence[Any], column: str) -> None:
    """Write their places into them."""
    for no, part in enumerate(parts):
        if getattr(part, column) != no:
            setattr(part, column, no)


def merge_people_parts(keep: Person, other: Person, *, other_first: bool) -> dict[str, int]:
    """Names, contacts and positions of `other` come to `keep`. Gives how many moved, by kind."""
    names = combine(keep.names, other.names, _name_key, _take_name, other_first=other_first)
    contacts = combine(keep.contacts, other.contacts, _contact_key, _take_contact)
    positions = combine(keep.positions, other.positions, _position_key, _take_position)
    moved = {
        "names": _come(names, keep, "person"),
        "contacts": _come(contacts, keep, "person"),
        "positions": _come(positions, keep, "person"),
    }
    number(names, "position")
    number(contacts, "position")
    number(positions, "order_no")
    for twice in list(other.positions):  # or the organisation would still count somebody who is not there any more
        other.positions.remove(twice)
    return moved


def merge_organisation_parts(
    keep: Organisation, other: Organisation, *, other_first: bool, variants: OrgNameKind
) -> dict[str, int]:
    """Names and contacts of `other` come to `keep`; a second legal name in a language becomes one of kind `variants`,
    and what a name is preferred for belongs to the record whose names come first."""
    names = combine(keep.names, other.names, _org_name_key, _take_nothing, other_first=other_first)
    contacts = combine(keep.contacts, other.contacts, _contact_key, _take_contact)
    moved = {
        "names": _come(names, keep, "organisation"),
        "contacts": _come(contacts, keep, "organisation"),
    }
    _one_of_each(names, variants)
    number(names, "position")
    number(contacts, "position")
    return moved


def _come(parts: Sequence[Any], keep: Any, root: str) -> int:
    moved = [part for part in parts if getattr(part, f"{root}_id") != keep.id]
    for part in moved:
        setattr(part, root, keep)
    return len(moved)


def _one_of_each(names: Sequence[OrganisationName], variants: OrgNameKind) -> None:
    legal: set[str] = set()
    uses: set[str] = set()
    for name in names:
        if name.kind in (OrgNameKind.LEGAL, OrgNameKind.NATIVE):
            if name.lang in legal:
                name.kind = variants
            legal.add(name.lang)
        left = [use for use in name.preferred_for or () if use not in uses]
        if left != list(name.preferred_for or ()):
            name.preferred_for = left
        uses.update(left)


def _name_key(name: PersonName) -> tuple[str, str]:
    return name.script, fold(name.full).strip()


def _take_name(known: PersonName, other: PersonName) -> None:
    if not known.family and not known.given and (other.family or other.given):
        known.family, known.given, known.order = other.family, other.given, other.order
    known.reading = known.reading or other.reading
    known.lang = known.lang or other.lang
    known.as_in_passport = known.as_in_passport or other.as_in_passport


def _org_name_key(name: OrganisationName) -> tuple[str, str]:
    return name.lang, fold(name.text).strip()


def _contact_key(contact: Any) -> tuple[str, str]:
    return contact.kind, _PUNCTUATION.sub("", fold(contact.value))


def _take_contact(known: Any, other: Any) -> None:
    """A refusal given to either stays; an answer is better than none; the latest check counts."""
    if (known.consent is Consent.UNKNOWN and other.consent is not Consent.UNKNOWN) or (
        other.consent is Consent.REFUSED and known.consent is not Consent.REFUSED
    ):
        known.consent, known.consent_basis, known.consent_on = other.consent, other.consent_basis, other.consent_on
    if other.verified_on and (known.verified_on is None or other.verified_on > known.verified_on):
        known.verified_on = other.verified_on
    known.label = known.label or other.label
    known.is_gatekeeper = known.is_gatekeeper or other.is_gatekeeper


def _position_key(position: Position) -> tuple[Any, ...]:
    return (
        position.organisation_id,
        tuple(sorted((lang, fold(text)) for lang, text in (position.title or {}).items())),
        position.held_from,
        position.held_to,
    )


def _take_position(known: Position, other: Position) -> None:
    known.level_band = known.level_band or other.level_band
    known.precedence_article = known.precedence_article or other.precedence_article
    known.precedence_date = known.precedence_date or other.precedence_date


def _take_nothing(known: Any, other: Any) -> None:
    """Alike in all that counts."""
