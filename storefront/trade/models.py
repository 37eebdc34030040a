import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.catalogue.models import Product
from catalog.partner.models import Vendor
from marketplace.kernel.ids import new_public_id, new_token
from marketplace.kernel.phone import phone_words

from .statuses import EnquiryState, Side


class Enquiry(models.Model):
    """Somebody asks a host for a visit: when, how many, how to be reached. Nothing is paid.

    Whoever has ``token`` reads and writes on the visitor's side. Rows go when the visit is long over
    (personal.KEPT_AFTER_VISIT).
    """

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    token = models.CharField(max_length=40, unique=True, editable=False, default=new_token)
    #: Of the form that sent it: pressing twice is asking once.
    form_key = models.CharField(max_length=40, unique=True, editable=False)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="enquiries")
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="enquiries")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="enquiries",
    )
    language = models.CharField(max_length=8)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    people = models.PositiveSmallIntegerField(_("people"))
    state = models.CharField(
        _("state"), max_length=10, choices=EnquiryState, default=EnquiryState.NEW
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="trade_enquiry_days_in_order"
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="trade_enquiry_for_somebody"),
            models.CheckConstraint(
                condition=Q(state__in=EnquiryState.values), name="trade_enquiry_known_state"
            ),
        ]
        indexes = [models.Index(fields=["vendor", "state", "-id"], name="trade_enquiry_of_vendor")]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return reverse("visit:enquiry", kwargs={"token": self.token})

    @property
    def phone_words(self) -> str:
        return phone_words(self.phone)

    def is_over(self, *, on: datetime.date) -> bool:
        """Its last day has passed."""
        return self.last_day < on


class EnquiryMessage(models.Model):
    """What one side wrote or decided; ``state`` is the enquiry's from then on."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(max_length=8, choices=Side)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=10, choices=EnquiryState)
    text = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("message of an enquiry")
        verbose_name_plural = _("messages of enquiries")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.enquiry} {self.side}"
