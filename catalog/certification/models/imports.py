"""What came in with recognition decisions: every file, every row, and what people must decide."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.geography.models import Province
from marketplace.kernel.ids import new_public_id

from .certificates import Certificate
from .documents import Document


class DecisionImport(models.Model):
    """One run over one file; dry runs are kept too."""

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="imports"
    )
    filename = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    province = models.ForeignKey(
        Province, null=True, blank=True, on_delete=models.PROTECT, related_name="imports"
    )
    is_dry_run = models.BooleanField(_("dry run"), default=False)
    take_good = models.BooleanField(_("take the good rows"), default=False)
    is_applied = models.BooleanField(_("taken"), default=False)
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    worklist = models.PositiveIntegerField(default=0)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("import of decisions")
        verbose_name_plural = _("imports of decisions")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.filename


class ImportRow(models.Model):
    """One row of a sheet, as it came and as it was read. Every row is kept, also blank ones."""

    class Outcome(models.TextChoices):
        IGNORED = "ignored", _("not a product row")
        CREATED = "created", _("created")
        UPDATED = "updated", _("updated")
        UNCHANGED = "unchanged", _("unchanged")
        REJECTED = "rejected", _("rejected")
        WORKLIST = "worklist", _("to be decided")

    decision_import = models.ForeignKey(
        DecisionImport, on_delete=models.CASCADE, related_name="input_rows"
    )
    sheet = models.CharField(max_length=80, blank=True)
    number = models.PositiveIntegerField(help_text=_("As the spreadsheet counts, from 1."))
    kind = models.CharField(max_length=10, help_text=_("title, header, product, total or blank"))
    cells = models.JSONField(default=list)
    read = models.JSONField(default=dict)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.IGNORED)
    errors = models.JSONField(default=list)
    certificate = models.ForeignKey(
        Certificate, null=True, blank=True, on_delete=models.SET_NULL, related_name="import_rows"
    )

    class Meta:
        verbose_name = _("input row")
        verbose_name_plural = _("input rows")
        ordering = ["decision_import", "pk"]
        indexes = [models.Index(fields=["decision_import", "outcome"])]

    def __str__(self) -> str:
        return f"{self.sheet}:{self.number}"


class WorklistItem(models.Model):
    """A row that a person must decide: the system never guesses an identity (truth 3)."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        RESOLVED = "resolved", _("resolved")
        DISMISSED = "dismissed", _("dismissed")

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    code = models.CharField(max_length=20, help_text=_("identity, authority or conflict"))
    province = models.ForeignKey(
        Province, null=True, blank=True, on_delete=models.PROTECT, related_name="worklist"
    )
    #: What makes the same question, asked by the same row of another upload, one item.
    key = models.CharField(max_length=64, unique=True)
    read = models.JSONField(default=dict)
    candidates = models.JSONField(default=list)
    import_row = models.ForeignKey(
        ImportRow, null=True, on_delete=models.SET_NULL, related_name="worklist_items"
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    certificate = models.ForeignKey(
        Certificate, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("worklist item")
        verbose_name_plural = _("worklist")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["province", "state", "created_at"])]

    def __str__(self) -> str:
        return self.public_id
