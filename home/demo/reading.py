"""The demo content as Python sees it: days counted from the load date, tokens filled in."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

CONTENT = Path(__file__).with_name("content.yaml")
#: Further articles, in the same form.
GUIDANCE = Path(__file__).with_name("guidance.yaml")

_TOKEN = re.compile(r"\{\{(dm|dmy|thu|y)([+-]\d+)?\}\}")
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

_WEEKDAYS_EN = (*"Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),)
_MONTHS = (
    *"January February March April May June".split(),
    *"July August September October November December".split(),
)

#: When the last piece of the evening before the load date is begun: its chain ends by midnight.
_LAST_BEGINNING = time(20, 30)


def _parsed(text: str) -> dict:
    return yaml.safe_load(unicodedata.normalize("NFC", text))


class Content:
    """The file's keys (``content["articles"]``), and its days as seen from ``today``."""

    def __init__(self, today: date, text: str | None = None):
        """``text`` stands for the files; every text comes out in NFC (TCVN 6909:2001)."""
        self.data = _parsed(CONTENT.read_text(encoding="utf-8") if text is None else text)
        if text is None:
            self.data["articles"] += _parsed(GUIDANCE.read_text(encoding="utf-8"))["articles"]
        self.today = today
        self.zone = ZoneInfo(self.data["meta"]["timezone"])

    def __getitem__(self, key: str) -> Any:
        return self.data[key]

    def day(self, offset: int) -> date:
        """The day ``offset`` days from the load date (negative: before it)."""
        return self.today + timedelta(days=offset)

    def at(self, offset: int, clock: str) -> datetime:
        """``clock`` ("16:20") of the day ``offset``, local time."""
        return datetime.combine(self.day(offset), time.fromisoformat(clock), self.zone)

    def before_today(self, moment: datetime) -> datetime:
        """``moment``; what would fall on the load date or later is begun the evening before."""
        return min(moment, datetime.combine(self.day(-1), _LAST_BEGINNING, self.zone))

    def filled(self, value: Any, offset: int, *, english: bool = False) -> Any:
        """``value`` with the tokens in all its texts filled in, seen from the day ``offset``."""
        if isinstance(value, str):
            return _TOKEN.sub(lambda found: self._token(found, offset, english), value)
        if isinstance(value, list):
            return [self.filled(item, offset, english=english) for item in value]
        if isinstance(value, dict):
            return {key: self.filled(item, offset, english=english) for key, item in value.items()}
        return value

    def _token(self, found: re.Match, offset: int, english: bool) -> str:
        day = self.day(offset + int(found[2] or 0))
        if english:
            return _in_english(found[1], day)
        forms = {
            "dm": f"{day:%d/%m}",
            "dmy": f"{day:%d/%m/%Y}",
            "thu": _WEEKDAYS[day.weekday()],
            "y": f"{day:%Y}",
        }
        return forms[found[1]]


def _in_english(token: str, day: date) -> str:
    month = _MONTHS[day.month - 1]
    forms = {
        "dm": f"{day.day} {month}",
        "dmy": f"{day.day} {month} {day.year}",
        "thu": _WEEKDAYS_EN[day.weekday()],
        "y": f"{day.year}",
    }
    return forms[token]
