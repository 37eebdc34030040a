"""Open a programme office, from the machine itself."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.accounts.models import Organisation, User
from marketplace.accounts.services import create_organisation
from marketplace.geography.models import Province

_NAME = "Văn phòng điều phối nông thôn mới"


class Command(BaseCommand):
    help = "Open the programme office of a province, or the national one, and print its public id."

    def add_arguments(self, parser: CommandParser) -> None:
        reach = parser.add_mutually_exclusive_group(required=True)
        reach.add_argument("--province", metavar="SLUG")
        reach.add_argument("--national", action="store_true")
        parser.add_argument(
            "--owner", metavar="EMAIL", required=True, help="Who decides about its members."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        owner = User.objects.filter(email__iexact=options["owner"]).first()
        if owner is None:
            raise CommandError("Nobody signs in with this e-mail.")
        if options["national"]:
            office, province = Organisation.Office.NATIONAL, None
        else:
            office, province = Organisation.Office.PROVINCE, _province(options["province"])
        there = Organisation.objects.filter(office=office, province=province).first()
        if there is not None:
            raise CommandError(f"It exists: {there.name}, {there.public_id}. Use add_member.")
        made = create_organisation(
            name=f"{_NAME} {province.name_vi if province else 'Trung ương'}",
            owner=owner,
            legal_form=Organisation.LegalForm.PUBLIC_BODY,
            office=office,
            province=province,
        )
        self.stdout.write(made.public_id)


def _province(slug: str) -> Province:
    province = Province.objects.filter(slug=slug).first()
    if province is None:
        raise CommandError("No province has this slug.")
    return province
