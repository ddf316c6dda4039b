"""Reading files of other people from the disk: size first, so that a film named .csv never fills the memory."""

from __future__ import annotations

from pathlib import Path

from app.core.errors import Refused, ToolFault
from app.core.i18n import N_
from app.exchange.limits import check_size


def read_foreign(path: Path) -> bytes:
    """The bytes of a file to import. Raises Refused for a folder or a file that is too large, ToolFault when it cannot
    be read."""
    try:
        if path.is_dir():
            raise Refused(N_("{name} is a folder. Choose a file in it."), name=path.name)
        check_size(path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        message = N_("{name} cannot be read: {reason}.")
        raise ToolFault(message, name=path.name, reason=error.strerror or "") from error
