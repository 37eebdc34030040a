"""In the seller's workspace: its own sets."""

from django.urls import path

from .views import editing, makers

app_name = "shop_sets"

urlpatterns = [
    path("<str:vendor_id>/sets/", makers.shop_sets, name="sets"),
    path("<str:vendor_id>/sets/new/", makers.shop_new, name="new"),
    path("<str:vendor_id>/sets/<str:set_id>/", editing.shop_change, name="change"),
    path("<str:vendor_id>/sets/<str:set_id>/withdraw/", makers.shop_withdraw, name="withdraw"),
]
