"""Card payments for operators: read only, with the buttons that ask Stripe again."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.kernel.errors import MarketplaceError, NotAllowed

from .models import CardAttempt, CardDispute, CardEvent, CardRefund, Discrepancy
from .services.mending import mend
from .services.opening import look_again
from .services.refunding import ask_again


class _ReadOnly(admin.ModelAdmin):
    """Nothing is typed here: money moves by services."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def _each(self, request: HttpRequest, rows: QuerySet[Any], work: Any) -> None:
        for row in rows:
            try:
                self.message_user(request, f"{row}: {work(row)}")
            except (MarketplaceError, NotAllowed) as refusal:
                self.message_user(request, f"{row}: {refusal}", messages.ERROR)


@admin.register(CardAttempt)
class CardAttemptAdmin(_ReadOnly):
    list_display = ("public_id", "payment", "kind", "state", "amount", "received", "promised_back")
    list_filter = ("state", "kind")
    list_select_related = ("payment__order",)
    search_fields = ("intent_id", "session_id", "payment__order__number")
    actions = ("look",)

    @admin.action(description=gettext_lazy("Ask Stripe again"), permissions=["view"])
    def look(self, request: HttpRequest, rows: QuerySet[CardAttempt]) -> None:
        def work(attempt: CardAttempt) -> str:
            look_again(attempt=attempt)
            return attempt.get_state_display()

        self._each(request, rows.select_related("payment__order"), work)


@admin.register(CardRefund)
class CardRefundAdmin(_ReadOnly):
    list_display = ("attempt", "vendor_order", "amount", "cause", "state", "problem", "created_at")
    list_filter = ("state",)
    list_select_related = ("attempt__payment__order", "vendor_order")
    search_fields = ("external_id", "attempt__payment__order__number")
    actions = ("again",)

    @admin.action(description=gettext_lazy("Try a refused refund again"), permissions=["view"])
    def again(self, request: HttpRequest, rows: QuerySet[CardRefund]) -> None:
        def work(refund: CardRefund) -> str:
            made = ask_again(refund=refund, acting_user=request.user)
            return made.get_state_display() if made else _("nothing to pay back")

        self._each(request, rows.select_related("attempt__payment__order"), work)


@admin.register(CardDispute)
class CardDisputeAdmin(_ReadOnly):
    list_display = ("external_id", "attempt", "amount", "reason", "state", "created_at")
    list_filter = ("state",)
    list_select_related = ("attempt__payment__order",)


@admin.register(CardEvent)
class CardEventAdmin(_ReadOnly):
    list_display = ("external_id", "kind", "about", "outcome", "created_at")
    list_filter = ("kind",)
    search_fields = ("external_id", "about")


@admin.register(Discrepancy)
class DiscrepancyAdmin(_ReadOnly):
    list_display = ("kind", "external_id", "theirs", "ours", "settled_at", "created_at")
    list_filter = (("settled_at", admin.EmptyFieldListFilter), "kind")
    list_select_related = ("attempt__payment__order",)
    actions = ("mend",)

    @admin.action(description=gettext_lazy("Look at Stripe again and mend"), permissions=["view"])
    def mend(self, request: HttpRequest, rows: QuerySet[Discrepancy]) -> None:
        self._each(request, rows, lambda row: mend(discrepancy=row, acting_user=request.user))
