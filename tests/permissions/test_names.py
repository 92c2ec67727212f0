"""What lists, searches, choosers and reports name: never a draft of another's unit."""

import json

import pytest

from tests.pages import fresh

from .answers import browser_of
from .world import OTHER_DRAFT

pytestmark = pytest.mark.django_db

#: Where core names pages of every unit, or did.
LISTS = [
    "",
    "pages/{other_unit_page.pk}/",
    "pages/search/?q=B%E1%BA%A3n",
    "pages/usage/units/articlepage/",
    "choose-page/{other_unit_page.pk}/",
    "choose-page/search/?q=B%E1%BA%A3n",
    "choose-page/chosen-multiple/?id={other_draft.pk}",
    "bulk/wagtailcore/page/delete/?id={other_draft.pk}",
    "bulk/wagtailcore/page/move/?id=all",
    "api/main/pages/",
    "api/main/pages/?child_of={other_unit_page.pk}&for_explorer=1",
    "api/main/pages/?search=B%E1%BA%A3n",
    "api/main/pages/{other_draft.pk}/",
    "reports/workflow/",
    "reports/workflow_tasks/",
    "reports/site-history/",
    "reports/site-history/?export=csv",
    "reports/aging-pages/",
    "reports/page-types-usage/",
    "localize/reports/translations/",
]
#: Those of them that name the draft to whoever reads every unit.
NAMING = {address for address in LISTS if "other_draft" in address or "B%E1" in address} | {
    "pages/{other_unit_page.pk}/",
    "pages/usage/units/articlepage/",
    "choose-page/{other_unit_page.pk}/",
    "api/main/pages/",
    "api/main/pages/?child_of={other_unit_page.pk}&for_explorer=1",
}


def naming(world, role: str) -> set[str]:
    """The addresses that say the title of the draft of Ban Tổ chức to ``role``."""
    people, objects = world
    browser = browser_of(people, role)
    return {
        address
        for address in LISTS
        if OTHER_DRAFT in _text(browser.get(f"/admin/{address.format(**objects)}", follow=True))
    }


def _text(response) -> str:
    """What was answered; JSON may spell accents by number."""
    text = (b"".join(response) if response.streaming else response.content).decode()
    if "json" in response["Content-Type"]:
        return json.dumps(json.loads(text), ensure_ascii=False)
    return text


@pytest.mark.rule("R85")
@pytest.mark.parametrize(
    "role", ["contributor", "leader", "clerk", "officer", "translator", "leadership"]
)
def test_no_list_names_a_draft_of_another_unit(world, role):
    assert naming(world, role) == set()


def test_whoever_reads_every_unit_finds_the_draft_in_the_same_lists(world):
    assert naming(world, "editor") >= NAMING


def test_a_new_title_of_a_public_page_is_its_units_until_it_is_public(world):
    people, objects = world
    page = fresh(objects["published"]).get_latest_revision_as_object()
    page.title = "Tên đang sửa"
    page.save_revision(user=people.contributor)
    address = f"/admin/choose-page/{objects['unit_page'].pk}/"

    seen = {
        role: "Tên đang sửa" in browser_of(people, role).get(address).json()["html"]
        for role in ("contributor", "leader", "contributor2", "leadership")
    }

    assert seen == {"contributor": True, "leader": True, "contributor2": False, "leadership": False}
