"""Old Office files (OLE compound files, [MS-CFB]) and the .xls workbooks in them ([MS-XLS]), looked through before use.

The library that reads cells believes every number it finds there: a changed byte makes it ask for 600 GB and end the
program, a chain of sectors that bites its tail never ends. So the workbook's stream is taken out here, within bounds,
its claims are checked against what is there, and it is wrapped anew in a plain container.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA
"""Sector numbers from here on are marks: end of chain, free, FAT."""
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SECTOR = 4096
_HEADER = struct.Struct("<8s16sHHHHH6xIIIIIIIII")
_BOOKS = ("workbook", "book")


class Damaged(Exception):
    """The container or the workbook in it is not what it must be."""


@dataclass(slots=True)
class Compound:
    """The root's streams by lower-case name: (first sector, size)."""

    data: bytes
    shift: int
    fat: list[int] = field(default_factory=list)
    streams: dict[str, tuple[int, int]] = field(default_factory=dict)
    cutoff: int = 4096
    mini: bytes = b""
    mini_fat: list[int] = field(default_factory=list)

    def sector(self, number: int) -> bytes:
        """The bytes of one sector, short or empty beyond the file's end."""
        start = (number + 1) << self.shift
        return self.data[start : start + (1 << self.shift)]

    def chain(self, first: int) -> bytes:
        """A stream's sectors in order; a chain that returns to itself ends there."""
        return b"".join(self.sector(number) for number in _follow(self.fat, first))

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream of the root, or None."""
        if name not in self.streams:
            return None
        first, size = self.streams[name]
        if size >= self.cutoff:
            return self.chain(first)[:size]
        return b"".join(self.mini[number * 64 : number * 64 + 64] for number in _follow(self.mini_fat, first))[:size]


def _follow(table: list[int], first: int) -> list[int]:
    numbers: list[int] = []
    seen: set[int] = set()
    number = first
    while number < len(table) and number < _LAST and number not in seen:
        seen.add(number)
        numbers.append(number)
        number = table[number]
    return numbers


def _numbers(raw: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))


def open_compound(data: bytes) -> Compound:
    """The container's table of contents. Raises Damaged when there is none."""
    if len(data) < 512:
        raise Damaged
    head = _HEADER.unpack_from(data)
    shift, directory, cutoff, mini_first, difat = head[5], head[9], head[11], head[12], head[14]
    if head[0] != MAGIC or shift not in (9, 12):
        raise Damaged
    whole = Compound(data, shift, cutoff=cutoff)
    most = len(data) >> shift
    tables = _numbers(data[76:512])
    seen: set[int] = set()
    while difat < most and difat not in seen and len(seen) <= most:
        seen.add(difat)
        *more, difat = _numbers(whole.sector(difat)) or [_END]
        tables += more
    for number in dict.fromkeys(tables):
        if number < most:
            whole.fat += _numbers(whole.sector(number))
    del whole.fat[most:]
    _read_directory(whole, whole.chain(directory), mini_first)
    return whole


def _read_directory(whole: Compound, raw: bytes, mini_first: int) -> None:
    """The streams that stand in the root itself: an embedded document has streams of the same names further down."""
    entries = [raw[at : at + 128] for at in range(0, len(raw) - 127, 128)]
    if not entries:
        raise Damaged
    first, size = struct.unpack_from("<II", entries[0], 116)
    whole.mini = whole.chain(first)[:size] if first < _LAST else b""
    whole.mini_fat = _numbers(whole.chain(mini_first)) if mini_first < _LAST else []
    waiting = [struct.unpack_from("<I", entries[0], 76)[0]]
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number >= len(entries) or number in seen:
            continue
        seen.add(number)
        entry = entries[number]
        length = min(max(struct.unpack_from("<H", entry, 64)[0] - 2, 0), 62)
        name = entry[:length].decode("utf-16-le", errors="replace").lower()
        first, size = struct.unpack_from("<II", entry, 116)
        whole.streams.setdefault(name, (first, min(size, len(whole.data))))
        waiting += struct.unpack_from("<II", entry, 68)


