"""The accounts of the books. A positive entry is a debit, a negative one a credit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Account(models.TextChoices):
    """Each is kept per vendor and vendor's order; docs/ledger.md has them with examples."""

    BUYER = "buyer", _("due from the buyer")
    VENDOR = "vendor", _("due to the seller")
    SHIPPING = "shipping", _("delivery charged for the seller")
    REFUNDS = "refunds", _("given back by the seller")
    COLLECTED = "collected", _("collected by the seller")
    GATEWAY = "gateway", _("held by the card gateway")
    COMMISSION = "commission", _("commission")
    TAX = "tax", _("tax withheld")
    DISCOUNT_PLATFORM = "disc_platform", _("discounts paid by the marketplace")
    DISCOUNT_VENDOR = "disc_vendor", _("discounts paid by the seller")
    DISCOUNT_PROVINCE = "disc_province", _("discounts paid by the province")
    LOSS_PLATFORM = "loss_platform", _("losses borne by the marketplace")
    UNDERWAY = "underway", _("payouts under way")


#: What we and a vendor owe each other: minus the sum of these is what the vendor is owed.
OF_VENDOR = (
    Account.VENDOR,
    Account.SHIPPING,
    Account.REFUNDS,
    Account.COLLECTED,
    Account.DISCOUNT_VENDOR,
)


#: What the marketplace itself owes vendors, from its own account.
OF_MARKETPLACE = (Account.DISCOUNT_PLATFORM, Account.LOSS_PLATFORM)
#: What others than buyer and vendor owe the vendor; paid straight to it, past the gateway.
OF_PAYERS = (*OF_MARKETPLACE, Account.DISCOUNT_PROVINCE)
DISCOUNTS = (Account.DISCOUNT_PLATFORM, Account.DISCOUNT_PROVINCE, Account.DISCOUNT_VENDOR)


class PostingKind(models.TextChoices):
    SALE = "sale", _("sale")
    RECEIVED = "received", _("payment received")
    REFUND = "refund", _("refund")
    END = "end", _("order ended")
    PAID_BACK = "paid_back", _("paid back to the buyer")
    BORNE = "borne", _("borne by the marketplace")
    PAYOUT = "payout", _("payout approved")
    PAYOUT_PAID = "payout_paid", _("payout arrived")
    PAYOUT_BACK = "payout_back", _("payout came back")
    PAYER_PAID = "payer_paid", _("discount paid by its payer")


class SupplyKind(models.TextChoices):
    """How the tax laws sort what a household sells."""

    GOODS = "goods", _("goods")
    PRODUCTION = "production", _("production, or services with goods")
    SERVICES = "services", _("services")
    OTHER = "other", _("other")
