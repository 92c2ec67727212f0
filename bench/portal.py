"""A Django of its own for a benchmark: on the demo portal that `make run` has loaded."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def set_up() -> None:
    """Start Django on the data of DATA_DIR; its database is read, never written."""
    data_dir = Path(os.environ.get("DATA_DIR") or ROOT / "var")
    if "DATABASE_URL" not in os.environ and not (data_dir / "portal.sqlite3").exists():
        raise SystemExit(f"No portal at {data_dir}: run `make run` once, or set DATA_DIR.")
    os.environ.setdefault("SECRET_KEY", "benchmarks-only")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    sys.path.insert(0, str(ROOT / "site"))
    import django

    django.setup()
