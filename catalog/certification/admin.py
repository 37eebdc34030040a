"""The books, to look at. Everything here is written by services; history only grows (truth 2)."""

from django.contrib import admin

from marketplace.kernel.admin import ReadOnly

from .models import (
    Certificate,
    CertificateEvent,
    DecisionImport,
    Document,
    LiveInterval,
    RecognitionDecision,
    WorklistItem,
)


class EventInline(ReadOnly, admin.TabularInline):
    model = CertificateEvent
    fk_name = "certificate"
    extra = 0
    fields = readonly_fields = (
        "effective_on",
        "kind",
        "until",
        "ground",
        "reference",
        "actor",
        "recorded_at",
    )
    ordering = ["effective_on", "pk"]


class LiveIntervalInline(ReadOnly, admin.TabularInline):
    model = LiveInterval
    extra = 0
    fields = ["live_from", "live_until", "star"]


@admin.register(Certificate)
class CertificateAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["code", "printed_product", "printed_producer", "star", "issued_on", "last_day"]
    list_filter = ["star", "decision__authority_level", "decision__province"]
    search_fields = ["code", "official_code", "printed_product", "printed_producer"]
    date_hierarchy = "issued_on"
    list_select_related = ["decision"]
    inlines = [EventInline, LiveIntervalInline]


@admin.register(RecognitionDecision)
class RecognitionDecisionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["number", "authority_level", "province", "issued_on", "is_demo"]
    list_filter = ["authority_level", "is_demo", "province"]
    search_fields = ["number", "authority_name"]
    list_select_related = ["province"]


@admin.register(Document)
class DocumentAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["original_name", "content_type", "size", "uploaded_at"]
    search_fields = ["original_name", "sha256"]
    fields = readonly_fields = (
        "public_id",
        "original_name",
        "content_type",
        "size",
        "sha256",
        "uploaded_at",
    )


@admin.register(DecisionImport)
class DecisionImportAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["filename", "province", "at", "is_dry_run", "is_applied", "rows", "rejected"]
    list_filter = ["is_dry_run", "is_applied", "province"]
    list_select_related = ["province"]


@admin.register(WorklistItem)
class WorklistItemAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["public_id", "code", "province", "state", "created_at"]
    list_filter = ["state", "code", "province"]
    list_select_related = ["province"]
