"""The marketplace's own texts."""

from django.urls import path

from . import pages

app_name = "pages"
urlpatterns = [
    path("rules/", pages.rules, name="rules"),
    path("ranking/", pages.ranking, name="ranking"),
    path("privacy/", pages.privacy, name="privacy"),
    path("returns/", pages.returns, name="returns"),
    path("contact/", pages.contact, name="contact"),
]
