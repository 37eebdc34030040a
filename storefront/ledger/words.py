"""What the columns of a statement are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COLUMN_WORDS: dict[str, str | Promise] = {
    "goods": _("Goods"),
    "shipping": _("Delivery"),
    "refunds": _("Refunds"),
    "direct": _("Paid to you directly"),
    "commission": _("Commission"),
    "tax": _("Tax withheld"),
    "discounts": _("Discounts you pay"),
    "payers": _("Owed to you by others"),
    "paid_out": _("Paid out to you"),
}
