"""Addresses of producers; public ids only."""

from django.urls import re_path

from . import views

app_name = "producers"

urlpatterns = [
    re_path(
        r"^producer/(?P<slug>[-a-z0-9]+)-(?P<public_id>[0-9a-z]{10})/$", views.detail, name="detail"
    ),
]
