import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from operations.jobs import run_due_jobs, run_forever


class Command(BaseCommand):
    help = "Runs all scheduled jobs that are due now; with --loop, keeps doing so."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--loop", action="store_true", help="keep going until told to stop")

    def handle(self, *args: Any, loop: bool, **options: Any) -> None:
        if loop:
            self._loop()
            return
        outcomes = run_due_jobs()
        for name, succeeded in outcomes.items():
            self.stdout.write(f"{name}: {'ok' if succeeded else 'failed'}")
        if failed := [name for name, succeeded in outcomes.items() if not succeeded]:
            raise CommandError(f"Failed: {', '.join(failed)}. See `manage.py doctor`.")

    def _loop(self) -> None:
        """A signal lets the job at hand finish, then ends the loop."""
        received: list[int] = []
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda number, _frame: received.append(number))
        run_forever(lambda: bool(received))
