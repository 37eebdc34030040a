from django.urls import path

from . import views

app_name = "sourcing"

urlpatterns = [
    path("lists/", views.lists, name="lists"),
    path("lists/<str:list_id>/", views.one_list, name="list"),
    path("lists/<str:list_id>/change/", views.change_list, name="change_list"),
    path("keep/", views.keep, name="keep"),
    path("export/", views.export, name="export"),
    path("export/<str:token>/", views.table, name="table"),
    path("export/<str:token>/file/", views.download, name="download"),
    path("<str:vendor_id>/contact/", views.contact, name="contact"),
]
