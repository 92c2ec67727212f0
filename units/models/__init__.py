"""The page tree of the bloc."""

from .articles import ArticleKind, ArticlePage, Origin, RelatedPage
from .indexes import NewsIndexPage, UnitScope, WorkProgrammePage
from .people import LeadershipMember, UnitContact, UnitPerson
from .sections import LeadershipPage, SectionPage
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
    "SectionPage",
    "Topic",
    "UnitContact",
    "UnitIndexPage",
    "UnitPage",
    "UnitPerson",
    "UnitScope",
    "WorkProgrammePage",
]
