"""In the programme office: provinces' campaigns and the marketplace's."""

from django.urls import path

from .views import deliveries, office

app_name = "vouchers"

urlpatterns = [
    path("", office.campaigns, name="campaigns"),
    path("new/", office.new, name="new"),
    path("owed/<slug:payer>/", office.owed, name="owed"),
    path("owed/<slug:payer>.<str:form>", office.owed_file, name="owed_file"),
    path("deliveries/", deliveries.deliveries, name="deliveries"),
    path("deliveries/<int:pk>/", deliveries.raise_delivery, name="raise_delivery"),
    path("<str:public_id>/", office.campaign, name="campaign"),
    path("<str:public_id>/change/", office.change, name="change"),
    path("<str:public_id>/uses.<str:form>", office.uses, name="uses"),
    path("<str:public_id>/codes.csv", office.codes, name="codes"),
]
