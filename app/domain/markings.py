"""Markings on papers: the schemes as data, what a typed marking means, and the ceiling of the installation.

Sources: domain.md 2.1 (UK Government Security Classifications, EU, India, Japan, TLP 2.0). A marking is a text on
paper, neither the meeting's rule (Chatham House) nor closed doors. What counts here is one thing: nothing above the
ceiling is ever stored (4.6, 34). Levels of different countries are not equivalent; `Rank` only orders them against the
ceiling.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from app.core.calendar_words import plain_digits
from app.core.errors import Refused
from app.core.i18n import N_
from app.core.problems import Problem


class Rank(IntEnum):
    """How a level stands against the ceiling of an installation."""

    OPEN = 0
    LIMITED = 1
    SENSITIVE = 2
    RESTRICTED = 3
    CONFIDENTIAL = 4
    SECRET = 5
    TOP_SECRET = 6


DEFAULT_CEILING = Rank.SENSITIVE
"""Sensitive but unclassified: what an unaccredited machine may hold."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level: `text` as it is printed, its rank, and other spellings that mean it."""

    text: str
    rank: Rank
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """One authority's levels, lowest first. `name` is a msgid; the levels' own texts are never translated."""

    code: str
    name: str
    levels: tuple[Level, ...]


_R = Rank
SCHEMES: tuple[Scheme, ...] = (
    Scheme(
        "house",
        N_("This mission"),
        (
            Level("UNMARKED", _R.OPEN, ("UNCLASSIFIED", "PUBLIC", "NONE", "なし", "公開")),
            Level("INTERNAL", _R.LIMITED, ("INTERNAL USE ONLY", "部内限り", "आंतरिक")),
            Level("PERSONAL DATA", _R.SENSITIVE),
            Level("IN CONFIDENCE", _R.SENSITIVE, ("IN STRICT CONFIDENCE",)),
        ),
    ),
    Scheme(
        "tlp",
        N_("Traffic Light Protocol 2.0"),
        (
            Level("TLP:CLEAR", _R.OPEN, ("TLP:WHITE",)),
            Level("TLP:GREEN", _R.LIMITED),
            Level("TLP:AMBER", _R.SENSITIVE),
            Level("TLP:AMBER+STRICT", _R.SENSITIVE),
            Level("TLP:RED", _R.SENSITIVE),
        ),
    ),
    Scheme(
        "uk",
        N_("United Kingdom"),
        (
            Level("OFFICIAL", _R.LIMITED),
            Level("OFFICIAL-SENSITIVE", _R.SENSITIVE, ("OFFICIAL: SENSITIVE",)),
            Level("SECRET", _R.SECRET, ("UK SECRET",)),
            Level("TOP SECRET", _R.TOP_SECRET, ("UK TOP SECRET",)),
        ),
    ),
    Scheme(
        "jp",
        N_("Japan"),
        (
            Level("機密性1", _R.OPEN, ("機密性1情報",)),
            Level("機密性2", _R.SENSITIVE, ("機密性2情報",)),
            Level("取扱注意", _R.SENSITIVE),
            Level("機密性3", _R.CONFIDENTIAL, ("機密性3情報",)),
            Level("秘", _R.CONFIDENTIAL, ("マル秘",)),
            Level("極秘", _R.SECRET),
            Level("特定秘密", _R.TOP_SECRET),
        ),
    ),
    Scheme(
        "in",
        N_("India"),
        (
            Level("PERSONAL – NOT FOR PUBLICATION", _R.SENSITIVE),
            Level("INDIA RESTRICTED", _R.SENSITIVE, ("प्रतिबंधित",)),
            Level("CONFIDENTIAL", _R.CONFIDENTIAL, ("INDIA CONFIDENTIAL", "गोपनीय")),
            Level("SECRET", _R.SECRET, ("INDIA SECRET", "गुप्त")),
            Level("TOP SECRET", _R.TOP_SECRET, ("INDIA TOP SECRET", "परम गुप्त")),
        ),
    ),
    Scheme(
        "eu",
        N_("European Union"),
        (
            Level("LIMITE", _R.SENSITIVE, ("EU LIMITE",)),
            Level("RESTREINT UE/EU RESTRICTED", _R.RESTRICTED, ("EU RESTRICTED", "RESTREINT UE")),
            Level("CONFIDENTIEL UE/EU CONFIDENTIAL", _R.CONFIDENTIAL, ("EU CONFIDENTIAL", "CONFIDENTIEL UE")),
            Level("SECRET UE/EU SECRET", _R.SECRET, ("EU SECRET", "SECRET UE")),
            Level("TRÈS SECRET UE/EU TOP SECRET", _R.TOP_SECRET, ("EU TOP SECRET", "TRÈS SECRET UE")),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Marking:
    """What a typed marking means: `text` as it is printed, its scheme and level, and what was added to the level.

    `extras` are handling instructions, descriptors and caveats ("COMMERCIAL", "UK EYES ONLY"), in capitals.
    """

    text: str
    scheme: str
    level: str
    rank: Rank
    extras: str = ""


def _key(text: str) -> str:
    """One spelling for comparing: capitals, no Latin accents, single blanks, plain hyphens, nothing around signs."""
    wide = unicodedata.normalize("NFKC", plain_digits(text)).upper()
    letters = (c for c in unicodedata.normalize("NFD", wide) if not "\u0300" <= c <= "\u036f")
    plain = re.sub("[‐‑‒–—−]", "-", unicodedata.normalize("NFC", "".join(letters)))
    return re.sub(r"\s*([-:+/])\s*", r"\1", " ".join(plain.split()))


def _spellings() -> Iterator[tuple[str, tuple[Scheme, Level]]]:
    for scheme in SCHEMES:
        for level in scheme.levels:
            for spelling in (level.text, *level.spellings):
                key = _key(spelling)
                yield key, (scheme, level)
                if scheme.code == "tlp":
                    yield key.replace(":", " "), (scheme, level)
                    yield key.replace(":", " ").replace("+", " "), (scheme, level)
                yield key.replace("-", " "), (scheme, level)


_LEVELS: dict[str, tuple[Scheme, Level]] = dict(reversed(list(_spellings())))
_LONGEST_FIRST = sorted(_LEVELS, key=len, reverse=True)
_CLASSIFIED_WORDS = re.compile(
    r"\b(?:TOP SECRET|SECRET|CONFIDENTIAL|CONFIDENTIEL|RESTREINT|NATO|COSMIC)\b|秘|गोपनीय|गुप्त"
)
_MEETING_RULES = re.compile(r"CHATHAM|チャタム|चैथम|CLOSED[- ]?DOOR|非公開|OFF THE RECORD|ON THE RECORD|オフレコ")


def _starts_with(text: str, spelling: str) -> bool:
    after = text[len(spelling) : len(spelling) + 1]
    return text.startswith(spelling) and not after.isalnum() and not (after == "-" and spelling == "OFFICIAL")


def find_marking(text: str) -> Marking | Problem:
    """What `text` means, or the problem with it (field "marking"). An empty text is unmarked.

    A level may be followed by descriptors or caveats. What begins with no level of any scheme is not guessed at; if it
    holds a word of classification ("NATO SECRET") it ranks highest.
    """
    key = _key(text)
    if not key:
        return Marking("", "house", "UNMARKED", Rank.OPEN)
    if len(key) > 120:
        return Problem("marking", N_("A marking is a short label, not a text."))
    shown = {"marking": " ".join(text.split())[:40]}
    if _MEETING_RULES.search(key):
        return Problem(
            "marking", N_("“{marking}” is a rule of the meeting, not a marking. Set it on the meeting."), shown
        )
    spelling = next((s for s in _LONGEST_FIRST if _starts_with(key, s)), "")
    if not spelling:
        if _starts_with(key, "RESTRICTED"):  # India's is below the usual ceiling, the European Union's above it
            return Problem(
                "marking",
                N_("Several authorities use RESTRICTED. Write whose it is: India RESTRICTED or EU RESTRICTED."),
            )
        if _CLASSIFIED_WORDS.search(key):
            return Marking(" ".join(text.split()).upper(), "", "", Rank.TOP_SECRET)
        return Problem(
            "marking",
            N_("“{marking}” is not a marking we know. Begin with one like OFFICIAL-SENSITIVE, TLP:AMBER or 取扱注意."),
            shown,
        )
    scheme, level = _LEVELS[spelling]
    extras = key[len(spelling) :].strip(" -:/,;")
    rank = Rank.TOP_SECRET if _CLASSIFIED_WORDS.search(extras) else level.rank
    printed_text = extras if level.text == "UNMARKED" else f"{level.text} {extras}".strip()
    return Marking(printed_text, scheme.code, level.text, rank, extras)


def printed(text: str) -> str:
    """A marking as the top and bottom of a page show it: in capitals, its level as its scheme writes it.

    A TLP label stays as it is in every language. What is no marking prints in capitals: nothing that somebody wrote to
    restrict a paper is ever left out.
    """
    found = find_marking(text)
    return found.text if isinstance(found, Marking) else " ".join(text.split()).upper()


def is_tlp(text: str) -> bool:
    """Whether this is a TLP label, which stands at the right, 12 pt or more (TLP 2.0)."""
    found = find_marking(text)
    return isinstance(found, Marking) and found.scheme == "tlp"


def ceiling_rank(text: str) -> Rank:
    """The ceiling that a mission set, named by a marking; the default one for "" or what is no marking."""
    found = find_marking(text) if text.strip() else None
    return found.rank if isinstance(found, Marking) and found.scheme else DEFAULT_CEILING


def marking_problem(text: str, ceiling: str = "", *, field: str = "marking") -> Problem | None:
    """What is wrong with storing a paper so marked under `ceiling` (a marking); None if nothing is."""
    found = find_marking(text)
    if isinstance(found, Problem):
        return Problem(field, found.message, found.params)
    if found.rank > ceiling_rank(ceiling):
        return Problem(
            field,
            N_(
                "“{marking}” is above what this installation may hold, and nothing was stored."
                " Such papers belong in the mission's registry or on a system accredited for them."
            ),
            {"marking": found.text},
        )
    return None


def check(text: str, ceiling: str = "", *, field: str = "marking") -> Marking:
    """The marking; raises `Refused` with a problem of `field` for what is none or stands above `ceiling`."""
    problem = marking_problem(text, ceiling, field=field)
    if problem is not None:
        raise Refused(problems=[problem])
    found = find_marking(text)
    assert isinstance(found, Marking)
    return found


def offered(ceiling: str = "") -> tuple[str, ...]:
    """The labels that a choice may offer under `ceiling`, scheme by scheme."""
    limit = ceiling_rank(ceiling)
    labels = (level.text for scheme in SCHEMES for level in scheme.levels if level.rank <= limit)
    return tuple(label for label in labels if label != "UNMARKED")
