"""A whole portal as ``make run`` serves it, with the demo, and a browser to use it by.

The server is a process of its own with data of its own: production settings,
hashed static files, several threads. Tests reach it by its addresses only, never
by the suite's database. Chromium lives as long as a module: while Playwright's
loop runs, Django refuses queries in the same thread.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from .servers import chromium_path

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "test-results"
PASSWORD = "mot-mat-khau-cua-kiem-thu"

#: Seconds for what a busy machine may be slow at: loading the demo, and one page.
LOADING, ANSWER = 420, 30

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}

#: `make run` without the installation: the suite's own environment serves.
_SERVE = """
from launch import place, prepare, supervise
place.complete_environment()
prepare.compile_catalogues()
prepare.prepare()
raise SystemExit(supervise.supervise(supervise.production_server(), lambda: None))
"""


@dataclass
class Portal:
    """``host`` is its name and port."""

    host: str
    environment: dict[str, str]

    @property
    def address(self) -> str:
        return f"http://{self.host}"

    def run(self, script: str) -> str:
        """Run Python in the portal's own process space, as its operator would; its output."""
        command = [sys.executable, str(ROOT / "manage.py"), "shell", "-v0"]
        done = subprocess.run(
            command, env=self.environment, input=script, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


def _environment(folder: Path, port: int) -> dict[str, str]:
    """Nothing of the suite's own settings."""
    own = {"SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "BASE_URL", "DJANGO_SETTINGS_MODULE"}
    return {
        **{name: value for name, value in os.environ.items() if name not in own},
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "bin")]),
        "VENV": sys.prefix,
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "EMAIL_URL": "memorymail://",
        "DEMO_PASSWORD": PASSWORD,
        "SECRET_KEY": "for-journeys-only-" + "x" * 50,
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_served(portal: Portal, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + LOADING
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"http://{portal.host}/healthz", timeout=ANSWER):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the portal did not come up:\n{log.read_text()}")


@pytest.fixture(scope="session")
def portal(tmp_path_factory) -> Iterator[Portal]:
    """The demo portal, served; loaded once for all who ask."""
    folder, port = tmp_path_factory.mktemp("portal"), _free_port()
    portal = Portal(f"127.0.0.1:{port}", _environment(folder, port))
    log = folder / "log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", _SERVE],
            env=portal.environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_until_served(portal, process, log)
        yield portal
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=ANSWER * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(portal, chromium) -> Iterator[Callable[..., Page]]:
    """``visit(**options)``: a page in a browser that knows nothing yet; see ``new_context``."""
    contexts: list[BrowserContext] = []

    def visit(**options) -> Page:
        context = chromium.new_context(
            base_url=portal.address, locale="vi-VN", **{"viewport": DESKTOP, **options}
        )
        context.set_default_timeout(ANSWER * 1000)
        contexts.append(context)
        return context.new_page()

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def sign_in(visit) -> Callable[..., Page]:
    """``sign_in(username)``: that person of the demo, at the home page of the admin."""

    def sign_in(username: str, **options) -> Page:
        page = visit(**options)
        page.goto("/admin/login/")
        page.fill("[name=username]", username)
        page.fill("[name=password]", PASSWORD)
        page.click("form [type=submit]")
        page.wait_for_url("**/admin/")
        return page

    return sign_in


def keep(page: Page, name: str) -> None:
    """A picture for people to look at, in ``test-results/``."""
    RESULTS.mkdir(exist_ok=True)
    page.screenshot(path=RESULTS / f"{name}.png", full_page=True)
