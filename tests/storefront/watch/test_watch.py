"""What newly fits is told to both sides, once, on the screen and by one mail in the morning."""

import re
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from marketplace.accounts.models import User
from search.matching.models import Demand, Match
from search.matching.services import match_demand, match_supply
from storefront.watch.digests import begin_digests
from storefront.watch.models import Digest, News, Reader
from storefront.watch.services import forget_old_news, mark_seen, notice_matches, reader_of
from storefront.watch.tasks import send_digest
from tests.factories import make_member, make_vendor
from tests.search.matching.made import line, make_demand, make_supply

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    """A supply that fits a demand, each with one person who trades."""
    supply, demand = make_supply(), make_demand()
    seller = make_member(supply.vendor.organisation, email="ban@example.vn")
    buyer = make_member(demand.buyer, email="mua@example.vn")
    match_demand(demand=demand)
    return demand, supply, buyer, seller


def notice() -> dict[str, int]:
    return {side: int(count) for count, side in re.findall(r"(\d+) to (\w+)s", notice_matches())}


def send_all() -> list[str]:
    return [send_digest.func(pk) for pk in Digest.objects.values_list("pk", flat=True)]


def test_a_new_match_is_news_to_both_sides_and_never_again(pair):
    assert notice() == {"buyer": 1, "vendor": 1}

    assert notice() == {"buyer": 0, "vendor": 0}


def test_what_stopped_fitting_and_fits_again_is_no_news(pair):
    _demand, supply, _buyer, _seller = pair
    notice()
    Match.objects.all().delete()
    match_supply(supply=supply.pk)

    assert notice() == {"buyer": 0, "vendor": 0}


def test_a_near_miss_that_becomes_a_match_is_news(pair):
    Match.objects.update(failed=1)
    assert notice() == {"buyer": 0, "vendor": 0}

    Match.objects.update(failed=0)

    assert notice() == {"buyer": 1, "vendor": 1}


def test_a_pair_that_fits_by_two_lines_is_told_once_with_the_better_score():
    supply = make_supply()
    demand = make_demand(
        line(), line(quantity={"min": 100_000, "max": None, "unit": "kg", "period": "once"})
    )
    match_demand(demand=demand)
    best = max(Match.objects.filter(failed=0).values_list("score", flat=True))

    notice()

    assert [one.score for one in News.objects.filter(supply=supply)] == [best, best]


def test_nobody_is_told_of_itself():
    vendor = make_vendor()
    make_supply(vendor=vendor)
    match_demand(demand=make_demand(buyer=vendor.organisation))

    assert notice() == {"buyer": 0, "vendor": 0}


def test_a_demand_that_was_closed_before_anybody_looked_is_no_news(pair):
    demand = pair[0]
    Demand.objects.filter(pk=demand.pk).update(state="draft")

    assert notice() == {"buyer": 0, "vendor": 0}


def test_one_mail_in_the_morning_for_each_side_and_none_the_next_day(pair, settings):
    demand, supply, _buyer, _seller = pair
    notice()

    assert begin_digests() == "2 digests"
    assert send_all() == ["sent", "sent"]

    to_buyer, to_seller = sorted(mail.outbox, key=lambda message: message.to[0], reverse=True)
    assert (to_buyer.to, to_seller.to) == (["mua@example.vn"], ["ban@example.vn"])
    assert supply.vendor.name in to_buyer.body
    assert demand.buyer.name in to_seller.body
    assert "List-Unsubscribe-Post" in to_buyer.extra_headers
    assert send_all() == ["over", "over"]
    settings.TODAY = "2099-01-01"
    assert begin_digests() == "0 digests"
    assert len(mail.outbox) == 2


def test_what_was_seen_on_the_screen_is_not_mailed(pair):
    _demand, _supply, buyer, _seller = pair
    notice()
    mark_seen(user=buyer, upto=News.objects.latest("pk").pk)

    begin_digests()
    send_all()

    assert [message.to for message in mail.outbox] == [["ban@example.vn"]]


def test_what_no_longer_fits_in_the_morning_is_not_mailed(pair):
    notice()
    begin_digests()
    Match.objects.all().delete()

    assert send_all() == ["dropped", "dropped"]
    assert mail.outbox == []


