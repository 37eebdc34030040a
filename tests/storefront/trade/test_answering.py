"""What both sides write and decide; walls between vendors; the shop's own service facts."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.partner.models import VisitTerms
from storefront.trade import services
from storefront.trade.errors import MovedMeanwhile
from storefront.trade.models import Enquiry
from storefront.trade.statuses import EnquiryState, Side, moves
from tests.factories import make_member, make_product, make_vendor
from tests.storefront.trade.conftest import ask, asked, make_host, work_off

pytestmark = pytest.mark.django_db


def path_of(host, enquiry) -> str:
    return f"/vendor/{host.vendor.public_id}/visits/{enquiry.public_id}/"


def answer(client, host, enquiry, to: str, message: str = "Dạ được ạ.", **more):
    data = {"to": to, "seen": enquiry.state, "message": message} | more
    return client.post(path_of(host, enquiry), data)


@pytest.fixture
def enquiry(client, host) -> Enquiry:
    found = asked(client, host)
    work_off()
    return found


@pytest.fixture
def desk(client, host):
    """The owner's browser."""
    browser = type(client)()
    browser.force_login(host.owner)
    return browser


def test_the_host_answers_and_the_visitor_writes_back(client, desk, host, enquiry):
    answered = answer(desk, host, enquiry, "answered", "Chủ nhật được không ạ?")
    sent = work_off()
    back = client.post(f"/enquiry/{enquiry.token}/write/", {"message": "Được ạ.\n\nCảm ơn."})
    told = work_off()
    enquiry.refresh_from_db()

    assert answered.status_code == back.status_code == 302
    assert [one.to for one in sent] == [["hoa@example.vn"]]
    assert "Chủ nhật" not in sent[0].body
    assert [one.to for one in told] == [[host.owner.email]]
    assert enquiry.state == "new"
    assert [(one.side, one.text) for one in enquiry.messages.all()] == [
        ("visitor", "Chúng tôi ăn chay."),
        ("host", "Chủ nhật được không ạ?"),
        ("visitor", "Được ạ.\n\nCảm ơn."),
    ]
    assert "Chủ nhật được không" in client.get(f"/enquiry/{enquiry.token}/").content.decode()


def test_an_empty_message_is_not_sent(client, host, enquiry):
    response = client.post(f"/enquiry/{enquiry.token}/write/", {"message": " "})

    assert response.status_code == 422
    assert enquiry.messages.count() == 1


def test_agreeing_needs_no_words_and_declining_does(desk, host, enquiry):
    refused = answer(desk, host, enquiry, "declined", " ")
    enquiry.refresh_from_db()
    before = enquiry.state
    agreed = answer(desk, host, enquiry, "agreed", "")
    enquiry.refresh_from_db()

    assert (refused.status_code, before) == (422, "new")
    assert (agreed.status_code, enquiry.state) == (302, "agreed")
    assert work_off()[-1].subject.startswith("Chủ nhà đồng ý")


def test_an_agreed_visit_may_be_called_off_by_both(client, desk, host, enquiry):
    answer(desk, host, enquiry, "agreed")
    client.post(f"/enquiry/{enquiry.token}/withdraw/")
    again = client.post(f"/enquiry/{enquiry.token}/withdraw/")
    enquiry.refresh_from_db()

    assert enquiry.state == "withdrawn"
    assert again.status_code == 302
    assert enquiry.messages.count() == 3
    assert [one.to[0] for one in work_off()] == ["hoa@example.vn", host.owner.email]
    assert answer(desk, host, enquiry, "agreed").status_code == 422


def test_of_two_at_once_one_counts(desk, host, enquiry):
    stale = Enquiry.objects.get(pk=enquiry.pk)
    services.withdraw_enquiry(enquiry=enquiry, user=None)

    with pytest.raises(MovedMeanwhile):
        services.answer_enquiry(enquiry=stale, to="agreed", message="", acting_user=host.owner)
    response = answer(desk, host, stale, "agreed", seen="new")
    enquiry.refresh_from_db()

    assert response.status_code == 422
    assert enquiry.state == "withdrawn"
    assert enquiry.messages.count() == 2


