"""What other threads say arrives on the GUI thread, in order, and not more often than somebody can look."""

from __future__ import annotations

import threading
from functools import partial

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from app.core.changes import ChangeFeed, Changes
from app.core.errors import Fault, StoreFault
from app.jobs.lanes import InlineLanes, ThreadLanes
from ui.bridge import Bridge, merged


def _meeting(id: str, batch: str = "") -> Changes:
    return Changes({"meeting": frozenset({id})}, by="ono", batch=batch)


def test_changes_of_other_threads_arrive_here_as_one(qtbot: QtBot) -> None:
    feed = ChangeFeed()
    bridge = Bridge(feed)
    heard: list[tuple[Changes, bool]] = []

    def hear(changes: Changes) -> None:
        heard.append((changes, QThread.currentThread() is bridge.thread()))

    bridge.changed.connect(hear)

    def write() -> None:
        for number in range(200):
            feed.publish(_meeting(f"m{number}", f"b{number}"))

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    assert not heard, "nothing may happen on the writer's thread"
    qtbot.waitUntil(lambda: bool(heard))
    assert len(heard) == 1
    changes, here = heard[0]
    assert here
    assert len(changes.kinds["meeting"]) == 200
    assert (changes.by, changes.batch) == ("ono", "")
    bridge.close()


def test_calls_keep_their_order_and_see_the_changes_first(qtbot: QtBot) -> None:
    feed = ChangeFeed()
    bridge = Bridge(feed)
    heard: list[object] = []
    bridge.changed.connect(heard.append)
    for number in range(5):
        bridge.call(partial(heard.append, number))
    feed.publish(_meeting("m1"))
    qtbot.waitUntil(lambda: len(heard) == 6)
    assert isinstance(heard[0], Changes)
    assert heard[1:] == [0, 1, 2, 3, 4]
    bridge.close()


def test_a_failing_call_does_not_hold_up_the_next(qtbot: QtBot) -> None:
    bridge = Bridge(ChangeFeed())
    heard: list[str] = []

    def fail() -> None:
        raise RuntimeError("of one callback")

    with qtbot.captureExceptions() as caught:
        bridge.call(fail)
        bridge.call(partial(heard.append, "second"))
        qtbot.waitUntil(lambda: heard == ["second"])
    assert [kind for kind, *_ in caught] == [RuntimeError]
    bridge.close()


def test_nothing_is_carried_after_the_end(qtbot: QtBot) -> None:
    feed = ChangeFeed()
    bridge = Bridge(feed)
    heard: list[object] = []
    bridge.changed.connect(heard.append)
    feed.publish(_meeting("m1"))
    bridge.close()
    feed.publish(_meeting("m2"))
    bridge.call(partial(heard.append, 1))
    bridge.flush()
    assert not heard


def test_another_process_that_wrote_refreshes_everything(qtbot: QtBot) -> None:
    class Store:
        def __init__(self) -> None:
            self.answers = [True, False]

        def changed_elsewhere(self) -> bool:
            return self.answers.pop(0) if self.answers else False

    feed, lanes = ChangeFeed(), ThreadLanes()
    bridge = Bridge(feed)
    bridge.watch(Store(), lanes)
    with qtbot.waitSignal(bridge.changed, timeout=5000) as heard:
        pass
    assert heard.args is not None
    assert heard.args[0].everything
    bridge.close()
    lanes.close()


def test_a_store_that_cannot_be_asked_is_asked_again(qtbot: QtBot) -> None:
    class Store:
        asked = 0

        def changed_elsewhere(self) -> bool:
            self.asked += 1
            if self.asked == 1:
                raise StoreFault(Fault.IO, "The disk does not answer.")
            return True

    bridge = Bridge(ChangeFeed())
    bridge.watch(Store(), InlineLanes())
    with qtbot.waitSignal(bridge.changed, timeout=8000):
        pass
    bridge.close()


def test_merging_keeps_who_only_where_all_agree() -> None:
    one, other = _meeting("a", "b1"), Changes({"person": frozenset({"p"})}, by="abe", batch="b1")
    both = merged([one, other])
    assert both.kinds == {"meeting": frozenset({"a"}), "person": frozenset({"p"})}
    assert (both.by, both.batch, both.everything) == ("", "b1", False)
    assert merged([one, Changes(everything=True)]).everything
