import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from operations.doctor import FAIL, OK, WARN, examine, worst

MARKS = {OK: "✓", WARN: "!", FAIL: "✗"}


class Command(BaseCommand):
    help = "Says what is configured, what is wrong and what to do. Exit status 1 on a failure."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, as_json: bool, **options: Any) -> None:
        findings = examine()
        if as_json:
            checks = [finding._asdict() for finding in findings]
            report = {"status": worst(findings), "checks": checks}
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            for finding in findings:
                self.stdout.write(f"{MARKS[finding.level]} {finding.name}: {finding.sentence}")
        if worst(findings) == FAIL:
            raise SystemExit(1)
