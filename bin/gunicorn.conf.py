"""How the portal is served, by `make run` and in the container alike.

Python rendering dominates: threads keep a slow reader from holding a process,
and loading the application before the fork saves its memory and start-up time.
"""

import os
from pathlib import Path

chdir = str(Path(__file__).resolve().parents[1] / "site")
wsgi_app = "portal.wsgi"
preload_app = True
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS") or 2)
threads = 4
bind = f"{os.environ.get('BIND') or '127.0.0.1'}:{os.environ.get('PORT') or 8000}"
graceful_timeout = 8
control_socket_disable = True
loglevel = "error"
