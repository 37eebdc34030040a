"""Things that tests start from, made by the real services: what they accept is what exists."""

import datetime
import itertools
from typing import Any

from oscar.core.loading import get_model

from catalog.catalogue.models import Category, Product
from catalog.catalogue.services import add_pack, recognise_product
from catalog.certification.models import Certificate
from catalog.certification.services import issue_certificate, record_decision
from catalog.partner.models import Vendor, VisitTerms
from catalog.partner.services import register_vendor, verify_vendor
from catalog.partner.visits import state_visit_terms
from catalog.producers.models import Producer
from catalog.producers.services import register_producer
from marketplace.accounts.models import Membership, Organisation, User
from marketplace.geography.models import Commune, Province
from marketplace.kernel.clock import today

_numbers = itertools.count(1)

PASSWORD = "Mua-hang-2026"
#: Đồng Tháp.
PROVINCE = "dong-thap"


def province(slug: str = PROVINCE) -> Province:
    return Province.objects.get(slug=slug)


def commune(slug: str = PROVINCE) -> Commune:
    """A commune of that province, always the same one."""
    return Commune.objects.filter(province__slug=slug).order_by("code")[0]


def make_user(email: str = "", *, password: str = PASSWORD, **values: Any) -> User:
    """Somebody who can sign in, the e-mail confirmed."""
    email = email or f"person{next(_numbers)}@example.vn"
    user = User.objects.create_user(email=email, password=password)
    for name, value in values.items():
        setattr(user, name, value)
    user.save()
    get_model("account", "EmailAddress").objects.create(
        user=user, email=email, verified=True, primary=True
    )
    return user


def make_member(organisation: Organisation, *, role: str = "owner", email: str = "") -> User:
    user = make_user(email)
    Membership.objects.create(user=user, organisation=organisation, role=role)
    return user


def make_producer(name: str = "", *, province_slug: str = PROVINCE) -> Producer:
    return register_producer(
        name=name or f"Hợp tác xã số {next(_numbers)}", province=province(province_slug)
    )


def make_vendor(
    name: str = "",
    *,
    province_slug: str = PROVINCE,
    organisation: Organisation | None = None,
    verified: bool = True,
) -> Vendor:
    """A vendor that may sell; of a new organisation unless one is given."""
    number = next(_numbers)
    name = name or f"Cửa hàng {number}"
    organisation = organisation or Organisation.objects.create(
        name=f"Công ty {name}", legal_form="company", province=province(province_slug)
    )
    vendor = register_vendor(
        organisation=organisation,
        name=name,
        ships_from=commune(province_slug),
        phone="+84912345678",
        email=f"shop{number}@example.vn",
        street="12 Nguyễn Huệ",
    )
    return verify_vendor(vendor, method="giấy đăng ký kinh doanh") if verified else vendor


def make_certificate(
    product: Product,
    *,
    star: int = 4,
    issued_on: datetime.date | None = None,
    last_day: datetime.date | None = None,
) -> Certificate:
    """A certificate by a decision of its producer's province (the ministry's for five stars)."""
    issued_on = issued_on or today() - datetime.timedelta(days=100)
    decision = record_decision(
        number=f"{next(_numbers)}/QĐ-UBND",
        authority_level="ministry" if star == 5 else "province",
        authority_name="",
        province=None if star == 5 else product.producer.province,
        issued_on=issued_on,
    )
    return issue_certificate(
        product=product,
        decision=decision,
        star=star,
        printed_product=product.title,
        printed_producer=product.producer.name,
        issued_on=issued_on,
        last_day=last_day,
    )


def make_product(
    title: str = "",
    *,
    producer: Producer | None = None,
    criteria_set: str = "B01",
    listing_state: str = "approved",
    star: int | None = 4,
    last_day: datetime.date | None = None,
    vat_class: str = "standard",
    **values: Any,
) -> Product:
    """A recognised product with a live certificate; ``star=None`` leaves it without one."""
    product = recognise_product(
        title=title or f"Xoài cát số {next(_numbers)}",
        producer=producer or make_producer(),
        criteria_set=Category.objects.get(code=criteria_set),
        listing_state=listing_state,
        vat_class=vat_class,
        **values,
    )
    if star is not None:
        make_certificate(product, star=star, last_day=last_day)
    return product


def state_licence(product: Product, *, number: str = "12/GP-SCT") -> Product:
    """The product, with the licence that the sale of alcohol asks for."""
    get_model("catalogue", "ProductAttributeValue").objects.create(
        product=product,
        attribute=product.product_class.attributes.get(code="production_licence"),
        value_text=number,
    )
    return product


def make_pack(
    product: Product | None = None,
    *,
    vendor: Vendor | None = None,
    price: int = 62_000,
    stock: int = 20,
    grams: int = 1_000,
    title: str = "Hộp 1 kg",
    **product_values: Any,
) -> Product:
    """A pack size that can be bought, of a new product and vendor unless they are given."""
    return add_pack(
        product or make_product(**product_values),
        title=title,
        net_quantity=grams,
        net_unit="g",
        gross_weight=grams + 100,
        vendor=vendor or make_vendor(),
        price=price,
        stock=stock,
    )


def stock_of(pack: Product) -> Any:
    """The one stock record of a pack, fresh."""
    return get_model("partner", "StockRecord").objects.get(product=pack)


def make_visit_terms(service: Product, vendor: Vendor, **changes: Any) -> VisitTerms:
    """What the host of a tourism service states: closed on Mondays, ten people, two days of notice."""
    values: dict[str, Any] = {
        "hours": [None, *(["08:00", "17:00"] for _day in range(6))],
        "languages": ["vi", "en"],
        "capacity": 10,
        "price_from": 350_000,
        "price_per": "person",
        "minimum_notice": 2,
        "getting_there": "Từ bến xe Cao Lãnh đi xe buýt số 3 đến cầu Kênh, rồi đi bộ 300 m.",
        "getting_there_en": "From Cao Lãnh bus station take bus 3, then walk 300 m.",
        "accessibility": "Đường bê tông phẳng, hai bậc ở cửa.",
        "safety": "Có áo phao cho mỗi khách.",
    }
    return state_visit_terms(product=service, vendor=vendor, acting_user=None, **(values | changes))
