"""Writing a file that somebody named: whole or not at all, and never in place of something that is no file."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` so that `path` holds either the old or the new whole. Raises OSError.

    A link is followed, so that the link stays. A device or pipe is written into, never replaced. A file that is marked
    read-only is refused: the folder would allow to replace it, but somebody meant it to stay.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = 0
    if mode and not stat.S_ISREG(mode):
        with path.open("wb") as file:
            file.write(content)
        return
    target = Path(os.path.realpath(path))
    if mode and not os.access(target, os.W_OK):
        raise PermissionError(13, os.strerror(13), str(path))
    handle, name = tempfile.mkstemp(prefix=".chancery-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, stat.S_IMODE(mode) if mode else 0o666 & ~_umask())
        os.replace(name, target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
