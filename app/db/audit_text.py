"""What the audit trail says of a row, made from the values as they are stored.

`trail.encode` starts from attributes, one row of a flush at a time; this starts from what the driver takes and gives,
thousands of rows at once, column by column. Both say the same, to the letter.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Sequence
from json.encoder import encode_basestring
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, LargeBinary, String

from app.domain.base import InstantType

Say = Callable[[Any], str]
"""A stored value to `[type, value]` in JSON."""

NONE = '["none",null]'


def _bool(value: Any) -> str:
    return NONE if value is None else '["bool",true]' if value else '["bool",false]'


def _int(value: Any) -> str:
    return NONE if value is None else f'["int",{value}]'


def _float(value: Any) -> str:
    return NONE if value is None else f'["float",{float(value)!r}]'


def _instant(value: Any) -> str:
    return NONE if value is None else f'["instant","{value}"]'


def _date(value: Any) -> str:
    return NONE if value is None else f'["date","{value}"]'


def _bytes(value: Any) -> str:
    return NONE if value is None else f'["bytes","{base64.b64encode(value).decode("ascii")}"]'


def _str(value: Any) -> str:
    return NONE if value is None else f'["str",{encode_basestring(value)}]'


def _json(value: Any) -> str:
    return NONE if value is None or value == "null" else f'["json",{value}]'


_SAYS: Sequence[tuple[type[Any], Say]] = (
    (InstantType, _instant),
    (Date, _date),
    (Boolean, _bool),
    (Integer, _int),
    (Float, _float),
    (LargeBinary, _bytes),
    (JSON, _json),
    (String, _str),
)


def say(column: Column[Any]) -> Say:
    """How the values of a column are told. Raises TypeError for a type that the audit trail has no word for."""
    for kind, told in _SAYS:
        if isinstance(column.type, kind):
            return told
    raise TypeError(f"the audit trail cannot tell of {column}")


def told(keys: Sequence[str], columns: Iterable[Iterable[str]]) -> list[str]:
    """The JSON of many rows: `keys` are the attributes in alphabetical order, `columns` what is said of each."""
    whole = "{" + ",".join(f'"{key}":%s' for key in keys) + "}"
    return [whole % values for values in zip(*columns, strict=True)]
