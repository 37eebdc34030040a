"""In the vendor's workspace."""

from django.urls import path

from . import importing_views, views

app_name = "shelf"

urlpatterns = [
    path("<str:vendor_id>/shelf/", views.grid, name="grid"),
    path("<str:vendor_id>/shelf/undo/", views.undo, name="undo"),
    path("<str:vendor_id>/shelf/export.<str:form>", importing_views.export, name="export"),
    path("<str:vendor_id>/shelf/import/", importing_views.upload, name="upload"),
    path("<str:vendor_id>/shelf/import/<str:import_id>/", importing_views.tried, name="import"),
    path("<str:vendor_id>/shelf/import/<str:import_id>/take/", importing_views.take, name="take"),
]
