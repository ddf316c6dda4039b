"""Tables out of JSON: a list of objects, wherever it stands; what is nested is laid flat.

{"a": {"b": 1}} is the column "a.b", a list of plain values one cell with "; " between them. A list of objects within
objects ("officials" of each department) is a table of its own whose rows also carry the plain fields of what
they stand in, so that a person keeps the department's name and address. Row numbers count objects from 1.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from app.core.errors import Refused
from app.core.i18n import N_
from app.exchange import decoding, grid, limits
from app.exchange.records import RefusedRow, Source, Table

_NOT_A_TABLE = N_("“{name}” is JSON, but holds no list of records that could be read as a table.")

Fields = dict[str, str]


def read(name: str, data: bytes, *, encoding: str = "") -> Source:
    """Every list of objects as a table. Raises Refused for JSON that is broken, too deep or no table."""
    decoded = decoding.decode(data, encoding)
    try:
        whole = _loaded(decoded.text)
    except RecursionError as error:
        raise Refused(_NOT_A_TABLE, name=name) from error
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise Refused(
            N_("“{name}” is not valid JSON: it breaks off or errs in line {line}."), name=name, line=line
        ) from (error)
    found = _Tables()
    found.walk(whole, "", {}, 0)
    tables: list[Table] = []
    refused: list[RefusedRow] = []
    remarks = list(decoded.remarks)
    for title, records in found.tables.items():
        built = _table(title or name, records)
        remarks += built.remarks
        refused += built.refused
        if built.table:
            tables.append(built.table)
    if not tables:
        raise Refused(_NOT_A_TABLE, name=name)
    return Source(name, "json", decoded.encoding, tables=tuple(tables), refused=tuple(refused), remarks=tuple(remarks))


def _loaded(text: str) -> Any:
    """The value of a JSON text, or the list of values of one that has a value a line (JSON Lines)."""
    try:
        return json.loads(text, parse_int=str, parse_float=str)
    except ValueError as error:
        if "Extra data" not in str(error):
            raise
        return [json.loads(line, parse_int=str, parse_float=str) for line in text.splitlines() if line.strip()]


class _Tables:
    """The tables found so far, by the path of their list."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Fields]] = {}
        self.cells = 0

    def walk(self, value: Any, path: str, above: Fields, depth: int) -> None:
        """Look for lists of objects in `value`; `above` are the plain fields of what it stands in."""
        if depth > limits.DEPTH:
            return
        if isinstance(value, list):
            records = [item for item in value if isinstance(item, dict)]
            if records and len(records) * 2 >= len(value):
                self._records(records, path, above, depth)
            for item in value:
                if isinstance(item, list):
                    self.walk(item, path, above, depth + 1)
        elif isinstance(value, dict) and _is_index(value):
            self._records([{"key": key, **item} for key, item in value.items()], path, above, depth)
        elif isinstance(value, dict):
            inner = {**above, **_plain(value, path)} if path else above
            if path and not any(_holds_records(item, 0) for item in value.values()):
                return
            for key, item in value.items():
                self.walk(item, f"{path}.{key}" if path else str(key), inner, depth + 1)

    def _records(self, records: Sequence[Mapping[str, Any]], path: str, above: Fields, depth: int) -> None:
        rows = self.tables.setdefault(path, [])
        for record in records:
            own = _flat(record)
            row = {**own, **{key: text for key, text in above.items() if key not in own}}
            rows.append(row)
            self.cells += len(row)
            limits.check_rows(len(rows), path or "JSON")
            if self.cells > limits.CELLS:
                limits.check_area(limits.ROWS + 1, 1, path or "JSON")
            title = path.rsplit(".", 1)[-1] or "record"
            carried = {**above, **{f"{title}.{key}": text for key, text in _plain(record, "").items()}}
            for key, item in record.items():
                if _holds_records(item, 0):
                    self.walk(item, f"{path}.{key}" if path else str(key), carried, depth + 1)


def _is_index(value: Mapping[str, Any]) -> bool:
    """Whether an object is a list in disguise: {"P-1": {"name": ...}, "P-2": {"name": ...}}, all of one shape."""
    items = list(value.values())
    if len(items) < 2 or not all(isinstance(item, dict) and item for item in items):
        return False
    shared = set(items[0]).intersection(*items[1:])
    return len(shared) * 2 >= max(len(item) for item in items)


def _holds_records(value: Any, depth: int) -> bool:
    """Whether a list of objects stands somewhere in `value`."""
    if depth > limits.DEPTH:
        return False
    if isinstance(value, list):
        return any(isinstance(item, dict) for item in value)
    return isinstance(value, dict) and any(_holds_records(item, depth + 1) for item in value.values())


def _plain(record: Mapping[str, Any], path: str) -> Fields:
    """The fields of an object that are plain values."""
    title = path.rsplit(".", 1)[-1]
    found = {str(key): _text(item) for key, item in record.items() if not isinstance(item, dict | list)}
    return {f"{title}.{key}" if title else key: text for key, text in found.items() if text}


def _flat(record: Mapping[str, Any], before: str = "", depth: int = 0) -> Fields:
    """An object as one row: nested objects dotted, plain lists joined; lists of objects are tables elsewhere."""
    row: Fields = {}
    for key, item in record.items():
        name = f"{before}{key}"
        if isinstance(item, dict):
            if depth < limits.DEPTH:
                row.update(_flat(item, f"{name}.", depth + 1))
        elif isinstance(item, list):
            plain = [_text(one) for one in item if not isinstance(one, dict | list)]
            if plain or not item:
                row[name] = "; ".join(text for text in plain if text)
        else:
            row[name] = _text(item)
    return row


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _table(title: str, records: Sequence[Fields]) -> grid.Built:
    keys = list(dict.fromkeys(key for record in records for key in record))
    limits.check_columns(len(keys), title)
    limits.check_area(len(records), len(keys), title)
    rows = [[record.get(key, "") for key in keys] for record in records]
    return grid.build_with(title, keys, rows, range(1, len(rows) + 1))
