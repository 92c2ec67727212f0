"""Addresses of search, in every language of the portal."""

from django.urls import path

from . import views

urlpatterns = [
    path("tim-kiem/", views.search_page, name="search"),
    path("tim-kiem/goi-y/", views.suggestions, name="search_suggestions"),
    path("tim-kiem/goi-y/opensearch/", views.open_suggestions, name="search_open_suggestions"),
    path("tim-kiem/opensearch.xml", views.open_search, name="search_description"),
]
