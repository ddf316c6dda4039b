"""The feed of changes: whole, in order, and ended when asked."""

from __future__ import annotations

import threading

from app.core.changes import ChangeFeed, Changes


def test_changes_say_what_they_touch() -> None:
    changes = Changes({"meeting": frozenset({"m1"})}, by="ito", batch="b1")
    assert changes.touches("person", "meeting")
    assert not changes.touches("person")
    assert changes.has("meeting", "m1")
    assert not changes.has("meeting", "m2")
    assert not changes.has("person", "m1")
    assert not Changes().touches("meeting")


def test_when_nobody_knows_everything_may_have_changed() -> None:
    changes = Changes(everything=True)
    assert changes.touches("meeting")
    assert changes.has("person", "p1")


def test_listeners_hear_in_the_order_in_which_they_came() -> None:
    feed, heard = ChangeFeed(), []
    end = feed.subscribe(lambda changes: heard.append(("a", changes.batch)))
    feed.subscribe(lambda changes: heard.append(("b", changes.batch)))
    feed.publish(Changes(batch="1"))
    end()
    end()
    feed.publish(Changes(batch="2"))
    assert heard == [("a", "1"), ("b", "1"), ("b", "2")]


def test_a_listener_may_end_itself_and_publish() -> None:
    feed, heard = ChangeFeed(), []

    def once(changes: Changes) -> None:
        heard.append(changes.batch)
        end()
        feed.publish(Changes(batch="inner"))

    end = feed.subscribe(once)
    feed.subscribe(lambda changes: heard.append(f"other {changes.batch}"))
    feed.publish(Changes(batch="outer"))
    assert heard == ["outer", "other inner", "other outer"]


def test_two_writers_are_heard_one_after_the_other() -> None:
    feed, heard = ChangeFeed(), []
    inside, overlapped = threading.Event(), threading.Event()

    def slow(changes: Changes) -> None:
        heard.append(f"begin {changes.batch}")
        if changes.batch == "1":
            inside.set()
            overlapped.wait(0.1)  # the second writer has its chance to break in
        else:
            overlapped.set()
        heard.append(f"end {changes.batch}")

    feed.subscribe(slow)
    first = threading.Thread(target=feed.publish, args=(Changes(batch="1"),))
    first.start()
    assert inside.wait(10)
    second = threading.Thread(target=feed.publish, args=(Changes(batch="2"),))
    second.start()
    first.join(10)
    second.join(10)
    assert heard == ["begin 1", "end 1", "begin 2", "end 2"]