@pytest.mark.parametrize("state", EnquiryState.values)
@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("to", EnquiryState.values)
def test_only_the_moves_of_the_table_are_made(host, enquiry, side, state, to):
    Enquiry.objects.filter(pk=enquiry.pk).update(state=state)
    enquiry.refresh_from_db()

    try:
        services._move(enquiry, side, to, "Vâng.", author=None)
    except services.IllegalTransition:
        moved = False
    else:
        moved = True

    assert moved == (to in moves(side, state))
    assert Enquiry.objects.get(pk=enquiry.pk).state == (to if moved else state)


def test_what_is_over_is_read_only(client, desk, host, enquiry, settings):
    settings.TODAY = "2026-11-29"

    page = client.get(f"/enquiry/{enquiry.token}/").content.decode()
    written = client.post(f"/enquiry/{enquiry.token}/write/", {"message": "Vâng."})
    listed = desk.get(f"/vendor/{host.vendor.public_id}/visits/?state=over").content.decode()

    assert "<form class" not in page.split("<footer")[0].split("<main")[1]
    assert written.status_code == 422
    assert answer(desk, host, enquiry, "agreed").status_code == 422
    assert enquiry.public_id in listed
    assert enquiry.messages.count() == 1


def test_the_list_is_by_state(client, desk, host, enquiry):
    other = asked(client, host, first_day="2026-11-29")
    answer(desk, host, other, "agreed")
    path = f"/vendor/{host.vendor.public_id}/visits/"

    page = desk.get(path + "?state=agreed")

    assert [one.pk for one in page.context["page"].enquiries] == [other.pk]
    assert page.context["page"].counts == {"new": 1, "agreed": 1, "over": 0}
    assert len(desk.get(path).context["page"].enquiries) == 2


def test_the_list_takes_as_many_queries_for_many(client, desk, host):
    path = f"/vendor/{host.vendor.public_id}/visits/"
    asked(client, host)
    desk.get(path)

    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as captured:
            desk.get(path)
        counts.append(len(captured))
        for other in range(5):
            asked(client, host, email=f"khach{number}{other}@example.vn")
            cache.clear()

    assert counts[0] == counts[1] <= 9  # session and user among them


def test_the_host_sees_who_else_has_its_word(client, desk, host, enquiry):
    other = asked(client, host)
    answer(desk, host, other, "agreed")

    assert desk.get(path_of(host, enquiry)).context["others"] == 4


def test_nobody_is_promised_a_place_that_is_taken(client, desk, host):
    """Ten at once: seven have the host's word, five would be too many, three are not."""
    first = asked(client, host, people="7", first_day="2026-11-28", last_day="2026-11-29")
    second = asked(client, host, people="5", first_day="2026-11-29")
    third = asked(client, host, people="3", first_day="2026-11-29")
    answer(desk, host, first, "agreed")

    refused = answer(desk, host, second, "agreed")
    accepted = answer(desk, host, third, "agreed")
    first.refresh_from_db()
    again = answer(desk, host, first, "agreed", "Mang theo nón nhé.")
    second.refresh_from_db()

    assert refused.status_code == 422
    assert "29/11/2026 chủ nhà chỉ còn nhận thêm 3 người" in refused.content.decode()
    assert (accepted.status_code, again.status_code) == (302, 302)
    assert (second.state, second.messages.count()) == ("new", 1)


def test_who_asks_is_told_at_once_which_day_is_full(client, desk, host):
    taken = asked(client, host, people="8", first_day="2026-11-28")
    answer(desk, host, taken, "agreed")
    before = Enquiry.objects.count()

    few = ask(client, host, people="3", first_day="2026-11-27", last_day="2026-11-28")
    fits = ask(client, host, people="2", first_day="2026-11-28")
    answer(desk, host, Enquiry.objects.latest("pk"), "agreed")
    none = ask(client, host, people="1", first_day="2026-11-28")

    assert few.context["form"].errors["people"] == [
        "Thứ 7 28/11/2026 chủ nhà chỉ còn nhận thêm 2 người."
    ]
    assert fits.status_code == 302
    assert none.context["form"].errors["first_day"] == [
        "Thứ 7 28/11/2026 chủ nhà đã đủ khách. Bạn chọn ngày khác nhé."
    ]
    assert Enquiry.objects.count() == before + 1


