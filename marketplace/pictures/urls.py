from django.urls import path

from .views import drawn

urlpatterns = [
    path("drawn/<slug:printed>/<str:name>", drawn, name="drawn"),
]
