"""Oscar's basket of a request, asked for only where a page needs it."""

from typing import Any

from django.db import transaction
from oscar.apps.basket import middleware as oscar

from storefront.gift_sets.baskets import cap_sets

from .codes import join_codes
from .models import Basket
from .services import cap_by_stock


class BasketMiddleware(oscar.BasketMiddleware):
    """Differs from Oscar's in three ways.

    A signed-in user's basket is made when something is put in, not when a page is read; offers are
    not computed, because this shop has none: prices are what the vendor states; and the cookie says
    SameSite itself, because the form that fills the basket carries no token.
    """

    def process_response(self, request: Any, response: Any) -> Any:
        answer = super().process_response(request, response)
        cookie = answer.cookies.get(self.get_cookie_key(request))
        if cookie is not None:
            cookie["samesite"] = "Lax"
        return answer

    def get_basket(self, request: Any) -> Basket:
        if request._basket_cache is None and request.user.is_authenticated:
            cookie_key = self.get_cookie_key(request)
            from_cookie = self.get_cookie_basket(cookie_key, request, Basket.open)
            request._basket_cache = self._own_basket(request, from_cookie)
            if from_cookie is not None:
                request.cookies_to_delete.append(cookie_key)
        return super().get_basket(request)

    def _own_basket(self, request: Any, from_cookie: Basket | None) -> Basket:
        """The user's one basket; several (two first clicks at once) and the cookie's are merged."""
        baskets = list(Basket.open.filter(owner=request.user).order_by("pk"))
        basket = baskets[0] if baskets else Basket(owner=request.user)
        others = [*baskets[1:], *([from_cookie] if from_cookie is not None else [])]
        if others and basket.pk is None:
            basket.save()
        for other in others:
            self.merge_baskets(basket, other)
        basket.owner = request.user
        return basket

    def merge_baskets(self, master: Basket, slave: Basket) -> None:
        """Each basket is merged once: of two pages opened right after signing in, one does it.

        Of a pack that lies in both, the larger quantity stays, as far as stock reaches.
        """
        with transaction.atomic():
            mine = Basket.objects.filter(pk=slave.pk, status=Basket.OPEN).update(
                status=Basket.MERGED
            )
            if mine:
                super().merge_baskets(master, slave)
                join_codes(master, slave)
                cap_by_stock(basket=master)
                cap_sets(basket=master)

    def apply_offers_to_basket(self, request: Any, basket: Basket) -> None:
        """None in this shop."""