def test_the_form_begins_on_a_day_with_room(client, desk, host):
    begins = client.get(host.path).context["form"].initial["first_day"]
    full = asked(client, host, people="10", first_day=begins.isoformat())
    answer(desk, host, full, "agreed")

    assert client.get(host.path).context["form"].initial["first_day"] > begins


def test_another_vendor_finds_nothing(client, host, enquiry):
    other = make_host()
    client.force_login(other.owner)
    service = f"services/{host.service.public_id}/"
    paths = [
        path_of(host, enquiry),
        f"/vendor/{host.vendor.public_id}/visits/",
        f"/vendor/{host.vendor.public_id}/services/",
        f"/vendor/{host.vendor.public_id}/{service}",
        f"/vendor/{other.vendor.public_id}/{service}",
        path_of(other, enquiry),
    ]
    before = VisitTerms.objects.get(product=host.service).changed_at

    assert [client.get(path).status_code for path in paths] == [404] * 6
    assert client.post(paths[0], {"to": "agreed", "seen": "new"}).status_code == 404
    assert client.post(paths[5], {"to": "agreed", "seen": "new"}).status_code == 404
    assert client.post(paths[3], {"capacity": 1}).status_code == 404
    assert Enquiry.objects.get(pk=enquiry.pk).state == "new"
    assert VisitTerms.objects.get(product=host.service).changed_at == before


def test_roles_reach_their_own_pages(client, host, enquiry):
    client.force_login(host.member("content"))
    texts = (
        client.get(path_of(host, enquiry)).status_code,
        client.get(
            f"/vendor/{host.vendor.public_id}/services/{host.service.public_id}/"
        ).status_code,
    )
    client.force_login(host.member("orders"))
    orders = (
        client.get(path_of(host, enquiry)).status_code,
        client.get(
            f"/vendor/{host.vendor.public_id}/services/{host.service.public_id}/"
        ).status_code,
    )

    assert (texts, orders) == ((403, 200), (200, 403))


def test_the_host_states_what_a_visit_is(client, desk, host):
    path = f"/vendor/{host.vendor.public_id}/services/{host.service.public_id}/"
    form = desk.get(path).context["form"]
    data = {name: value for name, value in form.initial.items() if value is not None}
    data |= {"capacity": "24", "price_from": "1.200.000", "price_per": "group", "opens_0": "07:00"}

    half = desk.post(path, data)
    saved = desk.post(path, data | {"closes_0": "11:30", "safety_en": "Life jackets for all."})
    terms = VisitTerms.objects.get(product=host.service)

    assert list(half.context["form"].errors) == ["closes_0"]
    assert saved.status_code == 302
    assert (terms.capacity, terms.price_from, terms.price_per) == (24, 1_200_000, "group")
    assert terms.hours[0] == ["07:00", "11:30"]
    assert terms.safety_en == "Life jackets for all."


@pytest.mark.parametrize(
    "wrong",
    [
        {f"{end}_{day}": "" for end in ("opens", "closes") for day in range(7)},
        {"opens_1": "18:00"},
        {"capacity": "0"},
        {"minimum_notice": "61"},
        {"price_from": "viele"},
        {"getting_there": ""},
        {"languages": ["xx"]},
    ],
)
def test_terms_that_cannot_be_are_refused(desk, host, wrong):
    path = f"/vendor/{host.vendor.public_id}/services/{host.service.public_id}/"
    data = desk.get(path).context["form"].initial | wrong
    before = VisitTerms.objects.values().get(product=host.service)

    assert desk.post(path, data).status_code == 422
    assert VisitTerms.objects.values().get(product=host.service) == before


def test_a_shop_without_services_has_no_way_to_visits(client, db):
    vendor = make_vendor()
    client.force_login(make_member(vendor.organisation))

    page = client.get(f"/vendor/{vendor.public_id}/products/").content.decode()
    services_page = client.get(f"/vendor/{vendor.public_id}/services/").content.decode()

    assert "/visits/" not in page
    assert "Chưa có dịch vụ du lịch nào" in services_page


def test_a_new_service_says_that_nothing_is_stated_yet(desk, host):
    make_product("Một đêm bên sông", producer=host.service.producer, criteria_set="B26")

    page = desk.get(f"/vendor/{host.vendor.public_id}/services/").content.decode()

    assert page.count("Chưa khai gì") == 1
    assert "/visits/" in page
