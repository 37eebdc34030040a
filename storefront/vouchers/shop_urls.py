"""In the seller's workspace: its own campaigns."""

from django.urls import path

from .views import shop

app_name = "shop_vouchers"

urlpatterns = [
    path("<str:vendor_id>/vouchers/", shop.campaigns, name="campaigns"),
    path("<str:vendor_id>/vouchers/new/", shop.new, name="new"),
    path("<str:vendor_id>/vouchers/<str:campaign_id>/", shop.campaign, name="campaign"),
    path("<str:vendor_id>/vouchers/<str:campaign_id>/change/", shop.change, name="change"),
    path("<str:vendor_id>/vouchers/<str:campaign_id>/uses.<str:form>", shop.uses, name="uses"),
    path("<str:vendor_id>/vouchers/<str:campaign_id>/codes.csv", shop.codes, name="codes"),
]
