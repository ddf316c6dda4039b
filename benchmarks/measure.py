"""Limit and product in turn, in one process: medians, the ratio, and whether the target is held."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the report; `limit` and `product` in milliseconds."""

    work: str
    limit: float
    product: float
    target: float

    @property
    def ratio(self) -> float:
        return self.product / self.limit if self.limit else float("inf")

    def __str__(self) -> str:
        held = "held" if self.ratio <= self.target else "NOT HELD"
        return f"{self.work:<46} {self.limit:>9.2f} {self.product:>9.2f} {self.ratio:>7.2f} {self.target:>7.2f}  {held}"


HEAD = f"{'work':<46} {'limit ms':>9} {'ours ms':>9} {'ratio':>7} {'target':>7}"


def compare(
    work: str, limit: Callable[[], object], product: Callable[[], object], target: float, *, runs: int = 15
) -> Result:
    """Time both in turn `runs` times after one warm-up each."""
    limit(), product()
    limits, products = [], []
    for _ in range(runs):
        limits.append(_once(limit))
        products.append(_once(product))
    return Result(work, statistics.median(limits), statistics.median(products), target)


def _once(job: Callable[[], object]) -> float:
    begin = time.perf_counter()
    job()
    return (time.perf_counter() - begin) * 1000
