"""Pages of readers that are no pages of the tree: topics, and the feed of everything."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from . import calendars, feeds, listings, programme
from .forms import ArticleFilter, ProgrammeFilter
from .listings import is_public
from .models import Topic, WorkProgrammePage


def topics(request: HttpRequest) -> HttpResponse:
    """``/chu-de/``: all topics, and the campaigns with their periods (R04, R48)."""
    return render(
        request,
        "units/topics.html",
        {"topics": Topic.objects.standing(), "campaigns": Topic.objects.campaigns()},
    )


def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """``/chu-de/<slug>/``: the articles of all units on a topic (R04)."""
    topic = get_object_or_404(Topic, slug=slug)
    form = ArticleFilter(request.GET, queryset=listings.of_topic(topic), without=("topic",))
    return render(
        request,
        "units/topic.html",
        {
            "topic": topic,
            "filter": form,
            "articles": listings.page_of(listings.with_images(form.filtered()), request),
            "feed_path": reverse("topic_feed", args=[slug]),
        },
    )


def topic_feed(request: HttpRequest, slug: str) -> HttpResponse:
    topic = get_object_or_404(Topic, slug=slug)
    feed = feeds.ArticleFeed(
        title=topic.name, path=topic.get_absolute_url(), queryset=listings.of_topic(topic)
    )
    return feed(request)


def feed(request: HttpRequest) -> HttpResponse:
    """``/rss/``: everything new, of all units."""
    everything = feeds.ArticleFeed(title=_("News"), path="/", queryset=listings.articles())
    return everything(request)


def calendar(request: HttpRequest, path: str) -> HttpResponse:
    """``<work programme>lich.ics``, ``?of=`` as on the page; Wagtail's own addresses end in /."""
    page = Page.find_for_request(request, path)
    form = ProgrammeFilter(request.GET, today=timezone.localdate())
    if not isinstance(page, WorkProgrammePage) or not is_public(page) or not form.is_valid():
        raise Http404
    name = " - ".join(filter(None, [page.title, form.whose_label]))
    return calendars.answer(request, page, name, programme.for_calendar(form.whose))
