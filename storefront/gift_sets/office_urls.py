"""In the programme office: provinces' sets and the marketplace's."""

from django.urls import path

from .views import editing, makers

app_name = "office_sets"

urlpatterns = [
    path("", makers.office_sets, name="sets"),
    path("new/", makers.office_new, name="new"),
    path("<str:public_id>/", editing.office_change, name="change"),
    path("<str:public_id>/withdraw/", makers.office_withdraw, name="withdraw"),
]
