"""The verbs of ``bin/portal``."""

import argparse
import os
import re
import sys
from pathlib import Path

from . import place, prepare, supervise
from .install import DEVELOPMENT_LOCK, RUNTIME_LOCK, install
from .place import PYTHON, ROOT, VENV, Refusal, say


def run(arguments: list[str]) -> int:
    """Carry out one verb; a refusal is one sentence, never a stack trace."""
    place.talk_utf8()
    parser = argparse.ArgumentParser(prog="portal", description="Runs the portal.")
    parser.add_argument("verb", choices=sorted(VERBS))
    verb = parser.parse_args(arguments).verb
    try:
        return VERBS[verb]()
    except Refusal as refusal:
        sys.stderr.write(f"Lỗi: {refusal}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def _serve() -> int:
    """``make run``: the portal as in production."""
    _ready(RUNTIME_LOCK, "run")
    prepare.prepare()
    return supervise.supervise(supervise.production_server(), _announce)


def _develop() -> int:
    """``make dev``: DEBUG, reloading server, the same jobs beside it."""
    os.environ["DEBUG"] = "true"
    _ready(DEVELOPMENT_LOCK, "dev")
    prepare.prepare()
    return supervise.supervise(supervise.development_server(), _announce)


def _ready(lock: str, verb: str) -> None:
    place.ensure_port_is_free()
    place.ensure_writable(place.DATA_DIR)
    install(lock)
    _continue_in_venv(verb)
    place.complete_environment()
    prepare.compile_catalogues()


def _continue_in_venv(verb: str) -> None:
    """Replace this process by the same one on the environment's Python."""
    if Path(sys.prefix).resolve() == VENV.resolve():
        return
    sys.stdout.flush()
    os.execv(str(PYTHON), [str(PYTHON), str(ROOT / "bin" / "portal"), verb])


def _alive() -> int:
    """For a container's health check."""
    os.environ.setdefault("BASE_URL", f"http://127.0.0.1:{place.port()}")
    return 0 if supervise.answers() else 1


def _install_runtime() -> int:
    install(RUNTIME_LOCK)
    return 0


def _install_development() -> int:
    install(DEVELOPMENT_LOCK)
    return 0


def _catalogues() -> int:
    _continue_in_venv("catalogues")
    prepare.compile_catalogues()
    return 0


def _announce() -> None:
    address = place.base_url()
    say(f"Cổng đang chạy tại      {address}/")
    say(f"Trang quản trị tại      {address}/admin/")
    if place.wants_demo():
        say(f"Tài khoản minh họa      {', '.join(_demo_accounts())}")
        say(f"Mật khẩu chung          {os.environ['DEMO_PASSWORD']}")
    say("Nhấn Ctrl-C để dừng.")


def _demo_accounts() -> list[str]:
    """User names from the line ``accounts: {...}`` of the demo content."""
    for line in (ROOT / "home" / "demo" / "content.yaml").open(encoding="utf-8"):
        if line.startswith("accounts:"):
            return re.findall(r"(\w+):\s*p-", line)
    return []


VERBS = {
    "run": _serve,
    "dev": _develop,
    "alive": _alive,
    "install": _install_runtime,
    "install-dev": _install_development,
    "catalogues": _catalogues,
}
