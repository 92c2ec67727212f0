"""Keep web server, job worker and scheduler together: all run, or none does."""

import contextlib
import ctypes
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

from .place import PYTHON, ROOT, VENV, Refusal, bind_address, host_header, port

#: Seconds that a part gets to finish what it is doing before it is killed.
GRACE = 12
#: Seconds after which a web server that does not answer is given up.
PATIENCE = 60

#: Loaded before any fork; ``prctl`` is Linux's own.
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG = 1

_MANAGE = [str(PYTHON), str(ROOT / "manage.py")]
JOBS = {
    "bộ xử lý việc nền": [*_MANAGE, "db_worker"],
    "bộ hẹn giờ": [*_MANAGE, "run_jobs", "--loop"],
}


def production_server() -> list[str]:
    """gunicorn as a deployment runs it."""
    return [str(VENV / "bin" / "gunicorn"), "--config", str(ROOT / "bin" / "gunicorn.conf.py")]


def development_server() -> list[str]:
    return [*_MANAGE, "runserver", f"{bind_address()}:{port()}"]


def supervise(server: list[str], announce: Callable[[], None]) -> int:
    """Run ``server``, then the jobs; stop all on a signal or when one ends.

    Returns the exit status: 0 when asked to stop, 1 when a part died.
    """
    stopping: list[int] = []

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        stopping.append(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask_to_stop)
    parts = {"máy chủ web": _start(server)}
    try:
        if _wait_until_served(parts["máy chủ web"], stopping):
            parts |= {name: _start(command) for name, command in JOBS.items()}
            announce()
        while not stopping:
            for name, process in parts.items():
                if process.poll() is not None:
                    raise Refusal(f"{name} đã dừng (mã {process.returncode}); cổng dừng theo.")
            time.sleep(0.2)
        return 0
    finally:
        _stop(list(parts.values()))


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """A process group of its own: a Ctrl-C reaches it through us only, once."""
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True, preexec_fn=_die_with_us)


def _die_with_us() -> None:
    """On Linux the kernel ends our children even if we are killed outright."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _wait_until_served(server: subprocess.Popen[bytes], stopping: list[int]) -> bool:
    """True once the portal answers; False when asked to stop before that."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and not stopping:
        if server.poll() is not None:
            raise Refusal("máy chủ web không khởi động được; lý do ở các dòng trên.")
        if answers():
            return True
        time.sleep(0.1)
    if not stopping:
        raise Refusal(f"máy chủ web không trả lời sau {PATIENCE} giây.")
    return False


def answers() -> bool:
    """Whether the portal on this machine says that it is alive."""
    address = "127.0.0.1" if bind_address() == "0.0.0.0" else bind_address()  # noqa: S104 (compared)
    connection = http.client.HTTPConnection(address, port(), timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": host_header()})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask every part to finish, wait, then end what is left with all its children."""
    for process in processes:
        _signal_group(process, signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0.1, deadline - time.monotonic()))
        _signal_group(process, signal.SIGKILL)
        process.wait()


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return
