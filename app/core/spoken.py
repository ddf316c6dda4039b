"""Messages in a language that is given rather than the interface's: a document's, or a table's of words.

`In(lang).tr(...)` has the names by which messages are found in the sources, so that `app/core` can speak any language.
"""

from __future__ import annotations

from app.core.i18n import catalogue, language


class In:
    """Says messages in `lang`; None is the interface's language at this moment."""

    def __init__(self, lang: str | None = None) -> None:
        self.lang = lang or language()
        self._catalogue = catalogue(self.lang)

    def tr(self, message: str, /, **params: object) -> str:
        """A whole sentence with its `{name}` places filled."""
        return self._catalogue.text(message, **params)

    def ntr(self, one: str, many: str, n: int, /, **params: object) -> str:
        """By count; `{n}` is the count."""
        return self._catalogue.plural(one, many, n, **params)

    def ptr(self, context: str, message: str, /, **params: object) -> str:
        """A word whose meaning depends on where it stands."""
        return self._catalogue.in_context(context, message, **params)
