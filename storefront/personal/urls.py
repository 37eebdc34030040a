from django.urls import path

from . import views

app_name = "personal"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("export/", views.export, name="export"),
    path("export/<str:token>/", views.download, name="download"),
    path("erase/", views.erase, name="erase"),
    path("keep/<str:token>/", views.keep, name="keep"),
]
