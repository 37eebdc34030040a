from django.urls import path

from . import views

app_name = "reach"

urlpatterns = [
    path("province/feed.xml", views.feed, name="feed"),
    path("province/<slug:slug>/feed.xml", views.province_feed, name="province_feed"),
    path("province/<slug:slug>/calendar.ics", views.province_calendar, name="province_calendar"),
    path(
        "province/<slug:slug>/<slug:page>/calendar.ics", views.page_calendar, name="page_calendar"
    ),
    path("cover/<uuid:key>/<slug:digest>.jpg", views.cover, name="cover"),
]
