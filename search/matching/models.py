"""What a buyer wants (nhu cầu): criteria by lines, as reading.py or a form understood them.

docs/supply.md says what each column means; criteria.py is the shape that programs use.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.supply.models import Supply
from catalog.supply.units import PackUnit, Period, Unit
from marketplace.accounts.models import Organisation
from marketplace.kernel.clock import now
from marketplace.kernel.ids import new_public_id

from .criteria import Criteria, Line


class Demand(models.Model):
    """One organisation's need. What is not said is null, and it is matched on what it has."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    class Outcome(models.TextChoices):
        """Why it is closed."""

        FULFILLED = "fulfilled", _("fulfilled")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("past its deadline")

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    buyer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="demands")
    title = models.CharField(_("title"), max_length=160)
    #: The sentence that was read, as it was written; empty where a form or a program began.
    text = models.TextField(_("in the buyer's words"), blank=True)
    #: All that holds for the whole demand: Criteria.to_json() without its lines.
    terms = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True, default="")
    #: Offers are wanted until this day; null: until the demand is closed.
    deadline = models.DateField(_("offers until"), null=True, blank=True)
    #: The earlier of the deadline and the last day of delivery, by services; null: neither is said.
    open_until = models.DateField(null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    #: Grows with each change of the demand or its lines.
    version = models.PositiveBigIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("demand")
        verbose_name_plural = _("demands")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) & ~Q(outcome="")
                | ~Q(state="closed") & Q(outcome="", closed_at__isnull=True),
                name="matching_closed_has_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "open_until"], name="matching_open"),
            models.Index(fields=["buyer", "-id"], name="matching_of_buyer"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def criteria(self) -> Criteria:
        """The whole in the shape of the reader; prefetch ``lines`` before."""
        return Criteria.from_json(
            {**self.terms, "lines": [line.as_json() for line in self.lines.all()]}
        )


class DemandLine(models.Model):
    """Products wanted together, with their total quantity."""

    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    #: Product nouns in Vietnamese, and criteria sets (B01 …), as the reader writes them.
    keywords = models.JSONField(default=list)
    groups = models.JSONField(default=list)
    quantity_min = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    quantity_max = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=12, choices=Unit, null=True, blank=True)
    period = models.CharField(max_length=8, choices=Period, null=True, blank=True)
    pack_size = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    pack_unit = models.CharField(max_length=12, choices=PackUnit, null=True, blank=True)

    class Meta:
        verbose_name = _("line of a demand")
        verbose_name_plural = _("lines of demands")
        ordering = ["demand", "position"]
        constraints = [
            models.UniqueConstraint(fields=["demand", "position"], name="matching_line_once"),
            models.CheckConstraint(
                condition=Q(pack_size__isnull=True, pack_unit__isnull=True)
                | Q(pack_size__gt=0, pack_unit__isnull=False),
                name="matching_pack_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(self.keywords) or ", ".join(self.groups)

    def as_json(self) -> dict[str, Any]:
        """In the shape of criteria.Line."""
        return {
            "keywords": self.keywords,
            "groups": self.groups,
            "quantity": {
                "min": self.quantity_min,
                "max": self.quantity_max,
                "unit": self.unit,
                "period": self.period,
            },
            "pack": {"size": self.pack_size, "unit": self.pack_unit} if self.pack_size else None,
        }

    @classmethod
    def of(cls, line: Line, *, position: int) -> "DemandLine":
        """A row, not saved, that belongs to no demand yet."""
        return cls(
            position=position,
            keywords=list(line.keywords),
            groups=list(line.groups),
            quantity_min=line.quantity.min,
            quantity_max=line.quantity.max,
            unit=line.quantity.unit,
            period=line.quantity.period,
            pack_size=line.pack.size if line.pack else None,
            pack_unit=line.pack.unit if line.pack else None,
        )


class Match(models.Model):
    """A supply that a line of a demand fits, or nearly: derived, and made anew whenever either changes.

    Rows say which; pages judge the few that they show again, so that a certificate that has ended
    since is not shown.
    """

    line = models.ForeignKey(DemandLine, on_delete=models.CASCADE, related_name="matches")
    supply = models.ForeignKey(Supply, on_delete=models.CASCADE, related_name="matches")
    score = models.PositiveSmallIntegerField()
    #: Thousandths of each part in the order of scoring.PARTS.
    values = models.JSONField()
    #: Bits of gate.Gate: 0 for a match, else a near miss.
    failed = models.PositiveIntegerField(default=0)
    #: scoring.RULES_VERSION by which, and the day for which, it was judged.
    rules = models.PositiveSmallIntegerField()
    day = models.DateField()
    #: When the pair first matched; kept while it goes on matching.
    found_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        ordering = ["failed", "-score", "supply"]
        constraints = [
            models.UniqueConstraint(fields=["line", "supply"], name="matching_pair_once"),
            models.CheckConstraint(condition=Q(score__lte=100), name="matching_score_of_hundred"),
        ]
        indexes = [
            models.Index(fields=["line", "failed", "-score"], name="matching_of_line"),
            models.Index(fields=["supply", "failed", "-score"], name="matching_of_supply"),
            models.Index(fields=["found_at"], name="matching_found"),
        ]

    def __str__(self) -> str:
        return f"{self.line} ↔ {self.supply}: {self.score}"
