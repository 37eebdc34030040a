from django.urls import path

from . import views

app_name = "calling_off"

urlpatterns = [
    path("", views.find, name="find"),
    path("<str:number>/", views.order, name="order"),
]
