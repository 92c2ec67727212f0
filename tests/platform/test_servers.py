"""What cannot run here is left out and named; in CI nothing may be."""

import pytest

pytestmark = pytest.mark.once

SUITE = """
    import pytest

    def test_plain():
        pass

    @pytest.mark.needs_redis
    def test_with_redis():
        pass
"""

SKIPPING = """
    import pytest

    def test_skipped():
        pytest.skip("không chạy")

    @pytest.mark.xfail
    def test_known_to_fail():
        assert False
"""

MODULE = "import pytest\npytest.skip('không chạy', allow_module_level=True)"


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_a_test_without_its_server_is_left_out_and_named(inner, workers):
    result = inner(SUITE, *workers)
    result.assert_outcomes(passed=1, deselected=0 if workers else 1)
    result.stdout.fnmatch_lines(["*left out*", "needs_redis:", "*::test_with_redis"])


def test_with_its_server_it_runs(inner):
    result = inner(SUITE, TEST_REDIS_URL="redis://127.0.0.1:1")
    result.assert_outcomes(passed=2)
    assert "left out" not in result.stdout.str()


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_in_ci_a_missing_server_is_a_failure(inner, workers):
    result = inner(SUITE, *workers, CI="true")
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*CI=true, but not at hand: needs_redis*"])


def test_in_ci_a_skipped_test_is_a_failure(inner):
    inner(SKIPPING, CI="true").assert_outcomes(failed=1, xfailed=1)


def test_in_ci_a_skipped_module_is_a_failure(inner):
    assert inner(MODULE, CI="true").ret != pytest.ExitCode.OK


def test_elsewhere_a_skip_is_a_skip(inner):
    inner(SKIPPING).assert_outcomes(skipped=1, xfailed=1)


def test_the_suite_on_postgresql_has_a_postgresql(inner):
    source = "import pytest\n@pytest.mark.needs_postgresql\ndef test_x(): pass"
    inner(source, DATABASE_URL="postgres://u@h/d").assert_outcomes(passed=1)
    inner(source).assert_outcomes(deselected=1)
