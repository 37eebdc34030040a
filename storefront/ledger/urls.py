from django.urls import path

from .views import statements

app_name = "ledger"

urlpatterns = [
    path("<str:vendor_id>/settlement/", statements.months, name="months"),
    path("<str:vendor_id>/settlement/<str:month>.<str:form>", statements.export, name="export"),
    path("<str:vendor_id>/settlement/<str:month>/", statements.month, name="month"),
]
