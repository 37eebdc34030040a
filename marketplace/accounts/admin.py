from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.kernel import audit
from marketplace.kernel.admin import ReadOnly

from .models import Membership, Organisation, User


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    list_display = ["email", "first_name", "last_name", "is_staff"]
    search_fields = ["email", "first_name", "last_name"]
    ordering = ["email"]
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "language"]}),
        (
            _("Permissions"),
            {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]},
        ),
    ]
    add_fieldsets = [(None, {"fields": ["email", "password1", "password2"]})]

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Not a member: an organisation might lose its last owner. Deactivate them instead."""
        if obj is not None and obj.memberships.exists():
            return False
        return super().has_delete_permission(request, obj)


class MembershipInline(ReadOnly, admin.TabularInline):
    """To look at: owners change members on their page, ``manage.py add_member`` begins."""

    model = Membership
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    """Whose programme books somebody keeps hangs on office and province: a superuser's to change."""

    list_display = ["name", "legal_form", "office", "province", "is_illustrative"]
    list_filter = ["legal_form", "office", "province"]
    search_fields = ["name", "tax_code"]
    inlines = [MembershipInline]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Organisation | None = None
    ) -> list[str]:
        if request.user.is_superuser:
            return []
        return ["office", "province"] if obj is not None and obj.office else ["office"]

    def has_delete_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        """Its memberships would go without a word."""
        return False

    def save_model(self, request: HttpRequest, obj: Organisation, form: Any, change: bool) -> None:
        before = _office_of(Organisation.objects.filter(pk=obj.pk).first())
        super().save_model(request, obj, form, change)
        if not change:
            audit.record(action="organisation.created", target=obj, acting_user=request.user)
        after = _office_of(obj)
        if after != before:
            audit.record(
                action="organisation.office_changed",
                target=obj,
                acting_user=request.user,
                before=before,
                after=after,
            )


def _office_of(organisation: Organisation | None) -> list[str]:
    """Office and, where it is one, the province's slug; empty for a body that is no office."""
    if organisation is None or not organisation.office:
        return []
    province = organisation.province
    return [organisation.office, province.slug if province else ""]
