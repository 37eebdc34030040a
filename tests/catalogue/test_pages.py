"""Lists, product and producer pages over HTTP, in both languages."""

import datetime
import json
import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from catalog.catalogue.models import Product, StandardHeld
from catalog.catalogue.season import bits
from catalog.partner.services import suspend_vendor
from marketplace.geography.former import former_province_of
from marketplace.geography.models import Province
from tests.factories import (
    commune,
    make_certificate,
    make_pack,
    make_producer,
    make_product,
    make_vendor,
    state_licence,
    stock_of,
)

pytestmark = pytest.mark.django_db

LISTS = ["/products/", "/category/S1/", "/category/B01/", "/province/dong-thap/"]
BOTH = [prefix + path for path in LISTS for prefix in ("", "/en")]


def path_of(product):
    with override("vi"):
        return product.get_absolute_url()


def page_of(client, product, prefix=""):
    return client.get(prefix + path_of(product))


def json_ld(response):
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.S
    )
    return json.loads(found[1]) if found else None


def tomorrow(settings):
    settings.TODAY = "2026-11-24"


@pytest.mark.parametrize("path", [*BOTH, "/", "/en/"])
def test_an_empty_market_offers_the_next_step(client, today, path):
    response = client.get(path)

    assert response.status_code == 200
    assert 'class="empty stack"' in response.content.decode()


@pytest.mark.parametrize("path", [*BOTH, "/", "/en/"])
def test_every_list_shows_what_is_certified(client, today, path):
    product = make_product("Xoài cát Hoà Lộc")

    html = client.get(path).content.decode()

    assert product.public_id in html
    assert "Xoài cát Hoà Lộc" in html


@pytest.mark.parametrize("path", [*BOTH, "/", "/en/"])
def test_list_pages_need_live_certificates(client, settings, today, path):
    product = make_product("Xoài cát Hoà Lộc", last_day=today, season_months=bits([11]))
    assert product.public_id in client.get(path).content.decode()

    tomorrow(settings)

    assert product.public_id not in client.get(path).content.decode()


@pytest.mark.parametrize("path", ["/category/S9/", "/category/X/", "/province/sai-gon/"])
def test_what_is_no_category_or_province_is_not_found(client, today, path):
    assert client.get(path).status_code == 404


def test_a_category_code_in_small_letters_leads_to_the_right_one(client):
    response = client.get("/category/b01/")

    assert (response.status_code, response["Location"]) == (301, "/category/B01/")


@pytest.mark.parametrize(
    "query",
    ["star=9&province=x&category=zz&sort=up&after='", "q=%00&after=" + "a" * 99, "star=%F0%9F"],
)
def test_malformed_filters_count_as_absent(client, today, query):
    product = make_product()

    response = client.get(f"/products/?{query}")

    assert response.status_code == 200
    assert product.public_id in response.content.decode()


def test_filters_stay_in_the_address_of_the_next_page(client, today):
    producer = make_producer()
    for _ in range(25):
        make_product(producer=producer)

    html = client.get("/products/?star=4&q=xoai").content.decode()

    following = re.search(r'rel="next" href="([^"]+)"', html)[1].replace("&amp;", "&")
    assert following.startswith("?star=4&q=xoai&after=")
    second = client.get("/products/" + following).content.decode()
    assert second.count('class="product-card"') == 1
    assert 'href="?star=4&amp;q=xoai"' in second


