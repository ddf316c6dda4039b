"""What a person chose for this installation, typed: one entry a setting, kept in one JSON file.

Settings are convenience, never data: a file that cannot be read is kept aside under another name and everything starts
from its default. The file is written whole beside the old one and then put in its place, so that a power cut leaves
one of both.
"""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from app.core.i18n import LANGUAGES, N_

log = logging.getLogger(__name__)

T = TypeVar("T")

SCHEMES: tuple[str, ...] = ("system", "light", "dark", "high-contrast")
ZOOM_STEPS: tuple[int, ...] = (80, 90, 100, 110, 125, 150, 175, 200)
RECENT_SEARCHES = 8


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One thing to choose: `read` turns what stood in the file into a valid value or raises ValueError or TypeError."""

    key: str
    default: T
    title: str
    read: Callable[[object], T]


def _one_of(*allowed: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise ValueError(f"not one of {allowed}")
        return value

    return read


def _zoom(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not ZOOM_STEPS[0] <= value <= ZOOM_STEPS[-1]:
        raise ValueError("not a zoom")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("not a flag")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise ValueError("not a list of texts")
    return tuple(value)


def _states(value: object) -> dict[str, Any]:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise ValueError("not a table")
    return dict(value)


LANGUAGE = Setting("language", "", N_("Language"), _one_of("", *LANGUAGES))
"""The interface's language; empty follows the system."""
SCHEME = Setting("scheme", "system", N_("Colours"), _one_of(*SCHEMES))
ZOOM = Setting("zoom", 100, N_("Size of text"), _zoom)
"""Per cent."""
GEOMETRY = Setting("geometry", "", N_("Window position"), _text)
"""Qt's saved geometry, base64."""
LAST_PAGE = Setting("last_page", "", N_("Page shown last"), _text)
PAGES: Setting[dict[str, Any]] = Setting("pages", {}, N_("Layout of pages"), _states)
"""Page key -> whatever its `save_state` gives (columns, splitter, sort): plain JSON."""
RECENT: Setting[tuple[str, ...]] = Setting("recent_searches", (), N_("Recent searches"), _texts)
SAVED_FILTERS: Setting[dict[str, Any]] = Setting("saved_filters", {}, N_("Saved filters"), _states)
"""List's name -> {the name somebody gave: the values of its filter bar}: plain JSON."""
APPROVERS: Setting[tuple[str, ...]] = Setting("approvers", (), N_("Approvers asked last"), _texts)
ASSESSOR = Setting("assessor", "", N_("Who judged last"), _text)
RECIPIENTS: Setting[tuple[str, ...]] = Setting("recipients", (), N_("Recent recipients of copies"), _texts)
PORTRAIT = Setting("portrait", "round", N_("Photos of people"), _one_of("round", "square"))
STORE_FOLDER = Setting("store_folder", "", N_("Folder of the store"), _text)
"""Another folder that the user chose for the store; empty is the platform's own."""

REGISTRY: tuple[Setting[Any], ...] = (
    LANGUAGE,
    SCHEME,
    ZOOM,
    GEOMETRY,
    LAST_PAGE,
    PAGES,
    RECENT,
    SAVED_FILTERS,
    PORTRAIT,
    APPROVERS,
    RECIPIENTS,
    STORE_FOLDER,
)


class Settings:
    """The chosen values. `get` and `set` are by `Setting`; `save` writes the file. Used on one thread.

    `path` None keeps nothing (tests, a read-only run).
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._values: dict[str, Any] = {}
        self._foreign: dict[str, Any] = {}
        self._dirty = False
        self._listeners: list[Callable[[str], None]] = []
        if path is not None:
            self._load(path)

    @property
    def path(self) -> Path | None:
        """The file, or None."""
        return self._path

    def get(self, setting: Setting[T]) -> T:
        """The chosen value or the default."""
        value: T = self._values.get(setting.key, setting.default)
        return value

    def set(self, setting: Setting[T], value: T) -> None:
        """Choose; raises ValueError for a value the setting cannot take. Written at the next `save`."""
        checked = setting.read(value)
        if self.get(setting) == checked:
            return
        self._values[setting.key] = checked
        self._dirty = True
        for listener in tuple(self._listeners):
            listener(setting.key)

    def subscribe(self, listener: Callable[[str], None]) -> None:
        """Hear the key of every setting that changes, on the thread that changes it."""
        self._listeners.append(listener)

    def page(self, key: str) -> dict[str, Any]:
        """The kept layout of one page; {} when there is none."""
        state = self.get(PAGES).get(key)
        return dict(state) if isinstance(state, Mapping) else {}

    def set_page(self, key: str, state: Mapping[str, Any]) -> None:
        """Keep the layout of one page."""
        known = self.get(PAGES)
        self.set(PAGES, {**known, key: dict(state)})

    def searched(self, text: str) -> None:
        """Remember a search, newest first, each once, at most eight."""
        text = text.strip()
        if text:
            others = [one for one in self.get(RECENT) if one != text]
            self.set(RECENT, (text, *others)[:RECENT_SEARCHES])

    def save(self) -> bool:
        """Write what changed; False (and a line in the log) when the folder does not let us: nothing is lost but
        comfort.
        """
        if self._path is None or not self._dirty:
            return True
        try:
            write_atomically(self._path, json.dumps({**self._foreign, **self._values}, ensure_ascii=False, indent=1))
        except OSError as error:
            log.info("settings were not saved: %s", error.strerror)
            return False
        self._dirty = False
        return True

    def _load(self, path: Path) -> None:
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            if not isinstance(data, dict):
                raise ValueError("not an object")
        except FileNotFoundError:
            return
        except OSError as error:
            log.info("settings were not read: %s", error.strerror)
            return
        except (ValueError, RecursionError):
            _keep_aside(path)
            return
        known = {setting.key: setting for setting in REGISTRY}
        for key, value in data.items():
            if key not in known:
                # A newer version's setting: carried along, so that going back and forth loses nothing.
                self._foreign[key] = value
                continue
            try:
                self._values[key] = known[key].read(value)
            except (ValueError, TypeError):
                log.info("setting %s was not understood; its default is used", key)


def write_atomically(path: Path, text: str) -> None:
    """Write `text` (UTF-8) so that `path` holds either the old or the new whole; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _keep_aside(path: Path) -> None:
    try:
        os.replace(path, path.with_name(path.name + ".unreadable"))
        log.info("the settings file could not be read and was kept aside")
    except OSError as error:
        log.info("the unreadable settings file stays: %s", error.strerror)
