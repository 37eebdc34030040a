from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

import catalog.catalogue.reference
import marketplace.geography.reference
import marketplace.operations.reference
import storefront.shipping.reference


class Command(BaseCommand):
    help = "Loads or refreshes what every installation needs: units, taxonomy, country, front page."

    def handle(self, *args: Any, **options: Any) -> None:
        for module in (
            marketplace.geography.reference,
            catalog.catalogue.reference,
            marketplace.operations.reference,
            storefront.shipping.reference,
        ):
            with transaction.atomic():
                module.load()
        self.stderr.write("Reference data is in place.")