def test_what_was_searched_for_is_shown_as_text(client, today):
    html = client.get("/products/", {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize("path", ["/products/", "/en/products/"])
def test_a_list_takes_at_most_six_queries_whatever_it_shows(
    client, today, django_assert_max_num_queries, path
):
    producer, vendor = make_producer(), make_vendor()
    producer.commune = commune()
    producer.save()
    former_province_of(producer.commune.code)
    for count in (10, 190):
        for _ in range(count):
            make_pack(make_product(producer=producer), vendor=vendor)

        with django_assert_max_num_queries(6):  # the stamp is one
            assert client.get(path).status_code == 200


def test_a_product_page_takes_at_most_six_queries_whatever_it_has(
    client, today, django_assert_max_num_queries
):
    product, vendor = make_product(), make_vendor()
    product.producer.commune = commune()
    product.producer.save()
    make_pack(product, vendor=vendor)
    page_of(client, product)
    with django_assert_max_num_queries(6):  # the stamp is one
        page_of(client, product)

    for _ in range(10):
        make_pack(product, vendor=vendor)
    StandardHeld.objects.create(product=product, code="vietgap")
    product.attr.ingredients = "Xoài"
    product.save()
    with django_assert_max_num_queries(6):  # the stamp is one
        page_of(client, product)


def test_a_list_is_not_sent_twice(client, today):
    make_product()
    first = client.get("/products/")

    again = client.get("/products/", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304


def test_an_unchanged_list_is_sent_again_once_the_day_takes_a_product_away(client, settings, today):
    make_product(last_day=today)
    first = client.get("/products/")
    tomorrow(settings)

    again = client.get("/products/", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 200


def test_the_product_page_shows_what_a_buyer_asks(client, today):
    product = make_product(
        "Xoài cát Hoà Lộc",
        star=4,
        season_months=bits([3, 4, 5]),
        raw_material_zone="Cái Bè",
        geographical_indication="Hoà Lộc",
        scope="Quả tươi",
    )
    pack = make_pack(product, price=62_000, grams=500, title="Hộp 500 g")
    product.attr.ingredients = "Xoài tươi"
    product.attr.shelf_life = 1200
    product.save()

    html = page_of(client, product, "/en").content.decode()

    for words in (
        "62,000",
        "124,000",
        "In stock",
        "The price includes 8 % VAT.",
        "Cái Bè",
        "Hoà Lộc",
        "Quả tươi",
        "Xoài tươi",
        "1,200",
        "4 OCOP stars, valid until",
        f'name="pack" value="{pack.public_id}"',
        product.certificates.get().decision.number,
        reverse("certification:verify_code", args=[product.certificates.get().code]),
    ):
        assert words in html


def test_standards_are_dated_too(client, today):
    product = make_product()
    day = datetime.timedelta(days=1)
    for code, begins, ends in [
        ("vietgap", None, today),
        ("haccp", today, None),
        ("halal", None, today - day),
        ("gmp", today + day, None),
    ]:
        StandardHeld.objects.create(product=product, code=code, valid_from=begins, valid_until=ends)

    html = page_of(client, product).content.decode()

    shown = [name for name in ("VietGAP", "HACCP", "Halal", "GMP") if name in html]
    assert shown == ["VietGAP", "HACCP"]


def test_a_product_page_needs_a_live_certificate(client, settings, today):
    product = make_product("Xoài cát Hoà Lộc", last_day=today)
    make_pack(product)
    similar = make_product("Xoài tứ quý")
    assert page_of(client, product).status_code == 200
    tomorrow(settings)

    response = page_of(client, product, "/en")
    html = response.content.decode()

    assert response.status_code == 410
    assert "This product is not certified today." in html
    assert json_ld(response) is None
    assert 'name="pack"' not in html
    assert similar.public_id in html
    ended_part = html.split("<main")[1].split("<section")[0]
    assert "star-figure" not in ended_part


def test_an_ended_product_comes_back_with_a_new_certificate(client, settings, today):
    product = make_product(last_day=today)
    tomorrow(settings)
    assert page_of(client, product).status_code == 410

    make_certificate(product, issued_on=today + datetime.timedelta(days=1))

    assert page_of(client, product).status_code == 200


@pytest.mark.parametrize("state", ["draft", "submitted", "rejected", "withdrawn"])
def test_what_is_not_approved_has_no_page(client, today, state):
    product = make_product(listing_state=state, last_day=today)

    assert page_of(client, product).status_code == 404


def test_database_ids_and_unknown_ids_lead_nowhere(client, today):
    product = make_product()

    for tail in (str(product.pk), "0000000000", product.public_id.upper()):
        assert client.get(f"/product/{product.slug}-{tail}/").status_code == 404


def test_a_changed_slug_redirects_for_good(client, today):
    product = make_product("Xoài cát Hoà Lộc")
    response = client.get(f"/en/product/xoai-cu-{product.public_id}/")

    assert response.status_code == 301
    assert response["Location"] == f"/en/product/xoai-cat-hoa-loc-{product.public_id}/"


def test_who_is_not_verified_or_suspended_offers_nothing_on_a_products_page(client, today):
    product = make_product()
    open_shop, suspended = make_vendor("Vựa xoài Cao Lãnh"), make_vendor("Vựa xoài Mỹ Xương")
    draft = make_vendor("Vựa xoài Hoà An", verified=False)
    for vendor, price in ((open_shop, 62_000), (suspended, 51_000), (draft, 43_000)):
        make_pack(product, vendor=vendor, price=price)
    suspend_vendor(suspended, reason="khiếu nại")

    response = page_of(client, product)

    page = response.content.decode()
    assert "62.000" in page
    for hidden in ("51.000", "43.000", "Mỹ Xương", "Hoà An"):
        assert hidden not in page
    assert [int(one["price"]) for one in json_ld(response)["offers"]] == [62_000]


def test_json_ld_tells_the_certificate_and_the_price(client, today):
    product = make_product("Xoài cát Hoà Lộc", star=4)
    make_pack(product, price=62_000)

    data = json_ld(page_of(client, product))

    certificate = product.certificates.get()
    assert data["@type"] == "Product"
    assert data["hasCertification"]["certificationRating"]["ratingValue"] == 4
    assert data["hasCertification"]["expires"] == certificate.last_day.isoformat()
    assert data["offers"][0]["price"] == "62000"
    assert data["offers"][0]["priceCurrency"] == "VND"
    assert data["offers"][0]["availability"] == "https://schema.org/InStock"
    assert "aggregateRating" not in data


def test_nothing_in_a_name_breaks_out_of_the_json_ld(client, today):
    title = 'Gạo </script><script>alert(1)</script> & "x" <!--'
    product = make_product(title)

    response = page_of(client, product)
    html = response.content.decode()

    assert "<script>alert" not in html
    assert json_ld(response)["name"] == title


def test_an_english_page_without_english_texts_marks_them_and_names_the_vietnamese_one(
    client, today
):
    product = make_product("Xoài cát Hoà Lộc")

    html = page_of(client, product, "/en").content.decode()

    assert '<h1 lang="vi">Xoài cát Hoà Lộc</h1>' in html
    assert f'rel="canonical" href="http://testserver{path_of(product)}"' in html
    assert 'hreflang="en"' not in html.split("</head>")[0]


def test_an_english_page_with_english_texts_stands_by_itself(client, today):
    product = make_product("Xoài cát Hoà Lộc", title_en="Hoà Lộc mango")

    html = page_of(client, product, "/en").content.decode()

    assert "<h1>Hoà Lộc mango</h1>" in html
    assert f'rel="canonical" href="http://testserver/en{path_of(product)}"' in html


def test_the_language_switch_keeps_page_and_filters(client, today):
    html = client.get("/products/?star=4&q=xoai").content.decode()

    assert 'href="/en/products/?star=4&amp;q=xoai"' in html


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("B26", "Book with the host"),
        ("B18", "Shown, not sold"),
        ("B14", "not for persons under 18"),
        ("B15", "not for persons under 18"),
    ],
)
def test_goods_that_the_law_treats_apart_say_so(client, today, code, words):
    product = make_product(criteria_set=code)

    assert words in page_of(client, product, "/en").content.decode()


def test_alcohol_is_sold_once_its_licence_is_stated(client, today):
    product = make_product(criteria_set="B14")
    make_pack(product)

    bare = page_of(client, product, "/en").content.decode()
    state_licence(product)
    licensed = page_of(client, product, "/en").content.decode()

    assert "once the number of its production licence is stated" in bare
    assert 'name="pack"' not in bare
    assert 'name="pack"' in licensed
    assert "12/GP-SCT" in licensed


def test_a_seller_states_who_it_is_before_anybody_orders(client, today):
    pack = make_pack()
    shop = stock_of(pack).partner.vendor
    shop.organisation.tax_code = "0312345678"
    shop.organisation.save()

    html = page_of(client, pack.parent, "/en").content.decode()

    assert f"About the seller: {shop.name}" in html
    assert shop.organisation.name in html
    assert "<dt>Legal form</dt><dd>Company</dd>" in html
    assert "<dd>0312345678</dd>" in html
    assert "12 Nguyễn Huệ, " in html
    assert 'href="tel:+84912345678"' in html
    assert f'href="mailto:{shop.email}"' in html


def test_a_persons_identity_number_is_not_shown_as_a_tax_code(client, today):
    pack = make_pack()
    shop = stock_of(pack).partner.vendor
    shop.organisation.tax_code = "087099001234"
    shop.organisation.save()

    assert "087099001234" not in page_of(client, pack.parent).content.decode()


def test_a_seller_that_is_not_verified_is_not_named_with_its_contact(client, today):
    pack = make_pack()
    shop = suspend_vendor(stock_of(pack).partner.vendor, reason="hồ sơ hết hạn")

    html = page_of(client, pack.parent).content.decode()

    assert shop.email not in html
    assert "tel:" not in html


def test_a_service_is_booked_with_its_host(client, today):
    host = make_producer()
    product = make_product("Một đêm bên sông", criteria_set="B26", producer=host)
    bare = page_of(client, product, "/en").content.decode()
    shop = make_vendor(organisation=host.organisation)

    html = page_of(client, product, "/en").content.decode()

    assert "The host has not stated here how to be reached." in bare
    assert f'href="mailto:{shop.email}?subject=M%E1%BB%99t%20%C4%91%C3%AAm' in html
    assert 'href="tel:+84912345678">Call the host' in html


def test_nothing_is_sold_that_is_a_service(client, today):
    product = make_product(criteria_set="B26")
    make_pack(product)

    html = page_of(client, product).content.decode()

    assert 'name="pack"' not in html


def test_illustrative_data_is_marked_on_card_and_page(client, today):
    product = make_product(is_illustrative=True)

    assert "Illustrative data" in client.get("/en/products/").content.decode()
    response = page_of(client, product, "/en")
    assert "Illustrative data" in response.content.decode().split("<footer")[0]
    assert json_ld(response)["disambiguatingDescription"] == "Illustrative data"


def test_a_producer_page_shows_its_products_while_they_are_live(client, settings, today):
    product = make_product(last_day=today)
    producer = product.producer
    path = reverse("producers:detail", args=[producer.slug, producer.public_id])
    assert product.public_id in client.get(path).content.decode()
    tomorrow(settings)

    response = client.get(path)

    assert response.status_code == 200
    assert product.public_id not in response.content.decode()


def test_a_producer_with_nothing_approved_has_no_page(client, today):
    producer = make_product(listing_state="draft").producer

    path = reverse("producers:detail", args=[producer.slug, producer.public_id])

    assert client.get(path).status_code == 404


def test_a_producers_changed_slug_redirects(client, today):
    producer = make_product().producer

    response = client.get(f"/producer/ten-cu-{producer.public_id}/")

    assert response.status_code == 301
    assert response["Location"] == f"/producer/{producer.slug}-{producer.public_id}/"


@pytest.mark.parametrize("path", [*BOTH, "/"])
def test_pages_take_no_other_method(client, path):
    if path != "/":
        assert client.post(path).status_code == 405


def test_no_page_carries_inline_script_or_style(client, today):
    product = make_product(season_months=bits([11]))
    make_pack(product)
    paths = [*BOTH, "/", path_of(product)]

    for path in paths:
        html = client.get(path).content.decode()
        assert " style=" not in html
        assert "<style" not in html
        assert not re.search(r"<script(?! src=| type=\"application/ld\+json\")", html)
        assert not re.search(r"\son[a-z]+=", html)


def test_all_thirty_four_provinces_have_their_page(client, today):
    for slug in Province.objects.values_list("slug", flat=True):
        assert client.get(f"/province/{slug}/").status_code == 200


def test_products_without_producer_do_not_break_a_list(client, today):
    product = make_product()
    Product.objects.filter(pk=product.pk).update(criteria_set=None)

    assert product.public_id in client.get("/products/").content.decode()
    assert page_of(client, product).status_code == 200


def test_a_sector_leads_to_its_groups_and_a_group_to_its_sets(client, today):
    lead = client.get("/category/S1/").content.decode().split("<h1>")[1].split("<form")[0]
    group = client.get("/category/S1.1/").content.decode().split("<h1>")[1].split("<form")[0]

    assert re.findall(r'href="/category/([^/]+)/"', lead) == [f"S1.{n}" for n in range(1, 7)]
    assert re.findall(r'href="/category/([^/]+)/"', group) == ["B01", "B02"]
    assert (
        "<nav"
        not in client.get("/category/S1.6/").content.decode().split("<h1>")[1].split("<form")[0]
    )


def test_a_producer_is_called_by_its_name_in_heading_and_title(client):
    product = make_product()
    product.producer.name_en = "Hoa Loc Growers"
    product.producer.save()
    make_certificate(product)
    path = f"/producer/{product.producer.slug}-{product.producer.public_id}/"

    pages = [client.get(prefix + path).content.decode() for prefix in ("", "/en")]

    for page, name in zip(pages, (product.producer.name, "Hoa Loc Growers"), strict=True):
        assert f"<h1>{name}</h1>" in page
        assert f"<title>{name} · Chợ OCOP</title>" in page
        assert re.search(r'<meta name="description" content="([^,]*),', page).group(1) == name


def test_an_english_page_calls_a_pack_by_what_it_holds(client):
    pack = make_pack(title="Hộp quà", grams=1_500)
    make_certificate(pack.parent)

    headings = [
        re.search(
            r'<div class="pack-words">\s*<h3>(.*?)</h3>',
            page_of(client, pack.parent, prefix).content.decode(),
        ).group(1)
        for prefix in ("", "/en")
    ]

    assert headings == ["Hộp quà", "1.5 kg"]
