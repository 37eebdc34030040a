from django.urls import path

from . import views

app_name = "certification"

urlpatterns = [
    path("verify/", views.verify_form, name="verify"),
    path("verify/<str:code>/", views.verify_code, name="verify_code"),
    path("verify/<str:code>/qr.svg", views.qr_code, {"kind": "svg"}, name="verify_qr_svg"),
    path("verify/<str:code>/qr.png", views.qr_code, {"kind": "png"}, name="verify_qr_png"),
    path("office/documents/<str:public_id>/", views.document, name="document"),
]
