"""`make run`: one sentence when it cannot start, nothing left when it stops."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from launch import install

#: One worker plays them all: the first start is long.
pytestmark = [pytest.mark.once, pytest.mark.xdist_group("launcher")]

ROOT = Path(__file__).resolve().parents[2]
LAUNCHER = ROOT / "bin" / "portal"

#: Runs the launcher after a line that changes what Python says of itself.
SIMULATE = """
import runpy, sys
{change}
sys.path.insert(0, {folder!r})
sys.argv = ["portal", "run"]
runpy.run_path({path!r}, run_name="__main__")
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(data_dir: Path, **said: str) -> dict[str, str]:
    """The operator's: none of the suite's own settings."""
    own = {"SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "BASE_URL", "DJANGO_SETTINGS_MODULE"}
    kept = {name: value for name, value in os.environ.items() if name not in own}
    return {
        **kept,
        "VENV": sys.prefix,
        "DATA_DIR": str(data_dir),
        "EMAIL_URL": "memorymail://",
        "DEMO": "0",
        "PORT": str(free_port()),
        **said,
    }


def refusal(command: list[str], env: dict[str, str]) -> str:
    """What the operator reads when the launcher refuses: one line, no stack trace."""
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("Lỗi: ")
    return done.stderr


def simulated(change: str) -> list[str]:
    return [sys.executable, "-c", _simulation(change)]


def _simulation(change: str) -> str:
    return SIMULATE.format(change=change, folder=str(LAUNCHER.parent), path=str(LAUNCHER))


class TestRefusals:
    RUN = [sys.executable, str(LAUNCHER), "run"]

    def test_a_taken_port(self, tmp_path):
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = str(other.getsockname()[1])
            said = refusal(self.RUN, environment(tmp_path, PORT=port))
        assert port in said
        assert "PORT=" in said

    @pytest.mark.parametrize("port", ["abc", "0", "70000"])
    def test_a_port_that_is_none(self, tmp_path, port):
        assert port in refusal(self.RUN, environment(tmp_path, PORT=port))

    def test_a_data_folder_that_cannot_be_written(self):
        said = refusal(self.RUN, environment(Path("/sys/portal")))
        assert "/sys/portal" in said
        assert "DATA_DIR" in said

    def test_a_project_folder_that_cannot_be_written(self, tmp_path):
        assert "/sys" in refusal(self.RUN, environment(tmp_path, VENV="/sys/venv"))

    def test_a_python_that_is_too_old(self, tmp_path):
        env = environment(tmp_path, PATH=str(tmp_path))
        said = refusal(simulated("sys.version_info = (3, 9, 2)"), env)
        assert "3.9" in said
        assert "3.11" in said

    def test_an_old_python_hands_over_to_a_newer_one_beside_it(self, tmp_path):
        newer = tmp_path / "python3.11"
        newer.write_text('#!/bin/sh\necho "newer: $2"\n')
        newer.chmod(0o755)
        env = environment(tmp_path, PATH=str(tmp_path))
        command = simulated("sys.version_info = (3, 9, 2)")
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
        assert done.stdout == "newer: run\n"

    @pytest.mark.parametrize("module", ["venv", "ensurepip"])
    def test_a_missing_python3_venv(self, tmp_path, module):
        change = (
            "import importlib.util as u; real = u.find_spec; "
            f"u.find_spec = lambda name, *rest: None if name == {module!r} else real(name, *rest)"
        )
        said = refusal(simulated(change), environment(tmp_path, VENV=str(tmp_path / "none")))
        assert "apt install python3-venv" in said


class Portal:
    """A portal started by the launcher in a process group of its own, like a terminal's."""

    def __init__(self, env: dict[str, str], log: Path) -> None:
        self.env, self.log = env, log
        self.began = time.monotonic()
        with log.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, str(LAUNCHER), "run"],
                env=env,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_served(self) -> float:
        """Seconds from the start to the announcement."""
        while "Ctrl-C" not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() - self.began < 180, self.said()
            time.sleep(0.05)
        return time.monotonic() - self.began

    def said(self) -> str:
        return self.log.read_text()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.env['PORT']}{path}") as response:
            return response.read().decode()

    def parts(self, word: str = "") -> list[int]:
        """Processes that live on this portal's data, by a word of their command line."""
        mark = f"DATA_DIR={self.env['DATA_DIR']}\0".encode()
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                ours = mark in (process / "environ").read_bytes()
                if ours and word in (process / "cmdline").read_text():
                    found.append(int(process.name))
            except OSError:
                continue
        return found

    def ended(self) -> list[int]:
        """Wait for the launcher, then name what is left of the portal."""
        self.process.wait(30)
        deadline = time.monotonic() + 15
        while self.parts() and time.monotonic() < deadline:
            time.sleep(0.1)
        return self.parts()


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The first start on a new machine; the suite's environment serves as VENV."""
    stamp = Path(sys.prefix) / f".{install.RUNTIME_LOCK}.installed"
    if not stamp.exists():
        stamp.write_text(install._digest(install.RUNTIME_LOCK))
    folder = tmp_path_factory.mktemp("portal")
    started = Portal(environment(folder), folder / "first.log")
    try:
        started.wait_until_served()
        yield started
    finally:
        started.stop()


@pytest.fixture
def again(first):
    """Starts the same portal once more, after the one before has stopped."""
    folder = Path(first.env["DATA_DIR"])
    started: list[Portal] = []

    def start() -> Portal:
        for portal in (first, *started):
            portal.stop()
        started.append(Portal(environment(folder), folder / "again.log"))
        return started[-1]

    yield start
    for portal in started:
        portal.stop()


def test_it_prints_the_addresses_and_serves_as_in_production(first):
    assert f"http://127.0.0.1:{first.env['PORT']}/admin/" in first.said()
    assert first.get("/healthz") == "ok\n"
    assert '"ready": true' in first.get("/readyz")
    style = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', first.get("/admin/login/"))
    assert style, "static files are not hashed"
    assert first.get(style[1])


def test_a_container_can_ask_whether_it_is_alive(first, tmp_path):
    command = [sys.executable, str(LAUNCHER), "alive"]
    assert subprocess.run(command, env=first.env, check=False).returncode == 0
    assert subprocess.run(command, env=environment(tmp_path), check=False).returncode == 1


def test_secrets_are_kept_for_their_owner_only(first):
    secret = Path(first.env["DATA_DIR"]) / "secret_key"
    assert secret.stat().st_mode & 0o777 == 0o600
    assert len(secret.read_text().strip()) >= 50
    assert secret.read_text().strip() not in first.said()


def test_web_worker_and_scheduler_run_and_ctrl_c_leaves_none_of_them(first):
    for word in ("gunicorn", "db_worker", "run_jobs"):
        assert first.parts(word), word
    os.killpg(first.process.pid, signal.SIGINT)
    assert first.ended() == []
    assert first.process.returncode == 0


@pytest.mark.parametrize("part", ["gunicorn", "db_worker", "run_jobs"])
def test_when_one_part_dies_all_stop_and_the_operator_is_told(again, part):
    portal = again()
    portal.wait_until_served()
    os.kill(min(portal.parts(part)), signal.SIGKILL)
    assert portal.ended() == []
    assert portal.process.returncode == 1
    assert "đã dừng" in portal.said()


def test_even_a_killed_launcher_leaves_nothing_behind(again):
    portal = again()
    portal.wait_until_served()
    portal.process.kill()
    assert portal.ended() == []
