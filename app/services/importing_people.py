"""People of a file: what a row makes, and what it adds to somebody who is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from app.core.enums import LevelBand, NameOrder, Script
from app.core.i18n import N_, language
from app.core.ltext import pick
from app.core.text import clean, clean_line, fold
from app.exchange.cells import country as country_of
from app.exchange.match_keys import name_key
from app.exchange.match_people import PersonKeys
from app.exchange.person_names import language_of, script_of
from app.exchange.records import PersonRecord, WrittenName, WrittenPost
from app.exchange.rows import YES, posts
from app.queries.exchange import PersonTraits
from app.services.contacts import EMAIL_KINDS, PHONE_KINDS, first_of
from app.services.importing_organisations import (
    UNKNOWN,
    Organisations,
    contact_drafts,
    way_key,
    with_contacts,
    with_notes,
)
from app.services.importing_plan import Fact, ImportSettings
from app.services.people import PersonDraft, PersonNameDraft, PositionDraft, list_name

_SCRIPTS, _ORDERS = frozenset(Script), frozenset(NameOrder)
Ref = Callable[[str, str], str]
"""(name, side) -> reference of an organisation."""


def draft_of_record(record: PersonRecord, ref: Ref, settings: ImportSettings) -> PersonDraft:
    """The person a row makes; organisations of their positions may be marks for ones to be made."""
    side = record.side or settings.side
    positions = (_position(post, ref, side) for post in posts(record))
    notes = [clean(record.notes), *(f"{key}: {value}" for key, value in record.extra.items())]
    contacts = contact_drafts(record.ways)
    return PersonDraft(
        names=tuple(_name_draft(name) for name in record.names if clean_line(name.full) or name.family or name.given),
        positions=tuple(position for position in positions if not position.is_blank()),
        side=side,
        nationality=country_of(record.country) or settings.country,
        honorific=clean_line(record.honorific)
        or next((clean_line(one.prefix) for one in record.names if one.prefix), ""),
        languages=tuple(record.languages),
        notes="\n".join(note for note in notes if note),
        code=clean_line(record.code),
        contacts=contacts,
        email=first_of(contacts, EMAIL_KINDS),
        phone=first_of(contacts, PHONE_KINDS),
        address_forms=dict(record.address_forms),
        relationship_owner=clean_line(record.owner),
        cadence_days=record.cadence_days,
        is_interpreter=record.is_interpreter,
        do_not_contact=record.do_not_contact,
        source_codes=tuple(record.sources),
    )


def _name_draft(name: WrittenName) -> PersonNameDraft:
    given = " ".join(part for part in (clean_line(name.given), clean_line(name.middle)) if part)
    seen = script_of(name.full or name.family + given)
    script = Script(name.script) if name.script in _SCRIPTS else seen
    order = NameOrder(name.order) if name.order in _ORDERS else NameOrder.SINGLE
    if order is NameOrder.SINGLE and name.family and given:
        order = NameOrder.FAMILY_FIRST if script in (Script.JAPANESE, Script.KANA) else NameOrder.GIVEN_FIRST
    lang = name.lang or language_of(script)
    return PersonNameDraft(
        _without_prefix(name), script, order, name.family, given, name.reading, lang, name.passport == YES
    )


def _without_prefix(name: WrittenName) -> str:
    """The full name; a card's FN often begins with the honorific that its N has for itself ("Dr. Anita Rao")."""
    full, prefix = clean_line(name.full), clean_line(name.prefix)
    if prefix and fold(full).startswith(fold(prefix) + " ") and full[: len(prefix)].casefold() == prefix.casefold():
        return full[len(prefix) :].strip() or full
    return name.full


