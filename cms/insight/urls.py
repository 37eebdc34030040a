from django.urls import path, re_path

from . import views

app_name = "insight"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("<slug:slug>/", views.province, name="province"),
    re_path(r"^(?P<slug>[-\w]+)/table\.(?P<kind>csv|xlsx)$", views.table, name="table"),
]
