"""The virtual environment: made once, filled when the lock changes.

Runs on the system's Python.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections import deque
from pathlib import Path

from .place import PYTHON, ROOT, VENV, Refusal, ensure_writable, say

RUNTIME_LOCK = "requirements.lock"
DEVELOPMENT_LOCK = "requirements-dev.lock"
#: What a lock brings along: `make lock` resolves the second within the first.
_COVERS = {RUNTIME_LOCK: [RUNTIME_LOCK], DEVELOPMENT_LOCK: [DEVELOPMENT_LOCK, RUNTIME_LOCK]}


def install(lock_name: str) -> None:
    """Bring VENV to the state of ``lock_name``; nothing to do when it is there already."""
    if PYTHON.exists() and _is_installed(lock_name):
        return
    _ensure_venv()
    say(f"Cài đặt thư viện theo {lock_name} (lần đầu mất một vài phút)")
    _pip_install(ROOT / lock_name)
    for covered in _COVERS[lock_name]:
        _stamp(covered).write_text(_digest(covered))


def _is_installed(lock_name: str) -> bool:
    stamp = _stamp(lock_name)
    return stamp.exists() and stamp.read_text() == _digest(lock_name)


def _stamp(lock_name: str) -> Path:
    return VENV / f".{lock_name}.installed"


def _digest(lock_name: str) -> str:
    return hashlib.sha256((ROOT / lock_name).read_bytes()).hexdigest()


def _ensure_venv() -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise Refusal(
            "thiếu gói python3-venv. Đề nghị chạy: apt install python3-venv, rồi chạy lại."
        )
    ensure_writable(VENV.parent)
    if VENV.exists():
        ensure_writable(VENV)
    if _has_pip():
        return
    say(f"Tạo môi trường Python tại {VENV}")
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise Refusal(f"không tạo được môi trường Python tại {VENV}: {_last_line(made.stdout)}")


def _has_pip() -> bool:
    """Whether VENV is whole and made by a Python that is new enough."""
    if not PYTHON.exists():
        return False
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    done = subprocess.run([str(PYTHON), "-c", probe], capture_output=True, check=False)
    return done.returncode == 0


def _pip_install(lock: Path) -> None:
    """Install exactly what the lock names, counting along."""
    total = sum(1 for line in lock.read_text().splitlines() if "==" in line and line[0] != "#")
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "off", "-r", str(lock)]
    last: deque[str] = deque(maxlen=15)
    collected = 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=_pip_environment()
    ) as pip:
        for line in pip.stdout or []:
            last.append(line.rstrip())
            if line.startswith("Collecting "):
                collected += 1
                if collected % 10 == 0:
                    say(f"   {collected}/{total} thư viện")
            elif line.startswith("Installing collected"):
                say("   đang chép vào môi trường")
    if pip.returncode:
        sys.stderr.write("\n".join(last) + "\n")
        raise Refusal(
            "không cài được thư viện (xem các dòng trên). "
            "Đề nghị kiểm tra kết nối tới kho thư viện Python rồi chạy lại."
        )


def _pip_environment() -> dict[str, str]:
    """A virtual environment is ours alone: a global ``user`` option would break it."""
    return {**os.environ, "PIP_USER": "0", "PYTHONNOUSERSITE": "1"}


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "không rõ lý do"
