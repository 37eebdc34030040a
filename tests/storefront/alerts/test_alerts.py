"""Back in stock, back in season: asked, confirmed, mailed once, stopped with one click."""

import datetime
import json
import re
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from catalog.catalogue.season import season_begins
from catalog.certification.services import revoke_certificate
from catalog.partner import stock
from marketplace.kernel.clock import VIETNAM, now
from storefront.alerts import services
from storefront.alerts.mail import back_again, confirmation, send_if_due
from storefront.alerts.tasks import forget_old_alerts
from storefront.customer.models import ProductAlert
from storefront.vendors.offers import change_offer
from tests.factories import make_member, make_pack, make_product, make_user, stock_of
from tests.storefront.factories import make_order

pytestmark = pytest.mark.django_db

MAY_TO_JULY = 0b0000_0111_0000


class BrokenBackend(locmem.EmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, messages):
        raise SMTPServerDisconnected("no")


def ask(client: Client, product, kind: str = "stock", **more):
    return client.post("/en/alerts/", {"product": product.public_id, "kind": kind, **more})


def sold_out(**values):
    pack = make_pack(stock=3, **values)
    record = stock_of(pack)
    record.num_in_stock = 0
    record.save()
    return pack


def refill(pack, number: int = 5) -> None:
    record = stock_of(pack)
    record.num_in_stock = number
    record.save()


def members_alert(pack, user=None, kind: str = "stock") -> ProductAlert:
    services.ask_alert(
        user=user or make_user(), email="", product=pack.parent, kind=kind, language="vi"
    )
    return ProductAlert.objects.latest("pk")


def queued(name: str) -> list[list]:
    found = DBTaskResult.objects.filter(task_path=f"storefront.alerts.tasks.{name}")
    return [task.args_kwargs["args"] for task in found.order_by("enqueued_at")]


def test_a_guest_confirms_by_mail_and_is_told_once(client: Client, today) -> None:
    pack = sold_out()

    answer = ask(client, pack.parent, email="Hoa@Example.vn")
    alert = ProductAlert.objects.get()
    before = send_if_due(alert_id=alert.pk)
    confirmation(alert).send()

    assert answer.status_code == 302
    assert (alert.email, alert.status, alert.language) == ("hoa@example.vn", "Unconfirmed", "en")
    assert queued("send_confirmation") == [[alert.pk]]
    assert before == "waits"
    link = re.search(r"http://testserver(/\S+/confirm/)", mail.outbox[0].body).group(1)
    assert "Yes, tell me" in client.get(link).text
    assert ProductAlert.objects.get().status == "Unconfirmed"
    client.post(link)
    refill(pack)
    outcomes = [send_if_due(alert_id=alert.pk) for _time in range(3)]
    assert outcomes == ["sent", "waits", "waits"]
    assert [message.to for message in mail.outbox] == [["hoa@example.vn"]] * 2
    assert ProductAlert.objects.get().status == "Closed"


def test_of_two_workers_at_once_one_tells(today) -> None:
    pack = sold_out()
    alert = members_alert(pack)
    refill(pack)
    outcomes: list[str] = []

    def rival(execute, sql, params, many, context):
        """Comes between the look and the guarded UPDATE, once."""
        if sql.startswith('UPDATE "customer_productalert"') and not outcomes:
            outcomes.append("is about to")
            outcomes[0] = send_if_due(alert_id=alert.pk)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(rival):
        outcomes.append(send_if_due(alert_id=alert.pk))

    assert outcomes == ["sent", "waits"]
    assert len(mail.outbox) == 1


