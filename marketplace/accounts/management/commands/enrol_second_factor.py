"""Give somebody of the staff a first second factor, from the machine itself."""

import io
import json
from typing import Any

import segno
from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from marketplace.accounts import enrolment
from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError


class Command(BaseCommand):
    help = (
        "Set up an authenticator app for EMAIL and print its secret, QR picture and recovery codes;"
        " with --send-link mail the person a link to do it themselves."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--send-link", action="store_true", help="Mail a link that works once, for a day."
        )
        parser.add_argument(
            "--replace", action="store_true", help="The phone is lost: drop what is set up first."
        )
        parser.add_argument("--json", action="store_true", help="Print one JSON document.")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError("Nobody signs in with this e-mail.")
        if options["replace"]:
            enrolment.remove_second_factor(user=user)
        if options["send_link"]:
            self._send_link(user)
            return
        try:
            done = enrolment.enrol(user=user, secret=enrolment.new_secret())
        except MarketplaceError as error:
            raise CommandError(f"{error} (--replace sets up a new one)") from error
        self._show(done, as_json=options["json"])

    def _send_link(self, user: User) -> None:
        with translation.override(user.language):
            path = reverse("accounts:enrol", kwargs={"token": enrolment.enrolment_token(user)})
            text = render_to_string(
                "accounts/email/enrol.txt", {"user": user, "url": settings.SITE_URL + path}
            )
            send_mail(_("Set up your second factor"), text, None, [user.email])
        self.stderr.write("The link is on its way. It works once, for a day.")

    def _show(self, done: enrolment.Enrolment, *, as_json: bool) -> None:
        if as_json:
            shown = {"otpauth": done.otpauth_url, "recovery_codes": done.recovery_codes}
            self.stdout.write(json.dumps(shown))
            return
        picture = io.StringIO()
        segno.make(done.otpauth_url).terminal(picture, compact=True)
        self.stdout.write(picture.getvalue())
        self.stdout.write(f"\n{done.otpauth_url}\nsecret: {done.secret}\n\nrecovery codes:")
        for code in done.recovery_codes:
            self.stdout.write(f"  {code}")
