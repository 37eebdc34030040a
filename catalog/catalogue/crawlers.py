"""Addresses for crawlers; they stand outside the languages, at the root."""

from django.urls import path, re_path

from . import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    re_path(
        r"^sitemap-(?P<part>pages|products-\d{1,6}|producers-\d{1,6})\.xml$",
        views.sitemap_part,
        name="sitemap_part",
    ),
]
