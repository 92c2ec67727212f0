"""The one place that reads the environment.

Everything a deployment may say is an attribute of :data:`environment`; the
README lists the variables. Defaults are the safe ones: DEBUG is off and a
missing SECRET_KEY stops the start.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]

_env = environ.Env()


@dataclass(frozen=True)
class Environment:
    """What the environment says, typed."""

    debug: bool
    secret_key: str
    base_url: str
    allowed_hosts: list[str]
    data_dir: Path
    media_root: Path
    static_root: Path
    media_accel_prefix: str
    database: dict[str, Any]
    redis_url: str
    elasticsearch_url: str
    email: dict[str, Any]
    demo_password: str

    @property
    def https(self) -> bool:
        """Redirects, HSTS and Secure cookies follow the scheme of BASE_URL."""
        return urlsplit(self.base_url).scheme == "https"

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).hostname or "localhost"


def read_environment() -> Environment:
    """Read and check the environment; raise ImproperlyConfigured in words."""
    debug = _env.bool("DEBUG", default=False)
    data_dir = Path(_env.str("DATA_DIR", default=str(ROOT / "var"))).resolve()
    secret_key = _env.str("SECRET_KEY", default="development-only" if debug else "")
    if not secret_key:
        raise ImproperlyConfigured(
            "SECRET_KEY is missing. Set it to a long random string; `make run` "
            "makes one for you and keeps it in DATA_DIR."
        )
    base_url = _env.str("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
    host = urlsplit(base_url).hostname
    if not host:
        raise ImproperlyConfigured(f"BASE_URL is not an address: {base_url!r}.")
    return Environment(
        debug=debug,
        secret_key=secret_key,
        base_url=base_url,
        allowed_hosts=_env.list("ALLOWED_HOSTS", default=[host]),
        data_dir=data_dir,
        media_root=Path(_env.str("MEDIA_ROOT", default=str(data_dir / "media"))),
        static_root=Path(_env.str("STATIC_ROOT", default=str(data_dir / "static"))),
        media_accel_prefix=_env.str("MEDIA_ACCEL_PREFIX", default=""),
        database=_env.db_url("DATABASE_URL", default=f"sqlite:///{data_dir / 'portal.sqlite3'}"),
        redis_url=_env.str("REDIS_URL", default=""),
        elasticsearch_url=_env.str("ELASTICSEARCH_URL", default=""),
        email=_env.email_url("EMAIL_URL", default=f"filemail:///{data_dir / 'mail'}"),
        demo_password=_env.str("DEMO_PASSWORD", default=""),
    )


environment = read_environment()