def test_a_members_alert_needs_no_confirmation_and_follows_their_language(
    client: Client, today
) -> None:
    user = make_user(language="en")
    client.force_login(user)
    pack = sold_out()

    ask(client, pack.parent)
    ask(client, pack.parent)

    alert = ProductAlert.objects.get()
    assert (alert.user, alert.status) == (user, "Active")
    message = back_again(alert)
    assert message.to == [user.email]
    assert message.subject == f"{pack.parent.title} is back in stock"
    assert "/alerts/" in message.extra_headers["List-Unsubscribe"]
    assert message.alternatives[0].mimetype == "text/html"
    user.language = "vi"
    user.save()
    alert.refresh_from_db()
    assert "có hàng trở lại" in back_again(ProductAlert.objects.get()).subject


def test_whether_an_address_asked_before_is_not_told(client: Client, today) -> None:
    pack = sold_out()

    first = ask(client, pack.parent, email="hoa@example.vn")
    second = ask(Client(), pack.parent, email="hoa@example.vn")

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert ProductAlert.objects.count() == 1
    assert len(queued("send_confirmation")) == 1


@pytest.mark.parametrize("email", ["", "hoa@", "x" * 300 + "@example.vn"])
def test_a_guest_without_an_address_is_asked_for_it(client: Client, email: str) -> None:
    page = ask(client, sold_out().parent, email=email)

    assert page.status_code == 200
    assert page.context["form"].errors["email"]
    assert not ProductAlert.objects.exists()


def test_a_cancelled_orders_stock_wakes_the_alert_in_the_same_transaction(today) -> None:
    pack = make_pack(stock=1)
    order = make_order(pack)
    alert = members_alert(pack)
    DBTaskResult.objects.all().delete()

    stock.release(order.lines.get().stockrecord_id, 1)

    assert queued("send_alert") == [[alert.pk]]


def test_a_vendor_who_refills_wakes_the_alert(today) -> None:
    pack = sold_out()
    alert = members_alert(pack)
    record = stock_of(pack)
    clerk = make_member(record.partner.vendor.organisation)
    DBTaskResult.objects.all().delete()

    change_offer(record, price=62_000, stock=9, seen_price=62_000, seen_stock=0, acting_user=clerk)

    assert queued("send_alert") == [[alert.pk]]


def test_without_a_live_certificate_or_an_open_listing_nobody_is_told(today) -> None:
    revoked, withdrawn = sold_out(), sold_out()
    alerts = [members_alert(revoked), members_alert(withdrawn)]
    revoke_certificate(
        revoked.parent.certificates.get(),
        ground="law",
        effective_on=today,
        reference="QĐ 9",
        acting_user=None,
    )
    withdrawn.parent.listing_state = "withdrawn"
    withdrawn.parent.save()
    refill(revoked)
    refill(withdrawn)

    assert [send_if_due(alert_id=alert.pk) for alert in alerts] == ["waits", "waits"]
    assert mail.outbox == []


def test_a_season_is_told_on_its_first_morning(settings, today) -> None:
    pack = make_pack(season_months=MAY_TO_JULY)
    alert = members_alert(pack, kind="season")

    planned = DBTaskResult.objects.filter(task_path="storefront.alerts.tasks.send_alert")
    morning = datetime.datetime(2027, 5, 1, 8, tzinfo=VIETNAM)
    assert planned.filter(run_after=morning).count() == 1
    assert send_if_due(alert_id=alert.pk) == "waits"
    settings.TODAY = "2027-05-01"
    assert send_if_due(alert_id=alert.pk) == "sent"
    assert send_if_due(alert_id=alert.pk) == "waits"


@pytest.mark.parametrize(
    ("months", "after", "begins"),
    [
        (MAY_TO_JULY, "2026-11-23", "2027-05-01"),
        (MAY_TO_JULY, "2026-05-31", "2026-06-01"),
        (0b1000_0000_0001, "2026-02-01", "2026-12-01"),
        (0b0000_0000_0001, "2026-01-31", "2027-01-01"),
        (0, "2026-01-31", None),
    ],
)
def test_when_a_season_begins(months: int, after: str, begins: str | None) -> None:
    found = season_begins(months, after=datetime.date.fromisoformat(after))

    assert (found.isoformat() if found else None) == begins


