"""What is put together: a store indexed by older rules is renewed beside the work, and never holds up the end."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from app import container
from app.core.settings import Settings
from app.db import maintenance
from app.db.engine import connect
from app.jobs.lanes import InlineLanes, Lanes, ThreadLanes
from app.services.organisations import OrganisationDraft, OrgNameDraft


def opened(path: Path, lanes: Lanes) -> container.Container:
    return container.build(path, settings=Settings(path.parent / "settings.json"), lanes=lanes)


def aged(tmp_path: Path, empty_store_file: Path) -> Path:
    """A store with records whose index an older program made by other folding."""
    path = tmp_path / "chancery.db"
    shutil.copyfile(empty_store_file, path)
    desk = opened(path, InlineLanes())
    for no in range(3):
        desk.services.organisations.create(OrganisationDraft(names=(OrgNameDraft(f"Attero {no}"),)))
    desk.close()
    with closing(connect(path, None)) as raw:
        raw.execute("UPDATE search_entry SET name_tokens = 'otherwise folded'")
        raw.execute("PRAGMA user_version = 0")
    return path


def test_a_script_finds_everything_at_once(tmp_path: Path, empty_store_file: Path) -> None:
    desk = opened(aged(tmp_path, empty_store_file), InlineLanes())
    assert len(desk.queries.search.find("attero")) == 3
    assert maintenance.check(desk.store) == []
    desk.close()


def test_a_window_renews_beside_the_work_and_may_be_closed_at_any_moment(
    tmp_path: Path, empty_store_file: Path
) -> None:
    path = aged(tmp_path, empty_store_file)
    for _ in range(2):
        desk = opened(path, ThreadLanes())
        desk.services.organisations.create(OrganisationDraft(names=(OrgNameDraft("Lohum"),)))
        desk.close()
    desk = opened(path, InlineLanes())
    assert maintenance.check(desk.store) == []
    assert len(desk.queries.search.find("attero")) == 3
    desk.close()