def _position(post: WrittenPost, ref: Ref, side: str) -> PositionDraft:
    """A post. A department stands in the title, as it is printed ("Director, Asia Division"; アジア局 課長); without an
    organisation the department is one."""
    organisation, title, department = post.organisation, dict(post.title), clean_line(post.department)
    if department and not organisation:
        organisation, department = department, ""
    unsaid = clean_line(title.pop("", ""))  # a card's title that does not say its language
    if unsaid:
        title.setdefault(language_of(script_of(unsaid)) or "en", unsaid)
    if department:
        lang = language_of(script_of(department)) or "en"
        title[lang] = _with_department(title.get(lang, ""), department, lang)
    held_from, held_to = post.held_from, post.held_to
    if held_from and held_to and held_to < held_from:
        held_from, held_to = held_to, held_from
    return PositionDraft(
        organisation_id=ref(organisation, side) or None,
        title=title,
        level_band=LevelBand(post.level) if post.level in _LEVELS else None,
        held_from=held_from,
        held_to=held_to,
        precedence_article=post.precedence_article,
        precedence_date=post.precedence_date,
    )


_LEVELS = frozenset(LevelBand)


def _with_department(title: str, department: str, lang: str) -> str:
    if not title or fold(department) in fold(title):
        return title or department
    return f"{department} {title}" if lang == "ja" else f"{title}, {department}"


def keys_of_traits(one: PersonTraits, organisations: Organisations) -> PersonKeys:
    """Somebody in the store as matching sees them."""
    first = one.organisation_ids[0] if one.organisation_ids else ""
    return PersonKeys(
        id=one.id,
        names=tuple(one.names),
        readings=tuple(one.readings),
        emails=tuple(one.emails),
        phones=tuple(one.phones),
        others=tuple(map(way_key, one.others)) if one.others else (),
        organisations=tuple(one.organisation_ids),
        organisation_name=organisations.name(first),
        titles=tuple(map(fold, one.titles)),
        sites=organisations.sites(first) if first else (),
        code=one.code,
    )


def keys_of(draft: PersonDraft, organisations: Organisations, id: str, *, from_file: bool) -> PersonKeys:
    """A row's person as matching sees them."""
    refs = tuple(position.organisation_id for position in draft.positions if position.organisation_id)
    contacts = draft.contacts
    return PersonKeys(
        id=id,
        names=tuple(name.printed() for name in draft.names),
        readings=tuple(
            reading for name in draft.names if (reading := name.full if name.script is Script.KANA else name.reading)
        ),
        emails=tuple(contact.value for contact in contacts if contact.kind in EMAIL_KINDS),
        phones=tuple(contact.value for contact in contacts if contact.kind in PHONE_KINDS),
        others=tuple(way_key(one.value) for one in contacts if one.kind not in (*EMAIL_KINDS, *PHONE_KINDS)),
        organisations=refs,
        organisation_name=organisations.name(refs[0]) if refs else "",
        titles=tuple(fold(text) for position in draft.positions for text in position.title.values()),
        sites=organisations.sites(refs[0]) if refs else (),
        code=draft.code,
        from_file=from_file,
    )


def additions(
    ours: PersonDraft, theirs: PersonDraft, name_of: Callable[[str], str]
) -> tuple[PersonDraft, tuple[Fact, ...]]:
    """Our person with what they lacked, and both side by side. Nothing of ours is overwritten."""
    names, more_names = _with_names(ours.names, theirs.names)
    positions, more_posts = _with_positions(ours.positions, theirs.positions)
    contacts, contact_fact = with_contacts(ours.contacts, theirs.contacts)
    notes, note_fact = with_notes(ours.notes, theirs.notes)
    changes: dict[str, object] = {
        "names": names,
        "positions": positions,
        "contacts": contacts,
        "notes": notes,
        "email": first_of(contacts, EMAIL_KINDS),
        "phone": first_of(contacts, PHONE_KINDS),
    }
    facts = [
        Fact(N_("Name"), _names(ours.names), _names(theirs.names), more_names),
        Fact(N_("Position"), _posts(ours.positions, name_of), _posts(theirs.positions, name_of), more_posts),
        contact_fact,
    ]
    for field, label in _LINES:
        mine, other = getattr(ours, field), getattr(theirs, field)
        if other and not mine:
            changes[field] = other
        facts.append(Fact(label, _said(mine), _said(other), bool(other and not mine)))
    facts.append(note_fact)
    return replace(ours, **changes), tuple(fact for fact in facts if fact.ours or fact.theirs)  # type: ignore[arg-type]


