"""Demands to look at: their buyers write them."""

from django.contrib import admin

from marketplace.kernel.admin import ReadOnly

from .models import Demand, DemandLine


class LineRows(ReadOnly, admin.TabularInline):
    model = DemandLine
    extra = 0


@admin.register(Demand)
class DemandAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["public_id", "title", "buyer", "state", "outcome", "open_until"]
    list_filter = ["state", "outcome"]
    list_select_related = ["buyer"]
    search_fields = ["public_id", "title", "buyer__name"]
    inlines = [LineRows]
