"""An approved version as text that never changes: canonical JSON, its digest, the chain that ties versions together.

Canonical means: keys sorted, no blanks, every text in NFC, instants in UTC with seconds, enums by value. Equal content
gives equal bytes on any machine, so the digest can be computed again years later. `restored` reads the text back into
frozen dataclasses: a field that a later program added takes its default, one that it dropped is passed over.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import types
import unicodedata
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from functools import partial
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def plain(value: object) -> Any:
    """`value` as JSON can hold it. Raises TypeError for what no frozen content may contain."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {plain(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")


def canonical(value: object) -> str:
    """The one text that stands for `value`."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, as 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def chained(
    previous: str, *, seq: int, record_id: str, reference: str, edition: int, sha256: str, at: datetime, by: str
) -> str:
    """The digest that ties a version to the one before it (`previous`, "" for the first)."""
    return digest(canonical([previous, seq, record_id, reference, edition, sha256, at, by]))


def copied_id(point_id: str, record_id: str) -> str:
    """The id of a line's copy in the correction `record_id`: made from both, so that two versions' lines find each
    other without a column that says so."""
    return str(uuid.uuid5(uuid.UUID(point_id), record_id))


def restored(kind: type[T], data: Any) -> T:
    """The inverse of `plain` for a dataclass `kind`. Raises KeyError or TypeError when a needed field is missing."""
    readers = _readers(kind)
    return kind(**{name: readers[name](value) for name, value in data.items() if name in readers})


Reader = Callable[[Any], Any]
_KNOWN: dict[type, dict[str, Reader]] = {}


def _readers(kind: type) -> dict[str, Reader]:
    """How each field of a dataclass is read; found out once, because a record has thousands of lines."""
    found = _KNOWN.get(kind)
    if found is None:
        hints = get_type_hints(kind)
        found = _KNOWN[kind] = {item.name: _reader(hints[item.name]) for item in dataclasses.fields(kind)}
    return found


def _reader(hint: Any) -> Reader:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _of_union([argument for argument in arguments if argument is not type(None)])
    if origin in (tuple, list):
        return _of_many(_reader(arguments[0]), tuple if origin is tuple else list)
    if origin is not None:  # a mapping of texts
        return dict
    return _of_type(hint) if isinstance(hint, type) else _same


def _same(value: Any) -> Any:
    return value


def _of_many(inner: Reader, make: Callable[[Any], Any]) -> Reader:
    def read(value: Any) -> Any:
        return make(map(inner, value))

    return read


def _of_union(members: list[Any]) -> Reader:
    """A text in several languages is the only object beside a dataclass; a plain text stays one."""
    readers = [_reader(member) for member in members]
    of_object = next((read for read, member in zip(readers, members, strict=True) if member is not str), _same)

    def read(value: Any) -> Any:
        if value is None or (isinstance(value, str) and str in members):
            return value
        return of_object(value) if isinstance(value, dict) else readers[0](value)

    return read


def _of_type(hint: type) -> Reader:
    if dataclasses.is_dataclass(hint):
        return partial(restored, hint)
    if issubclass(hint, Enum):
        return hint
    return _TYPES.get(hint, _same)


def _instant(value: str) -> datetime:
    return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


_TYPES: dict[type, Reader] = {datetime: _instant, date: date.fromisoformat, bytes: base64.b64decode}
