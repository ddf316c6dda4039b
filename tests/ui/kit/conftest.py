"""A model that is fed as a presenter would, and the light theme for every test."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from ui.theme import theme


def _load_rows() -> None:
    # Test folders are no packages (import mode "importlib"), so what their files share is loaded by its path.
    path = Path(__file__).with_name("kit_rows.py")
    spec = importlib.util.spec_from_file_location("kit_rows", path)
    if spec is not None and spec.loader is not None and "kit_rows" not in sys.modules:
        module = importlib.util.module_from_spec(spec)
        sys.modules["kit_rows"] = module
        spec.loader.exec_module(module)


_load_rows()


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    yield
    if theme.scheme() is not theme.Scheme.LIGHT or theme.zoom() != 1:
        theme.apply(qapp, theme.Scheme.LIGHT)


@pytest.fixture(autouse=True)
def _strict_qt() -> Iterator[None]:
    """As for every test, but popups are opened here, and the offscreen platform cannot grab the keyboard for them."""
    heard: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
        if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
            heard.append(message or "")

    before = qInstallMessageHandler(hear)
    yield
    qInstallMessageHandler(before)
    told = [line for line in heard if not line.startswith("This plugin does not support")]
    assert not told, f"Qt warned: {told}"
