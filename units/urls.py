from django.urls import path

from . import views

urlpatterns = [
    path("rss/", views.feed, name="feed"),
    path("<path:path>/lich.ics", views.calendar, name="calendar"),
    path("chu-de/", views.topics, name="topics"),
    path("chu-de/<slug:slug>/", views.topic, name="topic"),
    path("chu-de/<slug:slug>/rss/", views.topic_feed, name="topic_feed"),
]
