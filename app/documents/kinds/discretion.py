"""Who may be named in a record that is printed (domain.md 2.1, attribution; 4.6 no. 16 and 21).

By side is the rule; a speaker is named only for a reservation, a dissent or a departmental view. Under the Chatham
House Rule there is no attribution at all, and a participant's name that stands in the text itself is withheld too:
the paper must keep the rule even where the drafter forgot it. A sealed person is called by the outward label in every
edition, and the sealed name is struck wherever it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from app.core.enums import Attribution, MeetingRule, PointKind
from app.core.i18n import N_
from app.core.ltext import LText, pick
from app.core.names import Name, PersonSnapshot
from app.documents.data import MinutesData, PointData, Text
from app.documents.kinds.blocks import side_label
from app.documents.wording import Writer

_PERSONAL = frozenset({PointKind.RESERVATION, PointKind.DISSENT})
_TITLES = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Shri|Smt|Sri|Kumari|Ambassador|Minister|H\.E\.|श्री|श्रीमती|सुश्री|डॉ)"
_HONORIFICS = "(?:様|氏|殿|さん|閣下|大使|公使|参事官|書記官|社長|会長|部長|課長|大臣|次官|局長|जी)"
_LETTER = "[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff]"
_QUOTE_MARKS = re.compile('[“”„‟«»「」『』"＂]')
_QUOTED = {"ja": ("「", "」")}


class Discretion:
    """Decides for one record in one language; `hidden` says that nobody may be recognised.

    Made from the whole record, not from what an edition leaves of it: names that are not listed are struck as well.
    `sides` are names for sides that differ from the usual ones ("Our side").
    """

    def __init__(self, data: MinutesData, writer: Writer, sides: Mapping[str, str] | None = None) -> None:
        self.hidden = data.meeting_rule is MeetingRule.CHATHAM_HOUSE
        self.attribution = Attribution.NONE if self.hidden else data.attribution
        self.writer = writer
        self.sides = {side.code: side_label(side, writer) for side in data.sides} | dict(sides or {})
        self._sealed = dict(_sealed(data))
        struck = people(data) if self.hidden else ()
        sealed = [*data.withheld, *(one.person for side in data.sides for one in side.participants if one.sealed)]
        self._pattern = _names_pattern(struck, sealed)

    def side(self, code: str) -> str:
        """A side's label; a code that is no side of this record is read as a state."""
        return self.sides.get(code) or (self.writer.side(code, "", {}) if code else "")

    def text(self, text: Text) -> str:
        """`text` in the document's language, with names withheld where the rule asks for it."""
        plain = self.writer.text(text)
        if self._pattern is None:
            return plain
        return self._pattern.sub(self.writer.say(N_("[name withheld]")), plain)

    def name(self, person: PersonSnapshot) -> str:
        """A person's name, or the outward label of a sealed one."""
        if self._sealed and (label := self._label(person)) is not None:
            return pick(label, self.writer.lang) or self.writer.say(N_("[name withheld]"))
        return self.writer.name(person)

    def _label(self, person: PersonSnapshot) -> LText | None:
        return next((self._sealed[name.full] for name in person.names if name.full in self._sealed), None)

    def who(self, point: PointData) -> str:
        """Side, and name where it may stand: "Indian side", "Meera Iyer, Indian side", or ""."""
        if self.attribution is Attribution.NONE:
            return ""
        return self.writer.joined(self._speaker(point), self.side(point.side))

    def _speaker(self, point: PointData) -> str:
        personal = point.kind in _PERSONAL or point.departmental_view
        if self.attribution is not Attribution.FULL and not personal:
            return ""
        if point.anonymised:
            return pick(point.outward_label, self.writer.lang)
        if point.speaker is None or (point.is_quote and not _may_be_quoted(point)):
            return ""
        return self.name(point.speaker)

    def spoken(self, point: PointData) -> str:
        """The line's text. A quotation keeps its marks only if it may be quoted; a public one says its source."""
        text = self.text(point.text)
        if not point.is_quote or not text:
            return text
        if not _may_be_quoted(point):
            return _QUOTE_MARKS.sub("", text)
        source = self.text(point.public_source)
        if not source:
            return text
        return self.writer.say(N_("{text} (public statement: {source})"), text=text, source=source)


def quoted(text: str, lang: str) -> str:
    """`text` between the quotation marks of `lang`; as it is where it has some already, or is empty."""
    if not text or _QUOTE_MARKS.search(text):
        return text
    first, last = _QUOTED.get(lang, ("“", "”"))
    return f"{first}{text}{last}"


def _may_be_quoted(point: PointData) -> bool:
    return point.quote_consent or bool(point.public_source)


def _sealed(data: MinutesData) -> Iterator[tuple[str, LText]]:
    """Every spelling of a sealed person, and what they are called instead."""
    for person in data.withheld:
        yield from ((name.full, {}) for name in person.names)
    for side in data.sides:
        for one in side.participants:
            if one.sealed:
                yield from ((name.full, one.outward_label) for name in one.person.names)


def people(data: MinutesData) -> Iterator[PersonSnapshot]:
    """Everybody whom the record knows by name."""
    for side in data.sides:
        for one in side.participants:
            yield one.person
            if one.represented_by:
                yield one.represented_by
    yield from data.regrets
    for item in data.items:
        yield from (point.speaker for point in item.points if point.speaker)
    yield from (point.speaker for point in data.matters_arising if point.speaker)
    yield from (row.owner for row in (*data.actions, *data.commitments) if row.owner)
    yield from (signed.person for signed in (data.recorder, data.approval) if signed)
    yield from data.withheld


def _names_pattern(persons: Iterable[PersonSnapshot], sealed: Iterable[PersonSnapshot]) -> re.Pattern[str] | None:
    """Finds every full spelling of the names, and a family name beside a form of address; a sealed family name alone
    too, if it is written as a name is."""
    full: set[str] = set()
    family: set[str] = set()
    alone: set[str] = set()
    for person, strict in [*((one, False) for one in persons), *((one, True) for one in sealed)]:
        for name in person.names:
            full.update(spelling for spelling in _spellings(name) if spelling.strip())
            # Which word is the family name is not guessed for printing; for hiding, any word after "Ms" may be it.
            lasts = (name.family,) if name.family else tuple(word for word in name.full.split() if len(word) > 2)
            family.update(lasts)
            alone.update(last for last in lasts if strict and len(last) > 1)
    parts = [_spelled(name) for name in _longest_first(full)]
    for last in _longest_first(family):
        parts.append(rf"{_TITLES}\.?\s+{_spelled(last)}")
        parts.append(rf"{_spelled(last)}(?:[- ]san\b|\s?{_HONORIFICS})")
    parts += [rf"(?-i:{_spelled(last)}|{_spelled(last.upper())})" for last in _longest_first(alone)]
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda text: (-len(text), text))


def _spellings(name: Name) -> Iterator[str]:
    yield name.full
    yield name.shown()
    if name.family and name.given:
        yield f"{name.family} {name.given}"
        yield f"{name.given} {name.family}"
        yield f"{name.family}, {name.given}"
        if ord(name.family[0]) > 0x2E7F:  # Japanese names are also written without a space
            yield name.family + name.given
    if name.reading:
        yield name.reading


def _spelled(name: str) -> str:
    """A pattern for `name`; one in Latin letters ends where those end, so that "Menon氏" is found as well."""
    words = r"\s+".join(map(re.escape, name.split()))
    return rf"(?<!{_LETTER}){words}(?!{_LETTER})" if name[:1].isascii() else words
