"""The lunar date beside the solar one, as Vietnamese calendars print it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from units.lunar import LunarDate, lunar_date

#: First days of the lunar year; those of 1985, 2007 and 2030 differ from China's.
NEW_YEARS = """
1985-01-21 2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29
2007-02-17 2008-02-07 2009-01-26 2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31
2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01
2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02
""".split()
LEAP_MONTHS = {2014: 9, 2017: 6, 2020: 4, 2023: 2, 2025: 6, 2026: None, 2028: 5}


@pytest.mark.parametrize("day", NEW_YEARS)
def test_the_lunar_year_begins_with_tet(day):
    tet = dt.date.fromisoformat(day)
    assert lunar_date(tet) == LunarDate(1, 1, tet.year)


@pytest.mark.parametrize(("year", "month"), LEAP_MONTHS.items())
def test_leap_months_stand_where_the_calendar_has_them(year, month):
    days = (dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(365))
    leaps = {found.month for found in map(lunar_date, days) if found.leap}
    assert leaps == ({month} if month else set())


@given(st.dates(dt.date(1900, 3, 1), dt.date(2099, 12, 30)))
def test_days_follow_each_other(day):
    today, tomorrow = lunar_date(day), lunar_date(day + dt.timedelta(days=1))
    same_month = tomorrow == LunarDate(today.day + 1, today.month, today.year, today.leap)
    assert same_month or (tomorrow.day == 1 and today.day in (29, 30))
