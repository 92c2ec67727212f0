"""A suite in a folder of its own, run with this suite's plugins."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def inner(pytester, monkeypatch) -> Callable[..., pytest.RunResult]:
    """``inner(source, *arguments, **environment)`` runs ``source`` as a test module."""

    def run(source: str, *arguments: str, **said: str) -> pytest.RunResult:
        for name in ("CI", "DJANGO_SETTINGS_MODULE", "DATABASE_URL", "PYTEST_ADDOPTS"):
            monkeypatch.delenv(name, raising=False)
        for name in [name for name in os.environ if name.startswith("TEST_")]:
            monkeypatch.delenv(name)
        for name, value in {"PYTHONPATH": str(ROOT), **said}.items():
            monkeypatch.setenv(name, value)
        pytester.makeini('[pytest]\nmarkers = ["rule"]\n')
        pytester.makepyfile(source)
        plugins = ("-p", "no:django", "-p", "tests.rules", "-p", "tests.servers")
        return pytester.runpytest_subprocess(*plugins, *arguments)

    return run
