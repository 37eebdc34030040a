"""Ready things of the supply side, made by the services that make them in earnest."""

import datetime
from typing import Any

from catalog.catalogue.models import Category, Product, ProductClass
from catalog.certification.models import Certificate, RecognitionDecision
from catalog.certification.services import issue_certificate, record_decision
from catalog.producers.models import Producer
from catalog.producers.services import register_producer
from marketplace.accounts.models import Membership, Organisation, User
from marketplace.geography.models import Province
from marketplace.kernel import text


def a_province(slug: str = "dong-thap") -> Province:
    return Province.objects.get(slug=slug)


def a_producer(name: str = "HTX Xoài Mỹ Xương", **given: Any) -> Producer:
    given.setdefault("province", a_province())
    return register_producer(name=name, **given)


def a_product(title: str = "Xoài cát Chu", producer: Producer | None = None) -> Product:
    return Product.objects.create(
        structure=Product.PARENT,
        title=title,
        slug=text.slugify(title),
        folded_title=text.key(title),
        product_class=ProductClass.objects.first(),
        producer=producer or a_producer(),
        criteria_set=Category.objects.filter(level="set").first(),
        listing_state="approved",
    )


def a_decision(
    number: str = "123/QĐ-UBND",
    issued_on: datetime.date = datetime.date(2026, 3, 24),
    level: str = "province",
    **given: Any,
) -> RecognitionDecision:
    if level != "ministry":
        given.setdefault("province", a_province())
    return record_decision(
        number=number,
        authority_level=level,
        authority_name=given.pop("authority_name", ""),
        province=given.pop("province", None),
        issued_on=issued_on,
        **given,
    )


def a_certificate(
    product: Product | None = None,
    decision: RecognitionDecision | None = None,
    star: int = 4,
    **given: Any,
) -> Certificate:
    product = product or a_product()
    return issue_certificate(
        product=product,
        decision=decision or a_decision(),
        star=star,
        printed_product=given.pop("printed_product", product.title),
        printed_producer=given.pop("printed_producer", product.producer.name),
        **given,
    )


def a_member(organisation: Organisation, email: str, role: str = "owner") -> User:
    user = User.objects.filter(email=email).first() or User.objects.create_user(
        email=email, password="correct horse"
    )
    Membership.objects.get_or_create(user=user, organisation=organisation, defaults={"role": role})
    return user


def a_province_officer(slug: str = "dong-thap") -> User:
    province = a_province(slug)
    office, _made = Organisation.objects.get_or_create(
        office="province", province=province, defaults={"name": f"Văn phòng {province.name_vi}"}
    )
    return a_member(office, f"officer@{slug}.example", "officer")


def a_national_officer() -> User:
    office, _made = Organisation.objects.get_or_create(
        office="national", defaults={"name": "Văn phòng Điều phối trung ương"}
    )
    return a_member(office, "officer@national.example", "officer")
