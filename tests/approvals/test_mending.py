"""A return, and the editor's mending: who confirms what, and what is not asked twice."""

import json

from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from approvals.models import Approval, Piece
from approvals.views import edit_address, review_address
from tests.forms import edit_page
from tests.pages import approve_through, fresh

from .acting import (
    EDITORIAL,
    STANDING,
    UNIT,
    act,
    approve_in_turn,
    editor_text,
    is_vietnamese,
    messages_after,
    page_text,
    row,
    stage_of,
    submit,
)

# --- Return and mending ---------------------------------------------------------


def test_a_return_needs_a_comment(bloc, in_review, client_for):
    client = client_for(bloc.leader)
    said = messages_after(client, act(client, in_review, "reject", comment="  "))
    assert is_vietnamese(said)
    assert stage_of(in_review) == UNIT
    assert not Approval.objects.exists()


def test_a_return_shows_its_comment_to_the_author(bloc, in_review, client_for):
    act(client_for(bloc.leader), in_review, "reject", comment="Bổ sung nguồn số liệu")
    assert row(in_review).state == Piece.State.RETURNED
    author = client_for(bloc.contributor)
    assert "Bổ sung nguồn số liệu" in editor_text(author, in_review)
    home = page_text(author, reverse("wagtailadmin_home"))
    assert "Khánh thành khoa Nhi" in home


def test_a_mended_piece_goes_to_the_first_stage_that_has_not_seen_it(bloc, in_review, client_for):
    approve_through(bloc, in_review, until="unit")
    act(client_for(bloc.editor), fresh(in_review), "reject", comment="Rút gọn")
    author = client_for(bloc.contributor)
    edit_page(author, in_review, {"title": "Rút gọn"})
    submit(author, in_review, {"title": "Rút gọn"})
    assert stage_of(in_review) == UNIT
    approve_in_turn(client_for, in_review, [bloc.leader, bloc.editor])
    assert stage_of(in_review) == STANDING


def test_a_piece_resubmitted_unchanged_skips_those_who_have_seen_it(bloc, in_review, client_for):
    approve_through(bloc, in_review, until="unit")
    act(client_for(bloc.editor), fresh(in_review), "reject", comment="Vì sao?")
    submit(client_for(bloc.contributor), in_review)
    assert stage_of(in_review) == EDITORIAL


def test_a_return_voids_the_approval_of_the_returned_text_at_that_stage(
    bloc, in_review, client_for
):
    """Who returned a text and gets it back unchanged decides anew; nobody is passed over."""
    act(client_for(bloc.leader), in_review, "reject", comment="Chưa rõ")
    submit(client_for(bloc.contributor), in_review)
    assert stage_of(in_review) == UNIT


def test_what_the_editor_mends_the_leader_confirms_once(bloc, in_review, client_for):
    approve_through(bloc, in_review, until="unit")
    editor, leader = client_for(bloc.editor), client_for(bloc.leader)
    assert edit_page(editor, in_review, {"title": "Khánh thành Khoa Nhi"}).status_code == 302
    act(editor, fresh(in_review), "approve")
    assert stage_of(in_review) == UNIT
    page = leader.get(review_address(in_review)).content.decode()
    compare = BeautifulSoup(page, "html.parser").select_one('a[href*="/revisions/compare/"]')
    assert leader.get(compare["href"]).status_code == 200
    act(leader, fresh(in_review), "approve")
    assert stage_of(in_review) == STANDING
    approve_in_turn(client_for, in_review, [bloc.standing, bloc.publisher])
    assert fresh(in_review).live
    assert fresh(in_review).title == "Khánh thành Khoa Nhi"
    assert fresh(in_review).author == bloc.contributor


def test_the_leader_is_asked_to_confirm_in_words_of_its_own(bloc, in_review, client_for):
    leader = client_for(bloc.leader)
    first = approve_label(leader, in_review)
    approve_through(bloc, in_review, until="unit")
    edit_page(client_for(bloc.editor), in_review, {"title": "Biên tập"})
    act(client_for(bloc.editor), fresh(in_review), "approve")
    again = approve_label(leader, in_review)
    assert first != again
    assert is_vietnamese(again)


def test_what_the_author_rewrote_after_a_return_is_approved_not_confirmed(
    bloc, in_review, client_for
):
    approve_in_turn(client_for, in_review, [bloc.leader])
    act(client_for(bloc.editor), fresh(in_review), "reject", comment="Bổ sung nguồn")
    submit(client_for(bloc.contributor), in_review, {"title": "Tên mới"})
    assert approve_label(client_for(bloc.leader), in_review) == "Duyệt"


def approve_label(client, piece) -> str:
    html = client.get(review_address(piece)).content
    return BeautifulSoup(html, "html.parser").select_one("button[value=approve]").text.strip()


def test_a_leader_who_does_not_confirm_returns_it(bloc, in_review, client_for):
    approve_through(bloc, in_review, until="unit")
    edit_page(client_for(bloc.editor), in_review, {"title": "Biên tập sai ý"})
    act(client_for(bloc.editor), fresh(in_review), "approve")
    act(client_for(bloc.leader), fresh(in_review), "reject", comment="Sai ý đơn vị")
    assert row(in_review).state == Piece.State.RETURNED
    assert not fresh(in_review).live


def test_mending_makes_the_editor_nobody_s_author(bloc, in_review, client_for):
    approve_through(bloc, in_review, until="unit")
    edit_page(client_for(bloc.editor), in_review, {"title": "Biên tập"})
    assert fresh(in_review).get_latest_revision_as_object().author == bloc.contributor
    assert act(client_for(bloc.editor), fresh(in_review), "approve").status_code == 302
    assert Approval.objects.filter(user=bloc.editor).exists()


def test_the_desk_and_the_row_follow_what_was_mended(bloc, in_review, client_for):
    approve_through(bloc, in_review, until="unit")
    edit_page(client_for(bloc.editor), in_review, {"title": "Tên đã biên tập"})
    assert row(in_review).title == "Tên đã biên tập"


def test_a_comment_of_the_editor_reaches_the_author_and_is_no_new_text(bloc, in_review, client_for):
    approve_through(bloc, in_review, until="unit")
    words = "Đề nghị kiểm tra lại tên khoa"
    comment = nested_form_data(
        {
            "comments": inline_formset(
                [
                    {
                        "text": words,
                        "contentpath": "lead",
                        "position": "",
                        "replies": inline_formset([]),
                    }
                ]
            )
        }
    )
    assert edit_page(client_for(bloc.editor), in_review, comment).status_code == 302
    act(client_for(bloc.editor), fresh(in_review), "approve")
    assert stage_of(in_review) == STANDING
    author_sees = client_for(bloc.contributor).get(edit_address(in_review)).content.decode()
    comments = BeautifulSoup(author_sees, "html.parser").select_one("#comments-data").text
    assert [comment["text"] for comment in json.loads(comments)["comments"]] == [words]
