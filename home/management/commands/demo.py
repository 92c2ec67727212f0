"""``manage.py demo``: load the demonstration portal; doing it again changes nothing."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from home.demo import loading
from home.demo.reading import Content


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
        self._say(self._headline(outcome))
        self._tell_accounts(outcome.content)
        known = outcome.password or _("as it was printed at the first loading")
        self._say(_("Password of all accounts: %(password)s") % {"password": known})

    def _headline(self, outcome: loading.Outcome) -> str:
        if outcome.is_new:
            return _("The demonstration portal is loaded.")
        if outcome.passwords_changed:
            return _(
                "The demonstration portal was loaded already; the accounts now have the password"
                " of DEMO_PASSWORD."
            )
        return _("The demonstration portal is loaded already; nothing was changed.")

    def _tell_accounts(self, content: Content) -> None:
        people, named = content["people"], content["accounts"]
        self._say(_("Accounts:"))
        for username, key in named.items():
            self._say(f"  {username:<14}{people[key]['name']}, {people[key]['post']}")
        others = [
            row["username"]
            for row in people.values()
            if row["username"] not in named and "until" not in row
        ]
        self._say(_("Further accounts: %(names)s") % {"names": ", ".join(sorted(others))})