def test_a_mail_server_that_refuses_is_tried_again_and_one_mail_comes(pair, monkeypatch):
    notice()
    begin_digests()
    working = EmailBackend.send_messages

    def refuse(self, messages):
        raise SMTPException("busy")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    assert send_all() == ["refused", "refused"]
    monkeypatch.setattr(EmailBackend, "send_messages", working)

    assert send_all() == ["sent", "sent"]
    assert len(mail.outbox) == 2


def test_the_digest_is_in_the_readers_language(pair):
    _demand, _supply, buyer, _seller = pair
    User.objects.filter(pk=buyer.pk).update(language="en")
    notice()
    begin_digests()
    send_all()

    subjects = {message.to[0]: message.subject for message in mail.outbox}
    assert subjects["mua@example.vn"] == "1 new match for you"
    assert "ghép" in subjects["ban@example.vn"] or "phù hợp" in subjects["ban@example.vn"]


def test_one_click_in_the_mail_reader_stops_the_mails(pair, client):
    _demand, _supply, buyer, _seller = pair
    notice()
    token = reader_of(buyer).token
    address = reverse("watch:stop", kwargs={"token": token})

    assert client.get(address).status_code == 200
    assert Reader.objects.get(token=token).wants_mail  # scanners follow links
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200

    assert begin_digests() == "1 digests"
    assert not Reader.objects.get(token=token).wants_mail


@pytest.mark.parametrize("token", ["x", "0" * 32, "a'b"])
def test_another_token_stops_nobody(pair, client, token):
    assert client.post(reverse("watch:stop", kwargs={"token": token})).status_code == 404
    assert not Reader.objects.filter(wants_mail=False).exists()


def test_the_page_shows_the_own_news_and_marks_them_seen(pair, client):
    demand, supply, buyer, _seller = pair
    notice()
    client.force_login(buyer)

    page = client.get(reverse("watch:news"))
    text = page.content.decode()
    assert supply.vendor.name in text
    assert demand.title in text
    client.post(reverse("watch:seen"), {"upto": page.context["rows"][0][0].pk})

    assert client.get(reverse("watch:news")).context["page"].fresh == 0
    assert News.objects.filter(side="vendor", seen_at=None).count() == 1


def test_another_organisations_news_do_not_exist(pair, client):
    notice()
    stranger = make_member(make_vendor().organisation, email="khac@example.vn")
    clerk = make_member(pair[0].buyer, role="content", email="noi-dung@example.vn")

    for person in (stranger, clerk):
        client.force_login(person)
        assert client.get(reverse("watch:news")).context["rows"] == []
        client.post(reverse("watch:seen"), {"upto": "999999999"})

    assert not News.objects.exclude(seen_at=None).exists()


@pytest.mark.parametrize("before", ["", "x", "-1", "9" * 40, "²"])
def test_a_strange_place_to_continue_shows_the_first_page(pair, client, before):
    notice()
    client.force_login(pair[2])

    answer = client.get(reverse("watch:news"), {"before": before})

    assert len(answer.context["rows"]) == 1


def test_the_switch_stops_and_begins_again(pair, client):
    client.force_login(pair[2])

    for wants, expected in (("no", False), ("yes", True)):
        client.post(reverse("watch:mail"), {"wants": wants})
        assert reader_of(pair[2]).wants_mail is expected


def test_the_page_takes_the_same_queries_for_one_and_for_many(
    pair, client, django_assert_max_num_queries
):
    demand, _supply, buyer, _seller = pair
    for _number in range(8):
        make_supply()
    match_demand(demand=demand)
    notice()
    client.force_login(buyer)
    client.get(reverse("watch:news"))

    with django_assert_max_num_queries(8):
        answer = client.get(reverse("watch:news"))
    assert len(answer.context["rows"]) == 9


def test_old_news_are_forgotten(pair, settings):
    notice()
    assert forget_old_news() == 0
    News.objects.update(created_at="2020-01-01T00:00:00+00:00")

    assert forget_old_news() == 2
