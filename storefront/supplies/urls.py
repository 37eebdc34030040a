"""In the vendor's workspace."""

from django.urls import path

from . import importing_views, producer_views, views

app_name = "supplies"

urlpatterns = [
    path("<str:vendor_id>/supplies/", views.supplies, name="list"),
    path("<str:vendor_id>/supplies/producer/", producer_views.producer, name="producer"),
    path("<str:vendor_id>/supplies/new/", views.new, name="new"),
    path("<str:vendor_id>/supplies/export.<str:form>", importing_views.export, name="export"),
    path("<str:vendor_id>/supplies/import/", importing_views.upload, name="upload"),
    path("<str:vendor_id>/supplies/import/<str:import_id>/", importing_views.tried, name="import"),
    path(
        "<str:vendor_id>/supplies/import/<str:import_id>/take/", importing_views.take, name="take"
    ),
    path("<str:vendor_id>/supplies/<str:supply_id>/", views.edit, name="edit"),
    path("<str:vendor_id>/supplies/<str:supply_id>/move/", views.move, name="move"),
    path("<str:vendor_id>/supplies/<str:supply_id>/history/", views.history, name="history"),
]
