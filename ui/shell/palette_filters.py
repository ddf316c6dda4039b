"""The words that narrow a search ("kind:person", "side:JP"): told, and completed as they are typed. How they are
read is said in `app.core.search_words`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.i18n import N_, tr
from app.core.search_words import parse

KEYS: dict[str, str] = {
    "kind": N_("people, meetings, documents…"),
    "from": N_("from a day on, as from:july"),
    "org": N_("what has to do with an organisation"),
    "side": N_("one side, as side:JP"),
}
"""Filter word -> msgid of what it narrows to."""

_ANY_DAY = date(2000, 1, 1)
"""Which words are filters does not depend on the day."""
SHORTEST = 2
"""Letters of a filter word before it is offered: one letter begins too many names."""


@dataclass(frozen=True, slots=True)
class Completion:
    """`word` as it would stand in the box, what it means, and the whole `text` of the box with it."""

    word: str
    meaning: str
    text: str


Values = Callable[[str], Sequence[tuple[str, str]]]
"""What may stand after a filter word: (value, what it means); () for free text."""


def plain(text: str) -> str:
    """What was typed without its filters: the words that are looked for, and marked in what is found."""
    return parse(text, _ANY_DAY).text


def beginning() -> list[Completion]:
    """Every filter word, for an empty box."""
    return [Completion(f"{key}:", tr(meaning), f"{key}:") for key, meaning in KEYS.items()]


def completions(text: str, values: Values) -> list[Completion]:
    """What the last word of `text` may become: a filter word, or a value of one. Nothing after a finished word."""
    head, _, last = text.rpartition(" ")
    before = f"{head} " if head else ""
    key, colon, typed = last.partition(":")
    if not colon:
        begun = last.casefold()
        keys = [one for one in KEYS if len(begun) >= SHORTEST and one.startswith(begun)]
        return [Completion(f"{one}:", tr(KEYS[one]), f"{before}{one}:") for one in keys]
    key = key.casefold()
    if key not in KEYS:
        return []
    found = []
    for value, meaning in values(key):
        fits = value.casefold().startswith(typed.casefold()) or meaning.casefold().startswith(typed.casefold())
        if fits and value.casefold() != typed.casefold():
            found.append(Completion(f"{key}:{value}", meaning, f"{before}{key}:{value} "))
    return found


def narrowing(text: str) -> bool:
    """Whether the last word is a filter that is being typed."""
    key, colon, _ = text.rpartition(" ")[2].partition(":")
    return bool(colon) and key.casefold() in KEYS
