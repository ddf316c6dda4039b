"""One family of errors, each a translatable sentence with parameters.

Two questions are answered where an error is born: whose fault is it, and what can the user do. `Refused`,
`NotFound` and `Conflict` speak of what was asked; `StoreFault` and `ToolFault` of the environment (disk, lock, file,
font, printer). Anything else that reaches the top is a bug of ours and goes to the crash guard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.core.i18n import N_, tr
from app.core.problems import Problem


class AppError(Exception):
    """A failure with a sentence for the user: `message` is a msgid, `params` fill its `{name}` places."""

    def __init__(self, message: str, /, **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.params = params

    def __str__(self) -> str:
        return tr(self.message, **self.params)


class Refused(AppError):
    """The input cannot be taken. `problems` names the fields; nothing was written."""

    def __init__(self, message: str = "", /, *, problems: Sequence[Problem] = (), **params: object) -> None:
        super().__init__(message or N_("Some entries need attention."), **params)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        head = super().__str__()
        return " ".join([head, *(str(problem) for problem in self.problems)])


class NotFound(AppError):
    """No such record, or it was deleted meanwhile."""


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One field that both sides changed: `field` is the draft's field name, values are as typed."""

    field: str
    mine: object
    theirs: object


class Conflict(AppError):
    """Somebody saved the same record first. Nothing was overwritten; show both values and ask.

    `version` is the version now in the store: saving again with it as base settles the conflict.
    """

    def __init__(self, kind: str, id: str, version: int, fields: Sequence[FieldConflict]) -> None:
        super().__init__(N_("This record was changed elsewhere meanwhile. Nothing was overwritten."))
        self.kind, self.id, self.version, self.fields = kind, id, version, tuple(fields)


class Fault(StrEnum):
    """What is wrong with the environment (never with our code)."""

    LOCKED = "locked"
    DISK_FULL = "disk-full"
    READ_ONLY = "read-only"
    CORRUPT = "corrupt"
    NOT_A_STORE = "not-a-store"
    WRONG_KEY = "wrong-key"
    NEWER = "newer"
    NETWORK_SHARE = "network-share"
    IS_DIRECTORY = "is-directory"
    UPGRADE_FAILED = "upgrade-failed"
    MISSING = "missing"
    IO = "io"


class StoreFault(AppError):
    """The store cannot be opened or written for a reason outside the program."""

    def __init__(self, fault: Fault, message: str, /, **params: object) -> None:
        super().__init__(message, **params)
        self.fault = fault


class ToolFault(AppError):
    """A font, a printer, an output file: something of the environment that a document needs is missing."""
