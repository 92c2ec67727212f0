"""Settings of the test suite: the portal's own, made quick and self-contained.

The environment is completed before the portal's settings are imported, since
those refuse to load without a SECRET_KEY.
"""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "tests-only-" + "x" * 50)
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="portal-tests-"))
os.environ.setdefault("EMAIL_URL", "memorymail://")
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,testserver")
(Path(os.environ["DATA_DIR"]) / "static").mkdir(parents=True, exist_ok=True)

from portal.settings import *  # noqa: E402, F403 (needs the environment; Django wants names)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
