"""Guards before a compressed file is handed to a reader: how far it expands, what it claims, what it really is.

Every part that a workbook reader would look at is unpacked here once, within bounds and with its check sum, so that a
header that lies about its size is found out. The reader takes memory for every cell between the first and the last of
a sheet: `extent` says how many that are before it does.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from app.core.errors import Refused
from app.core.i18n import N_
from app.exchange import limits

_READ = (".xml", ".rels", ".bin")
_BOMB = N_("“{name}” expands to far more than its size; it was not opened.")
_BROKEN = N_("“{name}” is damaged and cannot be opened. Ask for it again, or save it anew.")


def gunzip(name: str, data: bytes) -> bytes:
    """What is packed in a .gz file. Raises Refused for a damaged one or one that expands too far."""
    out = io.BytesIO()
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            while part := packed.read(1 << 20):
                out.write(part)
                _check_growth(name, out.tell(), len(data), limits.FILE_BYTES)
    except (OSError, EOFError, zlib.error) as error:
        raise Refused(_BROKEN, name=name) from error
    return out.getvalue()


def _check_growth(name: str, size: int, packed: int, most: int) -> None:
    if size > most or (size > limits.EXPANSION_FROM and size > limits.EXPANSION * max(1, packed)):
        raise Refused(_BOMB, name=name)


def parts(name: str, data: bytes) -> dict[str, bytes]:
    """The parts of a zip file that hold text or cells, unpacked; pictures and the like are there with no content.

    Raises Refused for a damaged or encrypted file, one that expands too far, and one that declares a DTD.
    """
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            infos = packed.infolist()
            if len(infos) > limits.PARTS:
                raise Refused(N_("“{name}” consists of too many parts; it was not opened."), name=name)
            _check_growth(name, sum(info.file_size for info in infos), len(data), limits.EXPANDED_BYTES)
            total = 0
            for info in infos:
                wanted = info.filename.lower().endswith(_READ) or info.filename == "mimetype"
                found[info.filename] = content = packed.read(info) if wanted else b""
                total += len(content)
                _check_growth(name, total, len(data), limits.EXPANDED_BYTES)
                if info.filename.lower().endswith(".xml") and b"\0" in content[:100]:
                    raise Refused(_BROKEN, name=name)  # no program writes UTF-16 here, and what follows looks at bytes
                if wanted and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
                    raise Refused(
                        N_("“{name}” declares a document type of its own, as no spreadsheet does; it was not opened."),
                        name=name,
                    )
    except RuntimeError as error:  # "File is encrypted, password required for extraction"
        raise Refused(N_("“{name}” is protected by a password. Remove the protection and try again."), name=name) from (
            error
        )
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, MemoryError) as error:
        raise Refused(_BROKEN, name=name) from error
    return found


# Cells beyond column Z or row 99,999: only a sheet that has one is measured exactly, and one that does not write its
# cells as every program does. The patterns begin with letters as they stand, because that is four times as fast.
_FAR = re.compile(rb' r="(?:[A-Za-z]{2}|[A-Za-z]\d{6})')
_OTHERWISE = re.compile(rb'<c(?! r="|ol)')
_PREFIXED = re.compile(rb":c\s")
_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,8})(\d{1,12})["']""")
_NAMED = re.compile(r"([A-Za-z]{1,8})(\d{1,12})")


def check_sheets(name: str, found: dict[str, bytes]) -> None:
    """Raises Refused when a sheet of an .xlsx or .xlsb file reaches further than can be read, or a part claims more
    texts or formulas than its length could hold."""
    for part, content in found.items():
        where = part.lower()
        if "/_rels/" in where:
            continue
        title = f"{name}, {part.rsplit('/', 1)[-1].split('.')[0]}"
        if "sheets/" in where and where.endswith(".bin"):
            limits.check_area(*_extent_of_bin(content), title)
        elif b"<sheetData" in content[:100_000] or "sheets/" in where:
            if b"</f>" in content and any(int(number) > len(content) for number in _SHARED_FORMULA.findall(content)):
                raise Refused(_BROKEN, name=name)
            limits.check_area(*_extent_of_xml(content), title)
        elif any(int(number) > len(content) for number in _COUNT.findall(content)):
            raise Refused(_BROKEN, name=name)


_COUNT = re.compile(rb"uniqueCount\s{0,9}=\s{0,9}[\"'](\d{7,40})")
_SHARED_FORMULA = re.compile(rb"\ssi\s{0,9}=\s{0,9}[\"'](\d{7,40})")


def _extent_of_xml(content: bytes) -> tuple[int, int]:
    """Rows and columns up to the last cell; (0, 0) for a sheet that is small at the first look."""
    if not (_FAR.search(content) or _OTHERWISE.search(content) or _PREFIXED.search(content)):
        return 0, 0
    wide, far, named = b"", 0, 0
    for column, row in _CELL.findall(content):
        named += 1
        if len(column) > len(wide) or (len(column) == len(wide) and column > wide):
            wide = column
        far = max(far, int(row))
    columns = _number(wide)
    # Cells without a name follow the one before; cells that are only formatted take no memory (LibreOffice writes 1,024
    # of them). Both want a closer look.
    if named >= len(_ANY_CELL.findall(content)) and limits.fits(far, columns):
        return far, columns
    return (far, columns) if len(content) > limits.FILE_BYTES else _filled_extent(content)


