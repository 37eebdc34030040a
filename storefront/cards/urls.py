"""The pages of an order that is paid by card, behind the order's unguessable address."""

from django.urls import path

from . import views

app_name = "card"

urlpatterns = [
    path("<str:token>/card/", views.pay, name="pay"),
    path("<str:token>/card/hosted/", views.hosted, name="hosted"),
    path("<str:token>/card/return/", views.come_back, name="return"),
]
