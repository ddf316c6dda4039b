"""Who may be named in a record that is printed (domain.md 2.1, attribution; 4.6 no. 16 and 21).

By side is the rule; a speaker is named only for a reservation, a dissent or a departmental view. Under the Chatham
House Rule there is no attribution at all, and a participant's name that stands in the text itself is withheld too:
the paper must keep the rule even where the drafter forgot it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.core.enums import Attribution, MeetingRule, PointKind
from app.core.i18n import N_
from app.core.names import Name, PersonSnapshot
from app.documents.data import MinutesData, PointData, Text
from app.documents.kinds.blocks import side_label
from app.documents.wording import Writer

_PERSONAL = frozenset({PointKind.RESERVATION, PointKind.DISSENT})
_TITLES = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Shri|Smt|Sri|Kumari|Ambassador|Minister|H\.E\.|श्री|श्रीमती|सुश्री|डॉ)"
_HONORIFICS = "(?:様|氏|殿|さん|閣下|大使|公使|参事官|書記官|社長|会長|部長|課長|大臣|次官|局長|जी)"


class Discretion:
    """Decides for one record; `hidden` says that nobody may be recognised."""

    def __init__(self, data: MinutesData, writer: Writer) -> None:
        self.hidden = data.meeting_rule is MeetingRule.CHATHAM_HOUSE
        self.attribution = Attribution.NONE if self.hidden else data.attribution
        self.writer = writer
        self.sides = {side.code: side_label(side, writer) for side in data.sides}
        self._pattern = _names_pattern(people(data)) if self.hidden else None

    def side(self, code: str) -> str:
        """A side's label; a code that is no side of this record is read as a state."""
        return self.sides.get(code) or (self.writer.side(code, "", {}) if code else "")

    def text(self, text: Text) -> str:
        """`text` in the document's language, with names withheld where the rule asks for it."""
        plain = self.writer.text(text)
        if self._pattern is None:
            return plain
        return self._pattern.sub(self.writer.say(N_("[name withheld]")), plain)

    def who(self, point: PointData) -> str:
        """Side, and name where it may stand: "Indian side", "Meera Iyer, Indian side", or ""."""
        if self.attribution is Attribution.NONE:
            return ""
        return self.writer.joined(self._speaker(point), self.side(point.side))

    def _speaker(self, point: PointData) -> str:
        if point.speaker is None or point.anonymised or (point.is_quote and not point.quote_consent):
            return ""
        personal = point.kind in _PERSONAL or point.departmental_view
        if self.attribution is Attribution.FULL or personal:
            return self.writer.name(point.speaker)
        return ""


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


def _names_pattern(persons: Iterable[PersonSnapshot]) -> re.Pattern[str] | None:
    """Finds every full spelling of the names, and a family name beside a form of address."""
    full: set[str] = set()
    family: set[str] = set()
    for person in persons:
        for name in person.names:
            full.update(_spellings(name))
            # Which word is the family name is not guessed for printing; for hiding, any word after "Ms" may be it.
            family.update((name.family,) if name.family else (word for word in name.full.split() if len(word) > 2))
    parts = [_spelled(name) for name in sorted(full, key=lambda text: (-len(text), text))]
    for last in sorted(family, key=lambda text: (-len(text), text)):
        parts.append(rf"{_TITLES}\.?\s+{_spelled(last)}")
        parts.append(rf"{_spelled(last)}(?:[- ]san\b|\s?{_HONORIFICS})")
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


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
    words = r"\s+".join(map(re.escape, name.split()))
    edge = name[:1].isascii()
    return rf"\b{words}\b" if edge else words
