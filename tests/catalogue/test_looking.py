"""What the product page answers in each state, what its neighbours show, and at what price in queries."""

import datetime
import json
import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from catalog.catalogue.models import StandardHeld
from catalog.catalogue.season import bits
from catalog.catalogue.selectors.province import province_facts
from catalog.certification.services import extend_certificate, revoke_certificate
from marketplace.geography.former import former_province_of
from marketplace.geography.models import Province
from tests.factories import (
    commune,
    make_certificate,
    make_pack,
    make_producer,
    make_product,
    make_user,
    make_vendor,
    state_licence,
)

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
#: The page cache's question whether anything has changed; a page that is kept asks nothing else.
STAMP = 1


def page(client, product, *, prefix="/en", **query):
    with override("vi"):
        path = product.get_absolute_url()
    return client.get(prefix + path, query)


def blocks(response):
    found = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.S
    )
    return {block["@type"]: block for block in map(json.loads, found)}


def certificate_card(html):
    return html.split('id="certificate"')[1].split("</section>")[0]


@pytest.mark.parametrize(
    ("days", "star_class", "words"),
    [
        (400, "star-valid", "Valid until"),
        (150, "star-renewal_open", "Valid until"),
        (45, "star-renewal_late", "45 days left"),
        (1, "star-renewal_late", "1 day left"),
    ],
)
def test_the_certificate_card_tells_decision_authority_and_what_is_left(
    client, today, days, star_class, words
):
    product = make_product(last_day=today + days * DAY)
    certificate = product.certificates.get()

    card = certificate_card(page(client, product).content.decode())

    assert star_class in card
    assert words in card
    assert certificate.decision.number in card
    assert "provincial People" in card
    assert f"/en/verify/{certificate.code}/" in card
    assert f"/en/verify/{certificate.code}/qr.svg" in card


def test_an_extended_certificate_says_by_whom_and_until_when(client, settings, today):
    product = make_product(last_day=today)
    extend_certificate(
        product.certificates.get(),
        until=today + 60 * DAY,
        effective_on=today,
        reference="12/CV",
        acting_user=None,
    )
    settings.TODAY = "2026-12-01"

    card = certificate_card(page(client, product).content.decode())

    assert "star-extended" in card
    assert "Extended by its authority until 22/01/2027" in card


@pytest.mark.parametrize(
    ("values", "words", "can_order"),
    [
        ({"stock": 20}, "In stock", True),
        ({"stock": 3}, "Only 3 left", True),
        ({"stock": 0}, "Sold out", False),
        ({"stock": 0, "season_months": bits([5])}, "Out of season", False),
    ],
)
def test_packs_say_what_is_left_and_are_sold_while_something_is(
    client, today, values, words, can_order
):
    pack = make_pack(**values)

    html = page(client, pack.parent).content.decode()

    assert words in html.split('id="buy"')[1].split("</section>")[0]
    assert (f'id="buy-{pack.public_id}"' in html) is can_order
    assert ('class="buy-bar' in html) is can_order
    assert ('id="delivery"' in html) is can_order


@pytest.mark.parametrize("code", ["B18", "B26"])
def test_what_is_not_sold_here_has_neither_bar_nor_delivery(client, today, code):
    html = page(client, make_product(criteria_set=code)).content.decode()

    assert "buy-bar" not in html
    assert 'id="delivery"' not in html
    assert 'name="pack"' not in html


def test_alcohol_with_its_licence_is_offered_with_the_warning(client, today):
    product = state_licence(make_product(criteria_set="B14"))
    make_pack(product)

    html = page(client, product).content.decode()

    assert "not for persons under 18" in html
    assert "buy-bar" in html


def test_the_bar_adds_the_only_pack_and_leads_to_the_choice_among_several(client, today):
    pack = make_pack()
    bar = page(client, pack.parent).content.decode().split('<div class="buy-bar')[1]
    assert f'form="buy-{pack.public_id}"' in bar

    make_pack(pack.parent, price=90_000)

    bar = page(client, pack.parent).content.decode().split('<div class="buy-bar')[1]
    assert 'href="#buy"' in bar
    assert "<button" not in bar.split("</div>")[0]


