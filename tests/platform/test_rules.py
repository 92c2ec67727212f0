"""`make rules`: what the tests prove of the regulation, row by row."""

import json
import re

import pytest

from tests.rules import (
    PAGE,
    Row,
    lines,
    page,
    prove,
    read_table,
    summary,
)

pytestmark = pytest.mark.once

SUITE = """
    import pytest

    @pytest.mark.rule("R01")
    @pytest.mark.parametrize("n", [1, 2])
    def test_good(n):
        pass

    @pytest.mark.rule("R01", "R02")
    @pytest.mark.parametrize("n", [1, 2])
    def test_bad_in_one_case(n):
        assert n == 1

    @pytest.fixture
    def broken():
        raise RuntimeError

    @pytest.mark.rule("R03")
    def test_that_cannot_begin(broken):
        pass

    def test_of_no_row():
        pass
"""

TABLE = [
    Row("R01", "1.1", "nhận | trao đổi", "content"),
    Row("R02", "1.2", "đơn vị", "units"),
    Row("R03", "1.2", "CB", "people"),
]


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_outcomes_are_kept_by_row_and_test(inner, pytester, workers):
    result = inner(SUITE, "--rules-report=out.json", *workers)
    result.assert_outcomes(passed=3, failed=1, errors=1, deselected=0 if workers else 1)
    outcomes = json.loads((pytester.path / "out.json").read_text())
    module = "test_outcomes_are_kept_by_row_and_test.py"
    assert outcomes == {
        "R01": {f"{module}::test_good": True, f"{module}::test_bad_in_one_case": False},
        "R02": {f"{module}::test_bad_in_one_case": False},
        "R03": {f"{module}::test_that_cannot_begin": False},
    }


def test_a_row_that_does_not_exist_is_refused(inner):
    result = inner("import pytest\n@pytest.mark.rule('R00')\ndef test_x(): pass")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*no such row: R00*"])


def test_the_table_says_held_failing_or_none():
    proofs = prove(TABLE, {"R01": {"b": True, "a": True}, "R02": {"a": True, "c": False}})
    assert lines(TABLE, proofs) == ["R01\theld\ta, b", "R02\tfailing\ta, c", "R03\tnone\t"]
    assert summary(proofs) == "rows: 1 held, 1 failing, 1 none"


def test_the_page_is_the_same_for_the_same_outcomes():
    first = prove(TABLE, {"R01": {"a": True, "b": True}})
    second = prove(TABLE, {"R01": {"b": True, "a": True}})
    assert page(TABLE, first) == page(TABLE, second)
    assert r"| R01 | 1.1 | nhận \| trao đổi | content | held | `a`<br>`b` |" in page(TABLE, first)


def test_the_table_has_every_row_of_the_regulation():
    assert [row.row for row in read_table()] == [f"R{number:02}" for number in range(1, 100)]
    assert all(all(row) for row in read_table())


def test_the_committed_page_lists_exactly_the_rows_of_the_table():
    listed = re.findall(
        r"^\| (R\d\d) \| (.*?) \| .* \| (?:held|failing|none) \| .*\|$",
        PAGE.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert listed == [(row.row, row.clause) for row in read_table()]
