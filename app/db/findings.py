"""What a check says: one thing that is wrong, in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.core.i18n import tr


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: which check found it, and a sentence."""

    check: str
    message: str
    params: dict[str, Any]

    def __str__(self) -> str:
        return tr(self.message, **self.params)
