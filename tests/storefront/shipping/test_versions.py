"""A new tariff made from the one in force, by a form: looked at before, and the past stays."""

import datetime

import pytest

from marketplace.accounts.models import User
from marketplace.kernel.models import AuditEntry
from storefront.shipping.models import RemoteCommune, Tariff
from storefront.shipping.operators.services import TariffRefused
from storefront.shipping.operators.versions import make_version, said_of
from storefront.shipping.tariffs import tariffs_on
from tests.factories import commune, make_user
from tests.storefront.shipping.rates import import_table, rate

pytestmark = pytest.mark.django_db
NEXT = datetime.date(2026, 12, 15)


@pytest.fixture
def operator(client) -> User:
    user = make_user(is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def base(today) -> Tariff:
    """What an installation begins with."""
    return Tariff.objects.get()


def page_of(tariff: Tariff) -> str:
    return f"/en/office/tariffs/{tariff.pk}/new/"


def typed(client, tariff: Tariff, **changes: str) -> dict[str, str]:
    """The form as it comes, with what somebody changes in it; ``__`` stands for a dash."""
    form = client.get(page_of(tariff)).context["form"]
    found = {name: form[name].value() for name in form.fields}
    data = {name: str(value) for name, value in found.items() if value not in (None, False)}
    data |= {"valid_from": NEXT.isoformat()}
    return data | {name.replace("__", "-"): value for name, value in changes.items()}


def agreed(client, tariff: Tariff, data: dict[str, str]):
    """Looked at, then sent as it was shown."""
    shown = client.post(page_of(tariff), data)
    return client.post(page_of(tariff), data | {"agreed": shown.context["agreed"]})


def test_nobody_but_an_operator_of_money_makes_a_tariff(client, base):
    for user in (make_user(), make_user(is_staff=True)):
        client.force_login(user)
        assert client.get(page_of(base)).status_code == 403
        assert client.post(page_of(base), {"agreed": "x"}).status_code == 403
    assert Tariff.objects.get() == base


def test_what_changes_is_shown_before_anything_is_made(client, operator, base):
    data = typed(client, base, ordinary__same_province__0="16.500", divisor="6000")

    page = client.post(page_of(base), data)

    assert page.status_code == 200
    assert [(one.before, one.after, one.difference) for one in page.context["changes"]] == [
        (5000, 6000, None),
        (16_000, 16_500, 500),
    ]
    assert "2 things change" in page.content.decode()
    assert Tariff.objects.get() == base


def test_what_was_shown_is_made_and_the_tariff_before_it_stays(client, operator, base):
    before = base.digest, list(base.rates.values_list("zone", "parcel_class", "steps"))
    data = typed(client, base, ordinary__same_province__0="16.500")

    answer = agreed(client, base, data)
    again = agreed(client, base, data)

    assert answer["Location"] == again["Location"] == "/en/office/tariffs/"
    made = Tariff.objects.get(valid_from=NEXT)
    assert made.rates.get(zone="same_province", parcel_class="ordinary").steps[0] == [500, 16_500]
    assert made.rates.count() == base.rates.count()
    base.refresh_from_db()
    assert (base.digest, list(base.rates.values_list("zone", "parcel_class", "steps"))) == before
    assert [one.valid_from for one in tariffs_on(NEXT)] == [NEXT]
    assert [one.valid_from for one in tariffs_on(NEXT - datetime.timedelta(days=1))] == [
        base.valid_from
    ]
    assert AuditEntry.objects.filter(action="tariff.imported", actor=operator).count() == 1


def test_what_was_changed_after_the_look_is_looked_at_once_more(client, operator, base):
    data = typed(client, base, ordinary__same_province__0="16.500")
    shown = client.post(page_of(base), data).context["agreed"]

    page = client.post(
        page_of(base), data | {"agreed": shown, "ordinary-same_province-0": "17.000"}
    )

    assert page.status_code == 200
    assert page.context["agreed"] != shown
    assert Tariff.objects.get() == base


def test_zones_weights_days_and_remote_communes_come_and_go(client, operator, base):
    far = commune("dong-thap").code
    columns = client.get(page_of(base)).context["form"].columns
    changes = {
        f"limit__{columns - 1}": "5000",
        f"ordinary__other__{columns - 1}": "61.000",
        "ordinary__other__last": "6",
        "live__same_region__0": "80.000",
        "live__same_region__further": "20.000",
        "live__same_region__first": "1",
        "live__same_region__last": "1",
        "remote": far,
        "remote_surcharge": "9.000",
    }
    data = typed(client, base, **changes)
    data = {name: value for name, value in data.items() if not name.startswith("cold-")}

    agreed(client, base, data)

    made = Tariff.objects.get(valid_from=NEXT)
    other = made.rates.get(zone="other", parcel_class="ordinary")
    assert (other.steps[-1], other.last_day) == ([5_000, 61_000], 6)
    assert made.rates.get(zone="same_region", parcel_class="live").steps == [[500, 80_000]]
    assert not made.rates.filter(parcel_class="cold").exists()
    assert made.remote_surcharge == 9_000
    assert [one.commune.code for one in made.remote_communes.all()] == [far]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"valid_from": "2026-11-01"}, "Choose a day to come"),
        ({"valid_from": ""}, "This field is required"),
        ({"divisor": "3"}, "greater than or equal to 1000"),
        ({"ordinary__other__0": "90.000"}, "A heavier parcel may not cost less"),
        ({"ordinary__other__0": "viele"}, "Write a whole number"),
        ({"ordinary__other__first": "9"}, "The last day lies before the first"),
        ({"ordinary__other__further": ""}, "Is missing."),
        ({"live__other__0": "90.000"}, "Is missing."),
        ({"limit__0": ""}, "Say above up to which weight."),
        ({"limit__1": "500"}, "This weight stands there twice."),
        ({"remote": "99999"}, "Nothing is known by “99999”."),
        ({}, "Nothing is changed yet."),
    ],
)
def test_what_is_wrong_is_told_where_it_is_and_nothing_typed_is_lost(
    client, operator, base, changes, words
):
    data = typed(
        client, base, **({"cold__same_province__1": "41.000"} if changes else {}), **changes
    )

    page = client.post(page_of(base), data | {"agreed": "x"})

    assert page.status_code == 422
    assert words in page.content.decode()
    form = page.context["form"]
    assert {name: form[name].value() for name in data if name in form.fields} == {
        name: True if name == "is_illustrative" else value for name, value in data.items()
    }
    assert Tariff.objects.get() == base


def test_one_to_come_is_changed_under_its_own_day(client, operator, base, tmp_path):
    import_table(tmp_path, rate(carrier=base.carrier.code, valid_from=NEXT.isoformat()))
    ahead = Tariff.objects.get(valid_from=NEXT)
    RemoteCommune.objects.create(tariff=ahead, commune=commune("dong-thap"))
    key = ahead.rates.get()
    data = typed(client, ahead, **{f"{key.parcel_class}__{key.zone}__further": "9.900"})

    shown = client.post(page_of(ahead), data)
    agreed(client, ahead, data)

    assert "is replaced" in shown.content.decode()
    made = Tariff.objects.get(valid_from=NEXT)
    assert made.rates.get().each_further_kilogram == 9_900
    assert made.remote_communes.count() == 1
    assert Tariff.objects.count() == 2


def test_a_tariff_that_says_the_same_is_the_same_to_an_import(base):
    assert said_of(base).digest == base.digest


def test_a_day_that_has_begun_is_refused_by_the_service_too(operator, base):
    with pytest.raises(TariffRefused) as refusal:
        make_version(base=base, new=said_of(base), acting_user=operator)

    assert refusal.value.code == "valid_from"
