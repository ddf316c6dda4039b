"""The form of an organisation, declared, and the way between its fields and a draft."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.enums import ContactKind, OrgKind, OrgNameKind
from app.core.i18n import N_, tr
from app.core.problems import Problem
from app.core.wording import country_name, label
from app.services.organisations import OrganisationDraft, OrgNameDraft
from ui.kit.choices import Search
from ui.kit.form import Field, custom
from ui.kit.record import Clash
from ui.kit.rows_editor import Cell, Row, RowsEditor
from ui.kit.searches import LANGUAGE_NAMES, find_country
from ui.organisations import words
from ui.register import contacts

_PLAIN = ("kind", "side", "is_group", "website", "relationship_owner", "cadence_days", "notes")
USES = {"listed": "list", "in_letters": "letter", "on_badges": "badge"}
"""Cell of a name's row -> the mark it sets (`OrgNameDraft.preferred_for`)."""


@dataclass(frozen=True, slots=True)
class Doors:
    """What the form needs of its page: the mission's day, its sides, the organisations and the topics."""

    today: Callable[[], date]
    sides: tuple[str, ...]
    organisations: Search
    topics: Search


def fields(doors: Doors) -> tuple[Field, ...]:
    """The form."""
    return (
        custom("names", N_("&Names"), _names, required=True),
        Field("kind", N_("&Kind"), "choice", values=tuple(OrgKind), choice_label=label),
        Field("side", N_("&Side"), "choice", values=("", *doors.sides), choice_label=words.side,
              hint=N_("Apart from the country: a Japanese firm in Singapore may sit on the Japanese side.")),
        Field("country", N_("Countr&y"), "reference", search=find_country),
        Field("parent_id", N_("&Part of"), "reference", search=doors.organisations,
              hint=N_("The ministry or the group that stands above it.")),
        Field("is_group", N_("A &group of companies, not one company"), "check"),
        Field("", N_("Reaching it"), "section"),
        custom("contacts", N_("Ways to r&each it"),
               partial(contacts.editor, "organisations.form.contacts", ContactKind.OFFICE, doors.today)),
        Field("website", N_("&Website"), max_length=200),
        Field("relationship_owner", N_("Relation kept &by"), max_length=200,
              placeholder=N_("Economic section")),
        Field("cadence_days", N_("Contact e&very"), "number", maximum=3650, suffix=N_("days"),
              hint=N_("0: no contact is expected. Today says when it is due.")),
        Field("", N_("More"), "section"),
        Field("sectors", N_("Sec&tors"), hint=N_("Separated by commas."), max_length=300),
        Field("topic_ids", N_("T&opics"), "references", search=doors.topics),
        custom("identifiers", N_("N&umbers in registers"), _identifiers),
        Field("notes", N_("N&otes for the mission"), "multiline", lines=4, hint=N_("Never printed.")),
    )  # fmt: skip


def _names() -> QWidget:
    lines = (
        (Cell("text", N_("Name"), placeholder=N_("JETRO, 日本貿易振興機構")),),
        (
            Cell("lang", N_("Language"), "choice", 112, values=tuple(LANGUAGE_NAMES), choice_label=_language),
            Cell("kind", N_("Kind of name"), "choice", values=tuple(OrgNameKind), choice_label=label),
            Cell("listed", N_("In lists"), "check", 80),
            Cell("in_letters", N_("In letters"), "check", 96),
            Cell("on_badges", N_("On badges"), "check", 104),
        ),
    )
    return RowsEditor("organisations.form.names", lines, _blank(), _is_blank, N_("Add another name"))


def _identifiers() -> QWidget:
    lines = (
        (
            Cell("register", N_("Register"), "choice", 216, values=tuple(words.REGISTERS), choice_label=_register),
            Cell("number", N_("Number there")),
        ),
    )
    blank: Row = {"register": next(iter(words.REGISTERS)), "number": ""}
    return RowsEditor("organisations.form.identifiers", lines, blank, _is_no_number, N_("Add a number"))


def _is_no_number(row: Row) -> bool:
    return not str(row.get("number") or "").strip()


def _register(code: str) -> str:
    return tr(words.REGISTERS[code]) if code in words.REGISTERS else code


def _language(code: str) -> str:
    return LANGUAGE_NAMES.get(code, code)


def _blank() -> Row:
    uses = dict.fromkeys(USES, False)
    return {"text": "", "lang": "en", "kind": OrgNameKind.LEGAL, **uses, "kept": OrgNameDraft("")}


