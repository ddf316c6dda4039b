"""Which reader a file needs: told by what stands in it, and by its name only where the content leaves it open.

`read` and `read_pasted` are the two doors to other people's files. They raise nothing but Refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.core.errors import Refused
from app.core.i18n import N_, tr
from app.exchange import (
    archive,
    card_lines,
    cards,
    csv_file,
    decoding,
    grid,
    html_tables,
    json_file,
    limits,
    mail,
    pasted,
    workbook,
)
from app.exchange.records import RefusedRow, Source, Table

_TABLES = (".csv", ".tsv", ".tab", ".psv", ".xls")
_PLAIN = (".txt", ".text", ".asc", ".dat", ".lst")
_KNOWN = (
    (b"%PDF", N_("“{name}” is a PDF document. Copy its table and paste it.")),
    (b"\x89PNG", N_("“{name}” is a picture. Ask for the list as a workbook or as text.")),
    (b"\xff\xd8\xff", N_("“{name}” is a picture. Ask for the list as a workbook or as text.")),
    (b"GIF8", N_("“{name}” is a picture. Ask for the list as a workbook or as text.")),
    (b"{\\rtf", N_("“{name}” is a text document. Copy the table in it into a workbook.")),
    (b"Rar!", N_("“{name}” is a packed folder. Unpack it and choose one of its files.")),
    (b"7z\xbc\xaf", N_("“{name}” is a packed folder. Unpack it and choose one of its files.")),
    (b"SQLite format 3", N_("“{name}” is a database, not a list that can be read.")),
    (b"MZ", N_("“{name}” is a program, not a list.")),
    (b"\x7fELF", N_("“{name}” is a program, not a list.")),
    (b"PK\x05\x06", N_("“{name}” is empty.")),
)
_ANCIENT = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
"""How a worksheet of Excel 2, 3 or 4 begins, or a newer one without its wrapping."""
_TAG = re.compile(r"<(?:!doctype\s{1,9}html|html|table|body|head|div|meta)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What somebody chose over the guess; "" for nothing. `encoding` is a Python codec."""

    encoding: str = ""
    delimiter: str = ""


def read(name: str, data: bytes, *, encoding: str | None = None, delimiter: str | None = None) -> Source:
    """A file's tables or cards. `name` is shown and settles doubts; a path before it is dropped.

    `encoding` and `delimiter` are chosen over the guess by whoever sees that it is wrong; a workbook, which has
    neither, is read as it stands. Raises Refused with one sentence: what the file is, and what to do.
    """
    chosen = _Chosen(
        decoding.codec_of(encoding) if encoding else "", csv_file.delimiter_of(delimiter) if delimiter else ""
    )
    return _read(name.replace("\\", "/").rsplit("/", 1)[-1] or "?", data, 0, chosen)


def _read(name: str, data: bytes, depth: int, chosen: _Chosen) -> Source:
    limits.check_size(len(data))
    if not data.strip(b"\0 \t\r\n"):
        raise Refused(N_("“{name}” is empty."), name=name)
    if data.startswith(b"\x1f\x8b"):
        return _deeper(name.removesuffix(".gz"), archive.gunzip(name, data), depth, chosen)
    if data.startswith(b"PK\x03\x04"):
        return workbook.read_zip(name, data)
    if workbook.is_ole(data):
        return workbook.read_ole(name, data)
    for magic, sentence in _KNOWN:
        if data.startswith(magic):
            raise Refused(sentence, name=name)
    if data.startswith(_ANCIENT):
        raise Refused(N_("“{name}” is a worksheet of Excel 4 or older. Open it there and save it as .xlsx."), name=name)
    if card_lines.looks_like_cards(data) or name.lower().endswith((".vcf", ".vcard")):
        return cards.read(name, data, encoding=chosen.encoding)
    if name.lower().endswith(".eml") or mail.looks_like_mail(data):
        return mail.read(
            name,
            data,
            lambda inner, content: _deeper(inner, content, depth, chosen),
            encoding=chosen.encoding,
            delimiter=chosen.delimiter,
        )
    return _text(name, data, chosen)


