"""The form of a person, declared, and the way between its fields and a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.enums import ContactKind, LevelBand
from app.core.errors import Refused
from app.core.formats import date_plain
from app.core.i18n import LANGUAGES, N_
from app.core.problems import Problem
from app.core.when import parse_date
from app.core.wording import country_name, label
from app.services.people import PersonDraft, PositionDraft
from ui.kit.choices import Search
from ui.kit.form import Field, Form, custom
from ui.kit.record import Clash
from ui.kit.rows_editor import Cell, Row, RowsEditor
from ui.kit.searches import LANGUAGE_NAMES, find_country, find_language
from ui.people import words
from ui.people.names_field import NamesField, names_of, printed, rows_of
from ui.register import contacts

_PLAIN = (
    "side", "honorific", "is_interpreter", "is_sealed", "do_not_contact", "relationship_owner", "cadence_days", "notes",
)  # fmt: skip

MOST_ARTICLES = 99
"""More than any table of precedence has; India's has 26."""

Create = Callable[[str, Callable[[Any, str], None]], object]


@dataclass(frozen=True, slots=True)
class Doors:
    """What the form needs of its page: the mission's day, its sides, and the organisations."""

    today: Callable[[], date]
    sides: tuple[str, ...]
    organisations: Search
    create_organisation: Create


def fields(doors: Doors) -> tuple[Field, ...]:
    """The form."""
    return (
        custom("names", N_("&Names and scripts"), partial(NamesField, "people.form.names"), required=True),
        Field("honorific", N_("&Honorific"), placeholder=N_("H.E., Dr., Shri, 様"), max_length=60),
        Field("side", N_("&Side"), "choice", values=("", *doors.sides), choice_label=words.side),
        custom("positions", N_("&Positions"), partial(_positions, doors)),
        Field("", N_("Reaching them"), "section"),
        custom("contacts", N_("Ways to r&each them"),
               partial(contacts.editor, "people.form.contacts", ContactKind.EMAIL, doors.today)),
        Field("do_not_contact", N_("&Do not contact"), "check"),
        Field("address_forms", N_("Form of &address"), "ltext",
              hint=N_("Only where it differs from the one that the program forms.")),
        Field("relationship_owner", N_("Relation kept &by"), max_length=200, placeholder=N_("Economic section")),
        Field("cadence_days", N_("Contact e&very"), "number", maximum=3650, suffix=N_("days"),
              hint=N_("0: no contact is expected. Today says when it is due.")),
        Field("", N_("More"), "section"),
        Field("nationality", N_("Na&tionality"), "reference", search=find_country),
        Field("languages", N_("&Languages"), "references", search=find_language),
        Field("is_interpreter", N_("&Interpreter"), "check"),
        Field("is_sealed", N_("Sealed: the name stays inside the mission"), "check"),
        Field("outward_label", N_("Called &outside"), "ltext", hint=N_("These words stand for the name on paper.")),
        Field("notes", N_("N&otes for the mission"), "multiline", lines=4, hint=N_("Never printed.")),
    )  # fmt: skip


def _positions(doors: Doors) -> QWidget:
    read = _Days(doors.today)
    lines = (
        (
            Cell("organisation_id", N_("Organisation"), "reference", search=doors.organisations,
                 create_text=N_("Make a new organisation “{text}”"), create=doors.create_organisation),
            Cell("held_from", N_("Held from"), "typed", 112, parse=read, show=date_plain),
            Cell("held_to", N_("Held until"), "typed", 112, N_("still held"), parse=read, show=date_plain),
        ),
        (
            Cell("title.en", N_("Title, English")),
            Cell("title.ja", N_("Title, Japanese"), placeholder=N_("審議官")),
            Cell("title.hi", N_("Title, Hindi"), placeholder=N_("संयुक्त सचिव")),
        ),
        (
            Cell("level_band", N_("Level"), "choice", values=("", *LevelBand), choice_label=_level),
            Cell("precedence_article", N_("Article of precedence"), "typed", 136, N_("8"), parse=_article, show=str),
            Cell("precedence_date", N_("In it since (credentials)"), "typed", 160, parse=read, show=date_plain),
        ),
    )  # fmt: skip
    return RowsEditor("people.form.positions", lines, _blank_position(), _is_blank_position, N_("Add a position"))


