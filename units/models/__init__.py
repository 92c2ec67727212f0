"""The page tree of the bloc."""

from .articles import ArticleKind, ArticlePage, Origin, RelatedPage, UnitScope
from .indexes import NewsIndexPage, WorkProgrammePage
from .people import LeadershipMember, UnitContact, UnitPerson
from .sections import LeadershipPage, SectionPage
from .sources import ReprintSource
from .topics import ArticleTopic, Topic
from .unit_pages import UnitIndexPage, UnitPage

__all__ = [
    "ArticleKind",
    "ArticlePage",
    "ArticleTopic",
    "LeadershipMember",
    "LeadershipPage",
    "NewsIndexPage",
    "Origin",
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
