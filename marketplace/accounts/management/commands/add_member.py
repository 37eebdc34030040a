"""Let somebody into an organisation, from the machine itself."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.accounts.models import Membership, Organisation, User
from marketplace.accounts.services import add_member
from marketplace.kernel.errors import MarketplaceError


class Command(BaseCommand):
    help = "Make EMAIL a member of an organisation. The account exists already: people sign up."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("organisation", help="Its public id.")
        parser.add_argument("role", choices=Membership.Role.values)

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError("Nobody signs in with this e-mail.")
        organisation = Organisation.objects.filter(public_id=options["organisation"]).first()
        if organisation is None:
            raise CommandError("No organisation has this public id.")
        try:
            add_member(organisation=organisation, user=user, role=options["role"])
        except MarketplaceError as error:
            raise CommandError(str(error)) from error
        self.stderr.write(f"{user.email} is now {options['role']} of {organisation.name}.")
