from django.urls import path

from . import views

app_name = "accounts"

urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("second-factor/", views.second_factor_missing, name="second_factor_missing"),
    path("second-factor/<str:token>/", views.enrol, name="enrol"),
    path("organisations/<str:public_id>/", views.organisation, name="organisation"),
    path("organisations/<str:public_id>/members/", views.add_member, name="add_member"),
    path(
        "organisations/<str:public_id>/members/<str:member_id>/",
        views.change_member,
        name="change_member",
    ),
]
