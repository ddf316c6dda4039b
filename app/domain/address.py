"""How somebody is addressed: a function of the person, their office, the audience and the language (domain.md 2.4).

Sources of the rules:

* India: since 2012 "Hon'ble" with Shri or Smt. takes the place of "Excellency" at home; "Excellency" is kept for the
  dealings of foreign dignitaries (President's Secretariat, October 2012; domain.md 2.4 [P11], 4.6, 8). In Hindi
  माननीय, and महामहिम for foreign dignitaries alone.
* Japan: 閣下 for ambassadors and ministers, 殿 with a title in official writing, 様 otherwise; lists leave honorifics
  out and say so (敬称略) (domain.md 2.4 [H1] [H2] [R18]).
* Japanese names in roman letters: family name first, in capitals where needed, in official documents from 1 January
  2020 (agreement of the ministries, 25 October 2019 [P12]); others may differ, so both are options of a document.

Nothing is guessed: no Mr or Ms without one that somebody entered, no family name out of a name without parts. A form
that an officer wrote (`forms`) takes the place of the computed one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.core.enums import AddressPurpose, Audience, LevelBand, NameOrder, Script
from app.core.names import Name

HIGH = frozenset({LevelBand.HEAD_OF_STATE, LevelBand.MINISTER, LevelBand.HEAD_OF_MISSION})
"""Offices that are addressed by rank: heads of state and government, ministers, heads of mission."""


@dataclass(frozen=True, slots=True)
class NameStyle:
    """How a document writes family-first names in roman letters: the Japanese rule of 2020 (`family_first`), and the
    family name in capitals."""

    family_first: bool = True
    family_capitals: bool = True


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who is addressed. `state` is the alpha-2 state they act for ("" unknown); `honorific` as entered ("H.E. Mr.",
    "Dr.", "Smt."); `title` their office by language. `forms` are forms of address that somebody wrote, by language
    ("en") or by language and purpose ("en:list"); a form by language alone stands for all but lists."""

    names: tuple[Name, ...]
    honorific: str = ""
    title: Mapping[str, str] = field(default_factory=dict)
    level_band: LevelBand | None = None
    state: str = ""
    forms: Mapping[str, str] = field(default_factory=dict)


_EXCELLENCY = ("h.e.", "he", "h.e", "his excellency", "her excellency", "excellency", "hon'ble", "honourable")
_INDIAN = {"mr": "Shri", "mister": "Shri", "shri": "Shri", "sri": "Shri", "mrs": "Smt.", "smt": "Smt.", "ms": "Ms."}
_WESTERN = {"shri": "Mr.", "sri": "Mr.", "smt": "Ms.", "kumari": "Ms.", "mr": "Mr.", "mrs": "Mrs.", "ms": "Ms."}
_HINDI = {
    "mr": "श्री", "mister": "श्री", "shri": "श्री", "sri": "श्री", "mrs": "श्रीमती", "smt": "श्रीमती", "ms": "सुश्री",
    "kumari": "सुश्री", "dr": "डॉ.", "prof": "प्रो.", "श्री": "श्री", "श्रीमती": "श्रीमती", "सुश्री": "सुश्री",
}  # fmt: skip
_SCRIPT = {"en": (Script.LATIN,), "ja": (Script.JAPANESE, Script.KANA), "hi": (Script.DEVANAGARI,)}


def form_of_address(
    who: Addressee,
    audience: Audience,
    purpose: AddressPurpose,
    lang: str,
    style: NameStyle | None = None,
) -> str:
    """The form of address in `lang` ("en", "ja" or "hi"; any other is written as English).

    A salutation ends with its comma where the language writes one; an envelope's form is the line of the name, in
    Japanese with the office before it. "" for somebody without any name.
    """
    written = written_form(who, purpose, lang)
    if written:
        return written
    name = _name(who, lang)
    if name is None:
        return ""
    shown = _shown(name, style or NameStyle())
    if lang == "ja":
        return _japanese(who, name, shown, audience, purpose)
    return (_hindi if lang == "hi" else _english)(who, name, shown, audience, purpose)


def written_form(who: Addressee, purpose: AddressPurpose, lang: str) -> str:
    """The form that somebody wrote for this use, "" for none."""
    anywhere = who.forms.get(lang, "") if purpose is not AddressPurpose.LIST else ""
    return who.forms.get(f"{lang}:{purpose}") or anywhere


def is_excellency(who: Addressee, audience: Audience) -> bool:
    """Whether somebody is an Excellency there: of high office, and not among their own people. Where nobody said which
    state they act for, only a head of mission is taken for a foreigner."""
    at_home = {Audience.DOMESTIC_IN: "IN", Audience.JAPANESE: "JP"}.get(audience)
    return who.level_band in HIGH and (at_home is None or who.state not in ("", at_home) or _is_envoy(who))


