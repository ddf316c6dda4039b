"""Approved versions: found by the digits on paper, compared word by word, and every changed byte named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.core.enums import PointKind, RecordStatus
from app.db import maintenance
from app.db.unit_of_work import Store
from app.domain.comparing import Change
from app.queries.minutes import MinutesQueries
from app.queries.versions import Verdict, VersionQueries
from app.services.history import HistoryService
from app.services.minutes import PointDraft
from tests.app.services.test_approval import Approving, another


@pytest.fixture
def desk(store: Store) -> Approving:
    return Approving(store)


def test_a_printed_hash_is_recognised_however_it_is_typed(desk: Approving) -> None:
    approved = desk.minutes.approve(desk.record, "Ambassador")
    versions = VersionQueries(desk.store)
    short = approved.sha256[:12]
    for typed in (short, short.upper(), f" {short[:4]} {short[4:8]}:{short[8:]} ", approved.sha256):
        found = versions.verify(typed)
        assert (found.verdict, found.versions[0].reference, found.intact) == (Verdict.KNOWN, approved.reference, True)
    assert found.versions[0].short_hash == short
    assert versions.verify(short[:7]).verdict is Verdict.TOO_SHORT
    for wrong in ("0" * 64, "f" * 12, "nothing of the kind", ""):
        assert versions.verify(wrong).verdict is Verdict.UNKNOWN
    assert versions.verify(file_bytes=b"somebody else's file").verdict is Verdict.UNKNOWN
    desk.approve_correction(desk.correct())
    assert versions.verify(short).verdict is Verdict.SUPERSEDED


def test_a_beginning_that_fits_several_is_not_guessed_at(desk: Approving) -> None:
    desk.minutes.approve(desk.record, "Ambassador")
    another(desk.store)
    with unlocked(desk.store) as session:
        session.execute(text("UPDATE frozen_record SET sha256 = 'abcdef01' || substr(sha256, 9)"))
    found = VersionQueries(desk.store).verify("abcdef01")
    assert (found.verdict, len(found.versions), found.intact) == (Verdict.AMBIGUOUS, 2, False)


def test_two_versions_are_compared_word_by_word(desk: Approving) -> None:
    moved = desk.add("This stands first.")
    desk.add("This goes.")
    desk.minutes.approve(desk.record, "Ambassador")
    new = desk.correct()
    read = {point.text: point.id for point in MinutesQueries(desk.store).get(new).points}
    minutes, base = desk.minutes, desk.minutes.point(read["Lists will be exchanged"])
    minutes.update_point(read["Lists will be exchanged"], replace(base, text="Contact lists will be exchanged"), base)
    minutes.remove_point(read["This goes."])
    minutes.move_point(read["This stands first."], 1)
    minutes.move_to_item(read["This stands first."], desk.items[1])
    minutes.add_point(new, PointDraft("This is new.", PointKind.NOTING))
    minutes.set_head(new, replace(minutes.head(new), distribution=("Ambassador",)))
    found = VersionQueries(desk.store).compare(desk.record, new)
    assert (found.old.version_text, found.new.version_text, moved != read["This stands first."]) == ("1", "0.1", True)
    by_text = {(one.new or one.old).text: one for one in found.lines}  # type: ignore[union-attr]
    changed = by_text["Contact lists will be exchanged"]
    assert [(run.change, run.text) for run in changed.runs][:2] == [
        (Change.REMOVED, "Lists "),
        (Change.ADDED, "Contact lists "),
    ]
    assert by_text["This goes."].change is Change.REMOVED
    assert by_text["This is new."].change is Change.ADDED
    assert (by_text["This stands first."].change, by_text["This stands first."].moved) == (Change.KEPT, True)
    assert [one.field for one in found.head] == ["distribution"]


def test_every_version_of_a_record_is_listed_from_any_of_them(desk: Approving) -> None:
    desk.minutes.approve(desk.record, "Ambassador")
    second = desk.correct()
    desk.approve_correction(second)
    for id in (desk.record, second):
        rows = VersionQueries(desk.store).of_record(id)
        assert [(row.version_text, row.status) for row in rows] == [
            ("2", RecordStatus.APPROVED),
            ("0.2", RecordStatus.UNDER_REVIEW),
            ("1", RecordStatus.SUPERSEDED),
            ("0.2", RecordStatus.UNDER_REVIEW),
        ]
        assert all(row.sha256 and (row.frozen_at or row.sent_at) for row in rows)
        assert len({row.id for row in rows}) == 4


def changed_words(desk: Approving, old: str, new: str) -> list[tuple[Change, str]]:
    """What a comparison says of the one line that was written."""
    (line,) = VersionQueries(desk.store).compare(old, new).lines
    return [(run.change, run.text) for run in line.runs if run.change is not Change.KEPT]


def test_each_draft_that_was_sent_is_kept_and_compared_word_by_word(desk: Approving) -> None:
    """Sent for comment, changed, sent again, changed, sent to the other side, changed, approved."""
    minutes, versions = desk.minutes, VersionQueries(desk.store)

    def write(words: str) -> None:
        base = minutes.point(desk.point)
        minutes.update_point(desk.point, replace(base, text=words), base)

    minutes.back_to_draft(desk.record)
    write("Contact lists will be exchanged")
    minutes.circulate(desk.record)
    minutes.send(desk.record)  # nothing was changed: the draft that was circulated is what went
    minutes.back_to_draft(desk.record)
    minutes.circulate(desk.record)
    write("Contact lists will soon be exchanged")
    minutes.send(desk.record)  # changed since it was circulated: a draft of its own
    write("Contact lists will later be exchanged")
    desk.minutes.approve(desk.record, "Ambassador")
    version, *drafts = versions.of_record(desk.record)
    assert [(row.version_text, row.to_counterpart) for row in drafts] == [
        ("0.5", True), ("0.4", False), ("0.3", False), ("0.2", False),
    ]  # fmt: skip
    by_no = {row.version_text: row.id for row in drafts}
    assert changed_words(desk, by_no["0.2"], by_no["0.3"]) == [
        (Change.REMOVED, "Lists "),
        (Change.ADDED, "Contact lists "),
    ]
    assert changed_words(desk, by_no["0.3"], by_no["0.4"]) == []
    assert changed_words(desk, by_no["0.4"], by_no["0.5"]) == [(Change.ADDED, "soon ")]
    assert changed_words(desk, by_no["0.5"], version.id) == [(Change.REMOVED, "soon "), (Change.ADDED, "later ")]


def test_a_draft_that_was_sent_does_not_follow_the_record(desk: Approving) -> None:
    base = desk.minutes.point(desk.point)
    desk.minutes.update_point(desk.point, replace(base, text="Other words"), base)
    (live, draft) = VersionQueries(desk.store).of_record(desk.record)
    assert changed_words(desk, draft.id, live.id)
    with pytest.raises(IntegrityError, match="never changes"), desk.store.write() as work:
        work.session.execute(text("UPDATE circulated_draft SET content = '{}'"))
    assert maintenance.check(desk.store) == []
    with desk.store.write() as work:
        work.session.execute(text("DROP TRIGGER circulated_draft_no_update"))
        work.session.execute(text("UPDATE circulated_draft SET content = replace(content, 'Lists', 'Lasts')"))
    assert any("Draft 0.2" in str(finding) for finding in maintenance.check(desk.store))


def test_a_circulation_that_is_undone_leaves_no_draft(store: Store) -> None:
    history = HistoryService(store)
    desk = Approving(store)
    desk.minutes.back_to_draft(desk.record)
    desk.minutes.circulate(desk.record)
    assert [row.version_text for row in VersionQueries(store).of_record(desk.record)] == ["0.3", "0.3", "0.2"]
    history.undo()
    assert [row.version_text for row in VersionQueries(store).of_record(desk.record)] == ["0.2", "0.2"]
    history.redo()
    assert [row.version_text for row in VersionQueries(store).of_record(desk.record)] == ["0.3", "0.3", "0.2"]
    assert maintenance.check(store) == []


# -- what check finds


@contextmanager
def unlocked(store: Store) -> Iterator[Session]:
    """Somebody who opens the file with other tools, triggers out of the way."""
    with store.write() as work:
        for verb in ("update", "delete"):
            work.session.execute(text(f"DROP TRIGGER IF EXISTS frozen_record_no_{verb}"))
        yield work.session


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE frozen_record SET content = replace(content, 'Lists', 'Lasts') WHERE seq = 1", "version 1"),
        ("UPDATE frozen_record SET chain = 'f' || substr(chain, 2) WHERE seq = 2", "version 2"),
        ("UPDATE frozen_record SET frozen_at = '2020-01-01T00:00:00Z' WHERE seq = 1", "version 1"),
        ("UPDATE frozen_record SET edition = 7 WHERE seq = 1", "version 1"),
        ("DELETE FROM frozen_record WHERE seq = 2", "REC/MIN/2025/0002"),
        ("UPDATE reference_number SET no = 5 WHERE no = 2", "number 2"),
        ("DELETE FROM reference_number WHERE no = 1", "number 1"),
        ("UPDATE record_point SET text = 'other' WHERE record_id = (SELECT record_id FROM frozen_record LIMIT 1)",
         "text differs from what was approved"),
        ("UPDATE meeting_record SET marking = 'TLP:CLEAR' WHERE reference = 'REC/MIN/2025/0001'", "marking differs"),
        ("UPDATE meeting_record SET status = 'draft' WHERE reference = 'REC/MIN/2025/0001'", "is open again"),
    ],
)  # fmt: skip
def test_one_change_behind_the_programs_back_is_named(desk: Approving, sql: str, words: str) -> None:
    desk.minutes.approve(desk.record, "Ambassador")
    for _ in range(2):
        another(desk.store)
    assert maintenance.check(desk.store) == []
    with unlocked(desk.store) as session:
        session.execute(text(sql))
    said = [str(finding) for finding in maintenance.check(desk.store)]
    assert any(words in sentence for sentence in said), said
    assert VersionQueries(desk.store).chain()


def test_a_store_with_nothing_approved_is_whole(store: Store) -> None:
    assert VersionQueries(store).chain() == []
