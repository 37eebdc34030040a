from django.urls import path

from . import views

urlpatterns = [
    path("", views.DeliveryView.as_view(), name="index"),
    path("review/", views.ReviewView.as_view(), name="review"),
]
