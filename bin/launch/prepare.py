"""What must be true before the portal serves: catalogues, database, static files, demo.

Each step leaves a stamp of what it was made from, so that the next start
skips it: starting Django only to learn that nothing changed costs seconds.
"""

import hashlib
import os
import secrets
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

from .place import DATA_DIR, PYTHON, ROOT, Refusal, ensure_writable, say, wants_demo

_SKIPPED = {".venv", ".git", "var", "node_modules"}


def compile_catalogues() -> None:
    """Compile every message catalogue that is newer than its compiled form."""
    stale = [source for source in _catalogues() if _is_stale(source)]
    if not stale:
        return
    import polib

    say(f"Biên dịch {len(stale)} tệp bản dịch")
    for source in stale:
        target = source.with_suffix(".mo")
        ensure_writable(target.parent)
        polib.pofile(str(source)).save_as_mofile(str(target))


def _catalogues() -> list[Path]:
    found: list[Path] = []
    for folder in sorted(ROOT.iterdir()):
        if folder.is_dir() and folder.name not in _SKIPPED:
            found += sorted(folder.rglob("LC_MESSAGES/*.po"))
    return found


def _is_stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns


def prepare() -> None:
    """Migrate, load the demo and collect static files where anything changed."""
    _step("database", _database_state, _migrate_and_load)
    _step("static", _static_state, _collect_static)


def _collect_static() -> None:
    say("Gom và nén tệp tĩnh")
    _manage("collectstatic", "--noinput", "-v0")


def _migrate_and_load() -> None:
    say("Chuẩn bị cơ sở dữ liệu")
    _count("migrate", "--noinput", line="  Applying ", noun="bước chuyển đổi")
    if wants_demo():
        say("Nạp cổng minh họa")
        _manage("demo")


def _step(name: str, state: Callable[[], str], work: Callable[[], None]) -> None:
    """Do ``work`` unless the stamp says that it was done for this very ``state``."""
    stamp = DATA_DIR / ".prepared" / name
    if stamp.exists() and stamp.read_text() == state():
        return
    stamp.unlink(missing_ok=True)
    work()
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(state())


def _database_state() -> str:
    """What the database was made from, and which database it is.

    A file that was put in its place has another inode; a database on a server
    cannot be told apart from here, so it is looked at on every start.
    """
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'portal.sqlite3'}"
    if urlsplit(url).scheme != "sqlite":
        return secrets.token_hex(8)
    file = Path(urlsplit(url).path.replace("//", "/"))
    inode = file.stat().st_ino if file.exists() else 0
    sources = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/demo/*"), ROOT / "requirements.lock"]
    said = [url, str(inode), os.environ.get("DEMO_PASSWORD", ""), os.environ["BASE_URL"]]
    return _digest(sources, said)


def _static_state() -> str:
    folders = [ROOT / "static", *ROOT.glob("*/static")]
    sources = [file for folder in folders for file in folder.rglob("*")]
    there = str((DATA_DIR / "static" / "staticfiles.json").exists())
    return _digest([*sources, ROOT / "requirements.lock"], [there])


def _digest(files: Iterable[Path], texts: Iterable[str]) -> str:
    """One digest over the names and contents of ``files`` and over ``texts``."""
    digest = hashlib.sha256()
    for file in sorted(files):
        if file.is_file():
            digest.update(str(file.relative_to(ROOT)).encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    for text in texts:
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()


def _manage(*arguments: str) -> None:
    _finished(arguments, subprocess.run(_command(arguments), check=False).returncode)


def _count(*arguments: str, line: str, noun: str) -> None:
    """The same, telling how far it is instead of hundreds of lines."""
    done = 0
    other: deque[str] = deque(maxlen=40)
    with subprocess.Popen(
        _command(arguments), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        for text in process.stdout or []:
            if text.startswith(line):
                done += 1
                if done % 50 == 0:
                    say(f"   {done} {noun}")
            other.append(text)
    if process.returncode:
        sys.stderr.write("".join(other))
    _finished(arguments, process.returncode)


def _command(arguments: Iterable[str]) -> list[str]:
    return [str(PYTHON), str(ROOT / "manage.py"), *arguments]


def _finished(arguments: tuple[str, ...], status: int) -> None:
    if status:
        raise Refusal(f"bước “manage.py {arguments[0]}” không xong; lý do ở các dòng trên.")
