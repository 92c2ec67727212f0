"""Run the benchmarks: every module of this package that has a ``main()``."""

import importlib
import pkgutil
import sys

import bench


def main(wanted: list[str]) -> None:
    for module in sorted(info.name for info in pkgutil.iter_modules(bench.__path__)):
        if module.startswith("_") or (wanted and module not in wanted):
            continue
        run = getattr(importlib.import_module(f"bench.{module}"), "main", None)
        if run is not None:
            print(f"\n== {module}", flush=True)
            run()


if __name__ == "__main__":
    main(sys.argv[1:])
