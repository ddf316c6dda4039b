"""The crash guard: a bug of ours never costs what a person typed, and never ends the program without a word.

First, at once and without the event loop: the unsaved text of all pages is written to a file. Then, from the event loop
(an exception may come from the middle of painting): a report the user can keep, without anything anybody wrote.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

from app.core.logs import outline

log = logging.getLogger(__name__)
qt_log = logging.getLogger("qt")

SEPARATOR = "\n\n" + "-" * 40 + "\n\n"

T = TypeVar("T")

Unsaved = Callable[[], Mapping[str, str]]
ShowReport = Callable[[str, "Path | None"], None]


def nothing_unsaved() -> Mapping[str, str]:
    """Before there is a window there is nothing typed."""
    return {}


class CrashGuard(QObject):
    """Catches what nobody else caught, on every thread. Made on the GUI thread.

    `unsaved` gives what is typed and not saved, `save_now` tries to put it into the store (both may fail: each is
    tried), `show` puts the report on the screen. The same failure is shown once a session, so that a fault in painting
    cannot bury the person under dialogs.
    """

    caught = Signal(str)
    """The report of a new failure, on the GUI thread."""

    def __init__(self, rescued: Path, about: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = rescued
        self._about = about
        self.unsaved: Unsaved = nothing_unsaved
        self.save_now: Callable[[], None] | None = None
        self.show: ShowReport | None = None
        self._seen: set[str] = set()
        self._saved_to: Path | None = None
        self._busy = threading.Lock()
        self._installed = False
        self.caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over Python's and Qt's last words."""
        sys.excepthook = self._python
        threading.excepthook = self._thread
        sys.unraisablehook = self._unraisable
        qInstallMessageHandler(_qt_message)
        self._installed = True

    def uninstall(self) -> None:
        """Give them back."""
        if self._installed:
            sys.excepthook = sys.__excepthook__
            threading.excepthook = threading.__excepthook__
            sys.unraisablehook = sys.__unraisablehook__
            qInstallMessageHandler(None)
            self._installed = False

    def take(self, error: BaseException) -> None:
        """A failure reached the top: keep the text, log the outline, show the report. From any thread."""
        if isinstance(error, KeyboardInterrupt | SystemExit):
            return
        if not self._busy.acquire(blocking=False):
            log.error("another failure came while one was being handled\n%s", outline(error))
            return
        try:
            trace = outline(error)
            log.error("unexpected failure\n%s", trace)
            self._saved_to = self.rescue() or self._saved_to
            if trace not in self._seen:
                self._seen.add(trace)
                self.caught.emit(f"{self._about()}\n\n{trace}\n")
        finally:
            self._busy.release()

    def rescue(self) -> Path | None:
        """Write what is typed and not saved to a file only this user can read; None when there was nothing or no
        way.
        """
        if threading.current_thread() is not threading.main_thread():
            # Widgets may be asked only on their own thread; `_show` does it there in a moment.
            return None
        texts = _tried(self.unsaved) or {}
        if self.save_now is not None:
            _tried(self.save_now)
        return write_rescue(self._folder, texts)

    def _show(self, report: str) -> None:
        self._saved_to = self.rescue() or self._saved_to
        if self.show is not None:
            self.show(report, self._saved_to)

    def _python(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        self.take(error)

    def _thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.take(args.exc_value)

    def _unraisable(self, unraisable: sys.UnraisableHookArgs) -> None:
        # Raised where nobody can catch (a finaliser, a C++ call-back): nothing was lost by it, so it is only logged.
        if unraisable.exc_value is not None:
            log.error("unraisable\n%s", outline(unraisable.exc_value))


def _tried(call: Callable[[], T]) -> T | None:
    try:
        return call()
    except Exception as error:  # noqa: BLE001  (we are already handling a failure; the rest must still be kept)
        log.error("the crash guard could not do one thing\n%s", outline(error))
        return None


def write_rescue(folder: Path, texts: Mapping[str, str]) -> Path | None:
    """Keep `texts` (name -> text) in a new file in `folder`, mode 0600; the same texts twice are kept once."""
    parts = [f"{name}\n\n{text}" for name, text in texts.items() if text.strip()]
    if not parts:
        return None
    body = SEPARATOR.join(parts) + "\n"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        known = rescued_files(folder)
        if known and known[-1].read_text(encoding="utf-8") == body:
            return known[-1]
        stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
        path = folder / f"unsaved-{stamp}.txt"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        log.error("unsaved text could not be kept: %s", error.strerror)
        return None
    return path


def rescued_files(folder: Path) -> list[Path]:
    """What earlier failures left, oldest first."""
    return sorted(folder.glob("unsaved-*.txt")) if folder.is_dir() else []


def _qt_message(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }
    qt_log.log(levels.get(kind, logging.WARNING), "%s: %s", context.category, message)
