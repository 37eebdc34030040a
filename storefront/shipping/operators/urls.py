from django.urls import path

from . import views

app_name = "tariffs"

urlpatterns = [
    path("", views.tariffs, name="tariffs"),
    path("import/", views.take, name="take"),
    path("<int:pk>.<slug:form>", views.export, name="export"),
    path("<int:pk>/drop/", views.drop, name="drop"),
]
