"""The checkout as the architecture tests read it: tracked files and parsed modules, each read once."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from tests.architecture.rules import Module

ROOT = Path(__file__).resolve().parents[2]
CODE = ("app", "ui", "migrations", "benchmarks", "packaging", "tests")
_NOT_OURS = {".git", ".venv", ".cache", "build", "dist", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"}


@cache
def files() -> tuple[Path, ...]:
    """Files of the project: what git would commit; outside a git checkout, everything but caches."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(
            ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split("\0")
        return tuple(path for name in listed if name and (path := ROOT / name).is_file())
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in _NOT_OURS]
        found += [Path(folder, name) for name in names]
    return tuple(found)


@cache
def modules(*roots: str) -> tuple[Module, ...]:
    """The parsed modules under these top folders; `main` is main.py."""
    found = []
    for path in files():
        parts = path.relative_to(ROOT).with_suffix("").parts
        if path.suffix == ".py" and parts[0] in roots:
            package = parts[-1] == "__init__"
            name = ".".join(parts[:-1] if package else parts)
            found.append(Module.of(name, path.read_text(encoding="utf-8"), package=package))
    return tuple(found)
