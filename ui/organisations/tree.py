"""The list of organisations as a tree: ministry, department, division, desk; group, company, site."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any

from app.queries.lister import Sort as QuerySort
from app.queries.organisation_tree import OrganisationTree
from app.queries.organisations import OrganisationFilter, OrganisationQueries
from ui.kit.list_feed import ListDoors, Values
from ui.kit.list_page import Sort
from ui.kit.tree_order import TreeOrder


class TreeDoors:
    """The doors of the flat list, or of the tree while `shown`. Called on the store's lane; what the tree holds is
    replaced whole, so that the window may ask it meanwhile."""

    def __init__(
        self,
        flat: ListDoors,
        listed: OrganisationQueries,
        tree: OrganisationTree,
        filter_of: Callable[[Values], OrganisationFilter],
    ) -> None:
        self._flat, self._listed, self._tree, self._filter_of = flat, listed, tree, filter_of
        self.order = TreeOrder()
        self.shown = False
        self._written = 0
        self._loaded: tuple[dict[str, Any], Sort, int] | None = None

    def doors(self) -> ListDoors:
        """For the list's feed."""
        flat = self._flat
        return ListDoors(self.first, self.ids, flat.rows, flat.sort, flat.named, flat.first, self.reveal)

    def forget(self) -> None:
        """Something was written: the tree is read anew when it is next asked for."""
        self._written += 1

    def first(self, values: Values, by: Sort, limit: int) -> Sequence[Any]:
        """The rows the list begins with."""
        return self._flat.rows(self.ids(values, by)[:limit]) if self.shown else self._flat.first(values, by, limit)

    def ids(self, values: Values, by: Sort) -> array[int]:
        """The rowids of the list, or of what is unfolded of the tree, in order."""
        if not self.shown:
            return self._flat.ids(values, by)
        wanted = (dict(values), by, self._written)
        if self._loaded != wanted:
            everything = self._listed.ids(OrganisationFilter(), QuerySort(*by))
            matching = self._listed.ids(self._filter_of(values), QuerySort(*by)) if values else None
            self.order.load(everything, self._tree.parents(), matching)
            self._loaded = wanted
        return self.order.rows()

    def reveal(self, rowid: int) -> bool:
        """Unfold what hides a row."""
        return self.shown and self.order.reveal(rowid)
