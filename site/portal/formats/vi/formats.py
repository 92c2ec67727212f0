"""Dates as people here write them: the day before the month, whatever the language.

Django's own list reads 05/04/2026 as the fourth of May. The last names are our own:
templates ask for them (``{{ day|date:"DAY_FORMAT" }}``), each language answers.
"""

DATE_INPUT_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
DATETIME_INPUT_FORMATS = [
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M:%S",
]

DAY_FORMAT = "d/m/Y"
SHORT_DAY_FORMAT = "d/m"
WEEKDAY_FORMAT = "l, d/m/Y"
MOMENT_FORMAT = "l, d/m/Y, H:i"
MONTH_FORMAT = "m/Y"
