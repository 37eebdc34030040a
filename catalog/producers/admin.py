from django.contrib import admin

from .models import Producer
from .traits import FIELDS


@admin.register(Producer)
class ProducerAdmin(admin.ModelAdmin):
    """Stories and English names are written here; who it is, services register, and itself states."""

    list_display = ["name", "province", "commune", "is_illustrative"]
    list_filter = ["province", "is_illustrative"]
    search_fields = ["name", "folded_name", "name_en"]
    list_select_related = ["province", "commune"]
    fields = [
        *("name", "name_en", "province", "commune", "address", "story", "story_en"),
        *FIELDS.values(),
    ]
    readonly_fields = ["name", "province", "commune", "address", *FIELDS.values()]

    def has_add_permission(self, request: object) -> bool:
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        return False
