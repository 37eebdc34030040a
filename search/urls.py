"""Addresses of the lists. They live in the namespace ``catalogue``, beside the product pages.

A province's list is served within its showcase (cms.provinces.views).
"""

from django.urls import path

from . import views

lists = [
    path("products/", views.index, name="index"),
    path("category/<str:code>/", views.category, name="category"),
]

urlpatterns = [path("suggest/", views.suggest, name="suggest")]