class _Days:
    """Reads a day as typed; a class so that the form keeps no page alive."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today

    def __call__(self, text: str) -> date:
        return parse_date(text, self._today())


def _level(value: str) -> str:
    return label(LevelBand(value)) if value else ""


def _article(text: str) -> int:
    """An article of a table of precedence. Raises Refused for what is none."""
    try:
        number = int(text.strip())
    except ValueError:
        number = 0
    if not 1 <= number <= MOST_ARTICLES:
        raise Refused(N_("“{text}” is no article of a table of precedence."), text=text.strip())
    return number


def _blank_position() -> Row:
    return {
        "organisation_id": None, "held_from": None, "held_to": None, "title.en": "", "title.ja": "", "title.hi": "",
        "level_band": "", "precedence_article": None, "precedence_date": None, "kept": PositionDraft(),
    }  # fmt: skip


def _is_blank_position(row: Row) -> bool:
    return not any(
        value.strip() if isinstance(value, str) else value for key, value in row.items() if key != "kept"
    )  # fmt: skip


def values_of(draft: PersonDraft, beside: Any) -> dict[str, Any]:
    """What the fields show; `beside` maps organisations' ids to their names."""
    called: Mapping[str, str] = beside or {}
    return {
        **{key: getattr(draft, key) for key in _PLAIN},
        "names": rows_of(draft.names),
        "positions": [_position_row(position, called) for position in draft.positions],
        "nationality": (draft.nationality, country_name(draft.nationality) or draft.nationality)
        if draft.nationality
        else None,
        "languages": [(code, LANGUAGE_NAMES.get(code, code)) for code in draft.languages],
        "outward_label": dict(draft.outward_label),
        "address_forms": dict(draft.address_forms),
        "contacts": contacts.rows_of(draft.contacts),
    }


def _position_row(position: PositionDraft, called: Mapping[str, str]) -> Row:
    id = position.organisation_id
    return {
        "organisation_id": (id, called.get(id, id)) if id else None,
        "held_from": position.held_from,
        "held_to": position.held_to,
        **{f"title.{lang}": position.title.get(lang, "") for lang in LANGUAGES},
        "level_band": position.level_band or "",
        "precedence_article": position.precedence_article,
        "precedence_date": position.precedence_date,
        "kept": position,
    }


def draft_from(values: Mapping[str, Any], base: PersonDraft) -> tuple[PersonDraft, list[Problem]]:
    """The draft the fields say, made on `base`, and what stands in its way."""
    positions = tuple(_position_of(row) for row in values["positions"])
    draft = replace(
        base,
        **{key: values[key] for key in _PLAIN},
        names=names_of(values["names"]),
        positions=positions,
        nationality=str(values["nationality"] or ""),
        languages=tuple(str(code) for code in values["languages"]),
        outward_label=dict(values["outward_label"]) if values["is_sealed"] else dict(base.outward_label),
        address_forms=dict(values["address_forms"]),
        **_reached(values["contacts"], base),
    )
    problems = draft.problems()
    for no, position in enumerate(positions):
        if position.is_blank():
            problems.append(Problem(f"positions.{no}.organisation_id", N_("Choose the organisation or write a title.")))
    return draft, problems


def _reached(rows: Sequence[Mapping[str, Any]], base: PersonDraft) -> dict[str, Any]:
    """The contacts, or the first e-mail and telephone alone when nothing else of them was touched: two people who mend
    one each are then both right."""
    typed = contacts.contacts_of(rows)
    firsts = contacts.first_changed(typed, base.contacts)
    if firsts is not None:
        return {"email": firsts[0], "phone": firsts[1], "contacts": base.contacts}
    return {"email": base.email, "phone": base.phone, "contacts": typed}


def _position_of(row: Mapping[str, Any]) -> PositionDraft:
    kept = row.get("kept")
    base = kept if isinstance(kept, PositionDraft) else PositionDraft()
    title = {lang: text for lang, text in base.title.items() if lang not in LANGUAGES}
    title |= {lang: row[f"title.{lang}"] for lang in LANGUAGES if row.get(f"title.{lang}")}
    organisation = row.get("organisation_id")
    return replace(
        base,
        organisation_id=str(organisation[0]) if organisation else None,
        title=title,
        held_from=row["held_from"] if isinstance(row.get("held_from"), date) else None,
        held_to=row["held_to"] if isinstance(row.get("held_to"), date) else None,
        level_band=LevelBand(row["level_band"]) if row.get("level_band") else None,
        precedence_article=article if isinstance(article := row.get("precedence_article"), int) else None,
        precedence_date=row["precedence_date"] if isinstance(row.get("precedence_date"), date) else None,
    )


def adapt(form: Form) -> None:
    """Words for outside are asked for only when the name is sealed."""
    form.set_shown("outward_label", bool(form.edit("is_sealed").value()))


def said(field: str, value: Any, clash: Clash) -> str:
    """A value of a conflict in words."""
    if field == "names":
        return "\n".join(" ".join(part for part in printed((name,)) if part) for name in value)
    if field == "positions":
        return "\n".join(_position_said(position, clash) for position in value)
    if field == "contacts":
        return contacts.said(value)
    if field == "side":
        return words.side(value)
    if field == "nationality":
        return country_name(value) or value
    if field == "languages":
        return ", ".join(LANGUAGE_NAMES.get(code, code) for code in value)
    if isinstance(value, bool):
        return words.yes_no(value)
    if isinstance(value, Mapping):
        return "\n".join(value.values())
    return ", ".join(map(str, value)) if isinstance(value, Sequence) and not isinstance(value, str) else str(value)


def _position_said(position: PositionDraft, clash: Clash) -> str:
    called: Mapping[str, str] = {**clash.called, **(clash.theirs.beside or {})}
    where = called.get(position.organisation_id or "", "")
    return words.joined(words.title_of(position.title), where, words.held(position.held_from, position.held_to))
