"""Who may give a payer's money, and see what became of it.

A province's: its office's owners and officers and its publishers; the national office's in all of
them, and alone for the marketplace's own money. A seller's: its owner. What is another's is not
there (a 404).
"""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from catalog.partner.models import Vendor
from marketplace.accounts.models import Membership, User
from marketplace.accounts.publishing import published_provinces
from marketplace.accounts.selectors import OFFICE_WRITERS, is_national, provinces_for
from marketplace.geography.models import Province
from marketplace.kernel.money import dong
from storefront.payers import Payer
from storefront.shipping.models import FreeDelivery
from storefront.vendors.roles import ACCOUNT_ROLES

from .models import Campaign


def provinces_seen(user: User) -> QuerySet[Province]:
    """Those whose campaigns ``user`` sees."""
    return Province.objects.filter(
        Q(pk__in=provinces_for(user).values("pk"))
        | Q(pk__in=published_provinces(user).values("pk"))
    )


def provinces_funded(user: User) -> QuerySet[Province]:
    """Those whose money ``user`` may give."""
    return Province.objects.filter(
        Q(pk__in=provinces_for(user, roles=OFFICE_WRITERS).values("pk"))
        | Q(pk__in=published_provinces(user).values("pk"))
    )


def funds_marketplace(user: User) -> bool:
    return is_national(user, roles=OFFICE_WRITERS)


def office_campaigns(user: User) -> QuerySet[Campaign]:
    """Provinces' campaigns that ``user`` sees; for the national office the marketplace's, too."""
    mine = Q(payer=Payer.PROVINCE, province__in=provinces_seen(user))
    if is_national(user):
        mine |= Q(payer=Payer.PLATFORM)
    return Campaign.objects.filter(mine).select_related("province", "vendor")


def changed_meanwhile(budget: int) -> str:
    """What is said to who raises a budget that is not what the page showed any more."""
    return _("The budget was changed meanwhile and is %(amount)s now. Please look once more.") % {
        "amount": dong(budget)
    }


def grown_words(budget: int) -> str:
    return _("The budget is %(amount)s now.") % {"amount": dong(budget)}


def office_deliveries(user: User) -> QuerySet[FreeDelivery]:
    """Free deliveries that provinces whose campaigns ``user`` sees pay, or the marketplace; newest first."""
    mine = Q(payer=Payer.PROVINCE, province__in=provinces_seen(user))
    if is_national(user):
        mine |= Q(payer=Payer.PLATFORM)
    found = FreeDelivery.objects.filter(mine).select_related("province", "vendor", "budget")
    return found.order_by("-valid_from", "-pk")


def may_give(user: User, campaign: Campaign) -> bool:
    """Whether ``user`` may change, stop and settle it."""
    return may_pay(user, payer=campaign.payer, province=campaign.province, vendor=campaign.vendor)


def may_pay(user: User, *, payer: str, province: Province | None, vendor: Vendor | None) -> bool:
    """Whether this payer's money, and its name on a gift set, are ``user``'s to give."""
    if payer == Payer.PROVINCE:
        return province is not None and provinces_funded(user).filter(pk=province.pk).exists()
    if payer == Payer.PLATFORM:
        return funds_marketplace(user)
    if vendor is None or not user.is_authenticated:
        return False
    return Membership.objects.filter(
        user=user, organisation__vendor=vendor, role__in=ACCOUNT_ROLES
    ).exists()
