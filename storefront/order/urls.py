from django.urls import path

from . import views

urlpatterns = [
    path("<str:token>/", views.detail, name="detail"),
    path("<str:token>/contract/", views.contract, name="contract"),
    path("<str:token>/again/", views.again, name="again"),
    path("<str:token>/cancel/", views.cancel, name="cancel"),
]
