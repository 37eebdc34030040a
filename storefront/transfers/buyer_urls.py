from django.urls import path

from .views import buyer

app_name = "transfer"

urlpatterns = [
    path("<str:token>/transfers/", buyer.panel, name="panel"),
    path("<str:token>/transfers/<str:reference>/qr.svg", buyer.qr_svg, name="qr_svg"),
    path("<str:token>/transfers/<str:reference>/qr.png", buyer.qr_png, name="qr_png"),
    path("<str:token>/transfers/<str:reference>/claim/", buyer.claim, name="claim"),
]
