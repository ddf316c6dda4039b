"""What was brought, kept beside what was understood, so that it can be read otherwise: by another encoding, cut at
another delimiter, with another row as its headings.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from app.core.errors import Refused
from app.core.i18n import N_
from app.exchange import csv_file, decoding, formats, grid
from app.exchange.records import Source, Table

ENCODINGS: tuple[str, ...] = tuple(decoding.shown(codec) for codec in decoding.CHOICES)
"""What may be chosen over the guess, as a person knows it."""
DELIMITERS: tuple[str, ...] = tuple(csv_file.DELIMITERS)
NO_ENCODING = N_("“{name}” says itself how its letters are written; no other encoding can be chosen.")
NO_DELIMITER = N_("“{name}” has columns of its own; no delimiter can be chosen.")
NO_TABLE = N_("“{name}” holds cards and no table: it has no headings.")


@dataclass(frozen=True, slots=True)
class Origin:
    """A file's bytes or a pasted text, and how it was read.

    `encoding` and `delimiter` are what somebody chose ("" for the guess), `guessed_encoding` and `guessed_delimiter`
    what is offered first; `source` is the reading before another row was chosen as headings.
    """

    name: str
    data: bytes = field(repr=False)
    source: Source
    is_pasted: bool = False
    encoding: str = ""
    delimiter: str = ""
    guessed_encoding: str = ""
    guessed_delimiter: str = ""

    @property
    def has_encoding(self) -> bool:
        """Whether the letters could be read by another encoding; a workbook says itself."""
        return bool(self.source.encoding)

    @property
    def has_delimiter(self) -> bool:
        """Whether the columns could be cut elsewhere."""
        return bool(self.source.delimiter) or self.source.format in ("pasted", "csv", "mail")

    def otherwise(self, encoding: str | None, delimiter: str | None) -> Origin:
        """The same, read with other choices; None leaves one as it is, "" goes back to the guess.

        Raises Refused where there is nothing to choose, and when it cannot be read that way.
        """
        if encoding and not self.has_encoding:
            raise Refused(NO_ENCODING, name=self.name)
        if delimiter and not self.has_delimiter:
            raise Refused(NO_DELIMITER, name=self.name)
        wanted = self.encoding if encoding is None else encoding
        cut = self.delimiter if delimiter is None else delimiter
        source = _source(self.name, self.data, self.is_pasted, wanted, cut)
        return replace(
            self,
            source=source,
            encoding=wanted,
            delimiter=cut,
            guessed_encoding=self.guessed_encoding if wanted else source.encoding,
            guessed_delimiter=self.guessed_delimiter if cut else source.delimiter,
        )

    def guessed_header(self, table: int) -> int:
        """The row of table `table` that was taken for its headings; 0 for none."""
        return self.source.tables[table].header_row if 0 <= table < len(self.source.tables) else 0

    def headings(self, table: int) -> list[tuple[int, tuple[str, ...]]]:
        """The rows of table `table` that may be chosen as its headings, with their numbers in the file."""
        return grid.heading_rows(self.source.tables[table]) if 0 <= table < len(self.source.tables) else []

    def with_header(self, table: int, row: int) -> Source:
        """The source with row `row` (0 for none) as the headings of table `table`. Raises Refused."""
        if not 0 <= table < len(self.source.tables):
            raise Refused(NO_TABLE, name=self.name)
        tables: list[Table] = list(self.source.tables)
        tables[table] = grid.with_header(tables[table], row)
        return replace(self.source, tables=tuple(tables))


def of_file(name: str, data: bytes, encoding: str = "", delimiter: str = "") -> Origin:
    """A file read for the first time. Raises Refused."""
    source = _source(name, data, False, encoding, delimiter)
    first = Origin(name, data, source, guessed_encoding=source.encoding, guessed_delimiter=source.delimiter)
    if encoding and not first.has_encoding:
        raise Refused(NO_ENCODING, name=name)
    if delimiter and not first.has_delimiter:
        raise Refused(NO_DELIMITER, name=name)
    return replace(first, encoding=encoding and source.encoding, delimiter=delimiter and source.delimiter)


def of_pasted(text: str) -> Origin:
    """A pasted text read for the first time. Raises Refused."""
    data = text.encode("utf-8", errors="replace")
    source = _source("", data, True, "", "")
    return Origin(source.name, data, source, is_pasted=True, guessed_delimiter=source.delimiter)


def _source(name: str, data: bytes, is_pasted: bool, encoding: str, delimiter: str) -> Source:
    if is_pasted:
        return formats.read_pasted(data.decode("utf-8"), delimiter=delimiter)
    return formats.read(name, data, encoding=encoding, delimiter=delimiter)
