from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.geography.models import Province
from marketplace.kernel.ids import new_token


class Subscription(models.Model):
    """One address wants the stories of one province, or of all (``province`` is empty).

    Begins unconfirmed and needs the link in the mail (double opt-in). ``key`` is the secret in the
    links. The words that were agreed to stay as they stood on the page.
    """

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("unconfirmed")
        ACTIVE = "active", _("confirmed")
        STOPPED = "stopped", _("stopped")

    OPEN = (State.UNCONFIRMED, State.ACTIVE)

    email = models.EmailField(_("e-mail"), max_length=254)
    province = models.ForeignKey(
        Province, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="vi")
    key = models.CharField(max_length=32, unique=True, editable=False, default=new_token)
    state = models.CharField(max_length=12, choices=State, default=State.UNCONFIRMED)
    consent_text = models.CharField(max_length=255)
    consent_version = models.CharField(max_length=10)
    asked_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("newsletter subscription")
        verbose_name_plural = _("newsletter subscriptions")
        constraints = [
            models.UniqueConstraint(
                fields=["email", "province"],
                condition=Q(province__isnull=False) & ~Q(state="stopped"),
                name="newsletter_once_a_province",
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(province__isnull=True) & ~Q(state="stopped"),
                name="newsletter_once_for_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"

    def get_confirm_url(self) -> str:
        return reverse("newsletter:confirm", kwargs={"key": self.key})

    def get_stop_url(self) -> str:
        return reverse("newsletter:stop", kwargs={"key": self.key})


class Issue(models.Model):
    """What was first published after ``since`` and until ``until``; each begins where the last ended."""

    since = models.DateTimeField(unique=True)
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("newsletter issue")
        verbose_name_plural = _("newsletter issues")
        ordering = ["-until"]

    def __str__(self) -> str:
        return f"{self.until:%Y-%m-%d}"


class Delivery(models.Model):
    """An issue to an address: once, whatever the address is subscribed to."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="deliveries")
    email = models.EmailField(max_length=254)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)

    class Meta:
        verbose_name = _("newsletter delivery")
        verbose_name_plural = _("newsletter deliveries")
        constraints = [
            models.UniqueConstraint(fields=["issue", "email"], name="newsletter_once_an_address")
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.state}"
