"""Which rows of the regulation are proved by tests: the ``rule`` marker and ``make rules``.

``@pytest.mark.rule("R24")`` ties a test to rows of ``docs/rules.tsv``. As a
plugin, this module refuses unknown rows and, with ``--rules-report FILE``, runs
the marked tests only and writes what became of them. As a command
(``python -m tests.rules``) it prints one line a row and writes
``docs/regulation.md``.
"""

import csv
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "rules.tsv"
PAGE = ROOT / "docs" / "regulation.md"

HELD, FAILING, NONE = "held", "failing", "none"


class Row(NamedTuple):
    """One duty: its number, clause of the regulation, its words, what the portal does."""

    row: str
    clause: str
    words: str
    capability: str


class Proof(NamedTuple):
    """What the tests say of a row: held, failing or none, and the tests' names."""

    state: str
    tests: list[str]


def read_table() -> list[Row]:
    """The rows of docs/rules.tsv in their order."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(lines)
        return [Row(*line) for line in lines]


# --- The plugin ---------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rules-report", help="run tests of rows only; write their outcomes there")


def pytest_configure(config: pytest.Config) -> None:
    report = config.getoption("--rules-report")
    if report and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder(Path(report)), "rules-recorder")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    known = {row.row for row in read_table()}
    unmarked = []
    for item in items:
        rows = rows_of(item)
        if unknown := rows - known:
            raise pytest.UsageError(f"{item.nodeid}: no such row: {', '.join(sorted(unknown))}")
        if rows:
            item.user_properties.append(("rules", sorted(rows)))
        else:
            unmarked.append(item)
    if config.getoption("--rules-report"):
        items[:] = [item for item in items if item not in set(unmarked)]
        config.hook.pytest_deselected(items=unmarked)


def rows_of(item: pytest.Item) -> set[str]:
    return {row for marker in item.iter_markers("rule") for row in marker.args}


class Recorder:
    """Collects outcomes in the main process and writes row -> test -> passed as JSON."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.outcomes: dict[str, dict[str, bool]] = defaultdict(dict)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        test = report.nodeid.partition("[")[0]
        for row in dict(report.user_properties).get("rules", []):
            passed = self.outcomes[row].get(test, True)
            self.outcomes[row][test] = passed and report.passed

    def pytest_sessionfinish(self) -> None:
        self.file.write_text(json.dumps(self.outcomes))


# --- The command --------------------------------------------------------------


def main(arguments: list[str]) -> int:
    """Run the marked tests, print the table, write the page; 1 when a row is failing."""
    table = read_table()
    proofs = prove(table, run_marked_tests(arguments))
    PAGE.write_text(page(table, proofs), encoding="utf-8")
    sys.stdout.write("\n".join([*lines(table, proofs), summary(proofs)]) + "\n")
    return int(any(proof.state == FAILING for proof in proofs.values()))


def run_marked_tests(arguments: list[str]) -> dict[str, dict[str, bool]]:
    """Row -> test -> passed. What pytest prints goes to standard error."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "rules.json"
        command = [sys.executable, "-m", "pytest", "-q", f"--rules-report={report}", *arguments]
        done = subprocess.run(command, cwd=ROOT, stdout=sys.stderr, check=False)
        if not report.exists():
            raise SystemExit(f"The tests could not be run (pytest ended with {done.returncode}).")
        return json.loads(report.read_text())


def prove(table: list[Row], outcomes: dict[str, dict[str, bool]]) -> dict[str, Proof]:
    """A row is held when it has tests and all of them passed."""
    proofs = {}
    for row in table:
        tests = outcomes.get(row.row, {})
        state = NONE if not tests else HELD if all(tests.values()) else FAILING
        proofs[row.row] = Proof(state, sorted(tests))
    return proofs


def lines(table: list[Row], proofs: dict[str, Proof]) -> list[str]:
    return [
        f"{row.row}\t{proofs[row.row].state}\t{', '.join(proofs[row.row].tests)}" for row in table
    ]


def summary(proofs: dict[str, Proof]) -> str:
    states = [proof.state for proof in proofs.values()]
    counts = ", ".join(f"{states.count(state)} {state}" for state in (HELD, FAILING, NONE))
    return f"rows: {counts}"


def page(table: list[Row], proofs: dict[str, Proof]) -> str:
    """docs/regulation.md: the same for the same outcomes, so that a change of it is news."""
    head = [
        "# The regulation, row by row",
        "",
        "Written by `make rules` from `docs/rules.tsv` and the tests that carry the row's marker;",
        "not edited by hand. A row is *held* when it has tests and all of them pass.",
        "",
        f"{summary(proofs)}",
        "",
        "| row | clause | words of the regulation | what the portal does | state | shown by |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join([*head, *(_page_line(row, proofs[row.row]) for row in table)]) + "\n"


def _page_line(row: Row, proof: Proof) -> str:
    tests = "<br>".join(f"`{test}`" for test in proof.tests)
    cells = [*(cell.replace("|", "\\|") for cell in row), proof.state, tests]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
