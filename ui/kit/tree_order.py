"""The order of a tree that is shown as a list: which rows, how deep each stands, which are unfolded.

The list stays the paged list it is: an array of ids in order, and pages of rows. This says the array, from the parents
of all rows and the order of the flat list, without asking the store when a row is folded.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

from ui.kit.table_model import Id, Level

UNFOLDED_UP_TO = 500
"""A tree of so many rows begins unfolded; a longer one shows what stands at the top."""


class TreeOrder:
    """`load` takes the tree, `fold` turns one row, `rows` and `level_of` say how it stands.

    Each call puts whole new tables in the place of the old ones, so that one thread may ask while another loads.
    """

    def __init__(self) -> None:
        self._children: Mapping[int, Sequence[int]] = {}
        self._parents: Mapping[int, int] = {}
        self._top: Sequence[int] = ()
        self._in_passing: frozenset[int] = frozenset()
        self._open = True
        self._turned: frozenset[int] = frozenset()
        self._levels: Mapping[int, Level] = {}

    def load(self, order: Sequence[int], parents: Mapping[int, int], matching: Iterable[int] | None = None) -> None:
        """All rows in the order in which those under one row stand, and what each stands under.

        With `matching` only those rows are shown, with all that stands above them, unfolded.
        """
        wanted = None if matching is None else frozenset(matching)
        shown = None if wanted is None else _with_what_is_above(wanted, parents)
        self._in_passing = frozenset() if shown is None or wanted is None else frozenset(shown - wanted)
        known = set(order)
        children: dict[int, list[int]] = {}
        top: list[int] = []
        for id in order:
            if shown is not None and id not in shown:
                continue
            above = parents.get(id)
            if above is None or above not in known:
                top.append(id)
            else:
                children.setdefault(above, []).append(id)
        opened = shown is not None or len(order) <= UNFOLDED_UP_TO
        if opened != self._open:
            self._open, self._turned = opened, frozenset()
        self._children, self._parents, self._top = children, parents, top

    def __len__(self) -> int:
        """All rows that belong to the tree as it is narrowed, folded ones too, without those that stand there only
        because of what is under them."""
        return len(self._top) + sum(len(under) for under in self._children.values()) - len(self._in_passing)

    def fold(self, id: int, unfolded: bool) -> None:
        """Fold or unfold the row `id`."""
        self._turned = self._turned - {id} if unfolded == self._open else self._turned | {id}

    def reveal(self, id: int) -> bool:
        """Unfold all that stands above `id`; whether anything had to be."""
        hidden = False
        seen = {id}
        while (above := self._parents.get(id)) is not None and above not in seen:
            if not self._unfolded(above):
                self.fold(above, True)
                hidden = True
            seen.add(above)
            id = above
        return hidden

    def rows(self) -> array[int]:
        """The rows in the order in which they are shown."""
        shown: array[int] = array("q")
        levels: dict[int, Level] = {}
        waiting = [(id, 0) for id in reversed(self._top)]
        while waiting:
            id, depth = waiting.pop()
            if id in levels:
                continue  # a ring, which the store refuses, must not keep the window busy for ever
            under = self._children.get(id, ())
            expanded = self._unfolded(id) if under else None
            levels[id] = Level(depth, expanded, id in self._in_passing)
            shown.append(id)
            if expanded:
                waiting += [(one, depth + 1) for one in reversed(under)]
        self._levels = levels
        return shown

    def level_of(self, id: Id) -> Level | None:
        """How the row stood when `rows` was asked last."""
        return self._levels.get(id) if isinstance(id, int) else None

    def _unfolded(self, id: int) -> bool:
        return (id in self._turned) != self._open


def _with_what_is_above(wanted: frozenset[int], parents: Mapping[int, int]) -> set[int]:
    shown: set[int] = set()
    for id in wanted:
        above: int | None = id
        while above is not None and above not in shown:
            shown.add(above)
            above = parents.get(above)
    return shown
