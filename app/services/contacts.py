"""Ways to reach a person or an organisation: several of a kind, each with its consent and the day somebody verified it.

A person's `email` and `phone` are the first of their kind among the contacts. Forms and scripts may still set these two
alone: what they change is carried into the contacts, what the contacts say wins when both were changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from app.core.enums import Consent, ContactKind
from app.core.text import clean_line

EMAIL_KINDS = (ContactKind.EMAIL,)
PHONE_KINDS = (ContactKind.MOBILE, ContactKind.OFFICE)
"""Which kinds count as somebody's own e-mail and telephone; an assistant's or the private office's do not."""


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """One way to reach somebody. `label` says which one ("Delhi office"); `consent_basis` how consent was given ("card
    handed over on 2 July"); `is_gatekeeper` marks who has to be asked first."""

    kind: ContactKind = ContactKind.EMAIL
    value: str = ""
    label: str = ""
    consent: Consent = Consent.UNKNOWN
    consent_basis: str = ""
    consent_on: date | None = None
    verified_on: date | None = None
    is_gatekeeper: bool = False

    def is_blank(self) -> bool:
        """Whether nothing was entered: such a line of a form is dropped."""
        return not clean_line(self.value)


class ContactRow(Protocol):
    """A stored contact of a person or an organisation."""

    kind: Any
    value: Any
    label: Any
    consent: Any
    consent_basis: Any
    consent_on: Any
    verified_on: Any
    is_gatekeeper: Any


def drafts_of(rows: Iterable[ContactRow]) -> tuple[ContactDraft, ...]:
    """The drafts that would make these rows."""
    return tuple(
        ContactDraft(
            row.kind,
            row.value,
            row.label,
            row.consent,
            row.consent_basis,
            row.consent_on,
            row.verified_on,
            row.is_gatekeeper,
        )
        for row in rows
    )


def contact_values(contacts: Iterable[ContactDraft]) -> list[dict[str, Any]]:
    """The rows' columns, in order, blank lines left out."""
    return [
        {
            "position": no,
            "kind": contact.kind,
            "value": clean_line(contact.value),
            "label": clean_line(contact.label),
            "consent": contact.consent,
            "consent_basis": clean_line(contact.consent_basis),
            "consent_on": contact.consent_on,
            "verified_on": contact.verified_on,
            "is_gatekeeper": contact.is_gatekeeper,
        }
        for no, contact in enumerate(contact for contact in contacts if not contact.is_blank())
    ]


def first_of(contacts: Iterable[ContactDraft], kinds: Sequence[ContactKind]) -> str:
    """The value of the first contact of one of these kinds, "" for none."""
    return next((clean_line(one.value) for one in contacts if one.kind in kinds and not one.is_blank()), "")


def with_first(
    contacts: tuple[ContactDraft, ...], kinds: Sequence[ContactKind], was: str, typed: str
) -> tuple[ContactDraft, ...]:
    """The contacts after somebody set the one line that stands for the first of `kinds` from `was` to `typed`.

    An untouched line changes nothing. A changed one gives the first of its kind the new value, which nobody has
    verified yet; an emptied one takes it away; with none of its kind it becomes a new contact. When the contacts
    themselves were changed to another first value, they win.
    """
    was, typed = clean_line(was), clean_line(typed)
    if typed == was or first_of(contacts, kinds) != was:
        return contacts
    at = next((no for no, one in enumerate(contacts) if one.kind in kinds and not one.is_blank()), None)
    if at is None:
        return (*contacts, ContactDraft(kinds[-1], typed))
    if not typed:
        return (*contacts[:at], *contacts[at + 1 :])
    return (*contacts[:at], replace(contacts[at], value=typed, verified_on=None), *contacts[at + 1 :])
