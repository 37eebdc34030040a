"""New stories of the provinces by e-mail: asked, confirmed, sent once, stopped."""

import datetime
import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django_tasks_db.models import DBTaskResult

from catalog.catalogue import registries
from catalog.catalogue.registries import Story
from marketplace.geography.models import Province
from marketplace.kernel.clock import now
from storefront.newsletter.issues import make_issue, make_issue_if_due
from storefront.newsletter.models import Delivery, Issue, Subscription
from storefront.newsletter.services import confirm_newsletter
from storefront.newsletter.tasks import forget_old_rows, send_confirmation, send_delivery
from storefront.personal.contents import everything_about
from storefront.personal.erasures import _forget_person
from tests.factories import make_user

pytestmark = pytest.mark.django_db

READER = "lan@example.vn"


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def published(monkeypatch):
    """Stories with when they were published; what pages give is tests/cms/test_letters.py."""
    kept: list[tuple[datetime.datetime, Story]] = []

    def source(*, language, since, until):
        return [story for at, story in reversed(kept) if since < at <= until and language == "vi"]

    monkeypatch.setattr(registries, "_stories", [source])

    def publish(title: str, province: str = "dong-thap") -> None:
        kept.append(
            (
                now(),
                Story(
                    title=title,
                    summary=f"Tóm tắt: {title} <b>",
                    url=f"http://testserver/province/{province}/chuyen/",
                    label="Chuyện",
                    province=province,
                ),
            )
        )

    return publish


def subscribe(email: str = READER, province: str = "", *, confirmed: bool = True) -> Subscription:
    place = Province.objects.get(slug=province) if province else None
    made = Subscription.objects.create(
        email=email, province=place, consent_text="…", consent_version="2026-11"
    )
    if confirmed:
        confirm_newsletter(subscription=made)
        made.refresh_from_db()
    return made


def send_all() -> list:
    """All letters that wait in the queue go out; what was sent."""
    mail.outbox.clear()
    for delivery in Delivery.objects.order_by("pk"):
        send_delivery.call(delivery.pk)
    return mail.outbox


def test_whoever_asks_is_asked_whether_the_address_is_theirs(client):
    answer = client.post("/newsletter/", {"email": "Lan@Example.VN", "province": "dong-thap"})

    assert (answer.status_code, answer["Location"]) == (302, "/newsletter/asked/")
    row = Subscription.objects.get()
    assert (row.email, row.province.slug, row.state) == (READER, "dong-thap", "unconfirmed")
    assert (row.language, row.consent_version) == ("vi", "2026-11")
    assert row.consent_text.startswith("Bạn nhận chuyện và tin mới từ các tỉnh")
    assert send_confirmation.call(row.pk) == "sent"
    (message,) = mail.outbox
    assert message.to == [READER]
    assert f"http://testserver{row.get_confirm_url()}" in message.body
    assert row.consent_text in message.body
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Vui lòng mở hộp thư" in client.get(answer["Location"]).content.decode()


def test_asked_twice_is_asked_once_and_nobody_learns_it(client):
    answers = [client.post("/newsletter/", {"email": READER}) for _time in range(2)]

    assert {answer["Location"] for answer in answers} == {"/newsletter/asked/"}
    assert Subscription.objects.count() == 1
    assert DBTaskResult.objects.filter(task_path__endswith="send_confirmation").count() == 1


@pytest.mark.parametrize("typed", [{}, {"email": "lan"}, {"email": READER, "province": "nowhere"}])
def test_what_is_wrong_is_said_on_the_page(client, typed):
    answer = client.post("/newsletter/", typed)

    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert not Subscription.objects.exists()


def test_a_program_that_fills_in_everything_is_let_go(client):
    answer = client.post("/newsletter/", {"email": READER, "website": "https://spam.example"})

    assert answer["Location"] == "/newsletter/asked/"
    assert not Subscription.objects.exists()


def test_too_many_at_once_are_refused(client):
    for number in range(21):
        answer = client.post("/newsletter/", {"email": f"r{number}@example.vn"})

    assert answer.status_code == 200
    assert Subscription.objects.count() == 20


def test_a_post_from_another_site_is_refused():
    answer = Client(enforce_csrf_checks=True).post(
        "/newsletter/", {"email": READER}, headers={"Origin": "https://elsewhere.example"}
    )

    assert answer.status_code == 403
    assert not Subscription.objects.exists()


def test_the_link_asks_and_the_button_confirms(client):
    row = subscribe(confirmed=False)
    page = client.get(row.get_confirm_url())
    row.refresh_from_db()
    assert row.state == "unconfirmed"
    assert "…" in page.content.decode()

    client.post(row.get_confirm_url())

    row.refresh_from_db()
    assert (row.state, row.confirmed_at is not None) == ("active", True)
    assert client.get("/newsletter/unknown/confirm/").status_code == 404


