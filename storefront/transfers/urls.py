from django.urls import path

from .views import accounts, money, statements

app_name = "transfers"

urlpatterns = [
    path("<str:vendor_id>/account/", accounts.account, name="account"),
    path("<str:vendor_id>/account/retire/", accounts.retire, name="retire_account"),
    path("<str:vendor_id>/account/confirm/<str:token>/", accounts.confirm, name="confirm_account"),
    path("<str:vendor_id>/transfers/", money.open_transfers, name="open"),
    path("<str:vendor_id>/transfers/owed/", money.owed, name="owed"),
    path("<str:vendor_id>/transfers/owed/<str:reference>/", money.refund, name="refund"),
    path("<str:vendor_id>/transfers/<str:reference>/confirm/", money.confirm, name="confirm"),
    path("<str:vendor_id>/statements/", statements.statements, name="statements"),
    path("<str:vendor_id>/statements/upload/", statements.upload, name="upload"),
    path("<str:vendor_id>/statements/matching/", money.matching, name="matching"),
    path("<str:vendor_id>/statements/money/", money.transactions, name="transactions"),
    path("<str:vendor_id>/statements/money.csv", money.export, name="export"),
    path("<str:vendor_id>/statements/money/<str:money_id>/match/", money.match, name="match"),
    path("<str:vendor_id>/statements/money/<str:money_id>/unmatch/", money.unmatch, name="unmatch"),
    path("<str:vendor_id>/statements/money/<str:money_id>/aside/", money.aside, name="aside"),
    path("<str:vendor_id>/statements/<str:statement_id>/", statements.statement, name="statement"),
    path(
        "<str:vendor_id>/statements/<str:statement_id>/columns/", statements.columns, name="columns"
    ),
    path("<str:vendor_id>/statements/<str:statement_id>/take/", statements.take, name="take"),
    path("<str:vendor_id>/statements/<str:statement_id>/drop/", statements.drop, name="drop"),
]
