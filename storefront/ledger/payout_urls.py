from django.urls import path

from .views import payouts, taxes

app_name = "payouts"

urlpatterns = [
    path("", payouts.payouts, name="payouts"),
    path("new/", payouts.make, name="make"),
    path("results/", payouts.results, name="results"),
    path("taxes/", taxes.taxes, name="taxes"),
    path("taxes/<str:period>.<str:form>", taxes.export, name="tax_file"),
    path("<str:run_id>/", payouts.run, name="run"),
    path("<str:run_id>/approve/", payouts.approve, name="approve"),
    path("<str:run_id>/drop/", payouts.drop, name="drop"),
    path("<str:run_id>/bank.csv", payouts.file, name="file"),
]
