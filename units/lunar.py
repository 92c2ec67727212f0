"""The Vietnamese lunar calendar, reckoned for the meridian of Hà Nội (UTC+7).

A month begins on the day of the new moon; the month that holds the winter solstice is
the eleventh; in a year of thirteen months the first one without a principal term of the
sun is a leap month. New moons and the sun's longitude after Jean Meeus, "Astronomical
Algorithms"; near midnight the day may differ from that of the Chinese calendar (UTC+8).
"""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from math import floor, radians, sin

_ZONE = 7 / 24
#: Mean length of a month in days, and the Julian day of the new moon number 0 (1 January 1900).
_SYNODIC, _EPOCH = 29.530588853, 2415021.076998695
#: Julian day number of the day before 1 January of the year 1.
_ORDINAL_ZERO = 1721425
#: Days of a year of twelve months, at most.
_COMMON_YEAR = 365


@dataclass(frozen=True)
class LunarDate:
    """``leap``: the month repeats the one of the same number."""

    day: int
    month: int
    year: int
    leap: bool = False


@lru_cache(maxsize=1024)
def lunar_date(day: dt.date) -> LunarDate:
    """The lunar date of ``day``; right from 1900 to 2100."""
    number = day.toordinal() + _ORDINAL_ZERO
    begins = _month_of(number)
    year = day.year + 1
    eleventh, next_eleventh = _eleventh_month(day.year), _eleventh_month(day.year + 1)
    if eleventh >= begins:
        year, eleventh, next_eleventh = day.year, _eleventh_month(day.year - 1), eleventh
    passed = (begins - eleventh) // 29
    leap_at = _leap_month(eleventh) if next_eleventh - eleventh > _COMMON_YEAR else None
    month = passed + 11 - (leap_at is not None and passed >= leap_at)
    month = month - 12 if month > 12 else month
    if month >= 11 and passed < 4:
        year -= 1
    return LunarDate(number - begins + 1, month, year, leap=passed == leap_at)


def _month_of(number: int) -> int:
    """Julian day number on which the lunar month of the day ``number`` begins."""
    moon = floor((number - _EPOCH) / _SYNODIC)
    near = (_new_moon(moon + step) for step in (1, 0, -1))
    return next(begins for begins in near if begins <= number)


def _eleventh_month(year: int) -> int:
    """Day on which the month of the winter solstice of ``year`` begins."""
    last_day = dt.date(year, 12, 31).toordinal() + _ORDINAL_ZERO
    moon = floor((last_day - 2415021) / _SYNODIC)
    begins = _new_moon(moon)
    return _new_moon(moon - 1) if _principal_term(begins) >= 9 else begins


def _leap_month(eleventh: int) -> int:
    """How many months after ``eleventh`` the leap month of that year stands."""
    moon = floor((eleventh - _EPOCH) / _SYNODIC + 0.5)
    terms = [_principal_term(_new_moon(moon + month)) for month in range(1, 15)]
    return next(month for month in range(1, 14) if terms[month] == terms[month - 1])


@lru_cache(maxsize=512)
def _new_moon(moon: int) -> int:
    """Julian day number, in Việt Nam, of the new moon number ``moon`` since 1900."""
    t = moon / 1236.85
    sun = radians(359.2242 + 29.10535608 * moon - 0.0000333 * t**2 - 0.00000347 * t**3)
    own = radians(306.0253 + 385.81691806 * moon + 0.0107306 * t**2 + 0.00001236 * t**3)
    node = radians(21.2964 + 390.67050646 * moon - 0.0016528 * t**2 - 0.00000239 * t**3)
    mean = (
        2415020.75933
        + 29.53058868 * moon
        + 0.0001178 * t**2
        - 0.000000155 * t**3
        + 0.00033 * sin(radians(166.56 + 132.87 * t - 0.009173 * t**2))
    )
    true = (
        (0.1734 - 0.000393 * t) * sin(sun)
        + 0.0021 * sin(2 * sun)
        - 0.4068 * sin(own)
        + 0.0161 * sin(2 * own)
        - 0.0004 * sin(3 * own)
        + 0.0104 * sin(2 * node)
        - 0.0051 * sin(sun + own)
        - 0.0074 * sin(sun - own)
        + 0.0004 * sin(2 * node + sun)
        - 0.0004 * sin(2 * node - sun)
        - 0.0006 * sin(2 * node + own)
        + 0.0010 * sin(2 * node - own)
        + 0.0005 * sin(2 * own + sun)
    )
    slowing = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return floor(mean + true - slowing + 0.5 + _ZONE)


def _principal_term(number: int) -> int:
    """Twelfth of the zodiac (0 to 11) in which the sun stands as the day ``number`` begins."""
    t = (number - 0.5 - _ZONE - 2451545.0) / 36525
    anomaly = radians(357.52910 + 35999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3)
    longitude = (
        280.46645
        + 36000.76983 * t
        + 0.0003032 * t**2
        + (1.914600 - 0.004817 * t - 0.000014 * t**2) * sin(anomaly)
        + (0.019993 - 0.000101 * t) * sin(2 * anomaly)
        + 0.000290 * sin(3 * anomaly)
    )
    return floor(longitude % 360 / 30)
