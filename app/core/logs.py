"""The log: what the program did, never what people wrote.

A mission's log may be sent to somebody who must not read its meetings. So lines carry types, counts and ids, and the
outline of an exception carries its type and places in the code, not its message: a message may quote what was typed.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO

LOG_NAME = "chancery.log"
_BYTES, _FILES = 1_000_000, 3
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def outline(error: BaseException) -> str:
    """An exception as types and places ("ValueError\\n  ui/tasks.py:80 run"), causes included, without any message."""
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        for frame in traceback.extract_tb(current.__traceback__):
            lines.append(f"  {_short(frame.filename)}:{frame.lineno} {frame.name}")
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def _short(filename: str) -> str:
    """A path without the home folder it may lie in."""
    parts = Path(filename).parts
    for root in ("site-packages", "app", "ui"):
        if root in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(root) :])
    return parts[-1] if parts else filename


class OutlineFormatter(logging.Formatter):
    """Writes the outline of an exception instead of its text."""

    def format(self, record: logging.LogRecord) -> str:
        # The base class keeps the first handler's text of an exception in the record and would hand us that one.
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatException(self, ei: _ExcInfo) -> str:
        return outline(ei[1]) if ei[1] is not None else ""


class LogFile:
    """The open log; `close` gives the file back."""

    def __init__(self, handler: logging.Handler, crashes: IO[str] | None) -> None:
        self._handler, self._crashes = handler, crashes

    def close(self) -> None:
        """Stop writing. May be called twice."""
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()
        if self._crashes is not None:
            faulthandler.disable()
            self._crashes.close()
            self._crashes = None


def start_logging(folder: Path, level: int = logging.INFO, *, fallback: bool = True) -> LogFile:
    """Log into `folder` (1 MB a file, three kept), and a dump of all threads there when the process itself dies.

    A folder that cannot be written costs only the log: warnings then go to standard error, or nowhere without
    `fallback`.
    """
    handler: logging.Handler
    crashes: IO[str] | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / LOG_NAME, maxBytes=_BYTES, backupCount=_FILES - 1, encoding="utf-8")
        crashes = (folder / "crash.log").open("a", encoding="utf-8")
        faulthandler.enable(crashes)
    except OSError:
        handler = logging.StreamHandler(sys.stderr) if fallback else logging.NullHandler()
        level = max(level, logging.WARNING)
    handler.setFormatter(OutlineFormatter(_FORMAT))
    handler.setLevel(level)
    root = logging.getLogger()
    root.setLevel(min(level, root.level) if root.level else level)
    root.addHandler(handler)
    return LogFile(handler, crashes)
