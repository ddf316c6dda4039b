"""An installation with a folder of its own keeps everything there."""

from __future__ import annotations

from pathlib import Path

from app.core.paths import find_paths


def test_a_named_folder_holds_everything(tmp_path: Path) -> None:
    paths = find_paths(tmp_path / "sample")
    all_of_it = (paths.store, paths.backups, paths.settings, paths.rescued, paths.logs)
    assert all(path.is_relative_to(tmp_path / "sample") for path in all_of_it)
    assert paths.store.name == "chancery.db"
    assert not (tmp_path / "sample").exists(), "looking must not make folders"


def test_without_a_name_the_platforms_folders_are_used() -> None:
    paths = find_paths()
    assert paths.data != paths.config or paths.store != paths.settings
    assert "chancery" in str(paths.store.parent).casefold()


def test_the_store_may_live_elsewhere_while_the_settings_stay(tmp_path: Path) -> None:
    paths = find_paths(tmp_path / "a")
    moved = paths.with_store_in(tmp_path / "b")
    assert moved.store == tmp_path / "b" / "chancery.db"
    assert moved.backups == tmp_path / "b" / "backups"
    assert moved.settings == paths.settings
