"""The words that narrow a search ("kind:person", "side:JP"): told, completed as they are typed, and left out of what is
marked in the answers. What they do is the search's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.core.i18n import N_, tr

KEYS: dict[str, str] = {
    "kind": N_("people, meetings, documents…"),
    "from": N_("from a day on, as from:2025-07-01"),
    "org": N_("what has to do with an organisation"),
    "side": N_("one side, as side:JP"),
}
"""Filter word -> msgid of what it narrows to."""

_FILTER = re.compile(r'(?<!\S)(?P<key>kind|from|org|side):(?P<value>"[^"]*"?|\S*)', re.IGNORECASE)
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
    """What was typed without its filters: the words that are looked for."""
    return " ".join(_FILTER.sub(" ", text).split())


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
