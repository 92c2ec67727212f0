"""Files of a piece: private until it is public, unchanged while it is approved."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from approvals import services
from approvals.exceptions import SubmissionRefused
from assets.access import is_public
from assets.exceptions import FrozenFile, UndeletableFile
from assets.models import Image
from tests.pages import draft_article, fresh, publish


@pytest.fixture
def illustrated(bloc, tree, image):
    return draft_article(tree, bloc.contributor, main_image=image)


def test_an_image_is_public_exactly_while_a_public_piece_shows_it(bloc, image, illustrated):
    assert not is_public(image)
    services.submit(illustrated, bloc.contributor)
    assert not is_public(image)
    services.take_back(fresh(illustrated), bloc.contributor)
    public = publish(bloc, fresh(illustrated))
    assert is_public(image)
    services.withdraw(public, bloc.publisher, reason="Sai ảnh")
    assert not is_public(image)


def test_an_image_of_a_piece_in_review_neither_changes_nor_goes(bloc, image, illustrated):
    services.submit(illustrated, bloc.contributor)
    image = Image.objects.get(pk=image.pk)
    image.description = "Mô tả khác"
    with pytest.raises(FrozenFile), transaction.atomic():
        image.save()
    with pytest.raises((UndeletableFile, ProtectedError)), transaction.atomic():
        Image.objects.get(pk=image.pk).delete()
    assert Image.objects.get(pk=image.pk).description != "Mô tả khác"


def test_an_image_without_alternative_text_stops_the_submission(bloc, illustrated, image):
    Image.objects.filter(pk=image.pk).update(description="")
    with pytest.raises(SubmissionRefused) as refused, transaction.atomic():
        services.submit(illustrated, bloc.contributor)
    assert "văn bản thay thế" in refused.value.message
