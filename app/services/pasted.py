"""A pasted list of names: what each line means, found by the search index; nothing is taken without being shown.

A line may be a name alone, or a name with what belongs to it: "1. YAMADA Haruo, Deputy Director, METI". Numbers and
bullets at its beginning are passed over; the name is what stands before the first tab, comma, semicolon or bracket.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.core.enums import NameOrder, Script
from app.core.text import clean_line, fold
from app.queries.choices import Choice, ChoiceQueries
from app.services.people import PersonDraft, PersonNameDraft

MOST_LINES = 500
OFFERED = 5
_LEADER = re.compile(r"^\s*(?:[-*•・–—]+|\(?\d{1,3}[.)、:]?(?=\s))\s*")
_BREAK = re.compile(r"[,;、；，(（<＜]|\s[-–—|]\s")
_TITLES = re.compile(
    r"^(?:(?:mr|mrs|ms|dr|prof|shri|smt|kumari|h\.?e|hon|amb|ambassador)\.?\s+)+|\s*(?:様|氏|殿|さん|जी)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody the store does not know: the name as it was written, and what else stood on the line."""

    name: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class LineMatch:
    """One pasted line. `found` are the records it may mean, the likeliest first; `sure` when there is no doubt."""

    text: str
    name: str
    rest: str
    found: tuple[Choice, ...]
    sure: bool


def split_line(line: str) -> tuple[str, str]:
    """(name, rest) of a pasted line, honorifics left out of the name."""
    cells = [clean_line(cell) for cell in line.split("\t")]
    while len(cells) > 1 and not any(char.isalpha() for char in cells[0]):
        del cells[0]  # a column of numbers
    plain, columns = _LEADER.sub("", cells[0]).strip(), ", ".join(cell for cell in cells[1:] if cell)
    broken = _BREAK.search(plain)
    name, rest = (plain[: broken.start()], plain[broken.end() :]) if broken and broken.start() else (plain, "")
    more = clean_line(rest).strip(" )）>＞")
    return _TITLES.sub("", name.strip()).strip(), ", ".join(part for part in (more, columns) if part)


def match_lines(choices: ChoiceQueries, lines: Sequence[str]) -> tuple[LineMatch, ...]:
    """What each line that is not empty may mean; at most 500 lines are read."""
    wanted = [line for line in lines if line.strip()][:MOST_LINES]
    return tuple(match for match in (_match(choices, line) for line in wanted) if match.name)


def _match(choices: ChoiceQueries, line: str) -> LineMatch:
    name, rest = split_line(line)
    if not name:
        return LineMatch(clean_line(line), "", "", (), sure=False)
    found = likely(choices, name, OFFERED)
    if len(found) > 1:
        # Namesakes are told apart by what else stands on the line.
        exact = [one for one in found if _same_name(one.title, name) or _same_name(one.detail, name)]
        found = [*exact, *(one for one in found if one not in exact)]
        fitting = [one for one in exact or found if rest and _shares_word(one.detail, rest)]
        if len(fitting) == 1 or (len(exact) == 1 and not fitting):
            best = fitting[0] if fitting else exact[0]
            return LineMatch(clean_line(line), name, rest, (best, *(o for o in found if o != best)), sure=True)
    return LineMatch(clean_line(line), name, rest, tuple(found), sure=len(found) == 1)


def likely(choices: ChoiceQueries, name: str, limit: int) -> list[Choice]:
    """The records a written name may mean: people of that name, else organisations, else people by what they are."""
    people = choices.people(name, limit)
    return [one for one in people if _is_named(one, name)] or choices.organisations(name, limit) or people


def _is_named(one: Choice, typed: str) -> bool:
    """Whether every typed word begins a word of the name itself (in Latin letters), or stands in its own script."""
    words = fold(one.title).split()
    latin = all(any(word.startswith(part) for word in words) for part in fold(typed).split())
    return latin or (not typed.isascii() and fold(typed) in fold(one.detail))


def _same_name(shown: str, name: str) -> bool:
    """Whether both are the same words in any order: "YAMADA Haruo" and "Haruo Yamada"."""
    return sorted(fold(shown).split()) == sorted(fold(name).split())


def _shares_word(detail: str, rest: str) -> bool:
    words = {word for word in re.split(r"\W+", fold(rest)) if len(word) > 2}
    return bool(words & set(re.split(r"\W+", fold(detail))))


def person_of(new: NewPerson, side: str) -> PersonDraft:
    """The person a line makes: the full name as written, never split; the rest of the line as a note."""
    script = Script.LATIN
    if re.search(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]", new.name):
        script = Script.JAPANESE
    elif re.search(r"[\u0900-\u097f]", new.name):
        script = Script.DEVANAGARI
    lang = {Script.JAPANESE: "ja", Script.DEVANAGARI: "hi"}.get(script, "")
    spelling = PersonNameDraft(full=new.name, script=script, order=NameOrder.SINGLE, lang=lang)
    return PersonDraft(names=(spelling,), side=side, notes=new.rest)
