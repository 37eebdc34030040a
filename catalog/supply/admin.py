"""Supplies and their ledger to look at: services write them, with their promises."""

from django.contrib import admin

from marketplace.kernel.admin import ReadOnly

from .models import Capacity, Commitment, Supply, SupplyTier


class TierRows(ReadOnly, admin.TabularInline):
    model = SupplyTier
    extra = 0


class CapacityRows(ReadOnly, admin.TabularInline):
    model = Capacity
    extra = 0


@admin.register(Supply)
class SupplyAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["public_id", "product", "vendor", "unit", "state", "changed_at"]
    list_filter = ["state", "unit"]
    list_select_related = ["product", "vendor"]
    search_fields = ["public_id", "product__title", "vendor__name"]
    inlines = [TierRows, CapacityRows]


@admin.register(Commitment)
class CommitmentAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["public_id", "capacity", "quantity", "reference", "actor", "at"]
    list_select_related = ["capacity", "actor"]
    search_fields = ["reference", "public_id"]
