"""In the programme office: provinces' sets and the marketplace's."""

from django.urls import path

from .views import making

app_name = "office_sets"

urlpatterns = [
    path("", making.office_sets, name="sets"),
    path("new/", making.office_new, name="new"),
    path("<str:public_id>/withdraw/", making.office_withdraw, name="withdraw"),
]