_LINES = (
    ("honorific", N_("Honorific")),
    ("side", N_("Side")),
    ("nationality", N_("Country")),
    ("languages", N_("Languages")),
    ("relationship_owner", N_("Relation kept by")),
    ("cadence_days", N_("Contact every (days)")),
    ("code", N_("Code")),
)


def _said(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def _with_names(
    ours: tuple[PersonNameDraft, ...], theirs: tuple[PersonNameDraft, ...]
) -> tuple[tuple[PersonNameDraft, ...], bool]:
    """Our spellings with those that are new; a known one gains the reading or the parts it lacks."""
    names, changed = list(ours), False
    for name in theirs:
        key = name_key(name.printed())
        at = next((no for no, known in enumerate(names) if name_key(known.printed()) == key), None)
        if at is None:
            names.append(name)
            changed = True
            continue
        known = names[at]
        fuller = replace(known, reading=known.reading or name.reading)
        if name.family and name.given and not (known.family or known.given):
            fuller = replace(fuller, family=name.family, given=name.given, order=name.order)
        if fuller != known:
            names[at], changed = fuller, True
    return tuple(names), changed


def _with_positions(
    ours: tuple[PositionDraft, ...], theirs: tuple[PositionDraft, ...]
) -> tuple[tuple[PositionDraft, ...], bool]:
    """Our positions with those that are new. In an organisation where somebody has a post already, another title is a
    difference and no second post, unless the file says when it was held."""
    positions, changed = list(ours), False
    for post in theirs:
        there = [no for no, known in enumerate(positions) if known.organisation_id == post.organisation_id]
        same = next((no for no in there if _agrees(positions[no], post)), None)
        if same is not None:
            known = positions[same]
            fuller = replace(
                known,
                title={**post.title, **known.title},
                held_from=known.held_from or post.held_from,
                held_to=known.held_to or post.held_to,
                level_band=known.level_band or post.level_band,
                precedence_article=known.precedence_article or post.precedence_article,
                precedence_date=known.precedence_date or post.precedence_date,
            )
            if fuller != known:
                positions[same], changed = fuller, True
        elif not there or post.held_from or post.held_to:
            positions.append(post)
            changed = True
    return tuple(positions), changed


def _agrees(known: PositionDraft, post: PositionDraft) -> bool:
    """Whether two posts in one organisation are one: no language in which the titles differ, no day that differs."""
    for lang, text in post.title.items():
        if lang in known.title and fold(known.title[lang]) != fold(text):
            return False
    if known.title and post.title and not set(known.title) & set(post.title) and (known.held_from or known.held_to):
        return False
    days = ((known.held_from, post.held_from), (known.held_to, post.held_to))
    return not any(mine and other and mine != other for mine, other in days)


def _names(names: Iterable[PersonNameDraft]) -> str:
    return " · ".join(name.printed() for name in names)


def _posts(positions: Iterable[PositionDraft], name_of: Callable[[str], str]) -> str:
    return " · ".join(
        ", ".join(part for part in (pick(post.title, language()), name_of(post.organisation_id or "")) if part)
        for post in positions
    )


def detail_of(draft: PersonDraft, organisations: Organisations) -> tuple[str, str]:
    """How a person is shown in a line: the name, and title and organisation."""
    return list_name(draft.names), _posts(draft.positions[:1], organisations.name)


def refs_of(draft: PersonDraft) -> set[str]:
    """The marks in a draft for organisations to be made."""
    return {id for position in draft.positions if (id := position.organisation_id or "").startswith(UNKNOWN)}


def resolved(draft: PersonDraft, ids: Callable[[str], str]) -> PersonDraft:
    """The draft with ids in place of its marks."""
    if not refs_of(draft):
        return draft
    positions = tuple(
        replace(position, organisation_id=ids(position.organisation_id)) if position.organisation_id else position
        for position in draft.positions
    )
    return replace(draft, positions=positions)