def test_delivery_is_estimated_for_the_country_and_for_a_province(client, today):
    pack = make_pack(vendor=make_vendor(province_slug="dong-thap"), grams=400)

    anywhere = page(client, pack.parent).content.decode().split('id="delivery"')[1]
    home = page(client, pack.parent, to="dong-thap").content.decode().split('id="delivery"')[1]
    far = page(client, pack.parent, to="cao-bang").content.decode().split('id="delivery"')[1]
    unknown = page(client, pack.parent, to="atlantis").content.decode().split('id="delivery"')[1]

    assert "16,000" in anywhere
    assert "28,000" in anywhere
    assert "between 24/11 and 28/11" in anywhere
    assert "16,000" in home
    assert "28,000" not in home
    assert "between 24/11 and 25/11" in home
    assert '<option value="dong-thap" selected>' in home
    assert "28,000" in far
    assert "16,000" not in far
    assert "16,000" in unknown
    assert "illustrative" in home


def test_the_season_is_told_month_by_month_and_today_is_marked(client, today):
    html = page(client, make_product(season_months=bits([3, 11]))).content.decode()

    season = html.split('class="season"')[1].split("</ol>")[0]
    assert season.count("season-on") == 2
    assert season.count(": in season") == 2
    assert season.count(": out of season") == 10
    assert season.count('aria-current="date"') == 1
    assert ">11<" in season.split('aria-current="date"')[1]


def test_the_map_marks_province_and_commune(client, today):
    product = make_product()
    product.producer.commune = commune()
    product.producer.save()

    html = page(client, product).content.decode()

    assert "#dong-thap" in html
    assert 'class="point"' in html
    assert "Hoàng Sa (Đà Nẵng)" in html
    assert "Trường Sa (Khánh Hòa)" in html


def test_similar_products_are_of_the_set_those_of_the_province_first(client, today):
    there, here = make_producer(province_slug="ca-mau"), make_producer()
    product = make_product(producer=here)
    near = make_product(producer=make_producer())
    far = make_product(producer=there)
    other = make_product(producer=here, criteria_set="B03")
    ended = make_product(producer=here, last_day=today - DAY)

    similar = page(client, product).content.decode().split('id="similar"')[1]

    assert re.findall(r'href="/en/product/[-a-z0-9]+-([0-9a-z]{10})/"', similar) == [
        near.public_id,
        far.public_id,
    ]
    assert other.public_id not in similar
    assert ended.public_id not in similar


