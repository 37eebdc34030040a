from django.urls import path

from . import views

app_name = "alerts"

urlpatterns = [
    path("", views.ask, name="ask"),
    path("<str:key>/confirm/", views.confirm, name="confirm"),
    path("<str:key>/stop/", views.stop, name="stop"),
]
