from django.urls import path

from . import views

app_name = "operating"

urlpatterns = [
    path("", views.home, name="home"),
    path("refunds/", views.refunds, name="refunds"),
    path("refunds/<str:refund_id>/", views.decide, name="decide"),
]