def test_what_has_no_season_takes_no_alert_for_it(client: Client) -> None:
    page = ask(client, make_pack().parent, kind="season", email="hoa@example.vn")

    assert "there all year" in page.text
    assert not ProductAlert.objects.exists()


def test_one_click_stops_it_without_a_token(today) -> None:
    alert = members_alert(sold_out())
    reader = Client(enforce_csrf_checks=True)

    seen = reader.get(alert.get_cancel_url())
    still = ProductAlert.objects.get().status
    reader.post(alert.get_cancel_url(), {"List-Unsubscribe": "One-Click"})

    assert (seen.status_code, still) == (200, "Active")
    assert ProductAlert.objects.get().status == "Cancelled"


@pytest.mark.parametrize("key", ["nothing", "0" * 32, "%00"])
def test_a_guessed_key_is_not_found(client: Client, key: str) -> None:
    members_alert(sold_out())

    for page in ("confirm", "stop"):
        assert client.get(f"/alerts/{key}/{page}/").status_code == 404
        assert client.post(f"/alerts/{key}/{page}/").status_code == 404
    assert ProductAlert.objects.get().status == "Active"


def test_a_mail_server_that_is_away_leaves_the_alert_waiting(settings, today) -> None:
    pack = sold_out()
    alert = members_alert(pack)
    refill(pack)

    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    refused = send_if_due(alert_id=alert.pk)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert refused == "refused"
    assert ProductAlert.objects.get().status == "Active"
    assert send_if_due(alert_id=alert.pk) == "sent"


def test_the_command_sends_what_the_queue_missed(capsys, today) -> None:
    back, gone = sold_out(), sold_out()
    members_alert(back)
    members_alert(gone)
    refill(back)

    call_command("send_alerts", "--json")

    assert json.loads(capsys.readouterr().out) == {"sent": 1, "refused": 0, "waits": 1}
    assert len(mail.outbox) == 1


def test_the_product_page_offers_what_fits(client: Client, today) -> None:
    gone, there = sold_out(), make_pack()
    resting = make_pack(season_months=MAY_TO_JULY)

    def page(pack) -> str:
        with translation.override("en"):
            return client.get(pack.parent.get_absolute_url()).text

    assert "Tell me when it is back" in page(gone)
    assert "Tell me when" not in page(there)
    assert "Tell me when it is in season" in page(resting)
    assert f'data-saves="{there.parent.public_id}"' in page(there)


def test_a_form_from_elsewhere_asks_for_nothing(today) -> None:
    pack = sold_out()
    browser = Client(enforce_csrf_checks=True)

    refused = browser.post(
        "/alerts/",
        {"product": pack.parent.public_id, "kind": "stock", "email": "hoa@example.vn"},
        headers={"sec-fetch-site": "cross-site"},
    )

    assert refused.status_code == 403
    assert not ProductAlert.objects.exists()


def test_addresses_are_not_kept_for_long(today) -> None:
    product = make_product("Xoài")

    def alert(status: str, days: int, **dates: int) -> int:
        row = ProductAlert.objects.create(product=product, email=f"{status}-{days}@example.vn")
        since = {"date_created": days, **dates}
        ProductAlert.objects.filter(pk=row.pk).update(
            status=status,
            **{name: now() - datetime.timedelta(days=age) for name, age in since.items()},
        )
        return row.pk

    kept = {
        alert(ProductAlert.ACTIVE, 400, date_confirmed=400),
        alert(ProductAlert.CLOSED, 89, date_closed=89),
        alert(ProductAlert.UNCONFIRMED, 6),
    }
    alert(ProductAlert.CLOSED, 91, date_closed=91)
    alert(ProductAlert.CANCELLED, 91, date_cancelled=91)
    alert(ProductAlert.UNCONFIRMED, 8)

    assert forget_old_alerts() == 3
    assert set(ProductAlert.objects.values_list("pk", flat=True)) == kept
