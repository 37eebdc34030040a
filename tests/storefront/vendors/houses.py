"""A vendor with one of everything that its workspace has addresses for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client

from catalog.catalogue.models import Product
from catalog.catalogue.photographs.services import add_photograph
from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.kernel.clock import today
from storefront.gift_sets.models import GiftSet
from storefront.invoices.providers import Issued
from storefront.invoices.services import ask_invoice, issue_invoice
from storefront.payers import Payer
from storefront.refunds.models import Refund
from storefront.shelf.importing import try_import as try_shelf
from storefront.shipments.models import Shipment
from storefront.shipping.free import offer_free_delivery
from storefront.supplies.importing import try_import
from storefront.vendors.models import VendorOrder
from tests.factories import make_member, make_pack, make_product, make_vendor, make_visit_terms
from tests.pictures.uploads import drawn, encoded, upload
from tests.storefront.factories import make_order
from tests.storefront.trade.conftest import Host, asked
from tests.storefront.transfers.factories import (
    bank_csv,
    import_csv,
    make_account,
    place,
    transfers_of,
    try_csv,
)
from tests.storefront.vouchers.campaigns import make_campaign
from tests.supply.factories import make_supply

_SUPPLIES = "Sản phẩm [product],Đơn vị [unit]\nXoài,kg\n"


@dataclass
class House:
    """``ids``: what stands in an address, by the name of its variable (``app:name`` where two differ)."""

    vendor: Vendor
    owner: User
    ids: dict[str, str] = field(default_factory=dict)


def make_house(client: Client) -> House:
    """With orders (one to be transferred), a statement and money, a supply, a service that was asked for."""
    product = make_product()
    organisation = product.producer.organisation
    vendor = make_vendor(organisation=organisation)
    house = House(vendor, make_member(organisation))
    for fill in FILLED:
        house.ids |= fill(house, product, client)
    return house


def _of_the_shop(house: House, product: Product, client: Client) -> dict[str, str]:
    pack = make_pack(product, vendor=house.vendor)
    picture = add_photograph(
        product=product, file=upload(encoded(drawn((900, 1000)))), acting_user=house.owner
    )
    return {
        "vendor_id": house.vendor.public_id,
        "pack_id": pack.public_id,
        "product_id": product.public_id,
        "picture_id": picture.public_id,
    }


def _of_money(house: House, product: Product, client: Client) -> dict[str, str]:
    account = make_account(house.vendor, number=f"0{house.vendor.pk:09d}")
    pack = product.children.get()
    order = place((pack, 1))
    transfer = transfers_of(order)[0]
    import_csv(account, bank_csv((5_000, "khong ro"), number=f"X{house.vendor.pk}-{{}}"))
    statement = try_csv(account, bank_csv((7_000, "cho"), number=f"Y{house.vendor.pk}-{{}}"))
    money = account.transactions.first()
    assert money is not None
    return {
        "order_id": make_order((pack, 1)).vendor_orders.get().public_id,
        "reference": transfer.reference,
        "statement_id": statement.public_id,
        "money_id": money.public_id,
        "token": "0" * 32,
    }


def _of_parcels(house: House, product: Product, client: Client) -> dict[str, str]:
    part = VendorOrder.objects.get(public_id=house.ids["order_id"])
    shipment = Shipment.objects.create(vendor_order=part, number=f"{part.number}/1")
    return {"shipment_id": shipment.public_id}


def _of_refunds(house: House, product: Product, client: Client) -> dict[str, str]:
    part = VendorOrder.objects.get(public_id=house.ids["order_id"])
    refund = Refund.objects.create(
        vendor_order=part, form_key="1", goods=1_000, shipping=0, total=1_000, reason="hỏng"
    )
    return {"refund_id": refund.public_id}


def _of_invoices(house: House, product: Product, client: Client) -> dict[str, str]:
    order = make_order((product.children.get(), 1))
    asked = ask_invoice(
        order=order, company="Sen Vàng", tax_code="0300588569", address="Cao Lãnh", email="a@b.vn"
    )[0]
    issued = Issued(number="1", symbol="C26TAA")
    file = ContentFile(b"<HDon/>", name="hoa-don.xml")
    issue_invoice(request=asked, issued=issued, file=file, acting_user=house.owner)
    return {"request_id": asked.public_id}


def _of_supplies(house: House, product: Product, client: Client) -> dict[str, str]:
    supply = make_supply(vendor=house.vendor, product=product)
    file = ContentFile(_SUPPLIES.encode(), name="nguon-hang.csv")
    tried = try_import(
        vendor=house.vendor, file=file, name="nguon-hang.csv", acting_user=house.owner
    )
    return {"supply_id": supply.public_id, "supplies:import_id": tried.public_id}


def _of_the_shelf(house: House, product: Product, client: Client) -> dict[str, str]:
    file = ContentFile(b"Pack [id],Price [price]\nnobody,1\n", name="kho.csv")
    tried = try_shelf(vendor=house.vendor, file=file, name="kho.csv", acting_user=house.owner)
    return {"shelf:import_id": tried.public_id}


def _of_delivery(house: House, product: Product, client: Client) -> dict[str, str]:
    free = offer_free_delivery(
        vendor=house.vendor,
        free_from=10_000_000,
        first=today(),
        last=None,
        acting_user=house.owner,
    )
    return {"free_id": str(free.pk)}


def _of_visits(house: House, product: Product, client: Client) -> dict[str, str]:
    cache.clear()
    service = make_product("Một ngày ở vườn", producer=product.producer, criteria_set="B26")
    terms = make_visit_terms(service, house.vendor)
    enquiry = asked(client, Host(house.vendor, service, terms, house.owner))
    return {"enquiry_id": enquiry.public_id, "visits:product_id": service.public_id}


def _of_vouchers(house: House, product: Product, client: Client) -> dict[str, str]:
    code = f"QUEN{house.vendor.pk}"
    campaign = make_campaign(code, payer=Payer.VENDOR, vendor=house.vendor, amount=5_000)
    gift_set = GiftSet.objects.create(title="Giỏ", curator=Payer.VENDOR, vendor=house.vendor)
    return {"campaign_id": campaign.public_id, "set_id": gift_set.public_id}


#: One for each part of the workspace; a new one adds what its addresses are made of.
FILLED: list[Callable[[House, Product, Client], dict[str, Any]]] = [
    _of_the_shop,
    _of_vouchers,
    _of_money,
    _of_parcels,
    _of_refunds,
    _of_invoices,
    _of_supplies,
    _of_the_shelf,
    _of_delivery,
    _of_visits,
]
