"""In the shop: everybody's."""

from django.urls import path, re_path

from .views import shop

app_name = "gift_sets"

urlpatterns = [
    path("", shop.gift_sets, name="list"),
    path("into-basket/", shop.into_basket, name="into_basket"),
    re_path(r"^(?P<slug>[-a-z0-9]+)-(?P<public_id>[0-9a-z]{10})/$", shop.gift_set, name="detail"),
]