_ANY_CELL = re.compile(rb"<(?:\w{1,20}:)?c[\s>/]")


class _Filled:
    """The last row and column among cells that hold something; a row or cell without a name follows the one before."""

    def __init__(self) -> None:
        self.row = self.column = self.rows = self.columns = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rsplit(":", 1)[-1]
        if tag == "row":
            number = attributes.get("r", "")
            self.row = int(number) if number.isascii() and number.isdigit() and len(number) < 12 else self.row + 1
            self.column = 0
        elif tag == "c":
            named = _NAMED.fullmatch(attributes.get("r", ""))
            self.column = _number(named[1].encode("ascii")) if named else self.column + 1
            self.row = int(named[2]) if named else self.row
        elif tag in ("v", "is", "f", "t"):
            self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)


def _filled_extent(content: bytes) -> tuple[int, int]:
    filled = _Filled()
    parser = expat.ParserCreate()
    parser.StartElementHandler = filled.start
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError):
        return limits.ROWS + 1, 1
    return filled.rows, filled.columns


def _number(column: bytes) -> int:
    """A 1, Z 26, AA 27, XFD 16,384."""
    out = 0
    for byte in column.upper():
        out = out * 26 + byte - 64
    return out


def _extent_of_bin(content: bytes) -> tuple[int, int]:
    """Rows and columns of a sheet in BIFF12: records of a type, a length and their bytes; both numbers in 7-bit groups.

    A row header is type 0 with the row in its first four bytes, cells are types 1 to 11 with the column there.
    """
    at, end, rows, columns = 0, len(content), 0, 0
    while at < end:
        kind, at = _varint(content, at, 2)
        size, at = _varint(content, at, 4)
        if kind <= 11 and size >= 4:
            value = int.from_bytes(content[at : at + 4], "little")
            if kind:
                columns = max(columns, value + 1)
            else:
                rows = max(rows, value + 1)
        at += size
    return rows, columns


def _varint(content: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for place in range(most):
        if at >= len(content):
            break
        byte = content[at]
        at += 1
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            break
    return value, at


class _Far(Exception):
    """The sheet reaches too far; there is no need to look on."""


class _Extent:
    """Counts rows and columns of an OpenDocument sheet, whose cells and rows may be repeated by a number."""

    def __init__(self) -> None:
        self.sheet = ""
        self.rows = self.columns = 0
        self.pending = 0  # empty rows, which count only when a filled one follows
        self.width = self.cells = self.repeat = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self.sheet, self.rows, self.columns, self.pending = attributes.get("table:name", ""), 0, 0, 0
        elif tag == "table:table-row":
            self.repeat, self.width, self.cells = _count(attributes.get("table:number-rows-repeated")), 0, 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self.cells += _count(attributes.get("table:number-columns-repeated"))
            if "office:value-type" in attributes or "calcext:value-type" in attributes:
                self.width = self.cells
        elif tag == "text:p":
            self.width = max(self.width, self.cells)

    def end(self, tag: str) -> None:
        if tag != "table:table-row":
            return
        if not self.width:
            self.pending += self.repeat
            return
        self.rows += self.pending + self.repeat
        self.columns, self.pending = max(self.columns, self.width), 0
        if self.rows > limits.ROWS or self.columns > limits.COLUMNS or self.rows * self.columns > limits.CELLS:
            raise _Far


def _count(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else 1


def check_opendocument(name: str, found: dict[str, bytes]) -> None:
    """Raises Refused for a protected .ods file, a damaged one, and one whose sheets reach further than can be read."""
    if b"encryption-data" in found.get("META-INF/manifest.xml", b""):
        raise Refused(N_("“{name}” is protected by a password. Remove the protection and try again."), name=name)
    extent = _Extent()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = extent.start, extent.end
    try:
        parser.Parse(found.get("content.xml", b""), True)
    except _Far:
        limits.check_area(extent.rows, extent.columns, f"{name}, {extent.sheet}")
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise Refused(_BROKEN, name=name) from error


def readable_opendocument(data: bytes, found: dict[str, bytes]) -> bytes:
    """The file as the reader understands it: a text whose type is "unknown" (LibreOffice writes it) becomes a text."""
    content = found.get("content.xml", b"")
    if _UNKNOWN not in content:
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("mimetype", found.get("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"))
        for part, old in found.items():
            if part.endswith((".xml", ".rdf")):
                packed.writestr(part, old.replace(_UNKNOWN, b'office:value-type="string"'))
    return out.getvalue()


_UNKNOWN = b'office:value-type="unknown"'


def broken(name: str) -> Refused:
    """The refusal of a file that its own program could not open either."""
    return Refused(_BROKEN, name=name)


def formula_cells(content: bytes) -> Iterator[str]:
    """Cells (A1, B7) of a sheet's XML that hold a formula and no value: nobody calculated them yet."""
    for match in _UNCALCULATED.finditer(content) if b"</f>" in content else ():
        yield match[1].decode("ascii")


_UNCALCULATED = re.compile(
    rb"""<c r="([A-Z]{1,3}\d{1,7})"[^<>]{0,80}><f[^<>]{0,200}(?:/>|>[^<]{0,8192}</f>)\s{0,8}(?:<v\s?/>|<v></v>)?</c>"""
)
