"""The host's side, in the vendor's workspace."""

from django.urls import path

from . import host_views

app_name = "visits"

urlpatterns = [
    path("<str:vendor_id>/visits/", host_views.enquiries, name="enquiries"),
    path("<str:vendor_id>/visits/<str:enquiry_id>/", host_views.enquiry, name="enquiry"),
    path("<str:vendor_id>/services/", host_views.services, name="services"),
    path("<str:vendor_id>/services/<str:product_id>/", host_views.terms, name="terms"),
]
