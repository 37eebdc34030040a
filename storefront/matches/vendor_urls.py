"""Demands that a vendor's supply fits, in the vendor's workspace."""

from django.urls import path

from . import views

app_name = "matched"

urlpatterns = [
    path("<str:vendor_id>/supplies/<str:supply_id>/matches/", views.supply, name="supply"),
]
