"""What a person chose survives, and a damaged file costs nothing but the choices in it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from app.core.settings import LANGUAGE, RECENT, REGISTRY, SCHEME, ZOOM, Settings, write_atomically


def test_choices_survive_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.json"
    settings = Settings(file)
    settings.set(LANGUAGE, "ja")
    settings.set(ZOOM, 125)
    settings.set_page("meetings", {"columns": ["when", "title"], "split": [318, 800]})
    settings.set_page("people", {"split": [1, 2]})
    settings.searched("佐藤")
    assert settings.save()

    again = Settings(file)
    assert (again.get(LANGUAGE), again.get(ZOOM), again.get(SCHEME)) == ("ja", 125, "system")
    assert again.page("meetings") == {"columns": ["when", "title"], "split": [318, 800]}
    assert again.page("people") == {"split": [1, 2]}
    assert again.page("never") == {}
    assert again.get(RECENT) == ("佐藤",)


def test_recent_searches_are_newest_first_each_once_and_at_most_eight(tmp_path: Path) -> None:
    settings = Settings(None)
    for text in ["a", "b", " a ", "", "c", *"defghi"]:
        settings.searched(text)
    assert settings.get(RECENT) == tuple("ihgfedca")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe\x00", b'"text"', b"[" * 200_000])
def test_an_unreadable_file_is_kept_aside(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    settings = Settings(file)
    assert settings.get(ZOOM) == 100
    assert (tmp_path / "settings.json.unreadable").read_bytes() == content
    settings.set(ZOOM, 110)
    settings.save()
    assert Settings(file).get(ZOOM) == 110


def test_one_wrong_value_costs_only_itself_and_a_newer_versions_is_carried_along(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"zoom": 9000, "language": "hi", "scheme": 3, "of_the_future": {"x": 1}, "pages": []}))
    settings = Settings(file)
    assert (settings.get(ZOOM), settings.get(LANGUAGE), settings.get(SCHEME)) == (100, "hi", "system")
    settings.set(ZOOM, 90)
    settings.save()
    assert json.loads(file.read_text())["of_the_future"] == {"x": 1}


def test_a_value_that_cannot_be_is_refused() -> None:
    settings = Settings(None)
    with pytest.raises(ValueError):
        settings.set(SCHEME, "pink")
    with pytest.raises(ValueError):
        settings.set(ZOOM, True)
    assert settings.get(SCHEME) == "system"


def test_listeners_hear_only_what_changed() -> None:
    settings = Settings(None)
    heard: list[str] = []
    settings.subscribe(heard.append)
    settings.set(ZOOM, 100)
    settings.set(ZOOM, 150)
    assert heard == ["zoom"]


def test_every_default_is_a_value_the_setting_takes() -> None:
    for setting in REGISTRY:
        assert setting.read(setting.default) == setting.default
    assert len({setting.key for setting in REGISTRY}) == len(REGISTRY)


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("x")
    settings = Settings(blocker / "settings.json")
    settings.set(ZOOM, 150)
    assert settings.save() is False
    assert settings.get(ZOOM) == 150


def test_a_write_that_fails_leaves_the_old_file_and_no_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.json"
    write_atomically(file, "old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        write_atomically(file, "new")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]
