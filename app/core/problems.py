"""What is wrong with a draft, field by field, in words that can be shown beside the field."""

from __future__ import annotations

import dataclasses
from typing import Any

from app.core.i18n import tr


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """`field` is the draft's field name (or "" for the whole draft), `message` a msgid, `params` its parameters."""

    field: str
    message: str
    params: dict[str, Any] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        return tr(self.message, **self.params)
