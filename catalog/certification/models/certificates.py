"""Certificates as dated, append-only facts (truths 1 to 3).

What is stored: the certificate as printed and the events of its life. What is derived, in the
same transaction as each event: LiveInterval, the days on which the star may be shown.
"""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.catalogue.models import Product
from marketplace.geography import code_lists
from marketplace.geography.models import Province
from marketplace.kernel.ids import new_code, new_public_id

from .documents import Document


class RecognitionDecision(models.Model):
    """A decision by which an authority recognises products (quyết định công nhận)."""

    class AuthorityLevel(models.TextChoices):
        DISTRICT = "district", _("district People's Committee (until 30 June 2025)")
        PROVINCE = "province", _("provincial People's Committee")
        MINISTRY = "ministry", _("Ministry of Agriculture and Environment")

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    number = models.CharField(_("number as printed"), max_length=80)
    number_key = models.CharField(max_length=80, editable=False)
    authority_level = models.CharField(
        _("level of the authority"), max_length=10, choices=AuthorityLevel
    )
    authority_name = models.CharField(_("authority as printed"), max_length=160, blank=True)
    authority_key = models.CharField(
        max_length=180,
        editable=False,
        help_text=_("Level, province and folded former unit: what makes two authorities one."),
    )
    province = models.ForeignKey(
        Province, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    issued_on = models.DateField(_("issued on"))
    legal_basis = models.CharField(_("legal basis"), max_length=80, blank=True)
    code_list = models.CharField(max_length=10, default=code_lists.CURRENT, editable=False)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    is_demo = models.BooleanField(_("demonstration"), default=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("recognition decision")
        verbose_name_plural = _("recognition decisions")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["number_key", "authority_key", "issued_on"],
                name="certification_decision_once",
            )
        ]

    def __str__(self) -> str:
        return self.number


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def live(self, *, on: datetime.date) -> "CertificateQuerySet":
        """Those whose star may be shown on a calendar day (Asia/Ho_Chi_Minh): truth 1.

        Valid, renewal open, renewal late or extended; never suspended, expired, revoked or
        superseded. By the date alone: no job has to run when a certificate ends.
        """
        interval = LiveInterval.objects.filter(
            certificate=models.OuterRef("pk"), live_from__lte=on, live_until__gte=on
        )
        return self.filter(models.Exists(interval))


class Certificate(models.Model):
    """An OCOP certificate (giấy chứng nhận) of one recognised product; never re-pointed.

    36 months from issue unless the paper states the last day (26/2026/QĐ-TTg, Art. 4.3).
    ``code`` is ours, public, typed at /verify/; ``official_code`` (T–X–STT–year) leads there too.
    """

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="certificates")
    decision = models.ForeignKey(
        RecognitionDecision, on_delete=models.PROTECT, related_name="certificates"
    )
    star = models.PositiveSmallIntegerField(_("stars"), choices=[(3, "3"), (4, "4"), (5, "5")])
    issued_on = models.DateField(_("issued on"))
    last_day = models.DateField(_("last day"))
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=2, null=True, blank=True)
    scope = models.CharField(_("scope"), max_length=255, blank=True)
    official_code = models.CharField(_("official code"), max_length=40, blank=True)
    official_code_key = models.CharField(max_length=40, blank=True, db_index=True, editable=False)
    code_list = models.CharField(max_length=10, default=code_lists.CURRENT, editable=False)
    printed_product = models.CharField(_("product as printed"), max_length=255)
    printed_producer = models.CharField(_("producer as printed"), max_length=255)
    printed_address = models.CharField(_("address as printed"), max_length=255, blank=True)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="certificates"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "product"], name="certification_once_per_decision"
            ),
            models.CheckConstraint(condition=Q(star__in=[3, 4, 5]), name="certification_star"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("issued_on")), name="certification_ends_after_issue"
            ),
        ]
        #: The front page walks it from its end for what is newly certified.
        indexes = [models.Index(fields=["issued_on"], name="certification_issued")]

    def __str__(self) -> str:
        return self.code

    @property
    def public_id(self) -> str:
        """The name under which the outside knows it: the code."""
        return self.code


class CertificateEvent(models.Model):
    """One fact in a certificate's life. Only added, by certification.services; never changed."""

    class Kind(models.TextChoices):
        ISSUED = "issued", _("issued")
        EXTENDED = "extended", _("extended")
        SUSPENDED = "suspended", _("suspended")
        REINSTATED = "reinstated", _("reinstated")
        REVOKED = "revoked", _("revoked")
        SUPERSEDED = "superseded", _("superseded")

    class Ground(models.TextChoices):
        """The six grounds of revocation (26/2026/QĐ-TTg, Art. 8.1)."""

        FALSE_DOSSIER = "false_dossier", _("false dossier")
        CRITERIA = "criteria", _("no longer meets the criteria")
        LAW = "law", _("breach of the law on quality, food safety, environment, IP or labelling")
        MARK = "mark", _("misuse of the OCOP mark")
        STOPPED = "stopped", _("the entity stopped making it")
        OTHER = "other", _("another case concluded by an authority")

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(_("event"), max_length=12, choices=Kind)
    effective_on = models.DateField(_("from this day"))
    until = models.DateField(_("last day after the extension"), null=True, blank=True)
    ground = models.CharField(_("ground"), max_length=16, choices=Ground, blank=True)
    reference = models.CharField(_("paper"), max_length=160, blank=True)
    superseded_by = models.ForeignKey(
        Certificate, null=True, blank=True, on_delete=models.PROTECT, related_name="supersedes"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("event of a certificate")
        verbose_name_plural = _("events of certificates")
        ordering = ["effective_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"], condition=Q(kind="issued"), name="certification_issued_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind="extended") | Q(until__isnull=False),
                name="certification_extension_has_end",
            ),
            models.CheckConstraint(
                condition=~Q(kind="revoked") | ~Q(ground=""),
                name="certification_revocation_has_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate} {self.kind} {self.effective_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("The history of a certificate only grows.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("The history of a certificate only grows.")


class LiveInterval(models.Model):
    """Days, both included, on which a certificate's star may be shown: derived from its events."""

    certificate = models.ForeignKey(
        Certificate, on_delete=models.CASCADE, related_name="live_intervals"
    )
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="live_intervals")
    star = models.PositiveSmallIntegerField()
    live_from = models.DateField()
    live_until = models.DateField()

    class Meta:
        verbose_name = _("live interval")
        verbose_name_plural = _("live intervals")
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "live_from"], name="certification_interval_once"
            ),
            models.CheckConstraint(
                condition=Q(live_until__gte=F("live_from")), name="certification_interval_runs"
            ),
        ]
        indexes = [
            models.Index(fields=["product", "live_from", "live_until"]),
            models.Index(fields=["star", "live_from", "live_until"]),
        ]

    def __str__(self) -> str:
        return f"{self.certificate} {self.live_from} – {self.live_until}"
