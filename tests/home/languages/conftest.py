"""A translator at work in the admin, as the browser would send it."""

from types import SimpleNamespace

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from approvals import services
from approvals.gate import publication_open
from tests.pages import found_tree, fresh


class Translator:
    """One person's hands: submitting for translation, PO files, submitting for approval."""

    def __init__(self, client: Client, bloc: SimpleNamespace):
        self.client, self.bloc = client, bloc
        self.english = Locale.objects.get_or_create(language_code="en")[0]

    def begin(self, page: Page, *, as_client: Client | None = None):
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        return (as_client or self.client).post(address, {"locales": [self.english.pk]})

    def translation(self, page: Page) -> Translation:
        return Translation.objects.get(source__object_id=page.translation_key)

    def target(self, page: Page):
        return self.translation(page).get_target_instance()

    def texts(self, page: Page) -> polib.POFile:
        """The PO file that the editor offers."""
        address = reverse("wagtail_localize:download_pofile", args=[self.translation(page).pk])
        return polib.pofile(self.client.get(address).content.decode())

    def upload(self, page: Page, po: polib.POFile):
        address = reverse("wagtail_localize:upload_pofile", args=[self.translation(page).pk])
        return self.client.post(address, {"file": SimpleUploadedFile("en.po", str(po).encode())})

    def say(self, page: Page, said: dict[str, str]) -> None:
        """Translate by Vietnamese text; what ``said`` does not name becomes "In English"."""
        po = self.texts(page)
        for entry in po:
            entry.msgstr = said.get(entry.msgid, "In English")
        self.upload(page, po)

    def submit(self, page: Page, **posted):
        target = self.target(page)
        address = reverse(
            "approvals:submit_translation", args=[target.get_content_type().pk, target.pk]
        )
        return self.client.post(address, posted or {"declaration": "on"}, follow=True)

    def approve(self, page: Page) -> Page:
        for person in (self.bloc.editor, self.bloc.standing, self.bloc.publisher):
            services.approve(fresh(self.target(page)), person)
        return fresh(self.target(page))

    def found(self, page: Page, title: str) -> Page:
        """``page`` in English at once, for tests of what lies below it."""
        with publication_open("founding of the tests"):
            copy = page.copy_for_translation(self.english)
            copy.title, copy.author, copy.unit = title, self.bloc.translator, page.unit
            copy.save_revision().publish(skip_permission_checks=True)
        return fresh(copy)

    def publish(self, page: Page, title: str, **said: str) -> Page:
        """From the first click to ``/en/``."""
        self.begin(page)
        self.say(page, {page.title: title, **said})
        self.submit(page)
        return self.approve(page)


@pytest.fixture
def tree(bloc):
    return found_tree(bloc)


@pytest.fixture
def translator(bloc, client_for) -> Translator:
    return Translator(client_for(bloc.translator), bloc)


@pytest.fixture
def english_home(translator, tree):
    return translator.found(tree.home, "Home")


@pytest.fixture
def english_unit(translator, tree, english_home):
    """The hospital's page in English, with the list of units above it."""
    translator.found(tree.index, "Units")
    return translator.found(tree.hospital, "Provincial hospital")
