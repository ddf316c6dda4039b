"""One transaction for rows, trail and index; changes told after the commit; faults in words; nothing overwritten."""

from __future__ import annotations

import shutil
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.core.changes import ChangeFeed, Changes
from app.core.clock import FixedClock
from app.core.enums import OrgKind
from app.core.errors import Conflict, Fault, StoreFault
from app.db import maintenance
from app.db.unit_of_work import Store
from app.domain.audit import AuditEvent
from app.domain.organisations import Organisation
from app.queries.search import SearchQueries
from app.services.organisations import OrganisationDraft, OrganisationService, OrgNameDraft


def named(name: str, **more: object) -> OrganisationDraft:
    return OrganisationDraft(names=(OrgNameDraft(name),), **more)  # type: ignore[arg-type]


def test_a_write_is_told_after_its_commit_with_what_changed(store: Store) -> None:
    heard: list[tuple[Changes, int]] = []

    def hear(changes: Changes) -> None:
        with store.read() as session:
            heard.append((changes, session.execute(text("SELECT count(*) FROM organisation")).scalar_one()))

    store.feed.subscribe(hear)
    written = OrganisationService(store).create(named("Attero"))
    assert heard == [(written.changes, 1)]
    assert written.changes.has("organisation", written.id)
    assert written.changes.by == "tester"


def test_the_trail_holds_typed_before_and_after(store: Store) -> None:
    services = OrganisationService(store)
    id = services.create(named("Attero")).id
    services.update(id, named("Attero Recycling", kind=OrgKind.GROUP))
    with store.read() as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.entity_id == id).order_by(AuditEvent.seq)).all()
    tags = [event.tag for event in events]
    assert "organisation:details:added" in tags
    assert "organisation:names:added" in tags
    changed = next(event for event in events if event.tag == "organisation:details:changed")
    assert changed.before["kind"] == ["str", "company"]  # type: ignore[index]
    assert changed.after["kind"] == ["str", "group"]  # type: ignore[index]
    assert changed.actor == "tester"
    assert changed.at == store.clock.now()


def test_a_failure_writes_nothing_and_tells_nobody(store: Store) -> None:
    heard: list[Changes] = []
    store.feed.subscribe(heard.append)

    def fail_half_way() -> None:
        with store.write() as work:
            work.session.add(Organisation(kind=OrgKind.BANK, shown_name="Half", sort_name="half"))
            work.session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with store.read() as session:
        for table in ("organisation", "audit_event", "search_entry"):
            assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0
    assert heard == []


def test_two_editors_merge_what_differs_and_are_shown_what_collides(store: Store) -> None:
    services = OrganisationService(store)
    id = services.create(named("Attero", website="a.example")).id
    base = services.draft(id)
    services.update(id, named("Attero", website="theirs.example"), base)
    services.update(id, named("Attero", website="a.example", notes="mine"), base)
    assert services.draft(id).website == "theirs.example"
    assert services.draft(id).notes == "mine"
    with pytest.raises(Conflict) as caught:
        services.update(id, named("Attero", website="mine.example"), base)
    (field,) = caught.value.fields
    assert (field.field, field.mine, field.theirs) == ("website", "mine.example", "theirs.example")
    assert services.draft(id).website == "theirs.example"


def test_another_process_is_noticed_and_ones_own_writes_are_not(store: Store) -> None:
    services = OrganisationService(store)
    assert store.changed_elsewhere() is False
    services.create(named("Ours"))
    assert store.changed_elsewhere() is False
    other = Store(store.path, feed=ChangeFeed(), clock=store.clock, actor="other")
    OrganisationService(other).create(named("Theirs"))
    other.close()
    assert store.changed_elsewhere() is True
    assert store.changed_elsewhere() is False


def test_many_threads_write_at_once(store: Store) -> None:
    services = OrganisationService(store)
    failures: list[BaseException] = []

    def work(no: int) -> None:
        try:
            for step in range(5):
                services.create(named(f"Org {no}-{step}"))
        except BaseException as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=work, args=(no,)) for no in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert maintenance.check(store) == []
    with store.read() as session:
        assert session.execute(text("SELECT count(*) FROM organisation")).scalar_one() == 20


def test_a_full_disk_is_said_in_words_and_loses_nothing(
    tmp_path: Path, empty_store_file: Path, clock: FixedClock
) -> None:
    path = tmp_path / "chancery.db"
    shutil.copyfile(empty_store_file, path)
    small = Store(path, feed=ChangeFeed(), clock=clock)
    services = OrganisationService(small)
    kept = services.create(named("Kept")).id
    with small.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        raw = connection.connection.driver_connection
    small.engine.dispose()
    assert raw is not None

    from sqlalchemy import event

    @event.listens_for(small.engine, "connect")
    def _limit(connection: object, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")  # type: ignore[attr-defined]

    with pytest.raises(StoreFault) as caught:
        services.create(named("Too much", notes="x" * 100_000))
    assert caught.value.fault is Fault.DISK_FULL
    assert services.draft(kept).names[0].text == "Kept"
    small.close()


def test_check_finds_a_changed_row_a_lost_row_and_a_wrong_index(store: Store) -> None:
    services = OrganisationService(store)
    first, second, third = (services.create(named(name)).id for name in ("First", "Second", "Third"))
    assert maintenance.check(store) == []
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE organisation SET notes = 'forged' WHERE id = ?", (first,))
        connection.exec_driver_sql("DELETE FROM search_entry WHERE entity_id = ?", (second,))
        connection.exec_driver_sql("DELETE FROM organisation_name WHERE organisation_id = ?", (third,))
    words = [str(finding) for finding in maintenance.check(store)]
    assert any(first in line and "notes" in line for line in words)
    assert any(second in line and "found" in line for line in words)
    assert any("organisation_name" in line and "gone" in line for line in words)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be taken away there")
@pytest.mark.parametrize("way", ["deleted", "replaced", "folder"])
def test_a_store_taken_away_while_open_takes_no_more_words(store: Store, tmp_path: Path, way: str) -> None:
    services = OrganisationService(store)
    services.create(named("Attero"))
    aside = tmp_path / "aside.db"
    store.path.rename(aside)
    if way == "replaced":
        store.path.write_bytes(b"another file")
    if way == "folder":
        store.path.mkdir()
    with pytest.raises(StoreFault) as caught:
        services.create(named("Lohum"))
    assert caught.value.fault is Fault.MISSING
    if way == "deleted":
        aside.rename(store.path)
        services.create(named("Lohum"))


def test_a_store_indexed_by_older_rules_is_indexed_anew_when_opened(store: Store) -> None:
    id = OrganisationService(store).create(named("Attero")).id
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE search_entry SET body = 'as an older program had it'")
        connection.exec_driver_sql("PRAGMA user_version = 0")
    assert maintenance.check(store)
    assert maintenance.keep_index(store) is True
    assert maintenance.check(store) == []
    assert maintenance.keep_index(store) is False
    assert [hit.id for hit in SearchQueries(store).find("attero")] == [id]
