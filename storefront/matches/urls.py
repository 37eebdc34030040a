"""A buyer's matches and allocation, below the demand's own address."""

from django.urls import path

from . import views

app_name = "matches"

urlpatterns = [
    path("<str:demand_id>/matches/", views.demand, name="demand"),
    path("<str:demand_id>/allocation/", views.allocation, name="allocation"),
    path("<str:demand_id>/allocation.<str:form>", views.export, name="export"),
]