def _deeper(name: str, data: bytes, depth: int, chosen: _Chosen) -> Source:
    """A file within a file; raises Refused when they are nested like a puzzle."""
    if depth >= 3:
        raise Refused(N_("“{name}” is packed too often within itself; it was not opened."), name=name)
    return _read(name, data, depth + 1, chosen)


def _text(name: str, data: bytes, chosen: _Chosen) -> Source:
    """What is left: text of some kind, or bytes that are none."""
    if not chosen.encoding and _is_binary(data):
        raise Refused(
            N_("“{name}” is of a kind that cannot be read. Save the list as a workbook or a CSV file."), name=name
        )
    ending = "." + name.lower().rsplit(".", 1)[1] if "." in name else ""
    head = decoding.decode(data[:4_000], chosen.encoding).text.lstrip()
    if head[:15].upper() == "BEGIN:VCALENDAR":
        raise Refused(N_("“{name}” is a calendar, not a list of people, organisations or meetings."), name=name)
    if ending not in (".csv", ".tsv", ".tab") and head[:1] in ("{", "["):
        return json_file.read(name, data, encoding=chosen.encoding)
    if head[:5] == "<?xml" and not _TAG.search(head):
        raise Refused(
            N_("“{name}” is XML. Open it in the program it comes from and save it as .xlsx or CSV."), name=name
        )
    if _TAG.match(head) or (head[:1] == "<" and _TAG.search(head)):
        return _web_page(name, data, chosen.encoding)
    if ending in _TABLES:
        return csv_file.read(name, data, encoding=chosen.encoding, delimiter=chosen.delimiter)
    decoded = decoding.decode(data, chosen.encoding)
    if ending in _PLAIN:
        source = pasted.read(decoded.text, name, delimiter=chosen.delimiter)
        form = "csv" if source.delimiter else "pasted"
        return _with(source, form, decoded)
    plainly = csv_file.is_table(decoded.text) and ending not in (".md", ".rst", ".yaml", ".yml", ".py", ".ini", ".toml")
    if chosen.delimiter or plainly:
        return csv_file.read(name, data, encoding=chosen.encoding, delimiter=chosen.delimiter)
    raise Refused(
        N_("“{name}” is a text file of another kind. Save the list as a workbook or CSV, or paste it."), name=name
    )


def _with(source: Source, form: str, decoded: decoding.Decoded) -> Source:
    return replace(source, format=form, encoding=decoded.encoding, remarks=(*decoded.remarks, *source.remarks))


def _is_binary(data: bytes) -> bool:
    """Control characters that no text has, in number; UTF-16 has only its zero bytes, ISO-2022-JP its escapes."""
    head = data[:4_000]
    if decoding.guess(head).startswith(("utf-16", "utf-32")):
        return False
    odd = sum(1 for byte in head if byte < 0x20 and byte not in (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B))
    return odd * 20 > len(head)


def _web_page(name: str, data: bytes, encoding: str) -> Source:
    """Tables of a web page, as which many an old program exports its ".xls"."""
    decoded = decoding.decode(data, encoding)
    found, _ = html_tables.read(decoded.text)
    tables: list[Table] = []
    refused: list[RefusedRow] = []
    remarks = list(decoded.remarks)
    for number, rows in enumerate(found, 1):
        built = grid.build(name if number == 1 else f"{name} ({number})", rows, range(1, len(rows) + 1))
        remarks += built.remarks
        refused += built.refused
        if built.table:
            tables.append(built.table)
    if not tables and not refused:
        raise Refused(N_("“{name}” is a web page without a table."), name=name)
    return Source(name, "html", decoded.encoding, tables=tuple(tables), refused=tuple(refused), remarks=tuple(remarks))


def read_pasted(text: str, *, delimiter: str | None = None) -> Source:
    """What somebody pasted: a table out of a spreadsheet, cards, or names one a line. `delimiter` is chosen over the
    guess: then it is a table. Raises Refused for nothing."""
    limits.check_size(len(text))
    if not text.strip():
        raise Refused(N_("There is nothing to paste: the clipboard holds no text."))
    raw = text.encode("utf-8", errors="replace")
    if card_lines.looks_like_cards(raw):
        return cards.read(tr("Pasted text"), raw)
    return pasted.read(text, delimiter=csv_file.delimiter_of(delimiter) if delimiter else "")
