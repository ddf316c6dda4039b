"""Everything at once: `python -m benchmarks` (or `make bench`). Ratios to the bare library in the same run.

`SCALE=1000000` measures over a million meetings. The stores it makes stay in the cache folder for the next run.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import bench_exchange, bench_pdf, bench_scroll, bench_start, bench_store, bench_typing
from benchmarks.measure import HEAD

CACHE = Path(__file__).resolve().parents[1] / ".cache" / "benchmarks"


def main() -> int:
    """Print every result; the exit code is 0 whatever they are: a noisy machine is no defect."""
    CACHE.mkdir(parents=True, exist_ok=True)
    print(HEAD)
    for module in (bench_store, bench_exchange, bench_start, bench_scroll, bench_typing):
        for result in module.run(CACHE):
            print(result, flush=True)
    print()
    bench_pdf.main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