def _is_blank(row: Row) -> bool:
    return not str(row.get("text") or "").strip()


def values_of(draft: OrganisationDraft, beside: Any) -> dict[str, Any]:
    """What the fields show; `beside` knows what the organisation above and the topics are called."""
    called: Mapping[str, str] = getattr(beside, "topics", {})
    parent = getattr(beside, "parent", "")
    return {
        **{key: getattr(draft, key) for key in _PLAIN},
        "names": [
            {
                "text": n.text,
                "lang": n.lang,
                "kind": n.kind,
                "kept": n,
                **{cell: mark in n.preferred_for for cell, mark in USES.items()},
            }
            for n in draft.names
        ],
        "country": (draft.country, country_name(draft.country) or draft.country) if draft.country else None,
        "parent_id": (draft.parent_id, parent or draft.parent_id) if draft.parent_id else None,
        "sectors": ", ".join(draft.sectors),
        "topic_ids": [(id, called.get(id, id)) for id in draft.topic_ids],
        "contacts": contacts.rows_of(draft.contacts),
        "identifiers": [{"register": code, "number": number} for code, number in draft.identifiers.items()],
    }


def draft_from(values: Mapping[str, Any], base: OrganisationDraft) -> tuple[OrganisationDraft, list[Problem]]:
    """The draft the fields say, made on `base`, and what stands in its way."""
    sectors = tuple(part.strip() for part in str(values["sectors"]).replace("、", ",").split(",") if part.strip())
    draft = replace(
        base,
        **{key: values[key] for key in _PLAIN},
        names=tuple(_name_of(row) for row in values["names"]),
        country=str(values["country"] or ""),
        parent_id=str(values["parent_id"]) if values["parent_id"] else None,
        sectors=sectors,
        topic_ids=tuple(str(id) for id in values["topic_ids"]),
        contacts=contacts.contacts_of(values["contacts"]),
        identifiers={str(row["register"]): str(row["number"]).strip() for row in values["identifiers"]},
    )
    problems = draft.problems()
    codes = [row["register"] for row in values["identifiers"]]
    for no, code in enumerate(codes):
        if code in codes[:no]:
            problems.append(Problem(f"identifiers.{no}.number", N_("There is a number of this register already.")))
    return draft, problems


def _name_of(row: Mapping[str, Any]) -> OrgNameDraft:
    kept = row.get("kept")
    base = kept if isinstance(kept, OrgNameDraft) else OrgNameDraft("")
    text = str(row["text"])
    marks = tuple(mark for mark in base.preferred_for if mark not in USES.values())
    marks += tuple(mark for cell, mark in USES.items() if row.get(cell))
    same = text == base.text
    return OrgNameDraft(
        text=text,
        lang=str(row["lang"]),
        script=base.script if same and base.text else script_of(text),
        kind=OrgNameKind(row["kind"]),
        # The order of the marks means nothing; an untouched name stays equal to what it was.
        preferred_for=base.preferred_for if set(marks) == set(base.preferred_for) else marks,
    )


def script_of(text: str) -> str:
    """ISO 15924 code of the letters of a name: any kanji or kana make it Japanese. A fact of the text, not a guess."""
    names = [unicodedata.name(letter, "") for letter in text if letter.isalpha()]
    if any(name.startswith(("CJK", "HIRAGANA", "KATAKANA", "HALFWIDTH KATAKANA")) for name in names):
        return "Jpan"
    if any(name.startswith("DEVANAGARI") for name in names):
        return "Deva"
    return "Latn" if not names or any("LATIN" in name for name in names) else "Zyyy"


def said(field: str, value: Any, clash: Clash) -> str:
    """A value of a conflict in words."""
    if field == "names":
        return "\n".join(words.joined(name.text, label(name.kind)) for name in value)
    if field == "kind":
        return label(value)
    if field == "side":
        return words.side(value)
    if field == "country":
        return country_name(value) or str(value)
    if field == "parent_id":
        theirs = clash.theirs
        return str(theirs.beside.parent) if value == theirs.draft.parent_id else clash.called.get(value or "", "")
    if field == "contacts":
        return contacts.said(value)
    if field == "topic_ids":
        return ", ".join({**clash.called, **clash.theirs.beside.topics}.get(id, id) for id in value)
    if isinstance(value, Mapping):
        return ", ".join(map(str, value.values()))
    if isinstance(value, bool):
        return words.yes_no(value)
    return ", ".join(map(str, value)) if isinstance(value, Sequence) and not isinstance(value, str) else str(value)
