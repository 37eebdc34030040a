from django.urls import path, re_path

from . import views

app_name = "suppliers"

urlpatterns = [
    path("", views.directory, name="directory"),
    path("compare/", views.compare, name="compare"),
    re_path(r"^(?P<slug>[-a-z0-9]+)-(?P<public_id>[0-9a-z]{10})/$", views.detail, name="detail"),
]
