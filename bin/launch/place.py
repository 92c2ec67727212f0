"""Where things lie and what the environment says before Django reads it."""

import os
import secrets
import socket
import sys
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
VENV = Path(os.environ.get("VENV") or ROOT / ".venv").absolute()
PYTHON = VENV / "bin" / "python"
DATA_DIR = Path(os.environ.get("DATA_DIR") or ROOT / "var").absolute()


class Refusal(Exception):
    """Why the portal cannot start: one sentence in the operator's language."""


def say(text: str) -> None:
    """Tell the operator where we are."""
    print(f"» {text}", flush=True)


def ensure_writable(folder: Path) -> None:
    """Make ``folder`` if needed; refuse when nothing can be written there."""
    probe = folder / f".writable-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Refusal(
            f"không ghi được vào thư mục {folder} ({error.strerror}). Đề nghị cấp quyền ghi "
            "cho người đang chạy, hoặc đặt DATA_DIR và VENV ở thư mục ghi được."
        ) from None


def port() -> int:
    """The port that PORT names, 8000 when it says nothing."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Refusal(f"PORT phải là một số từ 1 đến 65535, không phải “{text}”.")
    return int(text)


def bind_address() -> str:
    """Which of the machine's addresses listens; only itself unless BIND says more."""
    return os.environ.get("BIND") or "127.0.0.1"


def ensure_port_is_free() -> None:
    """Refuse before any long work when another program holds the port."""
    address = (bind_address(), port())
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except PermissionError:
            raise Refusal(
                f"không có quyền mở cổng {address[1]}. Đề nghị chọn cổng từ 1024 trở lên, "
                "ví dụ: make run PORT=8001."
            ) from None
        except OSError:
            raise Refusal(
                f"cổng {address[1]} đang có chương trình khác sử dụng. Đề nghị dừng chương trình "
                f"đó hoặc chọn cổng khác, ví dụ: make run PORT={address[1] % 65535 + 1}."
            ) from None


def kept_secret(name: str, length: int) -> str:
    """A random text made once and kept in DATA_DIR, readable by its owner only."""
    path = DATA_DIR / name
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        secret = secrets.token_urlsafe(length)
        file.write(secret + "\n")
    return secret


def complete_environment() -> None:
    """Fill in what the operator left unsaid; what was said stays."""
    own = f"http://127.0.0.1:{port()}"
    if not os.environ.get("BASE_URL"):
        os.environ["BASE_URL"] = own
        os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost")
    os.environ["DATA_DIR"] = str(DATA_DIR)
    os.environ["SECRET_KEY"] = os.environ.get("SECRET_KEY") or kept_secret("secret_key", 50)
    if wants_demo():
        password = os.environ.get("DEMO_PASSWORD") or kept_secret("demo_password", 12)
        os.environ["DEMO_PASSWORD"] = password
    os.environ.setdefault("PYTHONUNBUFFERED", "1")


def wants_demo() -> bool:
    """DEMO=0 starts an empty portal."""
    return os.environ.get("DEMO", "1") != "0"


def base_url() -> str:
    return os.environ["BASE_URL"].rstrip("/")


def host_header() -> str:
    """What a browser would send as Host; the settings refuse any other."""
    return urlsplit(base_url()).netloc


def talk_utf8() -> None:
    """Vietnamese must come out right in the plainest locale too."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
