"""The forms of address of one person, computed from what the register says of them today."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.core.clock import Clock
from app.core.enums import AddressPurpose, Audience
from app.core.errors import NotFound
from app.core.i18n import LANGUAGES, N_
from app.core.ltext import pick
from app.core.names import Name
from app.db.unit_of_work import Store
from app.domain.address import Addressee, NameStyle, form_of_address, written_form
from app.domain.people import Person
from app.queries.merged import followed
from app.queries.periods import mission_zone


@dataclass(frozen=True, slots=True)
class AddressForm:
    """One form of address; `written` says that an officer wrote it in place of the computed one."""

    language: str
    audience: Audience
    purpose: AddressPurpose
    text: str
    written: bool


class AddressQueries:
    """Reads forms of address."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def forms(self, person_id: str, style: NameStyle | None = None) -> tuple[AddressForm, ...]:
        """Every form of a person: by language, audience and purpose in this order. Raises NotFound."""
        with self._store.read() as session:
            person = _person(session, person_id)
            who = self._addressee(session, person)
        return tuple(
            AddressForm(lang, audience, purpose, _text(person, who, audience, purpose, lang, style),
                        bool(written_form(who, purpose, lang)) and not person.is_sealed)
            for lang in LANGUAGES for audience in Audience for purpose in AddressPurpose
        )  # fmt: skip

    def form(
        self,
        person_id: str,
        audience: Audience,
        purpose: AddressPurpose,
        lang: str,
        style: NameStyle | None = None,
    ) -> str:
        """One form. Somebody whose identity is sealed is only ever called by their outward label. Raises NotFound."""
        with self._store.read() as session:
            person = _person(session, person_id)
            return _text(person, self._addressee(session, person), audience, purpose, lang, style)

    def _addressee(self, session: Session, person: Person) -> Addressee:
        today = self._clock.now().astimezone(mission_zone(session)).date()
        held = [
            position
            for position in person.positions
            if (position.held_from is None or position.held_from <= today)
            and (position.held_to is None or position.held_to >= today)
        ]
        post = held[0] if held else None
        return Addressee(
            names=tuple(Name(n.full, n.script, n.order, n.family, n.given, n.reading) for n in person.names),
            honorific=person.honorific,
            title=dict(post.title or {}) if post else {},
            level_band=post.level_band if post else None,
            state=person.side or person.nationality,
            forms=dict(person.address_forms or {}),
        )


def _person(session: Session, id: str) -> Person:
    person = session.get(Person, followed(session, "person", id))
    if person is None or person.deleted_at is not None:
        raise NotFound(N_("This person does not exist."))
    return person


def _text(
    person: Person,
    who: Addressee,
    audience: Audience,
    purpose: AddressPurpose,
    lang: str,
    style: NameStyle | None,
) -> str:
    if person.is_sealed:
        return pick(person.outward_label, lang)
    return form_of_address(who, audience, purpose, lang, style)
