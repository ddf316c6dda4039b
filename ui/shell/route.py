"""Where one can be in the window: a page, a record on it, a part of that record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import parse_qsl, quote, unquote, urlencode


def _nothing() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Route:
    """`page` is a page's key; `id` a record's id or "" for the page itself; `part` a tab ("record", "people"...).

    `extra` holds what only the page understands ("new": "1", "point": an id). `kind` says what `id` is where a page
    holds several kinds (follow-ups and visits); it is filled in by `navigation.open`.
    """

    page: str
    id: str = ""
    part: str = ""
    kind: str = ""
    extra: Mapping[str, str] = field(default_factory=_nothing, hash=False)

    def text(self) -> str:
        """One line, for a second start that hands its wish to the first: `page/id/part?kind=...&key=value`."""
        path = "/".join(quote(one, safe="") for one in (self.page, self.id, self.part)).rstrip("/")
        pairs = {"kind": self.kind, **self.extra} if self.kind else dict(self.extra)
        return f"{path}?{urlencode(pairs)}" if pairs else path

    @classmethod
    def parse(cls, text: str) -> Route | None:
        """The inverse of `text`; None for anything that is no route."""
        path, _, query = text.strip().partition("?")
        parts = [unquote(one) for one in path.split("/")]
        if not parts[0] or len(parts) > 3:
            return None
        page, id, part = (*parts, "", "")[:3]
        extra = dict(parse_qsl(query))
        return cls(page, id, part, extra.pop("kind", ""), MappingProxyType(extra))
