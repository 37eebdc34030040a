from django.urls import path

from . import views

app_name = "newsletter"

urlpatterns = [
    path("", views.ask, name="ask"),
    path("asked/", views.asked, name="asked"),
    path("<str:key>/confirm/", views.confirm, name="confirm"),
    path("<str:key>/stop/", views.stop, name="stop"),
]
