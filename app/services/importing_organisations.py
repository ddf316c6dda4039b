"""Organisations of a file: what a row makes, what it adds to one that is known, and those that people only name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from app.core.enums import Consent, ContactKind, OrgKind, OrgNameKind
from app.core.i18n import N_
from app.core.text import clean, clean_line, fold
from app.exchange.cells import country as country_of
from app.exchange.match_organisations import OrganisationIndex, OrganisationKeys, sites_of
from app.exchange.organisation_names import key_of, kind_of
from app.exchange.person_names import language_of, script_of
from app.exchange.records import OrganisationRecord, Way
from app.queries.exchange import OrganisationTraits
from app.services.contacts import ContactDraft
from app.services.importing_plan import Fact, ImportSettings
from app.services.organisations import OrganisationDraft, OrgNameDraft, list_name

UNKNOWN = "="
"""What a reference to an organisation begins with that is not in the store: the core of its name follows."""


@dataclass(slots=True)
class Unknown:
    """An organisation that a file names and the store does not know: how it is spelled, and on which side it is."""

    name: str
    side: str = ""
    country: str = ""


class Organisations:
    """Every organisation of the store, and the names of a file as references to them."""

    def __init__(self, traits: Iterable[OrganisationTraits]) -> None:
        self.traits = {one.id: one for one in traits}
        self.index = OrganisationIndex(self._keys(one) for one in self.traits.values())
        self.unknown: dict[str, Unknown] = {}
        self._refs: dict[str, str] = {}

    def _keys(self, one: OrganisationTraits) -> OrganisationKeys:
        parent = self.traits.get(one.parent_id)
        return OrganisationKeys(
            id=one.id,
            names=tuple(one.names) or (one.shown_name,),
            country=one.country,
            parents=(one.parent_id,) if one.parent_id else (),
            parent_name=parent.shown_name if parent else "",
            sites=sites_of(one.sites),
            identifiers=one.identifiers,
            code=one.code,
        )

    def ref(self, name: str, side: str = "", country: str = "") -> str:
        """What stands for an organisation by this name: its id, or a mark for one to be made; "" for no name."""
        line = clean_line(name)
        if not any(char.isalnum() for char in line):
            return ""
        known = self._refs.get(line)
        if known is None:
            no = self.index.named(line)
            id = self.index.known[no].id if no >= 0 else ""
            known = id if id in self.traits else UNKNOWN + key_of(line).core
            self._refs[line] = known
            if known.startswith(UNKNOWN):
                self.unknown.setdefault(known, Unknown(line, side, country))
        return known

    def name(self, ref: str) -> str:
        """How a reference reads."""
        if ref in self.traits:
            return self.traits[ref].shown_name
        return self.unknown[ref].name if ref in self.unknown else ""

    def sites(self, ref: str) -> tuple[str, ...]:
        """The hosts of a known organisation's websites."""
        return sites_of(self.traits[ref].sites) if ref in self.traits else ()


def made_of(unknown: Unknown, settings: ImportSettings) -> OrganisationDraft:
    """An organisation of which nothing is known but its name."""
    kind = kind_of(unknown.name) or OrgKind.COMPANY
    return OrganisationDraft(
        names=(_name_draft(unknown.name),),
        kind=kind,
        side=unknown.side or settings.side,
        country=unknown.country or settings.country,
    )


def draft_of_record(
    record: OrganisationRecord, ref: Callable[[str], str], settings: ImportSettings
) -> OrganisationDraft:
    """The organisation a row makes; `parent_id` may be a mark for one to be made."""
    names = tuple(
        replace(_name_draft(name.text, name.kind, name.lang), preferred_for=tuple(name.used_for))
        for name in record.names
    )
    first = names[0].text if names else ""
    kind = OrgKind(record.kind) if record.kind in set(OrgKind) else kind_of(first) or OrgKind.COMPANY
    notes = [clean(record.notes), *(f"{key}: {value}" for key, value in record.extra.items())]
    return OrganisationDraft(
        names=names,
        kind=kind,
        side=record.side or settings.side,
        country=country_of(record.country) or record.country[:2].upper() or settings.country,
        parent_id=ref(record.parent) or None,
        sectors=tuple(record.sectors),
        website=clean_line(record.website),
        notes="\n".join(note for note in notes if note),
        code=clean_line(record.code),
        contacts=contact_drafts(record.ways),
        identifiers=dict(record.identifiers),
        relationship_owner=clean_line(record.owner),
        cadence_days=record.cadence_days,
        is_group=record.is_group,
        source_codes=tuple(record.sources),
    )


def _name_draft(text: str, kind: str = OrgNameKind.LEGAL, lang: str = "") -> OrgNameDraft:
    script = script_of(text)
    found = OrgNameKind(kind) if kind in set(OrgNameKind) else OrgNameKind.LEGAL
    return OrgNameDraft(clean_line(text), lang or language_of(script) or "en", script.value, found)


