"""Gentle locks: who is writing where, told to the other window and never in the way of a save."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.core.clock import FixedClock
from app.core.errors import Conflict
from app.db import maintenance
from app.db.unit_of_work import Store
from app.services.locks import EXPIRY, HEARTBEAT, LockService
from tests.app.services.test_minutes import Desk


@pytest.fixture
def locks(store: Store) -> LockService:
    return LockService(store)


def test_the_first_holds_and_the_second_is_told_who(locks: LockService) -> None:
    assert locks.take("point", "p1", "window-1").mine
    second = locks.take("point", "p1", "window-2")
    assert (second.mine, second.holder) == (False, "tester")
    assert locks.take("point", "p1", "window-1").mine
    assert set(locks.holders("point", ["p1", "p2"])) == {"p1"}
    assert locks.holders("point", ["p1"], "window-1")["p1"].mine


def test_a_lock_that_is_renewed_holds_and_one_of_a_dead_window_runs_out(locks: LockService, clock: FixedClock) -> None:
    locks.take("point", "p1", "alive")
    locks.take("point", "p2", "dead")
    for _ in range(3):
        clock.advance(HEARTBEAT)
        assert locks.renew("alive") == 1
    assert HEARTBEAT * 2 < EXPIRY < HEARTBEAT * 3
    assert set(locks.holders("point", ["p1", "p2"])) == {"p1"}
    assert locks.take("point", "p2", "another").mine


def test_a_window_gives_its_locks_back(locks: LockService) -> None:
    for id in ("p1", "p2"):
        locks.take("point", id, "w")
    locks.release("w", "point", "p1")
    assert set(locks.holders("point", ["p1", "p2"])) == {"p2"}
    locks.release("w")
    assert locks.holders("point", ["p1", "p2"]) == {}


def test_a_lock_of_a_clock_that_was_wrong_holds_nothing(locks: LockService, clock: FixedClock) -> None:
    clock.advance(timedelta(days=900))
    locks.take("point", "p1", "future")
    clock.advance(-timedelta(days=900))
    assert locks.take("point", "p1", "now").mine


def test_a_lock_stops_nobody_and_nobody_is_overwritten(store: Store, locks: LockService) -> None:
    desk = Desk(store)
    id = desk.add("As loaded")
    locks.take("point", id, "other window")
    base = desk.minutes.point(id)
    desk.minutes.update_point(id, replace(base, text="theirs"), base)
    with pytest.raises(Conflict) as caught:
        desk.minutes.update_point(id, replace(base, text="mine"), base)
    assert (caught.value.fields[0].mine, caught.value.fields[0].theirs) == ("mine", "theirs")
    assert maintenance.check(store) == [], "locks are no part of the audited data"
