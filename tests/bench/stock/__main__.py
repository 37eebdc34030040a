"""The peer's process: makes its database, says ``ready``, then answers each line with milliseconds.

A line names a page; the answer is the CPU time of one request for it, or ``failed …``. The line
``order`` places an order; the answer is how long its button took.
"""

# ruff: noqa: PLC0415 - Django is set up first
import gc
import os
import sys
import time


def make_products(count: int) -> str:
    """As many products as the other side has, in 49 categories; the address of one of them."""
    from decimal import Decimal

    from oscar.core.loading import get_model

    product_class = get_model("catalogue", "ProductClass").objects.create(name="Food")
    root = get_model("catalogue", "Category")
    categories = [root.add_root(name=f"Sector {number}") for number in range(6)]
    categories += [categories[number % 6].add_child(name=f"Set {number}") for number in range(43)]
    partner = get_model("partner", "Partner").objects.create(name="Shop")
    product_model = get_model("catalogue", "Product")
    product_model.objects.bulk_create(
        [
            product_model(
                title=f"Xoài cát Hoà Lộc số {number}",
                slug=f"xoai-{number}",
                upc=str(number),
                product_class=product_class,
                description="Trồng ở Cái Bè, thu hoạch khi chín cây. " * 8,
                structure="standalone",
            )
            for number in range(count)
        ],
        batch_size=500,
    )
    made = list(product_model.objects.order_by("pk"))
    get_model("catalogue", "ProductCategory").objects.bulk_create(
        [
            get_model("catalogue", "ProductCategory")(
                product=product, category_id=categories[6 + product.pk % 43].pk
            )
            for product in made
        ],
        batch_size=500,
    )
    get_model("partner", "StockRecord").objects.bulk_create(
        [
            get_model("partner", "StockRecord")(
                product=product,
                partner=partner,
                partner_sku=str(product.pk),
                price=Decimal(60_000),
                price_currency="VND",
                num_in_stock=20,
            )
            for product in made
        ],
        batch_size=500,
    )
    return made[-1].get_absolute_url()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.stock.settings")
    import django
    from django.core.management import call_command
    from django.test import Client

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    address = make_products(int(sys.argv[1]))
    from tests.bench.stock.ordering import Ordering

    ordering = Ordering()
    pages = {"list": "/plain/", "product": address}
    client = Client()
    gc.collect()
    gc.freeze()  # as our side does
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        if line.strip() == "order":
            sys.stdout.write(f"{ordering.press():.3f}\n")
            sys.stdout.flush()
            continue
        began = time.process_time()
        answer = client.get(pages[line.strip()])
        spent = (time.process_time() - began) * 1000
        told = f"{spent:.3f}" if answer.status_code == 200 else f"failed {answer.status_code}"
        sys.stdout.write(told + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
