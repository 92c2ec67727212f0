"""The Django project. The rooms of the portal lie at the repository's root.

``site/`` itself must never become a package: ``site`` is a module of Python's
own start-up and would win. Only ``site/portal`` is imported, and it adds the
repository's root so that one path entry is enough for every entry point.
"""

import sys
from pathlib import Path

_root = str(Path(__file__).resolve().parents[2])
if _root not in sys.path:
    sys.path.insert(1, _root)
