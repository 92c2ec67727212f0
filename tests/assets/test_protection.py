"""What is shown stays as it is; what was public once stays."""

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from wagtail.models import Collection

from assets import access, protection
from assets.exceptions import FrozenFile, UndeletableFile
from assets.fields import replacement_refused
from assets.models import Document, Image, Media

from . import samples

pytestmark = pytest.mark.django_db

KINDS = {"image": samples.image, "document": samples.document, "media": samples.media}


@pytest.fixture(params=KINDS)
def file(request, media_root):
    return KINDS[request.param]()


@pytest.mark.parametrize("field", ["title", "credit", "source", "rights"])
def test_words_beside_a_shown_file_cannot_change(file, shown_by, field):
    shown_by(file)
    before = getattr(file, field)

    setattr(file, field, "khác")
    with pytest.raises(FrozenFile, match=file._meta.model.objects.get(pk=file.pk).title):
        file.save()

    file.refresh_from_db()
    assert getattr(file, field) == before


def test_the_alternative_text_of_a_shown_image_cannot_change(shown_by):
    image = samples.image()
    shown_by(image)

    image.description = "khác"
    with pytest.raises(FrozenFile):
        image.save(update_fields=["description"])


def test_before_and_after_it_is_shown_the_words_can_change(file, shown_by):
    file.title = "Trước khi đăng"
    file.save()
    page = shown_by(file)
    page.unpublish()

    file.title = "Sau khi gỡ"
    file.save()

    file.refresh_from_db()
    assert file.title == "Sau khi gỡ"


def test_what_readers_do_not_see_can_change_meanwhile(file, shown_by):
    shown_by(file)
    collection = Collection.get_first_root_node().add_child(name="Bệnh viện")

    file.collection = collection
    file.save()
    file.tags.add("hội nghị")

    file.refresh_from_db()
    assert file.collection == collection


@pytest.mark.parametrize("save", [True, False])
def test_the_bytes_of_a_medium_never_change(file, save):
    name = file.file.name
    content = {"image": samples.picture, "document": samples.pdf}.get(
        file._meta.model_name, lambda: samples.MP4
    )()

    with pytest.raises(FrozenFile):
        file.file.save(name, ContentFile(content), save=save)
        file.save()

    assert type(file).objects.get(pk=file.pk).file.name == name
    assert file.file.storage.listdir(name.rpartition("/")[0])[1] == [name.rpartition("/")[2]]


def test_a_row_under_a_known_key_is_no_new_file():
    known = samples.image()

    with pytest.raises(FrozenFile):
        Image(
            pk=known.pk,
            title="khác",
            description="khác",
            file=ContentFile(samples.picture(), "b.png"),
        ).save()


def test_the_bytes_go_only_with_the_medium(file):
    with pytest.raises(FrozenFile):
        file.file.delete()

    assert file.file.storage.exists(file.file.name)


def test_a_room_above_can_freeze_what_is_being_approved(file, monkeypatch):
    monkeypatch.setattr(protection, "_change_guards", [])
    protection.register_change_guard(lambda file: "đang được duyệt")
    file.title = "khác"

    with pytest.raises(FrozenFile, match="đang được duyệt"):
        file.save()


# --- deletion ---------------------------------------------------------------------


def test_a_file_that_nobody_saw_can_be_deleted(file, django_capture_on_commit_callbacks):
    storage, name = file.file.storage, file.file.name

    with django_capture_on_commit_callbacks(execute=True):
        file.delete()

    assert not storage.exists(name)


def test_a_shown_file_cannot_be_deleted(file, shown_by):
    shown_by(file)

    with pytest.raises(UndeletableFile), transaction.atomic():
        file.delete()
    with pytest.raises(UndeletableFile), transaction.atomic():
        type(file).objects.filter(pk=file.pk).delete()

    assert type(file).objects.filter(pk=file.pk).exists()


def test_a_file_that_was_public_once_is_kept(file, shown_by):
    page = shown_by(file)
    access.note_published(page)
    page.unpublish()

    with pytest.raises(UndeletableFile):
        file.delete()  # a copy that is older than the publication


def test_a_room_above_can_keep_what_its_pieces_need(file, monkeypatch):
    monkeypatch.setattr(protection, "_deletion_guards", [])
    protection.register_deletion_guard(lambda file: "bài đang chờ duyệt dùng tệp này")

    with pytest.raises(UndeletableFile, match="bài đang chờ duyệt"):
        file.delete()


# --- in the admin -----------------------------------------------------------------

ADMIN = {Image: "wagtailimages", Document: "wagtaildocs", Media: "wagtailmedia"}


def edit_url(file) -> str:
    return reverse(f"{ADMIN[type(file)]}:edit", args=[file.pk])


def fields_of(file) -> dict:
    fields = {"title": file.title, "collection": file.collection_id, "tags": ""}
    fields |= {name: getattr(file, name) for name in ("credit", "source", "rights")}
    if isinstance(file, Image):
        fields["description"] = file.description
    if isinstance(file, Media):
        fields |= {"duration": file.duration, "transcript": ""}
    return fields


def test_the_edit_form_says_why_a_shown_file_cannot_change(client_for, admin, file, shown_by):
    shown_by(file)

    response = client_for(admin).post(edit_url(file), fields_of(file) | {"title": "khác"})

    assert response.status_code == 200
    assert protection.reason_to_freeze(file) in response.content.decode().replace("&quot;", '"')
    file.refresh_from_db()
    assert file.title != "khác"


def test_the_edit_form_of_a_shown_file_still_saves_what_may_change(
    client_for, admin, file, shown_by
):
    shown_by(file)

    response = client_for(admin).post(edit_url(file), fields_of(file) | {"tags": "tin"})

    assert response.status_code == 302
    assert [tag.name for tag in file.tags.all()] == ["tin"]


def test_the_edit_form_takes_no_other_file_and_loses_none(client_for, admin, file):
    name = file.file.name
    upload = ContentFile(file.file.read(), "moi." + name.rpartition(".")[2])

    page = client_for(admin).get(edit_url(file))
    response = client_for(admin).post(edit_url(file), fields_of(file) | {"file": upload})

    assert 'name="file"' not in page.content.decode()
    assert replacement_refused(file) in response.content.decode()
    file.refresh_from_db()
    assert file.file.name == name
    assert file.file.storage.exists(name)


def test_the_delete_page_answers_with_the_reason(client_for, admin, file, shown_by):
    shown_by(file)
    delete = reverse(f"{ADMIN[type(file)]}:delete", args=[file.pk])

    response = client_for(admin).post(delete, follow=True)

    assert response.redirect_chain[0][0] == edit_url(file)
    assert protection.reason_to_keep(file) in response.content.decode()
    assert type(file).objects.filter(pk=file.pk).exists()


def test_deleting_in_bulk_deletes_nothing_if_one_must_stay(client_for, admin, shown_by):
    kept, other = samples.image(), samples.image(title="Ảnh khác")
    shown_by(kept)
    address = reverse("wagtail_bulk_action", args=["assets", "image", "delete"])

    response = client_for(admin).post(f"{address}?id={kept.pk}&id={other.pk}", follow=True)

    assert protection.reason_to_keep(kept) in response.content.decode()
    assert Image.objects.count() == 2


def test_the_uploader_gets_the_reason_as_data(client_for, admin, shown_by):
    image = samples.image()
    shown_by(image)
    address = reverse("wagtailimages:delete_multiple", args=[image.pk])

    response = client_for(admin).post(address, headers={"X-Requested-With": "XMLHttpRequest"})

    assert response.status_code == 409
    assert response.json()["error_message"] == protection.reason_to_keep(image)
