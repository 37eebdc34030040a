"""Behind an order's address."""

from django.urls import path

from . import buyer_views

app_name = "invoice"

urlpatterns = [
    path("<str:token>/invoice/", buyer_views.ask, name="ask"),
    path("<str:token>/invoice/<str:request_id>/", buyer_views.file, name="file"),
]
