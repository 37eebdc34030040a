from django.urls import path

from . import views

app_name = "watch"

urlpatterns = [
    path("", views.news, name="news"),
    path("seen/", views.seen, name="seen"),
    path("mail/", views.mail, name="mail"),
    path("stop/<str:token>/", views.stop, name="stop"),
]
