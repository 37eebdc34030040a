from django.urls import path

from . import vendor_views

app_name = "rates"

urlpatterns = [
    path("<str:vendor_id>/rates/", vendor_views.rates, name="rates"),
    path("<str:vendor_id>/rates/<int:free_id>/end/", vendor_views.end, name="end"),
]
