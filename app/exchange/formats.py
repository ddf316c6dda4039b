"""Which reader a file needs: told by what stands in it, and by its name only where the content leaves it open.

`read` and `read_pasted` are the two doors to other people's files. They raise nothing but Refused.
"""

from __future__ import annotations

from app.core.errors import Refused
from app.core.i18n import N_
from app.exchange import archive, card_lines, cards, csv_file, limits, workbook
from app.exchange.records import Source


def read(name: str, data: bytes) -> Source:
    """A file's tables or cards. `name` is shown and settles doubts; a path before it is dropped.

    Raises Refused with one sentence: what the file is, and what to do.
    """
    name = name.replace("\\", "/").rsplit("/", 1)[-1] or "?"
    limits.check_size(len(data))
    if not data.strip(b"\0 \t\r\n"):
        raise Refused(N_("“{name}” is empty."), name=name)
    if data.startswith(b"\x1f\x8b"):
        return read(name.removesuffix(".gz"), archive.gunzip(name, data))
    if data.startswith(b"PK\x03\x04"):
        return workbook.read_zip(name, data)
    if workbook.is_ole(data):
        return workbook.read_ole(name, data)
    if card_lines.looks_like_cards(data) or name.lower().endswith((".vcf", ".vcard")):
        return cards.read(name, data)
    return csv_file.read(name, data)


def read_pasted(text: str) -> Source:
    """What somebody pasted: a table out of a spreadsheet, or names one a line."""
    limits.check_size(len(text))
    return csv_file.read_text(N_("Pasted text"), text, form="pasted")
