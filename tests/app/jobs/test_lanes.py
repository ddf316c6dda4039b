"""Jobs of one lane keep their order, a cancelled one stops, and closing waits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest

from app.jobs.lanes import Cancelled, InlineLanes, Lane, Lanes, Progress, ThreadLanes


@pytest.fixture(params=[ThreadLanes, InlineLanes])
def lanes(request: pytest.FixtureRequest) -> Iterator[Lanes]:
    made: Lanes = request.param()
    yield made
    made.close()


def test_a_job_gives_its_result_or_what_it_raised(lanes: Lanes) -> None:
    def good(_progress: Progress) -> int:
        return 42

    def bad(_progress: Progress) -> int:
        raise ValueError("no")

    assert lanes.submit(Lane.DB, good).result() == 42
    with pytest.raises(ValueError, match="no"):
        lanes.submit(Lane.WORK, bad).result()


def test_jobs_of_the_store_run_one_after_another_in_order(lanes: Lanes) -> None:
    seen: list[tuple[int, str]] = []

    def job(number: int, _progress: Progress) -> None:
        seen.append((number, threading.current_thread().name))

    futures = [lanes.submit(Lane.DB, partial(job, number)) for number in range(50)]
    for future in futures:
        future.result()
    assert [number for number, _ in seen] == list(range(50))
    assert len({name for _, name in seen}) == 1


def test_progress_is_told_and_a_cancelled_job_stops_at_its_next_step(lanes: Lanes) -> None:
    steps: list[tuple[int, int]] = []
    progress = Progress()

    def note(now: Progress) -> None:
        steps.append((now.done, now.total))
        if now.done == 3:
            now.cancel()

    progress = Progress(note)

    def job(now: Progress) -> None:
        for number in range(1, 11):
            now.step(number, 10)

    with pytest.raises(Cancelled):
        lanes.submit(Lane.WORK, job, progress).result()
    assert steps == [(1, 10), (2, 10), (3, 10)]


def test_a_job_cancelled_before_its_turn_does_nothing(lanes: Lanes) -> None:
    progress = Progress()
    progress.cancel()
    touched: list[int] = []

    def job(_progress: Progress) -> None:
        touched.append(1)

    with pytest.raises(Cancelled):
        lanes.submit(Lane.DB, job, progress).result()
    assert not touched


def test_long_work_does_not_hold_up_the_store() -> None:
    lanes = ThreadLanes()
    go_on = threading.Event()

    def long(_progress: Progress) -> bool:
        return go_on.wait(10)

    def quick(_progress: Progress) -> str:
        return "saved"

    work = lanes.submit(Lane.WORK, long)
    assert lanes.submit(Lane.DB, quick).result(timeout=10) == "saved"
    assert not work.done()
    go_on.set()
    lanes.close()
    assert work.result() is True


def test_closing_waits_for_what_was_given_and_takes_no_more(lanes: Lanes) -> None:
    done: list[int] = []

    def job(number: int, _progress: Progress) -> None:
        done.append(number)

    for number in range(20):
        lanes.submit(Lane.DB, partial(job, number))
    lanes.close()
    lanes.close()
    assert done == list(range(20))
    with pytest.raises(RuntimeError):
        lanes.submit(Lane.DB, partial(job, 99))
