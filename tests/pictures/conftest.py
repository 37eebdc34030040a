"""A producer that sells its own product, and the people around it."""

from dataclasses import dataclass

import pytest
from django.utils import translation

from catalog.catalogue.models import Product, ProductImage
from catalog.catalogue.photographs import review, services
from catalog.catalogue.photographs.making import make_renditions
from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from tests.certification.factories import a_province_officer
from tests.factories import make_member, make_pack, make_product, make_vendor
from tests.pictures.uploads import drawn, encoded, upload


@dataclass(frozen=True)
class Shop:
    vendor: Vendor
    product: Product
    owner: User
    officer: User

    def add(self, size=(900, 1000), **values) -> ProductImage:
        """As uploaded: without words, without renditions."""
        content = encoded(drawn(size, **values))
        return services.add_photograph(
            product=self.product, file=upload(content), acting_user=self.owner
        )

    def describe(self, image: ProductImage, alt: str = "Xoài trên cành", **values) -> ProductImage:
        wanted = {"alt": alt, "alt_en": "", "focal_x": 50, "focal_y": 50} | values
        return services.describe_photograph(image=image, **wanted, acting_user=self.owner)

    def show(self, alt: str = "Xoài trên cành", **values) -> ProductImage:
        """All the way to the page."""
        image = self.describe(self.add(**values), alt)
        make_renditions(image.pk)
        return review.approve_photograph(image=image, acting_user=self.officer)

    def shown(self) -> list[str]:
        """The words of what pages show, in order."""
        self.product.refresh_from_db()
        return [entry["alt"] for entry in self.product.photographs]


def make_shop(province_slug: str = "dong-thap") -> Shop:
    product = make_product(producer=None)
    producer = product.producer
    vendor = make_vendor(organisation=producer.organisation, province_slug=province_slug)
    make_pack(product, vendor=vendor)
    return Shop(
        vendor=vendor,
        product=product,
        owner=make_member(producer.organisation),
        officer=a_province_officer("dong-thap"),
    )


@pytest.fixture
def shop(db) -> Shop:
    return make_shop()


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield
