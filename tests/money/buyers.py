"""What buyers do: fill baskets, order, press again, pay, cancel."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from marketplace.kernel.errors import IllegalTransition
from marketplace.kernel.ids import new_token
from storefront.basket.codes import put_in_code
from storefront.basket.models import Basket
from storefront.basket.services import NotEnough, put_in
from storefront.cards.models import CardAttempt
from storefront.cards.services.opening import (
    current_attempt,
    hosted_page,
    look_again,
    open_attempt,
)
from storefront.checkout.services import LinesRefused
from storefront.order.models import Order
from storefront.order.services import cancel_order
from storefront.payment.services import begin_payment
from storefront.vendors.models import VendorOrder
from tests.money.aid import PROVINCE, put_to
from tests.money.goods import PaperLine
from tests.money.ground import ANY, Ground, refused
from tests.money.hands import FREE_FROM
from tests.money.paper import BEFORE_DISPATCH, CARD, TRANSFER, WAYS, Attempt, PaperOrder, Part
from tests.servers.stripe.books import DECLINED, GOOD
from tests.storefront.transfers.factories import bank_csv, import_csv, transfers_of


class Buyers(Ground):
    @rule(pack=st.integers(0, 2), quantity=st.integers(1, 3), fresh=st.booleans())
    def put_in(self, pack, quantity, fresh):
        shelf = self.shelves[pack]
        if fresh or not self.baskets:
            made = Basket()
            made.save()
            self.baskets[made.pk] = {}
            self.codes[made.pk] = []
        pk = next(reversed(self.baskets))
        contents = self.baskets[pk]
        wanted = contents.get(shelf, 0) + quantity
        basket = Basket.objects.get(pk=pk)
        product = self.market.packs[pack]
        if wanted <= shelf.free:
            put_in(basket=basket, pack=product, quantity=quantity)
            contents[shelf] = wanted
        elif shelf.free:
            with pytest.raises(NotEnough):
                put_in(basket=basket, pack=product, quantity=quantity)

    @precondition(lambda self: any(self.baskets.values()))
    @rule(pick=ANY, which=st.integers(0, 1))
    def put_in_a_code(self, pick, which):
        """Kept also where other goods would mend it; refused where others were faster."""
        pk, contents = self.one([one for one in self.baskets.items() if one[1]], pick)
        self._put_in_code(pk, contents, self.campaigns[which])

    def _put_in_code(self, pk, contents, campaign):
        codes = [*self.codes[pk], *({campaign} - {*self.codes[pk]})]
        _lines, _uses, too_late = self._reckoned(contents, codes)
        code = refused(lambda: put_in_code(basket=Basket.objects.get(pk=pk), typed=campaign.code))
        assert code == ("refused" if campaign in too_late else "")
        if not code:
            self.codes[pk] = codes

    @staticmethod
    def _reckoned(contents, codes):
        """What can be ordered, and what the codes give on it."""
        lines = [PaperLine(one, n) for one, n in contents.items() if n <= one.free]
        return lines, *put_to(codes, lines)

    @rule(
        quantities=st.tuples(*[st.integers(0, 2)] * 3),
        way=st.sampled_from(WAYS),
        which=st.sampled_from([(), (), (0,), (1,), (0, 1), (1, 0)]),
    )
    def buy(self, quantities, way, which):
        """A whole purchase, as most are: everything goes well."""
        contents = {
            shelf: quantity
            for shelf, quantity in zip(self.shelves, quantities, strict=True)
            if 0 < quantity <= shelf.free
        }
        if not contents:
            return
        basket = Basket()
        basket.save()
        for shelf, quantity in contents.items():
            put_in(basket=basket, pack=self.market.packs[shelf.pack], quantity=quantity)
        self.codes[basket.pk] = []
        for one in which:
            self._put_in_code(basket.pk, contents, self.campaigns[one])
        key = new_token()
        noted = self._note(self.market.order(basket.pk, way, key), basket.pk, way, key, contents)
        self._begin(noted)
        if way == CARD:
            self.market.stripe.books.succeed(noted.attempts[0].intent)
            assert self.market.tell(self.market.stripe.books.events[-1]) == 200
            self.hear(noted, noted.attempts[0])
        elif way == TRANSFER:
            for part in noted.parts:
                self._transfer(noted, part, part.total)
        assert noted.status == "placed"

    @precondition(lambda self: any(self.baskets.values()))
    @rule(pick=ANY, way=st.sampled_from(WAYS), is_begun=st.sampled_from([True, True, True, False]))
    def order(self, pick, way, is_begun):
        """The request may die between the order and its payment."""
        pk, contents = self.one([one for one in self.baskets.items() if one[1]], pick)
        key = new_token()
        if any(quantity > shelf.free for shelf, quantity in contents.items()):
            with pytest.raises(LinesRefused):
                self.market.order(pk, way, key)
            return
        order = self.market.order(pk, way, key)
        del self.baskets[pk]
        noted = self._note(order, pk, way, key, contents)
        if is_begun:
            self._begin(noted)

    def _note(self, order, basket, way, key, contents):
        lines, uses, _too_late = self._reckoned(contents, self.codes.pop(basket))
        parts = []
        for row in VendorOrder.objects.filter(order=order).order_by("pk"):
            vendor = [one.pk for one in self.market.vendors].index(row.vendor_id)
            mine = [line for line in lines if line.shelf.vendor == vendor]
            given = row.shipping_charge, row.delivery_aid, row.delivery_payer
            parts.append(Part(row.pk, vendor, *given, mine))
            self._delivery_is_paid_by_whom_it_should(parts[-1])
        noted = PaperOrder(order.pk, order.number, basket, way, parts, key, uses=uses)
        noted.hold()
        if way == CARD:
            noted.attempts.append(Attempt(CardAttempt.objects.get(payment__order=order).pk))
        assert order.total == noted.total
        self.orders.append(noted)
        return noted

    @staticmethod
    def _delivery_is_paid_by_whom_it_should(part):
        """By the buyer; from so much on by the province for what is sent from it, or the marketplace."""
        worth = sum(line.price for line in part.lines)
        free = [
            payer
            for payer, free_from in FREE_FROM.items()
            if worth >= free_from and (payer != PROVINCE or part.vendor == 0)
        ]
        assert (part.shipping > 0, part.aid > 0) == (not free, bool(free))
        assert part.aid_payer == (free[0] if free else "")

    def _begin(self, noted):
        begin_payment(order=Order.objects.get(pk=noted.pk))
        self.began(noted)

    @precondition(lambda self: self.orders)
    @rule(pick=ANY, same_form=st.booleans())
    def press_again(self, pick, same_form):
        """The same form, or one in another tab: the order that exists."""
        noted = self.one(self.orders, pick)
        key = noted.checkout_key if same_form else new_token()
        assert self.market.order(noted.basket, noted.way, key).pk == noted.pk
        self._begin(noted)

    @precondition(lambda self: self.at_card_provider())
    @rule(pick=ANY, card=st.sampled_from([GOOD, GOOD, DECLINED]))
    def pay_by_card(self, pick, card):
        """At the provider: we have not heard of it yet."""
        _order, attempt = self.one(self.at_card_provider(), pick)
        books = self.market.stripe.books
        if attempt.session:
            books.pay_session(attempt.session, card)
        else:
            books.pay(attempt.intent, card)

    @precondition(lambda self: self.by_way(CARD, "pending"))
    @rule(pick=ANY)
    def look_at_the_cards_page(self, pick):
        noted = self.one(self.by_way(CARD, "pending"), pick)
        attempt = current_attempt(Order.objects.get(pk=noted.pk))
        open_attempt(attempt=attempt)
        self.began(noted)
        look_again(attempt=attempt)
        self.hear(noted, noted.attempts[-1])

    @precondition(lambda self: self.by_way(CARD, "pending"))
    @rule(pick=ANY)
    def ask_for_the_hosted_page(self, pick):
        noted = self.one(self.by_way(CARD, "pending"), pick)
        last = noted.attempts[-1]
        address = hosted_page(order=Order.objects.get(pk=noted.pk))
        if last.session and not self.is_paid(last):
            assert address == self.market.stripe.books.sessions[last.session]["url"]
            return
        self.hear(noted, last)
        assert bool(address) == (noted.status == "pending")
        if address:
            row = CardAttempt.objects.filter(payment__order=noted.pk).latest("payment__attempt")
            noted.attempts.append(Attempt(row.pk, session=row.session_id or ""))

    @precondition(lambda self: self.parts(TRANSFER))
    @rule(pick=ANY, how=st.sampled_from(["due", "due", "due", "half", "more"]))
    def transfer(self, pick, how):
        """The vendor's bank shows a transfer; its statement is read twice."""
        noted, part = self.one(self.parts(TRANSFER), pick)
        due = max(part.total - part.came, 1_000)
        amount = {"due": due, "half": due // 2, "more": due + 7_000}[how]
        self._transfer(noted, part, amount)

    def _transfer(self, noted, part, amount):
        row = next(one for one in transfers_of(self.row(noted)) if one.vendor_order_id == part.pk)
        self.transfers += 1
        statement = bank_csv((amount, row.reference), number=f"FT{self.transfers}")
        for _time in range(2):
            import_csv(row.account, statement)
        part.came += amount
        noted.all_transfers_in()

    @precondition(lambda self: self.orders)
    @rule(pick=ANY)
    def cancel(self, pick):
        """Until a parcel has left; then the refusal says what to do."""
        noted = self.one(self.orders, pick)
        order = self.row(noted)
        ending = [part for part in noted.parts if part.status in ("pending", *BEFORE_DISPATCH)]
        known = [part for part in noted.parts if part.status not in ("cancelled", "returned")]
        if noted.status == "cancelled":
            cancel_order(order=order)
        elif not ending or len(ending) != len(known):
            with pytest.raises(IllegalTransition) as refusal:
                cancel_order(order=order)
            is_away = any(part.status in ("shipped", "delivered") for part in noted.parts)
            assert refusal.value.code == ("dispatched" if is_away else "over")
        else:
            cancel_order(order=order)
            noted.status = "cancelled"
            noted.end(ending, "cancelled")
