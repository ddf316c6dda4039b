"""What every test stands under: no network, no unexpected word in the log, no warning from Qt, one application."""

from __future__ import annotations

import faulthandler
import logging
import os
import socket
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app.core.i18n import set_language
from ui.theme import theme

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_QUIET = ("hypothesis",)
_NO_WINDOW_MANAGER = "This plugin does not support "
"""The offscreen platform says so for each thing it cannot ask of a window manager."""


class _Strict(logging.Handler):
    """Keeps what was logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []
        self._lock_heard = threading.Lock()

    def emit(self, record: logging.LogRecord) -> None:
        words = record.getMessage()
        if not record.name.startswith(_QUIET) and _NO_WINDOW_MANAGER not in words:
            with self._lock_heard:
                self.heard.append(f"{record.levelname} {record.name}: {words}")


@pytest.fixture
def log_lines() -> Iterator[list[str]]:
    """What was logged at WARNING or above. A test that expects such a line clears the list after it looked."""
    handler = _Strict()
    root = logging.getLogger()
    root.addHandler(handler)
    yield handler.heard
    root.removeHandler(handler)


@pytest.fixture(autouse=True)
def _strict_log(log_lines: list[str]) -> Iterator[None]:
    yield
    assert not log_lines, f"unexpected in the log: {log_lines}"


LONGEST = 400
"""Seconds. A question that nobody answers would hold the whole check for ever; the slowest test takes a tenth of it."""


@pytest.fixture(autouse=True)
def _no_test_waits_for_ever() -> Iterator[None]:
    faulthandler.dump_traceback_later(LONGEST, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anywhere but this machine fails the test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else "local"
        if self.family != socket.AF_UNIX and host not in ("127.0.0.1", "::1", "localhost"):
            pytest.fail(f"a test tried to reach {host!r}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Each test begins in the source language, whatever the one before chose."""
    set_language("en")
    yield
    set_language("en")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The application's name must not follow from how pytest was started."""
    return ["chancery-tests"]


@pytest.fixture(scope="session")
def qapp(qapp_args: list[str], pytestconfig: pytest.Config) -> QApplication:
    """One application for the session, in the light theme."""
    application = QApplication.instance() or QApplication(qapp_args)
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Scheme.LIGHT)
    return application


@pytest.fixture(autouse=True)
def _no_leftovers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Widgets die with their test: the next change of theme would restyle each one that was left."""
    yield
    if {"qapp", "qtbot"} & set(request.fixturenames) and QApplication.instance() is not None:
        for widget in QApplication.topLevelWidgets():
            widget.hide()
            widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _strict_qt(request: pytest.FixtureRequest) -> Iterator[None]:
    """Qt's own warnings fail a test that uses Qt."""
    if not {"qapp", "qtbot"} & set(request.fixturenames):
        yield
        return
    heard: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
        if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
            heard.append(message or "")

    before = qInstallMessageHandler(hear)
    yield
    qInstallMessageHandler(before)
    heard = [line for line in heard if not line.startswith(_NO_WINDOW_MANAGER)]
    assert not heard, f"Qt warned: {heard}"
