from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.demo.making import make_demo
from marketplace.demo.people import sign_ins
from marketplace.demo.synthetic import make_synthetic


class Command(BaseCommand):
    help = (
        "Makes the demonstration: real recognised products with illustrative prices, stock and"
        " DEMO- certificates, and an account for each kind of user. A second time adds nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--sign-ins", action="store_true", help="only print the demonstration's accounts"
        )

        parser.add_argument(
            "--size",
            type=int,
            choices=(1_000, 10_000, 100_000),
            help="instead, top up with so many synthetic products, for benchmarks",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("These settings are not those of a demonstration.")
        if options["sign_ins"]:
            for line in sign_ins(settings.SITE_URL):
                self.stdout.write(f"  {line}")
            return
        if options["size"]:
            make_synthetic(options["size"], say=self.stderr.write)
            return
        make_demo(lambda what: self.stderr.write(f"Making {what} …"))
