"""Identifiers sort by the time they were made and are what RFC 9562 says."""

from __future__ import annotations

import time
import uuid

import pytest

from app.core import ids


def test_an_id_is_a_uuid_of_version_7() -> None:
    value = uuid.UUID(ids.new_id())
    assert (value.version, value.variant) == (7, uuid.RFC_4122)
    assert str(value) == str(value).lower()
    assert len(str(value)) == 36


def test_ids_differ() -> None:
    made = [ids.new_id() for _ in range(10_000)]
    assert len(set(made)) == len(made)


def test_ids_sort_by_their_millisecond(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for milliseconds in (1, 2, 1_000, 1_751_437_800_000, 2**48 - 1):
        monkeypatch.setattr(time, "time_ns", lambda now=milliseconds: now * 1_000_000)
        made.append(ids.new_id())
        assert uuid.UUID(made[-1]).int >> 80 == milliseconds
    assert made == sorted(made)
