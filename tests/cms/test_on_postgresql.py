"""The provinces' questions to the database are understood by PostgreSQL too."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Page

from catalog.catalogue.models import StandardHeld
from cms.content.reading import read_pieces
from cms.insight.models import DailyCount
from cms.insight.writing import Key, write
from cms.mentions.keeping import remember_all
from cms.models import ShowcasePage
from cms.provinces.loading import load_pieces
from cms.provinces.services import provision_province
from marketplace.geography.models import Province
from storefront.newsletter.issues import make_issue
from storefront.newsletter.models import Delivery, Subscription
from storefront.newsletter.services import confirm_newsletter
from storefront.newsletter.tasks import send_delivery
from storefront.trade.models import Enquiry
from tests.factories import make_pack, make_user
from tests.storefront.trade.conftest import ASKED, make_host

HOUSE = "/province/dong-thap/"


@pytest.mark.postgresql
def test_pages_numbers_letters_and_visits_on_postgresql(on_postgresql, client, today):
    province = Province.objects.get(slug="dong-thap")
    provision_province(province=province)
    load_pieces([piece for piece in read_pieces() if piece.province == province.slug])
    remember_all()
    host = make_host()
    pack = make_pack(vendor=host.vendor)
    StandardHeld.objects.create(product=pack.parent, code="vietgap")
    maker = pack.parent.producer

    for address in (
        *(page.get_url() for page in Page.objects.filter(depth__in=(4, 5))),
        *("/", "/en/", "/province/", "/products/?q=xoai", f"{HOUSE}feed.xml"),
        *(pack.parent.get_absolute_url(), host.service.get_absolute_url()),
        f"/producer/{maker.slug}-{maker.public_id}/",
    ):
        assert client.get(address).status_code == 200, address

    for _time in range(2):
        write({Key(today, DailyCount.Kind.READ, HOUSE, "dong-thap"): 2})
    assert DailyCount.objects.get().count == 4

    reader = Subscription.objects.create(
        email="lan@example.vn", consent_text="…", consent_version="2026-11"
    )
    confirm_newsletter(subscription=reader)
    make_issue()
    assert send_delivery.call(Delivery.objects.get().pk) == "sent"
    assert "Hòa Lộc" in mail.outbox[-1].body

    form = client.get(host.path).context["form"].initial
    client.post(host.path, ASKED | {"form_key": form["form_key"]})
    assert Enquiry.objects.get().people == 4

    client.force_login(make_user(is_superuser=True, is_staff=True))
    house = ShowcasePage.objects.get(province=province, locale__language_code="vi")
    for address in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[house.pk]),
        reverse("wagtailadmin_pages:edit", args=[house.pk]),
    ):
        assert client.get(address).status_code == 200, address
