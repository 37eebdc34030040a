"""In the vendor's workspace."""

from django.urls import path

from . import views

app_name = "invoices"

urlpatterns = [
    path("<str:vendor_id>/invoices/", views.invoices, name="list"),
    path("<str:vendor_id>/invoices/export.<str:form>", views.export, name="export"),
    path("<str:vendor_id>/invoices/<str:request_id>/", views.invoice, name="invoice"),
    path("<str:vendor_id>/invoices/<str:request_id>/file/", views.file, name="file"),
]
