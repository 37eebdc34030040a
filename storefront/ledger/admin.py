"""The books for operators: read only; the one thing that is typed is an accountant's decision."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from marketplace.kernel import audit

from .models import Entry, Posting, Sale, TaxStatus


class _ReadOnly(admin.ModelAdmin):
    """Written by services alone."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class EntryInline(admin.TabularInline):
    model = Entry
    fields = ("account", "vendor", "vendor_order", "amount")
    can_delete = False
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Posting)
class PostingAdmin(_ReadOnly):
    list_display = ("day", "kind", "vendor", "vendor_order", "occasion")
    list_filter = ("kind",)
    list_select_related = ("vendor", "vendor_order")
    search_fields = ("occasion", "vendor__name")
    inlines = (EntryInline,)


@admin.register(Sale)
class SaleAdmin(_ReadOnly):
    list_display = ("vendor_order", "vendor", "sold_on", "goods", "commission", "tax", "due_at")
    list_select_related = ("vendor", "vendor_order")
    search_fields = ("vendor_order__number", "vendor__name")


@admin.register(TaxStatus)
class TaxStatusAdmin(_ReadOnly):
    """Only added: a later row takes the place of an earlier one."""

    list_display = ("vendor", "valid_from", "declares_itself", "supply_kind", "reason")
    list_select_related = ("vendor",)
    search_fields = ("vendor__name",)
    fields = ("vendor", "valid_from", "declares_itself", "supply_kind", "reason")
    raw_id_fields = ("vendor",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return admin.ModelAdmin.has_add_permission(self, request)

    def save_model(self, request: HttpRequest, obj: TaxStatus, form: Any, change: bool) -> None:
        obj.decided_by = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)
        audit.record(
            action="tax_status.decided",
            target=obj,
            acting_user=request.user,
            vendor=obj.vendor.public_id,
            valid_from=obj.valid_from.isoformat(),
            declares_itself=obj.declares_itself,
            supply_kind=obj.supply_kind,
        )
