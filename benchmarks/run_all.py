"""Every measurement in one run; `make bench` calls it."""

from __future__ import annotations

import platform

import bench_childcount
import bench_clocks
import bench_columns
import bench_days
import bench_disclosure
import bench_equity
import bench_goals
import bench_import
import bench_json
import bench_progress
import bench_review
import bench_services


def main() -> None:
    print(f"Python {platform.python_version()} on {platform.machine()}; the best of many alternating samples.\n")
    for part in (
        bench_import,
        bench_json,
        bench_days,
        bench_clocks,
        bench_columns,
        bench_goals,
        bench_review,
        bench_progress,
        bench_services,
        bench_equity,
        bench_disclosure,
        bench_childcount,
    ):
        print(f"== {part.__name__}\n")
        part.main()
        print()


if __name__ == "__main__":
    main()
