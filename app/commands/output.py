"""How commands answer: files written whole or not at all, JSON for scripts, one line a record for people."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from app.core.errors import Refused
from app.core.files import write_whole
from app.core.i18n import N_


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises Refused with what stands in the way."""
    try:
        if path.is_dir():
            raise Refused(N_("{path} is a folder. Name a file."), path=path)
        write_whole(path, content)
    except OSError as error:
        raise Refused(N_("{path} cannot be written: {why}"), path=path, why=error.strerror) from error


def as_json(value: object) -> object:
    """What JSON has no type for: instants in UTC, days, values of a vocabulary."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(type(value))


def print_json(data: object) -> None:
    """For scripts; only ASCII where the terminal speaks no Unicode."""
    ascii_only = not (sys.stdout.encoding or "").lower().startswith("utf")
    sys.stdout.write(json.dumps(data, ensure_ascii=ascii_only, indent=2, default=as_json) + "\n")


def print_plain(data: dict[str, Any], indent: str = "") -> None:
    """For people: a line a value, what is empty left out."""
    for key, value in data.items():
        if isinstance(value, dict):
            print(f"{indent}{key}:")
            print_plain(value, indent + "  ")
        elif isinstance(value, list):
            print(f"{indent}{key}:")
            for item in value:
                print(f"{indent}  - {one_line(item)}")
        elif value not in ("", None):
            print(f"{indent}{key}: {one_line(value)}")


def one_line(value: object) -> str:
    """A value as part of a line."""
    if isinstance(value, dict):
        return " · ".join(one_line(part) for part in value.values() if part not in ("", None, [], {}))
    if isinstance(value, datetime | date | Enum):
        return str(as_json(value))
    return " ".join(str(value).split())
