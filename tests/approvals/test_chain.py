"""The five stages: who may act, on which exact content, and what follows."""

import pytest

from approvals import services
from approvals.exceptions import StageRefused, SubmissionRefused
from approvals.models import Approval, Declaration, Piece, Release
from tests.pages import approve_through, fresh, publish


def test_five_stages_make_an_article_public(bloc, article):
    public = publish(bloc, article)
    assert public.live
    assert Release.objects.of(public).get().revoked_at is None
    assert Piece.objects.of(public).get().state == Piece.State.PUBLISHED


def test_nothing_is_public_before_the_last_stage(bloc, article):
    services.submit(article, bloc.contributor)
    assert not approve_through(bloc, article, until="standing").live


def test_code_cannot_submit_without_a_declaration(bloc, article):
    with pytest.raises(SubmissionRefused):
        services.submit(article, bloc.contributor, declared=False)
    assert not fresh(article).current_workflow_state


def test_the_author_cannot_approve(bloc, article):
    services.submit(article, bloc.contributor)
    with pytest.raises(StageRefused):
        services.approve(fresh(article), bloc.contributor)
    assert not Approval.objects.exists()
    assert Declaration.objects.count() == 1
