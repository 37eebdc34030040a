"""Accounts, orders to be transferred and statements for tests, by the real services."""

import io
from typing import Any

from django.core.files.base import ContentFile

from catalog.catalogue.models import Product
from catalog.partner.models import Vendor
from marketplace.accounts.models import Membership, User
from marketplace.kernel.clock import today
from marketplace.kernel.ids import new_token
from storefront.checkout.services import place_order
from storefront.order.models import Order
from storefront.payment.services import begin_payment
from storefront.transfers.models import BankAccount, Statement, Transfer
from storefront.transfers.services.accounts import confirm_account, propose_account
from storefront.transfers.services.statements import Report, take_statement, try_statement
from tests.factories import PASSWORD, make_member, make_pack, make_vendor
from tests.storefront.factories import BUYER, destination, make_basket


def owner_of(vendor: Vendor) -> User:
    """The shop's owner, made where there is none."""
    found = Membership.objects.filter(organisation=vendor.organisation, role="owner").first()
    return found.user if found else make_member(vendor.organisation)


def make_account(
    vendor: Vendor, *, number: str = "0123456789", bank: str = "970436"
) -> BankAccount:
    """An account in use, proposed and confirmed by the owner."""
    owner = owner_of(vendor)
    account = propose_account(
        vendor=vendor,
        bank_bin=bank,
        number=number,
        holder="HTX XOAI CAO LANH",
        password=PASSWORD,
        acting_user=owner,
    )
    return confirm_account(account=account, acting_user=owner)


def paying_shops(*, stock: int = 20) -> list[tuple[Product, int]]:
    """Two packs of a vendor in Đồng Tháp and one of a vendor in Sơn La, both with an account."""
    near, far = make_vendor(province_slug="dong-thap"), make_vendor(province_slug="son-la")
    make_account(near, number="0111111111")
    make_account(far, number="0222222222", bank="970405")
    return [
        (make_pack(vendor=near, price=62_000, stock=stock), 2),
        (make_pack(vendor=far, price=180_000, stock=stock), 1),
    ]


def place(*packs: tuple[Product, int] | Product, language: str = "vi", **values: Any) -> Order:
    """An order that awaits its transfers; one new shop with an account where nothing is given."""
    if not packs:
        vendor = make_vendor()
        make_account(vendor)
        packs = (make_pack(vendor=vendor, price=62_000),)
    order = place_order(
        basket=make_basket(*packs, owner=values.get("user")),
        address=destination(),
        buyer_email=BUYER["email"],
        phone=BUYER["phone"],
        user=values.get("user"),
        provider="vietqr",
        checkout_key=new_token(),
        language=language,
    )
    begin_payment(order=order)
    return order


def transfers_of(order: Order) -> list[Transfer]:
    return list(
        Transfer.objects.filter(vendor_order__order=order)
        .select_related(
            "vendor_order__vendor__organisation", "vendor_order__order", "account__vendor"
        )
        .order_by("pk")
    )


Money = tuple[int, str]


def bank_csv(*rows: Money, number: str = "FT{}") -> str:
    """What a bank's website exports: title rows, then day, number, debit, credit, description."""
    out = io.StringIO()
    out.write("SAO KE TAI KHOAN;;;;\n;;;;\n")
    out.write("Ngày giao dịch;Số tham chiếu;Ghi nợ;Ghi có;Nội dung\n")
    for position, (amount, words) in enumerate(rows, start=1):
        written = f"{abs(amount):,}".replace(",", ".")
        debit, credit = (written, "") if amount < 0 else ("", written)
        out.write(f"{today():%d/%m/%Y} 10:{position % 60:02d}:00;{number.format(position)};")
        out.write(f"{debit};{credit};{words}\n")
    out.write(";;;;\nTổng cộng;;;;\n")
    return out.getvalue()


def try_csv(account: BankAccount, text: str | bytes, *, name: str = "sao-ke.csv") -> Statement:
    content = text.encode() if isinstance(text, str) else text
    file = ContentFile(content, name=name)
    return try_statement(
        account=account, file=file, name=name, acting_user=owner_of(account.vendor)
    )


def import_csv(account: BankAccount, text: str | bytes) -> Report:
    statement = try_csv(account, text)
    return take_statement(statement=statement, acting_user=owner_of(account.vendor))


def pay(transfer: Transfer, amount: int | None = None, *, number: str = "") -> Report:
    """The vendor's statement shows a transfer with its reference amid a bank's noise."""
    words = f"MBVCB.7781.{transfer.reference}.CT tu 0987654321 NGUYEN THI HOA toi HTX"
    number = number or f"{transfer.reference}-{transfer.received}-{{}}"
    return import_csv(transfer.account, bank_csv((amount or transfer.amount, words), number=number))
