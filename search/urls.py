"""Addresses of the lists. They live in the namespace ``catalogue``, beside the product pages."""

from django.urls import path

from . import views

lists = [
    path("products/", views.index, name="index"),
    path("category/<str:code>/", views.category, name="category"),
    path("province/<slug:slug>/", views.province, name="province"),
]

urlpatterns = [path("suggest/", views.suggest, name="suggest")]
