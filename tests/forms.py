"""Posting Wagtail's forms as a browser does: read the form, change what matters."""

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import (
    nested_form_data,
    querydict_from_html,
    rich_text,
    streamfield,
)

#: Streams are drawn by scripts and are not in the page's HTML: an article's text is
#: posted anew, as one block.
ARTICLE_TEXT = nested_form_data({"body": streamfield([("text", rich_text("<p>Nội dung.</p>"))])})


def posted_form(client: Client, url: str, changes: dict | None = None) -> dict:
    """The data that the editor at ``url`` would send, with ``changes`` to it."""
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    html = response.content.decode()
    forms = BeautifulSoup(html, "html.parser").find_all("form")
    index = next(i for i, form in enumerate(forms) if form.has_attr("data-edit-form"))
    return querydict_from_html(html, form_index=index).dict() | ARTICLE_TEXT | (changes or {})


def edit_page(client: Client, page, changes: dict | None = None):
    """Post the editor of ``page``; answers the response."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, posted_form(client, url, changes))


def edit_snippet(client: Client, snippet, changes: dict | None = None):
    url = reverse(snippet.snippet_viewset.get_url_name("edit"), args=[snippet.pk])
    return client.post(url, posted_form(client, url, changes))
