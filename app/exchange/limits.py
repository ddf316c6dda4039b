"""How much of a foreign file is looked at. A list of people that is larger than this was not made by hand.

Each limit has a sentence of its own; what lies beyond is refused, never cut in silence.
"""

from __future__ import annotations

from app.core.errors import Refused
from app.core.i18n import N_

FILE_BYTES = 64_000_000
"""A file as it lies on the disk: room for a card with a 20 MB photograph, whose photo is then left out."""
EXPANDED_BYTES = 200_000_000
"""What a compressed file may grow to, all parts together."""
EXPANSION = 200
"""How many times larger it may become, once it is larger than `EXPANSION_FROM`: text packs 5 to 30 times."""
EXPANSION_FROM = 20_000_000
PARTS = 5_000
ROWS = 200_000
COLUMNS = 1_000
CELLS = 8_000_000
"""Rows times columns of a sheet, empty ones too: a reader takes memory for each."""
CELL_CHARACTERS = 100_000
SHEETS = 100
CARDS = 100_000
PHOTO_BYTES = 2_000_000
"""A photograph of a card, decoded."""
DEPTH = 20
"""Mails in mails, lists in lists."""
REFUSED_ROWS = 1_000
"""Rows refused one by one; with more of them the file as a whole is not what it claims to be."""


def check_size(size: int) -> None:
    """Raises Refused for a file beyond `FILE_BYTES`."""
    if size > FILE_BYTES:
        raise Refused(
            N_("The file has {size} MB; at most {limit} MB can be read. Divide it, or save only the table itself."),
            size=-(-size // 1_000_000),
            limit=FILE_BYTES // 1_000_000,
        )


def check_rows(rows: int, where: str) -> None:
    """Raises Refused for a table of more than `ROWS` rows; `where` names it."""
    if rows > ROWS:
        raise Refused(
            N_("“{table}” has more than {limit} rows. Divide it into several files."), table=where, limit=ROWS
        )


def check_columns(columns: int, where: str) -> None:
    """Raises Refused for a table of more than `COLUMNS` columns; `where` names it."""
    if columns > COLUMNS:
        raise Refused(
            N_("“{table}” has {count} columns; at most {limit} can be read. Delete the columns that are not needed."),
            table=where,
            count=columns,
            limit=COLUMNS,
        )


def fits(rows: int, columns: int) -> bool:
    """Whether a table of that extent is read."""
    return rows <= ROWS and columns <= COLUMNS and rows * columns <= CELLS


def check_area(rows: int, columns: int, where: str) -> None:
    """Raises Refused for a table whose rows and columns together are beyond what is read."""
    check_columns(columns, where)
    check_rows(rows, where)
    if rows * columns > CELLS:
        raise Refused(
            N_(
                "“{table}” reaches over {rows} rows and {columns} columns, more than can be read. "
                "Copy the list itself into a new workbook."
            ),
            table=where,
            rows=rows,
            columns=columns,
        )
