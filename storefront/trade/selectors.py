"""Enquiries as each side sees them: the visitor by an unguessable address, the host's people by role."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from catalog.catalogue.models import Product
from marketplace.accounts.models import User
from marketplace.kernel.clock import today
from storefront.vendors.roles import LISTING_ROLES, ORDER_ROLES
from storefront.vendors.selectors import Desk, desk_for, services_of

from .days import days_of
from .models import Enquiry
from .statuses import EnquiryState

#: In the list's filter: those whose days have passed, whatever became of them.
OVER = "over"


def enquiry_by_token(token: str, *, user: User | AnonymousUser) -> Enquiry:
    """The one behind an unguessable address, with its messages; two queries.

    Enquiry.DoesNotExist also for a user who is signed in as somebody else than who asked.
    """
    found = _whole(Enquiry.objects.filter(token=token))
    if user.is_authenticated:
        found = found.filter(Q(user=user) | Q(user__isnull=True))
    return found.get()


def _whole(enquiries: QuerySet[Enquiry]) -> QuerySet[Enquiry]:
    return enquiries.select_related("product", "vendor__organisation", "user").prefetch_related(
        "messages"
    )


@dataclass(frozen=True)
class EnquiryPage:
    """Some of a vendor's enquiries, newest first; ``following`` leads on and is empty at the end.

    ``counts``: by state those whose days are to come, and under OVER the others.
    """

    desk: Desk
    enquiries: list[Enquiry]
    following: str
    counts: dict[str, int]


def enquiries_for(
    user: User, vendor_public_id: str, *, state: str = "", after: str = "", limit: int = 50
) -> EnquiryPage:
    """One page of the vendor's enquiries in ``state`` (or OVER; all without); four queries."""
    desk = desk_for(user, vendor_public_id, allowed=ORDER_ROLES)
    own = Enquiry.objects.filter(vendor=desk.vendor)
    coming = Q(last_day__gte=today())
    counts = dict(own.filter(coming).order_by().values_list("state").annotate(Count("pk")))
    over = own.exclude(coming)
    counts[OVER] = over.count()
    chosen = own
    if state == OVER:
        chosen = over
    elif state:
        chosen = own.filter(coming, state=state)
    if after:
        chosen = chosen.filter(pk__lt=own.filter(public_id=after).values("pk"))
    found = list(chosen.select_related("product").order_by("-pk")[: limit + 1])
    following = found[limit - 1].public_id if len(found) > limit else ""
    return EnquiryPage(desk, found[:limit], following, counts)


def enquiry_for(user: User, vendor_public_id: str, public_id: str) -> Enquiry:
    """One enquiry of the vendor with its messages. Enquiry.DoesNotExist for somebody else's."""
    desk = desk_for(user, vendor_public_id, allowed=ORDER_ROLES)
    return _whole(Enquiry.objects.filter(vendor=desk.vendor)).get(public_id=public_id)


def people_agreed(
    product_id: int, *, first: datetime.date, last: datetime.date, but: Enquiry | None = None
) -> dict[datetime.date, int]:
    """On each day of these, how many have the host's word for a service; one query.

    Days on which nobody comes are left out. ``but``: an enquiry that is not counted.
    """
    agreed = Enquiry.objects.filter(
        product=product_id,
        state=EnquiryState.AGREED,
        first_day__lte=last,
        last_day__gte=first,
    )
    if but is not None:
        agreed = agreed.exclude(pk=but.pk)
    found: Counter[datetime.date] = Counter()
    for begins, ends, people in agreed.values_list("first_day", "last_day", "people"):
        for day in days_of(max(begins, first), min(ends, last)):
            found[day] += people
    return dict(found)


def services_for(user: User, vendor_public_id: str) -> tuple[Desk, list[Product]]:
    """The tourism services of the vendor's own producer, with what is stated of them; two queries."""
    desk = desk_for(user, vendor_public_id)
    return desk, list(services_of(desk.vendor).select_related("visit_terms").order_by("title"))


def service_for(user: User, vendor_public_id: str, product_public_id: str) -> tuple[Desk, Product]:
    """One of these, to state its facts. Product.DoesNotExist for another's and for goods."""
    desk = desk_for(user, vendor_public_id, allowed=LISTING_ROLES)
    service = services_of(desk.vendor).select_related("visit_terms", "criteria_set", "producer")
    return desk, service.get(public_id=product_public_id)
