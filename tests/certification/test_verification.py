"""The public verification page: true in words, the same for everybody, without JavaScript."""

import datetime
import re
from types import SimpleNamespace

import pytest
from django.core.cache import cache

from catalog.certification.services import (
    complete_certificate,
    extend_certificate,
    reinstate_certificate,
    revoke_certificate,
    suspend_certificate,
)
from catalog.certification.views import CHECKS_PER_MINUTE, PICTURES_PER_MINUTE

from .factories import a_certificate, a_decision, a_member, a_product

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_counters():
    cache.clear()


@pytest.fixture
def one_minute(monkeypatch):
    """Limits count by the minute of the wall clock; a slow machine must not step into the next."""
    monkeypatch.setattr("marketplace.kernel.ratelimit.time", SimpleNamespace(time=lambda: 0.0))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def page(client, certificate, language: str = "en") -> str:
    prefix = "/en" if language == "en" else ""
    response = client.get(f"{prefix}/verify/{certificate.code}/")
    assert response.status_code == 200
    return response.content.decode()


def main_of(html: str) -> str:
    return html.split("<main", 1)[1].split("</main>", maxsplit=1)[0]


def shows_a_star(html: str) -> bool:
    return "star-figure" in main_of(html)


def test_a_valid_certificate_in_words(client, today):
    certificate = a_certificate(
        star=4,
        scope="Chai 500 ml",
        printed_address="Ấp 1, xã Mỹ Xương",
        official_code="87-29935-12-2026",
        decision=a_decision(authority_name="UBND tỉnh Đồng Tháp"),
    )

    html = main_of(page(client, certificate))

    assert "Valid until 24/03/2029." in html
    assert shows_a_star(page(client, certificate))
    for fact in (
        certificate.code,
        "Xoài cát Chu",
        "HTX Xoài Mỹ Xương",
        "Chai 500 ml",
        "Ấp 1, xã Mỹ Xương",
        "87-29935-12-2026",
        "123/QĐ-UBND",
        "UBND tỉnh Đồng Tháp",
        "148/QĐ-TTg, 1489/QĐ-TTg",
        "24/03/2026",
        "Issued with 4 stars, valid until 24/03/2029.",
        f'href="/en/product/{certificate.product.slug}-{certificate.product.public_id}/"',
    ):
        assert fact in html
    assert "Demonstration" not in html


@pytest.mark.parametrize(
    ("move", "more", "words"),
    [
        (suspend_certificate, {}, "Not valid: it has been suspended since 01/05/2026."),
        (revoke_certificate, {"ground": "mark"}, "Not valid: it was revoked from 01/05/2026."),
    ],
)
def test_what_ended_it_is_said_and_no_star_is_shown(client, today, move, more, words):
    certificate = a_certificate()
    move(
        certificate,
        effective_on=day("2026-05-01"),
        reference="9/QĐ-UBND",
        acting_user=None,
        **more,
    )

    html = page(client, certificate)

    assert words in html
    assert not shows_a_star(html)
    assert "9/QĐ-UBND" in html
    assert ("misuse of the OCOP mark" in html) is bool(more)
    assert "See the product" not in html


def test_today_moves_the_page(client, settings, today):
    certificate = a_certificate()
    extend_certificate(
        certificate,
        until=day("2029-09-01"),
        effective_on=day("2026-11-01"),
        reference="77/UBND-KT",
        acting_user=None,
    )
    told = {}
    for on in ("2026-03-23", "2028-12-01", "2029-03-25", "2029-09-02"):
        settings.TODAY = on
        html = page(client, certificate)
        told[on] = (
            re.search(r'verdict-words"><strong>(.*?)</strong>', html).group(1),
            shows_a_star(html),
        )

    assert told == {
        "2026-03-23": ("Not yet valid: it runs from 24/03/2026.", False),
        "2028-12-01": ("Valid until 24/03/2029.", True),
        "2029-03-25": ("Valid until 01/09/2029: the authority extended it past its term.", True),
        "2029-09-02": ("No longer valid: its last day was 01/09/2029.", False),
    }


def test_the_whole_history_in_order(client, today):
    certificate = a_certificate()
    facts = {"reference": "8/KL", "acting_user": None}
    suspend_certificate(certificate, effective_on=day("2026-05-01"), **facts)
    reinstate_certificate(certificate, effective_on=day("2026-06-01"), **facts)
    newer = a_certificate(certificate.product, a_decision("2/QĐ-UBND", day("2026-08-01")), star=3)

    html = main_of(page(client, certificate))

    days = re.findall(r'<time datetime="(.*?)">', html)
    assert days == ["2026-03-24", "2026-05-01", "2026-06-01", "2026-08-01"]
    assert "No longer valid: a newer certificate took its place on 01/08/2026." in html
    assert f'href="/en/verify/{newer.code}/"' in html


def test_a_demonstration_is_marked(client, today):
    certificate = a_certificate(decision=a_decision("DEMO-1/QĐ-UBND", is_demo=True))

    assert "It certifies nothing." in page(client, certificate)


