from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from oscar.apps.customer.abstract_models import AbstractProductAlert

from marketplace.kernel.ids import new_token


class ProductAlert(AbstractProductAlert):
    """Somebody wants to be told once when a recognised product is back (storefront.alerts).

    A guest's begins unconfirmed and needs the link in the mail (double opt-in). ``key`` is the
    secret in the links, a member's has one too: a mail always says how to stop.
    """

    class Kind(models.TextChoices):
        STOCK = "stock", _("back in stock")
        SEASON = "season", _("back in season")

    key: Any
    OPEN = (AbstractProductAlert.UNCONFIRMED, AbstractProductAlert.ACTIVE)

    kind = models.CharField(_("kind"), max_length=6, choices=Kind, default=Kind.STOCK)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="vi")

    class Meta(AbstractProductAlert.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["user", "product", "kind"],
                condition=Q(user__isnull=False, status="Active"),
                name="customer_alert_once_per_member",
            ),
            models.UniqueConstraint(
                fields=["email", "product", "kind"],
                condition=Q(user__isnull=True, status__in=("Unconfirmed", "Active")),
                name="customer_alert_once_per_address",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.key:
            self.key = new_token()
        super().save(*args, **kwargs)

    def get_random_key(self) -> str:
        return self.key or new_token()

    def get_confirm_url(self) -> str:
        return reverse("alerts:confirm", kwargs={"key": self.key})

    def get_cancel_url(self) -> str:
        return reverse("alerts:stop", kwargs={"key": self.key})


from oscar.apps.customer.models import *  # noqa: F403