@dataclass(slots=True)
class Workbook:
    """The stream of an .xls workbook: `protected` by a password, and the furthest cell of any of its sheets."""

    stream: bytearray
    protected: bool = False
    rows: int = 0
    columns: int = 0


_CELLS = frozenset(
    (0x0006, 0x0206, 0x0406, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0003, 0x0204, 0x0004, 0x0205, 0x0005, 0x027E)
)
_WIDE_CELLS = 0x00BD
"""MULRK: several numbers beside each other, the last column in its last two bytes."""
_FILEPASS, _SST, _DIMENSIONS, _BOF, _EOF, _SHEET = 0x002F, 0x00FC, 0x0200, 0x0809, 0x000A, 0x0085
_MOST_SHEETS = 256


def workbook(whole: Compound) -> Workbook | None:
    """The workbook in a container, its claims put right; None when there is no workbook in it."""
    raw = next((raw for raw in map(whole.stream, _BOOKS) if raw), None)
    if raw is None:
        return None
    book = Workbook(bytearray(raw))
    sheets = _look_through(book, 0)
    if len(sheets) > _MOST_SHEETS:
        raise Damaged
    for start in sheets:
        _look_through(book, start)
    return book


def _look_through(book: Workbook, at: int) -> set[int]:
    """Put right what the records from `at` to their end claim, as the reader will meet them; where sheets begin."""
    stream, end, depth, sheets = book.stream, len(book.stream), 0, set()
    while at + 4 <= end:
        kind, size = struct.unpack_from("<HH", stream, at)
        body = at + 4
        at = body + size
        if at > end:
            break
        if kind in _CELLS and size >= 4:
            row, column = struct.unpack_from("<HH", stream, body)
            if kind == _WIDE_CELLS and size >= 6:
                column = max(column, struct.unpack_from("<H", stream, at - 2)[0])
            book.rows, book.columns = max(book.rows, row + 1), max(book.columns, column + 1)
        elif kind == _DIMENSIONS:
            stream[body:at] = bytes(size)  # a hint that is not needed, and the number that asks for 600 GB
        elif kind == _SST and size >= 8:
            count = struct.unpack_from("<I", stream, body + 4)[0]
            struct.pack_into("<I", stream, body + 4, min(count, end // 3))
        elif kind == _FILEPASS and any(stream[body:at]):
            book.protected = True
        elif kind == _SHEET and size >= 4:
            sheets.add(struct.unpack_from("<I", stream, body)[0])
        elif kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
    return sheets


def wrapped(stream: bytes | bytearray) -> bytes:
    """A container with nothing in it but the stream "Workbook", for our reader alone: it says version 3 although its
    sectors are those of version 4, because a version 4 without small streams is not opened."""
    content = bytes(stream) + bytes(-len(stream) % _SECTOR)
    count = len(content) // _SECTOR
    tables = 1
    while tables * (_SECTOR // 4) < tables + 1 + count:
        tables += 1
    chain = [_FAT] * tables + [_END] + [tables + 2 + number for number in range(count - 1)] + [_END]
    fat = struct.pack(f"<{len(chain)}I", *chain)
    fat += b"\xff" * (tables * _SECTOR - len(fat))
    head = _HEADER.pack(MAGIC, bytes(16), 0x3E, 3, 0xFFFE, 12, 6, 1, tables, tables, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<109I", *(number if number < tables else _FREE for number in range(109)))
    root = _entry("Root Entry", 5, 1, _END, 0)
    book = _entry("Workbook", 2, _FREE, tables + 1, len(content))
    return head + bytes(_SECTOR - len(head)) + fat + (root + book).ljust(_SECTOR, b"\0") + content


def _entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw) + 2, kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<IQ", first, size)
