"""Tables in plain text: CSV, TSV and their cousins, with encoding, delimiter and line ends as they come.

Rows are numbered as a spreadsheet numbers them when it opens the file: by record, a cell with line breaks being part
of one row, an empty line being a row. An apostrophe before a formula character is the guard that our own writer (and
others) put there, and is taken off.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from app.core.errors import Refused
from app.core.i18n import N_
from app.exchange import columns, decoding, grid, limits
from app.exchange.collecting import no_collection
from app.exchange.records import Place, RefusedRow, Source

DELIMITERS = ",;\t|"
SAMPLE = 60_000
"""Characters by which the delimiter is guessed."""
FORMULA = "=+\\-@\t\r\n＝＋－＠"
_GUARDED = re.compile(f"^'+[{FORMULA}]")
_NAMED = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "bar": "|", "pipe": "|", "colon": ":", "space": " "}
_SEP_LINE = re.compile(r'^"?sep=(.)"?\r?\n', re.IGNORECASE)
_MENDED = 5
"""Unclosed quotation marks that are passed over before the file is given up."""

csv.field_size_limit(limits.FILE_BYTES * 2)


def read(name: str, data: bytes, *, encoding: str = "", delimiter: str = "") -> Source:
    """The one table of a text file; what is "" is guessed. Raises Refused when it is empty or beyond the limits."""
    decoded = decoding.decode(data, encoding)
    return read_text(name, decoded.text, encoding=decoded.encoding, delimiter=delimiter, remarks=decoded.remarks)


def read_text(
    name: str,
    text: str,
    *,
    encoding: str = "",
    delimiter: str = "",
    remarks: tuple[grid.Remark, ...] = (),
    form: str = "csv",
) -> Source:
    """The table of decoded `text`; the delimiter is guessed unless given."""
    if not text.strip():
        raise Refused(N_("“{name}” is empty."), name=name)
    text = text.replace("\r\r\n", "\r\n") if "\r\r\n" in text else text
    said = _SEP_LINE.match(text)
    if said:  # Excel's own hint, which it does not count as a row
        text, delimiter = text[said.end() :], delimiter or said[1]
    delimiter = delimiter or guess_delimiter(text, name)
    with no_collection():
        rows, refused = _rows(text, delimiter, name)
        built = grid.build(name, rows, range(1, len(rows) + 1))
    if built.table is None and not refused and not built.refused:
        raise Refused(N_("“{name}” is empty."), name=name)
    return Source(
        name=name,
        format=form,
        encoding=encoding,
        delimiter=delimiter,
        tables=(built.table,) if built.table else (),
        refused=tuple(refused + built.refused),
        remarks=(*remarks, *built.remarks),
    )


def _rows(text: str, delimiter: str, name: str) -> tuple[list[list[str]], list[RefusedRow]]:
    """Every record, empty ones too; a record whose quotation mark is never closed is refused and costs one line."""
    rows: list[list[str]] = []
    refused: list[RefusedRow] = []
    spaced = _spaced(text, delimiter)
    while True:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=spaced)
        began = ended = 0  # lines before and after the record that was read last
        for row in reader:
            rows.append(row)
            began, ended = ended, reader.line_num
            if len(row) > limits.COLUMNS:
                limits.check_columns(len(row), name)
            if len(rows) > limits.ROWS:
                limits.check_rows(len(rows), name)
        if ended - began < 2 or not _unclosed(text, began, delimiter):
            break
        first = "".join(rows[-1]).split("\n", 1)[0][:200]
        reason = N_("A quotation mark that opens in this row is never closed.")
        refused.append(RefusedRow(Place(len(rows)), reason, {}, (first,)))
        if len(refused) > _MENDED:
            raise Refused(
                N_("“{name}” has quotation marks that are never closed; it cannot be read as a table."), name=name
            )
        rows[-1] = []  # its number stays taken
        text = "".join(_after(text, began + 1))
    if _GUARDED_ANYWHERE.search(text):
        rows = [[cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell for cell in row] for row in rows]
    return rows, refused


_GUARDED_ANYWHERE = re.compile(f"'[{FORMULA}]")


def _after(text: str, lines: int) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline="")):
        if number >= lines:
            yield line


def _unclosed(text: str, line: int, delimiter: str) -> bool:
    """Whether the record that begins after `line` lines ends within quotation marks."""
    try:
        for _ in csv.reader(_after(text, line), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _spaced(text: str, delimiter: str) -> bool:
    """Whether blanks stand between delimiter and quotation mark, as in `a, "b, c"`."""
    head = text[:SAMPLE]
    return head.count(f'{delimiter} "') > head.count(f'{delimiter}"')


def delimiter_of(text: str) -> str:
    """The delimiter that somebody named: the character itself, or a word for it ("tab"). Raises Refused."""
    found = _NAMED.get(text.strip().lower(), text)
    if len(found) != 1 or found in '"\r\n\0' or found.isalnum():
        raise Refused(N_("“{text}” divides no columns. Choose a comma, semicolon, tab or bar."), text=text[:20])
    return found


def guess_delimiter(text: str, name: str = "") -> str:
    """The delimiter that cuts the first records into most columns of the same number; a comma when none does."""
    if _is_ours(text):
        return ","
    tabs = name.lower().endswith((".tsv", ".tab"))
    best, most = ("\t", 1.0) if tabs else (",", 0.0)
    for candidate in DELIMITERS:
        score = _evenness(text, candidate)
        if score > most:
            best, most = candidate, score
    return best


def _is_ours(text: str) -> bool:
    """Whether the first record, cut at commas, holds nothing but headings of our own tables."""
    first = next(csv.reader(io.StringIO(text[:SAMPLE], newline="")), [])
    return any(columns.own_keys(kind, first) for kind in columns.Kind)


def _evenness(text: str, delimiter: str) -> float:
    """How evenly `delimiter` cuts: 0 when it cuts nothing; a title row or a ragged one costs little."""
    head = text[:SAMPLE]
    if delimiter not in head:
        return 0.0
    widths: Counter[int] = Counter()
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter, skipinitialspace=_spaced(text, delimiter))
    for row, _ in zip(reader, range(200), strict=False):
        if any(row):
            widths[len(row)] += 1
    total = sum(widths.values())
    if not total:
        return 0.0
    width, rows = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    if width < 2 or rows * 5 < total * 2:
        return 0.0
    return rows / total * (1 + min(width, 20) / 10)


def rows_of(text: str) -> Iterator[list[str]]:
    """The records of a text by the delimiter that fits best, as they are read."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=guess_delimiter(text))


def is_table(text: str) -> bool:
    """Whether `text` is plainly a table: several rows, cut into the same number of columns nearly everywhere."""
    return max(_evenness(text, candidate) for candidate in DELIMITERS) > 1.0 and text.strip().count("\n") >= 1
