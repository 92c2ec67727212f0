"""English pages take dates in the same order as the Vietnamese ones, and write the month out."""

from portal.formats.vi.formats import DATE_INPUT_FORMATS, DATETIME_INPUT_FORMATS

__all__ = ["DATETIME_INPUT_FORMATS", "DATE_INPUT_FORMATS"]

DAY_FORMAT = "j F Y"
SHORT_DAY_FORMAT = "j M"
WEEKDAY_FORMAT = "l, j F Y"
MOMENT_FORMAT = "l, j F Y, H:i"
MONTH_FORMAT = "F Y"
