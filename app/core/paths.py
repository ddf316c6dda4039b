"""Where this installation keeps its things: the platform's own folders, or all under one folder that was named.

`--data-dir D` makes everything of that installation live under D, settings and logs too, so that a sample, a test or a
second mission never meets the first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from platformdirs import PlatformDirs

STORE_NAME = "chancery.db"


@dataclass(frozen=True, slots=True)
class Paths:
    """Four folders; none is made before something is written into it."""

    data: Path
    config: Path
    state: Path
    logs: Path

    @property
    def store(self) -> Path:
        """The store's file."""
        return self.data / STORE_NAME

    @property
    def backups(self) -> Path:
        """Copies taken before upgrades and by the user."""
        return self.data / "backups"

    @property
    def settings(self) -> Path:
        """The settings' file."""
        return self.config / "settings.json"

    @property
    def rescued(self) -> Path:
        """Text that was typed but not saved when the program failed."""
        return self.state / "rescued"

    def with_store_in(self, folder: Path) -> Paths:
        """The same installation with its store in another folder."""
        return replace(self, data=folder)


def find_paths(data_dir: Path | None = None) -> Paths:
    """The folders of the platform, or those under `data_dir`."""
    if data_dir is not None:
        try:
            root = data_dir.expanduser().absolute()
        except RuntimeError:  # "~name" of nobody: then it is a folder's own name
            root = data_dir.absolute()
        return Paths(data=root, config=root, state=root / "state", logs=root / "logs")
    dirs = PlatformDirs("chancery", appauthor=False)
    return Paths(
        data=dirs.user_data_path, config=dirs.user_config_path, state=dirs.user_state_path, logs=dirs.user_log_path
    )
