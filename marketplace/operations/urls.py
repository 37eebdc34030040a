"""The marketplace's own texts, and the builders' style page."""

from django.urls import path

from . import pages
from .style import style

app_name = "pages"
urlpatterns = [
    path("rules/", pages.rules, name="rules"),
    path("ranking/", pages.ranking, name="ranking"),
    path("privacy/", pages.privacy, name="privacy"),
    path("returns/", pages.returns, name="returns"),
    path("contact/", pages.contact, name="contact"),
    path("style/", style, name="style"),
]
