"""What a distributor keeps of the directory: lists of suppliers, tables, contacts looked at."""

import datetime

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.partner.models import Vendor
from marketplace.accounts.models import Organisation
from marketplace.kernel.ids import new_public_id, new_token


class SupplierList(models.Model):
    """A named list of suppliers: of one person, or of an organisation and then of all its members."""

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    name = models.CharField(_("name"), max_length=80)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="supplier_lists"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.CASCADE, related_name="supplier_lists"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("list of suppliers")
        verbose_name_plural = _("lists of suppliers")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=True) ^ Q(organisation__isnull=True),
                name="sourcing_list_of_one_owner",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ListedSupplier(models.Model):
    supplier_list = models.ForeignKey(
        SupplierList, on_delete=models.CASCADE, related_name="entries"
    )
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(_("note"), max_length=500, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("supplier on a list")
        verbose_name_plural = _("suppliers on lists")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["supplier_list", "vendor"], name="sourcing_listed_once")
        ]

    def __str__(self) -> str:
        return f"{self.supplier_list} · {self.vendor}"


def private_storage() -> Storage:
    """Never the public one (truth 10)."""
    return storages["private"]


def table_path(table: "SupplierTable", _name: str) -> str:
    return f"tables/{table.token}.{table.format}"


class SupplierTable(models.Model):
    """A search or a list as a table, made by the queue for one person and kept for some days."""

    KEPT_FOR = datetime.timedelta(days=7)

    class Format(models.TextChoices):
        XLSX = "xlsx", _("Excel (XLSX)")
        CSV = "csv", "CSV"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="supplier_tables"
    )
    token = models.CharField(max_length=32, unique=True, editable=False, default=new_token)
    format = models.CharField(_("format"), max_length=4, choices=Format, default=Format.XLSX)
    #: The directory's address without the path; of a list nothing.
    query = models.CharField(max_length=2000, blank=True)
    supplier_list = models.ForeignKey(
        SupplierList, null=True, on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(max_length=2, default="vi")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    file = models.FileField(storage=private_storage, upload_to=table_path, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("table of suppliers")
        verbose_name_plural = _("tables of suppliers")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.asked_at:%Y-%m-%d}"


class ContactReveal(models.Model):
    """Somebody looked at a vendor's phone and e-mail. Rows are only added."""

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="contact_reveals")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("contact shown")
        verbose_name_plural = _("contacts shown")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["user", "at"], name="sourcing_reveals_of_user"),
            models.Index(fields=["vendor", "at"], name="sourcing_reveals_of_vendor"),
        ]

    def __str__(self) -> str:
        return f"{self.vendor} {self.at:%Y-%m-%d}"