def contact_drafts(ways: Iterable[Way]) -> tuple[ContactDraft, ...]:
    """Ways to reach somebody as contacts. Nobody has agreed to anything by standing in a file: only our own files say
    what somebody agreed to."""
    return tuple(
        ContactDraft(
            ContactKind(way.kind) if way.kind in _KINDS else ContactKind.WEB,
            way.value,
            way.label,
            Consent(way.consent) if way.consent in _CONSENTS else Consent.UNKNOWN,
            way.consent_basis,
            way.consent_on,
            way.verified_on,
            way.is_gatekeeper,
        )
        for way in ways
    )


_KINDS = frozenset(ContactKind)
_CONSENTS = frozenset(Consent)


def keys_of(draft: OrganisationDraft, organisations: Organisations, id: str, *, from_file: bool) -> OrganisationKeys:
    """A row's organisation as matching sees it."""
    web = [contact.value for contact in draft.contacts if contact.kind is ContactKind.WEB]
    return OrganisationKeys(
        id=id,
        names=tuple(name.text for name in draft.names),
        country=draft.country,
        parents=(draft.parent_id,) if draft.parent_id else (),
        parent_name=organisations.name(draft.parent_id or ""),
        sites=sites_of([draft.website, *web]),
        identifiers=draft.identifiers,
        code=draft.code,
        from_file=from_file,
    )


def additions(
    ours: OrganisationDraft, theirs: OrganisationDraft, name_of: Callable[[str], str]
) -> tuple[OrganisationDraft, tuple[Fact, ...]]:
    """Our organisation with what it lacked, and both side by side. Nothing of ours is overwritten."""
    facts: list[Fact] = []
    known = {fold(name.text) for name in ours.names}
    names = tuple(name for name in theirs.names if fold(name.text) not in known)
    facts.append(
        Fact(N_("Name"), _joined(n.text for n in ours.names), _joined(n.text for n in theirs.names), bool(names))
    )
    changes: dict[str, object] = {"names": (*ours.names, *names)}
    for field, label in _LINES:
        mine, other = getattr(ours, field), getattr(theirs, field)
        if other and not mine:
            changes[field] = other
        facts.append(Fact(label, str(mine or ""), str(other or ""), bool(other and not mine)))
    if theirs.parent_id and not ours.parent_id:
        changes["parent_id"] = theirs.parent_id
    facts.append(
        Fact(
            N_("Part of"),
            name_of(ours.parent_id or ""),
            name_of(theirs.parent_id or ""),
            bool(theirs.parent_id and not ours.parent_id),
        )
    )
    sectors = tuple(one for one in theirs.sectors if fold(one) not in set(map(fold, ours.sectors)))
    changes["sectors"] = (*ours.sectors, *sectors)
    facts.append(Fact(N_("Sectors"), _joined(ours.sectors), _joined(theirs.sectors), bool(sectors)))
    numbers = {register: value for register, value in theirs.identifiers.items() if register not in ours.identifiers}
    changes["identifiers"] = {**ours.identifiers, **numbers}
    facts.append(
        Fact(
            N_("Number in a register"),
            _joined(f"{register} {value}" for register, value in ours.identifiers.items()),
            _joined(f"{register} {value}" for register, value in theirs.identifiers.items()),
            bool(numbers),
        )
    )
    changes["contacts"], fact = with_contacts(ours.contacts, theirs.contacts)
    changes["notes"], note = with_notes(ours.notes, theirs.notes)
    facts += [fact, note]
    return replace(ours, **changes), _telling(facts)  # type: ignore[arg-type]


_LINES = (
    ("side", N_("Side")),
    ("country", N_("Country")),
    ("website", N_("Web address")),
    ("code", N_("Code")),
)


def with_contacts(
    ours: tuple[ContactDraft, ...], theirs: tuple[ContactDraft, ...]
) -> tuple[tuple[ContactDraft, ...], Fact]:
    """Our contacts and those of theirs that are new."""
    known = {way_key(contact.value) for contact in ours}
    new = tuple(contact for contact in theirs if way_key(contact.value) not in known)
    return (*ours, *new), Fact(
        N_("Contact"), _joined(one.value for one in ours), _joined(one.value for one in theirs), bool(new)
    )


def way_key(value: str) -> str:
    """How two ways are compared: a number by its digits, anything else folded."""
    digits = "".join(char for char in value if char.isdigit())
    return digits[-9:] if len(digits) >= 7 and not any(char.isalpha() for char in value) else fold(clean_line(value))


def with_notes(ours: str, theirs: str) -> tuple[str, Fact]:
    """Our notes and the lines of theirs that are not in them."""
    lines = [line for line in theirs.splitlines() if line.strip() and line.strip() not in ours]
    new = "\n".join(part for part in (ours.rstrip(), *lines) if part)
    return (new if lines else ours), Fact(N_("Notes"), ours, theirs, bool(lines))


def _joined(values: Iterable[str]) -> str:
    return " · ".join(value for value in values if value)


def _telling(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.ours or fact.theirs)


def detail_of(draft: OrganisationDraft, organisations: Organisations) -> tuple[str, str]:
    """How an organisation is shown in a line: its name, and what tells it apart."""
    return list_name(draft.names), _joined([organisations.name(draft.parent_id or ""), draft.country])
