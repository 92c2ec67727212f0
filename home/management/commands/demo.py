"""``manage.py demo``: load the demonstration portal; doing it again changes nothing."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from home.demo import loading


class Command(BaseCommand):
    help = "Loads the demonstration portal into an empty database; doing it again changes nothing."

    def handle(self, *args, **options) -> None:
        with override(settings.LANGUAGE_CODE):
            try:
                outcome = loading.load(password=settings.DEMO_PASSWORD, say=self._say)
            except loading.PortalOccupied as refusal:
                raise CommandError(str(refusal)) from refusal
            self._tell(outcome)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _tell(self, outcome: loading.Outcome) -> None:
        if outcome.is_new:
            self._say(_("The demonstration portal is loaded."))
        else:
            self._say(_("The demonstration portal is loaded already; nothing was changed."))
        if outcome.passwords_changed:
            self._say(_("The accounts have the password of DEMO_PASSWORD from now on."))
        self._say(_("Accounts:"))
        for account in outcome.accounts:
            self._say(f"  {account.username:<14}{account.get_full_name()}")
        known = outcome.password or _("as it was printed at the first loading")
        self._say(_("Password of all accounts: %(password)s") % {"password": known})
