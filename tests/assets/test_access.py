"""A file is public exactly while something live refers to it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.files.storage import default_storage
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction, ReferenceIndex

from approvals.gate import publication_open
from assets import access
from assets.models import Image
from organisation.models import PortalSettings
from tests.pages import draft_article, fresh, publish

from . import samples

pytestmark = pytest.mark.django_db


def address_of(file) -> str:
    """Where readers would fetch ``file``: of an image, a rendition of it."""
    if isinstance(file, Image):
        return file.get_rendition("max-100x100").url
    return file.url


KINDS = {"image": samples.image, "document": samples.document, "media": samples.media}


@pytest.fixture(params=KINDS)
def file(request, media_root):
    return KINDS[request.param]()


def test_a_file_that_nothing_shows_is_not_found(client, file):
    assert client.get(address_of(file)).status_code == 404


def test_a_file_is_found_while_a_live_page_shows_it(client, file, shown_by):
    shown_by(file)

    response = client.get(address_of(file))

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-cache"


def test_a_draft_that_shows_a_file_makes_nothing_public(client, file, shown_by):
    shown_by(file, live=False)

    assert client.get(address_of(file)).status_code == 404


def test_a_page_past_its_expiry_shows_nothing_even_if_no_job_has_run(client, file, shown_by):
    page = shown_by(file, expire_at=timezone.now() - timedelta(seconds=1))

    assert fresh(page).live
    assert client.get(address_of(file)).status_code == 404


def test_a_page_that_will_expire_still_shows_its_files(client, file, shown_by):
    shown_by(file, expire_at=timezone.now() + timedelta(hours=1))

    assert client.get(address_of(file)).status_code == 200


def test_an_unpublished_page_takes_its_files_along_at_once(client, file, shown_by):
    page = shown_by(file)

    page.unpublish()

    assert client.get(address_of(file)).status_code == 404


def test_one_live_page_suffices(client, file, shown_by):
    shown_by(file, live=False)
    shown_by(file).unpublish()
    shown_by(file)

    assert client.get(address_of(file)).status_code == 200


def test_a_page_behind_a_privacy_setting_does_not_publish_its_files(client, file, shown_by, front):
    shown_by(file)
    with publication_open("a privacy setting of the tests"):
        PageViewRestriction.objects.create(page=front, restriction_type="login")

    assert client.get(address_of(file)).status_code == 404


def test_a_field_of_a_live_page_counts_like_its_text(client, shown_by):
    image = samples.image()
    shown_by(image, body=[("text", "<p>Không có ảnh.</p>")], main_image=image)

    assert client.get(address_of(image)).status_code == 200


def test_the_thumbnail_of_a_film_goes_with_the_film(client, shown_by):
    media = samples.media()
    assert client.get(media.thumbnail.url).status_code == 404

    shown_by(media)

    assert client.get(media.thumbnail.url).status_code == 200


def test_the_original_of_an_image_is_never_for_readers(client, shown_by):
    image = samples.image()
    shown_by(image)

    assert client.get(image.file.url).status_code == 404


def test_a_document_has_no_second_address_below_media(client, shown_by):
    document = samples.document()
    shown_by(document)

    assert client.get(document.file.url).status_code == 404
    assert client.get(document.url).status_code == 200


def test_wagtails_view_that_renders_images_on_demand_has_no_address():
    with pytest.raises(NoReverseMatch):
        reverse("wagtailimages_serve", args=("signature", 1, "max-100x100"))


def test_an_uploaded_but_unfinished_file_has_no_address(client):
    default_storage.save("wagtail_uploaded_files/anh.png", samples.ContentFile(b"x"))

    assert client.get("/media/wagtail_uploaded_files/anh.png").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "images/../original_images/anh.png",
        "images/%2e%2e/%2e%2e/portal.sqlite3",
        "images/..%5c..%5cportal.sqlite3",
        "images/a%00.png",
        "//etc/passwd",
        "portal.sqlite3",
        "images/",
    ],
)
def test_no_path_leads_out_of_what_was_published(client, path):
    assert client.get(f"/media/{path}").status_code == 404


# --- staff ------------------------------------------------------------------------


def in_collection_of(unit, kind):
    return KINDS[kind](collection=unit.collection)


@pytest.mark.parametrize("kind", KINDS)
def test_members_of_the_unit_see_its_files_before_publication(client_for, bloc, kind):
    file = in_collection_of(bloc.units.hospital, kind)

    for member in (bloc.contributor, bloc.leader):
        response = client_for(member).get(address_of(file))
        assert response.status_code == 200, member
        assert response["Cache-Control"] == "private, no-store"


def test_members_of_the_unit_see_the_originals_of_its_images(client_for, bloc):
    image = in_collection_of(bloc.units.hospital, "image")

    assert client_for(bloc.contributor).get(image.file.url).status_code == 200
    assert client_for(bloc.contributor2).get(image.file.url).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_members_of_another_unit_do_not(client_for, bloc, kind):
    file = in_collection_of(bloc.units.hospital, kind)

    for stranger in (bloc.contributor2, bloc.leader2):
        assert client_for(stranger).get(address_of(file)).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_those_who_judge_what_is_not_public_yet_see_it(client_for, bloc, kind):
    file = in_collection_of(bloc.units.hospital, kind)
    group = bloc.editor.groups.first()
    group.permissions.add(Permission.objects.get(codename="view_unpublished_files"))

    assert client_for(bloc.editor).get(address_of(file)).status_code == 200


def test_a_document_behind_a_wrong_name_is_not_found(client_for, bloc):
    document = in_collection_of(bloc.units.hospital, "document")
    address = reverse("wagtaildocs_serve", args=(document.pk, "khac.pdf"))

    assert client_for(bloc.contributor).get(address).status_code == 404


# --- the index, and what remembers ------------------------------------------------


def test_the_index_is_right_in_the_same_transaction_without_any_task(bloc, tree, client, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    image = samples.image()
    article = draft_article(tree, bloc.contributor, main_image=image)

    publish(bloc, article)

    assert client.get(address_of(image)).status_code == 200
    image.refresh_from_db()
    assert image.published_at is not None


def test_a_file_taken_out_of_a_page_is_gone_with_the_next_version(client, shown_by):
    image = samples.image()
    page = shown_by(image)

    with publication_open("a change of the tests"):
        page.body = [("text", "<p>Không có ảnh.</p>")]
        page.save()
    access.refresh_references(page)

    assert client.get(address_of(image)).status_code == 404


def test_files_of_a_draft_are_found_before_any_row_refers_to_them(bloc, tree):
    image = samples.image()
    article = draft_article(tree, bloc.contributor)
    article.main_image = image
    revision = article.save_revision(user=bloc.contributor)

    assert access.files_of(revision.as_object()) == [image]
    assert access.files_of(fresh(article)) == []


def test_the_first_publication_is_remembered_and_never_again_changed(shown_by):
    image = samples.image()
    page = shown_by(image)
    access.note_published(page)
    image.refresh_from_db()
    first = image.published_at

    access.note_published(page)
    image.published_at = None  # an older copy, saved later
    image.save()

    image.refresh_from_db()
    assert first is not None
    assert image.published_at == first


def test_rows_of_an_always_public_model_publish_what_they_refer_to(client, monkeypatch, front):
    monkeypatch.setattr(access, "_always_public", set())
    image = samples.image()
    unit_photo = front.unit  # a model without drafts, referring by hand
    ReferenceIndex.objects.create(
        content_type=content_type(unit_photo),
        base_content_type=content_type(unit_photo),
        object_id=str(unit_photo.pk),
        to_content_type=content_type(image),
        to_object_id=str(image.pk),
        model_path="photo",
        content_path="photo",
        content_path_hash=ReferenceIndex._get_content_path_hash("photo"),
    )
    assert client.get(address_of(image)).status_code == 404

    access.register_public_model("organisation.Unit")

    assert client.get(address_of(image)).status_code == 200


def content_type(obj):
    return ReferenceIndex._get_base_content_type(obj)


def test_saving_an_always_public_row_publishes_its_files_at_once(client, monkeypatch, settings, db):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    monkeypatch.setattr(access, "_always_public", set())
    access.register_public_model("organisation.PortalSettings")
    image = samples.image()
    kept = PortalSettings.load()
    field = next(f.name for f in kept._meta.fields if f.related_model is Image)

    setattr(kept, field, image)
    kept.save()

    assert client.get(address_of(image)).status_code == 200
    image.refresh_from_db()
    assert image.published_at is not None


def test_a_rendition_costs_three_queries(client, shown_by, django_assert_max_num_queries):
    image = samples.image()
    shown_by(image)
    address = address_of(image)
    client.get(address)

    with django_assert_max_num_queries(3):
        assert client.get(address).status_code == 200
