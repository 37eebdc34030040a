"""What was told to whom about matches, so that nothing is told twice."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.supply.models import Supply
from marketplace.accounts.models import Organisation
from marketplace.kernel.ids import new_token
from search.matching.models import Demand


class News(models.Model):
    """A demand and a supply that fit, as news to one of the two sides; one row for good."""

    class Side(models.TextChoices):
        BUYER = "buyer", _("buyer")
        VENDOR = "vendor", _("vendor")

    side = models.CharField(max_length=6, choices=Side)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="news_of_matches"
    )
    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="+")
    supply = models.ForeignKey(Supply, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    #: When somebody of the organisation had it on the screen.
    seen_at = models.DateTimeField(null=True)
    #: When it went into the digest of a day.
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("news of a match")
        verbose_name_plural = _("news of matches")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["side", "demand", "supply"], name="watch_told_once")
        ]
        indexes = [
            models.Index(fields=["organisation", "-id"], name="watch_of_organisation"),
            models.Index(fields=["mailed_at", "created_at"], name="watch_to_mail"),
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.demand_id} ↔ {self.supply_id}"


class Reader(models.Model):
    """A person's choice about digests; whoever has none gets them."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="watch"
    )
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    wants_mail = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("reader of digests")
        verbose_name_plural = _("readers of digests")

    def __str__(self) -> str:
        return str(self.user)


class Digest(models.Model):
    """One mail of one day to one person; waiting → sent, or dropped where there is nothing to say."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        DROPPED = "dropped", _("no longer true when it was due")

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField()
    news = models.ManyToManyField(News, related_name="digests")
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("digest of matches")
        verbose_name_plural = _("digests of matches")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["reader", "day"], name="watch_one_digest_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.reader} {self.day}"
