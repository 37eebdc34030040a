"""The visitor's side: the form, and the page behind an unguessable address."""

from django.urls import path

from . import visitor_views

app_name = "visit"

urlpatterns = [
    path("visit/<str:product_id>/", visitor_views.ask, name="ask"),
    path("enquiry/<str:token>/", visitor_views.enquiry, name="enquiry"),
    path("enquiry/<str:token>/write/", visitor_views.write, name="write"),
    path("enquiry/<str:token>/withdraw/", visitor_views.withdraw, name="withdraw"),
]
