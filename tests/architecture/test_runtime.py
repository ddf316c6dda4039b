"""What the program stands on, checked where a wrong pin shows late: Qt's counts, ReportLab's speed, the lock."""

from __future__ import annotations

import re
import sys
import tomllib
from types import BuiltinFunctionType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from PySide6.QtCore import QObject
from reportlab.lib import rl_accel

from tests.architecture.sources import ROOT

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)((?:\s+\\\n\s+--hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE)


def pins(name: str) -> dict[str, Version]:
    """Distribution -> pinned version of one requirements file; every entry has hashes."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found = {canonicalize_name(n): Version(v) for n, v, _hashes in _PIN.findall(text)}
    entries = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(found) == len(entries), f"an entry of {name} has no hash"
    return {str(n): v for n, v in found.items()}


def test_a_void_call_into_qt_does_not_lose_a_reference_to_none() -> None:
    """PySide6 6.12.0 lost one per call on Python 3.11, and the process died after a few thousand."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - 500


def test_reportlab_uses_its_compiled_part() -> None:
    assert isinstance(rl_accel.fp_str, BuiltinFunctionType)
    assert "_rl_accel" in sys.modules


@pytest.mark.parametrize(("name", "extra"), [("requirements.txt", ""), ("requirements-dev.txt", "dev")])
def test_the_lock_holds_what_pyproject_asks_for(name: str, extra: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = pins(name)
    wanted = [*project["dependencies"], *(project["optional-dependencies"][extra] if extra else [])]
    for requirement in map(Requirement, wanted):
        version = locked.get(str(canonicalize_name(requirement.name)))
        assert version is not None, f"{requirement} is not in {name}: make lock"
        assert version in requirement.specifier, f"{requirement} against {version} in {name}: make lock"


def test_the_two_locks_agree_and_hold_no_tool_of_their_own() -> None:
    runtime, dev = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {name: dev.get(name) for name in runtime} == runtime
    assert not {"pip-tools", "pip", "setuptools", "build"} & set(dev)
    # The meta package would bring the Addons and the browser engine: 600 MB nobody uses.
    assert not {"pyside6", "pyside6-addons"} & set(dev)


def test_every_shipped_distribution_is_named_in_the_notices() -> None:
    notices = (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8")
    named = {str(canonicalize_name(word)) for word in re.findall(r"^\| ([A-Za-z0-9._-]+) \|", notices, re.MULTILINE)}
    assert set(pins("requirements.txt")) - named == set()
