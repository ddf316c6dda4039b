"""What stands under what among the organisations, for a list that is shown as a tree."""

from __future__ import annotations

from app.db.unit_of_work import Store


class OrganisationTree:
    """Reads the tree of organisations as numbers of rows."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def parents(self) -> dict[int, int]:
        """The rowid of each organisation that stands under another -> the rowid of that other. One whose parent was
        deleted stands at the top and is not among them."""
        sql = (
            "SELECT o.rowid, p.rowid FROM organisation o JOIN organisation p ON p.id = o.parent_id "
            "WHERE o.deleted_at IS NULL AND p.deleted_at IS NULL"
        )
        with self._store.read() as session:
            return {row[0]: row[1] for row in session.connection().exec_driver_sql(sql)}
