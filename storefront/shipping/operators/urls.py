from django.urls import path

from . import version_views, views

app_name = "tariffs"

urlpatterns = [
    path("", views.tariffs, name="tariffs"),
    path("free/", views.promise, name="promise"),
    path("free/<int:pk>/end/", views.end, name="end"),
    path("free/<int:pk>/raise/", views.raise_budget, name="raise"),
    path("import/", views.take, name="take"),
    path("<int:pk>.<slug:form>", views.export, name="export"),
    path("<int:pk>/new/", version_views.version, name="version"),
    path("<int:pk>/drop/", views.drop, name="drop"),
]
