"""Pieces of other units do not exist; snippets take the same chain as pages."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from approvals import services
from approvals.views import edit_address, review_address
from assets.exceptions import FrozenFile, UndeletableFile
from tests.forms import posted_form
from tests.pages import approve_through, fresh

from .acting import (
    act,
    address,
)

# --- What belongs to other units --------------------------------------------------


def test_pieces_of_other_units_do_not_exist(bloc, in_review, client_for):
    client = client_for(bloc.contributor2)
    page = in_review.pk
    revision = in_review.latest_revision_id
    task_state = in_review.current_workflow_task_state.pk
    pages = {
        "edit": [page],
        "delete": [page],
        "unpublish": [page],
        "copy": [page],
        "move": [page],
        "history": [page],
        "usage": [page],
        "view_draft": [page],
        "preview_on_edit": [page],
        "workflow_history": [page],
        "workflow_history_detail": [page, in_review.current_workflow_state.pk],
        "workflow_preview": [page, in_review.current_workflow_task.pk],
        "workflow_action": [page, "approve", task_state],
        "confirm_workflow_cancellation": [page],
        "revisions_revert": [page, revision],
        "revisions_view": [page, revision],
        "revisions_compare": [page, revision, "latest"],
        "revisions_unschedule": [page, revision],
        "revisions_index": [page],
        "history_results": [page],
        "lock": [page],
        "unlock": [page],
        "set_privacy": [page],
        "convert_alias": [page],
    }
    urls = [reverse(f"wagtailadmin_pages:{name}", args=args) for name, args in pages.items()]
    urls += [review_address(in_review), reverse("approvals:review_page", args=[page])]
    urls += [address(n, in_review) for n in ("withdraw", "hold", "lift_hold", "take_back")]
    assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 404)
    assert {url: client.post(url).status_code for url in urls} == dict.fromkeys(urls, 404)


def test_banners_of_other_units_do_not_exist(bloc, banner, client_for):
    services.submit(banner, bloc.office_contributor)
    client = client_for(bloc.contributor2)
    revision = fresh(banner).latest_revision_id
    names = {
        "edit": [banner.pk],
        "delete": [banner.pk],
        "unpublish": [banner.pk],
        "history": [banner.pk],
        "usage": [banner.pk],
        "workflow_history": [banner.pk],
        "revisions_revert": [banner.pk, revision],
        "revisions_compare": [banner.pk, revision, "latest"],
        "preview_on_edit": [banner.pk],
        "lock": [banner.pk],
    }
    urls = [
        reverse(banner.snippet_viewset.get_url_name(name), args=args)
        for name, args in names.items()
    ]
    urls += [review_address(banner)]
    assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 404)
    index = reverse(banner.snippet_viewset.get_url_name("list"))
    assert "Banner" not in [
        cell.get_text(strip=True)
        for cell in BeautifulSoup(client.get(index).content, "html.parser").select("td a")
    ]


def test_a_banner_takes_its_five_stages(bloc, banner, client_for):
    services.submit(banner, bloc.office_contributor)
    people = [bloc.office_leader, bloc.editor, bloc.propaganda, bloc.standing, bloc.publisher]
    for person in people:
        assert not fresh(banner).live
        act(client_for(person), fresh(banner), "approve")
    assert fresh(banner).live


def test_a_banners_editor_is_read_only_in_review(bloc, banner, client_for):
    services.submit(banner, bloc.office_contributor)
    url = edit_address(banner)
    for person in (bloc.office_contributor, bloc.office_leader, bloc.admin):
        client = client_for(person)
        client.post(url, posted_form(client, url, {"title": "Sửa trộm"}))
    assert fresh(banner).get_latest_revision_as_object().title == "Banner"


# --- Files of what is being approved -------------------------------------------------


def test_a_picture_keeps_what_was_approved_of_it(bloc, tree, image):
    """Its text is part of what the stages read: it stays as it is until they are done."""
    from tests.pages import draft_article

    article = draft_article(tree, bloc.contributor, main_image=image)
    services.submit(article, bloc.contributor)
    approve_through(bloc, fresh(article), until="standing")
    image.refresh_from_db()
    image.description = "Chú thích khác hẳn"
    with pytest.raises(FrozenFile):
        image.save()


def test_a_picture_in_a_chain_is_not_deleted(bloc, tree, image):
    from tests.pages import draft_article

    body = [("image", {"image": image, "caption": "", "credit": ""})]
    article = draft_article(tree, bloc.contributor, body=body)
    services.submit(article, bloc.contributor)
    with pytest.raises(UndeletableFile):
        image.delete()
