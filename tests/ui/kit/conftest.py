"""A model that is fed as a presenter would, and the light theme for every test."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
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
