"""R26: standards are kept. 0 errors of the validator and of axe on each kind of page."""

import urllib.error
import urllib.request
from functools import partial
from http import HTTPStatus

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Route

from tests.portals import DESKTOP, PHONE, Portal, keep

from .accessibility import violations
from .conftest import PATHS
from .validator import faults_of

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("portal"), pytest.mark.rule("R26")]

#: Pages that come up without database, session or request; drawn from their templates.
ERRORS = (400, 403, 500, 503)


def error_page(status: int) -> str:
    return render_to_string(f"{status}.html")


def source(portal: Portal, path: str) -> str:
    """What a reader's browser gets, pages of errors included."""
    try:
        with urllib.request.urlopen(f"http://{portal.host}{path}") as response:
            return response.read().decode()
    except urllib.error.HTTPError as error:
        assert error.code == HTTPStatus.NOT_FOUND
        return error.read().decode()


def _fulfil(answer: dict, route: Route) -> None:
    route.fulfill(**answer)


@pytest.fixture
def reader(visit):
    """A reader's page on which the errors that cannot be asked for have addresses too."""
    page = visit(reduced_motion="reduce")  # no colour is caught on its way to another
    for status in ERRORS:
        answer = {"status": status, "content_type": "text/html", "body": error_page(status)}
        page.route(f"**/{status}", partial(_fulfil, answer))
    return page


@pytest.mark.needs_java
def test_every_page_is_valid_html(portal, paths, tmp_path):
    pages = {name: source(portal, path) for name, path in paths.items()}
    pages |= {str(status): error_page(status) for status in ERRORS}
    assert faults_of(pages, tmp_path) == {}


@pytest.mark.needs_chromium
@pytest.mark.parametrize("name", [*PATHS, "article with every block", *map(str, ERRORS)])
def test_axe_finds_nothing_at_any_width(paths, reader, name):
    """On a phone and a desk, on a phone at night, and with the menu open."""
    reader.goto(paths.get(name, f"/{name}"))
    found = {}
    for width in (DESKTOP, PHONE):
        reader.set_viewport_size(width)
        found[width["width"]] = violations(reader)
        keep(reader, f"page-{name}-{width['width']}")
    reader.emulate_media(color_scheme="dark")
    found["dark"] = violations(reader)
    assert found == {390: [], 1440: [], "dark": []}


@pytest.mark.needs_chromium
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_in_the_open_menu(reader, size):
    reader.set_viewport_size(size)
    reader.goto("/tin-tuc/")
    reader.click(".menu-all summary")
    assert violations(reader) == []


@pytest.mark.needs_chromium
@pytest.mark.parametrize("name", [*PATHS, "article with every block", *map(str, ERRORS)])
def test_nothing_is_wider_than_the_smallest_phone(paths, reader, name):
    """WCAG 1.4.10: at 320 px only tables scroll sideways, in a frame of their own."""
    reader.set_viewport_size({"width": 320, "height": 640})
    reader.goto(paths.get(name, f"/{name}"))
    assert reader.evaluate("document.documentElement.scrollWidth") <= 320


#: Contrast of an element's colour with the page behind it (WCAG 2.2, relative luminance).
CONTRAST = """
(element) => {
  const channels = (css) => css.match(/[\\d.]+/g).slice(0, 3).map((c) => c / 255);
  const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const luminance = (css) => {
    const [r, g, b] = channels(css).map(linear);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const pair = [getComputedStyle(element).color, getComputedStyle(document.body).backgroundColor];
  const [dark, light] = pair.map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
"""


@pytest.mark.needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_reader_who_asks_for_more_contrast_gets_seven_to_one(reader, scheme):
    """WCAG 1.4.6, for muted text and links as well."""
    reader.emulate_media(contrast="more", color_scheme=scheme)
    reader.goto("/tin-tuc/")
    for part in ("h1", "main .meta", "main a", ".footer a"):
        assert reader.locator(part).first.evaluate(CONTRAST) >= 7, part
