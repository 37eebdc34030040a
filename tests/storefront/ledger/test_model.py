"""Any sequence of sales, part refunds and payouts against a plain model of who owes whom."""

import datetime
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.kernel.clock import now
from storefront.ledger.accounts import Account
from storefront.ledger.bank_file import Answer
from storefront.ledger.checking import faults
from storefront.ledger.due import due
from storefront.ledger.errors import PayoutRefused
from storefront.ledger.models import Payout, Sale
from storefront.ledger.rates import part_of, share
from storefront.ledger.services.paying_out import approve_run, drop_run, make_run
from storefront.ledger.services.results import take_results
from storefront.order.happenings import Refunded, tell
from storefront.vendors.models import VendorOrder
from tests.factories import make_pack, make_user
from tests.storefront.ledger import cards as card
from tests.storefront.ledger.books import balances, deliver, household, owed_to
from tests.storefront.ledger.books import part_of as only_part
from tests.storefront.transfers.factories import make_account

pytestmark = pytest.mark.django_db

COMMISSION = 333


@dataclass
class Sold:
    """A sale as a person would note it on paper."""

    part: VendorOrder
    goods: int
    shipping: int
    goods_back: int = 0
    shipping_back: int = 0
    paid_out: int = 0
    is_delivered: bool = False

    @property
    def keeps(self) -> int:
        """What the vendor may keep of it after commission and tax on what is left."""
        left = self.goods - self.goods_back
        whole = share(self.goods, COMMISSION)
        commission = whole - part_of(whole, part=self.goods_back, of=self.goods, before=0)
        vat, pit = share(self.goods, 100), share(self.goods, 50)
        taxes = sum(
            one - part_of(one, part=self.goods_back, of=self.goods, before=0) for one in (vat, pit)
        )
        return left + self.shipping - self.shipping_back - commission - taxes


@dataclass
class Paper:
    sales: list[Sold] = field(default_factory=list)
    at_bank: dict[str, dict[int, int]] = field(default_factory=dict)
    went_back: int = 0


steps = st.lists(
    st.one_of(
        st.tuples(st.just("sale"), st.integers(1, 300_000)),
        st.tuples(st.just("refund"), st.integers(1, 100)),
        st.tuples(st.just("run"), st.sampled_from(["approve", "drop"])),
        st.tuples(st.just("bank"), st.booleans()),
        st.tuples(st.just("return"), st.just(0)),
    ),
    min_size=3,
    max_size=8,
)


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=steps)
def test_the_books_say_what_paper_says(cards, steps):
    cards.COMMISSION_BASIS_POINTS = COMMISSION
    vendor = household()
    make_account(vendor)
    people = [make_user(is_staff=True, is_superuser=True) for _person in range(2)]
    paper = Paper()
    for what, how in steps:
        _STEPS[what](paper, how, vendor, people)

        assert faults() == []
        for sold in paper.sales:
            owed = sold.keeps - sold.paid_out
            assert owed_to(vendor_order=sold.part) == owed
            assert balances(vendor_order=sold.part).get(Account.BUYER, 0) == 0
        at_bank = sum(sum(items.values()) for items in paper.at_bank.values())
        received = sum(sold.part.total for sold in paper.sales)
        gone = sum(sold.paid_out for sold in paper.sales) - at_bank
        vendors = {"vendor": vendor}
        assert balances(**vendors).get(Account.UNDERWAY, 0) == -at_bank
        assert balances(**vendors).get(Account.GATEWAY, 0) == received - paper.went_back - gone


def _sale(paper: Paper, price: int, vendor, _people) -> None:
    part = deliver(only_part(card.paid(make_pack(vendor=vendor, price=price))))
    Sale.objects.filter(vendor_order=part).update(due_at=now() - datetime.timedelta(minutes=1))
    paper.sales.append(Sold(part, goods=part.goods_total, shipping=part.shipping_charge))


def _refund(paper: Paper, percent: int, _vendor, _people) -> None:
    """Of the newest sale that has something left, paid back by the gateway at once."""
    for sold in reversed(paper.sales):
        goods = (sold.goods - sold.goods_back) * percent // 100
        shipping = (sold.shipping - sold.shipping_back) * percent // 100
        if goods + shipping:
            break
    else:
        return
    cause = f"{sold.goods_back}-{sold.shipping_back}"
    tell(Refunded(sold.part, goods=goods, shipping=shipping, cause=cause))
    card.pay_back(sold.part, goods + shipping, cause=cause)
    sold.goods_back += goods
    sold.shipping_back += shipping
    paper.went_back += goods + shipping


def _run(paper: Paper, how: str, vendor, people) -> None:
    expected = {
        sold.part.pk: sold.keeps - sold.paid_out
        for sold in paper.sales
        if sold.keeps != sold.paid_out
        and not any(sold.part.pk in items for items in paper.at_bank.values())
    }
    if sum(expected.values()) <= 0:
        assert not any(one.is_payable for one in due() if one.vendor == vendor)
        with pytest.raises(PayoutRefused):
            make_run(vendor_ids={vendor.public_id}, acting_user=people[0])
        return
    run = make_run(vendor_ids={vendor.public_id}, acting_user=people[0])
    payout = run.payouts.get()
    assert {item.vendor_order_id: item.amount for item in payout.items.all()} == expected
    if how == "drop":
        drop_run(run=run, acting_user=people[1])
        return
    approve_run(run=run, acting_user=people[1])
    paper.at_bank[payout.reference] = expected
    _pay_out(paper, expected, 1)


def _bank(paper: Paper, paid: bool, _vendor, people) -> None:
    if not paper.at_bank:
        return
    reference, items = paper.at_bank.popitem()
    for _time in range(2):
        _answer(reference, people, paid=paid)
    if not paid:
        _pay_out(paper, items, -1)


def _return(paper: Paper, _how: int, vendor, people) -> None:
    payout = Payout.objects.filter(vendor=vendor, state="paid").order_by("-pk").first()
    if payout is not None:
        _answer(payout.reference, people, paid=False)
        items = {item.vendor_order_id: item.amount for item in payout.items.all()}
        _pay_out(paper, items, -1)


def _answer(reference: str, people, *, paid: bool) -> None:
    answer = Answer(reference, is_paid=paid, bank_id="", reason="")
    take_results(answers=[answer], acting_user=people[0])


def _pay_out(paper: Paper, items: dict[int, int], sign: int) -> None:
    for sold in paper.sales:
        sold.paid_out += sign * items.get(sold.part.pk, 0)


_STEPS = {"sale": _sale, "refund": _refund, "run": _run, "bank": _bank, "return": _return}


@given(
    whole=st.integers(0, 10**10),
    parts=st.lists(st.integers(0, 10**9), min_size=1, max_size=20),
)
def test_parts_of_an_amount_give_it_back_to_the_dong(whole, parts):
    of = sum(parts)
    before, shares = 0, []
    for part in parts:
        shares.append(part_of(whole, part=part, of=of, before=before))
        before += part

    assert min(shares) >= 0
    assert sum(shares) == (whole if of else 0)
