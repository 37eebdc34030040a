"""Which vendor and product a program or a spreadsheet means: by public id, else by name."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from catalog.catalogue.models import Product
from catalog.partner.models import Vendor
from marketplace.kernel import text
from marketplace.kernel.checking import Check
from marketplace.kernel.defaults import default


def named_product(products: QuerySet[Product], named: str) -> Product | None:
    """The one product of that public id or that title; None where there is none or several."""
    by_id = products.filter(public_id=named).first()
    if by_id is not None:
        return by_id
    by_title = list(products.filter(folded_title=text.key(named))[:2])
    return by_title[0] if len(by_title) == 1 else None


def vendor_and_product(vendor_named: Any, product_named: Any) -> tuple[Vendor, Product]:
    """The vendor that is named, else the shop of the product's maker, else the default one.

    checking.Refused names ``vendor`` or ``product`` where it is not found or not clear.
    """
    check = Check()
    vendor_name = check.text(vendor_named, "vendor")
    product_name = check.text(product_named, "product", longest=255)
    if product_name is None and not check.problems:
        check.wrong("product", _("Say which product: its public id or its title."))
    vendor = _vendor(vendor_name) if vendor_name else None
    if vendor_name and vendor is None:
        check.wrong("vendor", _("There is no such shop, or several of that name."))
    check.done()
    products = Product.objects.recognised().select_related("producer")
    if vendor is None:
        vendor = default("vendor")
        own = products.filter(producer__organisation=vendor.organisation_id) if vendor else None
        product = own and named_product(own, product_name or "")
        product = product or named_product(products, product_name or "")
    else:
        product = named_product(
            products.filter(producer__organisation=vendor.organisation_id), product_name or ""
        ) or named_product(products, product_name or "")
    if product is None:
        check.wrong("product", _("There is no such product, or several of that title."))
        check.done()
        raise AssertionError
    maker = (
        product.producer
        and Vendor.objects.filter(organisation=product.producer.organisation_id).first()
    )
    chosen = vendor if vendor_name else maker or vendor
    if chosen is None:
        check.wrong("vendor", _("Say which shop: its public id or its name."))
        check.done()
        raise AssertionError
    return chosen, product


def _vendor(named: str) -> Vendor | None:
    vendors = Vendor.objects.select_related("organisation")
    by_id = vendors.filter(public_id=named).first()
    if by_id is not None:
        return by_id
    slug = text.slugify(named)
    by_name = list(vendors.filter(slug=slug)[:2]) if slug else []
    return by_name[0] if len(by_name) == 1 else None
