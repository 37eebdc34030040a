from django.urls import path

from . import views

app_name = "saved"

urlpatterns = [
    path("", views.saved_list, name="list"),
    path("add/", views.save, name="save"),
    path("remove/", views.remove, name="remove"),
]
