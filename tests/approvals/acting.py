"""What people do in the admin with a piece, as their browsers would send it."""

import re

from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from approvals.models import Piece
from approvals.views import edit_address, review_address
from tests.forms import edit_page, posted_form
from tests.pages import fresh
from units.models import ArticlePage

SUBMIT = {"action-submit": "1"}
DECLARED = {"declaration": "on"}

UNIT, EDITORIAL = "Đơn vị duyệt", "Tổ biên tập duyệt"
STANDING, PUBLICATION = "Thường trực phụ trách duyệt", "Quản trị mạng xuất bản"

#: Letters that only Vietnamese texts have.
_VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


def add_address(parent) -> str:
    return reverse("wagtailadmin_pages:add", args=["units", "articlepage", parent.pk])


def create_article(client: Client, parent, changes: dict | None = None):
    """Post the create view below ``parent``; answers the response."""
    address = add_address(parent)
    typed = {"title": "Khánh thành khoa Nhi", "slug": "khoa-nhi", "lead": "Sáng nay."}
    return client.post(address, posted_form(client, address, typed | (changes or {})))


def written_article(client: Client, parent, **typed) -> ArticlePage:
    """A draft saved by the create view."""
    response = create_article(client, parent, typed)
    assert response.status_code == 302, response.status_code
    return ArticlePage.objects.get(slug=typed.get("slug", "khoa-nhi"))


def submit(client: Client, page, changes: dict | None = None):
    """Submit from the editor, with the declaration ticked."""
    return edit_page(client, page, SUBMIT | DECLARED | (changes or {}))


def review_form(client: Client, piece) -> dict:
    """What the form of acting on the review page holds."""
    response = client.get(review_address(piece))
    assert response.status_code == 200, response.status_code
    form = BeautifulSoup(response.content, "html.parser").select_one("form.review__act")
    assert form is not None, "no form to act: not this person's turn"
    return {field["name"]: field.get("value", "") for field in form.select("input[name]")}


def act(client: Client, piece, what: str, **typed):
    """Read the review page, then press one of its buttons (``approve`` or ``reject``)."""
    data = review_form(client, piece) | {"act": what, "comment": ""} | typed
    return client.post(review_address(piece), data)


def approve_in_turn(client_for, piece, people) -> None:
    for person in people:
        response = act(client_for(person), fresh(piece), "approve")
        assert response.status_code == 302, response.status_code


def messages_after(client: Client, response) -> str:
    """The messages shown on the page that a response leads to."""
    html = client.get(response["Location"], follow=True).content.decode()
    shown = BeautifulSoup(html, "html.parser").select(".messages li, .w-message, [data-w-messages]")
    return " ".join(item.get_text(" ", strip=True) for item in shown)


def page_text(client: Client, address: str) -> str:
    """What a page says, without markup."""
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def editor_text(client: Client, piece) -> str:
    return page_text(client, edit_address(piece))


def is_vietnamese(text: str) -> bool:
    return bool(_VIETNAMESE.search(text))


def stage_of(piece) -> str:
    """The name of the stage a piece waits at; empty outside of a chain."""
    task = fresh(piece).current_workflow_task
    return task.name if task else ""


def row(piece) -> Piece:
    return Piece.objects.of(piece).get()


def address(name, piece) -> str:
    return reverse(f"approvals:{name}", args=[piece.get_content_type().pk, piece.pk])


def latest_title(piece) -> str:
    return fresh(piece).get_latest_revision_as_object().title


def run_publication_job() -> None:
    """As the portal's scheduler does; a failure is the job's own business."""
    call_command("run_jobs")
