from django.urls import path

from . import gone_views, views
from .of_cards import register_cards
from .of_transfers import register_transfers

app_name = "disagreements"

register_cards()
register_transfers()

urlpatterns = [
    path("", views.money, name="money"),
    path("gone/<slug:kind>-<int:pk>/", gone_views.gone, name="gone"),
    path("<slug:code>-<int:pk>/", views.mend, name="mend"),
]
