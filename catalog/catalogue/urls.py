"""Addresses of product pages; public ids only. The lists beside them are search's."""

from django.urls import re_path

from . import views

urlpatterns = [
    re_path(
        r"^product/(?P<slug>[-a-z0-9]+)-(?P<public_id>[0-9a-z]{10})/$", views.detail, name="detail"
    ),
]
