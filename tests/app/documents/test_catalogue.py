"""The registry of kinds, and that naming a document costs no PDF library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.core.enums import RecordKind
from app.documents import catalogue
from tests.app.documents import samples

ROOT = Path(__file__).resolve().parents[3]


def test_importing_the_catalogue_loads_no_heavy_library() -> None:
    script = (
        "import sys, app.documents.catalogue, app.documents.data;"
        "print([m for m in ('reportlab', 'uharfbuzz', 'PIL', 'babel', 'PySide6', 'sqlalchemy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_kind_is_registered_under_its_own_key() -> None:
    assert set(catalogue.KINDS) == {
        "minutes",
        "record",
        "agreed-minutes",
        "note-for-file",
        "aide-memoire",
        "press-line",
        "agenda",
        "annotated-agenda",
        "attendee-list",
        "signin-sheet",
        "list",
    }
    assert set(catalogue.RECORD_KEYS) == set(RecordKind)
    assert set(catalogue.RECORD_KEYS.values()) <= set(catalogue.KINDS)
    assert all(key == kind.key for key, kind in catalogue.KINDS.items())


def test_another_kinds_data_is_refused() -> None:
    with pytest.raises(TypeError, match="attendee-list is built from AttendeeListData"):
        catalogue.build("attendee-list", samples.minutes(), "en")
    with pytest.raises(KeyError):
        catalogue.build("poem", samples.minutes(), "en")
