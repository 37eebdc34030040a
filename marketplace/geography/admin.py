"""The units for operators to look up. They are read only: reference.py loads them."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from .models import (
    Commune,
    FormerDistrict,
    FormerProvince,
    FormerWard,
    Province,
    Region,
    Succession,
)


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class SuccessionInline(admin.TabularInline):
    model = Succession
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class BecameInline(SuccessionInline):
    fields = ["commune"]
    fk_name = "ward"


class MadeOfInline(SuccessionInline):
    fields = ["ward", "district"]
    fk_name = "commune"


@admin.register(Region)
class RegionAdmin(ReadOnlyAdmin):
    list_display = ["name_vi", "name_en", "position"]


@admin.register(Province)
class ProvinceAdmin(ReadOnlyAdmin):
    list_display = ["code", "name_vi", "name_en", "kind", "region"]
    list_filter = ["region", "kind"]
    search_fields = ["code", "name_vi", "name_en", "slug"]
    list_select_related = ["region"]


@admin.register(Commune)
class CommuneAdmin(ReadOnlyAdmin):
    list_display = ["code", "full_name", "province"]
    list_filter = ["kind", "province"]
    search_fields = ["=code", "name_vi", "folded_name"]
    list_select_related = ["province"]
    inlines = [MadeOfInline]


@admin.register(FormerProvince)
class FormerProvinceAdmin(ReadOnlyAdmin):
    list_display = ["code", "name_vi", "province"]
    search_fields = ["=code", "name_vi", "folded_name"]
    list_select_related = ["province"]


@admin.register(FormerDistrict)
class FormerDistrictAdmin(ReadOnlyAdmin):
    list_display = ["code", "name_vi", "former_province"]
    list_filter = ["former_province"]
    search_fields = ["=code", "name_vi", "folded_name"]
    list_select_related = ["former_province"]


@admin.register(FormerWard)
class FormerWardAdmin(ReadOnlyAdmin):
    list_display = ["code", "name_vi", "district", "former_province"]
    list_filter = ["district__former_province"]
    search_fields = ["=code", "name_vi", "folded_name"]
    list_select_related = ["district__former_province"]
    inlines = [BecameInline]

    @admin.display(ordering="district__former_province")
    def former_province(self, ward: FormerWard) -> FormerProvince:
        return ward.district.former_province
