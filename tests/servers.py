"""Tests that need a server, a browser or Java: left out and named where there is none.

With ``CI=true`` nothing may be left out: such a test, and any skipped one, fails.
"""

import os
import shutil
from collections import defaultdict
from collections.abc import Iterator

import pytest

#: mark -> the variable that names the server (``.ci/run`` sets them all).
SERVERS = {
    "needs_postgresql": "TEST_POSTGRESQL_URL",
    "needs_redis": "TEST_REDIS_URL",
    "needs_elasticsearch": "TEST_ELASTICSEARCH_URL",
}
MARKS = (*SERVERS, "needs_chromium", "needs_java")


def chromium_path() -> str:
    """Debian's Chromium, or the one that TEST_CHROMIUM names; empty when there is none."""
    return os.environ.get("TEST_CHROMIUM") or shutil.which("chromium") or ""


def at_hand(mark: str) -> bool:
    """Whether what ``mark`` asks for is there."""
    if mark == "needs_chromium":
        return bool(chromium_path())
    if mark == "needs_java":
        return shutil.which("java") is not None
    if mark == "needs_postgresql" and os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return True
    return bool(os.environ.get(SERVERS[mark]))


def nothing_may_be_left_out() -> bool:
    return os.environ.get("CI") == "true"


def missing_for(item: pytest.Item) -> list[str]:
    return [mark for mark in MARKS if item.get_closest_marker(mark) and not at_hand(mark)]


@pytest.fixture(scope="session")
def postgresql_url() -> str:
    return os.environ.get("TEST_POSTGRESQL_URL") or os.environ["DATABASE_URL"]


@pytest.fixture(scope="session")
def redis_url() -> str:
    return os.environ["TEST_REDIS_URL"]


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    return os.environ["TEST_ELASTICSEARCH_URL"]


# --- The plugin ---------------------------------------------------------------

_left_out: dict[str, set[str]] = defaultdict(set)


def pytest_configure(config: pytest.Config) -> None:
    for mark in MARKS:
        config.addinivalue_line("markers", f"{mark}: left out where it is not at hand")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if nothing_may_be_left_out():
        return
    out = [item for item in items if missing_for(item)]
    for item in out:
        for mark in missing_for(item):
            _left_out[mark].add(item.nodeid.partition("[")[0])
    items[:] = [item for item in items if item not in set(out)]
    if out:
        config.hook.pytest_deselected(items=out)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if nothing_may_be_left_out() and (missing := missing_for(item)):
        pytest.fail(f"CI=true, but not at hand: {', '.join(missing)}", pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Iterator[pytest.TestReport]:
    report = yield
    if nothing_may_be_left_out() and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"CI=true, and this test was skipped: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[pytest.CollectReport]:
    report = yield
    if nothing_may_be_left_out() and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"CI=true, and this module was skipped: {report.longrepr}"
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of xdist tells the main process what it left out."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["left_out"] = {mark: sorted(tests) for mark, tests in _left_out.items()}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error) -> None:
    for mark, tests in getattr(node, "workeroutput", {}).get("left_out", {}).items():
        _left_out[mark].update(tests)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not _left_out:
        return
    terminalreporter.section("left out: what these tests need is not at hand")
    for mark, tests in sorted(_left_out.items()):
        terminalreporter.write_line(f"{mark}:")
        for test in sorted(tests):
            terminalreporter.write_line(f"  {test}")