def test_hostile_text_stays_text(client, today):
    certificate = a_certificate(printed_product="<script>alert(1)</script>")

    html = page(client, certificate)

    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html
    typed = client.get("/verify/", {"code": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert(1)" not in typed


@pytest.mark.parametrize(
    "spell", [str.lower, lambda c: c.replace("-", ""), lambda c: c.replace("-", " ")]
)
def test_another_spelling_leads_to_the_code(client, today, spell):
    certificate = a_certificate()

    response = client.get(f"/verify/{spell(certificate.code)}/")

    assert (response.status_code, response["Location"]) == (301, f"/verify/{certificate.code}/")


@pytest.mark.parametrize("typed", ["83-829-28780-3-2022", "83–829–28780 – 03–2022"])
def test_the_official_code_leads_to_ours(client, today, typed):
    certificate = a_certificate()
    complete_certificate(certificate, official_code="83-829-28780-3-2022")

    response = client.get(f"/en/verify/{typed}/")
    form = client.get("/verify/", {"code": typed})

    assert (response.status_code, response["Location"]) == (301, f"/en/verify/{certificate.code}/")
    assert (form.status_code, form["Location"]) == (302, f"/verify/{certificate.code}/")


def test_an_official_code_of_several_is_a_choice_not_a_guess(client, today):
    one = a_certificate(official_code="83-829-28780-3-2022")
    other = a_certificate(a_product("Trà sen"), one.decision, official_code="83-829-28780-03-2022")

    response = client.get("/verify/83-829-28780-3-2022/")

    assert response.status_code == 200
    assert all(f"/verify/{c.code}/" in response.content.decode() for c in (one, other))


def test_a_mistyped_code_is_a_helpful_404(client, today):
    code = a_certificate().code
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")

    response = client.get(f"/en/verify/{wrong}/")

    html = response.content.decode()
    assert response.status_code == 404
    assert "seems to be mistyped" in html
    assert 'name="code"' in html
    assert response["Cache-Control"] == "no-cache"


def test_an_unknown_code_is_a_404_and_an_empty_one_the_form(client, today):
    assert client.get("/verify/7KQM2X9D/").status_code == 404
    assert client.get("/verify/", {"code": "1-2-3-2026"}).status_code == 404
    assert client.get("/verify/").status_code == 200
    assert client.get("/verify/", {"code": " "}).status_code == 200
    assert client.post("/verify/").status_code == 405


def test_the_page_is_the_same_bytes_for_all_and_may_be_kept(client, today):
    certificate = a_certificate()
    member = a_member(certificate.product.producer.organisation, "p@p.example")
    anonymous = client.get(f"/verify/{certificate.code}/")
    client.force_login(member)
    known = client.get(f"/verify/{certificate.code}/")

    assert anonymous.content == known.content
    assert anonymous["Cache-Control"].startswith("public, max-age=0, ")
    assert not anonymous.cookies
    assert not known.cookies
    assert "Cookie" not in anonymous.get("Vary", "")
    assert re.fullmatch(r'"20261123-vi-[0-9a-f]{20}"', anonymous["ETag"])
    assert "p@p.example" not in known.content.decode()


def test_the_etag_answers_304_until_the_day_or_the_language_changes(client, settings, today):
    address = f"/verify/{a_certificate().code}/"
    etag = client.get(address)["ETag"]

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    assert client.get(f"/en{address}", headers={"If-None-Match": etag}).status_code == 200
    settings.TODAY = "2026-11-24"
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_the_page_asks_a_fixed_number_of_questions(client, today, django_assert_num_queries):
    certificate = a_certificate()
    client.get(f"/verify/{certificate.code}/")
    with django_assert_num_queries(5):  # the stamp is one
        client.get(f"/verify/{certificate.code}/")

    facts = {"reference": "8/KL", "acting_user": None}
    suspend_certificate(certificate, effective_on=day("2026-05-01"), **facts)
    reinstate_certificate(certificate, effective_on=day("2026-06-01"), **facts)
    with django_assert_num_queries(5):  # the stamp is one
        client.get(f"/verify/{certificate.code}/")


def test_somebody_trying_codes_is_slowed_down(client, today, one_minute):
    address = f"/en/verify/{a_certificate().code}/"
    for _time in range(CHECKS_PER_MINUTE):
        assert client.get(address).status_code == 200

    refused = client.get(address)

    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert "wait a minute" in refused.content.decode()
    assert client.get(address, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_pictures_are_counted_apart_from_checks(client, today, one_minute):
    address = f"/verify/{a_certificate().code}/"
    for _time in range(PICTURES_PER_MINUTE):
        assert client.get(f"{address}qr.svg").status_code == 200

    assert client.get(f"{address}qr.png").status_code == 429
    assert client.get(address).status_code == 200


def test_no_script_of_its_own_and_no_inline_style(client, today):
    html = page(client, a_certificate())

    assert "<script" not in main_of(html)
    assert "style=" not in main_of(html)
    assert not re.search(r"\son\w+=", html)
