from django.urls import path

from . import views

urlpatterns = [
    path("", views.DeliveryView.as_view(), name="index"),
    path("communes/", views.communes, name="communes"),
    path("payment/", views.PaymentView.as_view(), name="payment"),
    path("review/", views.ReviewView.as_view(), name="review"),
]
