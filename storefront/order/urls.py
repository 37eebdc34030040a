from django.urls import path

from . import views

urlpatterns = [
    path("account/orders/", views.own, name="list"),
    path("order/<str:token>/", views.detail, name="detail"),
    path("order/<str:token>/cancel/", views.cancel, name="cancel"),
]
