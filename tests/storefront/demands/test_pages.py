"""The buyer's workspace: a sentence becomes a form, everything can be corrected, nobody else looks in."""

import pytest
from django.urls import reverse

from marketplace.accounts.models import Organisation
from search.matching.demands.services import close_demand
from search.matching.models import Demand, DemandLine
from tests.factories import make_member, make_user
from tests.matching.factories import make_buyer, make_demand
from tests.storefront.browsing import sent

pytestmark = pytest.mark.django_db

SENTENCE = (
    "Cần 2 tấn gạo ST25 mỗi tháng, từ 4 sao, VietGAP hoặc hữu cơ, giá không quá 32.000đ/kg,"
    " giao Hà Nội từ 1/1/2027 đến 31/3/2027"
)
#: What the form sends where nothing is filled.
EMPTY = {"line-0-keywords": "", "title": ""}


def at(name: str, demand: Demand) -> str:
    return reverse(f"demands:{name}", args=[demand.public_id])


@pytest.fixture
def buyer():
    return make_buyer()


@pytest.fixture
def desk(client, buyer):
    client.force_login(make_member(buyer, role="orders"))
    return client


def test_a_sentence_fills_the_form_and_says_from_which_words(desk, today):
    page = desk.post(reverse("demands:new"), {"text": SENTENCE}).content.decode()

    assert "“gạo ST25”" in page
    assert "VietGAP hoặc hữu cơ" in page
    assert "Số lượng: 2 tấn mỗi tháng" in page
    assert 'value="gạo st25"' in page
    assert not Demand.objects.exists()


def test_the_form_speaks_the_language_of_the_page(desk, today):
    page = desk.post("/en/demands/new/", {"text": SENTENCE}).content.decode()

    assert "4 stars</option>" in page
    assert "4 sao" not in page.split("<form", 3)[-1]


def test_what_was_read_is_what_is_kept(desk, buyer, today):
    page = desk.post(reverse("demands:new"), {"text": SENTENCE}).content.decode()

    answer = desk.post(reverse("demands:write"), sent(page) | {"open": "1"})

    demand = Demand.objects.get()
    assert answer.url == at("demand", demand)
    assert (demand.state, demand.buyer, demand.text) == ("open", buyer, SENTENCE)
    line = DemandLine.objects.get()
    assert (line.keywords, line.groups) == (["gạo st25"], ["B03"])
    assert (line.quantity_min, line.unit, line.period) == (2000, "kg", "month")
    assert demand.terms["min_star"] == 4
    assert demand.terms["price"] == {"min": None, "max": 32000, "per": "kg", "currency": "VND"}
    assert demand.terms["standards"]["required"] == [["vietgap", "organic"]]
    assert demand.terms["delivery"]["places"] == ["ha-noi"]
    assert (demand.terms["delivery"]["start"], str(demand.open_until)) == (
        "2027-01-01",
        "2027-03-31",
    )


def test_what_is_missing_is_asked_for(desk, today):
    page = desk.post(reverse("demands:new"), {"text": "Cần mua mật ong rừng"}).content.decode()

    assert "Bạn cần bao nhiêu?" in page
    assert "Giao hàng ở đâu?" in page
    assert "Bạn tìm sản phẩm nào?" not in page


def test_a_draft_takes_whatever_is_there(desk, today):
    desk.post(reverse("demands:write"), EMPTY)

    demand = Demand.objects.get()
    assert (demand.state, demand.title) == ("draft", "Sản phẩm OCOP")
    assert not DemandLine.objects.exists()


