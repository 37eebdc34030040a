"""Addresses of the shop's lists and product pages; public ids only."""

from django.urls import path, re_path

from . import views

urlpatterns = [
    path("products/", views.index, name="index"),
    path("category/<str:code>/", views.category, name="category"),
    path("province/<slug:slug>/", views.province, name="province"),
    re_path(
        r"^product/(?P<slug>[-a-z0-9]+)-(?P<public_id>[0-9a-z]{10})/$", views.detail, name="detail"
    ),
]
