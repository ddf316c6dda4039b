"""Which of an organisation's names stands where: on a list, in a letter, on a badge (domain.md 4.1)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from app.core.enums import OrgNameKind

PURPOSES = ("list", "letter", "badge")

_ORDER: dict[str, tuple[OrgNameKind, ...]] = {
    "list": (OrgNameKind.LEGAL, OrgNameKind.NATIVE, OrgNameKind.SHORT, OrgNameKind.ABBREVIATION),
    "letter": (OrgNameKind.LEGAL, OrgNameKind.NATIVE, OrgNameKind.SHORT, OrgNameKind.ABBREVIATION),
    "badge": (OrgNameKind.SHORT, OrgNameKind.ABBREVIATION, OrgNameKind.NATIVE, OrgNameKind.LEGAL),
}
"""What stands there when nobody chose: the whole name on paper, the short one where there is little room. Former names
and press variants come last everywhere."""

_LANGUAGES = ("en", "ja", "hi")


class OrgName(Protocol):
    """One name of an organisation, as stored or as drafted."""

    @property
    def text(self) -> str: ...
    @property
    def lang(self) -> str: ...
    @property
    def kind(self) -> OrgNameKind: ...
    @property
    def preferred_for(self) -> object: ...


def name_for(names: Iterable[OrgName], purpose: str, lang: str) -> str:
    """The name for a purpose ("list", "letter", "badge") in a language, "" when there is no name at all.

    A name in `lang` before any other, English before the rest; in one language the one chosen for the purpose, else by
    the purpose's usual order, else the first given.
    """
    order = _ORDER[purpose]

    def rank(numbered: tuple[int, OrgName]) -> tuple[int, bool, int, int]:
        no, name = numbered
        languages = (lang, *(code for code in _LANGUAGES if code != lang))
        language = languages.index(name.lang) if name.lang in languages else len(languages)
        kind = order.index(name.kind) if name.kind in order else len(order)
        preferred = name.preferred_for
        chosen = isinstance(preferred, list | tuple) and purpose in preferred
        return language, not chosen, kind, no

    given = [name for name in names if name.text]
    return min(enumerate(given), key=rank)[1].text if given else ""
