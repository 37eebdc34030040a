"""Books to look at in Django's admin: what services write, no screen changes."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from .models import AuditEntry


class ReadOnly:
    """Nothing is added, changed or deleted through these screens."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def look_only(*kept: type[models.Model]) -> None:
    """Make the screens that a package registered for these models read-only."""
    for model in kept:
        screens = type(admin.site.get_model_admin(model))
        admin.site.unregister(model)
        admin.site.register(model, type(f"{model.__name__}Books", (ReadOnly, screens), {}))


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["at", "action", "object_type", "object_id", "actor"]
    list_filter = ["action"]
    list_select_related = ["actor"]
    search_fields = ["object_id", "request_id"]
    date_hierarchy = "at"
