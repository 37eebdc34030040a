from typing import Any

from django.core.management.base import BaseCommand

from storefront.ledger.services.catching_up import book_old_sales


class Command(BaseCommand):
    help = "Book the orders that stood before there were books; idempotent."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stderr.write(f"Booked: {book_old_sales()}")