def _is_envoy(who: Addressee) -> bool:
    """A head of mission is accredited abroad; India's own ones keep to India's usage at home all the same."""
    return who.level_band is LevelBand.HEAD_OF_MISSION and who.state != "IN"


def is_honourable(who: Addressee, audience: Audience) -> bool:
    """Whether India's usage at home makes somebody Hon'ble: an Indian head of state or minister among Indians."""
    return (
        audience is Audience.DOMESTIC_IN
        and who.state == "IN"
        and who.level_band in (LevelBand.HEAD_OF_STATE, LevelBand.MINISTER)
    )


def _name(who: Addressee, lang: str) -> Name | None:
    for script in (*_SCRIPT.get(lang, ()), Script.LATIN):
        for name in who.names:
            if name.script == script and name.full:
                return name
    return next((name for name in who.names if name.full), None)


def _shown(name: Name, style: NameStyle) -> str:
    """The whole name as the document writes it; only family-first names in roman letters have a choice."""
    if name.script != Script.LATIN or name.order != NameOrder.FAMILY_FIRST or not (name.family and name.given):
        return name.shown(family_capitals=style.family_capitals)
    family = name.family.upper() if style.family_capitals else name.family
    return f"{family} {name.given}" if style.family_first else f"{name.given} {family}"


def _personal(honorific: str) -> str:
    """The honorific without the part that belongs to the office: "H.E. Mr." is "Mr."."""
    left = honorific.strip()
    folded = left.casefold().replace("’", "'")
    for word in sorted(_EXCELLENCY, key=len, reverse=True):
        if folded == word or folded.startswith(f"{word} "):
            return left[len(word) :].strip()
    return left


def _word(table: Mapping[str, str], honorific: str) -> str:
    return table.get(honorific.casefold().rstrip("."), honorific)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _english(who: Addressee, name: Name, shown: str, audience: Audience, purpose: AddressPurpose) -> str:
    indian = audience is Audience.DOMESTIC_IN and who.state == "IN"
    personal = _word(_INDIAN if indian else _WESTERN, _personal(who.honorific))
    if is_excellency(who, audience):
        if purpose is AddressPurpose.SALUTATION:
            return "Excellency,"
        return "Your Excellency" if purpose is AddressPurpose.SPOKEN else _joined("H.E.", personal, shown)
    if is_honourable(who, audience):
        full = _joined("Hon'ble", personal, shown)
        return f"{full}," if purpose is AddressPurpose.SALUTATION else full
    if purpose in (AddressPurpose.ENVELOPE, AddressPurpose.LIST):
        return _joined(personal, shown)
    called = _joined(personal, name.family if personal and name.family else shown)
    return f"Dear {called}," if purpose is AddressPurpose.SALUTATION else called


def _hindi(who: Addressee, name: Name, shown: str, audience: Audience, purpose: AddressPurpose) -> str:  # noqa: ARG001
    personal = _word(_HINDI, _personal(who.honorific))
    if is_excellency(who, audience):
        if purpose in (AddressPurpose.SALUTATION, AddressPurpose.SPOKEN):
            return "महामहिम," if purpose is AddressPurpose.SALUTATION else "महामहिम"
        return _joined("महामहिम", personal, shown)
    full = _joined("माननीय" if is_honourable(who, audience) else "", personal, shown)
    if purpose in (AddressPurpose.ENVELOPE, AddressPurpose.LIST):
        return full
    if purpose is AddressPurpose.SPOKEN:
        return f"{full} जी"
    return f"{full} जी," if is_honourable(who, audience) else f"आदरणीय {full} जी,"


def _japanese(who: Addressee, name: Name, shown: str, audience: Audience, purpose: AddressPurpose) -> str:
    if purpose is AddressPurpose.LIST:
        return shown  # 敬称略: the list says so in its note
    title = who.title.get("ja", "")
    excellency = is_excellency(who, audience)
    if purpose is AddressPurpose.ENVELOPE:
        return _spaced(title, shown, "閣下" if excellency else "殿" if title else "様")
    if excellency:
        rank = _RANKS.get(who.level_band or LevelBand.STAFF, "")
        return f"{rank}閣下" if purpose is AddressPurpose.SPOKEN else f"{_close(shown)}閣下"
    called = name.family if name.family and purpose is AddressPurpose.SPOKEN else shown
    return f"{_close(called)}様"


_RANKS = {LevelBand.HEAD_OF_MISSION: "大使", LevelBand.MINISTER: "大臣"}


def _spaced(*parts: str) -> str:
    return "　".join(part for part in parts if part)


def _close(name: str) -> str:
    """An honorific stands right behind a Japanese name, a blank behind any other."""
    return f"{name} " if name.isascii() else name
