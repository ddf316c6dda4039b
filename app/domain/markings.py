"""Markings: what a label says, how it is printed, and the installation's ceiling (domain.md 2.1, 4.6 invariant 34).

A marking restricts the paper; it is neither the meeting rule (Chatham House) nor closed doors. The program is accredited
by nobody, so what is classified is refused by default with the place where such papers belong.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.core.errors import Refused
from app.core.i18n import N_
from app.core.problems import Problem


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme's levels, lowest first: (label, rank, other spellings). Rank 0 is open, 1-2 sensitive, 3 up classified."""

    key: str
    name: str
    levels: tuple[tuple[str, int, tuple[str, ...]], ...]
    classification: bool = True


SENSITIVE = 2
"""The default ceiling: sensitive but unclassified."""

SCHEMES: tuple[Scheme, ...] = (
    Scheme(
        "plain",
        N_("Office"),
        (("UNMARKED", 0, ()), ("IN CONFIDENCE", 2, ("CONFIDENCE",)), ("PERSONAL DATA", 2, ())),
        False,
    ),
    Scheme(
        "uk",
        N_("United Kingdom"),
        (
            ("OFFICIAL", 1, ()),
            ("OFFICIAL-SENSITIVE", 2, ("OFFICIAL SENSITIVE", "OFFICIAL: SENSITIVE")),
            ("SECRET", 5, ("UK SECRET",)),
            ("TOP SECRET", 6, ("UK TOP SECRET",)),
        ),
    ),
    Scheme(
        "eu",
        N_("European Union"),
        (
            ("RESTREINT UE/EU RESTRICTED", 3, ("EU RESTRICTED", "RESTREINT UE")),
            ("CONFIDENTIEL UE/EU CONFIDENTIAL", 4, ("EU CONFIDENTIAL", "CONFIDENTIEL UE")),
            ("SECRET UE/EU SECRET", 5, ("EU SECRET", "SECRET UE")),
            ("TRES SECRET UE/EU TOP SECRET", 6, ("EU TOP SECRET", "TRÈS SECRET UE/EU TOP SECRET")),
        ),
    ),
    Scheme(
        "in",
        N_("India"),
        (
            ("RESTRICTED", 2, ("प्रतिबंधित",)),
            ("CONFIDENTIAL", 4, ("INDIA CONFIDENTIAL", "गोपनीय")),
            ("SECRET", 5, ("INDIA SECRET", "गुप्त")),
            ("TOP SECRET", 6, ("INDIA TOP SECRET", "परम गुप्त")),
        ),
    ),
    Scheme(
        "jp",
        N_("Japan"),
        (
            ("機密性1", 0, ("機密性１",)),
            ("機密性2", 1, ("機密性２",)),
            ("取扱注意", 2, ()),
            ("機密性3", 3, ("機密性３",)),
            ("秘", 4, ()),
            ("極秘", 5, ()),
            ("特定秘密", 6, ()),
        ),
    ),
    Scheme(
        "tlp",
        N_("Traffic Light Protocol 2.0"),
        (
            ("TLP:CLEAR", 0, ()),
            ("TLP:GREEN", 1, ()),
            ("TLP:AMBER", 2, ()),
            ("TLP:AMBER+STRICT", 2, ()),
            ("TLP:RED", 2, ()),
        ),
        False,
    ),
)

ABOVE = N_(
    "“{marking}” is above what this installation may hold. Nothing was stored: such papers belong in the mission's "
    "accredited registry."
)


@dataclass(frozen=True, slots=True)
class Level:
    """One level: its label as printed, its rank across schemes, and its scheme."""

    label: str
    rank: int
    scheme: str


def offered(ceiling: str = "") -> tuple[str, ...]:
    """The labels this installation may use, for a choice."""
    limit = _ceiling(ceiling)
    return tuple(
        label for scheme in SCHEMES for label, rank, _ in scheme.levels if rank <= limit and label != "UNMARKED"
    )


def parse(text: str) -> Level | None:
    """The level a marking names, by its beginning: caveats and descriptors may follow ("OFFICIAL-SENSITIVE COMMERCIAL").

    The highest level that fits counts: a label shared by two schemes is read as the stricter one.
    """
    wanted = " ".join(text.upper().split())
    if not wanted:
        return None
    best: tuple[int, int, Level] | None = None
    for scheme in SCHEMES:
        for label, rank, others in scheme.levels:
            for spelling in (label, *others):
                if wanted == spelling or wanted.startswith((f"{spelling} ", f"{spelling}/", f"{spelling} -")):
                    found = (len(spelling), rank, Level(label, rank, scheme.key))
                    if best is None or found[:2] > best[:2]:
                        best = found
    return best[2] if best else None


def check(text: str, ceiling: str = "", *, field: str = "marking") -> None:
    """Raise Refused when a marking is above the installation's ceiling. A free label that no scheme knows is allowed."""
    level = parse(text)
    if level is not None and level.rank > _ceiling(ceiling):
        raise Refused(problems=[Problem(field, ABOVE, {"marking": text.strip()})])


def printed(text: str) -> str:
    """A marking as paper carries it: capitals, one space between words; Japanese stays as it is."""
    return " ".join(text.split()).upper()


def _ceiling(text: str) -> int:
    level = parse(text)
    return max(level.rank, SENSITIVE) if level else SENSITIVE
