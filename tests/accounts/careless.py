"""Our addresses and a careless sign-in page, as some package of tomorrow may bring one."""

from django.contrib.auth.views import LoginView
from django.urls import path

from marketplace.urls import urlpatterns as ours

urlpatterns = [
    path("careless/", LoginView.as_view(template_name="account/login.html")),
    *ours,
]
