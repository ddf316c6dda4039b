"""A person's written name, with its parts only where somebody gave them: nothing is ever split by guess.

Japan asks for FAMILY Given in roman letters on official documents since 1 January 2020 (inter-ministry agreement of
25 October 2019; domain.md 2.4), so family-first names show the family name in capitals by default. A single name
("Kanimozhi") or initials ("S. K. Rao") print as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.core.enums import NameOrder, Script


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of a person's name. `full` is always printable; the parts may be empty."""

    full: str
    script: str = Script.LATIN
    order: str = NameOrder.SINGLE
    family: str = ""
    given: str = ""
    reading: str = ""

    def shown(self, *, family_capitals: bool = True) -> str:
        """The name as a list prints it; capitals only for the family name of a family-first name in Latin letters."""
        if self.script != Script.LATIN or self.order == NameOrder.SINGLE or not self.family:
            return self.full
        if self.order == NameOrder.FAMILY_FIRST:
            family = self.family.upper() if family_capitals else self.family
            return f"{family} {self.given}".strip()
        return self.full


_BEHIND = re.compile(r"\s*[,、，(（].*$", re.DOTALL)


def is_named(line: str, names: Iterable[Name]) -> bool:
    """Whether a typed line says one of these names, alone or with a post behind a comma ("ONO Keiichi, Minister")."""
    spellings = {spelling.casefold() for name in names for spelling in (name.full, name.shown())}
    said = line.strip().casefold()
    return said in spellings or _BEHIND.sub("", said) in spellings


@dataclass(frozen=True, slots=True)
class PersonSnapshot:
    """A person as they stood on the day: every spelling, title and organisation by language, and the honorific used.

    `names` holds at most one `Name` per script. Frozen with a held meeting, it keeps the old title after a change of
    job (domain.md 4.6, 1).
    """

    names: tuple[Name, ...] = ()
    title: dict[str, str] = field(default_factory=dict)
    organisation: dict[str, str] = field(default_factory=dict)
    honorific: str = ""

    def name(self, script: str = Script.LATIN) -> Name | None:
        """The spelling in `script`, or None."""
        return next((name for name in self.names if name.script == script), None)

    def shown(self, *, family_capitals: bool = True) -> str:
        """The Latin spelling as a list prints it, else the first spelling there is; never empty for a real person."""
        name = self.name() or (self.names[0] if self.names else None)
        return name.shown(family_capitals=family_capitals) if name else ""

    def native(self) -> str:
        """The spelling in the person's own script beside the Latin one, or ""."""
        for script in (Script.JAPANESE, Script.DEVANAGARI, Script.KANA, Script.OTHER):
            name = self.name(script)
            if name and self.name():
                return name.full
        return ""

    def as_json(self) -> dict[str, object]:
        """Plain JSON data, stable in order."""
        return {
            "names": [
                {
                    "full": n.full,
                    "script": n.script,
                    "order": n.order,
                    "family": n.family,
                    "given": n.given,
                    "reading": n.reading,
                }
                for n in self.names
            ],
            "title": dict(self.title),
            "organisation": dict(self.organisation),
            "honorific": self.honorific,
        }

    @classmethod
    def from_json(cls, data: dict[str, object] | None) -> PersonSnapshot:
        """The inverse of `as_json`; an empty snapshot for None."""
        if not data:
            return cls()
        names = data.get("names") or []
        title, organisation = data.get("title") or {}, data.get("organisation") or {}
        assert isinstance(names, list) and isinstance(title, dict) and isinstance(organisation, dict)
        return cls(
            names=tuple(Name(**name) for name in names),
            title={str(k): str(v) for k, v in title.items()},
            organisation={str(k): str(v) for k, v in organisation.items()},
            honorific=str(data.get("honorific") or ""),
        )