def test_the_way_to_the_product_is_told_to_people_and_machines(client, today):
    product = make_product("Xoài cát")

    response = page(client, product, prefix="")

    trail = blocks(response)["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in trail] == [1, 2, 3, 4, 5]
    assert trail[-1]["name"] == "Xoài cát"
    assert trail[1]["item"] == "http://testserver/category/S1/"
    crumbs = response.content.decode().split('class="breadcrumbs"')[1].split("</nav>")[0]
    assert re.findall(r'href="/category/([^/]+)/"', crumbs) == ["S1", "S1.1", "B01"]


def test_machines_learn_who_certified_and_who_sells(client, today):
    pack = make_pack(vendor=make_vendor("Vườn nhà"))
    certificate = pack.parent.certificates.get()

    data = blocks(page(client, pack.parent))["Product"]

    told = data["hasCertification"]
    assert told["@type"] == "Certification"
    assert told["issuedBy"]["name"] == "provincial People's Committee, Đồng Tháp"
    assert told["certificationIdentification"] == certificate.decision.number
    assert told["validFrom"] == certificate.issued_on.isoformat()
    assert told["expires"] == certificate.last_day.isoformat()
    assert data["offers"][0]["seller"]["name"] == "Vườn nhà"


def test_a_link_elsewhere_shows_title_and_address(client, today):
    product = make_product('Gạo "thơm" & <nếp>')

    head = page(client, product, prefix="").content.decode().split("</head>")[0]

    assert 'property="og:title" content="Gạo &quot;thơm&quot; &amp; &lt;nếp&gt;"' in head
    assert f'property="og:url" content="http://testserver{product.get_absolute_url()}"' in head
    assert 'property="og:type" content="product"' in head


def test_nothing_on_the_page_costs_a_seventh_query(client, today, django_assert_max_num_queries):
    product, vendor = make_product(season_months=bits([11])), make_vendor()
    product.producer.commune = commune()
    product.producer.save()
    former_province_of(product.producer.commune.code)
    for _ in range(6):
        make_pack(product, vendor=vendor)
        make_pack(make_product(producer=make_producer()), vendor=vendor)
    StandardHeld.objects.create(product=product, code="vietgap")
    page(client, product)

    with django_assert_max_num_queries(5 + STAMP):
        assert page(client, product, to="ca-mau").status_code == 200
    client.force_login(make_user())
    page(client, product)
    with django_assert_max_num_queries(7 + STAMP):
        assert page(client, product).status_code == 200


def test_an_ended_page_tells_what_happened_and_what_is_alike(client, settings, today):
    product = make_product("Xoài cát Hoà Lộc")
    alike = make_product()
    certificate = product.certificates.get()
    revoke_certificate(
        certificate, ground="mark", effective_on=today, reference="7/QĐ", acting_user=None
    )

    response = page(client, product)
    html = response.content.decode()

    assert response.status_code == 410
    assert "Not valid: it was revoked from 23/11/2026." in html
    assert "misuse of the OCOP mark" in html
    assert "7/QĐ" in html
    assert f"/en/verify/{certificate.code}/" in html
    assert product.producer.name in html
    assert alike.public_id in html
    assert "star-figure" not in html.split("<main")[1].split('id="similar"')[0]
    assert blocks(response) == {}


def test_an_ended_page_takes_at_most_eight_queries(client, today, django_assert_max_num_queries):
    product = make_product(last_day=today - DAY)
    make_pack(make_product())
    page(client, product)

    with django_assert_max_num_queries(8 + STAMP):
        assert page(client, product).status_code == 410


def test_a_producers_page_tells_certificates_standards_and_sellers_but_no_number(client, today):
    pack = make_pack(vendor=make_vendor("Vườn nhà"))
    producer = pack.parent.producer
    producer.address = "12 Nguyễn Huệ"
    producer.save()
    StandardHeld.objects.create(product=pack.parent, code="vietgap", number="VG-1")
    StandardHeld.objects.create(product=pack.parent, code="halal", valid_until=today - DAY)
    with override("vi"):
        path = reverse("producers:detail", args=[producer.slug, producer.public_id])

    response = client.get("/en" + path)
    html = response.content.decode()

    certificate = pack.parent.certificates.get()
    assert certificate.decision.number in html
    assert f"/en/verify/{certificate.code}/" in html
    assert "VietGAP" in html
    assert "Halal" not in html
    assert "Vườn nhà" in html
    assert "84912345678" not in html
    assert "12 Nguyễn Huệ" not in html
    assert "#dong-thap" in html
    told = blocks(response)["Organization"]
    assert told["name"] == producer.name
    assert "telephone" not in told
    assert "streetAddress" not in told["address"]


def test_a_producers_page_takes_at_most_six_queries(client, today, django_assert_max_num_queries):
    producer, vendor = make_producer(), make_vendor()
    producer.commune = commune()
    producer.save()
    former_province_of(producer.commune.code)
    for _ in range(10):
        product = make_product(producer=producer)
        make_pack(product, vendor=vendor)
        StandardHeld.objects.create(product=product, code="vietgap")
    path = reverse("producers:detail", args=[producer.slug, producer.public_id])
    client.get(path)

    with django_assert_max_num_queries(6 + STAMP):
        assert client.get(path).status_code == 200


def test_figures_of_a_province_need_live_certificates(today):
    upgraded = make_product(star=3, season_months=bits([11]))
    make_certificate(upgraded, star=4, issued_on=today)
    make_product(star=5, producer=upgraded.producer, last_day=today)
    make_product(producer=make_producer(province_slug="ca-mau"))
    dong_thap = Province.objects.get(slug="dong-thap")

    now, tomorrow = (province_facts(dong_thap, on=day) for day in (today, today + DAY))

    assert (now.products, now.by_star, now.producers, now.in_season) == (2, ((5, 1), (4, 1)), 1, 1)
    assert (tomorrow.products, tomorrow.by_star) == (1, ((4, 1),))


def test_a_provinces_shelf_tells_what_it_was_made_of(client, today):
    merged = client.get("/en/province/dong-thap/").content.decode()
    unmerged = client.get("/en/province/cao-bang/").content.decode()

    assert '<span lang="vi">Tiền Giang</span>' in merged
    assert "made of" in merged
    assert "made of" not in unmerged
    assert "#cao-bang" in unmerged