def test_one_click_stops_everything_for_the_address(client, published):
    row, other = subscribe(), subscribe(province="dong-thap")
    published("Xoài")
    make_issue()

    assert client.post(row.get_stop_url()).status_code == 200

    other.refresh_from_db()
    assert (other.state, other.stopped_at is not None) == ("stopped", True)
    assert send_all() == []
    assert confirm_newsletter(subscription=other) is False


def test_an_issue_comes_once_to_each_address_with_what_it_asked_for(published):
    subscribe(province="dong-thap")
    subscribe()  # the same address, everything
    subscribe("hai@example.vn", "dong-thap")
    subscribe("ba@example.vn", "ca-mau")
    subscribe("tu@example.vn", confirmed=False)
    published("Xoài")
    published("Chuyện ở Huế", province="hue")

    assert make_issue() == {"letters": 2}

    sent = {message.to[0]: message for message in send_all()}
    assert set(sent) == {READER, "hai@example.vn"}
    titles = re.compile(r"^(Xoài|Chuyện ở Huế)$", re.M)
    assert titles.findall(sent[READER].body) == ["Chuyện ở Huế", "Xoài"]
    assert titles.findall(sent["hai@example.vn"].body) == ["Xoài"]
    assert sent["hai@example.vn"].subject == "Mới từ các tỉnh: Xoài"
    (html, kind) = sent[READER].alternatives[0]
    assert kind == "text/html"
    assert "Tóm tắt: Xoài &lt;b&gt;" in html
    assert (
        sent[READER].extra_headers["List-Unsubscribe"].startswith("<http://testserver/newsletter/")
    )
    assert send_all() == []


def test_the_next_issue_begins_where_the_last_ended(published):
    subscribe()
    published("Xoài")
    assert make_issue() == {"letters": 1}
    assert make_issue() == {"letters": 0}  # nothing new
    assert Issue.objects.count() == 1

    published("Quýt")
    assert make_issue_if_due() == {"letters": 0}  # a week has not passed
    Issue.objects.update(until=now() - datetime.timedelta(days=8))
    published("Bưởi")

    assert make_issue_if_due() == {"letters": 1}
    first, second = Issue.objects.order_by("until")
    assert second.since == first.until


def test_of_two_that_make_the_first_issue_one_does(published):
    subscribe()
    published("Xoài")
    make_issue()
    Issue.objects.update(until=now() - datetime.timedelta(days=30))
    since = Issue.objects.get().until
    Issue.objects.create(since=since, until=since)  # the rival was quicker

    assert make_issue() == {"letters": 0}


def test_without_readers_or_stories_there_is_no_issue(published):
    assert make_issue() == {"letters": 0}
    published("Xoài")
    assert make_issue() == {"letters": 0}
    assert not Issue.objects.exists()


def test_a_refused_letter_waits_and_comes_later(published, settings):
    subscribe()
    published("Xoài")
    make_issue()
    settings.EMAIL_BACKEND = "tests.storefront.newsletter.refusing.EmailBackend"
    delivery = Delivery.objects.get()

    assert send_delivery.call(delivery.pk) == "refused"

    delivery.refresh_from_db()
    assert delivery.state == "waiting"
    again = DBTaskResult.objects.filter(task_path__endswith="send_delivery").latest("enqueued_at")
    assert again.args_kwargs["args"] == [delivery.pk, 2]


def test_rows_with_addresses_go_when_they_are_over(published):
    old = now() - datetime.timedelta(days=100)
    kept = subscribe()
    for email in ("hai@example.vn", "ba@example.vn"):
        subscribe(email, confirmed=False)
    Subscription.objects.filter(email="hai@example.vn").update(asked_at=old)
    Subscription.objects.filter(email="ba@example.vn").update(state="stopped", stopped_at=old)
    issue = Issue.objects.create(since=old - datetime.timedelta(days=7), until=old)
    Delivery.objects.create(issue=issue, email=READER, state="sent")

    assert forget_old_rows() == 3

    assert list(Subscription.objects.all()) == [kept]
    assert not Delivery.objects.exists()
    assert Issue.objects.exists()  # where the next one begins


def test_a_person_s_own_are_in_their_copy_and_go_with_them(published):
    member = make_user()
    EmailAddress.objects.create(user=member, email="Lan@example.vn", verified=True)
    subscribe(province="dong-thap")
    subscribe("hai@example.vn")
    published("Xoài")
    make_issue()

    told = everything_about(member)

    (own,) = told["newsletter"]
    assert (own["email"], own["province"], own["status"]) == (READER, "Đồng Tháp", "active")
    assert (own["version"], own["text"]) == ("2026-11", "…")
    assert own["confirmed"] is not None
    assert len(told["newsletters_sent"]) == 1
    _forget_person(member)
    assert [row.email for row in Subscription.objects.all()] == ["hai@example.vn"]
    assert [row.email for row in Delivery.objects.all()] == ["hai@example.vn"]


def test_the_command_says_how_many(published, capsys):
    subscribe()
    published("Xoài")

    call_command("send_newsletter", "--now", "--json")

    assert capsys.readouterr().out == '{"letters": 1}\n'
