"""The chain of migrations: one head, both directions, and a schema that equals the models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from app.db import upgrade
from app.db.engine import make_engine
from app.domain.tables import metadata


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    engine = make_engine(tmp_path / "chain.db")
    with engine.execution_options(write=True).connect() as opened:
        yield opened
    engine.dispose()


def config(connection: Connection | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(upgrade.MIGRATIONS))
    if connection is not None:
        made.attributes["connection"] = connection
    return made


def revisions() -> list[str]:
    return [script.revision for script in reversed(list(ScriptDirectory.from_config(config()).walk_revisions()))]


def test_there_is_exactly_one_head_and_it_is_the_one_the_program_expects() -> None:
    assert ScriptDirectory.from_config(config()).get_heads() == [f"{upgrade.HEAD:04d}"]


def test_revisions_are_numbered_without_gaps() -> None:
    assert revisions() == [f"{no:04d}" for no in range(1, upgrade.HEAD + 1)]


def test_the_head_equals_the_models(connection: Connection) -> None:
    command.upgrade(config(connection), "head")
    context = MigrationContext.configure(connection, opts={"include_object": _no_fts})
    assert compare_metadata(context, metadata) == []


def test_every_step_goes_up_and_down_again(connection: Connection) -> None:
    for revision in revisions():
        before = set(inspect(connection).get_table_names())
        command.upgrade(config(connection), revision)
        command.downgrade(config(connection), "-1")
        assert set(inspect(connection).get_table_names()) - {"alembic_version"} == before - {"alembic_version"}
        command.upgrade(config(connection), revision)


def test_every_constraint_has_a_name(connection: Connection) -> None:
    command.upgrade(config(connection), "head")
    reader = inspect(connection)
    for table in metadata.tables:
        assert all(key["name"] for key in reader.get_foreign_keys(table)), table
        assert all(check["name"] for check in reader.get_check_constraints(table)), table
        assert reader.get_pk_constraint(table)["name"], table


def _no_fts(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    return not (kind == "table" and str(name).startswith("search_fts"))
