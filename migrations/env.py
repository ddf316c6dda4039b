"""Alembic's environment: always handed a live connection by app.db.upgrade; one transaction for each migration."""

from __future__ import annotations

from alembic import context

from app.domain.tables import metadata


def run() -> None:
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        transactional_ddl=True,
        transaction_per_migration=True,
        compare_type=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
