"""Commands about the register of people and organisations: import, export, merge, undo."""

from __future__ import annotations

from typing import Any

from app.commands import merge


def add(commands: Any, _exports: Any) -> None:
    """Put this field's commands into the parser; `exports` are the things that `export` can write."""
    merge.add(commands)