def test_amounts_are_taken_as_people_write_them(desk, today):
    data = EMPTY | {
        "line-0-keywords": "xoài, bưởi",
        "line-0-least": "1,5 tấn",
        "line-0-period": "week",
        "price_max": "30.000",
        "per": "kg",
    }

    desk.post(reverse("demands:write"), data)

    line = DemandLine.objects.get()
    assert (line.keywords, line.quantity_min, line.unit) == (["xoài", "bưởi"], 1500, "kg")
    assert Demand.objects.get().terms["price"]["max"] == 30000


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"line-0-least": "nhiều"}, "Hãy viết một số"),
        ({"line-0-least": "5", "line-0-most": "4"}, "nhỏ hơn số nhỏ nhất"),
        ({"line-0-unit": "tấn"}, "Bạn chọn một trong các mục có sẵn"),
        ({"start": "2027-02-01", "end": "2027-01-01"}, "Ngày cuối đứng trước ngày đầu"),
        ({"line-0-size": "5"}, "Gói cần có lượng và đơn vị"),
        ({"min_star": "6"}, "Bạn chọn một trong các mục có sẵn"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(desk, today, wrong, told):
    answer = desk.post(reverse("demands:write"), EMPTY | {"line-0-keywords": "cà phê chồn"} | wrong)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert 'value="cà phê chồn"' in page
    assert not Demand.objects.exists()


def test_another_line_is_added_without_losing_a_word(desk, today):
    page = desk.post(
        reverse("demands:write"), EMPTY | {"line-0-keywords": "gạo", "more": "1"}
    ).content.decode()

    assert 'value="gạo"' in page
    assert 'name="line-1-keywords"' in page
    assert not Demand.objects.exists()


def test_who_is_not_signed_in_is_led_there_and_back_with_the_words(client, buyer, today):
    answer = client.post(reverse("demands:new"), {"text": SENTENCE})

    assert answer.url == f"{reverse('account_login')}?next={reverse('demands:new')}"
    client.force_login(make_member(buyer))
    assert "“gạo ST25”" in client.get(reverse("demands:new")).content.decode()


def test_an_individual_names_an_organisation_and_keeps_the_words(client, today):
    user = make_user()
    client.force_login(user)

    answer = client.post(reverse("demands:new"), {"text": SENTENCE})
    assert answer.url == reverse("demands:buyer")
    answer = client.post(answer.url, {"name": "Bếp ăn Hoa Sen", "province": "ha-noi"})

    assert answer.url == reverse("demands:new")
    organisation = Organisation.objects.get(name="Bếp ăn Hoa Sen")
    assert organisation.memberships.get().user == user
    assert "“gạo ST25”" in client.get(reverse("demands:new")).content.decode()


def test_an_organisation_that_is_there_is_not_taken_over(client, buyer, today):
    buyer.tax_code = "0101234567"
    buyer.save()
    client.force_login(make_user())

    answer = client.post(
        reverse("demands:buyer"),
        {"name": "Giả", "tax_code": "0101234567", "province": "ha-noi"},
    )

    assert answer.status_code == 422
    assert buyer.memberships.count() == 0


def test_a_demand_in_words_of_both_languages(desk, buyer, today):
    demand = make_demand(buyer=buyer)

    vietnamese = desk.get(at("demand", demand)).content.decode()
    english = desk.get(
        "/en" + at("demand", demand), headers={"accept-language": "en"}
    ).content.decode()

    assert "gạo st25: 2 tấn mỗi tháng, đóng gói 5 kg" in vietnamese
    assert "VietGAP hoặc hữu cơ" in vietnamese
    assert "gạo st25: 2 tonnes a month, in packs of 5 kg" in english


def test_the_form_of_a_demand_shows_what_it_says_and_keeps_it(desk, buyer, today):
    demand = make_demand(buyer=buyer)
    before = demand.criteria
    page = desk.get(at("edit", demand)).content.decode()

    answer = desk.post(at("edit", demand), sent(page))

    assert answer.url == at("demand", demand)
    assert Demand.objects.get().criteria == before
    assert Demand.objects.get().version == demand.version + 1


#: A demand as the reader leaves it: days that it derived, a contradiction, a rhythm of its own.
MARKED = {
    "lines": [{"keywords": ["gạo"], "quantity": {"min": 5, "unit": "kg", "period": "week"}}],
    "delivery": {
        "places": ["hue", "ha-noi"],
        "start": "2027-01-01",
        "end": "2027-03-31",
        "cadence": "9/month",
        "inferred": ["places", "start", "end", "cadence"],
    },
    "missing": ["conflict"],
}


def test_what_was_derived_and_a_contradiction_stay_marked(desk, buyer, today):
    demand = make_demand(buyer=buyer, wanted=MARKED)
    page = desk.get(at("edit", demand)).content.decode()

    desk.post(at("edit", demand), sent(page))

    found = Demand.objects.get().criteria
    assert found.has_conflict
    assert found.delivery.cadence == "9/month"
    assert found.delivery.inferred == ("places", "start", "end", "cadence")


def test_what_the_buyer_corrects_is_no_longer_derived(desk, buyer, today):
    demand = make_demand(buyer=buyer, wanted=MARKED)
    page = desk.get(at("edit", demand)).content.decode()

    desk.post(at("edit", demand), sent(page) | {"end": "2027-02-28", "settled": "on"})

    found = Demand.objects.get().criteria
    assert not found.has_conflict
    assert found.delivery.inferred == ("places", "start", "cadence")


def test_what_a_sentence_left_to_be_derived_is_kept_as_such(desk, today):
    page = desk.post(
        reverse("demands:new"), {"text": "Chợ ở Huế cần 2 tấn xoài mỗi tuần trong quý 1"}
    ).content.decode()

    desk.post(reverse("demands:write"), sent(page))

    assert Demand.objects.get().terms["delivery"]["inferred"] == ["places"]


def test_of_two_who_change_the_second_is_told(desk, buyer, today):
    demand = make_demand(buyer=buyer)
    page = desk.get(at("edit", demand)).content.decode()
    Demand.objects.update(version=99)

    answer = desk.post(at("edit", demand), sent(page) | {"line-0-keywords": "nếp"})

    assert answer.status_code == 409
    assert DemandLine.objects.get().keywords == ["gạo st25"]


def test_its_life_by_buttons(desk, buyer, today):
    demand = make_demand(buyer=buyer, is_open=False)

    for data, state in (
        ({"to": "open"}, "open"),
        ({"to": "draft"}, "draft"),
        ({"to": "closed", "outcome": "withdrawn"}, "closed"),
        ({"to": "draft"}, "draft"),
        ({"to": "closed", "outcome": "expired"}, "draft"),
        ({"to": "nowhere"}, "draft"),
    ):
        assert desk.post(at("move", demand), data).url == at("demand", demand)
        assert Demand.objects.get().state == state


def test_a_copy_is_a_draft_to_be_changed(desk, buyer, today):
    demand = make_demand(buyer=buyer)
    close_demand(demand, outcome="fulfilled", acting_user=None)

    answer = desk.post(at("copy", demand))

    copied = Demand.objects.exclude(pk=demand.pk).get()
    assert answer.url == at("edit", copied)
    assert copied.state == "draft"


@pytest.mark.parametrize("name", ["demand", "edit"])
def test_another_buyers_demand_is_not_there(client, today, name):
    demand = make_demand()
    client.force_login(make_member(make_buyer("Khác")))

    assert client.get(at(name, demand)).status_code == 404


@pytest.mark.parametrize("name", ["edit", "move", "copy"])
def test_another_buyers_demand_is_not_touched(client, today, name):
    demand = make_demand()
    client.force_login(make_member(make_buyer("Khác")))

    answer = client.post(at(name, demand), {"to": "closed", "outcome": "withdrawn"})

    assert answer.status_code == 404
    assert Demand.objects.values_list("state", "version").get() == ("open", demand.version)


def test_a_content_helper_reads_but_does_not_write(client, buyer, today):
    demand = make_demand(buyer=buyer)
    client.force_login(make_member(buyer, role="content"))

    assert "Đóng nhu cầu" not in client.get(at("demand", demand)).content.decode()
    assert client.get(at("edit", demand)).status_code == 403
    assert client.post(at("move", demand), {"to": "draft"}).status_code == 403
    assert client.post(at("copy", demand)).status_code == 403
    assert Demand.objects.get().state == "open"


def test_the_list_has_a_fixed_number_of_queries(desk, buyer, today, django_assert_num_queries):
    make_demand(buyer=buyer)
    desk.get(reverse("demands:list"))
    for _number in range(25):
        make_demand(buyer=buyer)

    with django_assert_num_queries(6):
        page = desk.get(reverse("demands:list")).content.decode()

    assert page.count('<li class="card">') == 20
    assert "after=" in page
    assert (
        '<li class="card">'
        not in desk.get(reverse("demands:list"), {"state": "closed"}).content.decode()
    )


def test_the_page_of_a_demand_has_a_fixed_number_of_queries(
    desk, buyer, today, django_assert_num_queries
):
    demand = make_demand(buyer=buyer)
    desk.get(at("demand", demand))

    with django_assert_num_queries(5):
        desk.get(at("demand", demand))
