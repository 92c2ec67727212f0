"""The page tree of the bloc."""

from .articles import ArticleKind, ArticlePage, Origin, RelatedPage, UnitScope
from .indexes import NewsIndexPage
from .people import LeadershipMember, UnitContact, UnitPerson
from .programme import EntryState, ProgrammeDocument, ProgrammeEntry, WorkProgrammePage
from .sections import LeadershipPage, SectionPage
from .sources import ReprintSource
from .topics import ArticleTopic, Topic
from .unit_pages import UnitIndexPage, UnitPage

__all__ = [
    "ArticleKind",
    "ArticlePage",
    "ArticleTopic",
    "EntryState",
    "LeadershipMember",
    "LeadershipPage",
    "NewsIndexPage",
    "Origin",
    "ProgrammeDocument",
    "ProgrammeEntry",
    "RelatedPage",
    "ReprintSource",
    "SectionPage",
    "Topic",
    "UnitContact",
    "UnitIndexPage",
    "UnitPage",
    "UnitPerson",
    "UnitScope",
    "WorkProgrammePage",
]
