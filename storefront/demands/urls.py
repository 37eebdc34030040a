from django.urls import path

from . import beginning_views, views

app_name = "demands"

urlpatterns = [
    path("", views.demands, name="list"),
    path("new/", beginning_views.begin, name="new"),
    path("buyer/", beginning_views.buyer, name="buyer"),
    path("write/", beginning_views.write, name="write"),
    path("<str:demand_id>/", views.demand, name="demand"),
    path("<str:demand_id>/edit/", views.edit, name="edit"),
    path("<str:demand_id>/move/", views.move, name="move"),
    path("<str:demand_id>/copy/", views.copy, name="copy"),
]
