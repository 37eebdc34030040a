"""In the seller's workspace: its own sets."""

from django.urls import path

from .views import making

app_name = "shop_sets"

urlpatterns = [
    path("<str:vendor_id>/sets/", making.shop_sets, name="sets"),
    path("<str:vendor_id>/sets/new/", making.shop_new, name="new"),
    path("<str:vendor_id>/sets/<str:set_id>/withdraw/", making.shop_withdraw, name="withdraw"),
]
