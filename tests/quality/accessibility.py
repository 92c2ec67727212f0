"""axe-core in the browser, in words that say what to mend."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def violations(page: Page, part: str | None = None) -> list[str]:
    """What axe finds on ``page``, or in its ``part`` only: ``rule: help [elements]``."""
    found = Axe().run(page, context=part).response["violations"]
    return [
        f"{rule['id']}: {rule['help']} {[node['html'][:200] for node in rule['nodes'][:4]]}"
        for rule in found
    ]
