"""Pages of readers that are no pages of the tree: topics, and the feed of everything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from . import feeds, listings
from .forms import ArticleFilter
from .models import Topic


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
