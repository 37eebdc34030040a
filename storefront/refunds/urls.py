from django.urls import path

from . import views

app_name = "refunds"

urlpatterns = [
    path("<str:vendor_id>/orders/<str:order_id>/refund/", views.refund, name="refund"),
    path(
        "<str:vendor_id>/orders/<str:order_id>/refund/<str:refund_id>/",
        views.decide,
        name="decide",
    ),
]
