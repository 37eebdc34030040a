from django.urls import path

from . import views

app_name = "shipments"

urlpatterns = [
    path("<str:vendor_id>/products/<str:pack_id>/parcel/", views.pack, name="pack"),
    path("<str:vendor_id>/orders/<str:order_id>/send/", views.send, name="send"),
    path(
        "<str:vendor_id>/orders/<str:order_id>/parcels/<str:shipment_id>/", views.move, name="move"
    ),
]
